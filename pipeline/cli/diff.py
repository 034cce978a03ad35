"""`arrimage diff`: what changed between two states of a plan, or of a folder of plans."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from pipeline.cli.common import data, failures, json_data, json_option, root_option

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.model import Plan


@click.command("diff")
@click.argument("old")
@click.argument("new")
@click.option("--exact", is_flag=True, help="Tell typographic from plain apostrophes.")
@click.option(
    "--only",
    metavar="KIND,...",
    help="Compare only these: roles, periods, sections, targets, actions, schedule, ...",
)
@click.option("--edition", is_flag=True, help="NEW takes the place of OLD: what is carried on?")
@root_option
@json_option
def command(
    old: str, new: str, exact: bool, only: str | None, edition: bool, root: Path, as_json: bool
) -> None:
    """Compare two plans, or two folders of plans, and say what changed.

    OLD and NEW are plan JSON files, folders, or revisions that git knows: HEAD~1 stands for
    extracted/ as it was then, HEAD~1:FILE for one file. Compared is what the plans print; in
    folders, plans are paired by their id. Actions whose numbers shifted are found by their text.
    The exit code is 1 on a difference.

    \b
    Examples:
      arrimage diff plan-2024.json plan-2026.json
      arrimage diff --json HEAD~1 extracted
      arrimage diff --only sections,targets,actions from-pdf.json from-word.json
      arrimage diff --edition extracted/plans/a-2024.json extracted/plans/a-2027.json
    """
    from pipeline.diff import diff_folders
    from pipeline.diff.to_json import as_values
    from pipeline.diff.to_text import as_text
    from pipeline.workspace.sources import load_plans

    scopes = _scopes(only)
    with failures():
        (before, one), (after, other) = load_plans(old, root), load_plans(new, root)
    if edition:
        _edition(before, after, as_json=as_json)
        return
    if one and other:
        (first,), (second,) = before.values(), after.values()
        before, after = {second.id: first}, {second.id: second}
    diff = diff_folders(before, after, exact=exact, only=scopes)
    if as_json:
        json_data(as_values(diff))
    else:
        data(as_text(diff, colours=sys.stdout.isatty() and "NO_COLOR" not in os.environ))
    sys.exit(0 if diff.same else 1)


def _scopes(only: str | None) -> tuple[str, ...]:
    from pipeline.diff import SCOPES

    if only is None:
        return SCOPES
    names = tuple(name.strip() for name in only.split(","))
    unknown = [name for name in names if name not in SCOPES]
    if unknown:
        raise click.UsageError(f"--only takes {', '.join(SCOPES)}; not '{unknown[0]}'")
    return names


def _edition(before: dict[str, Plan], after: dict[str, Plan], *, as_json: bool) -> None:
    from pipeline.diff.editions import follow
    from pipeline.diff.to_text import edition_text
    from pipeline.publish.to_json import dump_any

    if len(before) != 1 or len(after) != 1:
        raise click.UsageError("--edition compares two plans; give two files")
    (old,), (new,) = before.values(), after.values()
    edition = follow(old, new)
    data(dump_any(edition.model_dump(mode="json")) if as_json else edition_text(edition))
    sys.exit(0 if edition.same else 1)

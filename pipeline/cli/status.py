"""`arrimage status`: what a run and `arrimage publish` would do, and why."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from pipeline.cli.common import (
    data,
    failures,
    json_data,
    json_option,
    model_option,
    root_option,
    show_unread,
)

if TYPE_CHECKING:
    from pathlib import Path


@click.command("status")
@root_option
@click.option("--no-enrich", is_flag=True, help="As for a run that leaves the mentions out.")
@model_option
@json_option
def command(root: Path, no_enrich: bool, model: str | None, as_json: bool) -> None:
    """Say for each plan what a run would do, and why; then for what is made of all plans.

    A plan is unchanged, new, changed (its source, sidecar, lexicon, code, options, or what is in
    extracted/), failed in the last run, or removed from raw/. links.json, made by a run, and
    arrimage.sqlite and site, made by `arrimage publish`, are unchanged, new or changed. A table
    or description in extracted/ that is not as the last run left it is named too.

    \b
    Examples:
      arrimage status
      arrimage status --json
    """
    from pipeline.workspace.folders import unread
    from pipeline.workspace.status import hashes, made, status

    with failures():
        there = hashes(root)
        plans = status(root, enrich=not no_enrich, model=model, there=there)
        built = made(root, plans, there)
        show_unread(unread(root))
    if as_json:
        json_data([*map(asdict, plans), *map(asdict, built)])
        return
    for name, one in [(p.plan_id, p) for p in plans] + [(b.file, b) for b in built]:
        why = f" ({', '.join(one.why)})" if one.why else ""
        data(f"{name}: {one.state}{why}\n")

"""`arrimage review`: a person settles uncertain values and judges links, in the terminal."""

from __future__ import annotations

import os
import subprocess
from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.common import (
    LINK_KINDS,
    data,
    failures,
    json_data,
    json_option,
    message,
    root_option,
)

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.review.kappa import Agreement
    from pipeline.review.pairs import Wish


def _day(ctx: click.Context, param: click.Parameter, value: str | None) -> str:  # noqa: ARG001 - click's own
    """Take a day as written; without one, today, as a judgement is a person's act."""
    from datetime import date, datetime

    if value is None:
        return datetime.now().astimezone().date().isoformat()
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError as error:
        raise click.BadParameter(f"'{value}' is not a date like 2024-03-01") from error


_by_option = click.option("--by", help="Your name (default: git's user.name, or $USER).")
_on_option = click.option("--on", callback=_day, help="The day, as 2024-03-01 (default: today).")


@click.group("review", invoke_without_command=True)
@click.pass_context
@root_option
@_by_option
@_on_option
def command(ctx: click.Context, root: Path, by: str | None, on: str) -> None:
    """Settle what the program could not: uncertain values first, then links.

    Every answer is on disk before the next question, in raw/<plan>/corrections.yaml and
    raw/judgements.csv, which are only ever added to. Stop whenever you like; what is answered is
    not asked again. Answers can also come through a pipe, a line each.

    \b
    Examples:
      arrimage review                          values, then links
      arrimage review values
      arrimage review links --blind
    """
    if ctx.invoked_subcommand is not None:
        return
    from pipeline.review.pairs import Wish

    wish = Wish(_reader(by, root))
    with failures():
        if _run_values(root, (), as_json=False):
            _run_links(root, wish, on, as_json=False)


@command.command("values")
@click.argument("plans", nargs=-1)
@root_option
@json_option
def values(plans: tuple[str, ...], root: Path, as_json: bool) -> None:
    """Go through the uncertain values of PLANS (default: all), and write what you decide.

    A value and a reason become an entry of raw/<plan>/corrections.yaml; `arrimage run` then puts
    the value in its place, marked as corrected.

    \b
    Examples:
      arrimage review values
      arrimage review values ville-plan-2026
      printf '1\\nvu sur papier\\n' | arrimage review values
    """
    with failures():
        _run_values(root, plans, as_json=as_json)


@command.command("links")
@root_option
@_by_option
@_on_option
@click.option("--blind", is_flag=True, help="Hide scores and reasons, and shuffle the pairs.")
@click.option(
    "--second",
    is_flag=True,
    help="Judge, blind, what another reader has judged; print Cohen's kappa.",
)
@click.option(
    "--kind", "kinds", multiple=True, type=click.Choice(LINK_KINDS), help="Only links of this kind."
)
@click.option("--within", help="Only pairs with this plan, section or action, or inside it.")
@click.option("--limit", type=click.IntRange(1), help="Ask about this many pairs.")
@json_option
def links(
    root: Path,
    by: str | None,
    on: str,
    blind: bool,
    second: bool,
    kinds: tuple[str, ...],
    within: str | None,
    limit: int | None,
    as_json: bool,
) -> None:
    """Judge links: both texts side by side, with their place and the reasons; a key each.

    The most useful come first: pairs whose text has changed since they were judged, then those
    that are uncertain and high. s same, o overlap, r related, n none, u unsure, space skip,
    c comment, z undo, q quit. Each answer is a row of raw/judgements.csv.

    \b
    Examples:
      arrimage review links
      arrimage review links --within ville-plan-2026/axe-3 --limit 20
      arrimage review links --second --by "Second lecteur"
      printf 's\\no même local\\nq\\n' | arrimage review links --by Essai
    """
    from pipeline.review.pairs import JUDGED_KINDS, Wish

    wish = Wish(
        _reader(by, root),
        second=second,
        blind=blind or second,
        kinds=tuple(kind for kind in LINK_KINDS if kind in kinds) or JUDGED_KINDS,
        within=within,
        limit=limit,
    )
    with failures():
        _run_links(root, wish, on, as_json=as_json)


def _run_links(root: Path, wish: Wish, on: str, *, as_json: bool) -> None:
    from pipeline.review.desk import open_desk
    from pipeline.review.sittings import review_links

    done = review_links(root, wish, on, open_desk())
    if as_json:
        json_data(asdict(done.tally) | {"left": done.left, "agreement": _as_json(done.agreement)})
        return
    tally = done.tally
    message(f"{tally.answered} judged, {tally.skipped} skipped, {done.left} left")
    if wish.second:
        data(_agreement_text(done.agreement))


def _run_values(root: Path, plans: tuple[str, ...], *, as_json: bool) -> bool:
    """Go through the values; return False where the person wants to stop."""
    from pipeline.review.desk import open_desk
    from pipeline.review.sittings import review_values
    from pipeline.workspace.page_images import crop

    done = review_values(root, plans, open_desk(), partial(crop, root))
    tally = done.tally
    if as_json:
        json_data(asdict(tally) | {"left": done.left})
        return not done.stopped
    message(
        f"{tally.corrected} corrected, {tally.confirmed} confirmed, {tally.skipped} skipped, "
        f"{done.left} left"
    )
    if tally.corrected:
        message("`arrimage run` puts the corrected values in place")
    return not done.stopped


def _reader(by: str | None, root: Path) -> str:
    """Return the reader's name: as given, as git knows it, or as the system does."""
    known = (_git_name(root), os.environ.get("USER")) if by is None else (by,)
    for name in known:
        if name and name.strip():
            return " ".join(name.split())
    raise click.UsageError("nobody knows your name; write it after --by")


def _git_name(root: Path) -> str | None:
    try:
        done = subprocess.run(
            ["git", "config", "user.name"], cwd=root, capture_output=True, text=True, check=False
        )
    except OSError:
        return None
    return done.stdout


def _as_json(found: Agreement | None) -> dict[str, Any] | None:
    if found is None:
        return None
    pairs = [
        {"first": first, "second": second, "pairs": number}
        for (first, second), number in found.table.items()
    ]
    return {
        "pairs": found.pairs,
        "observed": found.observed,
        "expected": found.expected,
        "kappa": found.kappa,
        "table": pairs,
    }


def _agreement_text(found: Agreement | None) -> str:
    if found is None:
        return "no pair has been graded by both readers\n"
    kappa = "undefined (one grade only)" if found.kappa is None else f"{found.kappa:.2f}"
    lines = [
        f"Cohen's kappa {kappa}: {found.pairs} pairs, {found.observed:.0%} graded alike "
        f"({found.expected:.0%} by chance)"
    ]
    lines += [
        f"  {first} / {second}: {number}"
        for (first, second), number in found.table.items()
        if first != second
    ]
    return "\n".join(lines) + "\n"

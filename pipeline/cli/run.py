"""`arrimage run`: bring extracted/ up to date with raw/."""

from __future__ import annotations

import atexit
import gc
import sys
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.common import (
    failures,
    json_data,
    json_option,
    message,
    model_option,
    root_option,
    show_finding,
    show_findings,
    show_unread,
)

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.workspace.results import PlanResult, RunResult


@click.command("run")
@root_option
@click.option(
    "--check", is_flag=True, help="Produce afresh, compare with extracted/, write nothing."
)
@click.option("--force", is_flag=True, help="Produce every plan afresh, whatever the cache holds.")
@click.option("--strict", is_flag=True, help="Exit 1 on a warning too.")
@click.option("--no-enrich", is_flag=True, help="Leave the mentions out.")
@model_option
@click.option(
    "--jobs",
    type=click.IntRange(1, 64),
    help="Plans at a time (default: one, and one for each core where they are PDF).",
)
@json_option
def command(
    root: Path,
    check: bool,
    force: bool,
    strict: bool,
    no_enrich: bool,
    model: str | None,
    jobs: int | None,
    as_json: bool,
) -> None:
    """Bring extracted/ up to date with raw/.

    Each plan stands alone: one that fails is reported, keeps its last good result and does not
    keep the others back. What has not changed is taken from the cache. The exit code is 1 if a
    plan failed or has an error finding or, with --check, if extracted/ is stale.

    \b
    Examples:
      arrimage run
      arrimage run --model fr_core_news_md
      arrimage run --check              is extracted/ what raw/ gives?
      arrimage run --json | jq '.plans[] | {id, state}'
    """
    from pipeline.workspace.collector import collector_off
    from pipeline.workspace.run import compare, run

    # What a run of a large collection leaves behind need not be looked through for cycles, neither
    # when it returns nor at the end.
    atexit.register(gc.freeze)
    if no_enrich and model is not None:
        raise click.UsageError("--model finds mentions, --no-enrich leaves them out; give one")
    watch = _line if not as_json else _progress
    with failures(), collector_off():
        if check:
            result = compare(root, jobs=jobs, enrich=not no_enrich, model=model, watch=watch)
        else:
            result = run(
                root, jobs=jobs, enrich=not no_enrich, model=model, force=force, watch=watch
            )
    if as_json:
        json_data(_as_json(result))
    else:
        _conclude(result)
    sys.exit(1 if result.failed(strict=strict) else 0)


def _line(plan: PlanResult) -> None:
    """Say what became of a plan."""
    if plan.error or plan.counts is None:
        kept = "its last good result stays" if plan.kept else "it has no earlier result"
        message(f"error: {plan.error} ({plan.plan_id} failed; {kept})")
        return
    counts = plan.counts
    found = ", ".join(f"{number} {name}" for name, number in counts.findings.items())
    message(
        f"{plan.plan_id}: {counts.sections} sections, {counts.actions} actions, "
        f"{counts.schedule} schedule entries; findings: {found}; {plan.state}"
    )
    show_findings(counts.problems, plan.plan_id, f"raw/{plan.plan_id}")


def _progress(plan: PlanResult) -> None:
    """Say on a terminal that a plan is done; what became of it stands in the JSON."""
    if sys.stderr.isatty():
        message(f"{plan.plan_id}: {plan.state}")


def _conclude(result: RunResult) -> None:
    for problem in result.problems:
        show_finding(problem, problem["where"])
    show_unread(result.unread)
    for name in result.foreign:
        message(f"kept: extracted/{name} (no run wrote it)")
    if result.checked:
        for name in result.files:
            message(f"stale: extracted/{name}")
        message("extracted/ is stale" if result.files else "extracted/ is up to date")
    elif result.files:
        message(f"extracted/: {len(result.files)} files changed")
    else:
        message("extracted/: nothing to write")


def _as_json(result: RunResult) -> dict[str, Any]:
    return {
        "checked": result.checked,
        "files": list(result.files),
        "foreign": list(result.foreign),
        "unread": list(result.unread),
        "findings": list(result.problems),
        "plans": [
            {
                "id": plan.plan_id,
                "state": plan.state,
                "sections": plan.counts.sections if plan.counts else None,
                "actions": plan.counts.actions if plan.counts else None,
                "schedule": plan.counts.schedule if plan.counts else None,
                "findings": list(plan.counts.problems) if plan.counts else [],
                "error": plan.error
                and {
                    "file": plan.error.file,
                    "place": plan.error.place,
                    "reason": plan.error.reason,
                    "hint": plan.error.hint,
                },
                "kept": plan.kept,
            }
            for plan in result.plans
        ],
    }

"""`arrimage link`: what two plans, or parts of them, have in common."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.common import (
    LINK_KINDS,
    data,
    fail,
    failures,
    json_data,
    json_option,
    message,
    read_plans,
    root_option,
    show_finding,
)
from pipeline.cli.link_text import coverage_text, links_csv, links_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.model import Coverage, Link, Links, Plan

USAGE = 2


@click.command("link")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@root_option
@click.option("--left", metavar="PLAN[/SECTION]", help="One side: a plan or a section of it.")
@click.option("--right", metavar="PLAN[/SECTION]", help="The other side.")
@click.option(
    "--kind", type=click.Choice(LINK_KINDS), multiple=True, help="Only links of this kind."
)
@click.option("--min", "least", type=click.FloatRange(0, 1), help="Only links that score so much.")
@click.option("--coverage", is_flag=True, help="Which sections find no counterpart.")
@click.option("--reasons", is_flag=True, help="Say why, under each link.")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV on stdout.")
@click.option("--learn", is_flag=True, help="Recalibrate the scores by the judgements.")
@click.option("--workers", type=click.IntRange(1, 256), help="Processes to share the work.")
@click.option("--cluster", metavar="ADDRESS", help="A Dask scheduler to send the work to.")
@json_option
def command(
    files: tuple[Path, ...],
    root: Path,
    left: str | None,
    right: str | None,
    kind: tuple[str, ...],
    least: float | None,
    coverage: bool,
    reasons: bool,
    as_csv: bool,
    learn: bool,
    workers: int | None,
    cluster: str | None,
    as_json: bool,
) -> None:
    """Show what plans have in common, best first, with reasons.

    The plans are those of extracted/plans/, or the plan FILES given (JSON). A section is named by
    its id: `arrimage link --left PLAN/axe-3` takes all that stands under it. The score is the
    probability that a careful analyst sees an overlap or better. By default links between actions
    that count as an overlap are shown; sections are shown where no side has actions.

    \b
    Examples:
      arrimage link --left ville-a-2024/axe-3 --right ville-b-2025/orientation-2
      arrimage link --left ville-a-2024 --right ville-b-2025 --coverage
      arrimage link --json | jq '.links[] | select(.grade == "same")'
      arrimage link --workers 2 a.json b.json
    """
    from pipeline.link.choose import ScopeError, between, scope
    from pipeline.link.judgements import judged_texts

    if as_csv and as_json:
        raise click.UsageError("give --csv or --json, not both")
    if workers and cluster:
        raise click.UsageError("give --workers or --cluster, not both")
    with failures():
        plans = read_plans(files, root)
        try:
            sides = [scope(side, plans) if side else None for side in (left, right)]
        except ScopeError as error:
            raise click.UsageError(str(error)) from error
        links = _links(plans, root, workers, cluster, learn=learn)
    texts = judged_texts(plans)
    every = frozenset(texts)
    chosen = between(links.links, sides[0] or every, sides[1] or every)
    chosen = _wanted(chosen, kind, least)
    shown = links.model_copy(
        update={"links": tuple(chosen), "coverage": _chosen_coverage(links.coverage, sides)}
    )
    if as_json:
        json_data(shown.model_dump(mode="json"))
    elif as_csv:
        data(links_csv(chosen))
    elif coverage:
        data(coverage_text(shown.coverage, texts))
    else:
        data(links_text(chosen, texts, sides[0], reasons=reasons))
        message(f"{len(chosen)} links")
    sys.exit(0)


def _links(
    plans: Sequence[Plan], root: Path, workers: int | None, cluster: str | None, *, learn: bool
) -> Links:
    from pipeline.link import link, link_report
    from pipeline.link.cluster import ClusterError, NoClusterError, runner

    for finding in link_report(plans).findings:
        show_finding(finding.model_dump(), finding.where)
    try:
        with runner(workers, cluster) as work:
            links = _judged(link(plans, runner=work), plans, root)
    except NoClusterError as error:
        fail(str(error), code=USAGE)
    except ClusterError as error:
        fail(str(error))
    return _learnt(links) if learn else links


def _learnt(links: Links) -> Links:
    """Recalibrate the scores by what was judged, and say how much better that is."""
    from pipeline.link.learning import learn, recalibrated

    learnt = learn(links)
    if not learnt:
        message("warning: too few pairs are judged to learn from; the scores stay as they are")
    for one in learnt:
        message(
            f"{one.kind}: {one.examples} judged pairs; cross-validated log loss "
            f"{one.before:.3f} before, {one.after:.3f} after"
        )
    return recalibrated(links, learnt)


def _judged(links: Links, plans: Sequence[Plan], root: Path) -> Links:
    """Give the links the workspace's judgements, where there are any."""
    from pipeline.link.judged import apply_judgements
    from pipeline.link.judgements import judged_texts
    from pipeline.workspace.judgement_file import load_judgements

    rows = load_judgements(root)
    if not rows:
        return links
    judged, findings = apply_judgements(links, rows, judged_texts(plans))
    for finding in findings:
        show_finding(finding.model_dump(), finding.where)
    return judged


def _wanted(links: list[Link], kinds: tuple[str, ...], least: float | None) -> list[Link]:
    from pipeline.link.score import load_model

    if not kinds:
        present = {one.kind for one in links}
        default = next(
            (kind for kind in ("action", "action_section", "section") if kind in present), "action"
        )
        kinds = (default, "document")
    threshold = least if least is not None else load_model().threshold
    if least is None and "section" in kinds:
        threshold = 0.0
    return [one for one in links if one.kind in kinds and one.score >= threshold]


def _chosen_coverage(
    coverage: Sequence[Coverage], sides: Sequence[frozenset[str] | None]
) -> tuple[Coverage, ...]:
    """Return the coverage of what was asked for: sections of either side in the other's plan."""
    if sides[0] is None and sides[1] is None:
        return tuple(coverage)
    found = []
    for mine, other in (sides, sides[::-1]):
        for one in coverage:
            held = mine is None or any(id_.split("/")[0] == one.plan_id for id_ in mine)
            there = other is None or any(id_.split("/")[0] == one.other_plan_id for id_ in other)
            if held and there:
                sections = tuple(s for s in one.sections if mine is None or s.section_id in mine)
                found.append(one.model_copy(update={"sections": sections}))
    return tuple(dict.fromkeys(found))

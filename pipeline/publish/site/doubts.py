"""Findings, flags and words left over → what is uncertain, in all and plan by plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.publish.site import paths
from pipeline.publish.site.cuts import cuts
from pipeline.settled import is_settled
from pipeline.unclear import unclear_marks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.model import Action, Finding, RangeCount, Report
    from pipeline.publish.site.catalogue import Catalogue, PlanView
    from pipeline.publish.site.render import Renderer

SHOWN = 200
_GRAVITY = ("error", "warning", "info")


@dataclass(frozen=True, slots=True)
class Doubts:
    """What is uncertain in a plan, in numbers."""

    view: PlanView
    findings: dict[str, int]
    flags: int
    unclear: int
    unclaimed: int
    corrections: int


def pages(catalogue: Catalogue, renderer: Renderer) -> Iterator[tuple[str, bytes]]:
    """Yield the summary and a page for each plan."""
    publication = catalogue.publication
    links = publication.links.links
    others = (*publication.link_report.findings, *_edition_findings(catalogue))
    yield renderer.page(
        "doubts.html",
        paths.DOUBTS,
        section="doubts",
        rows=[_doubts(view, publication.reports.get(view.id)) for view in catalogue.views],
        judged=sum(link.judgement is not None for link in links),
        total=len(links),
        findings=_gravest_first(others)[:SHOWN],
        finding_count=len(others),
        entries=catalogue.entries,
        is_settled=is_settled,
    )
    for view in catalogue.views:
        report = publication.reports.get(view.id)
        findings = report.findings if report else ()
        unclear = _unclear(view)
        yield renderer.page(
            "doubts_plan.html",
            paths.doubts_page(view.id),
            section="doubts",
            view=view,
            findings=_gravest_first(findings)[:SHOWN],
            finding_count=len(findings),
            flagged=[catalogue.entries[one.id] for one in view.tagged[:SHOWN]],
            flags={one.id: view.doubts(one) for one in view.tagged},
            flag_count=len(view.tagged),
            unclear=[catalogue.entries[one.id] for one in unclear[:SHOWN]],
            unclear_count=len(unclear),
            cells={one.id: [mark.column for mark in unclear_marks(one)] for one in unclear[:SHOWN]},
            cuts={one.id: cuts(catalogue, view.id, one) for one in unclear[:SHOWN]},
            unclaimed=report.unclaimed[:SHOWN] if report else (),
            unclaimed_count=len(report.unclaimed) if report else 0,
            corrections=view.plan.corrections[:SHOWN],
            correction_count=len(view.plan.corrections),
            entries=catalogue.entries,
            is_settled=is_settled,
            ranges=_ranges(report)[:SHOWN],
            range_count=len(_ranges(report)),
        )


def _doubts(view: PlanView, report: Report | None) -> Doubts:
    findings = report.findings if report else ()
    return Doubts(
        view,
        {one: sum(finding.severity == one for finding in findings) for one in _GRAVITY},
        len(view.tagged),
        len(_unclear(view)),
        report.words.unclaimed if report else 0,
        len(view.plan.corrections),
    )


def _unclear(view: PlanView) -> Sequence[Action]:
    """Return the actions with a mark that could not be read with certainty."""
    return [action for action in view.plan.actions if any(unclear_marks(action))]


def _edition_findings(catalogue: Catalogue) -> Sequence[Finding]:
    editions = catalogue.publication.editions
    return editions.findings if editions else ()


def _gravest_first(findings: Sequence[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda one: _GRAVITY.index(one.severity))


def _ranges(report: Report | None) -> Sequence[RangeCount]:
    """Return the counts of each place, where there is more than one."""
    return report.ranges if report and len(report.ranges) > 1 else ()

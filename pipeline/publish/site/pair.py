"""Two plans side by side: what the sections of each find in the other, and the actions that meet.

A section that finds nothing is shown as such: that is what a planner looks for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from pipeline.publish.site import paths

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.model import Link, SectionCoverage
    from pipeline.publish.site.catalogue import Catalogue, Entry, PlanView
    from pipeline.publish.site.render import Renderer

ACTIONS_SHOWN = 50
SECTIONS_SHOWN = 80
CELLS_MAX = 1_000
"""Two plans with more pairs of sections than this are not shown as a table of all of them."""


Ends = frozenset[str]
"""The two ids that a link joins, whichever stands left."""


@dataclass(frozen=True, slots=True)
class Counterpart:
    """A section, and the best that the other plan has for it."""

    section: Entry
    depth: int
    best: Entry | None
    score: float | None
    covered: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two things that are linked, the one of the left plan first."""

    left: Entry
    right: Entry
    link: Link
    reason: str


@dataclass(frozen=True, slots=True)
class Side:
    """One of two plans: its sections with what the other has for them."""

    name: str
    view: PlanView
    counterparts: Sequence[Counterpart]
    total: int
    covered: int

    @property
    def alone(self) -> Sequence[Counterpart]:
        """The sections for which the other plan has nothing, or nothing that is probable."""
        return [one for one in self.counterparts if not one.covered]


@dataclass(frozen=True, slots=True)
class Band:
    """Neighbouring columns or rows of a grid, and what the sections of all of them stand under."""

    title: str
    size: int


@dataclass(frozen=True, slots=True)
class Grid:
    """Section against section: the score of each two in hundredths; None without a link."""

    columns: Sequence[Entry]
    bands: Sequence[Band]
    rows: Sequence[tuple[Entry, str, Sequence[Link | None]]]


def pages(catalogue: Catalogue, renderer: Renderer) -> Iterator[tuple[str, bytes]]:
    """Yield a page for each two plans between which there are links."""
    coverage = {
        (one.plan_id, one.other_plan_id): {s.section_id: s for s in one.sections}
        for one in catalogue.publication.links.coverage
    }
    for (left_id, right_id), links in sorted(catalogue.links_between.items()):
        left, right = catalogue.plans[left_id], catalogue.plans[right_id]
        by_ends = {frozenset((link.left, link.right)): link for link in links}
        meetings = [_meeting(catalogue, left_id, link) for link in links if link.kind == "action"]
        yield renderer.page(
            "pair.html",
            paths.pair_page(left_id, right_id),
            section="links",
            left=left,
            right=right,
            sides=[
                _side(catalogue, left, right, coverage.get((left_id, right_id), {}), by_ends),
                _side(catalogue, right, left, coverage.get((right_id, left_id), {}), by_ends),
            ],
            grid=_grid(catalogue, left, right, by_ends),
            meetings=meetings[:ACTIONS_SHOWN],
            total=len(meetings),
            documents=[
                _meeting(catalogue, left_id, link) for link in links if link.kind == "document"
            ],
            shown=SECTIONS_SHOWN,
            continued=catalogue.lines.same(left_id, right_id),
        )


def _meeting(catalogue: Catalogue, left_id: str, link: Link) -> Meeting:
    one, other = catalogue.entries[link.left], catalogue.entries[link.right]
    if one.plan_id != left_id:
        one, other = other, one
    return Meeting(one, other, link, _reason(link))


def _reason(link: Link | None) -> str:
    """Return what speaks most for a link."""
    if link is None or not link.features:
        return ""
    return max(link.features, key=lambda one: (one.contribution, one.name)).detail


def _side(
    catalogue: Catalogue,
    view: PlanView,
    other: PlanView,
    found: Mapping[str, SectionCoverage],
    links: Mapping[Ends, Link],
) -> Side:
    counterparts = []
    for blocks in view.layout.pages:
        for block in blocks:
            if block.section and block.first:
                one = found.get(block.section.id)
                best = catalogue.entries.get(one.best) if one and one.best else None
                counterparts.append(
                    Counterpart(
                        catalogue.entries[block.section.id],
                        block.depth,
                        best,
                        one.score if one else None,
                        bool(one and one.covered),
                        _reason(links.get(frozenset((block.section.id, best.id)))) if best else "",
                    )
                )
    covered = sum(one.covered for one in counterparts)
    name = _name(view, other)
    return Side(name, view, counterparts[:SECTIONS_SHOWN], len(counterparts), covered)


def _name(view: PlanView, other: PlanView) -> str:
    """Return what tells a plan from the one beside it: many are called "Plan d'action" alone."""
    if view.name != other.name:
        return view.name
    return view.full_name if view.full_name != other.full_name else f"{view.name} ({view.id})"


def _grid(
    catalogue: Catalogue, left: PlanView, right: PlanView, links: Mapping[Ends, Link]
) -> Grid | None:
    """Return section against section, for the innermost ones; None where that is too much."""
    scores = {ends: link for ends, link in links.items() if link.kind == "section"}
    rows, columns = _innermost(left), _innermost(right)
    if not scores or len(rows) * len(columns) > CELLS_MAX:
        return None
    above = [_above(right, one) for one in columns]
    return Grid(
        [catalogue.entries[one] for one in columns],
        [Band(title, len(list(same))) for title, same in groupby(above)] if any(above) else [],
        [
            (
                catalogue.entries[row],
                _above(left, row),
                [scores.get(frozenset((row, one))) for one in columns],
            )
            for row in rows
        ],
    )


def _above(view: PlanView, section_id: str) -> str:
    """Return what the sections above one are called; nothing for one on top."""
    trail = view.trail(section_id)[:-1]
    return " › ".join(view.section_label(one) for one in trail)


def _innermost(view: PlanView) -> list[str]:
    """Return the sections that no other is in, in the order of the document."""
    parents = {section.parent_id for section in view.plan.sections}
    return [
        block.section.id
        for blocks in view.layout.pages
        for block in blocks
        if block.section and block.first and block.section.id not in parents
    ]

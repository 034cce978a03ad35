"""Links → for each two plans, which sections of one find a counterpart in the other.

A section is covered where its best link to a section or an action of the other plan scores at
least the threshold of an overlap. A section without any link has no counterpart: that is what a
planner asks.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipeline.model import Coverage, SectionCoverage

if TYPE_CHECKING:
    from pipeline.link.items import Items
    from pipeline.model import Link


def coverage(items: Items, links: Sequence[Link], threshold: float) -> tuple[Coverage, ...]:
    """Return what the sections of each plan find in each other plan, in plan order."""
    best = _best(items, links)
    return tuple(
        Coverage(
            plan_id=plan,
            other_plan_id=other,
            sections=tuple(
                _covered(section.id, best.get((section.id, other)), threshold)
                for section in items.sections
                if section.plan == number
            ),
        )
        for number, plan in enumerate(items.plan_ids)
        for other in items.plan_ids
        if other != plan
    )


def _best(items: Items, links: Sequence[Link]) -> dict[tuple[str, str], Link]:
    """Return by section and other plan the link with the highest score."""
    plan_of = {item.id: items.plan_ids[item.plan] for item in (*items.actions, *items.sections)}
    sections = {item.id for item in items.sections}
    best: dict[tuple[str, str], Link] = {}
    for link in sorted(links, key=lambda one: (-one.score, one.left, one.right)):
        for mine, other in ((link.left, link.right), (link.right, link.left)):
            if mine in sections and link.kind in ("section", "action_section"):
                best.setdefault((mine, plan_of[other]), link)
    return best


def _covered(section: str, link: Link | None, threshold: float) -> SectionCoverage:
    if link is None:
        return SectionCoverage(section_id=section, covered=False)
    other = link.right if link.left == section else link.left
    return SectionCoverage(
        section_id=section, best=other, score=link.score, covered=link.score >= threshold
    )

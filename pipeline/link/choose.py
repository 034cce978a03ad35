"""Links → those between two plans, or between a part of one and a part of the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.model import Link, Plan


class ScopeError(ValueError):
    """A plan or a section that does not exist; the message says which would fit."""


def scope(text: str, plans: Sequence[Plan]) -> frozenset[str]:
    """Return the ids of what a plan, or a section of it ("plan/section"), holds.

    Raises:
        ScopeError: no plan or no section of that id.
    """
    name = text.strip("/")
    plan: Plan | None = next(
        (one for one in plans if name == one.id or name.startswith(f"{one.id}/")), None
    )
    if plan is None:
        known = ", ".join(sorted(one.id for one in plans)) or "none"
        raise ScopeError(f"{text}: no such plan; the plans are {known}")
    if name == plan.id:
        parts = [one.id for one in plan.sections]
        parts += [one.id for one in plan.actions]
        parts += [one.id for one in plan.documents]
        return frozenset({plan.id, *parts})
    sections = _under(name, plan)
    if not sections:
        fitting = [one.id for one in plan.sections if one.parent_id is None]
        known = ", ".join(fitting) or "it has no sections"
        raise ScopeError(f"{text}: no such section of {plan.id}; try {known}")
    return sections | {one.id for one in plan.actions if one.section_id in sections}


def between(links: Iterable[Link], left: frozenset[str], right: frozenset[str]) -> list[Link]:
    """Return the links from one side to the other, the best first."""
    found = [
        one
        for one in links
        if (one.left in left and one.right in right) or (one.left in right and one.right in left)
    ]
    return sorted(found, key=lambda one: (-one.score, one.left, one.right))


def _under(name: str, plan: Plan) -> frozenset[str]:
    found = {one.id for one in plan.sections if one.id == name}
    for section in plan.sections:
        if section.parent_id in found:
            found.add(section.id)
    return frozenset(found)

"""A plan → its parts by kind: the id of each within the plan, its text, and what is compared.

Apostrophes ’ and ' are the same unless a caller asks for exactness: renditions of one document
print now one, now the other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.model import Action, Plan

Fields = dict[str, Any]
GROUPS = (
    "plan",
    "roles",
    "periods",
    "principles",
    "units",
    "sections",
    "targets",
    "actions",
    "documents",
    "citations",
    "passages",
)
"""The kinds of parts, in the order in which differences are told."""
SCOPES = (*GROUPS, "schedule")
"""What a comparison can be limited to; the schedule is a field of the actions."""

_COVER = ("title", "subtitle", "publisher", "period", "parent_title")
_LISTS = ("partners", "funding", "commitments")
_ACTION = (
    "number",
    "text",
    "role_ids",
    "leads",
    "partners",
    "indicators",
    "budget",
    "deadline",
    "extra",
)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a plan: its id within the plan, the text it is known by, and what is compared."""

    id: str
    text: str
    fields: Fields


def parts(plan: Plan, *, exact: bool = False) -> dict[str, list[Part]]:
    """Return the parts of a plan by kind."""

    def short(part_id: str | None) -> str | None:
        return part_id.removeprefix(f"{plan.id}/") if part_id else None

    def part(part_id: str, text: str, /, **fields: Any) -> Part:
        plain = fields if exact else _plain(fields)
        return Part(short(part_id) or part_id, text if exact else _plain(text), plain)

    return {
        "plan": [part("plan", "plan", **_cover(plan))],
        "roles": [
            part(role.id, role.label, label=role.label, definition=role.definition)
            for role in plan.roles
        ],
        "periods": [
            part(p.id, p.label, label=p.label, definition=p.definition)
            for p in plan.schedule.periods
        ],
        "principles": [
            part(p.id, p.label, label=p.label, definition=p.definition) for p in plan.principles
        ],
        "units": [part(unit.id, unit.label, label=unit.label) for unit in plan.units],
        **_structure(plan, part, short),
        **_sources(plan, part, short),
    }


def _cover(plan: Plan) -> Fields:
    cover: Fields = plan.model_dump(mode="json", include=set(_COVER))
    announced = plan.announced_actions
    lists = {name: [quote.text for quote in getattr(plan, name)] for name in _LISTS}
    return {**cover, **lists, "announced_actions": announced and announced.text}


def _structure(
    plan: Plan, part: Callable[..., Part], short: Callable[[str | None], str | None]
) -> dict[str, list[Part]]:
    return {
        "sections": [
            part(
                section.id,
                section.title,
                title=section.title,
                kind=section.kind,
                number=section.number,
                parent_id=short(section.parent_id),
                units=[mention.text for mention in section.unit_mentions],
                principles=[mention.text for mention in section.principle_mentions],
            )
            for section in plan.sections
        ],
        "targets": [
            part(target.id, target.text, text=target.text, section_id=short(section.id))
            for section in plan.sections
            for target in section.targets
        ],
        "actions": [
            part(a.id, a.text, section_id=short(a.section_id), **_printed(a)) for a in plan.actions
        ],
    }


def _printed(action: Action) -> Fields:
    """Return the fields of an action that are compared as they stand."""
    fields: Fields = action.model_dump(mode="json", include=set(_ACTION))
    return {
        **fields,
        "items": [[item.text, item.deadline and item.deadline.text] for item in action.items],
        "notes": [note.text for note in action.notes],
        "grids": [[grid.title, grid.column, grid.state] for grid in action.grids],
        "schedule": {entry.period_id: entry.state for entry in action.schedule},
    }


def _sources(
    plan: Plan, part: Callable[..., Part], short: Callable[[str | None], str | None]
) -> dict[str, list[Part]]:
    return {
        "documents": [
            part(d.id, d.title, title=d.title, parent_title=d.parent_title, status=d.status)
            for d in plan.documents
        ],
        "citations": [part(c.id, c.text, text=c.text, by=short(c.by)) for c in plan.citations],
        "passages": [
            part(p.id, p.text, heading=p.heading, kind=p.kind, text=p.text) for p in plan.passages
        ],
    }


def _plain(value: Any) -> Any:
    """Return a value with every typographic apostrophe made plain."""
    if isinstance(value, str):
        return value.replace("’", "'")
    if isinstance(value, Mapping):
        return {_plain(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(inner) for inner in value]
    return value

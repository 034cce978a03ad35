"""Two editions of a plan → what was added, removed and changed.

Roles, sections, targets, actions and schedule entries are compared, each by the fields that the
plan prints; where they stand in the file, and what was inferred, is no difference. Parts are the
same when they print the same text, or else when they have the same id within their plan, so that
a new action in the middle does not make every later one a change. Apostrophes ’ and ' are the same
unless a caller asks for exactness.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.model import Action, Plan

Fields = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a plan: its id within the plan, the text it is known by, and what is compared."""

    id: str
    text: str
    fields: Fields


@dataclass(frozen=True, slots=True)
class Change:
    """A part in both plans that is not the same: field → (old, new)."""

    old_id: str
    new_id: str
    fields: Mapping[str, tuple[Any, Any]]


@dataclass(frozen=True, slots=True)
class GroupDiff:
    """The differences among the parts of one kind."""

    name: str
    added: tuple[Part, ...]
    removed: tuple[Part, ...]
    changed: tuple[Change, ...]


def diff_plans(old: Plan, new: Plan, *, exact: bool = False) -> tuple[GroupDiff, ...]:
    """Compare two plans; the groups without a difference are left out."""
    before, after = _groups(old, exact), _groups(new, exact)
    pairs = _pairs(before["actions"], after["actions"])
    now = {part.id: other.id for part, other in pairs}
    before["schedule"] = [_renamed(part, now) for part in before["schedule"]]
    diffs = [_compare(name, before[name], after[name]) for name in before]
    return tuple(diff for diff in diffs if diff.added or diff.removed or diff.changed)


def _groups(plan: Plan, exact: bool) -> dict[str, list[Part]]:
    """Return the parts of a plan by kind, in the order in which they are reported."""

    def short(part_id: str | None) -> str | None:
        return part_id.removeprefix(f"{plan.id}/") if part_id else None

    def part(part_id: str, text: str, /, **fields: Any) -> Part:
        plain = fields if exact else _plain(fields)
        return Part(short(part_id) or part_id, text if exact else _plain(text), plain)

    cover = plan.model_dump(
        mode="json", include={"title", "subtitle", "publisher", "period", "parent_title"}
    )
    return {
        "plan": [part("plan", "plan", **cover)],
        "roles": [
            part(role.id, role.label, label=role.label, definition=role.definition)
            for role in plan.roles
        ],
        "periods": [
            part(p.id, p.label, label=p.label, definition=p.definition)
            for p in plan.schedule.periods
        ],
        "sections": [
            part(
                section.id,
                section.title,
                title=section.title,
                kind=section.kind,
                number=section.number,
                parent_id=short(section.parent_id),
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
        "schedule": [
            part(f"{a.id} {entry.period_id}", f"{a.id} {entry.period_id}", state=entry.state)
            for a in plan.actions
            for entry in a.schedule
        ],
    }


def _printed(action: Action) -> Fields:
    """Return the fields of an action that are compared as they stand."""
    fields: Fields = action.model_dump(
        mode="json",
        include={
            "number",
            "text",
            "role_ids",
            "leads",
            "partners",
            "indicators",
            "budget",
            "deadline",
            "extra",
        },
    )
    return {
        **fields,
        "items": [[item.text, item.deadline and item.deadline.text] for item in action.items],
        "notes": [note.text for note in action.notes],
        "grids": [[grid.title, grid.column, grid.state] for grid in action.grids],
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


def _pairs(old: Sequence[Part], new: Sequence[Part]) -> list[tuple[Part, Part]]:
    """Pair the parts that are the same: by a text that stands once on both sides, then by id."""
    once_old, once_new = _by_unique_text(old), _by_unique_text(new)
    pairs = [(part, once_new[text]) for text, part in once_old.items() if text in once_new]
    paired_old = {part.id for part, _ in pairs}
    paired_new = {part.id for _, part in pairs}
    rest = {part.id: part for part in new if part.id not in paired_new}
    pairs += [
        (part, rest[part.id]) for part in old if part.id not in paired_old and part.id in rest
    ]
    return pairs


def _by_unique_text(parts: Sequence[Part]) -> dict[str, Part]:
    counts = Counter(part.text for part in parts)
    return {part.text: part for part in parts if counts[part.text] == 1}


def _renamed(entry: Part, now: Mapping[str, str]) -> Part:
    """Return a schedule entry under the id that its action has in the new plan."""
    action_id, _, period_id = entry.id.rpartition(" ")
    name = f"{now.get(action_id, action_id)} {period_id}"
    return Part(name, name, entry.fields)


def _compare(name: str, old: Sequence[Part], new: Sequence[Part]) -> GroupDiff:
    pairs = _pairs(old, new)
    met = {part.id for part, _ in pairs}, {part.id for _, part in pairs}
    return GroupDiff(
        name,
        added=tuple(part for part in new if part.id not in met[1]),
        removed=tuple(part for part in old if part.id not in met[0]),
        changed=tuple(_changes(pairs)),
    )


def _changes(pairs: Sequence[tuple[Part, Part]]) -> Iterator[Change]:
    for old, new in pairs:
        fields = {
            field: (value, new.fields[field])
            for field, value in old.fields.items()
            if value != new.fields[field]
        }
        if fields or old.id != new.id:
            yield Change(old.id, new.id, fields)

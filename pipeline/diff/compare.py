"""Two states of a plan → the differences of their parts, and of what kind each is.

Parts are paired first (`match`); a paired part has changed where a field that it prints differs.
A reference counts as changed only where it leads to another part: an action is not moved because
its section got a new number.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.diff.match import Pair, pair
from pipeline.diff.parts import GROUPS, SCOPES, Part, parts

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from pipeline.model import Plan

KINDS = ("moved", "reworded", "redated", "reassigned", "renumbered", "changed")
"""What can have happened to a part that is in both; `changed` is everything without a name."""

_KIND_OF = {
    "section_id": "moved",
    "parent_id": "moved",
    "text": "reworded",
    "title": "reworded",
    "label": "reworded",
    "definition": "reworded",
    "items": "reworded",
    "schedule": "redated",
    "deadline": "redated",
    "role_ids": "reassigned",
    "leads": "reassigned",
    "partners": "reassigned",
    "number": "renumbered",
}
_LEADS_TO = {
    "section_id": ("sections",),
    "parent_id": ("sections",),
    "by": ("sections", "actions", "passages"),
    "role_ids": ("roles",),
    "schedule": ("periods",),
}
_NOWHERE = "\0"
"""No id is this: where a reference leads to whose part is gone."""


@dataclass(frozen=True, slots=True)
class Change:
    """A part in both plans that is not the same: field → (old, new), and what that amounts to.

    `text` is what the new plan prints: a part is known by it more than by its number.
    """

    old_id: str
    new_id: str
    text: str
    fields: Mapping[str, tuple[Any, Any]]
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GroupDiff:
    """The differences among the parts of one kind."""

    name: str
    added: tuple[Part, ...]
    removed: tuple[Part, ...]
    changed: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Paired:
    """The parts of two plans by kind: both sides, and the pairs."""

    old: Mapping[str, Sequence[Part]]
    new: Mapping[str, Sequence[Part]]
    pairs: Mapping[str, Sequence[Pair]]


def diff_plans(
    old: Plan, new: Plan, *, exact: bool = False, only: Collection[str] = SCOPES
) -> tuple[GroupDiff, ...]:
    """Compare two plans; the groups without a difference are left out.

    Args:
        old: The plan as it was.
        new: The plan as it is.
        exact: Whether ’ and ' are told apart.
        only: What is compared, of `SCOPES`.
    """
    paired = pair_plans(old, new, exact=exact)
    diffs = [_group(name, paired, only) for name in GROUPS]
    return tuple(diff for diff in diffs if diff.added or diff.removed or diff.changed)


def pair_plans(old: Plan, new: Plan, *, exact: bool = False, by_id: bool = True) -> Paired:
    """Pair the parts of two plans."""
    before, after = parts(old, exact=exact), parts(new, exact=exact)
    pairs = {name: pair(name, before[name], after[name], by_id=by_id) for name in GROUPS}
    return Paired(before, after, pairs)


def changes(name: str, paired: Paired) -> Iterator[Change]:
    """Yield the parts of a kind that are in both plans and not the same."""
    moves = {field: _moves(kinds, paired) for field, kinds in _LEADS_TO.items()}
    for old, new in paired.pairs[name]:
        fields = {
            field: (value, new.fields[field])
            for field, value in old.fields.items()
            if _moved(value, moves.get(field)) != _known(new.fields[field], moves.get(field))
        }
        if "schedule" in fields:
            fields["schedule"] = _redated(*fields["schedule"], moves["schedule"])
        if fields or old.id != new.id:
            yield Change(old.id, new.id, new.text, fields, _kinds(fields, renamed=old.id != new.id))


def _moves(kinds: Collection[str], paired: Paired) -> dict[str, str]:
    """Return the id that each part of the old plan has in the new one."""
    moves = {part.id: _NOWHERE for kind in kinds for part in paired.old[kind]}
    return moves | {old.id: new.id for kind in kinds for old, new in paired.pairs[kind]}


def _group(name: str, paired: Paired, only: Collection[str]) -> GroupDiff:
    if name == "actions" and "schedule" in only and name not in only:
        found = [_limited(change, {"schedule"}) for change in changes(name, paired)]
        return GroupDiff(name, (), (), tuple(change for change in found if change.fields))
    if name not in only:
        return GroupDiff(name, (), (), ())
    met = {old.id for old, _ in paired.pairs[name]}, {new.id for _, new in paired.pairs[name]}
    found = list(changes(name, paired))
    if name == "actions" and "schedule" not in only:
        found = [_limited(change, change.fields.keys() - {"schedule"}) for change in found]
    return GroupDiff(
        name,
        added=tuple(part for part in paired.new[name] if part.id not in met[1]),
        removed=tuple(part for part in paired.old[name] if part.id not in met[0]),
        changed=tuple(change for change in found if change.kinds),
    )


def _limited(change: Change, names: Collection[str]) -> Change:
    fields = {name: values for name, values in change.fields.items() if name in names}
    renamed = change.old_id != change.new_id
    kinds = _kinds(fields, renamed=renamed)
    return Change(change.old_id, change.new_id, change.text, fields, kinds)


def _kinds(fields: Collection[str], *, renamed: bool) -> tuple[str, ...]:
    found = {_KIND_OF.get(field, "changed") for field in fields}
    found |= {"renumbered"} if renamed else set()
    return tuple(kind for kind in KINDS if kind in found)


def _moved(value: Any, moves: Mapping[str, str] | None) -> Any:
    """Return a reference of the old plan as the new plan would write it."""
    if moves is None:
        return value
    if isinstance(value, Mapping):
        known = {moves.get(key, _NOWHERE): state for key, state in value.items()}
        return {key: state for key, state in known.items() if key != _NOWHERE}
    if isinstance(value, list):
        return [moves.get(one, one) for one in value]
    return moves.get(value, value)


def _known(value: Any, moves: Mapping[str, str] | None) -> Any:
    """Leave out of a schedule the periods that only the new plan has."""
    if moves is not None and isinstance(value, Mapping):
        return {key: state for key, state in value.items() if key in set(moves.values())}
    return value


def _redated(
    old: Mapping[str, str], new: Mapping[str, str], moves: Mapping[str, str]
) -> tuple[dict[str, str | None], dict[str, str | None]]:
    """Return the periods of a schedule that differ, under the ids of the new plan."""
    before, after = _moved(old, moves), _known(new, moves)
    periods = [p for p in {**before, **after} if before.get(p) != after.get(p)]
    return {p: before.get(p) for p in periods}, {p: after.get(p) for p in periods}

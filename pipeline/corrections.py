"""A plan and what people corrected in it → the plan with those values, each marked as corrected.

An entry says where (`<id>#<field>`), what it expects to find there, what to put in its place and
why. The plan as read comes in and is not touched; the plan that goes out carries every entry in
`corrections`, and the actions concerned a flag. An entry that no longer fits (the value is not
the expected one, the place is unknown, the new value cannot stand there) is an error, never a
guess: a correction must not outlive the mistake that it mends.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from pipeline.correctable import CorrectionError, Entry, Parts, Spot, find, parts_of
from pipeline.correction_texts import hold
from pipeline.model import Action, CorrectedValue, Correction, Plan
from pipeline.text import ISO_DAY, clean

__all__ = ["CorrectionError", "Entry", "apply_corrections", "choices", "current"]

FLAG = "corrected"
"""What the flag of a corrected action begins with; the field follows a colon."""

_SHOWN = 60
"""How many characters of a value an error shows."""


def apply_corrections(plan: Plan, entries: Sequence[Entry]) -> Plan:
    """Return a plan with the corrected values.

    Raises:
        CorrectionError: an entry that does not fit the plan.
    """
    if not entries:
        return plan
    data = plan.model_dump(mode="json")
    parts = parts_of(data)
    # Against what was read: other entries may put other texts there.
    for entry in entries:
        hold(entry, find(entry, plan, parts), parts)
    done: dict[str, Correction] = {}
    for entry in entries:
        if entry.where in done:
            raise CorrectionError(entry, "is corrected twice", "keep one of the two entries")
        done[entry.where] = _apply(entry, plan, parts)
    data["corrections"] += [correction.model_dump(mode="json") for correction in done.values()]
    return Plan.model_validate(data)


def choices(plan: Plan, where: str) -> tuple[str, ...]:
    """Return the values that a place can take where they are a closed set, else nothing."""
    name = where.rpartition("#")[2]
    if re.fullmatch(r"schedule/.*|grids/\d+", name, re.DOTALL):
        return ("planned", "not_planned", "unclear")
    known = None if name.startswith("extra/") else _REFERRED.get(name.rpartition("/")[2])
    return known(plan) if known else ()


def current(plan: Plan, where: str) -> CorrectedValue:
    """Return the value that stands at a place of a plan.

    Raises:
        CorrectionError: there is no such place.
    """
    found = find(Entry(where, None, None, ""), plan, parts_of(plan.model_dump(mode="json"))).get()
    return tuple(found) if isinstance(found, list) else found


def _apply(entry: Entry, plan: Plan, parts: Parts) -> Correction:
    spot = find(entry, plan, parts)
    before, value = _normal(spot.get()), _normal(entry.value)
    if before != _normal(entry.expect):
        raise CorrectionError(
            entry,
            f"expects {_shown(entry.expect)}, but {_shown(before)} was read",
            "the source or the reading has changed: check it, then correct expect or take the "
            "entry out",
        )
    _try(entry, value, plan)
    spot.put(value)
    _validate(entry, spot)
    if spot.model is Action and value != before:
        flag = f"{FLAG}:{_flagged(entry.where)}"
        spot.part["flags"] = [*spot.part["flags"], flag]
    return Correction(
        where=entry.where, before=_frozen(before), value=_frozen(value), reason=entry.reason
    )


def _normal(value: Any) -> Any:
    """Return a value as the contract has it: texts cleaned line by line, lists as lists."""
    if isinstance(value, str):
        return "\n".join(clean(line) for line in value.splitlines())
    if isinstance(value, (list, tuple)):
        return [_normal(one) for one in value]
    return value


def _frozen(value: Any) -> CorrectedValue:
    return tuple(value) if isinstance(value, list) else value


def _try(entry: Entry, value: Any, plan: Plan) -> None:
    """Hold a new value against what the types do not say."""
    texts = value if isinstance(value, list) else [value]
    if any(isinstance(text, str) and not text.strip() for text in texts):
        raise CorrectionError(entry, "the new value is empty", "write null where nothing is known")
    if len(set(texts)) < len(texts):
        raise CorrectionError(entry, "the new value names something twice", "name it once")
    known = choices(plan, entry.where)
    for text in texts if known else []:
        if text is not None and text not in known:
            raise CorrectionError(
                entry, f"{_shown(text)} is not a value of it", f"one of {', '.join(known)} is"
            )
    dated = re.search(r"#(?:.*deadline/date|periods/.*/(?:start|end))$", entry.where)
    if dated and value is not None and not ISO_DAY.fullmatch(str(value)):
        raise CorrectionError(entry, f"{_shown(value)} is not a date", "write one like 2026-03-01")


def _validate(entry: Entry, spot: Spot) -> None:
    try:
        spot.model.model_validate(spot.part)
    except ValidationError as error:
        first = error.errors()[0]
        if first["type"] == "string_type" and entry.value is not None:
            hint = "put the value in quotes"
        else:
            hint = "write a value of the kind that was read there"
        problem = first["msg"][:1].lower() + first["msg"][1:]
        reason = f"{_shown(entry.value)} cannot stand there: {problem}"
        raise CorrectionError(entry, reason, hint) from error


def _flagged(where: str) -> str:
    """Return the field of a flag; without spaces, as these separate flags in tables."""
    name = where.partition("#")[2]
    return "extra" if name.startswith("extra/") else "-".join(name.split())


def _shown(value: Any) -> str:
    if value is None:
        return "null"
    text = ", ".join(value) if isinstance(value, (list, tuple)) else str(value)
    return f"'{text[:_SHOWN]}{'...' if len(text) > _SHOWN else ''}'"


_REFERRED: Mapping[str, Callable[[Plan], tuple[str, ...]]] = {
    "role_ids": lambda plan: tuple(role.id for role in plan.roles),
    "section_id": lambda plan: tuple(section.id for section in plan.sections),
    "unit_id": lambda plan: tuple(unit.id for unit in plan.units),
    "principle_id": lambda plan: tuple(principle.id for principle in plan.principles),
    "document_id": lambda plan: tuple(document.id for document in plan.documents),
}

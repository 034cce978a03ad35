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
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel, ValidationError

from pipeline.model import (
    Action,
    Citation,
    CitedDocument,
    CorrectedValue,
    Correction,
    Passage,
    Plan,
    Section,
    Target,
)
from pipeline.text import clean

FLAG = "corrected"
"""What the flag of a corrected action begins with; the field follows a colon."""

_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_SHOWN = 60
"""How many characters of a value an error shows."""

# In a pattern "#" stands for a position from 1, "@key" for the entry whose key is so, and "*" for
# the rest of the path as the key of a mapping. The right side is where the value is in the part.
FIELDS: Mapping[type[BaseModel], Mapping[str, str]] = {
    Plan: {
        "title": "title",
        "subtitle": "subtitle",
        "parent_title": "parent_title",
        "period/start": "period/start",
        "period/end": "period/end",
        "announced_actions/minimum": "announced_actions/minimum",
        "partners/#": "partners/#/text",
        "funding/#": "funding/#/text",
        "commitments/#": "commitments/#/text",
        "roles/@id/label": "roles/@id/label",
        "roles/@id/definition": "roles/@id/definition",
        "periods/@id/label": "schedule/periods/@id/label",
        "periods/@id/definition": "schedule/periods/@id/definition",
        "periods/@id/start": "schedule/periods/@id/start",
        "periods/@id/end": "schedule/periods/@id/end",
        "principles/@id/label": "principles/@id/label",
        "principles/@id/definition": "principles/@id/definition",
        "units/@id/label": "units/@id/label",
    },
    Section: {
        "number": "number",
        "title": "title",
        "unit_mentions/#/unit_id": "unit_mentions/#/unit_id",
        "unit_mentions/#/text": "unit_mentions/#/text",
        "principle_mentions/#/principle_id": "principle_mentions/#/principle_id",
        "principle_mentions/#/text": "principle_mentions/#/text",
    },
    Target: {"text": "text"},
    Action: {
        "number": "number",
        "text": "text",
        "section_id": "section_id",
        "role_ids": "role_ids",
        "schedule/@period_id": "schedule/@period_id/state",
        "leads": "leads",
        "partners": "partners",
        "indicators": "indicators",
        "budget": "budget",
        "deadline/text": "deadline/text",
        "deadline/date": "deadline/date",
        "grids/#": "grids/#/state",
        "items/#/text": "items/#/text",
        "items/#/deadline/text": "items/#/deadline/text",
        "items/#/deadline/date": "items/#/deadline/date",
        "notes/#": "notes/#/text",
        "extra/*": "extra/*",
    },
    CitedDocument: {"title": "title", "parent_title": "parent_title", "status": "status"},
    Citation: {"text": "text", "document_id": "document_id"},
    Passage: {
        "heading": "heading",
        "section_id": "section_id",
        "kind": "kind",
        "text": "text",
    },
}


class CorrectionError(Exception):
    """An entry that does not fit its plan: which, why, and the likely fix."""

    def __init__(self, entry: Entry, reason: str, hint: str) -> None:
        """Take the entry and the two parts of the message."""
        super().__init__(entry, reason, hint)
        self.entry = entry
        self.reason = reason
        self.hint = hint

    def __str__(self) -> str:
        """Return the one-line message."""
        return f"{self.entry.where}: {self.reason}; {self.hint}"


@dataclass(frozen=True, slots=True)
class Entry:
    """One correction as a person wrote it; `line` is where it begins in its file."""

    where: str
    expect: CorrectedValue
    value: CorrectedValue
    reason: str
    line: int = 0


@dataclass(slots=True)
class _Spot:
    """A value inside the dumped plan: the part it belongs to, and the way to it."""

    model: type[BaseModel]
    part: dict[str, Any]
    path: tuple[str | int, ...]

    def get(self) -> Any:
        value: Any = self.part
        for step in self.path:
            value = value[step] if value is not None else None
        return value

    def put(self, value: Any) -> None:
        *way, last = self.path
        if value is None and self.path[-2:] == ("deadline", "text"):
            # A deadline is its text: without one there is none.
            *way, last = way
        inner: Any = self.part
        for step in way:
            if inner[step] is None:
                inner[step] = {}
            inner = inner[step]
        inner[last] = value


def apply_corrections(plan: Plan, entries: Sequence[Entry]) -> Plan:
    """Return a plan with the corrected values.

    Raises:
        CorrectionError: an entry that does not fit the plan.
    """
    if not entries:
        return plan
    data = plan.model_dump(mode="json")
    parts = _parts(data)
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
    found = _find(Entry(where, None, None, ""), plan, _parts(plan.model_dump(mode="json"))).get()
    return tuple(found) if isinstance(found, list) else found


def _parts(data: dict[str, Any]) -> dict[str, tuple[type[BaseModel], dict[str, Any]]]:
    """Return what has an id of its own, by that id."""
    parts: dict[str, tuple[type[BaseModel], dict[str, Any]]] = {data["id"]: (Plan, data)}
    for section in data["sections"]:
        parts[section["id"]] = (Section, section)
        parts |= {target["id"]: (Target, target) for target in section["targets"]}
    kinds: Mapping[str, type[BaseModel]] = {
        "actions": Action,
        "documents": CitedDocument,
        "citations": Citation,
        "passages": Passage,
    }
    for name, model in kinds.items():
        parts |= {part["id"]: (model, part) for part in data[name]}
    return parts


def _apply(
    entry: Entry, plan: Plan, parts: Mapping[str, tuple[type[BaseModel], dict[str, Any]]]
) -> Correction:
    spot = _find(entry, plan, parts)
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


def _find(
    entry: Entry, plan: Plan, parts: Mapping[str, tuple[type[BaseModel], dict[str, Any]]]
) -> _Spot:
    owner, _, name = entry.where.partition("#")
    if owner not in parts:
        close = get_close_matches(owner, parts, n=1)
        raise CorrectionError(
            entry,
            f"the plan has no '{owner}'",
            f"did you mean '{close[0]}'?" if close else f"write an id of {plan.id}, # and a field",
        )
    model, part = parts[owner]
    for pattern, way in FIELDS[model].items():
        found = _match(pattern, name)
        if found is not None:
            return _Spot(model, part, _steps(entry, way, part, found))
    known = ", ".join(FIELDS[model])
    raise CorrectionError(
        entry,
        f"'{name}' of this cannot be corrected",
        f"what can be is {known} (# is a position from 1, @ an id, * a header)",
    )


def _match(pattern: str, name: str) -> list[str] | None:
    """Return what stands for the wildcards of a pattern, or None where it does not fit."""
    head, star, _ = pattern.partition("/*")
    if star:
        return [name[len(head) + 1 :]] if name.startswith(f"{head}/") else None
    wanted, given = pattern.split("/"), name.split("/")
    if len(wanted) != len(given):
        return None
    pairs = list(zip(wanted, given, strict=True))
    if any(step[0] not in "#@" and step != found for step, found in pairs):
        return None
    return [found for step, found in pairs if step[0] in "#@"]


def _steps(
    entry: Entry, way: str, part: dict[str, Any], found: Sequence[str]
) -> tuple[str | int, ...]:
    """Return the keys and positions that lead to the value inside its part."""
    steps: list[str | int] = []
    rest = iter(found)
    here: Any = part
    for step in way.split("/"):
        key: str | int = step
        if step[0] in "#@*":
            key = _key(entry, step, here, next(rest))
        steps.append(key)
        here = here[key] if here is not None else None
    return tuple(steps)


def _key(entry: Entry, step: str, here: Any, found: str) -> str | int:
    if step == "#":
        known = [str(number) for number in range(1, len(here) + 1)]
    elif step == "*":
        known = list(here)
    else:
        known = [one[step[1:]] for one in here]
    if found not in known:
        has = ", ".join(known) or "none"
        raise CorrectionError(entry, f"there is no '{found}' there", f"the plan has {has}")
    return found if step == "*" else known.index(found)


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
    if dated and value is not None and not _DATE.fullmatch(str(value)):
        raise CorrectionError(entry, f"{_shown(value)} is not a date", "write one like 2026-03-01")


def _validate(entry: Entry, spot: _Spot) -> None:
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

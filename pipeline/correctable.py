"""The values of a plan that can be corrected, and the way to each.

A place ("plan/action-26#schedule/2025") comes in beside a dumped plan; the spot goes out where
the value stands in it, or an error that says what there is instead. Ids, places in the source and
marks cannot be corrected: they say what was read, and where.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel

from pipeline.model import (
    Action,
    Citation,
    CitedDocument,
    CorrectedValue,
    Passage,
    Plan,
    Section,
    Target,
)

Parts = Mapping[str, tuple[type[BaseModel], dict[str, Any]]]
"""What of a dumped plan has an id of its own, by that id."""

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
    """One correction as a person wrote it; `line` is where it begins in its file.

    `text` is what the thing says that it is about, from the outside in.
    """

    where: str
    expect: CorrectedValue
    value: CorrectedValue
    reason: str
    line: int = 0
    text: tuple[str, ...] = ()


@dataclass(slots=True)
class Spot:
    """A value inside the dumped plan: the part it belongs to, and the way to it."""

    model: type[BaseModel]
    part: dict[str, Any]
    path: tuple[str | int, ...]

    def get(self) -> Any:
        """Return the value."""
        value: Any = self.part
        for step in self.path:
            value = value[step] if value is not None else None
        return value

    def put(self, value: Any) -> None:
        """Put a value in its place."""
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


def parts_of(data: dict[str, Any]) -> Parts:
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


def find(entry: Entry, plan: Plan, parts: Parts) -> Spot:
    """Return the spot that an entry names.

    Raises:
        CorrectionError: there is none, or it cannot be corrected.
    """
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
            return Spot(model, part, _steps(entry, way, part, found))
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

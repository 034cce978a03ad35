"""What a typeset plan says: the content that goes into a generator, and comes out of the reader.

`Content` holds what is printed and nothing of how. The two plans of Québec are made into contents
from their published results; `invented.py` makes as many more as are wanted.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from tests.folders import ROOT

_WORDS = {"axe_intervention": "Axe d'intervention"}
_PRINTED: dict[str, dict[str, Any]] = {
    "itinerance": {
        "file": "quebec-itinerance-2024-2026",
        "title": ("Vision en matière d'itinérance", "PLAN D'ACTION", "2024-2026"),
        "roles_heading": "Les différents rôles de la Ville",
        "targets_label": "La Ville vise :",
        "action_word": "Actions",
        "role_word": "Rôle",
        "time_word": None,
    },
    "devsocial": {
        "file": "quebec-developpement-social-2025-2030",
        "title": ("Plan d'action en développement social", "2025-2030"),
        "roles_heading": "Rôles de la Ville",
        "targets_label": "Visées",
        "action_word": "Actions",
        "role_word": "Rôle de la Ville",
        "time_word": "Horizon de mise en œuvre",
    },
}


@dataclass(frozen=True, slots=True)
class Term:
    """A line of a legend: a role, or a period with the name it goes by in the table."""

    id: str
    label: str
    definition: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An action; `planned` has one value for each period, `values` one for each extra column."""

    number: str | None
    text: str
    items: tuple[str, ...] = ()
    role: str | None = None
    planned: tuple[bool, ...] = ()
    values: tuple[str, ...] = ()
    note: str | None = None

    @property
    def lead(self) -> str:
        """The number as it stands before a text: "26.", "1.2.3", "A-4", or nothing."""
        if self.number is None:
            return ""
        return f"{self.number}." if self.number.isdigit() else self.number


@dataclass(frozen=True, slots=True)
class Part:
    """A heading of the plan: `word` as printed ("Axe d'intervention"), `depth` from 0."""

    kind: str
    word: str
    number: str | None
    title: str
    depth: int
    intro: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    lists: tuple[tuple[str, tuple[str, ...]], ...] = ()
    entries: tuple[Entry, ...] = ()

    @property
    def label(self) -> str:
        """The word and the number: "Axe 1"."""
        return f"{self.word} {self.number}" if self.number else self.word


@dataclass(frozen=True, slots=True)
class Content:
    """A plan to print. `time_word` spans the periods in a header of two rows, where it is set."""

    publisher: str
    title: tuple[str, ...]
    subtitle: str
    parts: tuple[Part, ...]
    periods: tuple[Term, ...]
    roles: tuple[Term, ...] = ()
    roles_heading: str = ""
    periods_heading: str = ""
    targets_label: str = "Cibles"
    action_word: str = "Actions"
    role_word: str = "Rôle"
    time_word: str | None = None
    columns: tuple[str, ...] = ()
    context: tuple[str, tuple[str, ...]] | None = None
    closings: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Every action, in the order of the plan."""
        return tuple(entry for part in self.parts for entry in part.entries)

    @property
    def has_roles(self) -> bool:
        """Whether the table has a column of roles."""
        return any(entry.role for entry in self.entries)


def quebec(name: str) -> Content:
    """Return one of the two plans of Québec: "itinerance" or "devsocial"."""
    printed = dict(_PRINTED[name])
    path = ROOT / "extracted" / "plans" / f"{printed.pop('file')}.json"
    plan = json.loads(path.read_text(encoding="utf-8"))
    return Content(
        publisher=plan["publisher"],
        subtitle=plan["subtitle"],
        parts=_parts(plan),
        roles=tuple(_term(role) for role in plan["roles"]),
        periods=tuple(_term(period) for period in plan["schedule"]["periods"]),
        periods_heading="Présentation de l'échéancier",
        **printed,
    )


def _term(given: dict[str, Any]) -> Term:
    return Term(given["id"], given["label"], given["definition"] or "")


def _parts(plan: dict[str, Any]) -> tuple[Part, ...]:
    labels = {role["id"]: role["label"] for role in plan["roles"]}
    depths: dict[str | None, int] = {None: -1}
    parts = []
    for section in plan["sections"]:
        depth = depths[section["id"]] = depths[section["parent_id"]] + 1
        units = tuple(unit["text"] for unit in section["unit_mentions"])
        parts.append(
            Part(
                kind=section["kind"],
                word=_WORDS.get(section["kind"], section["kind"].capitalize()),
                number=section["number"],
                title=section["title"],
                depth=depth,
                targets=tuple(target["text"] for target in section["targets"]),
                lists=(("Unités administratives concernées", units),) if units else (),
                entries=tuple(
                    _entry(action, labels)
                    for action in plan["actions"]
                    if action["section_id"] == section["id"]
                ),
            )
        )
    return tuple(parts)


def _entry(action: dict[str, Any], labels: dict[str, str]) -> Entry:
    items = tuple(item["text"] for item in action["items"])
    text = action["text"]
    for item in items:
        text = text.replace(item, "")
    notes = action["notes"]
    return Entry(
        number=action["number"],
        text=text.rstrip(" –"),
        items=items,
        role=labels[action["role_ids"][0]] if action["role_ids"] else None,
        planned=tuple(one["state"] == "planned" for one in action["schedule"]),
        note=notes[0]["text"] if notes else None,
    )

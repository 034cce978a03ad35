"""What must come out of a printed plan, in a form that is easy to compare and to read.

`expected` reduces what was put in, `reduced` what came out; `differences` says in lines what is
not the same. Apostrophes, white space and the bullets of sub-items are folded on both sides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.model import Plan
from tests.pdf.content import Content
from tests.pdf.look import Look

_BULLETS = re.compile(r"(?:(?<=\s)|^)[•–▪-]\s")


@dataclass(frozen=True, slots=True)
class ReducedSection:
    """A section: `path` holds kind and number of its ancestors and of itself."""

    path: tuple[tuple[str, str | None], ...]
    title: str
    targets: tuple[str, ...]
    units: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReducedAction:
    """An action: `section` is the place of its section, `schedule` period ids with states."""

    number: str | None
    text: str
    items: tuple[str, ...]
    section: int
    role: str | None
    schedule: tuple[tuple[str, str], ...]
    values: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReducedPlan:
    """A plan without places, marks and whatever a look does not print."""

    roles: tuple[tuple[str, str], ...]
    periods: tuple[str, ...]
    sections: tuple[ReducedSection, ...]
    actions: tuple[ReducedAction, ...]


def expected(content: Content, look: Look) -> ReducedPlan:
    """Reduce what was put in to what this look prints of it."""
    sections: list[ReducedSection] = []
    actions: list[ReducedAction] = []
    path: list[tuple[str, str | None]] = []
    for place, part in enumerate(content.parts):
        path = [*path[: part.depth], (part.kind, part.number)]
        units = tuple(plain(text) for _, texts in part.lists for text in texts)
        sections.append(
            ReducedSection(
                tuple(path),
                plain(part.title),
                tuple(map(plain, part.targets)),
                units if look.lists else (),
            )
        )
        actions += [
            ReducedAction(
                entry.number,
                plain(" ".join((entry.text, *entry.items))),
                tuple(map(plain, entry.items)),
                place,
                plain(entry.role) if entry.role else None,
                tuple(
                    (period.id, "planned" if planned else "not_planned")
                    for period, planned in zip(content.periods, entry.planned, strict=True)
                ),
                tuple(plain(value) for value in entry.values if value),
                (plain(entry.note),) if entry.note and look.notes else (),
            )
            for entry in part.entries
        ]
    return ReducedPlan(
        tuple((plain(role.label), plain(role.definition)) for role in content.roles),
        tuple(period.id for period in content.periods),
        tuple(sections),
        tuple(actions),
    )


def reduced(plan: Plan, legend: Sequence[tuple[str, str]] = ()) -> ReducedPlan:
    """Reduce what came out, without what a legend of signs and meanings adds to `extra`."""
    meanings = {meaning for _, meaning in legend}
    places = {section.id: place for place, section in enumerate(plan.sections)}
    parents = {section.id: section for section in plan.sections}
    labels = {role.id: role.label for role in plan.roles}
    sections = []
    for section in plan.sections:
        path = [(section.kind, section.number)]
        above = section.parent_id
        while above is not None:
            path.insert(0, (parents[above].kind, parents[above].number))
            above = parents[above].parent_id
        sections.append(
            ReducedSection(
                tuple(path),
                plain(section.title),
                tuple(plain(target.text) for target in section.targets),
                tuple(plain(unit.text) for unit in section.unit_mentions),
            )
        )
    actions = tuple(
        ReducedAction(
            action.number,
            plain(action.text),
            tuple(plain(item.text) for item in action.items),
            places.get(action.section_id or "", -1),
            plain(", ".join(labels[one] for one in action.role_ids)) or None,
            tuple((entry.period_id, entry.state) for entry in action.schedule),
            tuple(
                plain(value)
                for value in (
                    *action.leads,
                    *action.partners,
                    *action.indicators,
                    action.budget or "",
                    action.deadline.text if action.deadline else "",
                    *action.extra.values(),
                )
                if value and value not in meanings
            ),
            tuple(plain(note.text) for note in action.notes),
        )
        for action in plan.actions
    )
    return ReducedPlan(
        tuple((plain(role.label), plain(role.definition or "")) for role in plan.roles),
        tuple(period.id for period in plan.schedule.periods),
        tuple(sections),
        actions,
    )


def plain(text: str) -> str:
    """Fold what printing may change: apostrophes, white space, bullets, ligatures."""
    folded = text.replace("’", "'").replace("\ufb01", "fi").replace("\ufb02", "fl")
    return " ".join(_BULLETS.sub("", folded).split())


def differences(wanted: ReducedPlan, found: ReducedPlan) -> list[str]:
    """Say what is not the same, a line each; nothing where all is."""
    return [
        *_changed("role", wanted.roles, found.roles),
        *_changed("period", wanted.periods, found.periods),
        *_changed("section", wanted.sections, found.sections),
        *_changed("action", wanted.actions, found.actions),
    ]


def _changed(name: str, wanted: tuple[object, ...], found: tuple[object, ...]) -> Iterator[str]:
    if len(wanted) != len(found):
        yield f"{len(wanted)} of {name} put in, {len(found)} came out"
    for place, (one, other) in enumerate(zip(wanted, found, strict=False)):
        if one == other:
            continue
        fields = getattr(one, "__slots__", None)
        if fields is None:
            yield f"{name} {place}: {one!r} came out as {other!r}"
            continue
        for field in fields:
            was, came = getattr(one, field), getattr(other, field)
            if was != came:
                yield f"{name} {place}, {field}: {was!r} came out as {came!r}"

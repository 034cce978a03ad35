"""An action → what lists show of it: the same card on every page, made once.

Texts are cut here where a list would grow too heavy; the page of the action has them whole.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.publish.site import paths
from pipeline.publish.site.catalogue import action_label
from pipeline.publish.site.render import short
from pipeline.text import fold

if TYPE_CHECKING:
    from pipeline.model import Action, ScheduleEntry
    from pipeline.publish.site.catalogue import Catalogue, PlanView


@dataclass(frozen=True, slots=True)
class RoleTag:
    """A role of an action; `tone` numbers the colours in the order of the plan's legend."""

    label: str
    definition: str | None
    tone: int


@dataclass(frozen=True, slots=True)
class PeriodCell:
    """A period of an action; `entry` is None where the schedule has none for it."""

    id: str
    label: str
    state: str
    corrected: bool
    entry: ScheduleEntry | None


@dataclass(frozen=True, slots=True)
class Card:
    """What a list shows of an action; `tokens` are what filters ask for, by their kind."""

    id: str
    label: str
    number: str | None
    text: str
    href: str
    anchor: str
    roles: Sequence[RoleTag]
    periods: Sequence[PeriodCell]
    flags: Sequence[str]
    corrected: Sequence[str]
    links: int
    leads: Sequence[str]
    deadline: str | None
    tokens: Mapping[str, str]


FACETS = ("role", "lead", "period", "group", "unit")
"""What filters ask for, in the order in which they stand."""
TONES = 4
"""How many colours there are for roles; a legend with more begins again."""


@dataclass(frozen=True, slots=True)
class Facet:
    """What actions can be filtered by: the values that occur, each with its token."""

    name: str
    values: Sequence[tuple[str, str]]


def cards(catalogue: Catalogue, view: PlanView) -> dict[str, Card]:
    """Return the cards of a plan's actions by id."""
    return {action.id: _card(catalogue, view, action) for action in view.plan.actions}


def facets(view: PlanView) -> list[Facet]:
    """Return what the actions of a plan can be filtered by."""
    found: dict[str, dict[str, str]] = {name: {} for name in FACETS}
    for action in view.plan.actions:
        for name, values in _values(view, action).items():
            for value in values:
                found[name][_token(name, value)] = _label(view, name, value)
    order = {"role": list(view.roles), "period": list(view.periods)}
    return [
        Facet(name, _sorted(values, [_token(name, one) for one in order.get(name, ())]))
        for name, values in found.items()
        if values
    ]


def role_tags(view: PlanView, action: Action) -> list[RoleTag]:
    """Return the roles of an action, in the words of the plan."""
    known = list(view.roles)
    return [
        RoleTag(view.roles[one].label, view.roles[one].definition, known.index(one) % TONES)
        if one in view.roles
        else RoleTag(one, None, 0)
        for one in action.role_ids
    ]


def period_cells(view: PlanView, action: Action) -> list[PeriodCell]:
    """Return every period of the plan, with what the action says of it."""
    entries = {entry.period_id: entry for entry in action.schedule}
    corrected = view.fields_corrected(action.id)
    return [
        PeriodCell(
            period.id,
            period.label,
            entries[period.id].state if period.id in entries else "missing",
            f"schedule/{period.id}" in corrected,
            entries.get(period.id),
        )
        for period in view.periods.values()
        if entries
    ]


def _token(name: str, value: str) -> str:
    """Return the short name of a value that a page's filters use."""
    digest = hashlib.sha256(value.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{name[0]}{digest[:8]}"


def _card(catalogue: Catalogue, view: PlanView, action: Action) -> Card:
    return Card(
        id=action.id,
        label=action_label(action),
        number=action.number,
        text=short(action.text),
        href=paths.action_page(view.id, action.id),
        anchor=paths.anchor(view.id, action.id),
        roles=role_tags(view, action),
        periods=period_cells(view, action),
        flags=view.doubts(action),
        corrected=view.fields_corrected(action.id),
        links=catalogue.strong(action.id),
        leads=action.leads,
        deadline=action.deadline.text if action.deadline else None,
        tokens={
            name: " ".join(sorted({_token(name, value) for value in values}))
            for name, values in _values(view, action).items()
            if values
        },
    )


def _values(view: PlanView, action: Action) -> dict[str, list[str]]:
    """Return what an action is filtered by, by kind."""
    groups = [
        str((mention.value or {}).get("canonical") or mention.text)
        for mention in action.mentions
        if mention.kind == "group"
    ]
    units = [
        mention.unit_id or mention.text
        for section in view.trail(action.section_id)
        for mention in section.unit_mentions
    ]
    planned = [entry.period_id for entry in action.schedule if entry.state == "planned"]
    return {
        "role": list(action.role_ids),
        "lead": list(action.leads),
        "period": planned,
        "group": groups,
        "unit": units,
    }


def _label(view: PlanView, name: str, value: str) -> str:
    if name == "role" and value in view.roles:
        return view.roles[value].label
    if name == "period" and value in view.periods:
        return view.periods[value].label
    if name == "unit" and value in view.units:
        return view.units[value].label
    return value


def _sorted(values: Mapping[str, str], order: Sequence[str]) -> list[tuple[str, str]]:
    """Put values in the order of the plan's legend, or else of the alphabet."""
    rank = {token: place for place, token in enumerate(order)}
    return sorted(
        ((token, short(label, 120)) for token, label in values.items()),
        key=lambda one: (rank.get(one[0], len(rank)), fold(one[1]), one[0]),
    )

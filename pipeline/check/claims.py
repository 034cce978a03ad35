"""Which words of the source each value of a plan accounts for.

A plan goes in, claims come out: a text, the place it was read from, and how it uses the words.
`own` values are the only ones that may take their words; `shared` ones (a role merged over five
rows, a fund named inside a passage) must occur at their place and take the words only where
nothing else does. `label` claims the words of a section's kind and number from its heading.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from pipeline.model import INITIAL, UNDER_YEAR, Action, Plan, Provenance, Section
from pipeline.text import words

Use = Literal["own", "shared", "label", "kept"]
WORDLESS = ("stroke", "fill", "image", "shade")
"""Marks that print nothing: where they have a name, it is the one that the legend gives them."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A text of the plan, where it was read, and whose words they are."""

    owner: str
    text: str
    provenance: Provenance
    use: Use = "own"
    any_case: bool = False


def claims(plan: Plan) -> Iterator[Claim]:
    """Yield every claim of a plan on the words of its source."""
    yield from _front(plan)
    yield from _vocabularies(plan)
    for section in plan.sections:
        yield from _section(section)
    labels = {role.id: role.label for role in plan.roles}
    for action in plan.actions:
        yield from _action(action, labels)
    for passage in plan.passages:
        if passage.heading:
            yield Claim(passage.id, passage.heading, passage.provenance, "kept")
        for paragraph in passage.text.split("\n"):
            yield Claim(passage.id, paragraph, passage.provenance, "kept")


def _front(plan: Plan) -> Iterator[Claim]:
    for name in ("title", "subtitle", "publisher", "parent_title"):
        text, place = getattr(plan, name), plan.provenance.get(name)
        if text and place:
            use: Use = "shared" if name == "parent_title" else "own"
            yield Claim(f"{plan.id}#{name}", text, place, use, any_case=name == "publisher")
    if plan.announced_actions:
        announced = plan.announced_actions
        yield Claim(f"{plan.id}#announced_actions", announced.text, announced.provenance, "shared")
    for quote in (*plan.partners, *plan.commitments):
        yield Claim(f"{plan.id}#partners", quote.text, quote.provenance)
    for quote in plan.funding:
        yield Claim(f"{plan.id}#funding", quote.text, quote.provenance, "shared")


def _vocabularies(plan: Plan) -> Iterator[Claim]:
    for role in plan.roles:
        use: Use = "shared" if role.provenance.method.endswith("column") else "own"
        yield Claim(f"{plan.id}#roles/{role.id}", role.label, role.provenance, use)
        if role.definition:
            yield Claim(f"{plan.id}#roles/{role.id}", role.definition, role.provenance)
    for period in plan.schedule.periods:
        owner = f"{plan.id}#periods/{period.id}"
        use = "shared" if period.provenance.method.endswith("column") else "own"
        under_year = period.provenance.method == UNDER_YEAR
        printed = period.id.partition(" ")[2] if under_year else period.id
        if period.provenance.method == INITIAL:
            printed = period.id.rpartition(" ")[2][:1].upper()
        yield Claim(owner, printed, period.provenance, use)
        if period.label != period.id:
            yield Claim(owner, period.label, period.provenance)
        if period.definition:
            yield Claim(owner, period.definition, period.provenance)
    for principle in plan.principles:
        owner = f"{plan.id}#principles/{principle.id}"
        yield Claim(owner, principle.label, principle.provenance)
        if principle.definition:
            place = principle.definition_provenance or principle.provenance
            yield Claim(owner, principle.definition, place)
    for unit in plan.units:
        yield Claim(f"{plan.id}#units/{unit.id}", unit.label, unit.provenance)
    for document in plan.documents:
        yield Claim(document.id, document.title, document.provenance, "shared")
        if document.status:
            yield Claim(document.id, document.status, document.provenance, "shared")
    for citation in plan.citations:
        yield Claim(citation.id, citation.text, citation.provenance)


def _section(section: Section) -> Iterator[Claim]:
    yield Claim(section.id, section.title, section.provenance)
    label = " ".join([*section.kind.split("_"), section.number or ""])
    yield Claim(section.id, label, section.provenance, "label")
    for target in section.targets:
        yield Claim(target.id, target.text, target.provenance)
    for unit in section.unit_mentions:
        yield Claim(section.id, unit.text, unit.provenance)
    for principle in section.principle_mentions:
        yield Claim(section.id, principle.text, principle.provenance)


def _action(action: Action, role_labels: dict[str, str]) -> Iterator[Claim]:
    place = action.provenance
    yield Claim(action.id, action.text, place)
    if action.number:
        # The number of an item may be the marker of its list, which is no word of its text.
        yield Claim(action.id, action.number, place, "label" if place.method == "list" else "own")
    for role_id in action.role_ids:
        if "role_approximate" not in action.flags:
            yield Claim(action.id, role_labels[role_id], place, "shared")
    single = (action.budget, action.deadline.text if action.deadline else None)
    values = [*action.leads, *action.partners, *action.indicators, *_extras(action)]
    for text in [*values, *(text for text in single if text)]:
        for line in text.split("\n"):
            yield Claim(action.id, line, place, "shared")
    marked = [(entry.mark, entry.provenance) for entry in action.schedule]
    marked += [(entry.mark, entry.provenance) for entry in action.grids]
    for mark, spot in marked:
        # A picture of a text format is described in words that its file prints.
        printed = mark.kind not in WORDLESS or (mark.kind == "image" and spot.lines)
        if mark.char and words(mark.char) and printed:
            yield Claim(action.id, mark.char, spot, "shared")
    for note in action.notes:
        yield Claim(action.id, note.text, note.provenance, "shared")
    for item in action.items:
        yield Claim(action.id, item.text, item.provenance, "shared")
        due = item.deadline.text if item.deadline else ""
        for text in (due, *item.extra.values()):
            yield Claim(action.id, text, item.provenance, "shared")


def _extras(action: Action) -> Iterator[str]:
    """Yield what other columns print; what a legend calls a mark is printed in the legend."""
    marks = {entry.period_id: entry.mark for entry in action.schedule}
    marks |= {entry.column: entry.mark for entry in action.grids}
    for header, text in action.extra.items():
        mark = marks.get(header)
        if (
            mark is None
            or mark.kind == "none"
            or (mark.kind == "text" and text in (mark.char or ""))
        ):
            yield text

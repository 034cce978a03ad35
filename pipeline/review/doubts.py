"""A plan → the values in it that the program could not settle, each as a question to a person.

A doubt names its place as corrections.yaml does, so that the answer is an entry of it. What a
person has corrected or confirmed is no doubt any more.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from pipeline.corrections import choices
from pipeline.model import Action, Mark, Plan, Provenance, Section
from pipeline.unclear import unclear_marks


@dataclass(frozen=True, slots=True)
class Doubt:
    """A value to look at: its place, what is uncertain, the text around it, what it can be."""

    where: str
    about: str
    text: str
    provenance: Provenance
    choices: tuple[str, ...] = ()


def doubts(plan: Plan, settled: Collection[str] = ()) -> tuple[Doubt, ...]:
    """Return the uncertain values of a plan in document order, without those settled by hand."""
    done = {*settled, *(correction.where for correction in plan.corrections)}
    found = [*_in_sections(plan), *_in_actions(plan), *_in_citations(plan)]
    return tuple(doubt for doubt in found if doubt.where not in done)


def _in_sections(plan: Plan) -> Iterator[Doubt]:
    for section in plan.sections:
        if plan.units:
            yield from _units(plan, section)
        if plan.principles:
            yield from _principles(plan, section)


def _units(plan: Plan, section: Section) -> Iterator[Doubt]:
    for number, unit in enumerate(section.unit_mentions, 1):
        if unit.unit_id is None:
            yield _doubt(
                plan,
                f"{section.id}#unit_mentions/{number}/unit_id",
                "this is none of the units that the plan lists",
                unit.text,
                unit.provenance,
            )


def _principles(plan: Plan, section: Section) -> Iterator[Doubt]:
    for number, principle in enumerate(section.principle_mentions, 1):
        if principle.principle_id is None:
            yield _doubt(
                plan,
                f"{section.id}#principle_mentions/{number}/principle_id",
                "this is none of the principles that the plan states",
                principle.text,
                principle.provenance,
            )


def _in_actions(plan: Plan) -> Iterator[Doubt]:
    for action in plan.actions:
        for where, column, mark, place in unclear_marks(action):
            about = f"{_mark(mark)} in {column}: nobody knows what it means"
            yield _doubt(plan, where, about, action.text, place)
        yield from _flagged(plan, action)


def _flagged(plan: Plan, action: Action) -> Iterator[Doubt]:
    printed = "; ".join(f"{header}: {text}" for header, text in action.extra.items())
    asked: dict[str, str] = {}
    for flag in action.flags:
        if flag in _FLAGS:
            name, about = _FLAGS[flag]
            asked.setdefault(name, about)
    for name, about in asked.items():
        text = f"{action.text}\n{printed}" if printed else action.text
        yield _doubt(plan, f"{action.id}#{name}", about, text, action.provenance)


def _in_citations(plan: Plan) -> Iterator[Doubt]:
    for citation in plan.citations if plan.documents else ():
        if citation.document_id is None:
            yield _doubt(
                plan,
                f"{citation.id}#document_id",
                "this is none of the documents that the plan's annex lists",
                citation.text,
                citation.provenance,
            )


def _doubt(plan: Plan, where: str, about: str, text: str, place: Provenance) -> Doubt:
    return Doubt(where, about, text, place, choices(plan, where))


def _mark(mark: Mark) -> str:
    return f"the mark '{mark.char}'" if mark.char else f"a mark of the kind '{mark.kind}'"


_FLAGS = {
    "role_unknown": ("role_ids", "the role printed here is none of the plan's roles"),
    "role_approximate": ("role_ids", "the role printed here is not spelt like the plan's roles"),
    "number_repeated": ("number", "this number is printed on another action too"),
    "number_missing": ("number", "the other actions have a number and this one has none"),
}
"""Flags that one value can settle: the field it stands in, and what is uncertain."""

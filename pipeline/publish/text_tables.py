"""The tables of what is cited, kept and mentioned, each with the rows it takes from a plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.model import Mention, Plan
from pipeline.publish.columns import (
    PLACE,
    PLAN,
    PLAN_ID,
    SECTION,
    PlanTable,
    Reference,
    RowValues,
    column,
    json_text,
    place,
)


def _documents(plan: Plan) -> Iterator[RowValues]:
    for d in plan.documents:
        yield plan.id, d.id, d.title, d.parent_title, d.status, *place(d.provenance)


DOCUMENTS = PlanTable(
    "documents",
    (
        PLAN_ID,
        column("id", "CitedDocument.id", must=True),
        column("title", "CitedDocument.title", must=True),
        column("parent_title", "CitedDocument.parent_title"),
        column("status", "CitedDocument.status"),
        *PLACE,
    ),
    key=("id",),
    references=(PLAN,),
    rows=_documents,
)


def _citations(plan: Plan) -> Iterator[RowValues]:
    for c in plan.citations:
        yield (
            plan.id,
            c.id,
            c.by,
            c.line_id,
            c.position,
            c.text,
            c.document_id,
            *place(c.provenance),
        )


CITATIONS = PlanTable(
    "citations",
    (
        PLAN_ID,
        column("id", "Citation.id", must=True),
        column("by", "Citation.by", must=True),
        column("line_id", "Citation.line_id", must=True),
        column("position", "Citation.position", "integer", must=True),
        column("text", "Citation.text", must=True),
        column("document_id", "Citation.document_id"),
        *PLACE,
    ),
    key=("id",),
    references=(PLAN, Reference(("document_id",), "documents", ("id",))),
    rows=_citations,
)


def _passages(plan: Plan) -> Iterator[RowValues]:
    for p in plan.passages:
        yield plan.id, p.id, p.heading, p.section_id, p.kind, p.text or None, *place(p.provenance)


PASSAGES = PlanTable(
    "passages",
    (
        PLAN_ID,
        column("id", "Passage.id", must=True),
        column("heading", "Passage.heading"),
        column("section_id", "Passage.section_id"),
        column("kind", "Passage.kind", must=True),
        column("text", "Passage.text"),
        *PLACE,
    ),
    key=("id",),
    references=(PLAN, SECTION),
    rows=_passages,
)


def _mentions(plan: Plan) -> Iterator[RowValues]:
    for section in plan.sections:
        yield from _mentioned(plan, section.id, section.mentions)
        for target in section.targets:
            yield from _mentioned(plan, target.id, target.mentions)
    for action in plan.actions:
        yield from _mentioned(plan, action.id, action.mentions)


def _mentioned(plan: Plan, owner: str, mentions: Iterable[Mention]) -> Iterator[RowValues]:
    for m in mentions:
        value = json_text(m.value) if m.value is not None else None
        yield plan.id, owner, m.kind, m.start, m.end, m.text, value


MENTIONS = PlanTable(
    "mentions",
    (
        PLAN_ID,
        column("owner_id", "table.owner_id", must=True),
        column("kind", "Mention.kind", must=True),
        column("start", "Mention.start", "integer", must=True),
        column("end", "Mention.end", "integer", must=True),
        column("text", "Mention.text", must=True),
        column("value", "Mention.value"),
    ),
    key=("owner_id", "kind", "start", "end"),
    references=(PLAN,),
    rows=_mentions,
)


TEXT_TABLES = (DOCUMENTS, CITATIONS, PASSAGES, MENTIONS)

"""The published tables: their columns, keys and references, said once.

The CSV files are written from these definitions and the table schemas are generated from them,
so that the two cannot differ. A column of `Type.field` takes its French and English title and
description from that field of the contract; the few columns that exist only in tables have their
own entries in `lexicon/fields.toml`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ColumnType = Literal["string", "integer", "number", "date"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, its type, and the field that documents it."""

    name: str
    type: ColumnType
    documented_by: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Reference:
    """Columns that name a row of another table."""

    columns: tuple[str, ...]
    table: str
    target: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableDefinition:
    """A table: its columns in order, the key of a row, and what its rows refer to."""

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    references: tuple[Reference, ...] = ()


def _c(name: str, documented_by: str, kind: ColumnType = "string", *, must: bool = False) -> Column:
    return Column(name, kind, documented_by, must)


def _plan() -> Column:
    return _c("plan_id", "Plan.id", must=True)


_PLAN = Reference(("plan_id",), "plans", ("id",))
_SECTION = Reference(("section_id",), "sections", ("id",))
_ACTION = Reference(("action_id",), "actions", ("id",))
_PLACE = (
    _c("page", "Region.page", "integer"),
    _c("x0", "table.x0", "number"),
    _c("top", "table.top", "number"),
    _c("x1", "table.x1", "number"),
    _c("bottom", "table.bottom", "number"),
    _c("line_first", "table.line_first", "integer"),
    _c("line_last", "table.line_last", "integer"),
)


def _texts(name: str, owner: str) -> TableDefinition:
    """Roles, principles and units: closed vocabularies of one plan."""
    defined = (_c("definition", f"{owner}.definition"),) if owner != "Unit" else ()
    columns = (
        _plan(),
        _c("id", f"{owner}.id", must=True),
        _c("position", "table.position", "integer", must=True),
        _c("label", f"{owner}.label", must=True),
        *defined,
        *_PLACE,
    )
    return TableDefinition(name, columns, ("plan_id", "id"), (_PLAN,))


def _mark_columns(owner: str) -> tuple[Column, ...]:
    return (
        _c("state", f"{owner}.state", must=True),
        _c("mark_kind", "Mark.kind", must=True),
        _c("mark_char", "Mark.char"),
    )


TABLES: tuple[TableDefinition, ...] = (
    TableDefinition(
        "plans",
        (
            _c("id", "Plan.id", must=True),
            _c("title", "Plan.title"),
            _c("subtitle", "Plan.subtitle"),
            _c("publisher", "Plan.publisher"),
            _c("start_year", "YearSpan.start", "integer"),
            _c("end_year", "YearSpan.end", "integer"),
            _c("language", "Plan.language", must=True),
            _c("parent_title", "Plan.parent_title"),
            _c("announced_text", "Announced.text"),
            _c("announced_minimum", "Announced.minimum", "integer"),
            _c("schedule_kind", "Schedule.kind", must=True),
            _c("source_path", "Source.path", must=True),
            _c("source_sha256", "Source.sha256", must=True),
            _c("source_media_type", "Source.media_type", must=True),
            _c("source_reader", "Source.reader", must=True),
            _c("source_url", "Source.url"),
            _c("licence", "Source.licence"),
            _c("published", "Source.published"),
            _c("retrieved", "Source.retrieved"),
        ),
        ("id",),
    ),
    TableDefinition(
        "plan_texts",
        (
            _plan(),
            _c("field", "table.field", must=True),
            _c("position", "table.position", "integer", must=True),
            _c("text", "Quote.text", must=True),
            *_PLACE,
        ),
        ("plan_id", "field", "position"),
        (_PLAN,),
    ),
    _texts("roles", "Role"),
    _texts("principles", "Principle"),
    _texts("units", "Unit"),
    TableDefinition(
        "periods",
        (
            _plan(),
            _c("id", "Period.id", must=True),
            _c("position", "table.position", "integer", must=True),
            _c("label", "Period.label", must=True),
            _c("definition", "Period.definition"),
            _c("start", "Period.start", "date"),
            _c("end", "Period.end", "date"),
            _c("horizon_min_years", "HorizonYears.min", "integer"),
            _c("horizon_max_years", "HorizonYears.max", "integer"),
            *_PLACE,
        ),
        ("plan_id", "id"),
        (_PLAN,),
    ),
    TableDefinition(
        "sections",
        (
            _plan(),
            _c("id", "Section.id", must=True),
            _c("parent_id", "Section.parent_id"),
            _c("kind", "Section.kind", must=True),
            _c("number", "Section.number"),
            _c("title", "Section.title", must=True),
            _c("position", "Section.position", "integer", must=True),
            *_PLACE,
        ),
        ("id",),
        (_PLAN, Reference(("parent_id",), "sections", ("id",))),
    ),
    TableDefinition(
        "targets",
        (
            _c("id", "Target.id", must=True),
            _c("section_id", "table.section_id", must=True),
            _c("text", "Target.text", must=True),
            *_PLACE,
        ),
        ("id",),
        (_SECTION,),
    ),
    TableDefinition(
        "unit_mentions",
        (
            _c("section_id", "table.section_id", must=True),
            _c("position", "table.position", "integer", must=True),
            _plan(),
            _c("unit_id", "UnitMention.unit_id"),
            _c("text", "UnitMention.text", must=True),
            *_PLACE,
        ),
        ("section_id", "position"),
        (_SECTION, Reference(("plan_id", "unit_id"), "units", ("plan_id", "id"))),
    ),
    TableDefinition(
        "principle_mentions",
        (
            _c("section_id", "table.section_id", must=True),
            _c("position", "table.position", "integer", must=True),
            _plan(),
            _c("principle_id", "PrincipleMention.principle_id"),
            _c("text", "PrincipleMention.text", must=True),
            *_PLACE,
        ),
        ("section_id", "position"),
        (_SECTION, Reference(("plan_id", "principle_id"), "principles", ("plan_id", "id"))),
    ),
    TableDefinition(
        "actions",
        (
            _plan(),
            _c("id", "Action.id", must=True),
            _c("number", "Action.number"),
            _c("text", "Action.text", must=True),
            _c("section_id", "Action.section_id"),
            _c("budget", "Action.budget"),
            _c("deadline_text", "Deadline.text"),
            _c("deadline_date", "Deadline.date", "date"),
            _c("flags", "Action.flags"),
            *_PLACE,
        ),
        ("id",),
        (_PLAN, _SECTION),
    ),
    TableDefinition(
        "action_items",
        (
            _c("action_id", "table.action_id", must=True),
            _c("position", "table.position", "integer", must=True),
            _c("text", "Item.text", must=True),
            _c("deadline_text", "Deadline.text"),
            _c("deadline_date", "Deadline.date", "date"),
            _c("extra", "Item.extra"),
            *_PLACE,
        ),
        ("action_id", "position"),
        (_ACTION,),
    ),
    TableDefinition(
        "action_roles",
        (
            _c("action_id", "table.action_id", must=True),
            _plan(),
            _c("role_id", "table.role_id", must=True),
        ),
        ("action_id", "role_id"),
        (_ACTION, Reference(("plan_id", "role_id"), "roles", ("plan_id", "id"))),
    ),
    TableDefinition(
        "action_values",
        (
            _c("action_id", "table.action_id", must=True),
            _c("field", "table.field", must=True),
            _c("position", "table.position", "integer", must=True),
            _c("header", "table.header"),
            _c("text", "Quote.text", must=True),
        ),
        ("action_id", "field", "position"),
        (_ACTION,),
    ),
    TableDefinition(
        "schedule",
        (
            _c("action_id", "table.action_id", must=True),
            _plan(),
            _c("period_id", "ScheduleEntry.period_id", must=True),
            *_mark_columns("ScheduleEntry"),
            *_PLACE,
        ),
        ("action_id", "period_id"),
        (_ACTION, Reference(("plan_id", "period_id"), "periods", ("plan_id", "id"))),
    ),
    TableDefinition(
        "grids",
        (
            _c("action_id", "table.action_id", must=True),
            _c("position", "table.position", "integer", must=True),
            _c("title", "GridEntry.title"),
            _c("column", "GridEntry.column"),
            *_mark_columns("GridEntry"),
            *_PLACE,
        ),
        ("action_id", "position"),
        (_ACTION,),
    ),
    TableDefinition(
        "documents",
        (
            _plan(),
            _c("id", "CitedDocument.id", must=True),
            _c("title", "CitedDocument.title", must=True),
            _c("parent_title", "CitedDocument.parent_title"),
            _c("status", "CitedDocument.status"),
            *_PLACE,
        ),
        ("id",),
        (_PLAN,),
    ),
    TableDefinition(
        "citations",
        (
            _plan(),
            _c("id", "Citation.id", must=True),
            _c("by", "Citation.by", must=True),
            _c("line_id", "Citation.line_id", must=True),
            _c("position", "Citation.position", "integer", must=True),
            _c("text", "Citation.text", must=True),
            _c("document_id", "Citation.document_id"),
            *_PLACE,
        ),
        ("id",),
        (_PLAN, Reference(("document_id",), "documents", ("id",))),
    ),
    TableDefinition(
        "passages",
        (
            _plan(),
            _c("id", "Passage.id", must=True),
            _c("heading", "Passage.heading"),
            _c("section_id", "Passage.section_id"),
            _c("kind", "Passage.kind", must=True),
            _c("text", "Passage.text"),
            *_PLACE,
        ),
        ("id",),
        (_PLAN, _SECTION),
    ),
    TableDefinition(
        "mentions",
        (
            _plan(),
            _c("owner_id", "table.owner_id", must=True),
            _c("kind", "Mention.kind", must=True),
            _c("start", "Mention.start", "integer", must=True),
            _c("end", "Mention.end", "integer", must=True),
            _c("text", "Mention.text", must=True),
            _c("value", "Mention.value"),
        ),
        ("owner_id", "kind", "start", "end"),
        (_PLAN,),
    ),
    TableDefinition(
        "corrections",
        (
            _plan(),
            _c("position", "table.position", "integer", must=True),
            _c("where", "Correction.where", must=True),
            _c("before", "Correction.before"),
            _c("value", "Correction.value"),
            _c("reason", "Correction.reason", must=True),
        ),
        ("plan_id", "position"),
        (_PLAN,),
    ),
    TableDefinition(
        "findings",
        (
            _plan(),
            _c("position", "table.position", "integer", must=True),
            _c("code", "Finding.code", must=True),
            _c("severity", "Finding.severity", must=True),
            _c("where", "Finding.where", must=True),
            _c("message", "Finding.message", must=True),
            _c("hint", "Finding.hint", must=True),
        ),
        ("plan_id", "position"),
        (_PLAN,),
    ),
    TableDefinition(
        "links",
        (
            _c("id", "Link.id", must=True),
            _c("left", "Link.left", must=True),
            _c("right", "Link.right", must=True),
            _c("kind", "Link.kind", must=True),
            _c("grade", "Link.grade"),
            _c("score", "Link.score", "number", must=True),
            _c("shared_terms", "Link.shared_terms"),
            _c("judgement", "Judgement.value"),
            _c("judged_by", "Judgement.by"),
            _c("judged_on", "Judgement.on", "date"),
            _c("judgement_note", "Judgement.note"),
        ),
        ("id",),
    ),
    TableDefinition(
        "link_features",
        (
            _c("link_id", "Link.id", must=True),
            _c("position", "table.position", "integer", must=True),
            _c("name", "LinkFeature.name", must=True),
            _c("value", "LinkFeature.value", "number", must=True),
            _c("contribution", "LinkFeature.contribution", "number", must=True),
            _c("detail", "LinkFeature.detail", must=True),
        ),
        ("link_id", "name"),
        (Reference(("link_id",), "links", ("id",)),),
    ),
    TableDefinition(
        "coverage",
        (
            _c("section_id", "SectionCoverage.section_id", must=True),
            _c("other_plan_id", "Coverage.other_plan_id", must=True),
            _c("best", "SectionCoverage.best"),
            _c("score", "SectionCoverage.score", "number"),
            _c("covered", "SectionCoverage.covered", must=True),
        ),
        ("section_id", "other_plan_id"),
        (_SECTION, Reference(("other_plan_id",), "plans", ("id",))),
    ),
)

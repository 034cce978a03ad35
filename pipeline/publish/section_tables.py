"""The tables of the sections and of what they hold, each with the rows it takes from a plan."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model import Plan
from pipeline.publish.columns import (
    PLACE,
    PLAN,
    PLAN_ID,
    SECTION,
    PlanTable,
    Reference,
    RowValues,
    column,
    place,
)


def _sections(plan: Plan) -> Iterator[RowValues]:
    for s in plan.sections:
        yield (
            plan.id,
            s.id,
            s.parent_id,
            s.kind,
            s.number,
            s.title,
            s.position,
            *place(s.provenance),
        )


SECTIONS = PlanTable(
    "sections",
    (
        PLAN_ID,
        column("id", "Section.id", must=True),
        column("parent_id", "Section.parent_id"),
        column("kind", "Section.kind", must=True),
        column("number", "Section.number"),
        column("title", "Section.title", must=True),
        column("position", "Section.position", "integer", must=True),
        *PLACE,
    ),
    key=("id",),
    references=(PLAN, Reference(("parent_id",), "sections", ("id",))),
    rows=_sections,
)


def _targets(plan: Plan) -> Iterator[RowValues]:
    for section in plan.sections:
        for target in section.targets:
            yield target.id, section.id, target.text, *place(target.provenance)


TARGETS = PlanTable(
    "targets",
    (
        column("id", "Target.id", must=True),
        column("section_id", "table.section_id", must=True),
        column("text", "Target.text", must=True),
        *PLACE,
    ),
    key=("id",),
    references=(SECTION,),
    rows=_targets,
)


def _unit_mentions(plan: Plan) -> Iterator[RowValues]:
    for section in plan.sections:
        for n, unit in enumerate(section.unit_mentions, 1):
            yield section.id, n, plan.id, unit.unit_id, unit.text, *place(unit.provenance)


UNIT_MENTIONS = PlanTable(
    "unit_mentions",
    (
        column("section_id", "table.section_id", must=True),
        column("position", "table.position", "integer", must=True),
        PLAN_ID,
        column("unit_id", "UnitMention.unit_id"),
        column("text", "UnitMention.text", must=True),
        *PLACE,
    ),
    key=("section_id", "position"),
    references=(SECTION, Reference(("plan_id", "unit_id"), "units", ("plan_id", "id"))),
    rows=_unit_mentions,
)


def _principle_mentions(plan: Plan) -> Iterator[RowValues]:
    for section in plan.sections:
        for n, one in enumerate(section.principle_mentions, 1):
            yield section.id, n, plan.id, one.principle_id, one.text, *place(one.provenance)


PRINCIPLE_MENTIONS = PlanTable(
    "principle_mentions",
    (
        column("section_id", "table.section_id", must=True),
        column("position", "table.position", "integer", must=True),
        PLAN_ID,
        column("principle_id", "PrincipleMention.principle_id"),
        column("text", "PrincipleMention.text", must=True),
        *PLACE,
    ),
    key=("section_id", "position"),
    references=(SECTION, Reference(("plan_id", "principle_id"), "principles", ("plan_id", "id"))),
    rows=_principle_mentions,
)


SECTION_TABLES = (SECTIONS, TARGETS, UNIT_MENTIONS, PRINCIPLE_MENTIONS)

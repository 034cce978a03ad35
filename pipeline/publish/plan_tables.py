"""The tables of a plan and of what it defines, each with the rows it takes from a plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pipeline.model import Plan, Quote
from pipeline.publish.columns import (
    PLACE,
    PLAN,
    PLAN_ID,
    PlanTable,
    RowValues,
    column,
    place,
)


def _plan(plan: Plan) -> Iterator[RowValues]:
    source, announced = plan.source, plan.announced_actions
    yield (
        plan.id,
        plan.title,
        plan.subtitle,
        plan.publisher,
        plan.period.start,
        plan.period.end,
        plan.language,
        plan.parent_title,
        announced.text if announced else None,
        announced.minimum if announced else None,
        plan.schedule.kind,
        source.path,
        source.sha256,
        source.media_type,
        source.reader,
        source.url,
        source.licence,
        source.published,
        source.retrieved,
    )


PLANS = PlanTable(
    "plans",
    (
        column("id", "Plan.id", must=True),
        column("title", "Plan.title"),
        column("subtitle", "Plan.subtitle"),
        column("publisher", "Plan.publisher"),
        column("start_year", "YearSpan.start", "integer"),
        column("end_year", "YearSpan.end", "integer"),
        column("language", "Plan.language", must=True),
        column("parent_title", "Plan.parent_title"),
        column("announced_text", "Announced.text"),
        column("announced_minimum", "Announced.minimum", "integer"),
        column("schedule_kind", "Schedule.kind", must=True),
        column("source_path", "Source.path", must=True),
        column("source_sha256", "Source.sha256", must=True),
        column("source_media_type", "Source.media_type", must=True),
        column("source_reader", "Source.reader", must=True),
        column("source_url", "Source.url"),
        column("licence", "Source.licence"),
        column("published", "Source.published"),
        column("retrieved", "Source.retrieved"),
    ),
    key=("id",),
    rows=_plan,
)


def _plan_texts(plan: Plan) -> Iterator[RowValues]:
    quotes: Mapping[str, Iterable[Quote]] = {
        "partners": plan.partners,
        "funding": plan.funding,
        "commitments": plan.commitments,
    }
    for name, texts in quotes.items():
        for n, quote in enumerate(texts, 1):
            yield plan.id, name, n, quote.text, *place(quote.provenance)


PLAN_TEXTS = PlanTable(
    "plan_texts",
    (
        PLAN_ID,
        column("field", "table.field", must=True),
        column("position", "table.position", "integer", must=True),
        column("text", "Quote.text", must=True),
        *PLACE,
    ),
    key=("plan_id", "field", "position"),
    references=(PLAN,),
    rows=_plan_texts,
)


def _roles(plan: Plan) -> Iterator[RowValues]:
    for n, role in enumerate(plan.roles, 1):
        yield plan.id, role.id, n, role.label, role.definition, *place(role.provenance)


ROLES = PlanTable(
    "roles",
    (
        PLAN_ID,
        column("id", "Role.id", must=True),
        column("position", "table.position", "integer", must=True),
        column("label", "Role.label", must=True),
        column("definition", "Role.definition"),
        *PLACE,
    ),
    key=("plan_id", "id"),
    references=(PLAN,),
    rows=_roles,
)


def _principles(plan: Plan) -> Iterator[RowValues]:
    for n, one in enumerate(plan.principles, 1):
        yield plan.id, one.id, n, one.label, one.definition, *place(one.provenance)


PRINCIPLES = PlanTable(
    "principles",
    (
        PLAN_ID,
        column("id", "Principle.id", must=True),
        column("position", "table.position", "integer", must=True),
        column("label", "Principle.label", must=True),
        column("definition", "Principle.definition"),
        *PLACE,
    ),
    key=("plan_id", "id"),
    references=(PLAN,),
    rows=_principles,
)


def _units(plan: Plan) -> Iterator[RowValues]:
    for n, unit in enumerate(plan.units, 1):
        yield plan.id, unit.id, n, unit.label, *place(unit.provenance)


UNITS = PlanTable(
    "units",
    (
        PLAN_ID,
        column("id", "Unit.id", must=True),
        column("position", "table.position", "integer", must=True),
        column("label", "Unit.label", must=True),
        *PLACE,
    ),
    key=("plan_id", "id"),
    references=(PLAN,),
    rows=_units,
)


def _periods(plan: Plan) -> Iterator[RowValues]:
    for n, period in enumerate(plan.schedule.periods, 1):
        years = period.horizon_years
        yield (
            plan.id,
            period.id,
            n,
            period.label,
            period.definition,
            period.start,
            period.end,
            years.min if years else None,
            years.max if years else None,
            *place(period.provenance),
        )


PERIODS = PlanTable(
    "periods",
    (
        PLAN_ID,
        column("id", "Period.id", must=True),
        column("position", "table.position", "integer", must=True),
        column("label", "Period.label", must=True),
        column("definition", "Period.definition"),
        column("start", "Period.start", "date"),
        column("end", "Period.end", "date"),
        column("horizon_min_years", "HorizonYears.min", "integer"),
        column("horizon_max_years", "HorizonYears.max", "integer"),
        *PLACE,
    ),
    key=("plan_id", "id"),
    references=(PLAN,),
    rows=_periods,
)


PLAN_TABLES = (PLANS, PLAN_TEXTS, ROLES, PRINCIPLES, UNITS, PERIODS)

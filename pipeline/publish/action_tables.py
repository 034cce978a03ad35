"""The tables of the actions, each with the rows it takes from a plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.model import Action, Deadline, Mark, Plan
from pipeline.publish.columns import (
    ACTION,
    PLACE,
    PLAN,
    PLAN_ID,
    SECTION,
    Column,
    PlanTable,
    Reference,
    RowValues,
    Value,
    column,
    json_text,
    place,
)


def _actions(plan: Plan) -> Iterator[RowValues]:
    for a in plan.actions:
        yield (
            plan.id,
            a.id,
            a.number,
            a.text,
            a.section_id,
            a.budget,
            *_due(a.deadline),
            " ".join(a.flags) or None,
            *place(a.provenance),
        )


def _due(deadline: Deadline | None) -> tuple[Value, Value]:
    return (deadline.text, deadline.date) if deadline else (None, None)


ACTIONS = PlanTable(
    "actions",
    (
        PLAN_ID,
        column("id", "Action.id", must=True),
        column("number", "Action.number"),
        column("text", "Action.text", must=True),
        column("section_id", "Action.section_id"),
        column("budget", "Action.budget"),
        column("deadline_text", "Deadline.text"),
        column("deadline_date", "Deadline.date", "date"),
        column("flags", "Action.flags"),
        *PLACE,
    ),
    key=("id",),
    references=(PLAN, SECTION),
    rows=_actions,
)


def _items(plan: Plan) -> Iterator[RowValues]:
    for action in plan.actions:
        for n, item in enumerate(action.items, 1):
            extra = json_text(item.extra) if item.extra else None
            yield action.id, n, item.text, *_due(item.deadline), extra, *place(item.provenance)


ACTION_ITEMS = PlanTable(
    "action_items",
    (
        column("action_id", "table.action_id", must=True),
        column("position", "table.position", "integer", must=True),
        column("text", "Item.text", must=True),
        column("deadline_text", "Deadline.text"),
        column("deadline_date", "Deadline.date", "date"),
        column("extra", "Item.extra"),
        *PLACE,
    ),
    key=("action_id", "position"),
    references=(ACTION,),
    rows=_items,
)


def _action_roles(plan: Plan) -> Iterator[RowValues]:
    for action in plan.actions:
        for role_id in action.role_ids:
            yield action.id, plan.id, role_id


ACTION_ROLES = PlanTable(
    "action_roles",
    (
        column("action_id", "table.action_id", must=True),
        PLAN_ID,
        column("role_id", "table.role_id", must=True),
    ),
    key=("action_id", "role_id"),
    references=(ACTION, Reference(("plan_id", "role_id"), "roles", ("plan_id", "id"))),
    rows=_action_roles,
)


def _action_values(plan: Plan) -> Iterator[RowValues]:
    for action in plan.actions:
        for name, texts in _listed(action).items():
            for n, (header, text) in enumerate(texts, 1):
                yield action.id, name, n, header, text


def _listed(action: Action) -> Mapping[str, list[tuple[str | None, str]]]:
    return {
        "leads": [(None, text) for text in action.leads],
        "partners": [(None, text) for text in action.partners],
        "indicators": [(None, text) for text in action.indicators],
        "notes": [(None, note.text) for note in action.notes],
        "extra": [(header, text) for header, text in action.extra.items()],
    }


ACTION_VALUES = PlanTable(
    "action_values",
    (
        column("action_id", "table.action_id", must=True),
        column("field", "table.field", must=True),
        column("position", "table.position", "integer", must=True),
        column("header", "table.header"),
        column("text", "Quote.text", must=True),
    ),
    key=("action_id", "field", "position"),
    references=(ACTION,),
    rows=_action_values,
)


def _mark_columns(owner: str) -> tuple[Column, ...]:
    return (
        column("state", f"{owner}.state", must=True),
        column("mark_kind", "Mark.kind", must=True),
        column("mark_char", "Mark.char"),
    )


def _mark(mark: Mark) -> tuple[Value, Value]:
    return mark.kind, mark.char


def _schedule(plan: Plan) -> Iterator[RowValues]:
    for action in plan.actions:
        for entry in action.schedule:
            yield (
                action.id,
                plan.id,
                entry.period_id,
                entry.state,
                *_mark(entry.mark),
                *place(entry.provenance),
            )


SCHEDULE = PlanTable(
    "schedule",
    (
        column("action_id", "table.action_id", must=True),
        PLAN_ID,
        column("period_id", "ScheduleEntry.period_id", must=True),
        *_mark_columns("ScheduleEntry"),
        *PLACE,
    ),
    key=("action_id", "period_id"),
    references=(ACTION, Reference(("plan_id", "period_id"), "periods", ("plan_id", "id"))),
    rows=_schedule,
)


def _grids(plan: Plan) -> Iterator[RowValues]:
    for action in plan.actions:
        for n, entry in enumerate(action.grids, 1):
            yield (
                action.id,
                n,
                entry.title,
                entry.column,
                entry.state,
                *_mark(entry.mark),
                *place(entry.provenance),
            )


GRIDS = PlanTable(
    "grids",
    (
        column("action_id", "table.action_id", must=True),
        column("position", "table.position", "integer", must=True),
        column("title", "GridEntry.title"),
        column("column", "GridEntry.column"),
        *_mark_columns("GridEntry"),
        *PLACE,
    ),
    key=("action_id", "position"),
    references=(ACTION,),
    rows=_grids,
)


ACTION_TABLES = (ACTIONS, ACTION_ITEMS, ACTION_ROLES, ACTION_VALUES, SCHEDULE, GRIDS)

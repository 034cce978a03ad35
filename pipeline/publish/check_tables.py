"""The tables of what people corrected in a plan, and of what was found amiss with it."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model import CorrectedValue, Plan, Report
from pipeline.publish.columns import (
    PLAN,
    PLAN_ID,
    PlanTable,
    RowValues,
    TableDefinition,
    column,
    json_text,
)


def _corrections(plan: Plan) -> Iterator[RowValues]:
    for n, one in enumerate(plan.corrections, 1):
        yield plan.id, n, one.where, _plain(one.before), _plain(one.value), one.reason


def _plain(value: CorrectedValue) -> str | None:
    return value if value is None or isinstance(value, str) else json_text(value)


CORRECTIONS = PlanTable(
    "corrections",
    (
        PLAN_ID,
        column("position", "table.position", "integer", must=True),
        column("where", "Correction.where", must=True),
        column("before", "Correction.before"),
        column("value", "Correction.value"),
        column("reason", "Correction.reason", must=True),
    ),
    key=("plan_id", "position"),
    references=(PLAN,),
    rows=_corrections,
)


def finding_rows(report: Report) -> Iterator[RowValues]:
    """Yield a row for each finding of a plan."""
    for n, f in enumerate(report.findings, 1):
        yield report.plan_id, n, f.code, f.severity, f.where, f.message, f.hint


FINDINGS = TableDefinition(
    "findings",
    (
        PLAN_ID,
        column("position", "table.position", "integer", must=True),
        column("code", "Finding.code", must=True),
        column("severity", "Finding.severity", must=True),
        column("where", "Finding.where", must=True),
        column("message", "Finding.message", must=True),
        column("hint", "Finding.hint", must=True),
    ),
    key=("plan_id", "position"),
    references=(PLAN,),
)

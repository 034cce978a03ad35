"""A plan and its report as the pieces of text that the published files are put together from.

What a plan says by itself is the same whatever plans stand beside it: whoever keeps its pieces
need not make them again when another plan changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.model import Plan, Report
from pipeline.publish.check_tables import finding_rows
from pipeline.publish.definitions import FROM_PLANS
from pipeline.publish.to_csv import csv_rows
from pipeline.publish.to_json import dump


@dataclass(frozen=True, slots=True)
class PlanTexts:
    """The JSON of a plan and of its report, and its lines in each table that has some."""

    plan: bytes
    report: bytes
    """Empty where the plan was not checked."""
    rows: Mapping[str, bytes]


def plan_texts(plan: Plan, report: Report | None) -> PlanTexts:
    """Return the texts of a plan."""
    checked = dump(report) if report else b""
    return PlanTexts(dump(plan), checked, table_lines(plan, report))


def table_lines(plan: Plan, report: Report | None) -> dict[str, bytes]:
    """Return the lines of a plan in each table that has some, by the table's name."""
    made = {table.name: table.rows(plan) for table in FROM_PLANS}
    made["findings"] = finding_rows(report) if report else iter(())
    lines = {name: csv_rows(rows) for name, rows in made.items()}
    return {name: text for name, text in lines.items() if text}

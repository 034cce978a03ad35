"""Columns whose headers count years: marks in them are time, sums in them are of one year each."""

from __future__ import annotations

from dataclasses import replace

from pipeline.extract.columns import Column
from pipeline.extract.year_parts import counted
from pipeline.lexicon import Lexicon


def with_years(columns: list[Column], lexicon: Lexicon) -> list[Column]:
    """Take the mark columns whose headers count years for periods."""
    headers = [c.header for c in columns if c.field == "grid" or (c.field == "extra" and c.blank)]
    years = counted(headers, lexicon) if any(c.field == "grid" for c in columns) else []
    return [
        replace(c, field="period") if c.header in years and c.field in ("grid", "extra") else c
        for c in columns
    ]


def with_one_budget(columns: list[Column], lexicon: Lexicon) -> list[Column]:
    """Take no budget of one year for that of the action, where each year has a column of its own.

    A column that adds them up is the budget.
    """
    years = counted([c.header for c in columns if c.field == "budget"], lexicon)
    if not years:
        return columns
    total = next((c for c in columns if lexicon.is_word(lexicon.totals, c.header)), None)
    return [
        replace(c, field="budget")
        if c is total
        else replace(c, field="extra")
        if c.field == "budget" and c.header in years
        else c
        for c in columns
    ]

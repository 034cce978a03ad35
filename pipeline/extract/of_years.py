"""Columns whose headers count years: marks in them are time, sums in them are of one year each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.extract.columns import Column
from pipeline.extract.fields import column_of
from pipeline.extract.year_parts import counted
from pipeline.lexicon import Lexicon


def with_years(columns: list[Column], lexicon: Lexicon) -> list[Column]:
    """Take the mark columns whose headers count years, or stand under "Échéancier", for periods."""
    if not any(c.field == "grid" for c in columns):
        return columns
    free = [c for c in columns if c.field == "grid" or (c.field == "extra" and c.blank)]
    years = counted([c.header for c in free], lexicon)
    due = [c.header for c in columns if c.title and column_of(c.title, lexicon) == "deadline"]
    timed = {c.index for c in free if c.header in years or c.header in due}
    return [replace(c, field="period") if c.index in timed else c for c in columns]


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


def maybe_time(columns: Sequence[Column], lexicon: Lexicon) -> list[Column]:
    """Return the mark columns that may be time, though no header says so.

    They stand right beside some of time, under one title, or are spans of years ("0-2 ans"), as
    ages are too.
    """
    pairs = [*pairwise(columns), *pairwise(reversed(columns))]
    beside = {
        one.index
        for one, other in pairs
        if (one.field, other.field) == ("grid", "period") and one.title == other.title
    }
    spans = [c.index for c in columns if c.field == "grid" and _is_span(c.header, lexicon)]
    found = beside | (set(spans) if len(spans) > 1 else set())
    return [column for column in columns if column.index in found]


def _is_span(header: str, lexicon: Lexicon) -> bool:
    """Tell whether a header is nothing but numbers of years, and how far they reach."""
    cues, key = lexicon.cues, lexicon.key(header)
    phrases = (*lexicon.small_words, *cues.under, *cues.between, *cues.over, *lexicon.numbers)
    known = {word for phrase in phrases for word in lexicon.key(phrase)}
    year = {word for phrase in lexicon.parts.get("year", ()) for word in lexicon.key(phrase)}
    years = {f"{word}{ending}" for word in year for ending in ("", *lexicon.plural_endings)}
    said = [word for word in key if not word.isdigit()]
    return any(word in years for word in said) and all(word in years | known for word in said)

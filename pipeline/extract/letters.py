"""Horizons printed as letters in the cells ("C", "M", "L"), turned into columns of periods.

Columns come in and go out. Where all that stands in some columns under one header are short names
of horizons, each name becomes a column whose cell is filled in the rows that print it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.document import Cell
from pipeline.extract.columns import Column
from pipeline.lexicon import Lexicon
from pipeline.model import Mark
from pipeline.text import clean

LETTERS = 3
"""A short name of a horizon has at most this many letters."""
_OPEN = ("extra", "empty", "deadline")


def with_letters(
    columns: Sequence[Column], lexicon: Lexicon, period_ids: Sequence[str] = ()
) -> list[Column]:
    """Return columns with those of letters replaced by one for each letter, in lexicon order.

    `period_ids` are the letters of the plan's own legend: where it names those of a column, there
    is a column for each of them, and a column of deadlines is one of letters too.
    """
    lettered = [c for c in columns if c.field in _OPEN and _is_lettered(c, lexicon)]
    printed = _printed(lettered)
    told = bool(printed) and printed <= set(period_ids)
    if not told:
        lettered = [c for c in lettered if c.field != "deadline"]
        printed = _printed(lettered)
    named = any(len(horizons_in(column.header, lexicon)) > 1 for column in lettered)
    if len(printed) < (1 if named or told else 2):
        return list(columns)
    names = list(lexicon.horizons)
    order = sorted(printed, key=lambda p: names.index(lexicon.classify(lexicon.horizons, p) or ""))
    first = columns.index(lettered[0])
    periods = [_period(letter, lettered) for letter in (period_ids if told else order)]
    rest = [c for c in columns if c not in lettered]
    return [*rest[:first], *periods, *rest[first:]]


def horizons_in(header: str, lexicon: Lexicon) -> set[str]:
    """Return the horizons that a header names ("court, moyen ou long terme": three)."""
    found = {name for name, phrases in lexicon.horizons.items() if lexicon.find(phrases, header)}
    words = lexicon.key(header)
    for name, phrases in lexicon.horizons.items():
        for phrase in phrases:
            first, *rest = lexicon.key(phrase)
            if rest and first in words and rest[-1] in words:
                found.add(name)
    return found


def _printed(columns: Sequence[Column]) -> set[str]:
    """Return what stands in some columns."""
    return {clean(cell.text) for c in columns for cell in c.cells if cell is not None} - {""}


def _is_lettered(column: Column, lexicon: Lexicon) -> bool:
    texts = [clean(cell.text) for cell in column.cells if cell is not None and cell.text]
    named = len(horizons_in(column.header, lexicon)) > 1
    return (bool(texts) or named) and all(
        len(text) <= LETTERS and text.isalpha() and lexicon.classify(lexicon.horizons, text)
        for text in texts
    )


def _period(letter: str, lettered: Sequence[Column]) -> Column:
    head = lettered[0]
    cells: list[Cell | None] = []
    for row in range(len(head.cells)):
        in_row = [c.cells[row] for c in lettered]
        found = next((c for c in in_row if c is not None and clean(c.text) == letter), None)
        if found is not None:
            cells.append(replace(found, text="", mark=Mark(kind="text", char=letter)))
        else:
            empty = next((c for c in in_row if c is not None), None)
            cells.append(replace(empty, text="", mark=None) if empty is not None else None)
    headers = tuple(dict.fromkeys(cell for c in lettered for cell in c.header_cells))
    return Column(head.index, letter, head.header, "period", tuple(cells), headers)

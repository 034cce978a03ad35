"""Months printed as their initials ("J F M A M J J A S O N D"), told by the order they stand in.

Columns come in and go out. An initial alone names no month; twelve in a row that are those of a
year, from whichever month it begins with, name each of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.document import Cell
from pipeline.extract.columns import Column
from pipeline.extract.year_parts import YEARS
from pipeline.lexicon import Lexicon
from pipeline.text import clean, fold


def with_initials(columns: Sequence[Column], lexicon: Lexicon) -> list[Column]:
    """Return columns with those of a whole year of initials named after its months."""
    months = sorted(lexicon.months, key=lambda name: lexicon.months[name])
    initials = [fold(name)[:1] for name in months]
    printed = [fold(_printed(column)) for column in columns]
    made = list(columns)
    first = 0
    while months and first + len(months) <= len(columns):
        stretch = range(first, first + len(months))
        begun = _begun([printed[i] for i in stretch], initials)
        if begun is None or not all(_is_marked(columns[i]) for i in stretch):
            first += 1
            continue
        for place, index in enumerate(stretch):
            month = months[(begun + place) % len(months)]
            made[index] = replace(made[index], header=_named(month, columns[index]), field="period")
        first += len(months)
    return made


def is_initial(column: Column) -> bool:
    """Tell whether the header of a column prints only the initial of what it is called."""
    return len(_printed(column)) == 1 and len(column.header.rpartition(" ")[2]) > 1


def _printed(column: Column) -> str:
    texts = [clean(cell.text) for cell in column.header_cells if cell.text]
    return texts[-1] if texts else ""


def _begun(printed: Sequence[str], initials: Sequence[str]) -> int | None:
    """Return the month that a year of initials begins with, or None where it is none."""
    turns = (turn for turn in range(len(initials)) if printed[0] == initials[turn])
    return next((t for t in turns if [*initials[t:], *initials[:t]] == list(printed)), None)


def _is_marked(column: Column) -> bool:
    return all(cell is None or cell.mark or not cell.text for cell in column.cells)


def _named(month: str, column: Column) -> str:
    """Return the name of a column: its month, under the year that is printed over it."""
    over = [cell for cell in column.header_cells if _is_year(cell)]
    return f"{clean(over[-1].text)} {month}" if over else month


def _is_year(cell: Cell) -> bool:
    return YEARS.fullmatch(clean(cell.text)) is not None

"""Rows of a table of actions that are none: what introduces, sums up or says more of others.

Where most rows have a number, one without a number is told by what it prints, and where.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from pipeline.document import Cell, Line
from pipeline.extract.grid import Grid
from pipeline.extract.labelled import Labelled, labelled
from pipeline.extract.said_number import Numbered
from pipeline.lexicon import Lexicon
from pipeline.text import clean

NUMBERED_SHARE = 0.5
"""A table numbers its actions where at least this share of its rows has a number."""
_DONE = frozenset({"lead", "partner", "role", "deadline"})
"""Fields that say who does something, or when."""
TOTAL_WORDS = 6
"""What a row adds up is said in at most so many words."""


def numbered_rows(
    grid: Grid, said: Sequence[Numbered | None], labels: Collection[int]
) -> list[bool]:
    """Tell which rows have a number; all pass for numbered in a table that does not number.

    The rows of `labels` need none.
    """
    numbers = grid.column("number")
    actions = grid.column("action")
    assert actions is not None
    if numbers is not None:
        cells = zip(numbers.cells, actions.cells, strict=True)
        rows = [n is not None and bool(n.text) and n is not action for n, action in cells]
    else:
        rows = [one is not None and one.number is not None for one in said]
    least = NUMBERED_SHARE * (len(rows) - len(labels))
    return rows if sum(rows) >= max(2, least) else [True] * len(rows)


def is_aside(grid: Grid, row: int, cell: Cell) -> bool:
    """Tell whether a text without a number is no action, where the others have one.

    It stands alone in its row, as what introduces the rows below ("Tout par moyen de :"), or it
    spans columns of the table.
    """
    if not cell.text:
        return False
    actions = grid.column("action")
    others = [
        column.cells[row]
        for column in grid.columns
        if column is not actions and column.cells[row] is not cell
    ]
    alone = not any(c is not None and (c.text or c.mark) and c.row_span == 1 for c in others)
    return alone or cell.column_span > 1


def is_total(grid: Grid, row: int, lexicon: Lexicon) -> bool:
    """Tell whether a row without a number adds up the others: its first text says so.

    Nobody leads a sum, and none is due.
    """
    cells = [cell for column in grid.columns if (cell := column.cells[row]) is not None]
    first = next((cell for cell in cells if cell.text), None)
    if first is None or len(first.text.split()) > TOTAL_WORDS:
        return False
    done = (column.cells[row] for column in grid.columns if column.field in _DONE)
    if any(cell is not None and cell.text and cell is not first for cell in done):
        return False
    found = lexicon.find(lexicon.totals, first.text)
    return found is not None and found[0] == 0


def texts_of(grid: Grid, row: int) -> list[Cell]:
    """Return the texts that a row alone prints, each once."""
    cells = dict.fromkeys(column.cells[row] for column in grid.columns)
    return [cell for cell in cells if cell is not None and cell.text and cell.row_span == 1]


def labelled_rows(
    grid: Grid, said: Sequence[Numbered | None], lexicon: Lexicon
) -> dict[int, list[Labelled]]:
    """Return the rows that print nothing but labels with values ("Indicateur : ...").

    They say more of the action over them: they have no number, and stand alone or span columns.
    """
    column = grid.column("action")
    assert column is not None
    return {
        row: labels
        for row, (cell, own) in enumerate(zip(column.cells, said, strict=True))
        if cell is not None and ":" in cell.text and is_aside(grid, row, cell)
        if (own is None or own.number is None)
        and (labels := labels_of(texts_of(grid, row), lexicon))
    }


def labels_of(cells: Sequence[Cell], lexicon: Lexicon) -> list[Labelled]:
    """Return the labels with values that texts consist of; nothing where they hold any other."""
    lines = [Line(clean(part), cell.provenance) for cell in cells for part in cell.text.split("\n")]
    found = labelled(lines, lexicon)
    told = {line for one in found if one.values for line in one.lines}
    return found if all(line in told for line in lines) else []

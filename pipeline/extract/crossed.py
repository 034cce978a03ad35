"""Marks that stand in contrast to others → a lexicon in which they say what they do beside them.

A cross alone marks what is planned, as a tick does. Beside ticks it says no where every cell has
one or the other; where some are empty, nobody knows. A circle or a box is empty in contrast to
full ones: where there are none, and other cells hold nothing at all, nobody knows either.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.document import Block, Cell, Table
from pipeline.extract.legend import saying
from pipeline.lexicon import Lexicon
from pipeline.model import State


def with_crosses(blocks: Sequence[Block], lexicon: Lexicon) -> Lexicon:
    """Return a lexicon in which crosses mean what they do beside the ticks of these tables."""
    marks = lexicon.marks
    said: dict[str, State] = {}
    held: set[str] = set()
    blank = False
    for table in blocks:
        if isinstance(table, Table):
            cells = list(marked_columns(table))
            chars = {char for char in _held(cells) if char}
            held |= {char or "drawn" for char in _held(cells)}
            blank = blank or any(cell.mark is None and not cell.text for cell in cells)
            kinds = chars & {*marks.planned}
            crosses = kinds & {*marks.crosses}
            if len(kinds) == 2 and len(crosses) == 1 and kinds & {*marks.ticks}:
                empty = any(cell.mark is None and not cell.text for cell in cells)
                said[crosses.pop()] = "unclear" if empty or chars - kinds else "not_planned"
    if blank and held and held <= {*marks.hollow}:
        said.update(dict.fromkeys(sorted(held), "unclear"))
    states = {sign: state for sign, state in said.items() if sign not in marks.meanings}
    return saying(lexicon, states, marks.meanings) if states else lexicon


def _held(cells: Sequence[Cell]) -> Iterator[str | None]:
    """Yield the character of each mark; None for those that have none."""
    yield from (cell.mark.char for cell in cells if cell.mark is not None)


def marked_columns(table: Table) -> Iterator[Cell]:
    """Yield the cells under the header of the columns that hold marks and no text."""
    body = [cell for row in table.rows[table.header_rows :] for cell in row.cells]
    marked = {cell.column for cell in body if cell.mark is not None}
    worded = {cell.column for cell in body if cell.text and cell.column_span == 1}
    yield from (cell for cell in body if cell.column in marked - worded and cell.column_span == 1)

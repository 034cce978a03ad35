"""Ticks and crosses in one table → a lexicon in which the crosses do not say yes.

A cross alone marks what is planned, as a tick does. Beside ticks it says no where every cell has
one or the other; where some are empty, nobody knows.
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
    for table in blocks:
        if isinstance(table, Table):
            cells = list(_marked_columns(table))
            chars = {cell.mark.char for cell in cells if cell.mark is not None and cell.mark.char}
            kinds = chars & {*marks.planned}
            crosses = kinds & {*marks.crosses}
            if len(kinds) == 2 and len(crosses) == 1 and kinds & {*marks.ticks}:
                empty = any(cell.mark is None and not cell.text for cell in cells)
                said[crosses.pop()] = "unclear" if empty or chars - kinds else "not_planned"
    states = {sign: state for sign, state in said.items() if sign not in marks.meanings}
    return saying(lexicon, states, marks.meanings) if states else lexicon


def _marked_columns(table: Table) -> Iterator[Cell]:
    """Yield the cells under the header of the columns that hold marks and no text."""
    body = [cell for row in table.rows[table.header_rows :] for cell in row.cells]
    marked = {cell.column for cell in body if cell.mark is not None}
    worded = {cell.column for cell in body if cell.text and cell.column_span == 1}
    yield from (cell for cell in body if cell.column in marked - worded and cell.column_span == 1)

"""Tables without a header that go on with the one before: its header heads them too.

A header may be printed once, over a table that headings part ("Axe 2" between two rows). What
stands under each heading is a table with the same columns, at the same places of the page. In a
file without places it follows the one before at once, and has words where that has its actions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline.document import Block, Row, Table
from pipeline.extract.fields import column_of
from pipeline.extract.grid import names_columns
from pipeline.lexicon import Lexicon
from pipeline.text import clean, words

ACTION_WORDS = 2
"""An action is said in at least so many words; a sign of a legend in none."""
SAME_COLUMN_PT = 15.0
"""Columns that begin less than this far apart are one column."""


def with_headers(blocks: Iterable[Block], lexicon: Lexicon) -> Iterator[Block]:
    """Yield blocks, tables without a header with that of the table that they go on with.

    A table of nothing but the names of columns is the header of the ones that go on with it.
    """
    held = list(blocks)
    last: Table | None = None
    for index, block in enumerate(held):
        if isinstance(block, Table):
            following = next((b for b in held[index + 1 :] if isinstance(b, Table)), None)
            if block.header_rows:
                last = block
            elif following is not None and _heads(block, following, lexicon):
                last = replace(block, header_rows=1)
                continue
            elif last is not None and (
                _same_columns(last, block) or _follows(held, index, last, lexicon)
            ):
                header = last.rows[: last.header_rows]
                if _texts(block.rows) != _texts(header):
                    block = last = _with_header(block, header)
        yield block


def _heads(table: Table, following: Table, lexicon: Lexicon) -> bool:
    """Tell whether a table is one row of the names of the columns that the next table has."""
    one = len(table.rows) == 1 and not following.header_rows
    return one and names_columns(table.rows[0], lexicon) and _same_columns(table, following)


def _follows(held: Sequence[Block], index: int, last: Table, lexicon: Lexicon) -> bool:
    """Tell whether a table without places stands under another one, and may hold its actions."""
    table, before = held[index], held[index - 1] if index else None
    assert isinstance(table, Table)
    if not isinstance(before, Table) or table.provenance.regions:
        return False
    if not table.n_columns == before.n_columns == last.n_columns > 1:
        return False
    heads = (cell for row in last.rows[: last.header_rows] for cell in row.cells)
    acting = {c.column for c in heads if column_of(c.text, lexicon) == "action"}
    cells = [cell for row in table.rows for cell in row.cells if cell.column in acting]
    return bool(cells) and all(len(words(cell.text)) >= ACTION_WORDS for cell in cells)


def _texts(rows: Sequence[Row]) -> list[str]:
    return [clean(cell.text) for row in rows for cell in row.cells]


def _with_header(table: Table, header: tuple[Row, ...]) -> Table:
    rows = (
        Row(tuple(replace(c, row=c.row + len(header)) for c in row.cells), row.provenance)
        for row in table.rows
    )
    return Table((*header, *rows), table.n_columns, len(header), table.provenance)


def _same_columns(table: Table, other: Table) -> bool:
    """Tell whether two tables have as many columns, those of both at the same places."""
    ours, theirs = _edges(table), _edges(other)
    both = ours.keys() & theirs.keys()
    return (
        table.n_columns == other.n_columns > 1
        and len(both) > 1
        and all(abs(ours[c] - theirs[c]) <= SAME_COLUMN_PT for c in both)
    )


def _edges(table: Table) -> dict[int, float]:
    """Return the left edge of each column of a table of a page."""
    return {
        cell.column: cell.provenance.regions[0].bbox[0]
        for row in table.rows
        for cell in row.cells
        if cell.provenance.regions
    }

"""Tables whose rows stand under headings of their own, unfolded: heading lines and smaller tables.

A row of one text that spans all columns heads the rows under it ("1. Gestion des terres"). It
becomes a heading line, and the rows under it a table with the same header. A long text over the
whole header is a paragraph before the table.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import replace

from pipeline.document import Block, Cell, Line, Row, Table
from pipeline.text import clean, words

LEVEL = 6
"""A heading inside a table stands under every heading outside of it."""
HEADING_WORDS = 25


def unfold(blocks: Iterable[Block]) -> list[Block]:
    """Return blocks with the headings inside tables as lines of their own."""
    unfolded: list[Block] = []
    for block in blocks:
        unfolded += _parts(block) if isinstance(block, Table) else [block]
    return unfolded


def _parts(table: Table) -> list[Block]:
    titles = [row for row in table.rows[: table.header_rows] if _is_title(row, table)]
    heads = [
        index
        for index, row in enumerate(table.rows)
        if index >= table.header_rows
        and _is_title(row, table)
        and index + 1 < len(table.rows)
        and not _is_title(table.rows[index + 1], table)
        and _is_whole(table, index)
    ]
    if not (titles or heads) or (table.header_rows == 0 and not titles and len(heads) < 2):
        return [table]
    header = [row for row in table.rows[: table.header_rows] if row not in titles]
    parts: list[Block] = [_line(row.cells[0]) for row in titles]
    edges = sorted({table.header_rows, *heads, len(table.rows)})
    for first, last in itertools.pairwise(edges):
        rows = list(table.rows[first:last])
        if first in heads and rows:
            parts.append(_line(rows.pop(0).cells[0]))
        if rows:
            parts.append(_table(table, header, rows))
    return parts


def _is_title(row: Row, table: Table) -> bool:
    return (
        len(row.cells) == 1
        and row.cells[0].column_span >= table.n_columns > 1
        and bool(words(row.cells[0].text))
    )


def _is_whole(table: Table, index: int) -> bool:
    """Tell whether no cell reaches over a row from above it."""
    return not any(
        cell.row + cell.row_span > index for row in table.rows[:index] for cell in row.cells
    )


def _line(cell: Cell) -> Line:
    text = clean(cell.text)
    level = LEVEL if len(words(text)) <= HEADING_WORDS else 0
    place = cell.provenance.model_copy(update={"method": "heading" if level else "paragraph"})
    return Line(text, place, level=level, strong=bool(level), calls=cell.calls)


def _table(table: Table, header: list[Row], rows: list[Row]) -> Table:
    numbered = [
        Row(
            tuple(replace(cell, row=cell.row - row_start(row) + new) for cell in row.cells),
            row.provenance,
        )
        for new, row in enumerate([*header, *rows])
    ]
    return Table(tuple(numbered), table.n_columns, len(header), table.provenance)


def row_start(row: Row) -> int:
    """Return the number of a row, as its first cell says it."""
    return min((cell.row for cell in row.cells), default=0)

"""Tables whose rows stand under headings of their own, unfolded: heading lines and smaller tables.

A row of one text that spans all columns heads the rows under it ("1. Gestion des terres"). It
becomes a heading line, and the rows under it a table with the same header. A long text over the
whole header is a paragraph before the table.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.document import Block, Cell, Line, Row, Table
from pipeline.text import clean, words

LEVEL = 6
"""A heading inside a table stands under every heading outside of it."""
HEADING_WORDS = 25


@dataclass(frozen=True, slots=True)
class Part:
    """Rows of a table under one heading: `source` is the table without its headings.

    `first` is the first of the rows in the body of `source`, counted from 0.
    """

    table: Table
    source: Table
    first: int


def unfold(blocks: Iterable[Block]) -> tuple[list[Block], list[Part]]:
    """Return blocks with the headings inside tables as lines of their own, and every table."""
    unfolded: list[Block] = []
    parts: list[Part] = []
    for block in blocks:
        if isinstance(block, Table):
            pieces = _pieces(block)
            parts += [piece for piece in pieces if isinstance(piece, Part)]
            unfolded += [p.table if isinstance(p, Part) else p for p in pieces]
        else:
            unfolded.append(block)
    return unfolded, parts


def _pieces(table: Table) -> list[Line | Part]:
    titles = [row for row in table.rows[: table.header_rows] if _is_title(row, table)]
    heads = _heads(table)
    if not (titles or heads) or (table.header_rows == 0 and len(heads) < 2):
        return [Part(table, table, 0)]
    header = [row for row in table.rows[: table.header_rows] if row not in titles]
    body = [row for i, row in enumerate(table.rows) if i >= table.header_rows and i not in heads]
    source = _table(table, header, body)
    pieces: list[Line | Part] = [_line(row.cells[0]) for row in titles]
    taken = 0
    for first, last in pairwise(sorted({table.header_rows, *heads, len(table.rows)})):
        rows = list(table.rows[first:last])
        if first in heads:
            pieces.append(_line(rows.pop(0).cells[0]))
        if rows:
            pieces.append(Part(_table(table, header, rows), source, taken))
            taken += len(rows)
    return pieces


def _heads(table: Table) -> list[int]:
    """Return the rows of the body that head the rows under them."""
    return [
        index
        for index, row in enumerate(table.rows)
        if index >= table.header_rows
        and _is_title(row, table)
        and index + 1 < len(table.rows)
        and not _is_title(table.rows[index + 1], table)
        and _is_whole(table, index)
    ]


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

"""Tables whose rows stand under headings of their own, unfolded: heading lines and smaller tables.

A row of one text that spans all columns, or all that a merged cell beside it leaves, heads the rows
under it ("1. Gestion des terres"). It becomes a heading line, and the rows under it a table with
the same header. A long text over the whole header is a paragraph before the table. Columns that
say what each row stands under ("Axe", "Objectif") head their rows in the same way.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass, field, replace
from itertools import pairwise

from pipeline.document import Block, Cell, Line, Row, Table
from pipeline.extract.sided import Sides, sides
from pipeline.lexicon import Lexicon
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


@dataclass(slots=True)
class Unfolded:
    """Blocks with the headings inside tables as lines of their own, and every table.

    `again` are cells that only repeat a heading.
    """

    blocks: list[Block] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    again: list[Cell] = field(default_factory=list)


def unfold(blocks: Iterable[Block], lexicon: Lexicon) -> Unfolded:
    """Take the headings out of tables."""
    made = Unfolded()
    for block in blocks:
        if isinstance(block, Table):
            beside = sides(block, lexicon, LEVEL, _heads(block))
            pieces = _pieces(beside)
            made.parts += [piece for piece in pieces if isinstance(piece, Part)]
            made.blocks += [p.table if isinstance(p, Part) else p for p in pieces]
            made.again += beside.again
        else:
            made.blocks.append(block)
    return made


def _pieces(beside: Sides) -> list[Line | Part]:
    table = beside.table
    top = table.rows[: table.header_rows]
    titles = [row for row in top if _is_title(row, table)]
    heads = _heads(table)
    if not (titles or heads or beside.lines) or (table.header_rows == 0 and len(heads) < 2):
        return [Part(table, table, 0)]
    header = [row for row in top if row not in titles]
    source = _table(table, header, _body(table, table.header_rows, len(table.rows), heads))
    pieces: list[Line | Part] = [_line(row.cells[0]) for row in titles]
    taken = 0
    cuts = sorted({table.header_rows, *heads, *beside.lines, len(table.rows)})
    for first, last in pairwise(cuts):
        pieces += beside.lines.get(first, ())
        if first in heads:
            pieces.append(_line(heads[first]))
        rows = _body(table, first, last, heads)
        if rows:
            pieces.append(Part(_table(table, header, rows), source, taken))
            taken += len(rows)
    return pieces


def _is_title(row: Row, table: Table) -> bool:
    return (
        len(row.cells) == 1
        and row.cells[0].column_span >= table.n_columns > 1
        and bool(words(row.cells[0].text))
    )


def _heads(table: Table) -> dict[int, Cell]:
    """Return the cells of the body that head the rows under them, by the number of their row.

    Several may stand one under the other: an "Axe" over its first "Objectif".
    """
    found = {}
    reaching: list[Cell] = []
    for index, row in enumerate(table.rows):
        reaching = [cell for cell in (*reaching, *row.cells) if cell.row + cell.row_span > index]
        if index >= table.header_rows:
            head = _head(reaching, index, table)
            if head is not None:
                found[index] = head
    last = max((i for i in range(len(table.rows)) if i not in found), default=0)
    return {index: cell for index, cell in found.items() if index < last}


def _head(cells: list[Cell], index: int, table: Table) -> Cell | None:
    """Return the one text of a row beside which there are only cells that go on below it."""
    own = [cell for cell in cells if cell.row == index and cell.row_span == 1]
    beside = [cell for cell in cells if cell.row + cell.row_span > index + 1]
    if len(own) != 1 or len(own) + len(beside) != len(cells):
        return None
    (cell,) = own
    left = sum(other.column_span for other in beside if other.column < cell.column)
    whole = left == cell.column and cell.column + cell.column_span >= table.n_columns
    return cell if whole and cell.column_span > 1 and words(cell.text) else None


def _body(table: Table, first: int, last: int, heads: Container[int]) -> list[Row]:
    """Return the rows of a stretch without its heads; a cell that reaches into it begins there."""
    kept = [index for index in range(first, last) if index not in heads]
    rows: dict[int, list[Cell]] = {index: [] for index in kept}
    for row in table.rows[table.header_rows : last]:
        for cell in row.cells:
            reach = range(max(first, cell.row), min(last, cell.row + cell.row_span))
            covered = [index for index in reach if index in rows]
            if covered:
                rows[covered[0]].append(replace(cell, row=covered[0], row_span=len(covered)))
    return [
        Row(tuple(sorted(cells, key=lambda cell: cell.column)), table.rows[index].provenance)
        for index, cells in rows.items()
    ]


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

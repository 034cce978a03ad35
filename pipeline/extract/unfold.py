"""Tables whose rows stand under headings of their own, unfolded: heading lines and smaller tables.

A row of one text that spans all columns, or all that a merged cell beside it leaves, heads the rows
under it ("1. Gestion des terres"). It becomes a heading line, and the rows under it a table with
the same header. A long text over the whole header is a paragraph before the table. Columns that
say what each row stands under ("Axe", "Objectif") head their rows in the same way.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.document import Block, Cell, Line, Row, Table
from pipeline.extract.bands import LEVEL, banded, line_of, rows_between, table_of
from pipeline.extract.fields import field_of
from pipeline.extract.headings import Headings
from pipeline.extract.labelled import label_in
from pipeline.extract.sided import Sides, sides
from pipeline.extract.two_heads import heads_of
from pipeline.lexicon import Lexicon
from pipeline.text import clean, words


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

    `heads` are the lines by the table that they stood in, and `headed` the cells that they were,
    `again` are cells that only repeat a heading, `headers` those that repeat a table's header.
    """

    blocks: list[Block] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    heads: dict[Table, list[Line]] = field(default_factory=dict)
    headed: dict[Table, list[Cell]] = field(default_factory=dict)
    again: list[Cell] = field(default_factory=list)
    headers: list[Cell] = field(default_factory=list)


def unfold(blocks: Iterable[Block], headings: Headings, lexicon: Lexicon) -> Unfolded:
    """Take the headings out of tables, and the headers that are printed again among the rows."""
    made = Unfolded()
    for block in blocks:
        if isinstance(block, Table):
            table, repeated = banded(block, headings, lexicon)
            made.headers += repeated
            beside = sides(table, headings, lexicon, LEVEL, _heads(table, lexicon))
            pieces = [
                part
                for piece in _pieces(beside, lexicon)
                for part in (heads_of(piece, headings) if isinstance(piece, Line) else [piece])
            ]
            parts = [piece for piece in pieces if isinstance(piece, Part)]
            made.parts += parts
            if parts:
                source = parts[0].source
                made.heads[source] = [piece for piece in pieces if isinstance(piece, Line)]
                made.headed[source] = _missing(source, table, beside.again)
            made.blocks += [p.table if isinstance(p, Part) else p for p in pieces]
            made.again += beside.again
        else:
            made.blocks += heads_of(block, headings)
    return made


def _missing(source: Table, table: Table, again: Iterable[Cell]) -> list[Cell]:
    """Return the cells with words of a table that are not in what is left of it."""
    left = [*(cell for row in source.rows for cell in row.cells), *again]
    kept = {(id(cell.provenance), cell.column, cell.text) for cell in left}
    cells = (cell for row in table.rows for cell in row.cells)
    gone = (c for c in cells if (id(c.provenance), c.column, c.text) not in kept)
    return [cell for cell in gone if words(cell.text)]


def _pieces(beside: Sides, lexicon: Lexicon) -> list[Line | Part]:
    table = beside.table
    top = table.rows[: table.header_rows]
    titles = [row for row in top if _is_title(row, table)]
    heads = _heads(table, lexicon)
    if not (titles or heads or beside.lines) or (table.header_rows == 0 and len(heads) < 2):
        return [Part(table, table, 0)]
    header = [row for row in top if row not in titles]
    source = table_of(table, header, rows_between(table, table.header_rows, len(table.rows), heads))
    pieces: list[Line | Part] = [line_of(row.cells[0]) for row in titles]
    taken = 0
    cuts = sorted({table.header_rows, *heads, *beside.lines, len(table.rows)})
    for first, last in pairwise(cuts):
        pieces += beside.lines.get(first, ())
        if first in heads:
            pieces.append(line_of(heads[first]))
        rows = rows_between(table, first, last, heads)
        if rows:
            pieces.append(Part(table_of(table, header, rows), source, taken))
            taken += len(rows)
    return pieces


def _is_title(row: Row, table: Table) -> bool:
    return (
        len(row.cells) == 1
        and row.cells[0].column_span >= table.n_columns > 1
        and bool(words(row.cells[0].text))
    )


def _heads(table: Table, lexicon: Lexicon) -> dict[int, Cell]:
    """Return the cells of the body that head the rows under them, by the number of their row.

    Several may stand one under the other: an "Axe" over its first "Objectif". What a label says of
    the row over it ("Indicateur : ...") heads nothing.
    """
    found = {}
    reaching: list[Cell] = []
    for index, row in enumerate(table.rows):
        reaching = [cell for cell in (*reaching, *row.cells) if cell.row + cell.row_span > index]
        if index >= table.header_rows:
            head = _head(reaching, index, table)
            if head is not None:
                found[index] = head
    said = {index for index, cell in found.items() if _says_field(cell, lexicon)}
    if _follow_rows(said, found, table):
        found = {index: cell for index, cell in found.items() if index not in said}
    last = max((i for i in range(len(table.rows)) if i not in found), default=0)
    return {index: cell for index, cell in found.items() if index < last}


def _follow_rows(said: Collection[int], heads: Collection[int], table: Table) -> bool:
    """Tell whether rows of labels stand under other rows, as the last one does, and over none."""
    under = (at > table.header_rows and (at - 1 in said or at - 1 not in heads) for at in said)
    return len(table.rows) - 1 in said and all(under)


def _says_field(cell: Cell, lexicon: Lexicon) -> bool:
    """Tell whether a text is the label of a field of an action, and its value."""
    label = label_in(Line(clean(cell.text), cell.provenance))
    return label is not None and field_of(label, lexicon) not in (None, "note")


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

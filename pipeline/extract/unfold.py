"""Tables whose rows stand under headings of their own, unfolded: heading lines and smaller tables.

A row of one text that spans all columns, or all that a merged cell beside it leaves, heads the rows
under it ("1. Gestion des terres"). So does one that stands alone in its row, where it is worded
as a section is, or set in bold and no other in its column. It becomes a heading line, and the
rows under it a table with the same header. A long text over the whole header is a paragraph before
the table. Columns that say what each row stands under ("Axe", "Objectif") head their rows in the
same way. A header that is printed again among the rows is none of them.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass, field, replace
from itertools import pairwise

from pipeline.document import Block, Cell, Line, Row, Table
from pipeline.extract.draft import around
from pipeline.extract.grid import HEADER_WORDS, names_columns
from pipeline.extract.headings import Headings
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
            table, repeated = _without_headers(_with_labels(block, headings, lexicon))
            table = _with_wide_heads(table, headings, lexicon)
            made.headers += repeated
            beside = sides(table, lexicon, LEVEL, _heads(table))
            pieces = _pieces(beside)
            parts = [piece for piece in pieces if isinstance(piece, Part)]
            made.parts += parts
            if parts:
                source = parts[0].source
                made.heads[source] = [piece for piece in pieces if isinstance(piece, Line)]
                made.headed[source] = _missing(source, table, beside.again)
            made.blocks += [p.table if isinstance(p, Part) else p for p in pieces]
            made.again += beside.again
        else:
            made.blocks.append(block)
    return made


def _with_labels(table: Table, headings: Headings, lexicon: Lexicon) -> Table:
    """Join the cells of a row that only prints a section: its word and number, then its title.

    Such a row over the header is part of the header.
    """
    rows = list(table.rows)
    for index, row in enumerate(rows):
        label, title, *others = [cell for cell in row.cells if cell.text or cell.mark] + [None] * 2
        if label is None or title is None or others[:-2] or label.column or title.mark:
            continue
        whole = sum(c.column_span for c in row.cells if c.row_span == 1) == table.n_columns > 2
        head = headings.of(Line(clean(label.text), label.provenance, strong=True))
        if whole and head is not None and head.role == "section" and head.number and not head.title:
            place = around(label.provenance, title.provenance)
            text = f"{label.text} : {title.text}"
            wide = replace(label, text=text, provenance=place, column_span=table.n_columns)
            rows[index] = replace(row, cells=(wide,))
    if rows == list(table.rows):
        return table
    first = next((i for i, row in enumerate(rows) if len(row.cells) > 1), 0)
    heads = table.header_rows > first or names_columns(rows[first], lexicon)
    heads = heads or (table.header_rows > 0 and _names_actions(rows[first], lexicon))
    return replace(table, rows=tuple(rows), header_rows=first + 1 if heads else 0)


def _names_actions(row: Row, lexicon: Lexicon) -> bool:
    """Tell whether the texts of a row are short, and one is what the column of actions is called."""
    texts = [clean(cell.text) for cell in row.cells]
    short = all(len(words(text)) <= HEADER_WORDS for text in texts)
    return short and any(lexicon.classify(lexicon.columns, text) == "action" for text in texts)


def _missing(source: Table, table: Table, again: Iterable[Cell]) -> list[Cell]:
    """Return the cells with words of a table that are not in what is left of it."""
    left = [*(cell for row in source.rows for cell in row.cells), *again]
    kept = {(id(cell.provenance), cell.column, cell.text) for cell in left}
    cells = (cell for row in table.rows for cell in row.cells if words(cell.text))
    return [c for c in cells if (id(c.provenance), c.column, c.text) not in kept]


def _without_headers(table: Table) -> tuple[Table, list[Cell]]:
    """Take the rows out of a table that print the last row of its header again."""
    top = [clean(c.text) for row in table.rows[: table.header_rows][-1:] for c in row.cells]
    found = [
        index
        for index, row in enumerate(table.rows)
        if index >= table.header_rows and [clean(c.text) for c in row.cells] == top
    ]
    if not found or len(top) < 2:
        return table, []
    body = _body(table, table.header_rows, len(table.rows), found)
    repeated = [cell for index in found for cell in table.rows[index].cells if words(cell.text)]
    return _table(table, list(table.rows[: table.header_rows]), body), repeated


def _with_wide_heads(table: Table, headings: Headings, lexicon: Lexicon) -> Table:
    """Let the texts that head the rows under them span the empty cells beside them.

    What has no words for spans (Markdown) prints a merged cell and empty ones.
    """
    lone = {index: cell for index, row in enumerate(table.rows) if (cell := _alone(row, table))}
    if not any(index >= table.header_rows for index in lone):
        return table
    own = {lexicon.kind(word) for word in lexicon.actions}
    bold = {
        cell.column
        for index, row in enumerate(table.rows[table.header_rows :], table.header_rows)
        for cell in row.cells
        if cell.strong and index not in lone
    }
    rows = list(table.rows)
    for index, cell in lone.items():
        head = headings.of(_line(cell))
        labelled = head is not None and head.role == "section" and head.number is not None
        worded = labelled and head is not None and head.name not in own
        if index >= table.header_rows and (worded or (cell.strong and cell.column not in bold)):
            wide = replace(cell, column_span=table.n_columns - cell.column)
            rows[index] = replace(rows[index], cells=(wide,))
    return replace(table, rows=tuple(rows))


def _alone(row: Row, table: Table) -> Cell | None:
    """Return the one text of a row that begins it and stands beside empty cells only."""
    first, *others = row.cells or (None,)
    if first is None or not others or first.column or not words(first.text):
        return None
    single = all(cell.row_span == 1 for cell in row.cells)
    whole = sum(cell.column_span for cell in row.cells) == table.n_columns
    empty = not any(c.text or c.mark or c.calls or c.struck for c in others)
    return first if single and whole and empty else None


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

"""Rows of cell texts → `Table`: which rows are its header, what spans what, what is a mark.

Readers of text formats bring rows of sources with their places; this module does what they have
in common. A row with more or fewer cells than the table is kept as it is and is a finding.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.document import Cell, Row, Table
from pipeline.model import Finding, Mark, Provenance
from pipeline.read.inline import Inline
from pipeline.read.marks import text_mark
from pipeline.text import words

_NUMBERED_CELL = re.compile(r"\s*(?:<b>|\*\*)?\s*\d+(?:[.-]\d+)*[.)]?\s+\S")
BANDED_CELLS = 3
"""A header under a text that spans the table has at least this many cells."""

HEADER_WORDS = 12
"""A header cell of a second header row has at most this many words."""


@dataclass(frozen=True, slots=True)
class Raw:
    """A cell before the table is known: its text and place, what it spans, its mark and colour.

    `drawing` tells the picture that is its mark from others, `said` are the words that describe it.
    """

    inline: Inline
    provenance: Provenance
    row_span: int = 1
    column_span: int = 1
    mark: Mark | None = None
    fill: str | None = None
    drawing: str = ""
    said: str = ""


def build_table(rows: Sequence[Sequence[Raw]], header_rows: int, provenance: Provenance) -> Table:
    """Build a table from rows of cells; spans push later cells to the right and down."""
    taken: set[tuple[int, int]] = set()
    fills: dict[tuple[int, int], str] = {}
    pictures: dict[tuple[int, int], Raw] = {}
    built: list[Row] = []
    for r, raws in enumerate(rows):
        cells: list[Cell] = []
        column = 0
        for raw in raws:
            while (r, column) in taken:
                column += 1
            row_span = min(raw.row_span, len(rows) - r)
            if raw.mark is not None and raw.mark.kind == "image" and r >= header_rows:
                pictures[r, column] = raw
            cells.append(_cell(raw, r, column, row_span, header=r < header_rows))
            if raw.fill:
                fills[cells[-1].row, cells[-1].column] = raw.fill
            for dr in range(row_span):
                for dc in range(raw.column_span):
                    taken.add((r + dr, column + dc))
            column += raw.column_span
        built.append(Row(tuple(cells), _row_place(raws, provenance)))
    if fills:
        built = _shaded(built, header_rows, fills)
    if pictures:
        built = _pictured(built, pictures)
    return Table(tuple(built), _width(built, header_rows), header_rows, provenance)


def spread_header(rows: Sequence[Sequence[Raw]], header_rows: int) -> list[list[Raw]]:
    """Give the cells of a two-row header the spans that its empty cells leave to them."""
    spread = [list(row) for row in rows]
    if header_rows != 2:
        return spread
    top, below = spread[0], spread[1]
    cells: list[Raw] = []
    kept_below: list[Raw] = []
    for column, raw in enumerate(top):
        under = below[column] if column < len(below) else None
        empty_under = under is None or not under.inline.text
        if not raw.inline.text and cells and not empty_under:
            last = cells[-1]
            cells[-1] = Raw(last.inline, last.provenance, last.row_span, last.column_span + 1)
        else:
            cells.append(Raw(raw.inline, raw.provenance, 2 if empty_under else 1, 1))
        if under is not None and not empty_under:
            kept_below.append(under)
    spread[0], spread[1] = cells, kept_below
    return spread


def count_header_rows(rows: Sequence[Sequence[Raw]]) -> int:
    """Count the header rows where nothing marks them: a first row of labels, or two of them."""
    bands = leading_bands(rows)
    if bands:
        named = len(rows[bands]) >= BANDED_CELLS and count_header_rows(rows[bands:])
        return bands + named if named else 1
    first = rows[0]
    if len(rows) < 2 or any(_is_mark(column, rows) for column in range(len(first))):
        return 0
    if _NUMBERED_CELL.match(first[0].inline.text):
        return 0
    if all(row and row[-1].inline.text.isdecimal() for row in rows):
        return 0
    return 2 if is_second_header(first, rows[1]) and len(rows) > 2 else 1


def leading_bands(rows: Sequence[Sequence[Raw]]) -> int:
    """Count the first rows that are one text over all columns, where others follow."""
    count = 0
    while count < len(rows) and len(rows[count]) == 1 and rows[count][0].column_span > 1:
        count += 1
    return count if count < len(rows) else 0


def _is_mark(column: int, rows: Sequence[Sequence[Raw]]) -> bool:
    """Tell whether the first cell of a column is a mark; "No" and "#" over texts are labels."""
    top = rows[0][column]
    mark = top.mark or text_mark(top.inline.text)
    if mark is None:
        return False
    below = [row[column] for row in rows[1:] if column < len(row)]
    texts = [raw for raw in below if raw.inline.text and not raw.mark]
    marks = [raw for raw in below if raw.mark or text_mark(raw.inline.text)]
    if mark.kind == "text":
        return not texts or bool(marks)
    return len(texts) < len(below) or not below or bool(marks)


def is_second_header(first: Sequence[Raw], second: Sequence[Raw]) -> bool:
    """Tell whether a second row goes on with the header: an empty cell, then short labels."""
    texts = [raw.inline.text for raw in second]
    gaps = any(not raw.inline.text for raw in first[1:])
    return (
        len(texts) > 1
        and gaps
        and not texts[0]
        and all(
            text and len(words(text)) <= HEADER_WORDS and not text_mark(text) for text in texts[1:]
        )
    )


def width_findings(table: Table, name: str) -> tuple[Finding, ...]:
    """Report the rows with more or fewer cells than the table has columns."""
    covered: dict[int, int] = {}
    for row in table.rows:
        for cell in row.cells:
            for r in range(cell.row, cell.row + cell.row_span):
                covered[r] = covered.get(r, 0) + cell.column_span
    findings = []
    for r, row in enumerate(table.rows):
        if r < table.header_rows or covered.get(r, 0) == table.n_columns:
            continue
        line = row.provenance.lines[0] if row.provenance.lines else 0
        findings.append(
            Finding(
                code="table_row_width",
                severity="error",
                where=f"{name}:{line}",
                message=f"the row has {covered.get(r, 0)} cells, "
                f"the table has {table.n_columns} columns",
                hint="add or remove the cells that are missing or in excess; until then cells that "
                "are missing are unclear and cells in excess are unclaimed",
            )
        )
    return tuple(findings)


def _is_untold(raw: Raw) -> bool:
    """Tell whether the mark of a cell is a picture of which nobody says what it shows."""
    return raw.mark is not None and raw.mark.kind == "image" and not raw.mark.char


def _cell(raw: Raw, row: int, column: int, row_span: int, header: bool) -> Cell:
    mark = None if header else raw.mark or text_mark(raw.inline.text)
    return Cell(
        row=row,
        column=column,
        text="" if mark else raw.inline.text,
        provenance=raw.provenance,
        row_span=row_span,
        column_span=raw.column_span,
        mark=mark,
        strong=raw.inline.strong,
        calls=raw.inline.calls,
        struck=raw.inline.struck,
    )


def _shaded(
    rows: Sequence[Row], header_rows: int, fills: Mapping[tuple[int, int], str]
) -> list[Row]:
    """Give the empty cells whose colour says something a mark.

    It does where the column holds no text and no other mark, and no cell with text of the table,
    its header included, stands on that colour.
    """
    said = [cell for row in rows for cell in row.cells if cell.text or cell.mark]
    grounds = {fills.get((cell.row, cell.column)) for cell in said} | {None}
    taken = {cell.column for cell in said if cell.row >= header_rows}

    def shaded(cell: Cell) -> Cell:
        silent = not cell.text and cell.mark is None and cell.row >= header_rows
        if not silent or cell.column in taken or fills.get((cell.row, cell.column)) in grounds:
            return cell
        return replace(cell, mark=Mark(kind="shade"))

    return [replace(row, cells=tuple(shaded(cell) for cell in row.cells)) for row in rows]


def _pictured(rows: Sequence[Row], pictures: Mapping[tuple[int, int], Raw]) -> list[Row]:
    """Say what the pictures of a table show, where nothing but their words or place tells.

    Pictures that words tell apart in their column ("Terminé", "À venir") say these words. One
    picture then marks what is planned; of several nobody knows which of them does.
    """
    untold = {at: raw for at, raw in pictures.items() if _is_untold(raw)}
    said: dict[int, set[str]] = {column: set() for _, column in untold}
    for (_, column), raw in pictures.items():
        if column in said and words(raw.said) and not text_mark(raw.said):
            said[column].add(raw.said)
    worded = {column for column, texts in said.items() if len(texts) > 1}
    drawn = {raw.drawing for (_, column), raw in untold.items() if column not in worded}

    def shown(cell: Cell) -> Cell:
        at = cell.row, cell.column
        if cell.column in worded and at in pictures and pictures[at].said in said[cell.column]:
            return replace(cell, text=pictures[at].said, mark=None)
        unknown = at in untold and len(drawn) > 1
        return replace(cell, mark=Mark(kind="image", char="?")) if unknown else cell

    return [replace(row, cells=tuple(shown(cell) for cell in row.cells)) for row in rows]


def _row_place(raws: Sequence[Raw], table: Provenance) -> Provenance:
    if raws and all(raw.provenance is raws[0].provenance for raw in raws):
        return raws[0].provenance
    ranges = [raw.provenance.lines for raw in raws if raw.provenance.lines]
    if not ranges:
        return table
    lines = min(first for first, _ in ranges), max(last for _, last in ranges)
    return Provenance(lines=lines, method=table.method)


def _width(rows: Sequence[Row], header_rows: int) -> int:
    """Return the number of columns: the header's, else what most rows have."""
    widths = [max((c.column + c.column_span for c in row.cells), default=0) for row in rows]
    if header_rows:
        return max(widths[:header_rows])
    return max(sorted(set(widths)), key=widths.count, default=0)

"""A table of a web page, while it is collected and when it closes.

Cells collect pieces like the page itself. When a table closes it is either data, and becomes a
`Table` whose cells are the texts of their pieces, or it is layout, and its pieces go on as those
of the page.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from pipeline.document import Line, LineKind, Table
from pipeline.model import Finding, Mark, Provenance
from pipeline.read.cell_labels import without_labels
from pipeline.read.grid import (
    Raw,
    build_table,
    count_header_rows,
    is_second_header,
    leading_bands,
    spread_header,
    width_findings,
)
from pipeline.read.inline import Inline, without_typed
from pipeline.read.marks import text_mark
from pipeline.text import clean

MAX_SPAN = 1000


@dataclass(frozen=True, slots=True)
class Piece:
    """A line before it is known whether it stands on the page or in a cell.

    `unseen` says that only a screen reader says it, `tab` is the id of the tab that it names,
    `boxed` that it heads text in a box of its own.
    """

    inline: Inline
    provenance: Provenance
    level: int = 0
    depth: int = 0
    marker: str = ""
    kind: LineKind = "text"
    unseen: bool = False
    tab: str = ""
    boxed: bool = False

    def lines(self) -> list[Line]:
        """Return the line that it is on the page, or the labelled lines."""
        if self.level or self.kind != "text":
            return [self.line()]
        parts = self.inline.parted()
        if len(parts) == 1:
            return [self.line()]
        return [self._part(*without_typed(part)) for part in parts]

    def _part(self, typed: str, inline: Inline) -> Line:
        """Return a part of it as a line: one that began with a bullet is an item."""
        place = self.provenance.model_copy(update={"method": "list"}) if typed else self.provenance
        depth, marker = max(self.depth, len(typed)), self.marker or typed
        return replace(self, inline=inline, provenance=place, depth=depth, marker=marker).line()

    def line(self) -> Line:
        """Return it as one line."""
        return Line(
            clean(self.inline.text),
            self.provenance,
            level=self.level,
            depth=self.depth,
            marker=self.marker,
            strong=self.inline.strong,
            kind=self.kind,
            calls=self.inline.calls,
            struck=self.inline.struck,
            head=self.inline.head(),
            boxed=self.boxed,
        )

    def text(self) -> str:
        """Return what it prints in a cell."""
        bullet = self.depth and self.marker and not self.inline.text.startswith(self.marker)
        return f"{self.marker} {self.inline.text}" if bullet else self.inline.text


Part = Piece | Line | Table


@dataclass(slots=True)
class OpenCell:
    """A cell while it is collected; `mark` is what an icon or a picture in it stands for."""

    first: int
    row_span: int = 1
    column_span: int = 1
    heading: bool = False
    label: Mark | None = None
    fill: str | None = None
    parts: list[Part] = field(default_factory=list)
    mark: Mark | None = None
    drawing: str = ""
    said: str = ""
    title: str = ""
    last: int = 0

    def end(self, last: int) -> None:
        """Close the cell; what a screen reader says of its mark is the mark's own text."""
        self.last = last
        pieces = [part for part in self.parts if isinstance(part, Piece)]
        heard = all(piece.unseen and not text_mark(piece.text()) for piece in pieces)
        if self.mark is not None and pieces and heard:
            self.parts = [
                replace(part.line(), kind="image", level=0, depth=0, marker="")
                if isinstance(part, Piece)
                else part
                for part in self.parts
            ]

    def raw(self) -> Raw:
        """Return the cell of a data table."""
        pieces = [part for part in self.parts if isinstance(part, Piece)]
        texts = [line for part in self.parts for line in _texts(part)]
        inlines = [piece.inline for piece in pieces]
        text = "\n".join(line for line in texts if line)
        inline = Inline(
            text,
            strong=bool(text) and all(inline.strong for inline in inlines if inline.text),
            calls=tuple(call for inline in inlines for call in inline.calls),
            struck=tuple(struck for inline in inlines for struck in inline.struck),
        )
        mark = (self.mark or self.label) if not text else None
        place = Provenance(lines=(self.first, max(self.first, self.last)), method="table")
        drawing, said = self.drawing, self.said
        if mark is None and self.title and not text:
            mark, drawing, said = Mark(kind="image"), self.title, self.title
        return Raw(inline, place, self.row_span, self.column_span, mark, self.fill, drawing, said)


@dataclass(slots=True)
class OpenTable:
    """A table while it is collected; `layout` where the page says that it is no data."""

    first: int
    layout: bool = False
    rows: list[list[OpenCell]] = field(default_factory=list)
    head_rows: int = 0
    in_head: bool = False
    in_foot: bool = False
    foot: list[list[OpenCell]] = field(default_factory=list)
    cell: OpenCell | None = None

    def start_row(self) -> None:
        """Begin a row."""
        self._open_rows().append([])

    def start_cell(self, cell: OpenCell) -> None:
        """Begin a cell, in a row of its own where none is open."""
        rows = self._open_rows()
        if not rows:
            rows.append([])
        rows[-1].append(cell)
        self.cell = cell

    def _open_rows(self) -> list[list[OpenCell]]:
        """Return the rows that go on: those of the foot stand last, wherever they are written."""
        return self.foot if self.in_foot else self.rows

    def close(self, name: str, last: int) -> tuple[list[Part], list[Finding]]:
        """Return the parts that the table is on the page: itself, or those of its cells."""
        self.rows += self.foot
        rows = [row for row in self.rows if row]
        cells = [cell for row in rows for cell in row]
        if self._is_layout(cells):
            return [part for cell in cells for part in cell.parts], []
        raws = [[cell.raw() for cell in row] for row in rows]
        images = [part for cell in cells for part in cell.parts if isinstance(part, Line)]
        if not any(raw.inline.text or raw.mark for row in raws for raw in row):
            return list(images), []
        header_rows = self._header_rows(rows, raws)
        if header_rows == 1 and len(raws) > 2 and is_second_header(raws[0], raws[1]):
            header_rows = 2
            raws = spread_header(raws, 2)
        marks = [[cell.mark or cell.label for cell in row] for row in rows]
        raws, labels = without_labels(raws, header_rows, marks)
        place = Provenance(lines=(self.first, max(self.first, last)), method="table")
        built = build_table(raws, header_rows, place)
        return [built, *images, *labels], list(width_findings(built, name))

    def _is_layout(self, cells: list[OpenCell]) -> bool:
        if any(_kind(part) != "text" for cell in cells for part in cell.parts):
            return True
        if any(cell.heading for cell in cells):
            return False
        single = len(self.rows) == 1
        return self.layout or len(cells) == 1 or any(_makes_layout(c, single) for c in cells)

    def _header_rows(self, rows: list[list[OpenCell]], raws: list[list[Raw]]) -> int:
        """Count the rows of the head; where nothing is marked, those that look like one."""
        count = leading_bands(raws)
        if count and not all(cell.heading for cell in rows[count]):
            count = 0
        while count < len(rows) and (
            count < self.head_rows or all(cell.heading for cell in rows[count])
        ):
            count += 1
        marked = self.head_rows or any(cell.heading for row in rows for cell in row)
        return count if marked else count_header_rows(raws)


def span(given: str | None) -> int:
    """Return a span as it is written, within reason."""
    return min(int(given), MAX_SPAN) if given and given.isdecimal() and int(given) > 0 else 1


def _kind(part: Part) -> LineKind:
    return part.kind if isinstance(part, Piece) else "text"


def _makes_layout(cell: OpenCell, single: bool) -> bool:
    """Tell whether what stands in a cell shows that its table only arranges a page.

    It holds a table, or a heading and what stands under it. A heading alone is set as one only,
    but in the `single` row of a table.
    """
    pieces = [part for part in cell.parts if isinstance(part, Piece)]
    tables = [part for part in cell.parts if isinstance(part, Table)]
    if any(len(table.rows) > 1 and table.n_columns > 1 for table in tables):
        return True
    return any(piece.level for piece in pieces) and (
        single or bool(tables) or not _all_headings(pieces)
    )


def _all_headings(pieces: list[Piece]) -> bool:
    return all(piece.level for piece in pieces if piece.inline.text)


def _texts(part: Part) -> Iterator[str]:
    """Yield the lines that a part prints in a cell: a table inside it one line a row."""
    if isinstance(part, Piece):
        yield part.text()
    elif isinstance(part, Table):
        for row in part.rows:
            printed = (cell.text or (cell.mark and cell.mark.char) or "" for cell in row.cells)
            yield clean(" ".join(printed))

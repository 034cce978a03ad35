"""What a reader hands on: the lines and tables of a file, in reading order.

A `Document` says what is printed and where, and nothing of what it means. Texts are clean (NFC,
white space collapsed, markup and list markers taken off) and every piece keeps its place.
This module knows `Mark`, `Provenance` and `Finding` of the contract, and nobody else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from pipeline.model import Finding, Mark, Provenance

ALONE = "one_form"
"""What the method of a mark's place ends in where all marks of unknown form have the same one."""

Colour = tuple[int, int, int]
Break = tuple[str, str, bool]
"""The words before and after a line end, and whether the second would have fitted on the line."""
LineKind = Literal[
    "text", "note", "image", "metadata", "page_number", "running_header", "repeated_header"
]


@dataclass(frozen=True, slots=True)
class Line:
    """A heading, a paragraph or a list item.

    `level` is the heading level as marked (0: not marked as one; levels are not reliable),
    `depth` the list depth (0: not a list item) and `marker` the list marker or the note's call.
    `apart` says that a gap as wide as a page break stands before the line, `strong` that all of
    it is set in bold, `head` are the bold words that it begins with where the rest is not bold,
    `calls` are the footnote calls taken out of the text, `struck` the struck-out texts taken out
    of it. `boxed` says that a heading stands with text in a box of its own.
    """

    text: str
    provenance: Provenance
    level: int = 0
    depth: int = 0
    marker: str = ""
    strong: bool = False
    apart: bool = False
    kind: LineKind = "text"
    calls: tuple[str, ...] = ()
    struck: tuple[str, ...] = ()
    boxed: bool = False
    head: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table; `text` keeps a newline between the paragraphs printed in it.

    `row` and `column` count from 0. `mark` is set where the cell holds a mark and no text, and
    `paint` where that is a colour without a name, or `text` stands on one of its own: its red,
    green and blue, up to 255. `breaks` are line ends that may part two texts although `text` goes
    on there.
    """

    row: int
    column: int
    text: str
    provenance: Provenance
    row_span: int = 1
    column_span: int = 1
    mark: Mark | None = None
    strong: bool = False
    calls: tuple[str, ...] = ()
    struck: tuple[str, ...] = ()
    paint: Colour | None = None
    breaks: tuple[Break, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; a cell merged over several rows stands in its first one."""

    cells: tuple[Cell, ...]
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Table:
    """A table as printed: the first `header_rows` rows are its header."""

    rows: tuple[Row, ...]
    n_columns: int
    header_rows: int
    provenance: Provenance

    def __hash__(self) -> int:
        """Tell tables apart by their place: to go through all cells each time costs too much."""
        return hash(self.provenance)

    def with_cells(self, told: Callable[[Cell], Cell]) -> Table:
        """Return the table with each of its cells as it is told."""
        rows = tuple(Row(tuple(map(told, row.cells)), row.provenance) for row in self.rows)
        return replace(self, rows=rows)


Block = Line | Table


@dataclass(frozen=True, slots=True)
class Document:
    """A file as read. `findings` are the reader's own (an encoding, a row that does not fit).

    A paged file has `n_pages`; of any other `n_lines` counts what its places do: the lines of a
    text file, the paragraphs of a Word document. `scanned` are the pages, from 1, whose words were
    recognised in a picture.
    """

    name: str
    media_type: str
    reader: str
    sha256: str
    blocks: tuple[Block, ...]
    n_lines: int | None = None
    n_pages: int | None = None
    findings: tuple[Finding, ...] = ()
    scanned: tuple[int, ...] = ()

    def lines(self) -> Iterator[Line]:
        """The lines outside tables, in reading order."""
        return (block for block in self.blocks if isinstance(block, Line))

    def tables(self) -> Iterator[Table]:
        """The tables, in reading order."""
        return (block for block in self.blocks if isinstance(block, Table))

    def texts(self) -> Iterator[tuple[str, Provenance]]:
        """Every printed text with its place, in reading order: the ground of the ledger."""
        for block in self.blocks:
            pieces = (
                [block]
                if isinstance(block, Line)
                else [cell for row in block.rows for cell in row.cells]
            )
            for piece in pieces:
                yield printed(piece), piece.provenance
                for struck in piece.struck:
                    yield struck, piece.provenance


def printed(piece: Line | Cell) -> str:
    """Return what a line or a cell prints: its text, else the character of its mark.

    A colour prints nothing: what it is called stands in a legend.
    """
    mark = piece.mark if isinstance(piece, Cell) else None
    painted = mark is None or mark.kind in ("shade", "fill")
    return piece.text or (mark.char if mark is not None and mark.char and not painted else "")

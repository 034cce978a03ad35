"""PDF → Document: an engine's page primitives become lines and tables in reading order.

Each page is read, laid out and let go of; then what the pages repeat is told from what they say,
lines become paragraphs and headings, tables over page breaks are joined, and the hyphens at line
ends are settled by the words of the whole document.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from pipeline.document import Block, Cell, Line, Row, Table
from pipeline.read.pdf.primitives import Box, Colour, Engine, EngineName, Form, PdfError

if TYPE_CHECKING:
    from pipeline.read.pdf.hyphens import Hyphens
    from pipeline.read.pdf.layout import PageLayout

__all__ = ["ENGINES", "EngineName", "PdfBlocks", "PdfError", "open_pdf", "read_blocks"]

ENGINES: tuple[EngineName, ...] = ("pypdfium2", "pdfplumber")
Piece = TypeVar("Piece", Line, Cell)
Value = TypeVar("Value")
Watcher = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class PdfBlocks:
    """What a PDF prints.

    `wordless` are the pages, from 1, on which something is painted and no text was found, and
    `scanned` those whose words were recognised in a picture; `unread` are pages with the number
    of pieces of print on them that were not; `damage` says what of the file is
    damaged although an engine reads it; `doubts` are broken words of which nothing tells whether
    they are one, each with its page and whether it was read as one.
    """

    blocks: tuple[Block, ...]
    n_pages: int
    wordless: tuple[int, ...]
    scanned: tuple[int, ...] = ()
    unread: tuple[tuple[int, int], ...] = ()
    damage: str = ""
    doubts: tuple[tuple[int, str, bool], ...] = ()


def open_pdf(data: bytes, engine: EngineName) -> Engine:
    """Open a PDF with an engine.

    Raises:
        PdfError: the engine cannot open it.
    """
    if engine == "pdfplumber":
        from pipeline.read.pdf.plumber import PlumberEngine

        return PlumberEngine(data)
    from pipeline.read.pdf.pdfium import PdfiumEngine

    return PdfiumEngine(data)


def read_blocks(
    engine: Engine, pages: Sequence[int] | None = None, watch: Watcher = lambda *_: None
) -> PdfBlocks:
    """Read an open PDF.

    Args:
        engine: the open file.
        pages: the pages to read, from 1; all where None.
        watch: is told the number of pages read and of all pages.
    """
    # Imported here: only the process that reads needs them, not the one that asks it to.
    from pipeline.read.pdf.alike import with_alike
    from pipeline.read.pdf.blocks import page_blocks
    from pipeline.read.pdf.hyphens import Hyphens
    from pipeline.read.pdf.joined import join_tables
    from pipeline.read.pdf.layout import lay_out
    from pipeline.read.pdf.painted_marks import with_names
    from pipeline.read.pdf.running import running_lines
    from pipeline.read.pdf.styles import read_styles

    numbers = list(pages) if pages is not None else list(range(1, engine.n_pages + 1))
    layouts: list[PageLayout] = []
    printed: Counter[str] = Counter()
    wordless: list[int] = []
    unknown: dict[tuple[int, Box], Form] = {}
    paints: dict[tuple[int, Box], Colour] = {}
    for count, number in enumerate(numbers, 1):
        ink = engine.page(number)
        printed.update([word.text for word in ink.words])
        if not ink.words and (ink.pictures or ink.paths):
            wordless.append(number)
        layouts.append(lay_out(ink, layouts[-1] if layouts else None))
        unknown.update(((number, box), form) for box, form in ink.unknown.items())
        paints.update(((number, box), colour) for box, colour in ink.paints.items())
        watch(count, len(numbers))
    hyphens = Hyphens()
    hyphens.learn(printed)
    styles = read_styles(layouts)
    kinds = running_lines(layouts, styles.body)
    colours = [layout.colours for layout in layouts]
    blocks = join_tables(page_blocks(layout, kinds, styles) for layout in _let_go(layouts))
    blocks = with_alike(blocks, unknown, engine.look)
    blocks = with_names(blocks, paints, colours)
    hyphens.learn_breaks(piece.text for block in blocks for piece in _texts(block))
    settled = tuple(_settled(block, hyphens) for block in _let_go(blocks))
    doubts = tuple((page, parts, one) for (parts, one), page in hyphens.doubts.items())
    return PdfBlocks(settled, engine.n_pages, tuple(wordless), doubts=doubts)


def _let_go(values: list[Value]) -> Iterator[Value]:
    """Yield values and empty their list: a long document is not held in two forms."""
    values.reverse()
    while values:
        yield values.pop()


def _texts(block: Block) -> Iterable[Line | Cell]:
    """Return the line, or the cells of the table, that a block is."""
    if isinstance(block, Line):
        return (block,)
    return (cell for row in block.rows for cell in row.cells)


def _settled(block: Block, hyphens: Hyphens) -> Block:
    """Return a block with its line-end hyphens decided."""
    if isinstance(block, Line):
        return _with_text(block, hyphens)
    rows = tuple(
        Row(tuple(_with_text(cell, hyphens) for cell in row.cells), row.provenance)
        for row in block.rows
    )
    return Table(rows, block.n_columns, block.header_rows, block.provenance)


def _with_text(piece: Piece, hyphens: Hyphens) -> Piece:
    text = hyphens.settle(piece.text, piece.provenance.regions[0].page)
    return piece if piece.text == text else replace(piece, text=text)

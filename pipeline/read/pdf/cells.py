"""What stands in the cells of a frame: texts, marks, shade. A frame comes in, a `Table` goes out.

Each word belongs to the cell its middle is in, each drawing and image likewise.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.document import Cell, Row, Table
from pipeline.model import Mark, Provenance
from pipeline.read.pdf.bars import lay_bars, parted_by_bars
from pipeline.read.pdf.bullets import add_bullets, is_bullet
from pipeline.read.pdf.cell_marks import read_marks
from pipeline.read.pdf.content import Content, rounded
from pipeline.read.pdf.figures import Drawing
from pipeline.read.pdf.frames import Frame
from pipeline.read.pdf.header import count_header_rows
from pipeline.read.pdf.line_breaks import Widths, breaks_in, widest_lines
from pipeline.read.pdf.lines import TextLine, to_lines
from pipeline.read.pdf.paragraphs import cell_text
from pipeline.read.pdf.primitives import (
    UNKNOWN,
    UNTOLD,
    Box,
    Colour,
    PageInk,
    Picture,
    Word,
)
from pipeline.read.pdf.untold import is_mute
from pipeline.read.pdf.worded_bars import (
    Bars,
    bars_in,
    first_cells,
    goes_on_over,
    painted_texts,
)
from pipeline.read.places import place

_SHADE_AREA = 0.5
"""A fill shades a cell where it covers at least this share of it."""
_LOOSE_AREA = 0.4
"""The same where nothing draws the cell: its edges stand about where it ends."""


def read_cells(
    frame: Frame,
    words: Sequence[Word],
    drawing: Drawing,
    ink: PageInk,
    colours: Mapping[Colour, str] | None = None,
) -> Table:
    """Put words and drawings into the cells of a frame; `colours` are those that have a name."""
    page = ink.number
    frame = parted_by_bars(frame, drawing, words)
    within = bars_in(frame, drawing)
    begun, written = first_cells(frame, within, words) if within else ({}, {})
    contents = _distribute(frame, words, drawing, ink.pictures, begun)
    _add_unread(contents, ink, written)
    _colour(contents, drawing, _SHADE_AREA if frame.ruled else _LOOSE_AREA)
    bars = lay_bars(frame, drawing, [c.place for c in contents if not c.words])
    for content in contents:
        content.bars = bars.get(content.place)
    header_rows = count_header_rows(frame, contents)
    painted = painted_texts(contents, header_rows, within)
    marks = read_marks(contents, header_rows, ink, colours or {}, painted)
    rows: list[list[Cell]] = [[] for _ in range(frame.n_rows)]
    widths = widest_lines(contents)
    for content, mark in zip(contents, marks, strict=True):
        # Where nothing draws the cells, nothing tells either whether a word fills its own.
        last = frame.ruled and content.place.row + content.place.row_span == frame.n_rows
        cell = _cell(content, mark, page, widths, last=last, ruled=frame.ruled)
        if mark is None and content.place in painted:
            cell = replace(cell, paint=painted[content.place])
        rows[content.place.row].append(cell)
    table_place = _placed(page, frame.box)
    return Table(
        tuple(
            Row(tuple(cells), _row_place(frame, number, page)) for number, cells in enumerate(rows)
        ),
        frame.n_columns,
        header_rows,
        table_place,
    )


def _distribute(
    frame: Frame,
    words: Sequence[Word],
    drawing: Drawing,
    pictures: Sequence[Picture],
    begun: Mapping[int, int],
) -> list[Content]:
    contents = [Content(cell) for cell in frame.cells]
    at: dict[tuple[int, int], Content] = {}
    for content in contents:
        cell = content.place
        for row in range(cell.row, cell.row + cell.row_span):
            for column in range(cell.column, cell.column + cell.column_span):
                at[row, column] = content
    xs, ys = frame.xs, frame.ys
    for word in words:
        column = begun.get(id(word), bisect_right(xs, (word.x0 + word.x1) / 2) - 1)
        found = at.get((bisect_right(ys, (word.top + word.bottom) / 2) - 1, column))
        if found is not None:
            found.words.append(word)
    for shape in drawing.shapes:
        found = _find(frame, at, shape.box)
        if found is not None and _fits(shape.box, found.place.box):
            found.shapes.append(shape)
    for picture in pictures:
        found = _find(frame, at, picture.box)
        if found is not None and _fits(picture.box, found.place.box):
            found.pictures.append(picture)
    for content in contents:
        if not content.words:
            continue
        upright = [word for word in content.words if not word.angle]
        turned = [word for word in content.words if word.angle]
        content.lines = to_lines(upright) + turned_lines(turned)
        if content.shapes and upright:
            bullets = [shape for shape in content.shapes if is_bullet(shape.box, upright)]
            add_bullets(content.lines, bullets)
    return contents


def _add_unread(contents: Sequence[Content], ink: PageInk, written: Bars) -> None:
    """Put into the cells that hold nothing what is set there and was not read."""
    empty = [
        c
        for c in contents
        if not (c.words or c.shapes or c.pictures or goes_on_over(c.place, written))
    ]
    for word in ink.unread([content.place.box for content in empty]) if empty else ():
        x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
        for content in empty:
            x0, top, x1, bottom = content.place.box
            if x0 <= x < x1 and top <= y < bottom:
                if word.text[0] >= chr(UNTOLD):
                    word = replace(word, text=UNKNOWN)
                content.words.append(word)
                content.lines = to_lines(content.words)


def turned_lines(words: Sequence[Word]) -> list[TextLine]:
    """Return lines of text set up or down the page, in their own reading order."""
    if not words:
        return []
    angle = words[0].angle
    flat = []
    for word in words:
        if angle == 270:
            x0, x1, top, bottom = -word.bottom, -word.top, word.x0, word.x1
        elif angle == 90:
            x0, x1, top, bottom = word.top, word.bottom, -word.x1, -word.x0
        else:
            x0, x1, top, bottom = -word.x1, -word.x0, -word.bottom, -word.top
        flat.append(Word(word.text, x0, top, x1, bottom, word.size, word.font, word.bold))
    return to_lines(flat)


def _find(frame: Frame, at: dict[tuple[int, int], Content], box: Box) -> Content | None:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    column, row = bisect_right(frame.xs, x) - 1, bisect_right(frame.ys, y) - 1
    return at.get((row, column))


def _fits(box: Box, cell: Box) -> bool:
    """Tell whether a drawing is no larger than its cell, and not its border or its ground."""
    inside = (
        box[2] - box[0] <= cell[2] - cell[0] + 4 and box[3] - box[1] <= cell[3] - cell[1] + 4
    )  # fmt: skip
    return inside and not all(abs(a - b) <= 2.5 for a, b in zip(box, cell, strict=True))


def _colour(contents: Sequence[Content], drawing: Drawing, share: float) -> None:
    """Give each cell the colour last painted under such a share of it."""
    painted_last_first = [(*fill.box, fill.colour) for fill in reversed(drawing.fills)]
    for content in contents:
        x0, top, x1, bottom = content.place.box
        least = share * (x1 - x0) * (bottom - top)
        for left, up, right, down, colour in painted_last_first:
            if left >= x1 or right <= x0 or up >= bottom or down <= top:
                continue
            shared = (min(x1, right) - max(x0, left)) * (min(bottom, down) - max(top, up))
            if shared >= least:
                content.colour = colour
                break


def _cell(
    content: Content, mark: Mark | None, page: int, widths: Widths, *, last: bool, ruled: bool
) -> Cell:
    spot = content.place
    calls = tuple(call.text.strip("()") for line in content.lines for call in line.calls)
    right = _text_end(content)
    text = "" if mark else cell_text(content.lines, right, last=last)
    return Cell(
        row=spot.row,
        column=spot.column,
        text="" if is_mute(text) else text,
        provenance=_placed(page, spot.box),
        row_span=spot.row_span,
        column_span=spot.column_span,
        mark=mark,
        strong=content.strong,
        calls=calls,
        breaks=() if mark else breaks_in(content, widths, right, ruled=ruled),
    )


def _text_end(content: Content) -> float:
    """Return where the text of a cell ends, as far from an edge as it begins: turned as it is."""
    x0, top, x1, bottom = content.place.box
    angle = content.words[0].angle if content.words else 0
    turned = {90: (top, bottom), 180: (-x1, -x0), 270: (-bottom, -top)}
    start, end = turned.get(angle, (x0, x1))
    return end - min((line.x0 for line in content.lines), default=start) + start


def _row_place(frame: Frame, row: int, page: int) -> Provenance:
    box = frame.xs[0], frame.ys[row], frame.xs[-1], frame.ys[row + 1]
    return _placed(page, box)


def _placed(page: int, box: Box) -> Provenance:
    return place((rounded(page, box),), "table")

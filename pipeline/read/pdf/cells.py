"""What stands in the cells of a frame: texts, marks, shade. A frame comes in, a `Table` goes out.

Each word belongs to the cell its middle is in, each drawing and image likewise. A cell without
text holds the mark its glyphs, drawings, image or shade make; several kinds of ink that do not
agree leave the mark unclear.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.document import Cell, Row, Table
from pipeline.model import Mark, Provenance, Region
from pipeline.read.marks import text_mark
from pipeline.read.pdf.bullets import add_bullets, is_bullet
from pipeline.read.pdf.drawing import Drawing, Shape
from pipeline.read.pdf.fonts import dingbat
from pipeline.read.pdf.frames import Frame, FrameCell
from pipeline.read.pdf.header import count_header_rows
from pipeline.read.pdf.lines import TextLine, is_worded, to_lines
from pipeline.read.pdf.paragraphs import cell_text
from pipeline.read.pdf.primitives import Box, Colour, Look, PageInk, Picture, Seen, Word
from pipeline.read.pdf.shapes import drawn_mark
from pipeline.read.places import place, region

WHITE: Colour = (255, 255, 255)
_SHADE_AREA = 0.5
"""A fill shades a cell where it covers at least this share of it."""
_SAYING = frozenset("☐○—")
"""The forms of images that say more than "a mark"."""


@dataclass(slots=True)
class Content:
    """What stands in one cell of a frame."""

    place: FrameCell
    words: list[Word] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    lines: list[TextLine] = field(default_factory=list)
    colour: Colour | None = None
    bars: set[Colour | None] = field(default_factory=set)

    @property
    def strong(self) -> bool:
        """Whether all words are bold."""
        if not any(word.bold for word in self.words):
            return False
        return all(word.bold for word in self.words if is_worded(word.text)) and any(
            is_worded(word.text) for word in self.words
        )


def read_cells(
    frame: Frame,
    words: Sequence[Word],
    drawing: Drawing,
    ink: PageInk,
) -> Table:
    """Put words and drawings into the cells of a frame."""
    page = ink.number
    contents = _distribute(frame, words, drawing, ink.pictures)
    _colour(contents, drawing)
    header_rows = count_header_rows(frame, contents)
    marks = _marks(contents, header_rows, ink.look)
    rows: list[list[Cell]] = [[] for _ in range(frame.n_rows)]
    for content, mark in zip(contents, marks, strict=True):
        rows[content.place.row].append(_cell(content, mark, page))
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
    frame: Frame, words: Sequence[Word], drawing: Drawing, pictures: Sequence[Picture]
) -> list[Content]:
    contents = [Content(cell) for cell in frame.cells]
    at: dict[tuple[int, int], Content] = {}
    for content in contents:
        cell = content.place
        for row in range(cell.row, cell.row + cell.row_span):
            for column in range(cell.column, cell.column + cell.column_span):
                at[row, column] = content
    for word in words:
        found = _find(frame, at, (word.x0, word.top, word.x1, word.bottom))
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
        upright = [word for word in content.words if not word.angle]
        turned = [word for word in content.words if word.angle]
        content.lines = to_lines(upright) + turned_lines(turned)
        if content.shapes and upright:
            bullets = [shape for shape in content.shapes if is_bullet(shape.box, upright)]
            add_bullets(content.lines, bullets)
    return contents


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
    """Tell whether a drawing stands inside a cell, and is not its border or its ground."""
    inside = (
        box[0] >= cell[0] - 2 and box[1] >= cell[1] - 2 and box[2] <= cell[2] + 2
        and box[3] <= cell[3] + 2
    )  # fmt: skip
    return inside and not all(abs(a - b) <= 2.5 for a, b in zip(box, cell, strict=True))


def _colour(contents: Sequence[Content], drawing: Drawing) -> None:
    """Give each cell the colour last painted under most of it, and note bars across it."""
    for content in contents:
        x0, top, x1, bottom = content.place.box
        width, height = x1 - x0, bottom - top
        for fill in drawing.fills:
            left, up, right, down = fill.box
            shared_w = min(x1, right) - max(x0, left)
            shared_h = min(bottom, down) - max(top, up)
            if shared_w <= 0 or shared_h <= 0:
                continue
            if shared_w * shared_h >= _SHADE_AREA * width * height:
                content.colour = fill.colour
            elif _is_bar(fill.box, content.place.box, shared_w):
                content.bars.add(fill.colour)


def _is_bar(fill: Box, cell: Box, shared: float) -> bool:
    """Tell whether a fill is a bar inside a row that covers this cell from side to side."""
    inside = fill[1] > cell[1] + 1 and fill[3] < cell[3] - 1
    flat = fill[2] - fill[0] > 1.5 * (fill[3] - fill[1])
    return inside and flat and shared >= _SHADE_AREA * (cell[2] - cell[0])


def _marks(contents: Sequence[Content], header_rows: int, look: Look) -> list[Mark | None]:
    """Return the mark of each cell; paint that is the ground of cells is never one."""
    grounds = {content.colour for content in contents}
    marks = [
        None if content.place.row < header_rows else _mark(content, grounds, look)
        for content in contents
    ]
    for index in _shaded(contents, marks, header_rows):
        marks[index] = Mark(kind="shade")
    return marks


def _mark(content: Content, grounds: set[Colour | None], look: Look) -> Mark | None:
    if content.words:
        if len(content.words) <= 2 or not any(is_worded(word.text) for word in content.words):
            return _glyph(content.words)
        return None
    if content.shapes:
        return drawn_mark(content.shapes)
    if content.pictures:
        seen = [one for p in content.pictures if (one := look(p.box)) is not None]
        return _pictured(seen) if seen else None
    return Mark(kind="fill") if content.bars - grounds else None


def _pictured(seen: Sequence[Seen]) -> Mark:
    """Return the mark of images, by the form of the last one painted."""
    char = seen[-1].char
    return Mark(kind="image", char=char if char in _SAYING else None)


def _glyph(words: Sequence[Word]) -> Mark | None:
    pictured = [dingbat(word.text, word.font) for word in words]
    if all(pictured):
        return Mark(kind="dingbat", char=pictured[0])
    return text_mark(" ".join(word.text for word in words))


def _shaded(contents: Sequence[Content], marks: Sequence[Mark | None], top: int) -> list[int]:
    """Return the empty cells whose colour is a mark.

    It is one where the column holds no other marks and no text, and no cell with text of the
    table, its header included, stands on the same colour.
    """
    grounds = {c.colour for c in contents if c.words} | {None, WHITE}
    marked = {c.place.column for c, mark in zip(contents, marks, strict=True) if mark is not None}
    worded = {c.place.column for c in contents if c.words and c.place.row >= top}
    rows = {c.place.row for c in contents if c.words}
    return [
        i
        for i, c in enumerate(contents)
        if not c.words
        and c.place.row >= top
        and c.place.row in rows
        and c.place.column not in marked | worded
        and c.colour not in grounds
    ]


def _cell(content: Content, mark: Mark | None, page: int) -> Cell:
    spot = content.place
    calls = tuple(call.text.strip("()") for line in content.lines for call in line.calls)
    return Cell(
        row=spot.row,
        column=spot.column,
        text="" if mark else cell_text(content.lines),
        provenance=_placed(page, spot.box),
        row_span=spot.row_span,
        column_span=spot.column_span,
        mark=mark,
        strong=content.strong,
        calls=calls,
    )


def _row_place(frame: Frame, row: int, page: int) -> Provenance:
    box = frame.xs[0], frame.ys[row], frame.xs[-1], frame.ys[row + 1]
    return _placed(page, box)


def _placed(page: int, box: Box) -> Provenance:
    return place((_region(page, box),), "table")


def _region(page: int, box: Box) -> Region:
    x0, top, x1, bottom = (float(round(value, 1)) for value in box)
    return region(page, (x0, top, x1, bottom))

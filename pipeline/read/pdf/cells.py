"""What stands in the cells of a frame: texts, marks, shade. A frame comes in, a `Table` goes out.

Each word belongs to the cell its middle is in, each drawing and image likewise. A cell without
text holds the mark its glyphs, drawings, image or shade make; several kinds of ink that do not
agree leave the mark unclear.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.document import Cell, Row, Table
from pipeline.model import Mark, Provenance, Region
from pipeline.read.marks import text_mark
from pipeline.read.pdf.bars import Covered, lay_bars
from pipeline.read.pdf.bullets import add_bullets, is_bullet
from pipeline.read.pdf.drawing import Drawing, Shape
from pipeline.read.pdf.fonts import dingbat
from pipeline.read.pdf.frames import Frame, FrameCell
from pipeline.read.pdf.header import count_header_rows
from pipeline.read.pdf.lines import TextLine, is_worded, to_lines
from pipeline.read.pdf.paragraphs import cell_text
from pipeline.read.pdf.primitives import (
    UNKNOWN,
    UNTOLD,
    Box,
    Colour,
    Form,
    Look,
    PageInk,
    Picture,
    Seen,
    Word,
)
from pipeline.read.pdf.shapes import drawn_form, plainly
from pipeline.read.pdf.untold import is_mute, says_nothing
from pipeline.read.places import place, region

WHITE: Colour = (255, 255, 255)
_SHADE_AREA = 0.5
"""A fill shades a cell where it covers at least this share of it."""


_DRAWN = frozenset({"stroke", "fill", "image"})
_OPPOSED = frozenset("✓☑"), frozenset("✗☒")
"""Drawn in one table, the forms of these two kinds may not say the same."""


@dataclass(slots=True)
class Content:
    """What stands in one cell of a frame."""

    place: FrameCell
    words: list[Word] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    lines: list[TextLine] = field(default_factory=list)
    colour: Colour | None = None
    bars: Covered | None = None

    @property
    def strong(self) -> bool:
        """Whether all words are bold."""
        if True not in [word.bold for word in self.words]:
            return False
        return all(word.bold for word in self.words if is_worded(word.text)) and any(
            is_worded(word.text) for word in self.words
        )


def read_cells(
    frame: Frame,
    words: Sequence[Word],
    drawing: Drawing,
    ink: PageInk,
    colours: Mapping[Colour, str] | None = None,
) -> Table:
    """Put words and drawings into the cells of a frame; `colours` are those that have a name."""
    page = ink.number
    contents = _distribute(frame, words, drawing, ink.pictures)
    _add_unread(contents, ink)
    _colour(contents, drawing)
    bars = lay_bars(frame, drawing, [c.place for c in contents if not c.words])
    for content in contents:
        content.bars = bars.get(content.place)
    header_rows = count_header_rows(frame, contents)
    marks = _marks(contents, header_rows, ink, colours or {})
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
    xs, ys = frame.xs, frame.ys
    for word in words:
        column = bisect_right(xs, (word.x0 + word.x1) / 2) - 1
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


def _add_unread(contents: Sequence[Content], ink: PageInk) -> None:
    """Put into the cells that hold nothing what is set there and was not read."""
    empty = [c for c in contents if not (c.words or c.shapes or c.pictures)]
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


def _colour(contents: Sequence[Content], drawing: Drawing) -> None:
    """Give each cell the colour last painted under most of it."""
    painted_last_first = [(*fill.box, fill.colour) for fill in reversed(drawing.fills)]
    for content in contents:
        x0, top, x1, bottom = content.place.box
        least = _SHADE_AREA * (x1 - x0) * (bottom - top)
        for left, up, right, down, colour in painted_last_first:
            if left >= x1 or right <= x0 or up >= bottom or down <= top:
                continue
            shared = (min(x1, right) - max(x0, left)) * (min(bottom, down) - max(top, up))
            if shared >= least:
                content.colour = colour
                break


def _marks(
    contents: Sequence[Content], header_rows: int, ink: PageInk, colours: Mapping[Colour, str]
) -> list[Mark | None]:
    """Return the mark of each cell; paint that is the ground of cells is never one."""
    grounds = {content.colour for content in contents if content.words} | {None}
    marks = [
        None if content.place.row < header_rows else _noted(content, grounds, ink)
        for content in contents
    ]
    drawn = {mark.char for mark in marks if mark is not None and mark.kind in _DRAWN}
    if not all(drawn & kind for kind in _OPPOSED):
        marks = [plainly(m) if m is not None and m.kind in _DRAWN else m for m in marks]
    for index, mark in _shaded(contents, marks, header_rows, colours):
        marks[index] = mark
    return [_named(c, m, colours, ink) for c, m in zip(contents, marks, strict=True)]


def _named(
    content: Content, mark: Mark | None, colours: Mapping[Colour, str], ink: PageInk
) -> Mark | None:
    """Return a mark with the name of its colour where a legend gives it one; else keep that."""
    if mark is None or mark.kind not in ("shade", "fill") or mark.char not in (None, "?"):
        return mark
    paints: set[Colour | None] = {content.colour}
    if mark.kind == "fill":
        barred = content.bars.colours if content.bars is not None else set()
        paints = {shape.inside for shape in content.shapes} or {*barred}
    names = {colours[paint] for paint in paints if paint is not None and paint in colours}
    if len(paints) == 1 and not names and (paint := paints.pop()) is not None:
        ink.paints[_region(ink.number, content.place.box).bbox] = paint
    return mark.model_copy(update={"char": names.pop()}) if len(names) == 1 else mark


def _noted(content: Content, grounds: set[Colour | None], ink: PageInk) -> Mark | None:
    """Return the mark of a cell; keep its form where that is not understood."""
    forms: list[Form | None] = []

    def look(box: Box, key: Hashable = None) -> Seen | None:
        seen = ink.look(box, key)
        if seen is not None and seen.char == UNKNOWN:
            forms.append(seen.form)
        return seen

    mark = _mark(content, grounds, look)
    if mark is not None and mark.char == "?" and len(forms) == 1 and forms[0] is not None:
        ink.unknown[_region(ink.number, content.place.box).bbox] = forms[0]
    return mark


def _mark(content: Content, grounds: set[Colour | None], look: Look) -> Mark | None:
    if content.words:
        if len(content.words) <= 2 or not any(is_worded(word.text) for word in content.words):
            return _glyph(content.words, look)
        return None
    if content.shapes:
        return drawn_form(content.shapes, look, content.colour)
    if content.pictures:
        seen = [one for p in content.pictures if (one := look(p.box)) is not None]
        return _pictured(seen) if seen else None
    return _bar(content.bars, grounds) if content.bars is not None else None


def _bar(bars: Covered, grounds: set[Colour | None]) -> Mark | None:
    if bars.colours - grounds:
        return Mark(kind="fill")
    return Mark(kind="stroke", char="?") if bars.part or bars.line else None


def _pictured(seen: Sequence[Seen]) -> Mark:
    """Return the mark of images, by the form of the last one painted."""
    char = seen[-1].char
    return Mark(kind="image", char="?" if char == UNKNOWN else char)


def _glyph(words: Sequence[Word], look: Look) -> Mark | None:
    pictured = [dingbat(word.text, word.font) for word in words]
    if all(pictured):
        return Mark(kind="dingbat", char="?" if pictured[0] == UNKNOWN else pictured[0])
    text = "".join(word.text for word in words)
    mark = Mark(kind="glyph", char=UNKNOWN) if is_mute(text) else None
    mark = mark or text_mark(" ".join(word.text for word in words))
    if mark is not None and mark.char and says_nothing(mark.char):
        seen = look((words[0].x0, words[0].top, words[0].x1, words[0].bottom))
        if seen is None and is_mute(text):
            return None
        return Mark(kind="glyph", char=seen.char if seen and seen.char != UNKNOWN else "?")
    return mark


def _shaded(
    contents: Sequence[Content],
    marks: Sequence[Mark | None],
    top: int,
    colours: Mapping[Colour, str],
) -> Iterator[tuple[int, Mark]]:
    """Yield the empty cells whose colour is a mark.

    It is one where the column holds no other marks and no text, and no cell with text under the
    header stands on the same colour. Where every such cell is in one of several colours, nobody
    knows which of them is a mark.
    """
    body = [c for c in contents if c.place.row >= top]
    grounds = ({c.colour for c in body if c.words} | {None, WHITE}) - colours.keys()
    marked = {c.place.column for c, mark in zip(contents, marks, strict=True) if mark is not None}
    below = max(top, 1)  # the first row names the columns where nothing sets it off
    other = marked | {c.place.column for c in body if c.words and c.place.row >= below}
    rows = {c.place.row for c in body if c.words}
    free = [
        i
        for i, c in enumerate(contents)
        if not c.words and c.place.row >= top and c.place.row in rows
        and c.place.column not in other
    ]  # fmt: skip
    shaded = [i for i in free if contents[i].colour not in grounds]
    sure = len(shaded) < len(free) or len({contents[i].colour for i in shaded}) < 2
    for i in shaded:
        yield i, Mark(kind="shade", char=None if sure else "?")


def _cell(content: Content, mark: Mark | None, page: int) -> Cell:
    spot = content.place
    calls = tuple(call.text.strip("()") for line in content.lines for call in line.calls)
    text = "" if mark else cell_text(content.lines, _text_end(content))
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
    )


def _text_end(content: Content) -> float:
    """Return where the text of a cell ends at the right: as far from its edge as it begins."""
    x0, _, x1, _ = content.place.box
    return x1 - min((line.x0 for line in content.lines), default=x0) + x0


def _row_place(frame: Frame, row: int, page: int) -> Provenance:
    box = frame.xs[0], frame.ys[row], frame.xs[-1], frame.ys[row + 1]
    return _placed(page, box)


def _placed(page: int, box: Box) -> Provenance:
    return place((_region(page, box),), "table")


def _region(page: int, box: Box) -> Region:
    x0, top, x1, bottom = [float(round(value, 1)) for value in box]
    return region(page, (x0, top, x1, bottom))

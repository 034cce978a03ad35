"""What stands in the cells of a table → the mark of each cell.

A cell without text holds the mark that its glyphs, drawings, image or shade make; several kinds
of ink that do not agree leave the mark unclear.
"""

from __future__ import annotations

from collections.abc import Container, Hashable, Iterator, Mapping, Sequence

from pipeline.model import Mark
from pipeline.read.marks import mark_of, text_mark
from pipeline.read.pdf.bars import Covered
from pipeline.read.pdf.content import Content, rounded
from pipeline.read.pdf.counted_marks import is_struck, with_counted
from pipeline.read.pdf.fonts import dingbat
from pipeline.read.pdf.frames import FrameCell
from pipeline.read.pdf.lines import is_worded
from pipeline.read.pdf.primitives import (
    UNKNOWN,
    WHITE,
    Box,
    Colour,
    Form,
    Look,
    PageInk,
    Seen,
    Word,
)
from pipeline.read.pdf.shapes import drawn_form, plainly
from pipeline.read.pdf.untold import is_mute, says_nothing
from pipeline.read.pdf.visible import as_seen

_DRAWN = frozenset({"stroke", "fill", "image"})
_OPPOSED = frozenset("✓☑"), frozenset("✗☒")
"""Drawn in one table, the forms of these two kinds may not say the same."""


def read_marks(
    contents: Sequence[Content],
    header_rows: int,
    ink: PageInk,
    colours: Mapping[Colour, str],
    painted: Container[FrameCell] = (),
) -> list[Mark | None]:
    """Return the mark of each cell; paint that is the ground of cells is never one.

    That of `painted` cells is none: their text stands on what marks others.
    """
    worded = [c for c in contents if c.words and c.place not in painted]
    grounds = {content.colour for content in worded} | {None}
    marks = [
        None if content.place.row < header_rows else _noted(content, grounds, ink)
        for content in contents
    ]
    marks = as_seen(contents, marks, header_rows, ink)
    drawn = {mark.char for mark in marks if mark is not None and mark.kind in _DRAWN}
    if not all(drawn & kind for kind in _OPPOSED):
        marks = [plainly(m) if m is not None and m.kind in _DRAWN else m for m in marks]
    for index, mark in _shaded(contents, marks, header_rows, colours, painted):
        marks[index] = mark
    counted = with_counted(contents, marks)
    return [_named(c, m, colours, ink) for c, m in zip(contents, counted, strict=True)]


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
        ink.paints[rounded(ink.number, content.place.box).bbox] = paint
    return mark_of(mark.kind, names.pop()) if len(names) == 1 else mark


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
        ink.unknown[rounded(ink.number, content.place.box).bbox] = forms[0]
    return mark


def _mark(content: Content, grounds: set[Colour | None], look: Look) -> Mark | None:
    if content.words:
        if is_struck(content):
            return mark_of("glyph", "?")
        if len(content.words) <= 2 or not any(is_worded(word.text) for word in content.words):
            return _glyph(content.words, look)
        return None
    bar = _bar(content.bars, grounds) if content.bars is not None else None
    if content.shapes:
        mark = drawn_form(content.shapes, look, content.colour)
        on_bar = bar is not None and bar.kind == "fill" and mark is not None and mark.char == "?"
        return bar if on_bar else mark  # a milestone
    if content.pictures:
        seen = [one for p in content.pictures if (one := look(p.box)) is not None]
        return _pictured(seen) if seen else None
    return bar


def _bar(bars: Covered, grounds: set[Colour | None]) -> Mark | None:
    if bars.colours - grounds:
        return mark_of("fill")
    return mark_of("stroke", "?") if bars.part or bars.line else None


def _pictured(seen: Sequence[Seen]) -> Mark:
    """Return the mark of images, by the form of the last one painted."""
    char = seen[-1].char
    return mark_of("image", "?" if char == UNKNOWN else char)


def _glyph(words: Sequence[Word], look: Look) -> Mark | None:
    pictured = [dingbat(word.text, word.font) for word in words]
    if all(pictured):
        return mark_of("dingbat", "?" if pictured[0] == UNKNOWN else pictured[0])
    text = "".join(word.text for word in words)
    mark = mark_of("glyph", UNKNOWN) if is_mute(text) else None
    mark = mark or text_mark(" ".join(word.text for word in words))
    if mark is not None and mark.char and says_nothing(mark.char):
        seen = look((words[0].x0, words[0].top, words[0].x1, words[0].bottom))
        if seen is None and is_mute(text):
            return None
        return mark_of("glyph", seen.char if seen and seen.char != UNKNOWN else "?")
    return mark


def _shaded(
    contents: Sequence[Content],
    marks: Sequence[Mark | None],
    top: int,
    colours: Mapping[Colour, str],
    painted: Container[FrameCell],
) -> Iterator[tuple[int, Mark]]:
    """Yield the empty cells whose colour is a mark.

    It is one where the column holds no other marks and no text, and no cell with text under the
    header stands on the same colour. Where every such cell is in one of several colours, nobody
    knows which of them is a mark.
    """
    body = [c for c in contents if c.place.row >= top]
    worded = [c for c in body if c.words and c.place not in painted]
    grounds = ({c.colour for c in worded} | {None, WHITE}) - colours.keys()
    marked = {
        c.place.column
        for c, mark in zip(contents, marks, strict=True)
        if mark is not None and not _is_painted(c, mark)
    }
    below = max(top, 1)  # the first row names the columns where nothing sets it off
    other = marked | {c.place.column for c in worded if c.place.row >= below}
    rows = {c.place.row for c in body if c.words}
    free = [
        i
        for i, c in enumerate(contents)
        if not c.words and marks[i] is None and c.place.row >= top and c.place.row in rows
        and c.place.column not in other
    ]  # fmt: skip
    shaded = [i for i in free if contents[i].colour not in grounds]
    sure = len(shaded) < len(free) or len({contents[i].colour for i in shaded}) < 2
    for i in shaded:
        yield i, mark_of("shade", None if sure else "?")


def _is_painted(content: Content, mark: Mark) -> bool:
    """Tell whether a mark is paint alone: a bar over much of its cell is as good as a shade."""
    return mark.kind == "fill" and not content.shapes

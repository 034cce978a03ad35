"""Heads that stand over a ruled table: a frame comes in, one with their row goes out.

A table may rule its rows alone and leave the heads of its columns outside. They are known by how
they are set: in bold and close over the first row, or on a ground that reaches down to it, one over
each column and none beyond its edges. A title across all columns may come before the first row.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.read.pdf.apart import texts_apart
from pipeline.read.pdf.figures import Fill
from pipeline.read.pdf.frames import SAME_EDGE_PT, Frame, FrameCell
from pipeline.read.pdf.lines import TextLine
from pipeline.read.pdf.painted_heads import with_painted_heads
from pipeline.read.pdf.primitives import Box, Word
from pipeline.read.pdf.within import Placed, holds

COLUMNS = 3
"""Bold texts over fewer boxes than this may as well be the titles of what stands in them."""
CLOSE = 0.8
"""A head stands at most this many type sizes over the first row, or over its next line."""
MOST_LINES = 4
"""A head has at most so many lines."""
_EDGE_PT = 1.0


def with_heads(frame: Frame, placed: Placed, fills: Sequence[Fill]) -> Frame:
    """Give the heads that stand over the columns of a ruled frame rows of their own."""
    painted = with_painted_heads(frame, placed, fills) if fills else None
    if painted is not None:
        return painted
    first = _first_row(frame)
    if frame.n_columns < COLUMNS or len(first) != frame.n_columns:
        return frame
    grounds = _grounds(frame, fills)
    if frame.n_rows < 2 and not grounds:
        return frame
    lines = _over(frame, placed, grounds)
    words = [word for line in lines for word in line.words]
    if not words or not all(_headed(cell, words) for cell in first) or _is_bold(first, placed):
        return frame
    top = min(word.top for word in words) - _EDGE_PT
    heads = tuple(
        FrameCell(0, cell.column, 1, 1, (cell.box[0], top, cell.box[2], frame.ys[0]))
        for cell in first
    )
    rows = (replace(cell, row=cell.row + 1) for cell in frame.cells)
    return replace(frame, ys=(top, *frame.ys), cells=(*heads, *rows))


def _first_row(frame: Frame) -> list[FrameCell]:
    """Return the cells of the first row that is no title across all columns."""
    titles = {cell.row for cell in frame.cells if cell.column_span == frame.n_columns}
    first = next((row for row in range(frame.n_rows) if row not in titles), 0)
    return [cell for cell in frame.cells if cell.row == first]


def _grounds(frame: Frame, fills: Sequence[Fill]) -> list[Box]:
    """Return what is painted over a frame and ends where it begins."""
    x0, top, x1, _ = frame.box
    return [
        fill.box
        for fill in fills
        if abs(fill.box[3] - top) <= SAME_EDGE_PT < top - fill.box[1]
        and x0 - SAME_EDGE_PT <= fill.box[0]
        and fill.box[2] <= x1 + SAME_EDGE_PT
    ]


def _over(frame: Frame, placed: Placed, grounds: Sequence[Box]) -> list[TextLine]:
    """Return the lines of heads over a frame, from below: their texts keep to its columns."""
    x0, top, x1, _ = frame.box
    size = max((word.size for word in placed.beside(top)), default=0.0)
    highest = min((top - 2 * MOST_LINES * size, *(ground[1] for ground in grounds)))
    above = placed.lines((x0 - size, highest, x1 + size, top))
    found: list[TextLine] = []
    for line in reversed(above):
        painted = all(any(holds(ground, [word]) for ground in grounds) for word in line.words)
        if not painted:
            if min((top, *(one.top for one in found))) - line.bottom > CLOSE * line.size:
                break
            if not line.bold:
                return []
        if not all(_keeps(text, frame.xs) for text in texts_apart(line)):
            # A title stands over the heads; what begins further right heads some of them.
            return found if line.x0 < frame.xs[1] else []
        found.append(line)
    return found


def _keeps(text: tuple[float, float], xs: Sequence[float]) -> bool:
    """Tell whether a text stands between two edges: one that runs over them is a title."""
    left, right = text
    inside = xs[0] - _EDGE_PT <= left and right <= xs[-1] + _EDGE_PT
    return inside and not any(left < x - _EDGE_PT and right > x + _EDGE_PT for x in xs)


def _headed(cell: FrameCell, words: Sequence[Word]) -> bool:
    """Tell whether a word stands over a cell."""
    return any(cell.box[0] <= (word.x0 + word.x1) / 2 < cell.box[2] for word in words)


def _is_bold(cells: Sequence[FrameCell], placed: Placed) -> bool:
    """Tell whether a row is set in bold: it heads the columns itself."""
    lines = [line for cell in cells for line in placed.lines(cell.box)]
    return not lines or all(line.bold for line in lines)

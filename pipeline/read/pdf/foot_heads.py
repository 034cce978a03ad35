"""The heads of a table that begins on the next page: they stand alone at the foot of a page."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.read.pdf.apart import texts_apart
from pipeline.read.pdf.frames import Frame, FrameCell
from pipeline.read.pdf.lines import TextLine, to_lines
from pipeline.read.pdf.primitives import Word
from pipeline.read.pdf.titles import WRAPPED
from pipeline.read.pdf.within import outside

LOWER = 0.5
"""Heads that the first row did not fit under stand below this part of the page."""
LEAST_HEADS = 3
"""Fewer bold texts side by side may as well be titles."""
_EDGE_PT = 2.0


def foot_heads(
    words: Sequence[Word], frames: Sequence[Frame], height: float, foot: float
) -> list[Frame]:
    """Return the frame of the bold heads that end a page, if there are any.

    Args:
        words: the words of the page, but for those of some of its tables.
        frames: all tables: heads stand under them.
        height: how high the page is, in points.
        foot: from where on a text may be the running foot of the page.
    """
    low = [word for word in words if word.top >= LOWER * height and not word.angle]
    if not any(word.bold for word in low):
        return []
    heads = _last_bold(to_lines(outside(low, [frame.box for frame in frames])), foot)
    columns = _columns(heads)
    if len(columns) < LEAST_HEADS or any(f.ys[-1] > heads[0].top for f in frames):
        return []
    middles = [(a[1] + b[0]) / 2 for a, b in pairwise(columns)]
    xs = (columns[0][0] - _EDGE_PT, *middles, columns[-1][1] + _EDGE_PT)
    top, bottom = heads[0].top - 1, heads[-1].bottom + 1
    cells = (
        FrameCell(0, column, 1, 1, (left, top, right, bottom))
        for column, (left, right) in enumerate(pairwise(xs))
    )
    return [Frame(xs, (top, bottom), tuple(cells), ruled=False)]


def _last_bold(lines: Sequence[TextLine], foot: float) -> list[TextLine]:
    """Return the bold lines of one header that nothing but a running foot stands under."""
    found: list[TextLine] = []
    for line in reversed(lines):
        if not found and line.top >= foot and len(texts_apart(line)) < LEAST_HEADS:
            continue
        if not line.bold or (found and found[-1].top - line.bottom > WRAPPED * line.size):
            break
        found.append(line)
    return found[::-1]


def _columns(lines: Sequence[TextLine]) -> list[tuple[float, float]]:
    """Return where the columns begin and end whose heads one of the lines names side by side."""
    columns = max((texts_apart(line) for line in lines), key=len, default=[])
    for left, right in (text for line in lines for text in texts_apart(line)):
        over = [i for i, (x0, x1) in enumerate(columns) if left < x1 and x0 < right]
        if len(over) != 1:
            return []
        x0, x1 = columns[over[0]]
        columns[over[0]] = min(x0, left), max(x1, right)
    return columns

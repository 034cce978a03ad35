"""Bars, arrows and lines inside the rows of a frame → how they cover its cells.

A bar is flat and lies inside a row, off its edges. It covers a cell where it runs over most of
its width, and touches it where it runs over some; of a line that stays within one cell nobody
knows whether it is a bar or a dash, unless others like it run over several.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.read.pdf.drawing import Drawing
from pipeline.read.pdf.frames import Frame, FrameCell
from pipeline.read.pdf.primitives import Box, Colour

_MOST = 0.5
"""A bar that runs over this share of a cell covers it."""
_LEAST = 0.12
"""One that runs over less of it only comes too far."""
_LOOSE_PT = 8.0
"""The edges of rows that nothing draws may stand so far from where they should."""
_WHOLE = 0.95
"""A line over so much of a table is an edge, however far from the next one."""
_OFF_PT = 3.0
"""A line so close to the edge of a row is the edge."""


@dataclass(slots=True)
class Covered:
    """How bars cover a cell: in which colours, and whether only in part or by a lone line."""

    colours: set[Colour] = field(default_factory=set)
    part: bool = False
    line: bool = False


def lay_bars(frame: Frame, drawing: Drawing, free: Sequence[FrameCell]) -> dict[FrameCell, Covered]:
    """Return how bars cover the cells of a frame that have no words."""
    rows: dict[int, list[FrameCell]] = {}
    for cell in free:
        for row in range(cell.row, cell.row + cell.row_span):
            rows.setdefault(row, []).append(cell)
    covered: dict[FrameCell, Covered] = {}
    long = False
    for fill in (*drawing.fills, *drawing.bars):
        under = [
            (cell, share)
            for cell, share in _under(frame, rows, fill.box)
            if _is_bar(fill.box, cell.box, 1.0 if frame.ruled else -_LOOSE_PT)
        ]
        long = long or _is_long(under)
        for cell, share in under:
            own = fill.box[0] > cell.box[0] and fill.box[2] < cell.box[2]
            _note(covered.setdefault(cell, Covered()), 1.0 if own else share, fill.colour)
    lines = [list(_under(frame, rows, box)) for box in _lines(frame, drawing)]
    long = long or any(map(_is_long, lines))
    for cells in lines:
        for cell, share in cells:
            if long:
                _note(covered.setdefault(cell, Covered()), share, _INK)
            else:
                covered.setdefault(cell, Covered()).line = True
    return covered


_INK: Colour = (-1, -1, -1)
"""The colour of a line: no cell stands on it."""


def _is_long(cells: Sequence[tuple[FrameCell, float]]) -> bool:
    return sum(share >= _MOST for _, share in cells) > 1


def _note(covered: Covered, share: float, colour: Colour) -> None:
    if share >= _MOST:
        covered.colours.add(colour)
    else:
        covered.part = True


def _under(
    frame: Frame, rows: dict[int, list[FrameCell]], box: Box
) -> Iterator[tuple[FrameCell, float]]:
    """Yield the cells of one row that a box runs over, and over which share of their width."""
    row = bisect_right(frame.ys, (box[1] + box[3]) / 2) - 1
    for cell in rows.get(row, ()):
        x0, _, x1, _ = cell.box
        share = (min(x1, box[2]) - max(x0, box[0])) / max(x1 - x0, 0.1)
        if share >= _LEAST:
            yield cell, share


def _is_bar(box: Box, cell: Box, off: float) -> bool:
    """Tell whether a fill lies inside the row of a cell, and is flat or inside the cell too.

    `off` is how far from the edges of the row it lies.
    """
    flat = box[3] - box[1] < cell[3] - cell[1] - 2
    middle = (box[1] + box[3]) / 2
    level = min(middle - cell[1], cell[3] - middle) > _OFF_PT  # else it is the edge of the row
    inside = flat and level and box[1] > cell[1] + off and box[3] < cell[3] - off
    within = box[0] > cell[0] + 1 and box[2] < cell[2] - 1
    return inside and (within or box[2] - box[0] > 1.5 * (box[3] - box[1]))


def _lines(frame: Frame, drawing: Drawing) -> Iterator[Box]:
    """Yield the lines inside the rows of a frame."""
    for rule in drawing.across:
        inside = frame.xs[0] - 1 <= rule.start and rule.end <= frame.xs[-1] + 1
        if rule.end - rule.start >= _WHOLE * (frame.xs[-1] - frame.xs[0]):
            # Cells that have borders of their own double the edges of rows.
            continue
        row = bisect_right(frame.ys, rule.at) - 1
        if not inside or not 0 <= row < frame.n_rows:
            continue
        if min(rule.at - frame.ys[row], frame.ys[row + 1] - rule.at) > _OFF_PT:
            yield rule.start, rule.at, rule.end, rule.at

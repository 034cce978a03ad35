"""Bars, arrows and lines inside the rows of a frame → how they cover its cells.

A bar is flat and lies inside a row, off its edges. It covers a cell where it runs over most of
its width, and touches it where it runs over some; of a line that stays within one cell nobody
knows whether it is a bar or a dash, unless others like it run over several.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from pipeline.read.pdf.figures import Drawing
from pipeline.read.pdf.frames import Frame, FrameCell
from pipeline.read.pdf.primitives import Box, Colour, Word
from pipeline.read.pdf.within import holds

MOST = 0.5
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
            if runs_in(fill.box, cell.box, off_edges(frame))
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


def parted_by_bars(frame: Frame, drawing: Drawing, words: Sequence[Word]) -> Frame:
    """Part the wordless merged cells of a ruled frame that bars fill by columns, and not all of.

    Nothing rules the days of a timeline apart, and its bars end where the columns of the header do.
    """
    bars = [fill.box for fill in (*drawing.fills, *drawing.bars)]
    if not frame.ruled or not bars:
        return frame
    cells: list[FrameCell] = []
    for cell in frame.cells:
        wide = cell.column_span > 1 and cell.row_span == 1 and cell.row > 0
        own = [box for box in bars if runs_in(box, cell.box, 1.0)] if wide else []
        cells += _parted(frame, cell, own, words) if own else [cell]
    return replace(frame, cells=tuple(cells))


def off_edges(frame: Frame) -> float:
    """Return how far from the edges of its row a bar of a frame lies at least."""
    return 1.0 if frame.ruled else -_LOOSE_PT


def _parted(
    frame: Frame, cell: FrameCell, bars: Sequence[Box], words: Sequence[Word]
) -> list[FrameCell]:
    """Return the columns of a cell where bars fill some of them and leave the others free."""
    apart = _columns_of(frame, cell)
    shares = [sum(max(shared(box, one.box), 0.0) for box in bars) for one in apart]
    told = all(share < _LEAST or share >= MOST for share in shares)
    some = min(shares) < _LEAST and max(shares) >= MOST
    return apart if told and some and not holds(cell.box, words) else [cell]


def _columns_of(frame: Frame, cell: FrameCell) -> list[FrameCell]:
    """Return a cell parted at the edges of the columns."""
    _, top, _, bottom = cell.box
    return [
        replace(cell, column=c, column_span=1, box=(frame.xs[c], top, frame.xs[c + 1], bottom))
        for c in range(cell.column, cell.column + cell.column_span)
    ]


def _is_long(cells: Sequence[tuple[FrameCell, float]]) -> bool:
    return sum(share >= MOST for _, share in cells) > 1


def _note(covered: Covered, share: float, colour: Colour) -> None:
    if share >= MOST:
        covered.colours.add(colour)
    else:
        covered.part = True


def _under(
    frame: Frame, rows: dict[int, list[FrameCell]], box: Box
) -> Iterator[tuple[FrameCell, float]]:
    """Yield the cells of one row that a box runs over, and over which share of their width."""
    row = bisect_right(frame.ys, (box[1] + box[3]) / 2) - 1
    for cell in rows.get(row, ()):
        share = shared(box, cell.box)
        if share >= _LEAST:
            yield cell, share


def shared(box: Box, cell: Box) -> float:
    """Return over which share of the width of a cell a box runs; less than 0 for one beside it."""
    return (min(cell[2], box[2]) - max(cell[0], box[0])) / max(cell[2] - cell[0], 0.1)


def runs_in(box: Box, cell: Box, off: float) -> bool:
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

"""Rows of a ruled table that no rule parts into cells: a frame comes in, one with them goes out.

Styles that rule every second row leave the others without walls. Such a row is known by its texts:
they stand side by side in the columns of the rows that have walls.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from pipeline.read.pdf.apart import texts_apart
from pipeline.read.pdf.frames import Frame, FrameCell
from pipeline.read.pdf.within import Placed

TEXTS = 3
"""So many texts side by side in a cell over several columns are one for each column."""


def walled(frame: Frame, placed: Placed) -> Frame:
    """Part the cells over several columns whose texts stand side by side in them."""
    wide = [cell for cell in frame.cells if cell.column_span >= TEXTS and cell.row_span == 1]
    parts = {cell: list(_parts(frame, cell, placed)) for cell in wide}
    if all(len(cells) == 1 for cells in parts.values()):
        return frame
    cells = [part for cell in frame.cells for part in parts.get(cell, [cell])]
    return replace(frame, cells=tuple(cells))


def _parts(frame: Frame, cell: FrameCell, placed: Placed) -> Iterator[FrameCell]:
    """Yield the cells that the texts of a cell make: itself where they do not part it."""
    first, last = cell.column, cell.column + cell.column_span
    edges = frame.xs[first : last + 1]
    lines = placed.lines(cell.box)
    texts = [texts_apart(line, xs=edges) for line in lines]
    apart = max((_columns(side, edges) for side in texts), default=0) >= TEXTS
    every = [text for side in texts for text in side]
    cuts = [
        column
        for column in range(first + 1, last)
        if apart and not any(left < frame.xs[column] < right for left, right in every)
    ]
    for begin, end in pairwise([first, *cuts, last]):
        x0, x1 = frame.xs[begin], frame.xs[end]
        box = x0, cell.box[1], x1, cell.box[3]
        yield replace(cell, column=begin, column_span=end - begin, box=box)


def _columns(texts: list[tuple[float, float]], edges: tuple[float, ...]) -> int:
    """Return in how many columns the texts of a line begin."""
    return len({sum(x <= left for x in edges) for left, _ in texts})

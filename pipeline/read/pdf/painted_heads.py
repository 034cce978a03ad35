"""Heads painted over a ruled table, each on a ground of its own → the cells of its first rows.

What is painted right over a table ends where that begins, and each piece stands over one column or
over several: then what the pieces hold are the heads. Those of a title stand on it in a second row.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.read.pdf.figures import Fill
from pipeline.read.pdf.frames import SAME_EDGE_PT, Frame, FrameCell
from pipeline.read.pdf.primitives import Box
from pipeline.read.pdf.regions import distinct
from pipeline.read.pdf.within import Placed

LEVELS = 3
"""A header has at most so many rows."""
LEAST_PIECES = 3
"""Fewer grounds beside each other may as well be those of titles."""


def with_painted_heads(frame: Frame, placed: Placed, fills: Sequence[Fill]) -> Frame | None:
    """Return a ruled frame with its painted heads; None where nothing or something else is."""
    pieces = _pieces(frame, fills)
    tops = distinct([piece[1] for piece in pieces])
    ys = [*tops, frame.ys[0]]
    cells: list[FrameCell] = []
    for x0, top, x1, bottom in pieces:
        left, right = _at(x0, frame.xs), _at(x1, frame.xs)
        first, last = _at(top, ys), _at(bottom, ys)
        if left is None or right is None or first is None or last is None:
            return None
        box = (frame.xs[left], ys[first], frame.xs[right], ys[last])
        cells.append(FrameCell(first, left, last - first, right - left, box))
    held = {
        (cell.row + down, cell.column + across)
        for cell in cells
        for down in range(cell.row_span)
        for across in range(cell.column_span)
    }
    area = sum(cell.row_span * cell.column_span for cell in cells)
    tiled = area == len(held) == len(tops) * frame.n_columns
    if len(pieces) < LEAST_PIECES or not tiled or not all(placed.inside(c.box) for c in cells):
        return None
    heads = sorted(cells, key=lambda cell: (cell.row, cell.column))
    rows = (replace(cell, row=cell.row + len(tops)) for cell in frame.cells)
    return replace(frame, ys=(*tops, *frame.ys), cells=(*heads, *rows))


def _pieces(frame: Frame, fills: Sequence[Fill]) -> list[Box]:
    """Return what is painted over a frame, and over that, without grounds of several pieces."""
    x0, top, x1, _ = frame.box
    over = {
        fill.box
        for fill in fills
        if x0 - SAME_EDGE_PT <= fill.box[0]
        and fill.box[2] <= x1 + SAME_EDGE_PT
        and fill.box[3] <= top + SAME_EDGE_PT
        and fill.box[3] - fill.box[1] > SAME_EDGE_PT
    }
    found: set[Box] = set()
    edges = [top]
    for _ in range(LEVELS):
        level = {box for box in over - found if _at(box[3], edges) is not None}
        found |= level
        edges = [box[1] for box in level]
    return sorted(a for a in found if sum(a != b and _contains(a, b) for b in found) < 2)


def _contains(outer: Box, inner: Box) -> bool:
    return all(a <= b + 1 for a, b in zip(outer[:2], inner[:2], strict=True)) and all(
        a >= b - 1 for a, b in zip(outer[2:], inner[2:], strict=True)
    )


def _at(value: float, edges: Sequence[float]) -> int | None:
    """Return which of several edges a value stands at."""
    return next((i for i, edge in enumerate(edges) if abs(edge - value) <= SAME_EDGE_PT), None)

"""Columns that no rule parts in a ruled table: a frame comes in, one with more columns goes out.

A table may rule the columns of its marks alone. Those beside them stand in one column of a frame,
and show as in a table without rules: their heads are set apart, and text keeps under each of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.read.pdf.columns import find_columns, line_ink
from pipeline.read.pdf.frames import Frame, FrameCell
from pipeline.read.pdf.heads import HEADS, heads_of
from pipeline.read.pdf.lines import TextLine
from pipeline.read.pdf.within import Placed

LEAST_ROWS = 2
"""So many rows must have texts under the heads."""


def cut_columns(frame: Frame, placed: Placed) -> Frame:
    """Part the columns of a frame whose cells hold several columns of text each."""
    heads = [c for c in frame.cells if (c.row, c.row_span, c.column_span) == (0, 1, 1)]
    found = {head.column: edges for head in heads if (edges := _edges(frame, head, placed))}
    return _cut(frame, found) if found else frame


def _edges(frame: Frame, head: FrameCell, placed: Placed) -> list[float]:
    """Return the edges of the columns under the heads in one cell; none where it is one column."""
    header = placed.lines(head.box)
    if not header or not all(line.bold for line in header) or len(heads_of(header)) < HEADS:
        return []
    under = [c for c in frame.cells if c.column == head.column and c.row and c.column_span == 1]
    rows = [lines for cell in under if (lines := placed.lines(cell.box))]
    x0, _, x1, _ = head.box
    edges = find_columns(line_ink(header), [i for r in rows for i in line_ink(r)], x0, x1)
    filled = [row for row in rows if _columns(row, edges) >= HEADS]
    return edges if len(edges) > HEADS and len(filled) >= LEAST_ROWS else []


def _columns(lines: Sequence[TextLine], edges: Sequence[float]) -> int:
    """Return in how many columns the words of a cell stand."""
    return len({sum(x <= word.x0 for x in edges) for line in lines for word in line.words})


def _cut(frame: Frame, found: dict[int, list[float]]) -> Frame:
    """Return a frame with more edges down; a cell over several columns stays one."""
    xs = sorted({*frame.xs, *(x for edges in found.values() for x in edges[1:-1])})
    index = {x: i for i, x in enumerate(xs)}
    cells: list[FrameCell] = []
    for cell in frame.cells:
        first, last = index[frame.xs[cell.column]], index[frame.xs[cell.column + cell.column_span]]
        inside = xs[first : last + 1] if cell.column_span == 1 else [xs[first], xs[last]]
        for left, right in pairwise(inside):
            column = index[left]
            box = left, cell.box[1], right, cell.box[3]
            cells.append(replace(cell, column=column, column_span=index[right] - column, box=box))
    return replace(frame, xs=tuple(xs), cells=tuple(cells))

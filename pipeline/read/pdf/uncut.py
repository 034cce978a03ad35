"""Columns that no rule parts in a ruled table: a frame comes in, one with more columns goes out.

A table may rule the columns of its marks alone. Those beside them stand in one column of a frame,
and show as in a table without rules: their heads are set apart, and text keeps under each of them.
Columns of figures need no heads: as many stand side by side in every row.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.read.pdf.apart import texts_apart
from pipeline.read.pdf.columns import LEAST_GUTTER_PT, find_columns, line_ink
from pipeline.read.pdf.frames import Frame, FrameCell
from pipeline.read.pdf.heads import HEADS, heads_of
from pipeline.read.pdf.lines import TextLine
from pipeline.read.pdf.primitives import Word
from pipeline.read.pdf.within import Placed

LEAST_ROWS = 2
"""So many rows must have texts under the heads."""
LEAST_FIGURES = 3
"""So many rows of figures stand in columns without heads."""
FIGURES = 2
"""So many figures side by side may be columns."""
APART = 0.9
"""A gap of more than this many type sizes sets two figures apart."""


def cut_columns(frame: Frame, placed: Placed) -> Frame:
    """Part the columns of a frame whose cells hold several columns of text each."""
    heads = [c for c in frame.cells if (c.row, c.row_span, c.column_span) == (0, 1, 1)]
    found = {head.column: edges for head in heads if (edges := _edges(frame, head, placed))}
    return _cut(frame, found, placed) if found else frame


def cut_figures(frame: Frame, placed: Placed) -> Frame:
    """Part the columns of a frame whose cells hold several figures each, row by row."""
    last = [cell for cell in frame.cells if cell.row + cell.row_span == frame.n_rows]
    found = {
        cell.column: edges
        for cell in last
        if cell.column_span == 1 and len(_figures(placed.inside(cell.box))) >= FIGURES
        and (edges := _figure_edges(frame, cell.column, placed))
    }  # fmt: skip
    return _cut(frame, found, placed, filled=True) if found else frame


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


def _figure_edges(frame: Frame, column: int, placed: Placed) -> list[float]:
    """Return the edges of columns of figures in one of a frame; none where a row has others."""
    cells = [c for c in frame.cells if c.column <= column < c.column + c.column_span]
    lines = [line for cell in cells for line in placed.lines(cell.box)]
    figures = [_figures(line.words) for line in lines]
    first = next((i for i, texts in enumerate(figures) if texts), len(figures))
    rows = figures[first:]
    if len(rows) < LEAST_FIGURES or min(map(len, rows)) < FIGURES or len(set(map(len, rows))) > 1:
        return []
    places = list(zip(*rows, strict=True))
    gutters = [
        (max(right for _, right in a), min(left for left, _ in b)) for a, b in pairwise(places)
    ]
    if any(right - left < LEAST_GUTTER_PT for left, right in gutters):
        return []
    return [frame.xs[column], *((a + b) / 2 for a, b in gutters), frame.xs[column + 1]]


def _figures(words: Sequence[Word]) -> list[tuple[float, float]]:
    """Return where the figures of a line begin and end; nothing where it says anything else."""
    if not words or any(not _is_figure(word.text) for word in words):
        return []
    return texts_apart(TextLine(sorted(words, key=lambda word: word.x0)), APART)


def _is_figure(text: str) -> bool:
    return any(c.isdigit() for c in text) or not any(c.isalpha() for c in text)


def _columns(lines: Sequence[TextLine], edges: Sequence[float]) -> int:
    """Return in how many columns the words of a cell stand."""
    return len({sum(x <= word.x0 for x in edges) for line in lines for word in line.words})


def _cut(
    frame: Frame, found: dict[int, list[float]], placed: Placed, *, filled: bool = False
) -> Frame:
    """Return a frame with more edges down; a cell over several columns stays one.

    So does one with a text that a new edge runs through and, where all parts should be `filled`,
    one that leaves a part empty: it heads them all.
    """
    xs = sorted({*frame.xs, *(x for edges in found.values() for x in edges[1:-1])})
    index = {x: i for i, x in enumerate(xs)}
    cells: list[FrameCell] = []
    for cell in frame.cells:
        first, last = index[frame.xs[cell.column]], index[frame.xs[cell.column + cell.column_span]]
        inside = xs[first : last + 1]
        if cell.column_span > 1 or _is_whole(inside, placed.lines(cell.box), filled):
            inside = [xs[first], xs[last]]
        for left, right in pairwise(inside):
            column = index[left]
            box = left, cell.box[1], right, cell.box[3]
            cells.append(replace(cell, column=column, column_span=index[right] - column, box=box))
    return replace(frame, xs=tuple(xs), cells=tuple(cells))


def _is_whole(edges: Sequence[float], lines: Sequence[TextLine], filled: bool) -> bool:
    """Tell whether a text of a cell stands across an edge, or leaves one of the parts empty."""
    if len(edges) < 3 or not lines:
        return False
    texts = [text for line in lines for text in texts_apart(line, xs=edges)]
    if any(left < x - 1 and right > x + 1 for left, right in texts for x in edges[1:-1]):
        return True
    parts = {sum(x <= (left + right) / 2 for x in edges) for left, right in texts}
    return filled and len(parts) < len(edges) - 1

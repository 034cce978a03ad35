"""Rows that no rule parts inside a ruled table: a frame comes in, one with more rows goes out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.read.pdf.columns import Ink
from pipeline.read.pdf.edged import frame_between
from pipeline.read.pdf.figures import Fill
from pipeline.read.pdf.frames import Frame, FrameCell
from pipeline.read.pdf.level import may_be_level
from pipeline.read.pdf.primitives import WHITE, Word
from pipeline.read.pdf.regions import LEAST_BAND_PT, SAME_EDGE_PT, distinct
from pipeline.read.pdf.rows import row_starts, split_rows
from pipeline.read.pdf.struck import with_titles
from pipeline.read.pdf.within import Placed

HEADER_AND_BODY = 2
"""A frame of so many rows may rule no row but its header."""
WHOLE = 0.9
"""A stripe is painted over at least this share of the width of a table."""


def parted(
    frame: Frame,
    words: Sequence[Word],
    marks: Sequence[Ink],
    placed: Placed,
    fills: Sequence[Fill],
) -> Frame:
    """Part the rows of a frame where stripes, numbers, marks or gaps show that they hold several.

    A frame that rules only its columns is read like one that rules nothing, but for these.
    """
    if frame.n_rows == 1:
        found = frame_between(frame.xs, frame.ys[0], frame.ys[-1], words, marks)
        return found if found is not None and not _is_titled(found, placed) else frame
    by_gaps = frame.n_rows == HEADER_AND_BODY
    if head := _painted_head(frame, placed, fills):
        frame = _cut(frame, head)
    frame = with_titles(frame, placed)
    cuts: list[float] = []
    for row in range(frame.n_rows):
        cells = [cell for cell in frame.cells if cell.row == row]
        single = all(cell.row_span == 1 for cell in cells) and len(cells) > 1
        if row and single and len(cells) == frame.n_columns:
            stripes = _stripes(frame, cells[0].box[1], cells[0].box[3], fills)
            cuts += stripes or _cuts(cells, placed, marks, by_gaps=by_gaps)
    return _cut(frame, cuts) if cuts else frame


def _is_titled(frame: Frame, placed: Placed) -> bool:
    """Tell whether the first of two rows is but a bold text over the text of one cell."""
    first = [placed.lines(cell.box) for cell in frame.cells if cell.row == 0]
    filled = [lines for lines in first if lines]
    alone = frame.n_rows == HEADER_AND_BODY and len(first) > 1 and len(filled) == 1
    return alone and all(line.bold for line in filled[0])


def _painted_head(frame: Frame, placed: Placed, fills: Sequence[Fill]) -> list[float]:
    """Return where the ground ends that is painted behind the heads of a row and not to its foot.

    What a page break leaves of a row may stand under its repeated header with no rule between.
    """
    x0, top, x1, bottom = frame.xs[0], frame.ys[0], frame.xs[-1], frame.ys[1]
    if any(cell.row_span > 1 for cell in frame.cells if cell.row == 0):
        return []
    grounds = [
        f.box
        for f in fills
        if f.colour != WHITE and f.box[1] >= top - SAME_EDGE_PT
        and f.box[0] < x1 - SAME_EDGE_PT and f.box[2] > x0 + SAME_EDGE_PT
    ]  # fmt: skip
    ends = distinct([box[3] for box in grounds if box[3] < bottom - SAME_EDGE_PT])
    words = placed.inside((x0, top, x1, bottom))
    for y in reversed([end for end in ends if end > top + LEAST_BAND_PT]):
        if any(box[1] <= y + SAME_EDGE_PT and box[3] > y + SAME_EDGE_PT for box in grounds):
            continue  # a ground goes on, behind some of the heads or with a piece of its own
        level = [box for box in grounds if abs(box[3] - y) <= SAME_EDGE_PT]
        painted = sum(max(min(box[2], x1) - max(box[0], x0), 0.0) for box in level)
        above = [(word.top + word.bottom) / 2 < y for word in words]
        if painted >= WHOLE * (x1 - x0) and any(above) and not all(above):
            return [y]
    return []


def _stripes(frame: Frame, top: float, bottom: float, fills: Sequence[Fill]) -> list[float]:
    """Return the edges of the stripes that are painted from side to side inside a row."""
    edges = [
        y
        for x0, upper, x1, lower in (fill.box for fill in fills)
        if x1 - x0 >= WHOLE * (frame.xs[-1] - frame.xs[0])
        and top - SAME_EDGE_PT <= upper < lower <= bottom + SAME_EDGE_PT
        and lower - upper >= LEAST_BAND_PT
        for y in (upper, lower)
    ]
    return [y for y in distinct(edges) if top + SAME_EDGE_PT < y < bottom - SAME_EDGE_PT]


def _cuts(
    cells: Sequence[FrameCell], placed: Placed, marks: Sequence[Ink], *, by_gaps: bool
) -> list[float]:
    _, top, _, bottom = cells[0].box
    level = [m for m in marks if top <= (m.box[1] + m.box[3]) / 2 < bottom]
    drawn = [
        [m for m in level if cell.box[0] <= (m.box[0] + m.box[2]) / 2 < cell.box[2]]
        for cell in cells
    ]
    if not by_gaps and not _may_part(cells, placed) and len(row_starts((), drawn)) < 2:
        return []
    columns = [placed.lines(cell.box) for cell in cells[:2]]
    if not by_gaps and len(row_starts(columns, drawn)) < 2 and not may_be_level(columns):
        return []
    columns += [placed.lines(cell.box) for cell in cells[2:]]
    return split_rows(columns, drawn, by_gaps=by_gaps)


def _may_part(cells: Sequence[FrameCell], placed: Placed) -> bool:
    """Tell whether a row's words may number rows or stand in level lines; lines cost more."""
    first = [words for cell in cells[:2] if (words := placed.inside(cell.box))]
    digits = [any(map(str.isdigit, word.text)) for words in first for word in words]
    return sum(digits) > 1 or all(
        any(word.top != words[0].top for word in words) for words in first
    )


def _cut(frame: Frame, cuts: Sequence[float]) -> Frame:
    """Return a frame with more edges across; a cell that an edge runs through becomes two."""
    ys = sorted([*frame.ys, *cuts])
    index = {y: i for i, y in enumerate(ys)}
    cells: list[FrameCell] = []
    for cell in frame.cells:
        first, last = index[frame.ys[cell.row]], index[frame.ys[cell.row + cell.row_span]]
        inside = ys[first : last + 1] if cell.row_span == 1 else [ys[first], ys[last]]
        for top, bottom in pairwise(inside):
            row = index[top]
            box = cell.box[0], top, cell.box[2], bottom
            cells.append(replace(cell, row=row, row_span=index[bottom] - row, box=box))
    ordered = sorted(cells, key=lambda cell: (cell.row, cell.column))
    return replace(frame, ys=tuple(ys), cells=tuple(ordered))

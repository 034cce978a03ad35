"""A title that the rules of its columns run through: a frame comes in, one with its cell goes out.

Rules between columns are often drawn from top to bottom, through the title that stands over
several of them. A rule that strikes through a word of the header parts no cells there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.read.pdf.frames import Frame
from pipeline.read.pdf.primitives import Word
from pipeline.read.pdf.titles import header_edges
from pipeline.read.pdf.walls import frame_of
from pipeline.read.pdf.within import Placed

INSIDE_PT = 1.0
"""A rule strikes through a word where this much of it stands on both sides."""


def with_titles(frame: Frame, placed: Placed) -> Frame:
    """Give the titles in the first row of a frame that rules strike through a cell of their own."""
    first = [cell for cell in frame.cells if cell.row == 0]
    if frame.n_rows < 2 or any(cell.row_span > 1 for cell in first):
        return frame
    box = frame.xs[0], frame.ys[0], frame.xs[-1], frame.ys[1]
    header = placed.lines(box)
    walls = [cell.box[0] for cell in first[1:]]
    struck = [word for line in header for word in line.words if _is_struck(word, walls)]
    if not struck or min(word.top for word in struck) > min(line.bottom for line in header):
        return frame
    edges = [(y, frame.xs[0], frame.xs[-1]) for y in frame.ys[:2]]
    head = frame_of(frame.xs, [*edges, *header_edges(edges, frame.xs, header)], header)
    more = head.n_rows - 1
    body = (replace(cell, row=cell.row + more) for cell in frame.cells if cell.row)
    return replace(frame, ys=(*head.ys, *frame.ys[2:]), cells=(*head.cells, *body))


def _is_struck(word: Word, walls: Sequence[float]) -> bool:
    """Tell whether a rule runs through a word."""
    return any(word.x0 < x - INSIDE_PT and word.x1 > x + INSIDE_PT for x in walls)

"""A header on several levels: the edges under the titles that stand over the heads of columns."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.read.pdf.apart import texts_apart
from pipeline.read.pdf.lines import TextLine
from pipeline.read.pdf.primitives import Box
from pipeline.read.pdf.regions import SAME_EDGE_PT, Edge

WRAPPED = 0.6
"""Lines of one text in a header are at most this many type sizes apart."""


def header_edges(
    ys: Sequence[float], xs: Sequence[float], header: Sequence[TextLine]
) -> list[Edge]:
    """Part a header under a title that stands over several of its columns, under them only."""
    edges: list[Edge] = []
    boxes = _header_texts(header)
    for box in boxes:
        over = [i for i, (a, b) in enumerate(pairwise(xs)) if box[0] < b - 1 and box[2] > a + 1]
        if len(over) < 2 and not _heads_beside(box, boxes):
            continue
        left, right = xs[over[0]], xs[over[-1] + 1]
        below = [
            word.top
            for line in header
            for word in line.words
            if word.top >= box[3] - 2 and left <= word.x0 and word.x1 <= right
        ]
        cut = (box[3] + min(below)) / 2 if below else None
        if cut is not None and all(abs(y - cut) > SAME_EDGE_PT for y in ys):
            edges.append((cut, left, right))
    return edges


def _heads_beside(title: Box, boxes: Sequence[Box]) -> bool:
    """Tell whether a title stands over the middle one of heads set on one line."""
    under = [b for b in boxes if b[1] > title[3] and b[0] < title[2] and title[0] < b[2]]
    level = [b for b in boxes if under and abs(b[1] - under[0][1]) <= 2]
    return any(b[2] <= title[0] for b in level) and any(b[0] >= title[2] for b in level)


def _header_texts(header: Sequence[TextLine]) -> list[Box]:
    """Return the boxes of the texts of a header, those on several lines as one."""
    boxes: list[Box] = []
    for line in header:
        for left, right in texts_apart(line):
            for index, (x0, top, x1, bottom) in enumerate(boxes):
                apart = line.top - bottom > WRAPPED * line.size
                if left < x1 and x0 < right and not apart and line.bottom > bottom:
                    boxes[index] = min(x0, left), top, max(x1, right), line.bottom
                    break
            else:
                boxes.append((left, line.top, right, line.bottom))
    return boxes

"""A header on several levels: the edges under the titles that stand over the heads of columns."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.read.pdf.apart import GAP, texts_apart
from pipeline.read.pdf.lines import TextLine
from pipeline.read.pdf.primitives import Box
from pipeline.read.pdf.regions import SAME_EDGE_PT, Edge

MOST_LINES = 8
"""A header of more lines than this is text."""
WRAPPED = 0.6
"""Lines of one text in a header are at most this many type sizes apart."""


def header_edges(
    drawn: Sequence[Edge], xs: Sequence[float], header: Sequence[TextLine], gap: float = GAP
) -> list[Edge]:
    """Part a header under a title that stands over several of its columns, under them only.

    `drawn` are the edges across that part the header already.
    """
    edges: list[Edge] = []
    boxes = _header_texts(header, gap, xs)
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
        if below and not _parted(drawn, box[3], min(below), left, right):
            edges.append(((box[3] + min(below)) / 2, left, right))
    return edges


def _parted(drawn: Sequence[Edge], top: float, bottom: float, left: float, right: float) -> bool:
    """Tell whether an edge runs between two texts, under most of the upper one."""
    return any(
        abs(y - (top + bottom) / 2) <= SAME_EDGE_PT
        or (top - 2 <= y <= bottom + 2 and min(x1, right) - max(x0, left) > (right - left) / 2)
        for y, x0, x1 in drawn
    )


def _heads_beside(title: Box, boxes: Sequence[Box]) -> bool:
    """Tell whether a title stands over the middle one of heads set on one line."""
    under = [b for b in boxes if b[1] > title[3] and b[0] < title[2] and title[0] < b[2]]
    level = [b for b in boxes if under and abs(b[1] - under[0][1]) <= 2]
    return any(b[2] <= title[0] for b in level) and any(b[0] >= title[2] for b in level)


def _header_texts(header: Sequence[TextLine], gap: float, xs: Sequence[float]) -> list[Box]:
    """Return the boxes of the texts of a header, those on several lines as one.

    Several texts side by side under one, in the columns it reaches into and under no other, are
    heads, and do not go on with it.
    """
    boxes: list[Box] = []
    short = len(header) <= MOST_LINES
    for line in header:
        texts = texts_apart(line, gap, xs)
        for left, right in texts:
            for index, (x0, top, x1, bottom) in enumerate(boxes):
                apart = line.top - bottom > WRAPPED * line.size
                begin = max((x for x in xs if x <= x0 + 1), default=x0)
                end = min((x for x in xs if x >= x1 - 1), default=x1)
                own = [text for text in texts if not _stands_under(text, boxes, index, line)]
                heads = short and sum(a < end and begin < b for a, b in own) > 1
                if left < x1 and x0 < right and not (heads or apart) and line.bottom > bottom:
                    boxes[index] = min(x0, left), top, max(x1, right), line.bottom
                    break
            else:
                boxes.append((left, line.top, right, line.bottom))
    return boxes


def _stands_under(
    text: tuple[float, float], boxes: Sequence[Box], own: int, line: TextLine
) -> bool:
    """Tell whether a text of a line stands under another box than its own."""
    return any(
        left < text[1] and text[0] < right and top < line.top
        for index, (left, top, right, _) in enumerate(boxes)
        if index != own
    )

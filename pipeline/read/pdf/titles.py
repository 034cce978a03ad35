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
CENTRED_PT = 2.5
"""A title stands at most this far from the middle of the columns that it is centred over."""
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
        first, last = _spanned(box, boxes, xs)
        if last - first < 2 and not _heads_beside(box, boxes):
            continue
        left, right = xs[first], xs[last]
        below = [
            word.top
            for line in header
            for word in line.words
            if word.top >= box[3] - 2 and left <= word.x0 and word.x1 <= right
        ]
        if below and not _parted(drawn, box[3], min(below), left, right):
            edges.append(((box[3] + min(below)) / 2, left, right))
    return edges


def title_spans(
    xs: Sequence[float], header: Sequence[TextLine], gap: float = GAP
) -> list[tuple[Box, int, int]]:
    """Return the texts of a header over several columns, with the edges they begin and end at."""
    boxes = _header_texts(header, gap, xs)
    spans = ((box, *_spanned(box, boxes, xs)) for box in boxes)
    return [(box, first, last) for box, first, last in spans if last - first > 1]


def _spanned(box: Box, boxes: Sequence[Box], xs: Sequence[float]) -> tuple[int, int]:
    """Return the first and the last edge of the columns that a text of a header stands over.

    Those it reaches into, and as many beside them as it stands in the middle of: each has a head
    under it, and nothing level with it.
    """
    columns = list(enumerate(pairwise(xs)))
    over = [i for i, (a, b) in columns if box[0] < b - 1 and box[2] > a + 1]
    if not over:
        return 0, 0
    first, last = over[0], over[-1] + 1
    if not any(below[1] >= box[3] - 2 for below in boxes):
        return first, last
    middles = {i: _middle_under(box, boxes, a, b) for i, (a, b) in columns}
    spans = [
        (start, end)
        for start in range(first, -1, -1)
        for end in range(last, len(xs))
        if _is_centred(box, [middles[column] for column in range(start, end)])
    ]
    return max(spans, key=lambda span: span[1] - span[0], default=(first, last))


def _is_centred(title: Box, middles: Sequence[float | None]) -> bool:
    """Tell whether a title stands in the middle of heads, of which none is missing."""
    first, last = middles[0], middles[-1]
    if None in middles or first is None or last is None:
        return False
    return abs(first + last - title[0] - title[2]) <= 2 * CENTRED_PT


def _middle_under(title: Box, boxes: Sequence[Box], left: float, right: float) -> float | None:
    """Return the middle of the only head in a column under a title, or None.

    None also where another text is level with the title there, or another title is nearer.
    """
    inside = [b for b in boxes if b is not title and b[0] < right - 1 and left + 1 < b[2]]
    under = [b for b in inside if b[1] >= title[3] - 2]
    level = [b for b in boxes if b is not title and b[1] < title[3] and title[1] < b[3]]
    if len(under) != 1 or any(b in level for b in inside):
        return None
    head = under[0][0] + under[0][2]
    titles = [b for b in level if any(o[1] >= b[3] - 2 and _over(b, o) for o in boxes)]
    far = abs(title[0] + title[2] - head)
    return None if any(abs(b[0] + b[2] - head) < far for b in titles) else head / 2


def _over(title: Box, head: Box) -> bool:
    return title[0] < head[2] and head[0] < title[2]


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

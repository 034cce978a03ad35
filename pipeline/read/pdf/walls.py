"""The columns of a table, the edges across it and its header → its frame.

An edge parts the cells that it runs through; a text of the header joins those that it stands over.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.read.pdf.apart import GAP, texts_apart
from pipeline.read.pdf.frames import Frame, walled_frame
from pipeline.read.pdf.headed import Stretch
from pipeline.read.pdf.lines import TextLine
from pipeline.read.pdf.regions import SAME_EDGE_PT, Edge, distinct
from pipeline.read.pdf.titles import title_spans

_PARTS = 0.55
"""The share of a column that an edge must run through to part its cells."""


def frame_of(
    xs: Sequence[float],
    edges: Sequence[Edge],
    header: Sequence[TextLine],
    gap: float = GAP,
    heads: Sequence[Stretch] = (),
) -> Frame:
    """Return the frame that edges across make of columns.

    Args:
        xs: the edges of the columns.
        edges: the edges across, of which some run through part of the columns.
        header: the lines above the first row.
        gap: how many type sizes set two texts of the header apart.
        heads: where rows stand that no wall parts.
    """
    ys = distinct([edge[0] for edge in edges])
    below = {
        (row, column)
        for row, y in enumerate(ys)
        for level in [[e for e in edges if abs(e[0] - y) <= SAME_EDGE_PT]]
        for column in range(len(xs) - 1)
        if any(_covers(edge, xs, column) for edge in level)
    }
    spans = title_spans(xs, header, gap)
    right = {
        (edge, row)
        for edge in range(len(xs))
        for row in range(len(ys) - 1)
        if not any(top <= (ys[row] + ys[row + 1]) / 2 < bottom for top, bottom in heads)
        and not _crossed(xs, edge, (ys[row], ys[row + 1]), header, gap)
        and not any(
            first < edge < last and ys[row] - 2 <= (box[1] + box[3]) / 2 <= ys[row + 1] + 2
            for box, first, last in spans
        )
    }
    return walled_frame(xs, ys, right, below)


def _covers(edge: Edge, xs: Sequence[float], column: int) -> bool:
    shared = min(edge[2], xs[column + 1]) - max(edge[1], xs[column])
    return shared >= _PARTS * (xs[column + 1] - xs[column])


def _crossed(
    xs: Sequence[float],
    edge: int,
    row: tuple[float, float],
    header: Sequence[TextLine],
    gap: float,
) -> bool:
    """Tell whether a text of the header stands across an edge of the columns."""
    top, bottom = row
    return any(
        left < xs[edge] - 1 and right > xs[edge] + 1
        for line in header
        if top - 2 <= (line.top + line.bottom) / 2 <= bottom + 2
        for left, right in texts_apart(line, gap, xs)
    )

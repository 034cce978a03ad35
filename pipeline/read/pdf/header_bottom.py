"""Where the header of a table ends that edges across mark out: at an edge, or between two lines."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.read.pdf.apart import texts_apart
from pipeline.read.pdf.lines import TextLine
from pipeline.read.pdf.regions import SAME_EDGE_PT, Edge
from pipeline.read.pdf.rows import header_end
from pipeline.read.pdf.titles import WRAPPED


def header_bottom(ys: Sequence[float], edges: Sequence[Edge], lines: Sequence[TextLine]) -> float:
    """Return the height at which the header ends.

    Args:
        ys: the edges that run all the way.
        edges: the edges across, those that run through part of the columns too.
        lines: the lines of the table.
    """
    head = _first_edge(ys, lines)
    above = [line for line in lines if line.top < head - 2]
    cut = header_end(above)
    if cut is None and above and all(line.bold for line in above):
        cut = _under_heads(head, edges, above)
    return head if cut is None else cut


def _first_edge(ys: Sequence[float], lines: Sequence[TextLine]) -> float:
    """Return the first edge that has text above it inside the region.

    Where bold texts stand side by side over it and under it, those under it end the header.
    """
    inner = [y for y in ys[1:] if any(line.bottom <= y + 3 for line in lines)]
    if not inner:
        return ys[-1]
    title = [line for line in lines if line.top < inner[0] - 2]
    for y in inner[1:2]:
        under = [line for line in lines if inner[0] - 2 <= line.top < y - 2]
        rest = any(not line.bold for line in lines if line.top >= y - 2)
        if rest and _are_heads(title) and _are_heads(under):
            return y
    return inner[0]


def _are_heads(lines: Sequence[TextLine]) -> bool:
    """Tell whether lines are bold, and texts stand side by side on one of them."""
    return all(line.bold for line in lines) and any(len(texts_apart(line)) > 1 for line in lines)


def _under_heads(head: float, edges: Sequence[Edge], lines: Sequence[TextLine]) -> float | None:
    """Return the last edge under some of the heads, where what follows it is no head but a row.

    That is a text beside the edge, set apart from the head that stands over it.
    """
    part = [edge for edge in edges if edge[0] < head - SAME_EDGE_PT]
    if not part:
        return None
    y, left, right = max(part)
    words = [word for line in lines for word in line.words]
    above = [word for word in words if word.bottom <= y + SAME_EDGE_PT]
    below = [word for word in words if word.bottom > y + SAME_EDGE_PT]
    if not below or any(word.x1 > left and word.x0 < right for word in below):
        return None
    first = min(below, key=lambda word: word.top)
    over = [w.bottom for w in above if not (w.x1 > left and w.x0 < right)]
    apart = bool(over) and first.top - max(over) > WRAPPED * first.size
    return y if apart else None

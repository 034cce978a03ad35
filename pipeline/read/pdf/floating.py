"""Painted rectangles that bound no rows: bars that float inside a row, banners over a page.

A bar of a schedule stands alone between two edges that run far over it and touches neither; the
grounds of cells and of rows meet the edges of others. A banner runs from edge to edge of its page.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.read.pdf.figures import Fill, Rule
from pipeline.read.pdf.primitives import Box
from pipeline.read.pdf.regions import EXTENT_PT

OFF_PT = 1.5
"""A bar is further than this from the edges of its row."""
LEAST_BANDS = 3
"""Fewer bands that run from edge to edge of a page are banners, and no rows of a table."""
BLEED_PT = 4.0
"""A banner ends at most so far from the edge of its page."""
_WIDE = 0.9
"""An edge as wide as this share of the widest one bounds rows."""
_ROW_PT = 60.0
"""The edges of one row stand at most so far apart."""


def without_banners(fills: Sequence[Fill], width: float) -> list[Fill]:
    """Return the fills of a page of a width without its banners."""
    across = [f for f in fills if f.box[0] <= BLEED_PT and f.box[2] >= width - BLEED_PT]
    if len(across) >= LEAST_BANDS and not _stand_over_tables(across, fills, width):
        return list(fills)
    return [fill for fill in fills if fill not in across]


def _stand_over_tables(bands: Sequence[Fill], fills: Sequence[Fill], width: float) -> bool:
    """Tell whether what is painted between each two bands stands clear of the page's sides."""
    own = [fill.box for fill in fills if fill not in bands]
    for above, below in pairwise(sorted({band.box for band in bands}, key=lambda box: box[1])):
        between = [box for box in own if above[3] <= box[1] and box[3] <= below[1]]
        left = min((box[0] for box in between), default=0)
        right = max((box[2] for box in between), default=0)
        if left <= EXTENT_PT or right >= width - EXTENT_PT:
            return False
    return True


def without_bars(fills: Sequence[Fill], rules: Sequence[Rule]) -> list[Fill]:
    """Return the fills without those that float alone between two edges.

    Args:
        fills: the painted rectangles of a stretch of a page.
        rules: the lines across it.
    """
    edges = [(rule.at, rule.start, rule.end) for rule in rules]
    edges += [(y, f.box[0], f.box[2]) for f in fills for y in (f.box[1], f.box[3])]
    widest = max((end - start for _, start, end in edges), default=0.0)
    wide = sorted(edge for edge in edges if edge[2] - edge[1] >= _WIDE * widest)
    rows: dict[tuple[float, float], list[Fill]] = {}
    for fill in fills:
        row = _row(fill.box, wide) if fill.box[2] - fill.box[0] < _WIDE * widest else None
        if row is not None:
            rows.setdefault(row, []).append(fill)
    floating = {
        id(fill)
        for (top, bottom), held in rows.items()
        if bottom - top <= _ROW_PT and _on_one_level([fill.box for fill in held])
        for fill in held
        if fill.box[1] - top > OFF_PT and bottom - fill.box[3] > OFF_PT
    }
    return [fill for fill in fills if id(fill) not in floating]


def _row(box: Box, edges: Sequence[tuple[float, float, float]]) -> tuple[float, float] | None:
    """Return the nearest edges above and below a box that run over all of it."""
    over = [y for y, start, end in edges if start - 1 <= box[0] and box[2] <= end + 1]
    above = max((y for y in over if y <= box[1] + 1), default=None)
    below = min((y for y in over if y >= box[3] - 1), default=None)
    return (above, below) if above is not None and below is not None else None


def _on_one_level(boxes: Sequence[Box]) -> bool:
    """Tell whether boxes stand side by side: some height runs through all of them."""
    return max(box[1] for box in boxes) < min(box[3] for box in boxes)

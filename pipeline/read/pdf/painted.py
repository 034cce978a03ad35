"""Where the columns of a table run whose cells are painted one by one, from the fills."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.read.pdf.columns import Ink, split_wide
from pipeline.read.pdf.figures import Fill
from pipeline.read.pdf.primitives import Box
from pipeline.read.pdf.regions import LEAST_WIDTH_PT, SAME_EDGE_PT, Region, distinct

LEAST_CELL_PT = 12.0
"""What is painted smaller than this is a mark, not a cell."""
NARROW_PT = 8.0
"""A painted column narrower than this with no ink in it is the padding of a cell."""
_CUT = 0.1
"""The share of lines with a word across an edge from which the edges are not columns."""


def painted_columns(
    region: Region, ys: Sequence[float], fills: Sequence[Fill], ink: Sequence[Sequence[Ink]]
) -> list[float] | None:
    """Return the columns that the fills of single cells paint, or None."""
    inside = [
        f.box
        for f in fills
        if f.box[0] >= region.x0 - SAME_EDGE_PT
        and f.box[2] <= region.x1 + SAME_EDGE_PT
        and f.box[1] >= ys[0] - SAME_EDGE_PT
        and f.box[3] <= ys[-1] + SAME_EDGE_PT
        and f.box[2] - f.box[0] < 0.9 * (region.x1 - region.x0)
        and max(f.box[2] - f.box[0], f.box[3] - f.box[1]) >= LEAST_CELL_PT
    ]
    starts = sorted(box[0] for box in inside)
    xs = distinct([region.x0, *starts, region.x1])
    counted = [sum(abs(x - start) <= SAME_EDGE_PT for start in starts) for x in xs]
    rows = max(len(ys) - 1, 1)
    last = len(xs) - 1
    kept = [x for i, x in enumerate(xs) if i in (0, last) or counted[i] >= max(2, 0.3 * rows)]
    kept = _without_padding(kept, ink)
    cut = sum(
        inked.box[0] < x - 1 and inked.box[2] > x + 1
        for x in kept[1:-1]
        for line in ink
        for inked in line
    )
    if len(kept) < 3 or cut > _CUT * len(ink):
        return None
    return split_wide(kept, ink, 2 * LEAST_WIDTH_PT)


def at_painted_sides(
    xs: Sequence[float], fills: Sequence[Fill], ink: Sequence[Sequence[Ink]]
) -> list[float]:
    """Return the edges of columns, those where the sides of painted cells show them more exactly.

    Such a side has the same texts to its left and to its right, and runs through none.
    """
    boxes = [inked.box for line in ink for inked in line]
    cells = [f.box for f in fills if min(f.box[2] - f.box[0], f.box[3] - f.box[1]) >= NARROW_PT]
    sides = distinct([x for box in cells for x in (box[0], box[2])])
    moved = list(xs)
    for i, x in list(enumerate(xs))[1:-1]:
        near = [s for s in sides if xs[i - 1] < s < xs[i + 1] and _parts_alike(s, x, boxes)]
        moved[i] = min(near, key=lambda side: abs(side - x), default=x)
    return moved


def _parts_alike(side: float, x: float, boxes: Sequence[Box]) -> bool:
    """Tell whether two edges part ink in the same way, and the first runs through none of it."""
    return all(
        (box[2] <= side + 1 or box[0] >= side - 1)
        and (box[0] + box[2] < 2 * side) == (box[0] + box[2] < 2 * x)
        for box in boxes
    )


def _without_padding(xs: list[float], ink: Sequence[Sequence[Ink]]) -> list[float]:
    """Join narrow columns without ink with the column to their right."""
    middles = [(inked.box[0] + inked.box[2]) / 2 for line in ink for inked in line]
    kept = xs[:1]
    for left, right in pairwise(xs):
        empty = right - left < NARROW_PT and not any(left <= x < right for x in middles)
        if empty and right != xs[-1]:
            continue
        if empty and len(kept) > 1:
            kept[-1] = right
        else:
            kept.append(right)
    return kept

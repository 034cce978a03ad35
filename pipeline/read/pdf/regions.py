"""Rules across and the edges of painted bands → regions of one extent, the widest first.

Edges that begin and end alike bound one region; those that run inside it part some of its columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.read.pdf.figures import Fill, Rule
from pipeline.read.pdf.primitives import Box

EXTENT_PT = 8.0
"""Rules whose ends differ by less than this belong to one table."""
SAME_EDGE_PT = 3.0
LEAST_WIDTH_PT = 30.0
LEAST_TABLE_PT = 120.0
LEAST_BAND_PT = 7.0

Edge = tuple[float, float, float]
"""y, x0, x1 in points: an edge across and how far it runs."""


@dataclass(slots=True)
class Region:
    """Edges across that have one extent, and those that run inside it."""

    x0: float
    x1: float
    edges: list[Edge] = field(default_factory=list)

    @property
    def ys(self) -> list[float]:
        """The edges that run all the way."""
        width = self.x1 - self.x0
        return distinct([y for y, x0, x1 in self.edges if x1 - x0 >= 0.9 * width])


def find_regions(rules: Sequence[Rule], fills: Sequence[Fill]) -> list[Region]:
    """Group edges by their extent, the widest first; edges inside a region join it.

    Those over or under it are grouped again: a table may stand under a banner that is wider.
    """
    edges: list[Edge] = [(r.at, r.start, r.end) for r in rules if r.end - r.start >= LEAST_WIDTH_PT]
    for x0, top, x1, bottom in _bands(fills):
        if x1 - x0 >= LEAST_WIDTH_PT and bottom - top >= LEAST_BAND_PT:
            edges += [(top, x0, x1), (bottom, x0, x1)]
    return _regions(edges)


def _regions(edges: Sequence[Edge]) -> list[Region]:
    regions: list[Region] = []
    inner: list[Edge] = []
    for edge in sorted(edges, key=lambda e: (round(e[1] - e[2]), e[0])):
        _y, x0, x1 = edge
        for region in regions:
            if abs(region.x0 - x0) <= EXTENT_PT and abs(region.x1 - x1) <= EXTENT_PT:
                region.edges.append(edge)
                break
            if region.x0 - EXTENT_PT <= x0 and x1 <= region.x1 + EXTENT_PT:
                inner.append(edge)
                break
        else:
            if x1 - x0 >= LEAST_TABLE_PT:
                regions.append(Region(x0, x1, [edge]))
    kept: list[Region] = []
    rest = inner
    for region in (region for region in regions if len(region.ys) >= 2):
        ys = region.ys
        own = [e for e in inner if _is_inside(e, region, ys, -SAME_EDGE_PT)]
        rest = [e for e in rest if not _is_inside(e, region, ys, SAME_EDGE_PT)]
        framed = [r for r in _regions(own) if _is_framed(r, region)] if len(ys) == 2 else []
        if framed:
            kept += framed
        else:
            region.edges += own
            kept.append(region)
    return kept + (_regions(rest) if rest else [])


def _is_framed(region: Region, frame: Region) -> bool:
    """Tell whether a region of several rows stands clear of the sides of a box around it."""
    beside = region.x0 - frame.x0, frame.x1 - region.x1
    return min(beside) > EXTENT_PT and len(region.ys) > 2


def _is_inside(edge: Edge, region: Region, ys: Sequence[float], beyond: float) -> bool:
    """Tell whether an edge runs from so far beyond the first edge of a region to the last."""
    y, x0, x1 = edge
    within = region.x0 - EXTENT_PT <= x0 and x1 <= region.x1 + EXTENT_PT
    return within and ys[0] - beyond < y < ys[-1] + beyond


def _bands(fills: Sequence[Fill]) -> list[Box]:
    """Join the fills that stand side by side into bands; keep the edges inside a band too."""
    bands: list[Box] = []
    for fill in sorted(fills, key=lambda f: (round(f.box[1]), f.box[0])):
        x0, top, x1, bottom = fill.box
        for index, (left, up, right, down) in enumerate(bands):
            beside = x0 <= right + SAME_EDGE_PT and left <= x1 + SAME_EDGE_PT
            level = abs(up - top) <= SAME_EDGE_PT
            if beside and level:
                bands[index] = min(left, x0), min(up, top), max(right, x1), max(down, bottom)
                break
        else:
            bands.append(fill.box)
    singles = [fill.box for fill in fills if fill.box not in bands]
    return [*bands, *singles]


def distinct(values: Sequence[float]) -> list[float]:
    """Return values in order, those that are nearly the same as one."""
    kept: list[float] = []
    for value in sorted(values):
        if not kept or value - kept[-1] > SAME_EDGE_PT:
            kept.append(value)
    return kept

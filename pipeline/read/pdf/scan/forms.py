"""A form in a scan → a painted path that is told by its shape, as the paths of any PDF are."""

from __future__ import annotations

import math

from pipeline.read.pdf.primitives import Colour, Path, Point, Subpath
from pipeline.read.pdf.scan.blobs import Blob

BLACK: Colour = (0, 0, 0)


def to_path(blob: Blob) -> Path:
    """Return the form of a blob; one that nobody knows is a stroke there and back, like no sign."""
    x0, top, x1, bottom = blob.box
    if blob.form == "dot":
        return Path([Subpath(_round(blob), curved=True, closed=True)], None, BLACK)
    if blob.form == "square":
        return Path([_frame(blob)], None, BLACK)
    if blob.form == "ring":
        return Path([Subpath(_round(blob), curved=True, closed=True)], BLACK, None)
    if blob.form == "box":
        return Path([_frame(blob)], BLACK, None)
    rising, falling = Subpath([(x0, bottom), (x1, top)]), Subpath([(x0, top), (x1, bottom)])
    if blob.form in ("cross", "checked", "crossed"):
        return Path([rising, falling], BLACK, None)
    if blob.form == "tick":
        knee = (x0 + 0.35 * (x1 - x0), bottom)
        points = [(x0, (top + bottom) / 2), knee, (x1, top)]
        return Path([Subpath(points)], BLACK, None)
    return Path([Subpath([*rising.points, rising.points[0]])], BLACK, None)


def _frame(blob: Blob) -> Subpath:
    x0, top, x1, bottom = blob.box
    points = [(x0, top), (x1, top), (x1, bottom), (x0, bottom), (x0, top)]
    return Subpath(points, closed=True)


def _round(blob: Blob) -> list[Point]:
    x0, top, x1, bottom = blob.box
    across, down = (x0 + x1) / 2, (top + bottom) / 2
    return [
        (across + (x1 - x0) / 2 * math.cos(turn), down + (bottom - top) / 2 * math.sin(turn))
        for turn in (step * math.pi / 4 for step in range(8))
    ]

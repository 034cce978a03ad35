"""The form of a small piece of ink: a tick, a cross, a dot, a box; or not plain.

Pixels go in, the name of a form comes out. Scanned marks, images and glyphs without a character
are all told by it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from pipeline.read.pdf.patches import Mask, count_patches, filled, shrunk

Form = Literal[
    "dot", "square", "solid", "tick", "cross", "dash", "box", "ring", "checked", "crossed",
    "unknown",
]  # fmt: skip
"""A `solid` is a full form without a notch: a triangle, a diamond."""

_EMPTY = 0.02
"""The share of its frame that a stray pixel or two in an empty box fill."""
_THICK = 0.25
"""The frame of a box is thinner than this share of it."""
_CENTRAL = 0.08
"""What stands in the middle of a frame is off it by less than this share of it."""
_CHECKS: dict[Form, Form] = {
    "tick": "checked",
    "cross": "crossed",
    "dot": "checked",
    "square": "checked",
    "solid": "checked",
}
"""What a box is that a form stands in."""


def form_of(ink: Mask) -> Form:
    """Return what a small drawing is, "unknown" where that is not plain."""
    height, width = ink.shape
    full = filled(ink)
    if full.sum() > ink.sum() and (cut := _cut_out(ink, full)) is not None:
        return cut
    if count_patches(full) != 1:
        return "unknown"
    if full.sum() > 1.15 * ink.sum():
        return _hollow(ink, full)
    share = float(ink.mean())
    if height <= 0.4 * width and share >= 0.75:
        return "dash"
    square = min(height, width) >= 0.8 * max(height, width)
    if square and share >= 0.93:
        return "square"
    if square and share >= 0.68 and _is_disc(ink):
        return "dot"
    if _is_tick(ink):
        return "tick"
    if square and _is_cross(ink):
        return "cross"
    return "solid" if min(ink.shape) >= 0.5 * max(ink.shape) and _is_full(ink) else "unknown"


def _hollow(ink: Mask, full: Mask) -> Form:
    """Return what a form with holes is: a frame, by what stands in it; or a full form cut out."""
    height, width = ink.shape
    if min(height, width) < 0.85 * max(height, width):
        return "unknown"
    empty: Form = "box" if full.mean() >= 0.9 else "ring"
    if empty == "ring" and not _is_disc(full):
        return "unknown"
    middle = ink[height // 4 : height - height // 4, width // 4 : width - width // 4]
    if middle.mean() <= _EMPTY:
        return empty
    left, right, top, bottom = (side + 1 for side in _sides(ink))
    if min(left, right, top, bottom) > _THICK * height:
        return "unknown"
    inner = ink & shrunk(full, min(left, right, top, bottom))
    if empty == "box":
        inner = inner[top : height - bottom, left : width - right]
    if inner.sum() <= _EMPTY * full.sum():
        return empty
    held = form_of(_trimmed(inner))
    return _CHECKS.get(held, "unknown") if held != "solid" or _is_central(inner) else "unknown"


def _is_central(ink: Mask) -> bool:
    """Tell whether ink stands in the middle: a sector of a disc is a share, no tick in a box."""
    rows, columns = np.nonzero(ink)
    height, width = ink.shape
    off = (rows.mean() + 0.5) / height - 0.5, (columns.mean() + 0.5) / width - 0.5
    return bool(max(map(abs, off)) < _CENTRAL)


def _cut_out(ink: Mask, full: Mask) -> Form | None:
    """Return what a disc or a square is that a tick or a cross is cut out of; None for others."""
    if ink.sum() < 0.6 * full.sum() or not (full.mean() >= 0.9 or _is_disc(full)):
        return None
    hole = form_of(_trimmed(full & ~ink))
    return _CHECKS[hole] if hole in ("tick", "cross") else None


def _sides(ink: Mask) -> list[int]:
    """Return how many pixels thick each side of a frame is where it is thinnest.

    A side may be thinner than the others: a rule that touches it took some of it away.
    """
    height, width = ink.shape
    sides = [max(height, width)] * 4  # left, right, top, bottom
    for share in (0.3, 0.5, 0.7):
        row, column = ink[int(share * height)], ink[:, int(share * width)]
        for side, line in enumerate((row, row[::-1], column, column[::-1])):
            first = int(np.argmax(line))
            rest = line[first:]
            run = first + (int(np.argmin(rest)) if not rest.all() else len(rest))
            sides[side] = min(sides[side], run)
    return sides


def _trimmed(ink: Mask) -> Mask:
    """Return ink without the empty rows and columns around it."""
    rows, columns = np.nonzero(ink.any(axis=1))[0], np.nonzero(ink.any(axis=0))[0]
    return ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def _is_full(ink: Mask) -> bool:
    """Tell whether ink fills nearly all of the tightest cord around it."""
    edges = [
        (int(column), row)
        for row, line in enumerate(ink)
        for column in (np.argmax(line), len(line) - np.argmax(line[::-1]))
        if line.any()
    ]
    points = sorted({(x, y + d) for x, y in edges for d in (0, 1)})
    cord = [*_half(points), *_half(points[::-1])]
    turned = zip(cord, [*cord[1:], cord[0]], strict=True)
    area = abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in turned)) / 2
    return bool(ink.sum() >= 0.9 * area)


def _half(points: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return one side of the tightest cord around points that come sorted."""
    cord: list[tuple[int, int]] = []
    for x, y in points:
        while len(cord) > 1 and _turn(cord[-2], cord[-1], (x, y)) <= 0:
            cord.pop()
        cord.append((x, y))
    return cord[:-1]


def _turn(a: tuple[int, int], b: tuple[int, int], c: tuple[int, int]) -> int:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _is_disc(ink: Mask) -> bool:
    """Tell whether ink fills the ellipse in its box, and little else."""
    height, width = ink.shape
    ys, xs = np.mgrid[0:height, 0:width]
    away: NDArray[Any] = ((ys + 0.5) / height * 2 - 1) ** 2 + ((xs + 0.5) / width * 2 - 1) ** 2
    slack = 3.0 / min(height, width)
    missing = (~ink & (away < 1 - slack)).sum()
    beyond = (ink & (away > 1 + slack)).sum()
    return bool(missing + beyond <= 0.04 * ink.size)


def _is_tick(ink: Mask) -> bool:
    """Tell whether ink goes down a little, then up to the right a long way."""
    height, width = ink.shape
    if not 0.5 * width <= height <= 1.8 * width:
        return False
    middles = _middles(ink)
    low = int(np.argmax(middles))
    if not 0.1 * width <= low <= 0.6 * width:
        return False
    rise_left = middles[low] - float(middles[: low + 1].min())
    rise_right = middles[low] - float(middles[low:].min())
    if rise_right < 0.45 * height or not 0.05 * height < rise_left < 0.8 * rise_right:
        return False
    return _monotone(-middles[low:]) and _monotone(middles[: low + 1])


def _middles(ink: Mask) -> NDArray[Any]:
    """Return the middle of the ink in each column."""
    rows = np.arange(ink.shape[0])[:, None]
    counts = ink.sum(axis=0)
    middles: NDArray[Any] = (ink * rows).sum(axis=0) / np.maximum(counts, 1)
    return middles


def _monotone(values: NDArray[Any]) -> bool:
    """Tell whether values grow all the way, but for a little."""
    back = float(np.maximum(-np.diff(values), 0).sum()) if len(values) > 1 else 0.0
    return back <= 0.15 * (float(values.max() - values.min()) + 1)


def _is_cross(ink: Mask) -> bool:
    """Tell whether ink lies along both diagonals of its box, and nowhere else."""
    height, width = ink.shape
    ys, xs = np.mgrid[0:height, 0:width]
    down, across = (ys + 0.5) / height, (xs + 0.5) / width
    away = np.minimum(np.abs(down - across), np.abs(down + across - 1))
    on, off = ink[away < 0.08], ink[away > 0.25]
    return bool(on.mean() > 0.7 and off.mean() < 0.1)

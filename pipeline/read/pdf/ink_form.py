"""The form of a small piece of ink: a tick, a cross, a dot, a box; or not plain.

Pixels go in, the name of a form comes out. Scanned marks, images and glyphs without a character
are all told by it.
"""

from __future__ import annotations

from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

Mask = NDArray[np.bool_]
Form = Literal["dot", "square", "tick", "cross", "dash", "box", "ring", "checked", "unknown"]


def form_of(ink: Mask) -> Form:
    """Return what a small drawing is, "unknown" where that is not plain."""
    height, width = ink.shape
    full = ndimage.binary_fill_holes(ink)
    if ndimage.label(full, structure=np.ones((3, 3)))[1] != 1:
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
    return "cross" if square and _is_cross(ink) else "unknown"


def _hollow(ink: Mask, full: Mask) -> Form:
    height, width = ink.shape
    if min(height, width) < 0.85 * max(height, width):
        return "unknown"
    inner = full[height // 4 : height - height // 4, width // 4 : width - width // 4]
    within = ink[height // 4 : height - height // 4, width // 4 : width - width // 4]
    if full.mean() >= 0.9:
        return "checked" if within.mean() > 0.08 else "box"
    if _is_disc(full) and inner.all() and not within.any():
        return "ring"
    return "unknown"


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

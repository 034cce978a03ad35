"""Ink → the small things that stand alone on a page: marks, bullets, single figures.

Ink is one thing where its pieces are closer than words are. What is no larger than a mark may be
is taken off the page before letters are read, and named by its form alone; a form that may be a
letter or figure is left to be read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from pipeline.read.pdf.primitives import Box
from pipeline.read.pdf.scan.ground import Grey
from pipeline.read.pdf.scan.heads import INKED
from pipeline.read.pdf.scan.scale import POINT
from pipeline.read.pdf.scan.sheet import Mask, Sheet

Form = Literal["dot", "square", "tick", "cross", "dash", "box", "ring", "checked", "unknown"]

_APART = 25  # pixels that part two things on one line: more than a space
_STACK = 9  # pixels that part two things one above the other
_LARGEST = 15.5 * POINT
_SPECK = 1.3 * POINT
_COLON = 2.7  # heights of its dots that a colon has between them, at most
_LARGEST_STOP = 3.4 * POINT  # of a dot that may be a colon's
_BEFORE = 5  # heights of its dots from a colon to the text before it, at most
_WRITTEN: frozenset[Form] = frozenset({"dash", "unknown"})


@dataclass(slots=True)
class Blob:
    """Something that stands alone: its box in pixels, its ink, and its form."""

    left: int
    top: int
    right: int
    bottom: int
    ink: Grey
    form: Form = "unknown"
    text: str = ""

    @property
    def box(self) -> Box:
        """x0, top, x1, bottom in points."""
        return self.left / POINT, self.top / POINT, self.right / POINT, self.bottom / POINT


def take_blobs(sheet: Sheet) -> list[Blob]:
    """Return what stands alone on a page and wipe it from its ink; specks are wiped only."""
    inked = sheet.ink > INKED
    near = ndimage.maximum_filter(inked, size=(_STACK, _APART))
    groups, _ = ndimage.label(near)
    blobs = []
    for number, part in enumerate(ndimage.find_objects(groups), 1):
        height, width = part[0].stop - part[0].start, part[1].stop - part[1].start
        if height > _LARGEST + _STACK or width > _LARGEST + _APART:
            continue
        blob = cut_out(sheet.ink, part, (groups[part] == number) & inked[part])
        blob.form = _form(blob.ink > INKED)
        if _is_written(inked, blob):
            continue
        rows = slice(max(blob.top - 2, 0), blob.bottom + 2)
        sheet.ink[rows, max(blob.left - 2, 0) : blob.right + 2] = 0
        if max(blob.ink.shape) >= _SPECK:
            blobs.append(blob)
    return blobs


def cut_out(ink: Grey, part: tuple[slice, slice], own: Mask) -> Blob:
    """Return what of a part of a page's ink is one thing's own, trimmed."""
    rows, columns = np.nonzero(own.any(axis=1))[0], np.nonzero(own.any(axis=0))[0]
    top, bottom = part[0].start + int(rows[0]), part[0].start + int(rows[-1]) + 1
    left, right = part[1].start + int(columns[0]), part[1].start + int(columns[-1]) + 1
    return Blob(left, top, right, bottom, ink[top:bottom, left:right].copy())


def is_colon(ink: Mask) -> bool:
    """Tell whether ink is two dots of one size, one above the other."""
    labels, pieces = ndimage.label(ink, structure=np.ones((3, 3)))
    if pieces != 2 or ink.shape[0] < 2 * ink.shape[1]:
        return False
    upper, lower = np.bincount(labels.ravel())[1:]
    return bool(min(upper, lower) >= 0.7 * max(upper, lower))


def _is_written(inked: Mask, blob: Blob) -> bool:
    """Tell whether a thing is part of a text: a letter beside others, a dot of a colon."""
    return _stacked(inked, blob) or (blob.form in _WRITTEN and _beside(inked, blob))


def _stacked(inked: Mask, blob: Blob) -> bool:
    """Tell whether a dot is of a colon: one like it close above or under it, a text before it."""
    height, width = blob.ink.shape
    if max(height, width) > _LARGEST_STOP:
        return False
    around = slice(max(blob.top - 4 * height, 0), blob.bottom + 4 * height)
    if not inked[around, max(blob.left - _BEFORE * height, 0) : max(blob.left - 1, 0)].any():
        return False
    reach = int(_COLON * height) + height
    columns = slice(max(blob.left - width, 0), blob.right + width)
    above = inked[max(blob.top - reach, 0) : blob.top, columns][::-1]
    below = inked[blob.bottom : blob.bottom + reach, columns]
    return any(_begins_with_dot(rows, height, width) for rows in (above, below))


def _begins_with_dot(rows: Mask, height: int, width: int) -> bool:
    """Tell whether the first ink of some rows is a dot of this size, with nothing beside it."""
    inked = rows.max(axis=1, initial=False)
    if not inked[: int(_COLON * height)].any():
        return False
    first = int(np.argmax(inked))
    gaps = np.nonzero(~inked[first:])[0]
    tall = int(gaps[0]) if len(gaps) else len(inked) - first
    wide = np.nonzero(rows[first : first + tall].max(axis=0, initial=False))[0]
    sizes = abs(tall - height), abs(int(wide[-1] - wide[0]) + 1 - width)
    return max(sizes) <= max(2, height // 4)


def _beside(inked: Mask, blob: Blob) -> bool:
    """Tell whether print stands so close on the same line that it is one text."""
    height, width = blob.ink.shape
    reach = max(_APART, height, width // 2)
    rows = slice(blob.top, blob.bottom)
    before = inked[rows, max(blob.left - reach, 0) : blob.left]
    return bool(before.any() or inked[rows, blob.right : blob.right + reach].any())


def _form(ink: Mask) -> Form:
    """Return what a small drawing is, "unknown" where that is not plain."""
    height, width = ink.shape
    _, pieces = ndimage.label(ink, structure=np.ones((3, 3)))
    if pieces != 1:
        return "unknown"
    full = ndimage.binary_fill_holes(ink)
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

"""What a level page is printed on: its paper, and the rectangles it is tinted in.

The paper is looked up in the wide surroundings of each place. What differs from it over a patch
larger than letters is a tint; the edges of a rectangle are found to the pixel, by the rows and
columns where its colour gives way to that around it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

Grey = NDArray[np.uint8]

STEP = 5
"""The ground is looked at in every so many pixels across and down."""

_NEAR = 9  # samples to a side of the square whose median is the ground
_SPARSE = 6  # the paper is looked up in one of so many samples,
_FAR = 11  # in a square of so many of them to a side,
_PAPER = 70  # as the level that so many of a hundred are darker than
_STRAY = 25  # levels by which paper differs from that of the page
_TINT = 5  # levels between the paper and the palest tint
_PALE = 10  # levels between the paper and a tint that is no longer pale
_PALE_SIDE = 300  # pixels of the longer side of a pale tint
_PATCH = 7  # samples to a side of the smallest tint
_FULL = 0.8  # the share of its box that a tinted rectangle fills
_SEARCH = 20  # pixels around an edge in which it is looked for
_DEEP = 80  # levels between the paper and a dark band
_STRIP = 15  # samples that a band is dark above and under its letters
_LINE = 15  # samples of the height of the letters on a band, at most
_MOSTLY = 0.5  # the share of a band that no letters cover
_GRAIN = 15  # levels by which a tint without letters may vary
_DARK = 170  # the lightest tint that may have white letters


@dataclass(frozen=True, slots=True)
class Tint:
    """A tinted rectangle in pixels, its level, and whether it has lighter letters."""

    left: int
    top: int
    right: int
    bottom: int
    level: int
    white: bool


@dataclass(slots=True)
class Ground:
    """The level of what each pixel is printed on, the tints, and the level of the paper."""

    level: Grey
    tints: list[Tint]
    paper: int


def read_ground(grey: Grey) -> Ground:
    """Look up what a level page is printed on."""
    samples = grey[STEP // 2 :: STEP, STEP // 2 :: STEP]
    near: Grey = ndimage.median_filter(samples, size=_NEAR, mode="nearest")
    paper = int(np.median(samples[samples >= np.median(samples)]))
    far = _paper(samples, paper)
    patches = np.abs(near.astype(np.int16) - far) > _TINT
    patches = ndimage.binary_opening(patches, np.ones((_PATCH, _PATCH)))
    level = _enlarged(far, STEP, grey.shape)
    tints = []
    for part, dark in _bands(samples, paper):
        tints.append(_rectangle(grey, int(np.median(dark)), part))
        patches[part] = False
    for part, own in _parts(near, patches):
        if own.mean() >= _FULL:
            tint = _rectangle(grey, int(np.median(near[part][own])), part)
            if _shows(tint, paper):
                tints.append(tint)
        else:
            _stain(level, near, part, own)
    for tint in tints:
        level[tint.top : tint.bottom, tint.left : tint.right] = tint.level
    return Ground(level, tints, paper)


def _paper(samples: Grey, paper: int) -> Grey:
    sparse = samples[::_SPARSE, ::_SPARSE]
    far = ndimage.percentile_filter(sparse, _PAPER, size=_FAR, mode="nearest")
    far = np.where(np.abs(far.astype(np.int16) - paper) > _STRAY, paper, far).astype(np.uint8)
    return _enlarged(far, _SPARSE, samples.shape)


def _bands(samples: Grey, paper: int) -> list[tuple[tuple[slice, slice], Grey]]:
    """Return the boxes of dark bands, and their dark samples: strips above and under letters."""
    dark = samples < paper - _DEEP
    strips = ndimage.binary_opening(dark, np.ones((2, _STRIP)))
    labels, _ = ndimage.label(ndimage.binary_closing(strips, np.ones((_LINE, 1))))
    bands = []
    for number, part in enumerate(ndimage.find_objects(labels), 1):
        own = labels[part] == number
        inside = dark[part]
        if min(own.shape) >= _PATCH and own.mean() >= _FULL and inside.mean() >= _MOSTLY:
            around = tuple(slice(max(side.start - 1, 0), side.stop + 1) for side in part)
            bands.append(((around[0], around[1]), samples[part][inside]))
    return bands


def _parts(near: Grey, patches: NDArray[np.bool_]) -> list[tuple[tuple[slice, slice], Any]]:
    """Part the tinted patches where their level changes; return boxes of samples, and masks."""
    level = near.astype(np.int16)
    steps = np.zeros(level.shape, dtype=bool)
    steps[1:] |= np.abs(np.diff(level, axis=0)) > _TINT
    steps[:, 1:] |= np.abs(np.diff(level, axis=1)) > _TINT
    labels, _ = ndimage.label(patches & ~steps)
    parts = []
    for number, part in enumerate(ndimage.find_objects(labels), 1):
        own = labels[part] == number
        if min(own.shape) >= _PATCH:
            parts.append((part, own))
    return parts


def _rectangle(grey: Grey, level: int, part: tuple[slice, slice]) -> Tint:
    rows, columns = part
    top, bottom, left, right = (
        at * STEP for at in (rows.start, rows.stop, columns.start, columns.stop)
    )
    inner = min(STEP * 2, (right - left) // 4), min(STEP * 2, (bottom - top) // 4)
    across = slice(left + inner[0], right - inner[0])
    top = _edge(grey[:, across], top, level, -1)
    bottom = _edge(grey[:, across], bottom, level, 1)
    down = slice(top + inner[1], bottom - inner[1])
    turned = grey[down].T
    left, right = _edge(turned, left, level, -1), _edge(turned, right, level, 1)
    inside = grey[top + 3 : bottom - 3, left + 3 : right - 3]
    low, high = np.percentile(inside, (0.1, 99.9)) if inside.size else (level, level)
    white = level < _DARK and float(high) - level >= level - float(low) - _GRAIN
    return Tint(left, top, right, bottom, level, white)


def _shows(tint: Tint, paper: int) -> bool:
    """Tell whether a tint can be told from print on the paper: a pale one must be large."""
    width, height = tint.right - tint.left, tint.bottom - tint.top
    least = _PALE_SIDE if abs(tint.level - paper) < _PALE else _PATCH * STEP
    return max(width, height) >= least and min(width, height) >= _PATCH * STEP


def _edge(grey: Grey, near: int, level: int, away: int) -> int:
    """Return the row at which a tint ends, next to a row and going up (-1) or down (1)."""
    first, last = max(near - _SEARCH, 0), min(near + _SEARCH, len(grey))
    rows = np.median(grey[first:last], axis=1) if grey.size else np.zeros(0)
    if not len(rows):
        return near
    if away < 0:
        rows = rows[::-1]
    beyond = float(rows[-1])
    own = np.abs(rows - level) <= np.abs(rows - beyond)
    outside = np.nonzero(~own)[0]
    inked = int(outside[0]) if len(outside) else len(rows)
    return last - inked if away < 0 else first + inked


def _stain(level: Grey, near: Grey, part: tuple[slice, slice], own: Any) -> None:
    """Take a patch of any other form as it is."""
    rows, columns = part
    target = level[rows.start * STEP : rows.stop * STEP, columns.start * STEP : columns.stop * STEP]
    mask = _enlarged(own, STEP, target.shape)
    target[mask] = _enlarged(near[part], STEP, target.shape)[mask]


def _enlarged(samples: NDArray[Any], step: int, shape: tuple[int, ...]) -> NDArray[Any]:
    """Return samples as an array of the places between them as well."""
    wide = np.repeat(np.repeat(samples, step, 0), step, 1)
    missing = [(0, max(0, n - m)) for n, m in zip(shape, wide.shape, strict=True)]
    return np.pad(wide, missing, mode="edge")[: shape[0], : shape[1]]

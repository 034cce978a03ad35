"""Ink → rules and grounds: the straight lines of a level page, and the rectangles it is tinted in.

A rule is ink that runs on for a quarter of an inch in one direction and is thin in the other.
What is taken for a rule is wiped from the ink, so that letters are read without it.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from pipeline.read.pdf.primitives import Path, Subpath
from pipeline.read.pdf.scan.sheet import POINT, STEP, Grey, Sheet

_LONG = 75  # pixels that ink runs on in a rule
_FAINT = 28  # ink of the palest rule
_THICK = 14  # pixels: a thicker line is a bar, and left alone
_BESIDE = 4  # pixels off a rule where there must be less ink than on it
_ALONE = 0.6  # the share of a rule's ink that may stand beside it
_TINT = 5  # levels between the paper and the palest tint
_LEVELS = 16  # tints are told apart by so many levels
_LEAST_TINT = 7  # samples to a side
_FULL = 0.85  # the share of its box that a tinted rectangle fills


def take_rules(sheet: Sheet) -> list[Path]:
    """Return the rules of a page and wipe them from its ink."""
    across = _runs(sheet.ink)
    down = _runs(np.ascontiguousarray(sheet.ink.T))
    paths = [_path(x0, y0, x1, y1) for y0, x0, y1, x1 in across]
    paths += [_path(x0, y0, x1, y1) for x0, y0, x1, y1 in down]
    for y0, x0, y1, x1 in across:
        sheet.ink[max(y0 - 3, 0) : y1 + 3, max(x0 - 3, 0) : x1 + 3] = 0
    for x0, y0, x1, y1 in down:
        sheet.ink[max(y0 - 3, 0) : y1 + 3, max(x0 - 3, 0) : x1 + 3] = 0
    return paths


def read_tints(sheet: Sheet) -> list[Path]:
    """Return the rectangles of a page that are not the colour of its paper."""
    ground = sheet.ground.astype(np.int16)
    steps = np.zeros(ground.shape, dtype=bool)
    steps[1:] |= np.abs(np.diff(ground, axis=0)) > _TINT
    steps[:, 1:] |= np.abs(np.diff(ground, axis=1)) > _TINT
    labels, _ = ndimage.label(~steps & (np.abs(ground - sheet.paper) > _TINT))
    paths = []
    for number, part in enumerate(ndimage.find_objects(labels), 1):
        own = labels[part] == number
        height, width = own.shape
        if min(height, width) < _LEAST_TINT or own.mean() < _FULL:
            continue
        level = int(np.median(ground[part][own]))
        tint = max(0, min(254, 255 - round((sheet.paper - level) / _LEVELS) * _LEVELS))
        y0, x0 = (part[0].start - 1) * STEP / POINT, (part[1].start - 1) * STEP / POINT
        y1, x1 = part[0].stop * STEP / POINT, part[1].stop * STEP / POINT
        corners = [(x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0)]
        paths.append(Path([Subpath(corners, closed=True)], None, (tint, tint, tint)))
    return paths


def _runs(ink: Grey) -> list[tuple[int, int, int, int]]:
    """Return the boxes (top, left, bottom, right) of the rules across."""
    steady = ndimage.maximum_filter1d(ink, 3, axis=0)
    steady = ndimage.uniform_filter1d(steady, 3, axis=1)
    steady = ndimage.minimum_filter1d(steady, _LONG, axis=1)
    mask = ndimage.maximum_filter1d(steady, _LONG, axis=1) > _FAINT
    labels, _ = ndimage.label(mask, structure=np.ones((3, 3)))
    found = []
    for part in ndimage.find_objects(labels):
        top, bottom, left, right = part[0].start, part[0].stop, part[1].start, part[1].stop
        if bottom - top <= _THICK + 2 and right - left >= _LONG and _stands_alone(ink, part):
            found.append((*_trimmed(ink, top, bottom, left, right),))
    return found


def _stands_alone(ink: Grey, part: tuple[Any, ...]) -> bool:
    """Tell whether there is clearly less ink beside a run than on it: letters have some."""
    rows, columns = part
    on = float(ink[rows, columns].mean(axis=1).max())
    above = ink[max(rows.start - _BESIDE, 0) : max(rows.start - _BESIDE + 2, 1), columns]
    below = ink[rows.stop + _BESIDE - 2 : rows.stop + _BESIDE, columns]
    beside = [float(side.mean()) for side in (above, below) if side.size]
    return max(beside, default=0.0) <= _ALONE * on


def _trimmed(ink: Grey, top: int, bottom: int, left: int, right: int) -> tuple[int, int, int, int]:
    """Return the box of a run without the rows that its ink hardly reaches."""
    rows: NDArray[Any] = ink[top:bottom, left:right].mean(axis=1)
    inked = np.nonzero(rows > 0.3 * rows.max())[0]
    return top + int(inked[0]), left, top + int(inked[-1]) + 1, right


def _path(x0: int, y0: int, x1: int, y1: int) -> Path:
    if x1 - x0 >= y1 - y0:
        middle = (y0 + y1) / 2 / POINT
        points = [(x0 / POINT, middle), (x1 / POINT, middle)]
    else:
        middle = (x0 + x1) / 2 / POINT
        points = [(middle, y0 / POINT), (middle, y1 / POINT)]
    return Path([Subpath(points)], (0, 0, 0), None, 1.0)



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
from pipeline.read.pdf.scan.broken import broken_runs
from pipeline.read.pdf.scan.ground import Grey, Tint
from pipeline.read.pdf.scan.heads import Run, head_rules
from pipeline.read.pdf.scan.scale import POINT
from pipeline.read.pdf.scan.sheet import Sheet

_LONG = 75  # pixels that ink runs on in a rule
_FAINT = 28  # ink of the palest rule
_THICK = 14  # pixels: a thicker line is a bar, and left alone
_BESIDE = 4  # pixels off a rule where there must be less ink than on it
_ALONE = 0.6  # the share of a rule's ink that may stand beside it
_SURELY = 450  # pixels: letters do not run together over so long
_STEADY = 0.5  # the least ink along a rule, as a share of the usual
_HALO = 3  # pixels around a rule that are wiped with it
_EDGE = 5  # pixels between a tint's edge and a rule on it
_LEVELS = 16  # tints are told apart by so many levels


def take_rules(sheet: Sheet) -> list[Path]:
    """Return the rules of a page and wipe them from its ink."""
    across = [Run(left, top, right, bottom) for top, left, bottom, right in _runs(sheet.lines)]
    upright = _runs(np.ascontiguousarray(sheet.lines.T))
    down = [Run(left, top, right, bottom) for left, top, right, bottom in upright]
    across += [
        Run(left, top, right, bottom) for top, left, bottom, right in broken_runs(sheet.lines)
    ]
    turned = broken_runs(np.ascontiguousarray(sheet.lines.T), leaders=False)
    down += [Run(left, top, right, bottom) for left, top, right, bottom in turned]
    for run in [*across, *down]:
        rows = slice(max(run.top - _HALO, 0), run.bottom + _HALO)
        sheet.ink[rows, max(run.left - _HALO, 0) : run.right + _HALO] = 0
    across = [run for run in across if not any(_frays(run, tint) for tint in sheet.tints)]
    for tint in sheet.tints:
        if tint.white:
            more = head_rules(tint, down, sheet.ink)
            across += more[0]
            down += more[1]
    return [run.path() for run in [*across, *down]]


def _frays(run: Run, tint: Tint) -> bool:
    """Tell whether a piece of a rule is but the edge of a tint."""
    on_edge = min(abs(run.top - tint.top), abs(run.bottom - tint.bottom)) <= _EDGE
    within = tint.left - _EDGE <= run.left and run.right <= tint.right + _EDGE
    return on_edge and within and run.right - run.left < 0.5 * (tint.right - tint.left)


def tint_paths(sheet: Sheet) -> list[Path]:
    """Return the tinted rectangles of a page, tints that look the same in one colour."""
    paths = []
    for tint in sheet.tints:
        grey = max(0, min(254, 255 - round((sheet.paper - tint.level) / _LEVELS) * _LEVELS))
        x0, y0, x1, y1 = (at / POINT for at in (tint.left, tint.top, tint.right, tint.bottom))
        corners = [(x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0)]
        paths.append(Path([Subpath(corners, closed=True)], None, (grey, grey, grey)))
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
    along = ndimage.uniform_filter1d(ink[rows, columns].max(axis=0), 5)
    if np.percentile(along, 5) < _STEADY * np.median(along):
        return False
    on = float(ink[rows, columns].mean(axis=1).max())
    above = ink[max(rows.start - _BESIDE, 0) : max(rows.start - _BESIDE + 2, 1), columns]
    below = ink[rows.stop + _BESIDE - 2 : rows.stop + _BESIDE, columns]
    beside = [float(side.mean()) for side in (above, below) if side.size]
    long = columns.stop - columns.start >= _SURELY
    return max(beside, default=0.0) <= (_ALONE if long else _ALONE / 2) * on


def _trimmed(ink: Grey, top: int, bottom: int, left: int, right: int) -> tuple[int, int, int, int]:
    """Return the box of a run without the rows that its ink hardly reaches."""
    rows: NDArray[Any] = ink[top:bottom, left:right].mean(axis=1)
    inked = np.nonzero(rows > 0.3 * rows.max())[0]
    return top + int(inked[0]), left, top + int(inked[-1]) + 1, right

"""Pixels that hang together: found, counted and filled with NumPy alone.

A picture is taken as its runs, the stretches of ink in each row: those that touch in rows one
above the other are one patch. SciPy does the same and takes half a second to load.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]
_Numbers = NDArray[np.intp]


def count_patches(ink: Mask) -> int:
    """Return how many patches there are; what touches by a corner hangs together."""
    return len(np.unique(_runs(ink, corners=True).patches))


def inner_patches(ink: Mask, *, corners: bool = True) -> Mask:
    """Return the patches that do not reach the edge of the picture."""
    height, width = ink.shape
    runs = _runs(ink, corners=corners)
    outer = (runs.rows == 0) | (runs.rows == height - 1) | (runs.starts == 0) | (runs.ends == width)
    return _painted(runs, ~np.isin(runs.patches, runs.patches[outer]), ink)


def without_specks(ink: Mask, share: float) -> Mask:
    """Return ink without the patches that are smaller than such a share of the largest."""
    runs = _runs(ink, corners=True)
    sizes = np.bincount(runs.patches, weights=runs.ends - runs.starts)
    return _painted(runs, sizes[runs.patches] >= share * sizes.max(initial=0), ink)


def filled(ink: Mask) -> Mask:
    """Return ink with its holes filled."""
    return ink | inner_patches(~ink, corners=False)


def grown(ink: Mask, pixels: int) -> Mask:
    """Return ink with so many pixels more on every side, within the picture."""
    for _ in range(pixels):
        high = np.pad(ink, ((1, 1), (0, 0)))
        wide = np.pad(high[:-2] | high[1:-1] | high[2:], ((0, 0), (1, 1)))
        ink = wide[:, :-2] | wide[:, 1:-1] | wide[:, 2:]
    return ink


def shrunk(ink: Mask, pixels: int) -> Mask:
    """Return ink with so many pixels less on every side; outside the picture there is none."""
    return ~grown(~np.pad(ink, pixels), pixels)[pixels:-pixels, pixels:-pixels]


@dataclass(frozen=True, slots=True)
class _Runs:
    """The runs of ink of a picture, row by row, and a number of the patch that each is of."""

    rows: _Numbers
    starts: _Numbers
    ends: _Numbers
    patches: _Numbers


def _painted(runs: _Runs, kept: Mask, ink: Mask) -> Mask:
    """Return a picture of some of the runs of another one."""
    height, width = ink.shape
    steps = np.zeros((height, width + 1), dtype=np.int8)
    steps[runs.rows[kept], runs.starts[kept]] = 1
    steps[runs.rows[kept], runs.ends[kept]] = -1
    return steps.cumsum(axis=1, dtype=np.int8)[:, :width] > 0


def _runs(ink: Mask, *, corners: bool) -> _Runs:
    edges = np.diff(np.pad(ink, ((0, 0), (1, 1))).astype(np.int8), axis=1)
    rows, starts = np.nonzero(edges > 0)
    ends = np.nonzero(edges < 0)[1]
    reach = int(corners)
    row_length = ink.shape[1] + 3
    below = (rows + 1) * row_length
    first = np.searchsorted(rows * row_length + ends, below + starts - reach, side="right")
    after = np.searchsorted(rows * row_length + starts, below + ends + reach, side="left")
    touching = np.maximum(after - first, 0)
    upper = np.repeat(np.arange(len(rows)), touching)
    lower = np.arange(len(upper)) + np.repeat(first - np.cumsum(touching) + touching, touching)
    return _Runs(rows, starts, ends, _joined(len(rows), upper, lower))


def _joined(count: int, upper: _Numbers, lower: _Numbers) -> _Numbers:
    """Number things from 0 so that those that touch, pair by pair, have the least of their numbers.

    Each takes the least number that it touches; then numbers are followed to where they lead.
    """
    numbers = np.arange(count)
    while True:
        a, b = numbers[upper], numbers[lower]
        if np.array_equal(a, b):
            return numbers
        least = np.minimum(a, b)
        np.minimum.at(numbers, a, least)
        np.minimum.at(numbers, b, least)
        while not np.array_equal(followed := numbers[numbers], numbers):
            numbers = followed

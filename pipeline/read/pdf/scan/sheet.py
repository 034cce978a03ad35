"""A page as a picture → ink: what stands out of the paper or of the ground it is printed on.

The page is turned level first: the angle is the one at which lines of print and rules pile up
most sharply. The ground is the median around each place, so grey bands and dark heads count as
ground too, and white letters on them as ink.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from scipy import ndimage

DPI = 300
POINT = DPI / 72
"""Pixels to a point."""
STEP = 5
"""The ground is looked at in every so many pixels across and down."""
MOST_DEGREES = 3.0

Grey = NDArray[np.uint8]
Mask = NDArray[np.bool_]

_NEAR = 9  # samples to a side of the square whose median is the ground
_FAR = 11  # the same for the wide look, which takes one sample of so many:
_SPARSE = 3
_PATCH = 7  # samples to a side of the smallest tinted patch
_REACH = 21  # samples in which the lightest and the darkest tell the colour of letters
_QUIET = 20  # levels: what differs less is grain
_EDGE = 6  # grounds that differ by more levels are two grounds
_LEAST_CONTRAST = 60.0
_DARKEST = 25.0  # black ink comes out of a scanner at about this level
_SKEW_STEP = 3
_DARK = 60


@dataclass(slots=True)
class Sheet:
    """A level page: `ink` is 0 for none to 255, `ground` the level of each sample.

    `degrees` is how far the page was turned to be level, counter-clockwise.
    """

    ink: Grey
    ground: Grey
    paper: int
    degrees: float


def read_sheet(picture: Image.Image) -> Sheet:
    """Return the ink of a page's picture, at 300 dots per inch, levelled."""
    degrees = _skew(picture)
    grey = np.asarray(picture)
    paper = int(np.median(grey[::STEP, ::STEP]))
    if degrees:
        turned = picture.rotate(degrees, Image.Resampling.BICUBIC, fillcolor=paper)
        grey = np.asarray(turned)
    ground = _ground(grey)
    return Sheet(_ink(grey, ground), ground, paper, degrees)


def _skew(picture: Image.Image) -> float:
    """Return the angle, in degrees counter-clockwise, that levels a page."""
    grey = np.asarray(picture.reduce(_SKEW_STEP)).astype(np.int16)
    dark = np.median(grey) - grey > _DARK
    edges = dark[1:] & ~dark[:-1]
    ys, xs = np.nonzero(edges)
    if not len(xs):
        return 0.0
    best = 0.0
    for reach, step in ((MOST_DEGREES, 0.2), (0.2, 0.02)):
        angles = np.arange(best - reach, best + reach + step / 2, step)
        scores = [_sharpness(xs, ys, angle, dark.shape) for angle in angles]
        best = float(angles[int(np.argmax(scores))])
    return round(best, 2)


def _sharpness(xs: Any, ys: Any, degrees: float, shape: tuple[int, ...]) -> float:
    slope = math.tan(math.radians(degrees))
    rows = np.rint(ys - (xs - shape[1] / 2) * slope).astype(np.int64)
    rows = rows[(rows >= 0) & (rows < shape[0])]
    counts = np.bincount(rows, minlength=shape[0]).astype(np.float64)
    return float((counts**2).sum())


def _ground(grey: Grey) -> Grey:
    """Return the level of paper and tints: what differs in a patch too small to be one is ink."""
    samples = grey[STEP // 2 :: STEP, STEP // 2 :: STEP]
    near: Grey = ndimage.median_filter(samples, size=_NEAR, mode="nearest")
    sparse = ndimage.median_filter(samples[:: _SPARSE, ::_SPARSE], size=_FAR, mode="nearest")
    far = _enlarged(sparse, _SPARSE, samples.shape)
    differs = np.abs(near.astype(np.int16) - far) > _EDGE
    patches = ndimage.binary_opening(differs, np.ones((_PATCH, _PATCH)))
    around = ndimage.binary_dilation(patches, np.ones((3, 3)), iterations=_SPARSE + 1)
    return np.where(around, near, far)


def _ink(grey: Grey, ground: Grey) -> Grey:
    samples = grey[STEP // 2 :: STEP, STEP // 2 :: STEP].astype(np.int16)
    level = ground.astype(np.int16)
    light = ndimage.maximum_filter(samples, _REACH) - level
    dark = level - ndimage.minimum_filter(samples, _REACH)
    white = (light > dark) & (level < 170)
    low, high = ndimage.minimum_filter(level, 3), ndimage.maximum_filter(level, 3)
    edge = high - low > _EDGE
    low, high = np.where(edge, low, level), np.where(edge, high, level)
    span = np.where(white, 255 - level, level - _DARKEST).clip(_LEAST_CONTRAST)
    silent = np.maximum(light, dark) < _QUIET
    zero = np.where(white, high, low).astype(np.float32)
    scale = (np.where(silent, 0, np.where(white, 255, -255)) / span).astype(np.float32)
    out = grey - _enlarged(zero, STEP, grey.shape)
    out *= _enlarged(scale, STEP, grey.shape)
    ink: Grey = out.clip(0, 255).astype(np.uint8)
    return ink


def _enlarged(samples: NDArray[Any], step: int, shape: tuple[int, ...]) -> NDArray[Any]:
    """Return samples as an array of the places between them as well."""
    wide = np.repeat(np.repeat(samples, step, 0), step, 1)
    missing = [(0, max(0, n - m)) for n, m in zip(shape, wide.shape, strict=True)]
    return np.pad(wide, missing, mode="edge")[: shape[0], : shape[1]]

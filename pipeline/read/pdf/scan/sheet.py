"""A page as a picture → ink: what stands out of the paper or of the tint it is printed on.

The page is turned level first: the angle is the one at which lines of print and rules pile up
most sharply. White letters on a dark tint are ink as black ones on paper are.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from scipy import ndimage

from pipeline.read.pdf.scan.ground import STEP, Grey, Ground, Tint, read_ground

MOST_DEGREES = 3.0

Mask = NDArray[np.bool_]

_BORDER = 7  # pixels in which one ground gives way to another
_LEAST_CONTRAST = 60
_BLACK = 25  # black ink comes out of a scanner at about this level
_SKEW_STEP = 3
_LEAST_EDGES = 300  # pixels of edges that show how a page lies
_SHARP = 0.98  # angles whose score comes so near the best are as good
_DARK = 60


@dataclass(slots=True)
class Sheet:
    """A level page: `ink` is 0 for none to 255, `lines` the same for rules in any colour.

    `degrees` is how far the page was turned to be level, counter-clockwise.
    """

    ink: Grey
    lines: Grey
    tints: list[Tint]
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
    ground = read_ground(grey)
    return Sheet(*_inks(grey, ground), ground.tints, ground.paper, degrees)


def _skew(picture: Image.Image) -> float:
    """Return the angle, in degrees counter-clockwise, that levels a page."""
    grey = np.asarray(picture.reduce(_SKEW_STEP)).astype(np.int16)
    dark = np.median(grey) - grey > _DARK
    edges = dark[1:] & ~dark[:-1]
    ys, xs = np.nonzero(edges)
    if len(xs) < _LEAST_EDGES:
        return 0.0
    best = 0.0
    for reach, step in ((MOST_DEGREES, 0.2), (0.2, 0.02)):
        angles = np.arange(best - reach, best + reach + step / 2, step)
        scores = np.array([_sharpness(xs, ys, angle, dark.shape) for angle in angles])
        best = float(angles[scores >= _SHARP * scores.max()].mean())
    return round(best, 2)


def _sharpness(xs: Any, ys: Any, degrees: float, shape: tuple[int, ...]) -> float:
    slope = math.tan(math.radians(degrees))
    rows = np.rint(ys - (xs - shape[1] / 2) * slope).astype(np.int64)
    rows = rows[(rows >= 0) & (rows < shape[0])]
    counts = np.bincount(rows, minlength=shape[0]).astype(np.float64)
    return float((counts**2).sum())


def _inks(grey: Grey, ground: Ground) -> tuple[Grey, Grey]:
    """Return the ink of letters, and that of rules: these may be darker or lighter than a tint."""
    low = ndimage.minimum_filter(ground.level, _BORDER)
    ink = _stronger(low, grey, np.maximum(ground.level, low + _LEAST_CONTRAST) - _BLACK)
    lines = ink.copy()
    for tint in ground.tints:
        part = slice(tint.top, tint.bottom), slice(tint.left, tint.right)
        level = np.full_like(grey[part], tint.level)
        lighter = _stronger(grey[part], level, np.array(255 - tint.level))
        _clear_border(lighter)
        if tint.white:
            ink[part] = lighter
        lines[part] = np.maximum(lines[part], lighter)
    for tint in ground.tints:
        if tint.white:
            _clear_around(lines, tint)
    return ink, lines


def _stronger(more: Grey, less: Grey, span: NDArray[Any]) -> Grey:
    """Return how far one level is above another, 255 for a whole span."""
    above = np.where(more > less, more - less, 0).astype(np.float32)
    above *= 255 / np.maximum(span, _LEAST_CONTRAST).astype(np.float32)
    ink: Grey = above.clip(0, 255).astype(np.uint8)
    return ink


def _clear_around(ink: Grey, tint: Tint) -> None:
    """Clear the edges of a dark tint: a rule along them cannot be told from it."""
    top, left = max(tint.top - _BORDER, 0), max(tint.left - _BORDER, 0)
    outer = ink[top : tint.bottom + _BORDER, left : tint.right + _BORDER]
    _clear_border(outer, 2 * _BORDER)


def _clear_border(ink: Grey, width: int = _BORDER) -> None:
    for edge in (ink[:width], ink[-width:], ink[:, :width], ink[:, -width:]):
        edge[:] = 0

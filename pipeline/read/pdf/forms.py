"""The form of ink on a small grid, and which two forms are one.

Forms are held against each other at one size, however large they are printed: no part of one may
lie further than a grid point from the other. A frame has no form to compare: it is what fonts
show for whatever they have no glyph for.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pipeline.read.pdf.patches import Mask, grown
from pipeline.read.pdf.primitives import Form

_SIDE = 24
_OFF = 0.02
"""The share of two forms that may lie apart."""
_ALONG = 0.7
"""A frame runs along at least this share of each side."""
_SHADES = 24
"""Two drawings that differ more than this in their shade of grey (0-255) are not one."""


def form_in(ink: Mask, shade: float) -> Form | None:
    """Return the form of ink that is trimmed to its edges, and its shade; None for a frame."""
    if all(side.mean() >= _ALONG for side in (ink[0], ink[-1], ink[:, 0], ink[:, -1])):
        return None
    height, width = ink.shape
    side = max(height, width)
    square = np.zeros((side, side), dtype=np.bool_)
    up, left = (side - height) // 2, (side - width) // 2
    square[up : up + height, left : left + width] = ink
    at = ((np.arange(_SIDE) + 0.5) * side / _SIDE).astype(np.intp)
    return Form(np.packbits(square[at][:, at]).tobytes(), round(shade))


def equals(one: Form, other: Form) -> bool:
    """Tell whether two forms are the same, whatever their shade."""
    a, b = _points(one), _points(other)
    apart = (a & ~grown(b, 1)).sum() + (b & ~grown(a, 1)).sum()
    return bool(apart <= _OFF * (a.sum() + b.sum()))


def is_one(forms: Sequence[Form]) -> bool:
    """Tell whether all forms are one, in one shade."""
    distinct = list(dict.fromkeys(forms))
    return bool(distinct) and all(
        abs(form.shade - distinct[0].shade) <= _SHADES and equals(form, distinct[0])
        for form in distinct
    )


def _points(form: Form) -> Mask:
    bits = np.unpackbits(np.frombuffer(form.points, dtype=np.uint8), count=_SIDE * _SIDE)
    return bits.reshape(_SIDE, _SIDE).astype(np.bool_)

"""Ink → the small things that stand alone on a page: marks, bullets, single figures.

Ink is one thing where its pieces are closer than words are. What is no larger than a mark may be
is taken off the page before letters are read, and named by its form alone; a form that may be a
letter or figure is left to be read.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import ndimage

from pipeline.read.pdf.ink_form import Form, form_of
from pipeline.read.pdf.primitives import Box
from pipeline.read.pdf.scan.ground import Grey
from pipeline.read.pdf.scan.heads import INKED
from pipeline.read.pdf.scan.scale import POINT
from pipeline.read.pdf.scan.sheet import Mask, Sheet

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
        blob.form = form_of(blob.ink > INKED)
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

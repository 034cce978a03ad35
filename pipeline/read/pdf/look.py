"""A page drawn as a picture → what stands at a place of it, told by its form.

For ink that says nothing of itself: images, and glyphs that no font gives a character. What is
looked at is cut out of the page, parted from its ground and from the rules that cross it, and
named by its form.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]
from numpy.typing import NDArray

from pipeline.read.pdf.forms import form_in
from pipeline.read.pdf.ink_form import Form, form_of
from pipeline.read.pdf.patches import Mask, grown, inner_patches, shrunk, without_specks
from pipeline.read.pdf.primitives import UNKNOWN, Box, Seen

CHARACTERS: dict[Form, str] = {
    "tick": "✓",
    "cross": "✗",
    "dot": "●",
    "square": "■",
    "dash": "—",
    "box": "☐",
    "ring": "○",
    "checked": "☑",
    "crossed": "☒",
    "solid": "◆",
    "unknown": UNKNOWN,
}
"""The character that each form is printed for."""

_DPI = 300
_PIXELS_MAX = 20_000_000
_MARGIN_PT = 1.5
_CONTRAST = 40
"""Ink differs from its ground by so many levels of 255."""
_SPECK_PT = 1.0

_SPECKS = 0.05
"""What is left of a rule or a neighbour is smaller than this share of what is looked at."""
_ENDS = slice(2), slice(-2, None)
"""The pixels at the edges: a rule reaches them."""
_RULED = 0.92
"""A row of pixels of which so much is ink is part of a rule."""

Grey = NDArray[np.uint8]
Shades = NDArray[np.int16]


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page in shades of grey, and its pixels to a point."""

    grey: Grey
    scale: float

    def seen(self, box: Box) -> Seen | None:
        """Return what the ink in a box looks like; None where there is none."""
        found = self._ink(box)
        if found is None:
            return None
        ink, shade = found
        return Seen(CHARACTERS[form_of(ink)], form_in(ink, shade))

    def _ink(self, box: Box) -> tuple[Mask, float] | None:
        """Return the ink in a box, without what reaches in from outside, and its shade."""
        part = self._part(box)
        if not part.size:
            return None
        inked = _without_rules(_inked(part))
        inner = inner_patches(inked)
        own = without_specks(inner if inner.any() else inked, _SPECKS)
        rows, columns = np.nonzero(own.any(axis=1))[0], np.nonzero(own.any(axis=0))[0]
        if not rows.size:
            return None
        trimmed: Mask = own[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
        if max(trimmed.shape) < _SPECK_PT * self.scale:
            return None
        return trimmed, float(np.median(part[own]))

    def _part(self, box: Box) -> Shades:
        """Return the pixels in and around a box."""
        x0, top, x1, bottom = box
        height, width = self.grey.shape
        left = max(int((x0 - _MARGIN_PT) * self.scale), 0)
        up = max(int((top - _MARGIN_PT) * self.scale), 0)
        right = min(int((x1 + _MARGIN_PT) * self.scale) + 1, width)
        down = min(int((bottom + _MARGIN_PT) * self.scale) + 1, height)
        return self.grey[up:down, left:right].astype(np.int16)


def _inked(part: Shades) -> Mask:
    """Return which pixels differ from what they are printed on."""
    ground = np.median(np.concatenate([part[0], part[-1], part[:, 0], part[:, -1]]))
    inked: Mask = np.abs(part - ground) > _CONTRAST
    return inked


def _without_rules(inked: Mask) -> Mask:
    """Leave out lines that run from side to side, and close what they cut."""
    across, down = inked.mean(axis=1) >= _RULED, inked.mean(axis=0) >= _RULED
    for end in _ENDS:  # a frame of its own ends before the edge
        across &= inked[:, end].any(axis=1)
        down &= inked[end].any(axis=0)
    if not (across.any() or down.any()) or across.all() or down.all():
        return inked
    lines: Mask = across[:, None] | down[None, :]
    kept = inked & ~lines
    gap = int(max(across.sum(), down.sum())) + 2
    closed = shrunk(grown(kept, (gap + 1) // 2), (gap + 1) // 2)
    return kept | (closed & lines)


def picture_of(page: Any) -> PagePicture:
    """Draw a page that PDFium has loaded, as it is shown."""
    width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    scale = min(_DPI / 72, (_PIXELS_MAX / max(width * height, 1)) ** 0.5)
    across, down = max(int(width * scale), 1), max(int(height * scale), 1)
    stride = (across + 3) // 4 * 4
    pixels = np.empty((down, stride), dtype=np.uint8)
    bitmap = pdfium.FPDFBitmap_CreateEx(
        across, down, pdfium.FPDFBitmap_Gray, pixels.ctypes.data_as(ctypes.c_void_p), stride
    )
    try:
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, across, down, 0xFFFFFFFF)
        pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, across, down, 0, pdfium.FPDF_GRAYSCALE)
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)
    return PagePicture(pixels[:, :across], scale)

"""Places of a page → whether anything is seen at the middle of each.

A glimpse costs a fraction of a look: only the part of the page around the places is drawn, in few
pixels, and no form is made out.
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from typing import Any

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from pipeline.read.pdf.primitives import Box

_SCALE = 2.0
"""Pixels to a point."""
_PIXELS_MAX = 4_000_000
_MIDDLE = 0.25
"""What is nearer to an edge than this share of a box may be a rule beside it."""
_CONTRAST = 40
"""Ink differs from its ground by so many levels of 255."""


def glimpsed(page: Any, boxes: Sequence[Box]) -> list[bool]:
    """Tell for each box, in points from the top left, whether ink shows at its middle.

    Args:
        page: a page that PDFium has loaded.
        boxes: where to look; none is told of where all together take too many pixels.
    """
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    left, top = int(min(lefts) * _SCALE), int(min(tops) * _SCALE)
    across = int(max(rights) * _SCALE) - left + 1
    down = int(max(bottoms) * _SCALE) - top + 1
    if across * down > _PIXELS_MAX:
        return [False] * len(boxes)
    pixels = _drawn(page, left, top, across, down)
    return [_contrasts(pixels, across, box, left, top) for box in boxes]


def _drawn(page: Any, left: int, top: int, across: int, down: int) -> bytes:
    """Return the shades of a part of a page, row after row."""
    buffer = ctypes.create_string_buffer(across * down)
    bitmap = pdfium.FPDFBitmap_CreateEx(across, down, pdfium.FPDFBitmap_Gray, buffer, across)
    width = int(pdfium.FPDF_GetPageWidthF(page) * _SCALE)
    height = int(pdfium.FPDF_GetPageHeightF(page) * _SCALE)
    try:
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, across, down, 0xFFFFFFFF)
        pdfium.FPDF_RenderPageBitmap(
            bitmap, page, -left, -top, width, height, 0, pdfium.FPDF_GRAYSCALE
        )
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)
    return buffer.raw


def _contrasts(pixels: bytes, across: int, box: Box, left: int, top: int) -> bool:
    """Tell whether the middle of a box is not of one shade."""
    x0, y0, x1, y1 = box
    inset_x, inset_y = (x1 - x0) * _MIDDLE, (y1 - y0) * _MIDDLE
    begin, end = int((x0 + inset_x) * _SCALE) - left, int((x1 - inset_x) * _SCALE) - left + 1
    rows = [
        pixels[y * across + begin : y * across + end]
        for y in range(int((y0 + inset_y) * _SCALE) - top, int((y1 - inset_y) * _SCALE) - top + 1)
    ]
    return max(map(max, rows)) - min(map(min, rows)) > _CONTRAST

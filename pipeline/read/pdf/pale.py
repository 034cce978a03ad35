"""Colours of grounds → where text of a page is set in one of them, and hardly seen there.

What is told is where to look, not what is seen: a white sign may stand on a dark ground. Pages
are only gone through where that matters.
"""

from __future__ import annotations

import ctypes
from collections.abc import Collection, Iterable, Iterator
from itertools import chain
from typing import Any

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from pipeline.read.pdf import calls
from pipeline.read.pdf.pdfium_paths import IDENTITY, Matrix, bounds_of, matrix_of, multiply
from pipeline.read.pdf.primitives import Box, Colour
from pipeline.read.pdf.shown import Shown

_CLOSE = 40
"""Colours that differ by so many levels of 255 in no channel are hardly told apart."""
_MAX_DEPTH = 8
_Paint = tuple[int, int, int, int]
_CHANNELS = (ctypes.c_uint * 4)()
_CHANNELS_AT = tuple(ctypes.byref(_CHANNELS, 4 * channel) for channel in range(4))


def pale_text(page: Any, grounds: Collection[Colour]) -> list[Box]:
    """Return the boxes of the text of a loaded page that is set in one of these colours."""
    address = calls.address(page)
    count = pdfium.FPDFPage_CountObjects(page)
    return pale_among((), [calls.page_object(address, i) for i in range(count)], page, grounds)


def pale_among(
    texts: Iterable[int], others: Iterable[int], page: Any, grounds: Collection[Colour]
) -> list[Box]:
    """Do the same where the objects of the page that are texts, or may hold some, are known."""
    held = (part for item in others for part in _in_object(item, IDENTITY, 0))
    frame = Shown(page)
    alike: dict[_Paint | None, bool] = {}
    found: list[Box] = []
    for text, matrix in chain(((text, IDENTITY) for text in texts), held):
        paint = _paint_of(text)
        if paint not in alike:
            alike[paint] = paint is not None and _is_like(paint, grounds)
        if alike[paint]:
            found.append(bounds_of(text, matrix, frame))
    return found


def _in_object(item: int, matrix: Matrix, depth: int) -> Iterator[tuple[int, Matrix]]:
    """Yield the texts that an object is or holds, each with the matrix of the form around it."""
    kind = calls.object_type(item)
    if kind == pdfium.FPDF_PAGEOBJ_TEXT:
        yield item, matrix
    elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _MAX_DEPTH:
        inner = multiply(matrix_of(item), matrix)
        form = ctypes.cast(item, pdfium.FPDF_PAGEOBJECT)
        for index in range(pdfium.FPDFFormObj_CountObjects(form)):
            part = calls.address(pdfium.FPDFFormObj_GetObject(form, index))
            yield from _in_object(part, inner, depth + 1)


def _paint_of(item: int) -> _Paint | None:
    if not calls.fill_colour(item, *_CHANNELS_AT):
        return None
    red, green, blue, alpha = _CHANNELS
    return red, green, blue, alpha


def _is_like(paint: _Paint, grounds: Collection[Colour]) -> bool:
    """Tell whether text is painted in one of the colours, or leaves no ink."""
    red, green, blue, alpha = paint
    return not alpha or any(
        abs(red - r) < _CLOSE and abs(green - g) < _CLOSE and abs(blue - b) < _CLOSE
        for r, g, b in grounds
    )

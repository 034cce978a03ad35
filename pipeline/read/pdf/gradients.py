"""What a gradient paints: a mark where it is small, else a ground like any fill.

PDFium tells where it paints; the other engine knows nothing of gradients.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from pipeline.read.pdf.drawing import LARGEST_PT
from pipeline.read.pdf.primitives import Box, Colour, PageInk, Path, Picture, Subpath

COLOUR: Colour = (-2, -2, -2)
"""A gradient has no colour of its own: none of a fill equals it."""


def add_gradient(box: Box, ink: PageInk) -> None:
    """Add what a gradient paints in a box to the ink of its page."""
    x0, top, x1, bottom = box
    if max(x1 - x0, bottom - top) <= LARGEST_PT:
        ink.pictures.append(Picture(box))
        return
    corners = [(x0, top), (x1, top), (x1, bottom), (x0, bottom), (x0, top)]
    ink.paths.append(Path([Subpath(corners, closed=True)], None, COLOUR, 0.0))


def gradients(page: Any) -> Iterator[Box]:
    """Yield the boxes of the gradients of a page that PDFium loaded, in points of the file."""
    edges = [ctypes.c_float() for _ in range(4)]
    for index in range(pdfium.FPDFPage_CountObjects(page)):
        item = pdfium.FPDFPage_GetObject(page, index)
        if pdfium.FPDFPageObj_GetType(item) == pdfium.FPDF_PAGEOBJ_SHADING:
            pdfium.FPDFPageObj_GetBounds(item, *edges)
            left, bottom, right, top = (edge.value for edge in edges)
            yield left, bottom, right, top

"""Text objects of PDFium → those drawn again a hair's breadth away, which makes them look bold.

PDFium's text page leaves the second drawing out and says nothing of it. Drawn on the very same
spot a text looks no bolder, and says nothing.
"""

from __future__ import annotations

import ctypes

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from pipeline.read.pdf import calls
from pipeline.read.pdf.lines import emboldens

_FAR_PT = 2.0
"""What is further away is another text."""
_ALIKE_PT = 0.1
"""Two drawings of one text are equally large, up to rounding."""


class Twice:
    """Takes the text objects of a page in the order they are drawn in."""

    def __init__(self) -> None:
        """Begin with nothing found."""
        self.found: set[int] = set()
        self._matrix = pdfium.FS_MATRIX()
        self._at = ctypes.byref(self._matrix)
        self._x = self._y = 0.0
        self._item = 0
        self._edges = [ctypes.c_float() for _ in range(4)]

    def add(self, item: int) -> None:
        """Look at the next text object."""
        calls.object_matrix(item, self._at)
        x, y = self._matrix.e, self._matrix.f
        if (
            self._item
            and -_FAR_PT < x - self._x < _FAR_PT
            and -_FAR_PT < y - self._y < _FAR_PT
            and self._again(item)
        ):
            self.found |= {self._item, item}
        self._item, self._x, self._y = item, x, y

    def _again(self, item: int) -> bool:
        x, y, width, height = self._box(item)
        left, lower, wide, high = self._box(self._item)
        if abs(width - wide) > _ALIKE_PT or abs(height - high) > _ALIKE_PT:
            return False
        return emboldens(x - left, y - lower, max(width, height))

    def _box(self, item: int) -> tuple[float, float, float, float]:
        pdfium.FPDFPageObj_GetBounds(ctypes.cast(item, pdfium.FPDF_PAGEOBJECT), *self._edges)
        left, bottom, right, top = (edge.value for edge in self._edges)
        return left, bottom, right - left, top - bottom

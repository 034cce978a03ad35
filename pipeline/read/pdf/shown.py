"""A page as it is shown: its size, and where a point of the PDF stands on it."""

from __future__ import annotations

from typing import Any

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from pipeline.read.pdf.primitives import Box, Point


class Shown:
    """Turns PDF coordinates into points from the top left of the page as shown."""

    def __init__(self, page: Any) -> None:
        """Take a page as PDFium loaded it."""
        rect = pdfium.FS_RECTF()
        pdfium.FPDF_GetPageBoundingBox(page, rect)
        self.rotation = pdfium.FPDFPage_GetRotation(page) % 4
        self.left, self.bottom = rect.left, rect.bottom
        self._w, self._h = rect.right - rect.left, rect.top - rect.bottom
        turned = self.rotation % 2 == 1
        self.width, self.height = (self._h, self._w) if turned else (self._w, self._h)

    def point(self, x: float, y: float) -> Point:
        """Return where a point of the PDF is shown."""
        x, y = x - self.left, y - self.bottom
        if not self.rotation:
            return x, self._h - y
        if self.rotation == 1:
            return y, x
        if self.rotation == 2:
            return self._w - x, y
        return self._h - y, self._w - x

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """Return the box, as shown, of two corners."""
        (ax, ay), (bx, by) = self.point(left, bottom), self.point(right, top)
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)

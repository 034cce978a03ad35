"""Small pages as a scanner would see them, drawn for one test each."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pikepdf
from PIL import Image, ImageDraw

from pipeline.read.pdf.scan.scale import DPI

PAPER = 247
INK = 25
SIZE = (5 * DPI, 3 * DPI)


class Page:
    """A page to draw on, in pixels at 300 dots per inch."""

    def __init__(self, size: tuple[int, int] = SIZE) -> None:
        """Take the size in pixels."""
        self.picture = Image.new("L", size, PAPER)
        self.draw = ImageDraw.Draw(self.picture)

    def rule(self, x0: int, y0: int, x1: int, y1: int, width: int = 3, grey: int = INK) -> None:
        """Draw a straight line."""
        self.draw.line([(x0, y0), (x1, y1)], fill=grey, width=width)

    def tint(self, x0: int, y0: int, x1: int, y1: int, grey: int) -> None:
        """Fill a rectangle."""
        self.draw.rectangle([x0, y0, x1 - 1, y1 - 1], fill=grey)

    def scanned(self, degrees: float = 0.0, dpi: int = DPI) -> Image.Image:
        """Return the page as scanned: turned, with a grain from a fixed seed."""
        width, height = (side * dpi // DPI for side in self.picture.size)
        small = self.picture.resize((width, height), Image.Resampling.BOX)
        turned = small.rotate(degrees, Image.Resampling.BICUBIC, fillcolor=PAPER)
        grain = np.random.default_rng(0).normal(0, 4, (height, width))
        grey = (np.asarray(turned, dtype=np.float64) + grain).clip(0, 255).astype(np.uint8)
        return Image.fromarray(grey).resize(self.picture.size, Image.Resampling.BILINEAR)


def take_pages(source: Path, target: Path, *numbers: int) -> None:
    """Write some pages of a PDF, counted from 1, as a PDF of their own."""
    with pikepdf.open(source) as whole, pikepdf.new() as part:
        for number in numbers:
            part.pages.append(whole.pages[number - 1])
        part.save(target)

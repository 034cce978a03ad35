"""A printed plan as a scanner would give it back: pictures of the pages, turned a little.

There is no text in what comes out. Paper is light grey, with a grain from a fixed seed, and the
pages are JPEG, as scanners write them.
"""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pypdfium2  # type: ignore[import-untyped]
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

PAPER = 247
GRAIN = 5  # standard deviation of the grey of the paper
POINTS_PER_INCH = 72


def scan(source: Path, target: Path, dpi: int = 200, degrees: float = 0.5) -> None:
    """Write the pages of a PDF as pictures of this many dots per inch, turned by so much."""
    grain = np.random.default_rng(0)
    canvas = Canvas(str(target), invariant=1, pageCompression=1)
    document = pypdfium2.PdfDocument(source)
    try:
        for page in document:
            picture = page.render(scale=dpi / POINTS_PER_INCH, grayscale=True).to_pil()
            canvas.setPageSize(page.get_size())
            canvas.drawImage(_scanned(picture, degrees, grain), 0, 0, *page.get_size())
            canvas.showPage()
    finally:
        document.close()
    canvas.save()


def _scanned(picture: Image.Image, degrees: float, grain: np.random.Generator) -> ImageReader:
    turned = picture.convert("L").rotate(degrees, Image.Resampling.BICUBIC, fillcolor=255)
    ink = np.asarray(turned, dtype=np.float32) * (PAPER / 255)
    ink += grain.normal(0, GRAIN, ink.shape).astype(np.float32)
    out = io.BytesIO()
    Image.fromarray(ink.clip(0, 255).astype(np.uint8)).save(out, "JPEG", quality=80)
    out.seek(0)
    return ImageReader(out)

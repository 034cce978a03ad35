"""Pages of a PDF, or regions of them, as PNG. The same bytes come from the same bytes."""

from __future__ import annotations

import io
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

import pypdfium2  # type: ignore[import-untyped]
from PIL import Image

from pipeline.overlay.shapes import Box

PIXELS_MAX = 20_000_000
"""A page of any size gives a picture of at most so many pixels."""

MARGIN_PT = 6.0


class _Drawn(NamedTuple):
    """The picture of a page, its pixels to a point, and the size of the page in points."""

    image: Image.Image
    scale: float
    width: float
    height: float


def page_image(data: bytes, page: int, dpi: float = 100.0) -> bytes:
    """Return a page, counted from 1, as a PNG.

    Raises:
        ValueError: the document has no such page.
        pypdfium2.PdfiumError: the PDF cannot be opened.
    """
    return _png(_rendered(data, page, dpi).image)


def page_images(data: bytes, pages: Sequence[int], dpi: float = 100.0) -> list[bytes]:
    """Return several pages, counted from 1, as PNG.

    Raises:
        ValueError: the document has no such page.
        pypdfium2.PdfiumError: the PDF cannot be opened.
    """
    return [page_image(data, page, dpi) for page in pages]


def sized_images(
    data: bytes, pages: Sequence[int], dpi: float = 100.0
) -> list[tuple[bytes, float, float]]:
    """Return several pages as PNG, each with its width and height in points.

    Raises:
        ValueError: the document has no such page.
        pypdfium2.PdfiumError: the PDF cannot be opened.
    """
    drawn = (_rendered(data, page, dpi) for page in pages)
    return [(_png(one.image), one.width, one.height) for one in drawn]


def region_image(data: bytes, page: int, box: Box, dpi: float) -> bytes:
    """Return a region of a page (x0, top, x1, bottom in points) with a margin, as a PNG.

    Raises:
        ValueError: the document has no such page, or the region lies outside of it.
        pypdfium2.PdfiumError: the PDF cannot be opened.
    """
    return region_images(data, [(page, box)], dpi)[0]


def region_images(data: bytes, regions: Sequence[tuple[int, Box]], dpi: float) -> list[bytes]:
    """Return regions of pages as PNG, each with a margin.

    A page is drawn once for those regions of it that follow each other.

    Raises:
        ValueError: the document has no such page, or a region lies outside of it.
        pypdfium2.PdfiumError: the PDF cannot be opened.
    """
    images: list[bytes] = []
    for page, on_page in groupby(regions, key=lambda region: region[0]):
        drawn = _rendered(data, page, dpi)
        images += [_cut(drawn, page, box) for _, box in on_page]
    return images


def _cut(drawn: _Drawn, page: int, box: Box) -> bytes:
    x0, top, x1, bottom = box
    image, scale = drawn.image, drawn.scale
    left, up = max(0, int((x0 - MARGIN_PT) * scale)), max(0, int((top - MARGIN_PT) * scale))
    right = min(image.width, int((x1 + MARGIN_PT) * scale) + 1)
    down = min(image.height, int((bottom + MARGIN_PT) * scale) + 1)
    if left >= right or up >= down:
        raise ValueError(f"the region {box} lies outside of page {page}")
    return _png(image.crop((left, up, right, down)))


def _rendered(data: bytes, page: int, dpi: float) -> _Drawn:
    document = pypdfium2.PdfDocument(data)
    try:
        if not 1 <= page <= len(document):
            raise ValueError(f"there is no page {page}: the document has {len(document)}")
        sheet = document[page - 1]
        width, height = sheet.get_size()
        scale = min(dpi / 72, (PIXELS_MAX / max(width * height, 1)) ** 0.5)
        picture = sheet.render(scale=scale).to_pil()
        sheet.close()
    finally:
        document.close()
    return _Drawn(picture.convert("RGB"), scale, width, height)


def _png(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, format="PNG", optimize=True)
    return out.getvalue()

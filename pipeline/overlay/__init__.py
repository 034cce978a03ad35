"""What was read, drawn over the pages it was read from: PDF bytes in, PDF or PNG bytes out."""

from pipeline.overlay.apart import DrawingError, Limits, apart
from pipeline.overlay.drawn import drawn_over
from pipeline.overlay.raster import (
    page_image,
    page_images,
    region_image,
    region_images,
    sized_images,
)
from pipeline.overlay.shapes import Shape, shapes_of
from pipeline.overlay.words import Told, word_shapes

__all__ = [
    "DrawingError",
    "Limits",
    "Shape",
    "Told",
    "apart",
    "drawn_over",
    "page_image",
    "page_images",
    "region_image",
    "region_images",
    "shapes_of",
    "sized_images",
    "word_shapes",
]

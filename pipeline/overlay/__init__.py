"""What was read, drawn over the pages it was read from: PDF bytes in, PDF or PNG bytes out."""

from pipeline.overlay.drawn import drawn_over
from pipeline.overlay.raster import page_image, page_size, region_image
from pipeline.overlay.shapes import Shape, shapes_of

__all__ = ["Shape", "drawn_over", "page_image", "page_size", "region_image", "shapes_of"]

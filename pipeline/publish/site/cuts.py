"""Marks that could not be read → the places of the page images that show them.

A cut is a window on the image of a page that the site shows anyway: no further image is made.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.unclear import unclear_marks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.model import Action, Provenance
    from pipeline.publish.site.catalogue import Catalogue
    from pipeline.publish.site.publication import PageImage

AROUND = 12.0
"""Points around a cell that are shown with it."""
SCALE = 3.0
MOST_WIDE = 480.0


@dataclass(frozen=True, slots=True)
class Cut:
    """A window on a page, in points; `width_shown` and `height_shown` are its size on screen."""

    label: str
    page: int
    image: PageImage
    x: float
    y: float
    width: float
    height: float

    @property
    def width_shown(self) -> int:
        """Pixels across on screen."""
        return round(min(self.width * SCALE, MOST_WIDE))

    @property
    def height_shown(self) -> int:
        """Pixels down on screen."""
        return round(self.width_shown * self.height / self.width)


def cuts(catalogue: Catalogue, plan_id: str, action: Action) -> Sequence[Cut]:
    """Return a cut of every mark of an action that could not be read, where there is an image."""
    return [
        cut
        for one in unclear_marks(action)
        for cut in _cut(catalogue, plan_id, one.column, one.provenance)
    ]


def _cut(catalogue: Catalogue, plan_id: str, label: str, place: Provenance) -> Iterator[Cut]:
    for region in place.regions[:1]:
        image = catalogue.publication.images.get((plan_id, region.page))
        if image is None:
            continue
        x0, top, x1, bottom = region.bbox
        x, y = max(min(x0, x1) - AROUND, 0.0), max(min(top, bottom) - AROUND, 0.0)
        width = min(max(x0, x1) + AROUND, image.width) - x
        height = min(max(top, bottom) + AROUND, image.height) - y
        if width > 0 and height > 0:
            yield Cut(label, region.page, image, round(x, 1), round(y, 1), round(width, 1),
                      round(height, 1))  # fmt: skip

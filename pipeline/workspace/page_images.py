"""Pictures of the pages that values were read from, and of their places on them.

A plan whose source is a PDF that still is the one it was read from has pictures; any other plan
has none. Pictures of places are written into .cache/, for a person to look at.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.hashes import sha256
from pipeline.paths import CACHE
from pipeline.workspace.folders import workspace_file

if TYPE_CHECKING:
    from pipeline.model import Plan, Provenance

CROPS = f"{CACHE}/crops"
PDF = "application/pdf"
PAGE_DPI = 80
CROP_DPI = 200
BATCH = 16
"""How many pages are drawn in one process, so that no plan is too long for its limits."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A page of a plan as a PNG, with its size in points."""

    plan_id: str
    page: int
    png: bytes
    width: float
    height: float


def crop(root: Path, plan: Plan, place: Provenance) -> Path | None:
    """Draw the place of a value and return the file; None where no page can show it."""
    if not place.regions or (data := _source(root, plan)) is None:
        return None
    from pipeline.overlay import DrawingError, Limits, apart, region_image

    region = place.regions[0]
    try:
        picture = apart(Limits(), region_image, data, region.page, region.bbox, CROP_DPI)
    except DrawingError:
        return None
    name = sha256(f"{plan.source.sha256} {region}".encode())[:16]
    path = root / CROPS / plan.id / f"page-{region.page}-{name}.png"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(picture)
    return path


def cited_pages(root: Path, plan: Plan) -> Iterator[Picture]:
    """Yield a picture of each page that an action, a section or a target was read from.

    Raises:
        DrawingError: a page cannot be drawn within the limits.
    """
    places = [action.provenance for action in plan.actions]
    for section in plan.sections:
        places += [section.provenance, *(target.provenance for target in section.targets)]
    numbers = sorted({region.page for place in places for region in place.regions})
    data = _source(root, plan) if numbers else None
    if data is None:
        return
    from pipeline.overlay import Limits, apart, sized_images

    for first in range(0, len(numbers), BATCH):
        batch = numbers[first : first + BATCH]
        images = apart(Limits(), sized_images, data, batch, PAGE_DPI)
        for number, (png, width, height) in zip(batch, images, strict=True):
            yield Picture(plan.id, number, png, width, height)


def _source(root: Path, plan: Plan) -> bytes | None:
    """Return the PDF a plan was read from, where it is the same still."""
    if plan.source.media_type != PDF:
        return None
    path = workspace_file(root, plan.source.path)
    data = path.read_bytes() if path is not None else b""
    return data if sha256(data) == plan.source.sha256 else None

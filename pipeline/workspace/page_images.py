"""Pictures of the pages that values were read from, and of their places on them.

A plan whose source is a PDF that still is the one it was read from has pictures; any other plan
has none. Pictures of places are written into .cache/, for a person to look at.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.workspace.folders import workspace_file

if TYPE_CHECKING:
    from pipeline.model import Plan, Provenance

CROPS = ".cache/crops"
PDF = "application/pdf"
PAGE_DPI = 80
CROP_DPI = 200


@dataclass(frozen=True, slots=True)
class Picture:
    """A page of a plan as a PNG, with its size in points."""

    plan_id: str
    page: int
    png: bytes
    width: float
    height: float


def crop(root: Path, plan: Plan, place: Provenance) -> Path | None:
    """Draw the place of a value and return the file; None where there is no page to show."""
    if not place.regions or (data := _source(root, plan)) is None:
        return None
    from pipeline.overlay import region_image

    region = place.regions[0]
    picture = region_image(data, region.page, region.bbox, CROP_DPI)
    name = hashlib.sha256(f"{plan.source.sha256} {region}".encode()).hexdigest()[:16]
    path = root / CROPS / plan.id / f"page-{region.page}-{name}.png"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(picture)
    return path


def cited_pages(root: Path, plan: Plan) -> Iterator[Picture]:
    """Yield a picture of each page that an action, a section or a target was read from."""
    places = [action.provenance for action in plan.actions]
    for section in plan.sections:
        places += [section.provenance, *(target.provenance for target in section.targets)]
    numbers = sorted({region.page for place in places for region in place.regions})
    data = _source(root, plan) if numbers else None
    if data is None:
        return
    from pipeline.overlay import page_image, page_size

    for number in numbers:
        width, height = page_size(data, number)
        yield Picture(plan.id, number, page_image(data, number, PAGE_DPI), width, height)


def _source(root: Path, plan: Plan) -> bytes | None:
    """Return the PDF a plan was read from, where it is the same still."""
    if plan.source.media_type != PDF:
        return None
    path = workspace_file(root, plan.source.path)
    data = path.read_bytes() if path is not None else b""
    return data if hashlib.sha256(data).hexdigest() == plan.source.sha256 else None

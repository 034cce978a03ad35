"""Marks of a plan that could not be read → pictures of their cells, for a person to look at."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.text import slug
from pipeline.unclear import unclear_marks
from pipeline.workspace.page_images import CROP_DPI, PDF

if TYPE_CHECKING:
    from pipeline.model import Plan

MOST = 500
"""More marks than this are not looked at one by one."""


def write_crops(source: Path, plan: Plan, folder: Path) -> Mapping[str, str]:
    """Draw the cell of every unclear mark of a plan and return place → file.

    Places are named as in corrections.yaml. A source that is no PDF has no pictures.

    Raises:
        DrawingError: a page cannot be drawn within the limits.
    """
    if plan.source.media_type != PDF:
        return {}
    unclear = (one for action in plan.actions for one in unclear_marks(action))
    marks = [one for one in unclear if one.provenance.regions][:MOST]
    if not marks:
        return {}
    from pipeline.overlay import Limits, apart, region_images

    places = [one.provenance.regions[0] for one in marks]
    regions = [(place.page, place.bbox) for place in places]
    images = apart(Limits(), region_images, source.read_bytes(), regions, CROP_DPI)
    folder.mkdir(parents=True, exist_ok=True)
    written: dict[str, str] = {}
    for one, image in zip(marks, images, strict=True):
        path = folder / f"{len(written) + 1:03d}-{slug(one.where)}.png"
        path.write_bytes(image)
        written[one.where] = path.as_posix()
    return written

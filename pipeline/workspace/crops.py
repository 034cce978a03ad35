"""Marks of a plan that could not be read → pictures of their cells, for a person to look at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.text import slug
from pipeline.workspace.page_images import CROP_DPI, PDF

if TYPE_CHECKING:
    from pipeline.model import Plan, Provenance

MOST = 500
"""More marks than this are not looked at one by one."""


def write_crops(source: Path, plan: Plan, folder: Path) -> Mapping[str, str]:
    """Draw the cell of every unclear mark of a plan and return place → file.

    Places are named as in corrections.yaml. A source that is no PDF has no pictures.

    Raises:
        DrawingError: a page cannot be drawn within the limits.
    """
    places = list(_unclear(plan))[:MOST] if plan.source.media_type == PDF else []
    if not places:
        return {}
    from pipeline.overlay import Limits, apart, region_images

    regions = [(place.regions[0].page, place.regions[0].bbox) for _, place in places]
    images = apart(Limits(), region_images, source.read_bytes(), regions, CROP_DPI)
    folder.mkdir(parents=True, exist_ok=True)
    written: dict[str, str] = {}
    for (where, _), image in zip(places, images, strict=True):
        path = folder / f"{len(written) + 1:03d}-{slug(where)}.png"
        path.write_bytes(image)
        written[where] = path.as_posix()
    return written


def _unclear(plan: Plan) -> Iterator[tuple[str, Provenance]]:
    for action in plan.actions:
        for entry in action.schedule:
            if entry.state == "unclear" and entry.provenance.regions:
                yield f"{action.id}#schedule/{entry.period_id}", entry.provenance
        for number, grid in enumerate(action.grids, 1):
            if grid.state == "unclear" and grid.provenance.regions:
                yield f"{action.id}#grids/{number}", grid.provenance

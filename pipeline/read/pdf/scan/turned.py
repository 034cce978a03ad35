"""Blocks read on levelled pages → the same blocks, placed on the pages as they are."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from pipeline.document import Block, Cell, Line, Row
from pipeline.model import Provenance, Region
from pipeline.read.pdf.primitives import Box

Turn = tuple[float, float, float]
"""How far a page was turned, in degrees counter-clockwise, and its width and height in points."""


def turn_back(block: Block, turns: Mapping[int, Turn]) -> Block:
    """Return a block whose boxes hold what was read where it stands on the pages."""
    place = partial(_place, turns=turns)
    if isinstance(block, Line):
        return replace(block, provenance=place(block.provenance))
    rows = tuple(
        Row(tuple(_cell(cell, turns) for cell in row.cells), place(row.provenance))
        for row in block.rows
    )
    return replace(block, rows=rows, provenance=place(block.provenance))


def _cell(cell: Cell, turns: Mapping[int, Turn]) -> Cell:
    return replace(cell, provenance=_place(cell.provenance, turns))


def _place(place: Provenance, turns: Mapping[int, Turn]) -> Provenance:
    regions = tuple(
        Region(page=region.page, bbox=_turned(region.bbox, turns[region.page]))
        if region.page in turns
        else region
        for region in place.regions
    )
    return place.model_copy(update={"regions": regions})


def _turned(box: Box, turn: Turn) -> Box:
    degrees, width, height = turn
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    corners = [(x - width / 2, y - height / 2) for x in (box[0], box[2]) for y in (box[1], box[3])]
    xs = [width / 2 + x * cos - y * sin for x, y in corners]
    ys = [height / 2 + x * sin + y * cos for x, y in corners]
    return (
        round(max(min(xs), 0.0), 1), round(max(min(ys), 0.0), 1), round(min(max(xs), width), 1),
        round(min(max(ys), height), 1),
    )  # fmt: skip

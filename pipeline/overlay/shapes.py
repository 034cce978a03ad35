"""The shapes to draw for what was read: a box for each table, cell, mark, line and lost text.

A document, its plan and its report go in; shapes go out, page by page, in the order they are
drawn. A mark is told apart by its kind and by whether its state is unclear, a line by what it was
taken for, so that colour never says a thing alone: each kind has its letter.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from pipeline.document import Cell, Document, Line, Table
from pipeline.model import Plan, Provenance, Report

Layer = Literal[
    "table",
    "header",
    "cell",
    "mark",
    "unplanned",
    "unclear",
    "heading",
    "text",
    "running",
    "unclaimed",
]
Box = tuple[float, float, float, float]
"""x0, top, x1, bottom in points from the top left of the page as it is shown."""

LETTERS = {
    "glyph": "G",
    "dingbat": "D",
    "stroke": "S",
    "fill": "F",
    "image": "I",
    "shade": "H",
    "text": "T",
    "none": "",
}
"""The letter that stands beside a mark of each kind."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A box to draw on a page (from 1); `label` is printed at its corner."""

    page: int
    layer: Layer
    box: Box
    label: str = ""


def shapes_of(document: Document, plan: Plan, report: Report) -> list[Shape]:
    """Return what was read as shapes, in the order they are drawn."""
    states: dict[Provenance, str] = {}
    for action in plan.actions:
        said = [(entry.provenance, entry.state) for entry in action.schedule]
        for place, state in (*said, *((entry.provenance, entry.state) for entry in action.grids)):
            if state == "planned" or place not in states:
                states[place] = state
    shapes = [
        shape
        for block in document.blocks
        for shape in (_line(block) if isinstance(block, Line) else _table(block, states))
    ]
    for quote in report.unclaimed:
        shapes += _boxes(quote.provenance, "unclaimed", "?")
    return shapes


def _line(line: Line) -> Iterator[Shape]:
    if line.kind != "text":
        layer: Layer = "running" if line.kind != "note" else "text"
    else:
        layer = "heading" if line.level else "text"
    yield from _boxes(line.provenance, layer)


def _table(table: Table, states: Mapping[Provenance, str]) -> Iterator[Shape]:
    size = f"{len(table.rows)} x {table.n_columns}"
    yield from _boxes(table.provenance, "table", size)
    for number, row in enumerate(table.rows):
        for cell in row.cells:
            layer: Layer = "header" if number < table.header_rows else "cell"
            yield from _boxes(cell.provenance, layer)
            yield from _mark(cell, states.get(cell.provenance))


def _mark(cell: Cell, state: str | None) -> Iterator[Shape]:
    kind = cell.mark.kind if cell.mark is not None else "none"
    if state == "unclear":
        yield from _boxes(cell.provenance, "unclear", "?")
    elif state == "planned" or (state is None and kind != "none"):
        yield from _boxes(cell.provenance, "mark", LETTERS[kind] or LETTERS["text"])
    elif kind != "none":
        yield from _boxes(cell.provenance, "unplanned", LETTERS[kind])


def _boxes(place: Provenance, layer: Layer, label: str = "") -> Iterator[Shape]:
    for region in place.regions:
        yield Shape(region.page, layer, region.bbox, label)

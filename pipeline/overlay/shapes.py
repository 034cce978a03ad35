"""The shapes to draw for what was read: a box for each table, cell, mark, line and action.

A document and its plan go in; shapes go out, in the order they are drawn. A mark is told apart by
its state and by its kind, a line by what it was taken for, so that colour never says a thing
alone: each state has its sign, each kind its letter.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from pipeline.document import Cell, Document, Line, Table
from pipeline.model import Plan, Provenance

Layer = Literal[
    "table",
    "header",
    "cell",
    "mark",
    "unplanned",
    "unclear",
    "unused",
    "heading",
    "text",
    "action",
    "ignored",
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


def shapes_of(document: Document, plan: Plan) -> list[Shape]:
    """Return what was read as shapes, in the order they are drawn.

    A word alone is drawn by `word_shapes`.
    """
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
    for action in plan.actions:
        shapes += _boxes(action.provenance, "action", action.number or "-")
    return shapes


def layer_of(taken: str | None) -> Layer | None:
    """Return the layer of a word by what took it; None where a value or a passage holds it."""
    if taken is None:
        return "unclaimed"
    return None if taken in ("claimed", "kept") else "ignored"


def _line(line: Line) -> Iterator[Shape]:
    if line.kind in ("text", "note"):
        yield from _boxes(line.provenance, "heading" if line.level else "text")


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
    elif state == "planned":
        yield from _boxes(cell.provenance, "mark", LETTERS[kind] or LETTERS["text"])
    elif state is None and kind != "none":
        yield from _boxes(cell.provenance, "unused", LETTERS[kind])
    elif kind != "none":
        yield from _boxes(cell.provenance, "unplanned", LETTERS[kind])


def _boxes(place: Provenance, layer: Layer, label: str = "") -> Iterator[Shape]:
    for region in place.regions:
        yield Shape(region.page, layer, region.bbox, label)

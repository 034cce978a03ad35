"""Marks whose form is not understood → what the marks of the same document say that equal them.

Each was looked at when it was read, and its form was kept. Marks that are understood are looked at
here, a few of each kind and only where there is something to compare. What equals none of them
stays unknown; where all of that has one form the place says so, as one drawing means one thing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from pipeline.document import ALONE, Block, Cell, Table
from pipeline.model import Mark
from pipeline.read.marks import mark_of
from pipeline.read.pdf.primitives import Box, Form, Look

Forms = Mapping[tuple[int, Box], Form]
"""The forms that are not understood, by the page and the box of their cells."""

_ALIKE = "alike"
"""What the method of a place ends in where its mark equals known ones."""

_EXAMPLES = 2
"""So many marks of each kind are looked at."""
_PAGES = 6
"""On at most so many pages."""
_INSET_PT = 3.0
"""The edge of a cell is no part of its mark, nor what is looked at around it."""
_DRAWN = frozenset({"stroke", "fill", "image"})
_LOOKED_AT = _DRAWN | {"glyph", "dingbat"}


def with_alike(blocks: list[Block], forms: Forms, look_at: Callable[[int], Look]) -> list[Block]:
    """Return blocks whose unknown marks say what those do that they equal.

    Args:
        blocks: what a document prints.
        forms: the forms of its unknown marks.
        look_at: gives a page to look at.
    """
    if not forms:
        return blocks
    from pipeline.read.pdf.forms import equals, is_one

    known = list(_examples(blocks, {page for page, _ in forms}, look_at))
    said: dict[tuple[int, Box], Mark] = {}
    for place, form in forms.items():
        marks = {mark for mark, example in known if equals(form, example)}
        if len(marks) == 1:
            said[place] = marks.pop()
    rest = [form for place, form in forms.items() if place not in said]
    alone = is_one(rest)

    def told(cell: Cell) -> Cell:
        place = _place(cell)
        if cell.mark is None or place not in forms:
            return cell
        if place in said:
            return _marked(cell, _as(cell.mark, said[place]), _ALIKE)
        return _marked(cell, cell.mark, ALONE) if alone else cell

    return [block.with_cells(told) if isinstance(block, Table) else block for block in blocks]


def _examples(
    blocks: Sequence[Block], pages: set[int], look_at: Callable[[int], Look]
) -> Iterator[tuple[Mark, Form]]:
    """Yield marks that are understood with their forms, first those of these pages."""
    cells: dict[Mark, list[Cell]] = {}
    for block in blocks:
        for row in block.rows[block.header_rows :] if isinstance(block, Table) else ():
            for cell in row.cells:
                mark = cell.mark
                if mark is not None and mark.kind in _LOOKED_AT and mark.char != "?":
                    cells.setdefault(mark, []).append(cell)
    looks: dict[int, Look] = {}
    for mark, found in cells.items():
        found.sort(key=lambda cell: (_place(cell) or (0,))[0] not in pages)
        for cell in found[:_EXAMPLES]:
            place = _place(cell)
            if place is None or (place[0] not in looks and len(looks) == _PAGES):
                continue
            page, (x0, top, x1, bottom) = place
            look = looks.setdefault(page, look_at(page))
            inner = x0 + _INSET_PT, top + _INSET_PT, x1 - _INSET_PT, bottom - _INSET_PT
            seen = look(inner)
            if seen is not None and seen.form is not None:
                yield mark, seen.form


def _place(cell: Cell) -> tuple[int, Box] | None:
    """Return the page and the box of a cell; None for one that goes on on another page."""
    regions = cell.provenance.regions
    return (regions[0].page, regions[0].bbox) if len(regions) == 1 else None


def _as(unknown: Mark, known: Mark) -> Mark:
    """Return an unknown mark that says what a known one does."""
    kind = unknown.kind if known.char is not None or unknown.kind in _DRAWN else known.kind
    return mark_of(kind, known.char)


def _marked(cell: Cell, mark: Mark, way: str) -> Cell:
    method = f"{cell.provenance.method}/{way}"
    place = cell.provenance.model_copy(update={"method": method})
    return replace(cell, mark=mark, provenance=place)

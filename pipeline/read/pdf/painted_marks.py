"""Colours that a later page names → the marks painted in them, named.

A legend may stand behind its tables. Colours are only taken from there where two of those that
marks are painted in have a name: one alone may be that of anything. Colours that stay without a
name are handed on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from pipeline.document import Block, Cell, Table
from pipeline.read.marks import mark_of
from pipeline.read.pdf.primitives import Box, Colour
from pipeline.text import words

_NAMES = 2
_NAME_WORDS = 8
Paints = Mapping[tuple[int, Box], Colour]
"""The colours of marks that have no name, by the page and the box of their cells."""


def with_names(
    blocks: list[Block], paints: Paints, named: Iterable[Mapping[Colour, str]]
) -> list[Block]:
    """Return blocks whose painted marks are called what the pages call their colours, or have them.

    Args:
        blocks: what a document prints.
        paints: the colours of its marks.
        named: what each page calls colours.
    """
    if not paints:
        return blocks
    found: dict[Colour, set[str]] = {}
    for names in (*named, *_tabled(blocks, paints)):
        for colour, name in names.items():
            found.setdefault(colour, set()).add(name)
    used = {*paints.values()}
    said = {c: names.pop() for c, names in found.items() if c in used and len(names) == 1}
    if len(set(said.values())) < _NAMES:
        said = {}

    def called(cell: Cell) -> Cell:
        paint = _paint(cell, paints)
        if cell.mark is None or paint is None:
            return cell
        if paint not in said:
            return replace(cell, paint=paint)
        return replace(cell, mark=mark_of(cell.mark.kind, said[paint]))

    return [b.with_cells(called) if isinstance(b, Table) else b for b in blocks]


def _tabled(blocks: Sequence[Block], paints: Paints) -> Iterator[dict[Colour, str]]:
    """Yield what tables call colours that do nothing else: each in a cell before its name."""
    for block in blocks:
        rows = [row.cells for row in block.rows] if isinstance(block, Table) else []
        pairs = [pair for cells in rows for pair in zip(cells[::2], cells[1::2], strict=False)]
        said = [(_paint(field, paints), name.text) for field, name in pairs]
        whole = all(len(cells) % 2 == 0 for cells in rows)
        if whole and all(0 < len(words(text)) <= _NAME_WORDS for _, text in said):
            colours = {paint: text for paint, text in said if paint is not None}
            if len(colours) == len(said):
                yield colours


def _paint(cell: Cell, paints: Paints) -> Colour | None:
    regions = cell.provenance.regions
    return paints.get((regions[0].page, regions[0].bbox)) if len(regions) == 1 else None

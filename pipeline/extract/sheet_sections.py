"""Sections that the sheets of actions name in a row each ("Axe | 1. Habitat") → headings over them.

The pairs of label and value of all sheets of a document go in, the labels that name sections come
out: section words whose values are numbered titles, those of one section on sheets that follow each
other. Where headings of the document name such sections too, the rows only say it again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.document import Block, Cell, Line
from pipeline.extract.draft import around
from pipeline.extract.headings import Headings
from pipeline.extract.sided import are_titles, in_one_place
from pipeline.lexicon import Lexicon
from pipeline.text import clean

LEAST_SHEETS = 2

Pair = tuple[Cell, Cell]


def section_labels(
    sheets: Sequence[Sequence[Pair]],
    blocks: Iterable[Block],
    headings: Headings,
    lexicon: Lexicon,
) -> frozenset[str]:
    """Return the labels that name the section of each sheet; `blocks` are the whole document."""
    by_label: dict[str, list[Cell | None]] = {}
    for at, pairs in enumerate(sheets):
        for label, value in pairs:
            if (name := lexicon.comparable(clean(label.text))) in lexicon.section_words:
                by_label.setdefault(name, [None] * len(sheets))[at] = value
    found = {
        name: values
        for name, values in by_label.items()
        if len(values) >= LEAST_SHEETS and are_titles(values) and _are_numbered(values, headings)
    }
    if not found or not in_one_place([*found.values()], [0] * len(sheets)):
        return frozenset()
    heads = (headings.of(block) for block in blocks if isinstance(block, Line))
    named = {head.name for head in heads if head is not None and head.role == "section"}
    return frozenset(
        name for name in found if lexicon.kind(lexicon.section_words[name]) not in named
    )


def over_sheet(
    pairs: Sequence[Pair], labels: frozenset[str], lexicon: Lexicon, level: int
) -> tuple[list[Line], list[Pair]]:
    """Return the headings that a sheet stands under, outermost first, and its other pairs."""
    lines: list[Line] = []
    rest: list[Pair] = []
    for label, value in pairs:
        if lexicon.comparable(clean(label.text)) in labels:
            place = around(label.provenance, value.provenance)
            place = place.model_copy(update={"method": "heading"})
            text = f"{clean(label.text).rstrip(': ')} {clean(value.text)}"
            lines.append(Line(text, place, level=level, strong=True, calls=value.calls))
        else:
            rest.append((label, value))
    return lines, rest


def _are_numbered(cells: Sequence[Cell | None], headings: Headings) -> bool:
    """Tell whether every text begins with a number."""
    texts = (clean(cell.text) if cell is not None else "" for cell in cells)
    return all(headings.numbered(text)[0] for text in texts)

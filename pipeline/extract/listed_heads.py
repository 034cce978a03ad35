"""Items of a list that head the items under them ("Axe 1 : Piétons") → headings, and their items.

A page may set its whole structure as one list. Where every item of a level that has others under
it is worded as a numbered section, these are headings, and what stands under them moves out by one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from pipeline.document import Block, Line, Table
from pipeline.extract.bands import LEVEL
from pipeline.extract.headings import Headings


def with_listed_heads(blocks: Iterable[Block], headings: Headings) -> list[Block]:
    """Return the blocks with the lists whose outermost items are sections parted at these."""
    made: list[Block] = []
    for listed, run in groupby(blocks, lambda b: not isinstance(b, Table) and b.depth > 0):
        pieces = list(run)
        made += _parted(pieces, headings, LEVEL) if listed else pieces
    return made


def _parted(pieces: Sequence[Block], headings: Headings, level: int) -> Iterator[Block]:
    """Yield the lines of one list, its outermost items as headings where they are sections."""
    lines = [piece for piece in pieces if isinstance(piece, Line)]
    outer = min(line.depth for line in lines)
    heads = [line for line in lines if line.depth == outer]
    deeper = {id(a) for a, b in pairwise(lines) if b.depth > a.depth == outer}
    if not all(id(line) in deeper and _is_section(line, headings) for line in heads):
        yield from lines
        return
    for is_head, run in groupby(lines, lambda line: line.depth == outer):
        if is_head:
            yield from (replace(line, depth=0, marker="", level=level) for line in run)
        else:
            yield from _parted([replace(line, depth=line.depth - outer) for line in run], headings,
                               level + 1)  # fmt: skip


def _is_section(line: Line, headings: Headings) -> bool:
    """Tell whether an item is worded as a numbered section, and not as an action."""
    head = headings.of(replace(line, depth=0, strong=True))
    return head is not None and bool(head.title) and headings.numbers_section(head)

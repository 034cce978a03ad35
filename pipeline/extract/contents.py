"""Tables of contents: the lines that name a document's parts beforehand, with their pages.

The blocks of a document come in, the lines of its tables of contents go out. An entry is known by
its leaders ("Axe 1 ........ 12"), or, under a heading that says what follows, by ending in a page
number that is not below the one before. The pages may stand on lines of their own, several at once
where they form a column. What stands between entries belongs to them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from pipeline.document import Block, Line
from pipeline.text import words

ENTRIES_MIN = 3
GAP_LINES = 12
"""So many lines without a page may stand between two entries with leaders."""

GAP_BARE = 3
"""So many may stand between two entries without leaders."""

WORDS_MAX = 40
_LEADERS = re.compile(r"(?:(?:[._·]\s?){4,}|(?:…\s?){2,})\s*(?:\d{1,3}|[ivxlc]{1,5})\W*$")
_NUMBERED = re.compile(r"\S\s+(\d{1,3})$")
_COLUMN = re.compile(r"\d{1,3}(?:\s+\d{1,3})*")


def find_contents(blocks: Sequence[Block], is_heading: Callable[[Line], bool]) -> list[Line]:
    """Return the lines of tables of contents; `is_heading` tells the heading of one."""
    taken = [False] * len(blocks)
    for start, stop in _led(blocks, is_heading):
        heading = _heading_above(blocks, start, is_heading)
        taken[heading:stop] = [True] * (stop - heading)
    for index, block in enumerate(blocks):
        if isinstance(block, Line) and not taken[index] and is_heading(block):
            stop = _end_of_entries(blocks, index + 1)
            taken[index:stop] = [True] * (stop - index)
    pairs = zip(blocks, taken, strict=True)
    return [block for block, is_taken in pairs if is_taken and isinstance(block, Line)]


def _led(blocks: Sequence[Block], is_heading: Callable[[Line], bool]) -> list[tuple[int, int]]:
    """Return the stretches of entries with leaders; under a heading of them a few will do."""
    entries = [
        index
        for index, block in enumerate(blocks)
        if isinstance(block, Line) and _LEADERS.search(block.text)
    ]
    stretches: list[list[int]] = []
    for index in entries:
        if stretches and _is_gap(blocks[stretches[-1][-1] + 1 : index]):
            stretches[-1].append(index)
        else:
            stretches.append([index])
    return [
        (part[0], part[-1] + 1)
        for part in stretches
        if len(part) >= ENTRIES_MIN or _heading_above(blocks, part[0], is_heading) < part[0]
    ]


def _is_gap(between: Sequence[Block]) -> bool:
    return len(between) <= GAP_LINES and all(_is_short(block) for block in between)


def _is_short(block: Block) -> bool:
    return isinstance(block, Line) and len(words(block.text)) <= WORDS_MAX


def _heading_above(blocks: Sequence[Block], start: int, is_heading: Callable[[Line], bool]) -> int:
    """Return where the heading of a table of contents stands, else where its entries begin."""
    for index in range(start - 1, max(-1, start - GAP_LINES - 1), -1):
        block = blocks[index]
        if not isinstance(block, Line) or not _is_short(block):
            break
        if is_heading(block):
            return index
    return start


def _end_of_entries(blocks: Sequence[Block], start: int) -> int:
    """Return where the entries under a heading end: at the heading where there are too few."""
    stop, page, count = start, 0, 0
    for index in range(start, len(blocks)):
        block = blocks[index]
        led = any(map(_is_column, blocks[index : index + GAP_LINES]))
        near = index - stop <= GAP_BARE and _is_short(block)
        if not isinstance(block, Line) or not (near or led):
            break
        pages = [page, *_pages(block.text)]
        if len(pages) > 1 and pages == sorted(pages):
            stop, page, count = index + 1, pages[-1], count + len(pages) - 1
    return stop if count >= ENTRIES_MIN else start - 1


def _pages(text: str) -> list[int]:
    """Return the pages that a line names: that behind an entry, or all that it consists of."""
    if _COLUMN.fullmatch(text):
        return [int(page) for page in text.split()]
    found = _NUMBERED.search(text)
    return [int(found[1])] if found else []


def _is_column(block: Block) -> bool:
    """Tell whether a line is several pages and nothing else: those of the entries beside them."""
    return isinstance(block, Line) and bool(_COLUMN.fullmatch(block.text)) and " " in block.text

"""Lines that a plain text prints again at the top of its pages → where they stand.

A form feed ends a page. What stands together at the top of the first page and comes again, in the
same order, at the top of another is the pages' own there. The first print stays with the text,
which may begin with its title, unless a number at the right margin counts the pages.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

_COUNTED = re.compile(r"(?P<text>.*?)\s{2,}(?P<word>\S*\s)?(?P<page>\d+)")


def running(lines: Sequence[str]) -> frozenset[int]:
    """Return the indexes of the lines that pages print at their top again."""
    first, *others = _tops(lines)
    found: set[int] = set()
    for page, top in enumerate(others, 1):
        for one, again in zip(first, top, strict=False):
            counts = _counts(lines[one], lines[again], page)
            if not counts and lines[one].split() != lines[again].split():
                break
            found |= {one, again} if counts else {again}
    return frozenset(found)


def _tops(lines: Sequence[str]) -> list[list[int]]:
    """Return the lines that stand together at the top of each page."""
    starts = [0, *(index for index, line in enumerate(lines) if index and "\f" in line)]
    tops = []
    for start, end in pairwise([*starts, len(lines)]):
        filled = [index for index in range(start, end) if lines[index].strip()]
        tops.append([index for n, index in enumerate(filled) if index == filled[0] + n])
    return tops


def _counts(first: str, again: str, page: int) -> bool:
    """Tell whether two lines differ by the numbers that count their pages at the margin."""
    one, two = (_COUNTED.fullmatch(text.strip()) for text in (first, again))
    if one is None or two is None:
        return False
    same = (one["text"], one["word"]) == (two["text"], two["word"])
    return same and int(two["page"]) == int(one["page"]) + page

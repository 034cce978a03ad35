"""The type that the text of a document is set in, and those of its headings.

The lines outside tables tell it. Where only headings stand there, what the tables print does.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.read.pdf.layout import PageLayout
from pipeline.read.pdf.lines import TextLine

LARGER = 1.12
"""Type this many times the size of the text is a heading's."""
STEP = 1.75
"""The tops of two lines of a paragraph are at most this many type sizes apart."""
PLAIN = 0.25
"""Where at least this share of a document, or of its lines, is not bold, its text is not."""
HEADING_WORDS = 40
SAME_START_PT = 3.0
_LABEL = re.compile(r"([^\W\d_][^:.;,()]{1,30}?) ?:\s+\S")
"""A short label, a colon, and what it says."""


@dataclass(slots=True)
class Styles:
    """The type of a document's text, and those of its headings from the largest down.

    `columns` is how far the lines run that begin at one place, by that place, and `starts` how
    many they are; `labels` is how many lines begin with one label.
    """

    body: float = 0.0
    headings: list[tuple[float, bool]] = field(default_factory=list)
    bold_body: bool = False
    columns: dict[int, float] = field(default_factory=dict)
    starts: Counter[int] = field(default_factory=Counter)
    labels: Counter[str] = field(default_factory=Counter)


def read_styles(pages: Sequence[PageLayout]) -> Styles:
    """Return the type most of a document's text is set in."""
    sizes: Counter[tuple[float, bool]] = Counter()
    weights: Counter[bool] = Counter()
    columns: dict[int, float] = {}
    starts: Counter[int] = Counter()
    labels: Counter[str] = Counter()
    for page in pages:
        for item in page.items:
            if isinstance(item, TextLine):
                sizes[round(item.size, 1), item.bold] += len(item.text)
                weights[item.bold] += 1
                start = start_of(item)
                starts[start] += 1
                if label := label_of(item):
                    labels[label] += 1
                if item.x1 > columns.get(start, 0.0):
                    columns[start] = item.x1
    if not sizes:
        return Styles()
    plain = {style: count for style, count in sizes.items() if not style[1]}
    often = sum(plain.values()) >= PLAIN * sum(sizes.values())
    common = plain if often or weights[False] >= PLAIN * weights.total() else sizes
    if common is sizes:
        common = _bold_text(pages) or _among_headings(plain, sizes, pages) or sizes
    (body, bold), _ = max(common.items(), key=lambda pair: (pair[1], pair[0]))
    larger = {size for size, _ in sizes if size >= LARGER * body}
    heads = {(size, False) for size in larger} | {(size, True) for size, b in sizes if b}
    return Styles(
        body, sorted(heads, key=lambda s: (-s[0], not s[1])), bold, columns, starts, labels
    )


def _bold_text(pages: Sequence[PageLayout]) -> Counter[tuple[float, bool]]:
    """Return the types of bold lines outside tables that go on for longer than a heading does."""
    found: Counter[tuple[float, bool]] = Counter()
    for page in pages:
        count = 0
        last: TextLine | None = None
        for item in page.items:
            if not isinstance(item, TextLine) or not item.bold:
                last = None
                continue
            alike = last is not None and last.size == item.size
            follows = last is not None and 0 < item.top - last.top <= STEP * item.size
            count = len(item.words) + (count if alike and follows else 0)
            last = item
            if count > HEADING_WORDS:
                found[round(item.size, 1), True] += len(item.words)
    return found


def _among_headings(
    plain: Mapping[tuple[float, bool], int],
    sizes: Mapping[tuple[float, bool], int],
    pages: Sequence[PageLayout],
) -> dict[tuple[float, bool], int]:
    """Return the types of text where only headings stand outside the tables, or none.

    That is what is set there no larger than those headings, else the text of the tables.
    """
    tabled: Counter[tuple[float, bool]] = Counter()
    for page in pages:
        for (size, bold), count in page.tabled.items():
            tabled[round(size, 1), bold] += count
    inside = {style: count for style, count in tabled.items() if not style[1]}
    if not inside or sum(inside.values()) < PLAIN * tabled.total():
        return {}
    head, _ = max(sizes, key=lambda style: (style[1], sizes[style], style))
    return {style: count for style, count in plain.items() if style[0] <= head} or inside


def start_of(line: TextLine) -> int:
    """Return where a line begins, the same for lines that begin at one place."""
    return round(line.x0 / SAME_START_PT)


def label_of(line: TextLine) -> str:
    """Return the short label that a line begins with, where what it says follows; else nothing."""
    found = _LABEL.match(line.text) if ":" in line.text else None
    return found.group(1) if found else ""

"""Where the lines of a cell end: on purpose, or because the next word did not fit.

What breaks lines puts every word on a line that it fits on. One that would have fitted, as far as
another line of its column reaches or as the cell is ruled, begins a line because it was told to.
Where a word with a capital did not fit, both may be.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.document import Break
from pipeline.read.pdf.content import Content
from pipeline.read.pdf.lines import TextLine
from pipeline.read.pdf.paragraphs import SPACE

_SLACK = 0.25
"""Text may end so many type sizes before the place that is as far from the edge as it begins."""
_OPEN = "-–,;:('’/&\u00ad"
"""What ends a line and goes on in the next."""
Widths = dict[tuple[int, int], float]
"""How wide the widest line of each column is, by its first column and how many it spans."""


def widest_lines(contents: Sequence[Content]) -> Widths:
    """Return how wide the lines of the columns of a table are."""
    widths: Widths = {}
    for content in contents:
        if content.lines:
            key = content.place.column, content.place.column_span
            left = min(line.x0 for line in content.lines)
            width = max(line.x1 for line in content.lines) - left
            widths[key] = max(widths.get(key, 0.0), width)
    return widths


def breaks_in(content: Content, widths: Widths, right: float, *, ruled: bool) -> tuple[Break, ...]:
    """Return the line breaks of a cell that may part two texts.

    `right` is where text ends in the cell, which only a `ruled` one tells for sure.
    """
    lines = content.lines
    if len(lines) < 2 or len({word.angle for word in content.words}) > 1:
        return ()
    width = widths[content.place.column, content.place.column_span]
    end = min(line.x0 for line in lines) + width
    if ruled:
        end = max(end, right - _SLACK * lines[0].size)
    found = (_break(before, line, end) for before, line in pairwise(lines))
    return tuple(one for one in found if one is not None)


def _break(before: TextLine, line: TextLine, end: float) -> Break | None:
    last, word = before.words[-1].text, line.words[0]
    if last[-1] in _OPEN:
        return None
    fits = before.x1 + SPACE * line.size + word.x1 - word.x0 <= end
    return (last, word.text, fits) if fits or word.text[0].isupper() else None

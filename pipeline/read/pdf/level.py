"""Rows of figures that no rule parts: every line of a block has a text in every column.

Figures do not run on from line to line as a text does, so where several columns hold nothing else
and each of their lines has its own name beside it, each line is a row.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.read.marks import text_mark
from pipeline.read.pdf.lines import TextLine

LEAST_LINES = 2
"""A single line is a row anyway."""
LEAST_FIGURES = 2
"""So many columns must hold figures alone."""
LEVEL = 0.3
"""Lines of one row differ by at most this many type sizes in height."""
MOST_LETTERS = 3
"""A figure has at most so many letters: a unit or a sign."""


def may_be_level(columns: Sequence[Sequence[TextLine]]) -> bool:
    """Tell whether the first columns of a block have as many lines as rows of figures would."""
    counts = {len(lines) for lines in columns if lines}
    return len(counts) == 1 and min(counts) >= LEAST_LINES


def level_cuts(columns: Sequence[Sequence[TextLine]]) -> list[float]:
    """Return where the rows of a block part whose lines are rows of figures; else nothing."""
    filled = [lines for lines in columns if lines]
    if not may_be_level(filled):
        return []
    names = [lines for lines in filled if not all(map(_is_figure, lines))]
    level = all(
        max(ln.top for ln in row) - min(ln.top for ln in row) <= LEVEL * row[0].size
        for row in zip(*filled, strict=True)
    )
    if not level or not names or len(filled) - len(names) < LEAST_FIGURES:
        return []
    if any(_runs_on(lines, filled) for lines in names):
        return []
    rows = [list(row) for row in zip(*filled, strict=True)]
    return [(max(a.bottom for a in up) + min(b.top for b in low)) / 2 for up, low in pairwise(rows)]


def _is_figure(line: TextLine) -> bool:
    """Tell whether a line is a number with what belongs to it, or a sign that stands for none."""
    text = line.text
    digits = any(c.isdigit() for c in text)
    return (digits and sum(map(str.isalpha, text)) <= MOST_LETTERS) or text_mark(text) is not None


def _runs_on(lines: Sequence[TextLine], columns: Sequence[Sequence[TextLine]]) -> bool:
    """Tell whether lines read as one text: none leaves room for the first word of the next."""
    end = max(line.x1 for line in lines)
    beyond = [x0 for other in columns if (x0 := min(line.x0 for line in other)) > end]
    limit = min(beyond, default=end)
    full = [a.x1 + a.size + (b.words[0].x1 - b.words[0].x0) > limit for a, b in pairwise(lines)]
    return all(full) or any(line.text[:1].islower() for line in lines[1:])

"""Where the columns of a table without vertical rules run, from what stands in it.

Ink casts its shadow on the x axis; a gutter is a stretch that no line of the body reaches into.
A stretch that only parts words by chance has a heading on one side at most: a column without ink
in the header joins its neighbour, unless it holds nothing but numbers or marks.
"""

from __future__ import annotations

import bisect
import itertools
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.read.pdf.apart import HEADS_APART
from pipeline.read.pdf.counted import follows
from pipeline.read.pdf.lines import TextLine
from pipeline.read.pdf.primitives import Box

LEAST_GUTTER_PT = 5.0
CHANCE_LINES = 10
"""So many lines do not leave a gutter by chance."""
LEAST_TIGHT_PT, BEGUN_LINES = 2.5, 3
"""A gutter that parts many lines may be this narrow where so many texts begin at its end."""
SPACES, WIDEST_SPACE = 1.08, 0.6
"""A gutter is wider than the space between words, by this factor, which is at most so many times
their height."""
APART = 2.0
"""A head stands further from the one before it than so many spaces between words."""
_STRAY = 0.04
"""The share of the lines that may reach into a gutter (rows that span the table); drawn marks are
none."""
_CODE = re.compile(r"\(?(?:[A-Za-z]{1,4}[-.]?)?\d{1,3}(?:[.-]\d{1,3})*[.)]?|[^\w\s]{1,2}|[xX]")


@dataclass(frozen=True, slots=True)
class Ink:
    """A word or mark: its box, and its text where it has one."""

    box: Box
    text: str


def line_ink(lines: Sequence[TextLine]) -> list[list[Ink]]:
    """Return the ink of lines, line by line."""
    return [[Ink((w.x0, w.top, w.x1, w.bottom), w.text) for w in line.words] for line in lines]


def find_columns(
    header: Sequence[Sequence[Ink]], body: Sequence[Sequence[Ink]], x0: float, x1: float
) -> list[float]:
    """Return the edges of the columns between `x0` and `x1`, outer edges included.

    Args:
        header: ink of the header, line by line; empty where the table has none.
        body: ink of the body, line by line.
        x0: left edge of the table.
        x1: right edge of the table.
    """
    last = _last_header(header)
    gutters = _gutters(body, x0, x1, [ink for line in last for ink in line])
    edges = [x0, *((a + b) / 2 for a, b in gutters), x1]
    for x in _between_counted([ink for line in last for ink in line], body, gutters):
        bisect.insort(edges, x)
    return _with_headings(edges, last, body) if last else edges


def _between_counted(
    heads: Sequence[Ink], body: Sequence[Sequence[Ink]], gutters: Sequence[tuple[float, float]]
) -> Iterator[float]:
    """Yield the edges between heads that count up with no gutter between them, clear of ink."""
    for one, other in itertools.pairwise(sorted(heads, key=lambda ink: ink.box[0])):
        left, right = one.box[2], other.box[0]
        if not follows(one, other, (right - left) / (one.box[3] - one.box[1])):
            continue
        x = (left + right) / 2
        parted = any(a < right + 1 and b > left - 1 for a, b in gutters)
        crossed = any(ink.box[0] < x - 1 and ink.box[2] > x + 1 for row in body for ink in row)
        if not parted and not crossed:
            yield x


def split_wide(edges: Sequence[float], body: Sequence[Sequence[Ink]], least: float) -> list[float]:
    """Part the columns of at least `least` points that hold several columns of text or codes.

    A gutter counts where codes stand to its left, or where so many lines keep clear of it that
    they do not do so by chance.
    """
    parted = [edges[0]]
    for left, right in itertools.pairwise(edges):
        rows = _inside(body, left, right) if right - left >= least else []
        for a, b in _gutters(rows, left, right) if len(rows) > 1 else []:
            middle = (a + b) / 2
            if len(rows) >= CHANCE_LINES or _is_codes(_inside(rows, parted[-1], middle)):
                parted.append(middle)
        parted.append(right)
    return parted


def code_column(edges: Sequence[float], body: Sequence[Sequence[Ink]]) -> int | None:
    """Return the first column that holds nothing but numbers or codes of rows, or None."""
    for index, (left, right) in enumerate(itertools.pairwise(edges)):
        rows = sorted(_inside(body, left, right), key=lambda row: row[0].box[1])
        while rows and not _is_codes(rows[:1]):
            del rows[0]
        if len(rows) > 1 and _is_codes(rows) and any(c.isdigit() for r in rows for c in r[0].text):
            return index
    return None


def _last_header(header: Sequence[Sequence[Ink]]) -> list[list[Ink]]:
    """Return of each column's heading the lowest line: a line above it may span several."""
    kept: list[list[Ink]] = []
    below: list[Box] = []
    for line in reversed(list(header)):
        line_kept = []
        for chunk in _chunks(line):
            left, right = chunk[0].box[0], chunk[-1].box[2]
            under = [b for b in below if b[0] < right and left < b[2]]
            if not under:
                line_kept += chunk
        kept.insert(0, line_kept)
        for chunk in _chunks(line_kept):
            box = (chunk[0].box[0], 0.0, chunk[-1].box[2], 0.0)
            if not any(b[0] < box[2] and box[0] < b[2] for b in below):
                below.append(box)
    return [line for line in kept if line]


def _chunks(line: Sequence[Ink]) -> list[list[Ink]]:
    """Part a line where a gap is wider than the height of its letters."""
    chunks: list[list[Ink]] = []
    for ink in sorted(line, key=lambda i: i.box[0]):
        height = ink.box[3] - ink.box[1]
        if chunks and ink.box[0] - chunks[-1][-1].box[2] <= 0.8 * height:
            chunks[-1].append(ink)
        else:
            chunks.append([ink])
    return chunks


def _gutters(
    rows: Sequence[Sequence[Ink]], x0: float, x1: float, header: Sequence[Ink] = ()
) -> list[tuple[float, float]]:
    """Return the stretches between `x0` and `x1` that hardly any line, and no head, has ink in."""
    count = sum(any(c.isalnum() for ink in row for c in ink.text) for row in rows)
    allowed = int(_STRAY * count) if count >= 25 else 0
    heads = sorted(header, key=lambda ink: ink.box[0])
    space = SPACES * _usual_space(rows)
    return [
        (a, b)
        for stretch in _free(rows, x0, x1, allowed)
        for a, b, least in _beside(stretch, heads)
        if a != -math.inf
        and b != math.inf
        and b - a > space
        and (b - a >= least or _is_tight((a, b), rows, heads, space))
    ]


def _usual_space(rows: Sequence[Sequence[Ink]]) -> float:
    """Return how far apart the words of a text stand, in points."""
    gaps = sorted(
        gap
        for row in rows
        for a, b in itertools.pairwise(sorted(row, key=lambda ink: ink.box[0]))
        if 0 < (gap := b.box[0] - a.box[2]) <= WIDEST_SPACE * (b.box[3] - b.box[1])
    )
    return gaps[len(gaps) // 2] if gaps else 0.0


def _is_tight(
    stretch: tuple[float, float],
    rows: Sequence[Sequence[Ink]],
    heads: Sequence[Ink],
    space: float,
) -> bool:
    """Tell whether a narrow stretch parts columns: a text of the body begins at its end.

    A head begins there too, set apart from the one before it, or many lines keep clear of it.
    """
    left, right = stretch
    if right - left < LEAST_TIGHT_PT:
        return False
    begun = [ink for row in rows for ink in row if 0 <= ink.box[0] - right <= 0.5]
    if len(rows) >= CHANCE_LINES and sum(i.text[:1].isalpha() for i in begun) >= BEGUN_LINES:
        return True
    head = next((ink for ink in heads if abs(ink.box[0] - right) <= 0.5), None)
    if head is None or not begun:
        return False
    before = [i.box[2] for i in heads if i.box[2] < head.box[0] and i.box[3] > head.box[1]]
    return head.box[0] - max(before, default=-math.inf) > APART * space


_BEGINS, _ENDS = -1, 1
"""In this order: where one line's ink ends and another's begins there is no gutter."""


def _free(
    rows: Sequence[Sequence[Ink]], x0: float, x1: float, allowed: int
) -> list[tuple[float, float]]:
    """Return where at most `allowed` lines have ink; the sides of the table are without end."""
    ends: list[tuple[float, int]] = []
    for row in rows:
        done = x0
        for left, right in sorted((ink.box[0], ink.box[2]) for ink in row):
            left, right = max(left, done), min(right, x1)
            if left < right:
                ends += ((left, _BEGINS), (right, _ENDS))
                done = right
    free: list[tuple[float, float]] = []
    reached, begun = 0, -math.inf
    for x, step in sorted(ends):
        before, reached = reached, reached - step
        if before > allowed >= reached:
            begun = x
        elif before <= allowed < reached:
            free.append((begun, x))
    return [*free, (begun, math.inf)]


def _beside(
    stretch: tuple[float, float], heads: Sequence[Ink]
) -> Iterator[tuple[float, float, float]]:
    """Yield what the heads leave of a stretch, each part with the least width it must have.

    Two heads, or a head and a text, may stand closer than two texts, but not as two words of one.
    """
    left, end = stretch
    least = LEAST_GUTTER_PT
    for ink in heads:
        if left < ink.box[2] and ink.box[0] < end:
            apart = min(LEAST_GUTTER_PT, HEADS_APART * (ink.box[3] - ink.box[1]))
            yield left, ink.box[0], min(least, apart)
            left, least = ink.box[2], apart
    yield left, end, least


def _with_headings(
    edges: list[float], header: Sequence[Sequence[Ink]], body: Sequence[Sequence[Ink]]
) -> list[float]:
    """Join the columns that have no heading of their own with a neighbour."""
    kept = list(edges)
    index = 0
    while index < len(kept) - 1 and len(kept) > 2:
        left, right = kept[index], kept[index + 1]
        headed = _inside(header, left, right)
        if headed or _is_codes(_inside(body, left, right)):
            index += 1
            continue
        if index == 0:
            del kept[1]
        else:
            del kept[index]
    return kept


def _inside(rows: Sequence[Sequence[Ink]], left: float, right: float) -> list[list[Ink]]:
    inside = [[i for i in row if left <= (i.box[0] + i.box[2]) / 2 < right] for row in rows]
    return [row for row in inside if row]


def _is_codes(rows: Sequence[Sequence[Ink]]) -> bool:
    """Tell whether the rows of a column are numbers, codes or marks, one each."""
    return bool(rows) and all(len(row) == 1 and _CODE.fullmatch(row[0].text) for row in rows)

"""Where the rows of a table part when no rule parts them: by numbers, by marks, by gaps."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.read.marks import text_mark
from pipeline.read.pdf.columns import Ink
from pipeline.read.pdf.fonts import dingbat
from pipeline.read.pdf.level import level_cuts
from pipeline.read.pdf.lines import TextLine
from pipeline.read.pdf.paragraphs import goes_on_number, starts_item, usual_step

_NUMBER = re.compile(
    r"\(?(?:\d{1,3}(?:[.-]\d{1,3})*[.)]?|[A-Z]{1,4}[-.]?\d{1,3}(?:[.-]\d{1,3})*[.)]?)"
)
_CODE = re.compile(r"[A-Z]{0,4}[-.]?\d{1,3}(?:[.-]\d{1,3})*")
_LEAD = re.compile(r"\(?(?:\d{1,3}(?:[.-]\d{1,3})+|\d{1,3}[.)]|[A-Z]{1,4}[-.]?\d{1,3})[.):]?")
_GAP = 1.2
"""A gap between rows is at least this many times the usual distance of lines."""

_EVEN_PT = 0.5
"""Gaps that differ by less are the same."""
APART = 1.75
"""Lines of one text are at most this many type sizes apart."""


def split_rows(
    columns: Sequence[Sequence[TextLine]], marks: Sequence[Sequence[Ink]], *, by_gaps: bool
) -> list[float]:
    """Return where rows part inside a block of a table, as y in points, top to bottom.

    Args:
        columns: for each column the lines of text in it, top to bottom.
        marks: for each column the marks in it, top to bottom.
        by_gaps: whether gaps between lines part rows where neither numbers nor marks do.
    """
    tallest = max(columns, key=len, default=[])
    starts = row_starts(columns, marks)
    if len(starts) < 2:
        if level := level_cuts(columns):
            return level
        alone = columns[0] and starts_row(columns[0][0])
        return _gaps(columns) if by_gaps and not alone else []
    every = [line for lines in columns for line in lines]
    return [_boundary(a, b, tallest, every) for a, b in pairwise(starts)]


def row_starts(
    columns: Sequence[Sequence[TextLine]], marks: Sequence[Sequence[Ink]]
) -> list[TextLine | Ink]:
    """Return where rows begin: the numbers in the first two columns, else the marks of all."""
    starts = _numbered(columns)
    return starts if len(starts) > 1 else _marked(marks)


def header_end(lines: Sequence[TextLine]) -> float | None:
    """Return where a header ends inside a block that also holds rows, or None.

    Bold lines above plain ones are the header; else the lines above the first numbered one.
    """
    bold = next((i for i, line in enumerate(lines) if not line.bold), len(lines))
    numbered = next((i for i, line in enumerate(lines) if _leads_row(line)), len(lines))
    count = bold if 0 < bold < len(lines) else numbered
    if not 0 < count < len(lines):
        return None
    return (lines[count - 1].bottom + lines[count].top) / 2


def _leads_row(line: TextLine) -> bool:
    """Tell whether a number leads a line: one of nothing else heads columns ("T1 T2 T3 T4")."""
    codes = [bool(_LEAD.fullmatch(word.text)) for word in line.words]
    return codes[0] and (len(codes) == 1 or not all(codes))


def rest_end(columns: Sequence[Sequence[TextLine]]) -> float | None:
    """Return where the first numbered row begins under the rest of one, or None.

    A page break leaves the end of a row over the next one: lines without a number that stand
    above the first line with one, or clear of a number that has a column of its own.
    """
    for index, lines in enumerate(columns[:2]):
        numbered = [line for line in lines if _is_numbered(line)]
        if not numbered:
            continue
        first = numbered[0]
        if len(numbered) < len(lines):
            over = [line for line in lines if line.bottom <= first.top + 1]
            return (over[-1].bottom + first.top) / 2 if over and index == 0 else None
        texts = max(columns, key=len)
        step = usual_step(texts)
        gaps = [(b.top - a.top, a.bottom, b.top) for a, b in pairwise(texts) if b.top <= first.top]
        widest = max(gaps, default=(0.0, 0.0, 0.0))
        return (widest[1] + widest[2]) / 2 if widest[0] > _GAP * step else None
    return None


def _is_numbered(line: TextLine) -> bool:
    return starts_row(line) or (len(line.words) == 1 and bool(_NUMBER.fullmatch(line.text)))


def starts_row(line: TextLine) -> bool:
    """Tell whether a line begins with the number of a row."""
    first = line.words[0].text
    return bool(_LEAD.fullmatch(first)) or (len(line.words) > 1 and bool(_CODE.fullmatch(first)))


def _numbered(columns: Sequence[Sequence[TextLine]]) -> list[TextLine | Ink]:
    """Return the lines that begin with a number, of the first column that has such lines."""
    for index, lines in enumerate(columns[:2]):
        own = [line for line in lines if len(line.words) == 1 and _NUMBER.fullmatch(line.text)]
        if own and len(own) == len(lines):
            return [b for a, b in pairwise([None, *own]) if b and not (a and _breaks(a, b))]
        led = [
            line for line in lines if len(line.words) > 1 and _LEAD.fullmatch(line.words[0].text)
        ]
        led = [line for line in led if line.x0 <= min(other.x0 for other in lines) + 3]
        if len(led) > 1 and (index == 0 or not columns[0]):
            return list(led)
    return []


def _breaks(line: TextLine, rest: TextLine) -> bool:
    """Tell whether a narrow column broke a number into two lines."""
    return goes_on_number(line.text, rest.text) and rest.top - line.top <= APART * line.size


def _marked(marks: Sequence[Sequence[Ink]]) -> list[TextLine | Ink]:
    """Return one mark for each height at which marks stand."""
    every = sorted((ink for column in marks for ink in column), key=lambda i: i.box[1])
    heights: list[TextLine | Ink] = []
    for ink in every:
        if not heights or ink.box[1] > _bottom(heights[-1]):
            heights.append(ink)
    return heights


def _boundary(
    first: TextLine | Ink,
    second: TextLine | Ink,
    lines: Sequence[TextLine],
    every: Sequence[TextLine],
) -> float:
    """Return where the row of `second` begins: at the widest gap between the two, if one is wide.

    `lines` are those of the tallest column, `every` those of all: one may stand in that gap.

    Where all lines stand evenly, the row begins with the line that its number stands on.
    """
    between = [line for line in lines if top_of(first) - 1 <= line.top <= _bottom(second) + 1]
    step = usual_step(lines)
    gaps = [
        (round(b.top - a.top, 1), -b.top, a.bottom)
        for a, b in pairwise(between)
        if b.top > top_of(first) + 1
    ]
    if gaps:
        widest = max(gaps)
        if widest[0] > _GAP * step:
            return _clear(widest[2], -widest[1], every)
    level = [line for line in lines if abs(line.top - top_of(second)) <= 0.5 * line.size]
    return (level[0].top if level else top_of(second)) - 1


def _clear(top: float, bottom: float, lines: Sequence[TextLine]) -> float:
    """Return the middle of a gap, or of its one widest part where lines stand in it.

    Where no part is the widest, those lines go on with the row over the gap.
    """
    within = sorted((ln.top, ln.bottom) for ln in lines if top < ln.top and ln.bottom < bottom)
    parts: list[tuple[float, float]] = []
    under = top
    for start, end in (*within, (bottom, bottom)):
        parts.append((start - under, (under + start) / 2))
        under = max(under, end)
    lowest = parts[-1][1]
    parts.sort()
    clear = len(parts) > 1 and parts[-1][0] > parts[-2][0] + _EVEN_PT
    return parts[-1][1] if clear else lowest


def _gaps(columns: Sequence[Sequence[TextLine]]) -> list[float]:
    """Part rows where the tallest column leaves a gap and another column begins anew."""
    filled = [
        lines
        for column in columns
        if not _is_marks(column)
        and (
            lines := [ln for ln in column if any(c.isalnum() for c in ln.text) and len(ln.text) > 1]
        )
    ]
    if len(filled) == 1:
        heights = _marked(
            [[Ink(line.box, line.text) for line in column if _is_marks(column)]
             for column in columns]
        )  # fmt: skip
        return _wide_gaps(filled[0], heights)
    if not filled:
        return []
    tallest = max(filled, key=len)
    others = [line for lines in filled if lines is not tallest for line in lines]
    step = usual_step(tallest)
    even = all(abs(b.top - a.top - step) < 0.2 * step for a, b in pairwise(tallest))
    lowered = tallest[0].text[:1].islower()
    cuts = []
    for a, b in pairwise(tallest):
        beside = [other for other in others if abs(other.top - b.top) <= 0.4 * b.size]
        wraps = even and not lowered and (_wraps(b) or all(map(_wraps, beside)))
        if beside and not wraps and (even or b.top - a.top > _GAP * step):
            cuts.append((a.bottom + b.top) / 2)
    edges = [tallest[0].top - 1, *cuts, tallest[-1].bottom + 1]
    filled_rows = all(
        any(top <= (other.top + other.bottom) / 2 < bottom for other in others)
        for top, bottom in pairwise(edges)
    )
    return cuts if filled_rows else []


def _wide_gaps(lines: Sequence[TextLine], marks: Sequence[TextLine | Ink]) -> list[float]:
    """Part the only column of text at its wide gaps, where marks stand in no row twice."""
    step = usual_step(lines)
    cuts = [
        (a.bottom + b.top) / 2
        for a, b in pairwise(lines)
        if b.top - a.top > min(_GAP * step, APART * b.size) and not starts_item(b)
    ]
    edges = [lines[0].top - 1, *cuts, lines[-1].bottom + 1]
    counted = [
        sum(top <= (top_of(mark) + _bottom(mark)) / 2 < bottom for mark in marks)
        for top, bottom in pairwise(edges)
    ]
    return cuts if len(marks) > 1 and max(counted) <= 1 else []


def _is_marks(lines: Sequence[TextLine]) -> bool:
    """Tell whether a column holds nothing but marks."""
    return bool(lines) and all(
        len(line.words) == 1
        and (dingbat(line.words[0].text, line.words[0].font) or text_mark(line.text))
        for line in lines
    )


def _wraps(line: TextLine) -> bool:
    """Tell whether a line reads as the rest of a text, or as an item of a list in it."""
    return line.text[:1].islower() or starts_item(line)


def top_of(item: TextLine | Ink) -> float:
    """Return where a line or a mark begins."""
    return item.top if isinstance(item, TextLine) else item.box[1]


def _bottom(item: TextLine | Ink) -> float:
    return item.bottom if isinstance(item, TextLine) else item.box[3]

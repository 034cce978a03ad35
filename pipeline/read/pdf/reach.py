"""How far a table reaches beyond its first and last edge: rows that are neither painted nor ruled.

A header over the first band and a row under the last one belong to the table where they stand
close to it and in columns.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from statistics import median

from pipeline.read.pdf.apart import texts_apart
from pipeline.read.pdf.columns import Ink
from pipeline.read.pdf.figures import Fill
from pipeline.read.pdf.headed import is_heading
from pipeline.read.pdf.heads import HEAD_GAP, HEADS, header_start, heads_of, heads_top
from pipeline.read.pdf.lines import TextLine, to_lines
from pipeline.read.pdf.paragraphs import counts_on
from pipeline.read.pdf.primitives import Word
from pipeline.read.pdf.regions import SAME_EDGE_PT, Region, distinct
from pipeline.read.pdf.rows import starts_row
from pipeline.read.pdf.runs import LARGER

NEXT_ROW = 1.1
"""The row under a band begins at most this many type sizes below it."""
ROW_GAP = 0.45
"""Rows that nothing drawn parts stand more than this many type sizes apart."""
NEXT_STRETCH = 2.5
"""The next row stands at most this many type sizes below the one before."""
SAME_START_PT = 1.0
"""Texts of one column begin at most this far from each other."""
SET_APART = 0.9
"""A gap of more than this many type sizes sets apart two texts of a row."""


def extend_down(
    region: Region,
    last: float,
    limit: float,
    words: Sequence[Word],
    fills: Sequence[Fill],
    marks: Sequence[Ink],
) -> float:
    """Return where a table ends whose last row is not painted, or not closed by a rule."""
    size = median([w.size for w in words]) if words else 0.0
    headings = _past_headings(region, last, limit, words, fills)
    below = to_lines(w for w in words if headings - 2 < w.top < limit - 2)
    if headings > last:
        end = _rows_end(below, headings, size, marks)
        bottom = end if end > headings else last
    else:
        bottom = _rows_bottom(below, region, last, size, words, fills, marks)
    if bottom <= last:
        return last
    region.edges.append((bottom + SAME_EDGE_PT, region.x0, region.x1))
    return bottom + SAME_EDGE_PT


def _rows_bottom(
    below: Sequence[TextLine],
    region: Region,
    last: float,
    size: float,
    words: Sequence[Word],
    fills: Sequence[Fill],
    marks: Sequence[Ink],
) -> float:
    """Return where the last row ends that stands under an edge, or the edge where none does."""
    painted = any(abs(f.box[3] - last) <= SAME_EDGE_PT for f in fills)
    if not below or not (painted or starts_row(below[0]) or _is_padded(below, region, last, words)):
        return last
    bottom, right = last, region.x1
    parted = False
    for line in below:
        if line.top - bottom > NEXT_ROW * size or line.bold or line.size > LARGER * size:
            break
        beside = line.top < bottom - 1 and line.x0 > right
        parted = parted or _has_beside(line, marks) or beside or line.top < bottom - SAME_EDGE_PT
        bottom, right = max(bottom, line.bottom), line.x1
    headed = _is_head_band(region, last, words)
    alone = starts_row(below[0]) and (headed or _goes_on(below[0], last, words))
    if not parted and not (alone and bottom > last):
        return last
    return max(bottom, _rows_end(below, last, size, marks)) if headed else bottom


def _goes_on(line: TextLine, last: float, words: Sequence[Word]) -> bool:
    """Tell whether a line begins with the number after that of the row over an edge.

    A page break may leave the beginning of a row alone, without an edge under it.
    """
    rows = [row for row in to_lines(w for w in words if w.bottom < last + 2) if starts_row(row)]
    level = bool(rows) and abs(rows[-1].x0 - line.x0) <= SAME_START_PT
    return level and counts_on(line, rows[-1], rows=True)


def _past_headings(
    region: Region, last: float, limit: float, words: Sequence[Word], fills: Sequence[Fill]
) -> float:
    """Return where the painted rows of one bold text end that follow the last row."""
    for y in region.ys:
        if last + SAME_EDGE_PT < y < limit:
            painted = any(abs(f.box[1] - last) + abs(f.box[3] - y) <= SAME_EDGE_PT for f in fills)
            between = to_lines(w for w in words if last - 1 < (w.top + w.bottom) / 2 < y + 1)
            if not (painted and is_heading(between)):
                break
            last = y
    return last


def _is_padded(
    below: Sequence[TextLine], region: Region, last: float, words: Sequence[Word]
) -> bool:
    """Tell whether text stands as close under the last edge as it does under those above it.

    Rules that part rows close none: the last row has no edge under it.
    """
    first = below[0].top - last
    edges = [y for y in region.ys if y < last - SAME_EDGE_PT]
    tops = sorted(w.top for w in words)
    found = [(y, bisect_right(tops, y - 1)) for y in edges]
    under = [tops[index] - y if index < len(tops) else 0.0 for y, index in found]
    return bool(under) and first <= max(under[1:] or under) + 1


def _rows_end(below: Sequence[TextLine], bottom: float, size: float, marks: Sequence[Ink]) -> float:
    """Return where the rows under heads end that gaps alone part, texts side by side in each.

    A row is what no gap parts; the first text that stands alone is under the table.
    """
    rows: list[list[TextLine]] = []
    for line in below:
        if not rows or line.top - max(ln.bottom for ln in rows[-1]) > ROW_GAP * size:
            rows.append([])
        rows[-1].append(line)
    for row in rows:
        apart = row[0].top - bottom > NEXT_STRETCH * size
        other = any(line.bold or line.size > LARGER * size for line in row)
        beside = len(heads_of(row, SET_APART)) > 1 or any(_has_beside(ln, marks) for ln in row)
        if apart or other or not beside:
            break
        bottom = max(line.bottom for line in row)
    return bottom


def _has_beside(line: TextLine, marks: Sequence[Ink]) -> bool:
    """Tell whether two texts stand on a line, or a mark to the right of it."""
    middles = ((m.box[1] + m.box[3]) / 2 for m in marks if m.box[0] > line.x1)
    return len(texts_apart(line)) > 1 or any(line.top <= y <= line.bottom for y in middles)


def _is_head_band(region: Region, bottom: float, words: Sequence[Word]) -> bool:
    """Tell whether the band that ends at a height holds the bold heads of columns."""
    top = max((y for y in region.ys if y < bottom - SAME_EDGE_PT), default=bottom)
    heads = to_lines(w for w in words if top - 1 < (w.top + w.bottom) / 2 < bottom + 1)
    return any(line.bold and len(texts_apart(line)) >= HEADS for line in heads)


def extend_up(
    region: Region,
    first: float,
    limit: float,
    words: Sequence[Word],
    fills: Sequence[Fill],
    *,
    goes_on: bool = False,
) -> float:
    """Return where a table begins whose header or first row, over a band, is not painted.

    A band in bold is the header itself, or the last line of one. Where a table of the page before
    goes on, the lines at the head of the page are the rest of its last row.
    """
    bottom = next((y for y in region.ys if y > first + SAME_EDGE_PT), first)
    inside = to_lines(w for w in words if first < (w.top + w.bottom) / 2 < bottom)
    above = to_lines(w for w in words if limit < w.top and w.bottom < first + 2)
    if all(line.bold for line in inside):
        begin = heads_top(above, first) if is_heading(inside) else None
        begin = begin or _title_top(above, inside)
        if begin is None:
            return first
        region.edges.append((begin - SAME_EDGE_PT, region.x0, region.x1))
        return begin - SAME_EDGE_PT
    painted = any(abs(f.box[1] - first) <= SAME_EDGE_PT for f in fills)
    size = median([w.size for w in words]) if words else 0.0
    top, heads, rows = first, first, first
    for index in range(len(above) - 1, -1, -1):
        line = above[index]
        start = header_start(above, index)
        headed = line.bold and len(heads_of(above[start : index + 1])) >= HEADS
        near = HEAD_GAP if headed or len(texts_apart(line)) >= HEADS else NEXT_ROW
        if top - line.bottom > near * size or line.size > LARGER * size:
            break
        if headed:
            heads = above[start].top
            break
        if line.bold and len(texts_apart(line)) == 1:
            break
        top = line.top
        over = _stands_over(line, inside)
        rest = goes_on and index == 0
        hangs = rest and not line.bold and _hangs(line, inside)
        if not (painted or line.bold or over or hangs):
            continue
        heads = top if over or len(texts_apart(line)) >= HEADS else heads
        rows = top if hangs or (painted and (rest or len(texts_apart(line)) > 1)) else rows
    begin = heads if heads < first and not goes_on else min(heads, rows)
    if begin >= first:
        return first
    region.edges.append((begin - SAME_EDGE_PT, region.x0, region.x1))
    return begin - SAME_EDGE_PT


def _stands_over(line: TextLine, row: Sequence[TextLine]) -> bool:
    """Tell whether the texts of a line stand over the columns of the row under it.

    Some begin where its texts do, and none reaches over two of them; two do as its only two do.
    """
    under = [text for below in row for text in texts_apart(below)]
    over = texts_apart(line)
    begun = sum(any(abs(a - x) <= SAME_START_PT for x, _ in under) for a, _ in over)
    reach = [distinct([x for x, end in under if a < end and x < b]) for a, b in over]
    pair = begun == len(over) == len(distinct([x for x, _ in under]))
    many = len(over) >= HEADS and begun > 1
    return (many or (pair and begun > 1)) and all(len(starts) <= 1 for starts in reach)


def _hangs(line: TextLine, row: Sequence[TextLine]) -> bool:
    """Tell whether all texts of a line begin where texts inside the row under it do."""
    starts = [x for below in row for x, _ in texts_apart(below)]
    inner = [x for x in starts if x > min(starts) + SAME_START_PT]
    return all(any(abs(a - x) <= SAME_START_PT for x in inner) for a, _ in texts_apart(line))


def _title_top(above: Sequence[TextLine], band: Sequence[TextLine]) -> float | None:
    """Return where the header begins whose last line is painted, or None where all of it is.

    What stands over a painted header belongs to it where it heads a column that has no head.
    """
    lines = [*above, *band]
    start = header_start(lines, len(lines) - 1)
    if start >= len(above):
        return None
    beside = any(len(texts_apart(line)) > 1 for line in above[start:])
    more = len(heads_of(lines[start:])) > max(len(heads_of(band)), HEADS - 1)
    return above[start].top if beside and more else None

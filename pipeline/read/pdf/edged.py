"""A stretch of a region → the frame of the table in it, or None where its ink shows no columns.

What stands in the stretch tells the columns and, where nothing parts them, the rows.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from pipeline.read.pdf.apart import texts_apart
from pipeline.read.pdf.columns import Ink, code_column, find_columns, line_ink
from pipeline.read.pdf.figures import Fill
from pipeline.read.pdf.frames import Frame
from pipeline.read.pdf.headed import Stretch, heading_rows
from pipeline.read.pdf.header_bottom import header_bottom
from pipeline.read.pdf.heads import heads_top
from pipeline.read.pdf.lines import TextLine, to_lines
from pipeline.read.pdf.painted import at_painted_sides, painted_columns
from pipeline.read.pdf.primitives import Word
from pipeline.read.pdf.regions import EXTENT_PT, SAME_EDGE_PT, Edge, Region, distinct
from pipeline.read.pdf.rows import APART, row_starts, split_rows, top_of
from pipeline.read.pdf.titles import header_edges
from pipeline.read.pdf.walls import frame_of
from pipeline.text import BULLETS

LEVEL = 0.2
"""A line stands level with the beginning of a row up to this share of its type size."""
UNPARTED = 2
"""A body of at most this many blocks may hold rows that nothing drawn parts."""


def edged_frame(
    region: Region,
    top: float,
    bottom: float,
    words: Sequence[Word],
    marks: Sequence[Ink],
    fills: Sequence[Fill],
    ruled: Sequence[float] = (),
    turned: Sequence[Word] = (),
) -> Frame | None:
    """Return the frame of the table between two edges of a region, if there is one.

    It may have a single row where its columns are known.

    Args:
        region: the edges across.
        top: the edge that the table begins with.
        bottom: the edge that it ends with.
        words: the words of the region.
        marks: the drawings and images that may be marks.
        fills: what is painted on the page.
        ruled: the edges of the columns, where they are known.
        turned: the words of the region that are set up the page, which may be heads.
    """
    edges = [e for e in region.edges if top - 1 <= e[0] <= bottom + 1]
    inside = [w for w in words if top - 2 <= (w.top + w.bottom) / 2 <= bottom + 2]
    inked = [m for m in marks if top <= m.box[1] and m.box[3] <= bottom]
    lines = to_lines(inside)
    if len(lines) < (1 if ruled else 2):
        return None
    edges = _without_gaps(edges, inside)
    head = header_bottom([y for y in region.ys if top - 1 <= y <= bottom + 1], edges, lines)
    start = _under_caption([line for line in lines if line.top < head - 2], head)
    if start is not None and start > top + 2:
        below = Region(region.x0, region.x1, [*region.edges, (start, region.x0, region.x1)])
        return edged_frame(below, start, bottom, words, marks, fills, ruled, turned)
    if ruled and head >= bottom - 1:
        head = top
    edges.append((head, region.x0, region.x1))
    ys = distinct([e[0] for e in edges])
    header = [line for line in lines if line.top < head - 2]
    full = [y for y in distinct([head, *region.ys, bottom]) if head - 1 <= y <= bottom + 1]
    heads = heading_rows(full, lines, fills, region.x0, region.x1)
    rows = [ln for ln in lines if ln.top >= head - 2 and not _stands_in(ln.top + 1, heads)]
    body = [*line_ink(rows), *([m] for m in inked)]
    xs = list(ruled) or painted_columns(region, ys, fills, body) or []
    if not ruled:
        heads_up = [_foot(w) for w in turned if top - w.size <= w.bottom <= head + 2]
        over = [*line_ink(header), *([heads_up] if heads_up else [])]
        shown = find_columns(over, body, region.x0, region.x1)
        if len(xs) < len(shown):
            xs = [] if _is_prose(lines, shown) else at_painted_sides(shown, fills, [*over, *body])
    if len(xs) < 3 or (len(xs) == 3 and _is_list(inside, xs[1])):
        return None
    own = [w for w in inside if not _stands_in((w.top + w.bottom) / 2, heads)] if heads else inside
    behind, end = xs[1] - EXTENT_PT, region.x1 - EXTENT_PT
    merged = any(head + 1 < y < bottom - 1 and x0 >= behind and x1 >= end for y, x0, x1 in edges)
    edges += _more_rows(ys, head, heads, xs, own, inked, ruled=merged)
    edges += _numbered_edges(edges, head, xs, body)
    edges += header_edges(edges, xs, header)
    frame = frame_of(xs, edges, header, heads=heads)
    return frame if ruled or frame.n_rows > 1 else None


def _under_caption(header: Sequence[TextLine], head: float) -> float | None:
    """Return where a header begins under text that no edge parts from it, and that is no head.

    What is painted over that text, as the strip of its section, is no edge of the table.
    """
    begin = heads_top(header, head)
    over = [line for line in header if begin is not None and line.bottom <= begin]
    left = min((line.x0 + line.size for line in header if line not in over), default=0.0)
    alone = all(len(texts_apart(line)) == 1 and line.x0 <= left for line in over)
    return (over[-1].bottom + begin) / 2 if begin is not None and over and alone else None


def _is_list(words: Sequence[Word], edge: float) -> bool:
    """Tell whether nothing but bullets stands before an edge: what is behind it is a list."""
    before = [word.text for word in words if (word.x0 + word.x1) / 2 < edge]
    return bool(before) and all(text in BULLETS for text in before)


def _foot(word: Word) -> Ink:
    """Return the lower end of a word that is set up the page, as wide as it and as high."""
    return Ink((word.x0, word.bottom - word.size, word.x1, word.bottom), word.text)


def _is_prose(lines: Sequence[TextLine], xs: Sequence[float]) -> bool:
    """Tell whether most lines run on over the edges of columns that a few leave free.

    The rows of a table keep to its columns, but for the titles that span it.
    """
    over = [
        line
        for line in lines
        if any(
            left < x - 1 and right > x + 1 for left, right in texts_apart(line, xs=xs) for x in xs
        )
    ]
    return 2 * len(over) > len(lines)


def _without_gaps(edges: Sequence[Edge], words: Sequence[Word]) -> list[Edge]:
    """Return edges with one for the two sides of a gap between rows that no word would fit in."""
    ys = distinct([y for y, _, _ in edges])
    size = min(word.size for word in words)
    gaps = [
        (above, below)
        for above, below in pairwise(ys)
        if below - above < size and not any(above < (w.top + w.bottom) / 2 < below for w in words)
    ]
    return [
        (next((above for above, below in gaps if abs(y - below) <= SAME_EDGE_PT), y), x0, x1)
        for y, x0, x1 in edges
    ]


def _stands_in(y: float, rows: Sequence[Stretch]) -> bool:
    return any(top <= y < bottom for top, bottom in rows)


def frame_between(
    xs: Sequence[float], top: float, bottom: float, words: Sequence[Word], marks: Sequence[Ink]
) -> Frame | None:
    """Return the frame of a table whose columns alone are ruled; None where it has no rows."""
    edges = [(y, xs[0], xs[-1]) for y in (top, bottom)]
    inside = [w for w in words if not w.angle and xs[0] - 3 <= (w.x0 + w.x1) / 2 <= xs[-1] + 3]
    frame = edged_frame(Region(xs[0], xs[-1], edges), top, bottom, inside, marks, (), xs)
    return frame if frame is not None and frame.n_rows > 1 else None


def _more_rows(
    ys: Sequence[float],
    head: float,
    heads: Sequence[Stretch],
    xs: Sequence[float],
    words: Sequence[Word],
    marks: Sequence[Ink],
    *,
    ruled: bool,
) -> list[Edge]:
    """Return the edges of rows that nothing drawn parts; `ruled` where rules part some of them.

    They do where a rule begins behind the first column, which is merged over the rows.
    """
    more: list[Edge] = []
    blocks = [(a, b) for a, b in pairwise(ys) if a >= head - 1]
    parted = [not _stands_in((a + b) / 2, heads) for a, b in blocks]
    few = len(blocks) <= UNPARTED or not any(a and b for a, b in pairwise(parted))
    by_gaps = few and not ruled
    middles = sorted(((w.top + w.bottom) / 2, i, w) for i, w in enumerate(words))
    for top, bottom in blocks:
        first, last = bisect_left(middles, (top,)), bisect_left(middles, (bottom,))
        level = [((w.x0 + w.x1) / 2, w) for _, _, w in middles[first:last]]
        columns: list[list[TextLine]] = []
        drawn: list[list[Ink]] = []
        for left, right in pairwise(xs):
            columns.append(to_lines(w for x, w in level if left <= x < right))
            drawn.append(
                [m for m in marks if left <= m.box[0] < right and top <= m.box[1] < bottom]
            )
        cuts = split_rows(columns, drawn, by_gaps=by_gaps)
        starts = [top_of(start) for start in row_starts(columns, drawn)] if cuts else []
        more += [(y, xs[_runs_over(columns[0], y, starts)], xs[-1]) for y in cuts]
    return more


def _runs_over(lines: Sequence[TextLine], y: float, starts: Sequence[float]) -> bool:
    """Tell whether a text of the first column, merged over rows, runs on over the edge of one.

    A line of it that begins with the row is the text of that row.
    """
    above = next((line for line in reversed(lines) if line.top + line.bottom < 2 * y), None)
    below = next((line for line in lines if line.top + line.bottom >= 2 * y), None)
    if above is None or below is None or below.top - above.top > APART * above.size:
        return False
    level = any(abs(below.top - start) <= LEVEL * below.size for start in starts)
    return not level or below.text[:1].islower()


def _numbered_edges(
    edges: Sequence[Edge], head: float, xs: Sequence[float], body: Sequence[Sequence[Ink]]
) -> list[Edge]:
    """Draw the edges between two row numbers through the numbers and all to their right."""
    column = code_column(xs, body)
    if column is None:
        return []
    left, right = xs[column], xs[column + 1]
    tops = sorted(i.box[1] for row in body for i in row if left <= i.box[0] < right)
    ys = distinct([e[0] for e in edges if e[0] >= head])
    drawn = []
    for above, below in pairwise(tops):
        between = [y for y in ys if above < y <= below + 2]
        if len(between) == 1 and not _is_drawn(edges, between[0], left, right):
            drawn.append((between[0], left, xs[-1]))
    return drawn


def _is_drawn(edges: Sequence[Edge], at: float, left: float, right: float) -> bool:
    """Tell whether an edge runs through a column at a height."""
    return any(
        abs(y - at) <= SAME_EDGE_PT and x0 <= left + EXTENT_PT and x1 >= right - EXTENT_PT
        for y, x0, x1 in edges
    )

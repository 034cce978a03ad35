"""Tables that vertical rules do not enclose: marked out by rules across or by painted bands.

Rules and the edges of bands that have the same extent make a region; those that run inside it
part some of its columns. What stands in the region tells the columns and, where nothing parts
them, the rows. A region whose ink does not fall into columns is no table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise, zip_longest
from statistics import median

from pipeline.read.pdf.columns import Ink, code_column, find_columns, line_ink, split_wide
from pipeline.read.pdf.drawing import Drawing, Fill, Rule
from pipeline.read.pdf.frames import Frame, walled_frame
from pipeline.read.pdf.lines import TextLine, to_lines
from pipeline.read.pdf.paragraphs import starts_item
from pipeline.read.pdf.primitives import Box, Word
from pipeline.read.pdf.rows import header_end, split_rows, starts_row

EXTENT_PT = 8.0
"""Rules whose ends differ by less than this belong to one table."""
LEAST_WIDTH_PT = 30.0
LEAST_TABLE_PT = 120.0
LEAST_BAND_PT = 7.0
SAME_EDGE_PT = 3.0
NARROW_PT = 8.0
"""A painted column narrower than this with no ink in it is the padding of a cell."""
_PARTS = 0.55
TALL = 1.6
"""A last block this many times the usual height may be text after a table."""
HEAD_GAP = 2.0
"""Heads of columns end at most this many type sizes above the first band."""
HEADS = 3
"""A line of so many texts set apart heads columns."""
NEXT_ROW = 1.1
"""The row under a band begins at most this many type sizes below it."""
NUMBERED = 0.5
"""A table numbers its rows where at least this share of its blocks begins with a number."""
LARGER = 1.15
"""Type this much larger than that of a region stands in no table."""
WRAPPED = 0.6
"""Lines of one text in a header are at most this many type sizes apart."""
UNPARTED = 2
"""A body of at most this many blocks may hold rows that nothing drawn parts."""
_CUT = 0.1
"""The share of lines with a word across an edge from which the edges are not columns."""

Edge = tuple[float, float, float]
"""y, x0, x1 in points: an edge across and how far it runs."""


@dataclass(slots=True)
class _Region:
    """Edges across that have one extent, and those that run inside it."""

    x0: float
    x1: float
    edges: list[Edge] = field(default_factory=list)

    @property
    def ys(self) -> list[float]:
        """The edges that run all the way."""
        width = self.x1 - self.x0
        return _distinct([y for y, x0, x1 in self.edges if x1 - x0 >= 0.9 * width])


def banded_frames(
    drawing: Drawing,
    free: Sequence[Rule],
    words: Sequence[Word],
    drawn: Sequence[Ink],
    taken: Sequence[Box],
    begun: Sequence[float] = (),
) -> list[Frame]:
    """Return the frames of tables that rules across or bands mark out.

    Args:
        drawing: what is painted on the page.
        free: the rules across that belong to no ruled frame.
        words: the words outside the ruled frames.
        drawn: the drawings and images that may be marks.
        taken: the boxes of the ruled frames.
        begun: the edges of the columns of a table that ends the page before, which may go on.
    """
    fills = [f for f in drawing.fills if not any(_within(f.box, box) for box in taken)]
    frames: list[Frame] = []
    for region in _regions(free, fills):
        inside = [
            w for w in words if not w.angle and region.x0 - 3 <= (w.x0 + w.x1) / 2 <= region.x1 + 3
        ]
        marks = [m for m in drawn if region.x0 <= m.box[0] and m.box[2] <= region.x1]
        runs = _runs(region, inside, fills)
        runs = [
            (_extend_up(region, first, runs[i - 1][1] if i else 0.0, inside, fills), last)
            for i, (first, last) in enumerate(runs)
        ]
        for (first, edge), after in zip_longest(runs, runs[1:]):
            limit = after[0] if after else float("inf")
            last = _extend(region, edge, limit, inside, fills)
            xs = [] if frames else _begun_columns(begun, region, first, last, inside)
            frame = _frame(region, first, last, inside, marks, fills, xs)
            if frame is not None:
                frames.append(frame)
    return sorted(frames, key=lambda f: (f.ys[0], f.xs[0]))


def _begun_columns(
    xs: Sequence[float], region: _Region, top: float, bottom: float, words: Sequence[Word]
) -> list[float]:
    """Return the columns of the table before where one goes on without a header, or nothing.

    An edge that stood close to the text then gives way to the text that is longer now.
    """
    if not xs or abs(xs[0] - region.x0) > EXTENT_PT or abs(xs[-1] - region.x1) > EXTENT_PT:
        return []
    inside = [w for w in words if top - 1 < (w.top + w.bottom) / 2 < bottom + 1]
    above = any(not w.bold and w.bottom < top for w in words)
    if above or any(line.bold for line in to_lines(inside)[:1]):
        return []
    moved = [
        max((w.x1 + 1 for w in inside if w.x0 < x - 1 and w.x1 > x + 1), default=x)
        for x in xs[1:-1]
    ]
    columns = [xs[0], *moved, xs[-1]]
    crossed = any(w.x0 < x - 1 and w.x1 > x + 1 for w in inside for x in moved)
    return columns if not crossed and columns == sorted(columns) else []


def _regions(rules: Sequence[Rule], fills: Sequence[Fill]) -> list[_Region]:
    """Group edges by their extent, the widest first; edges inside a region join it."""
    edges: list[Edge] = [(r.at, r.start, r.end) for r in rules if r.end - r.start >= LEAST_WIDTH_PT]
    for x0, top, x1, bottom in _bands(fills):
        if x1 - x0 >= LEAST_WIDTH_PT and bottom - top >= LEAST_BAND_PT:
            edges += [(top, x0, x1), (bottom, x0, x1)]
    regions: list[_Region] = []
    inner: list[Edge] = []
    for edge in sorted(edges, key=lambda e: (round(e[1] - e[2]), e[0])):
        _y, x0, x1 = edge
        for region in regions:
            if abs(region.x0 - x0) <= EXTENT_PT and abs(region.x1 - x1) <= EXTENT_PT:
                region.edges.append(edge)
                break
            if region.x0 - EXTENT_PT <= x0 and x1 <= region.x1 + EXTENT_PT:
                inner.append(edge)
                break
        else:
            if x1 - x0 >= LEAST_TABLE_PT:
                regions.append(_Region(x0, x1, [edge]))
    kept = [region for region in regions if len(region.ys) >= 2]
    for region in kept:
        top, bottom = region.ys[0], region.ys[-1]
        region.edges += [
            e
            for e in inner
            if region.x0 - EXTENT_PT <= e[1]
            and e[2] <= region.x1 + EXTENT_PT
            and top + SAME_EDGE_PT < e[0] < bottom - SAME_EDGE_PT
        ]
    return kept


def _extend(
    region: _Region, last: float, limit: float, words: Sequence[Word], fills: Sequence[Fill]
) -> float:
    """Return where a table ends whose last row is not painted, or not closed by a rule."""
    below = to_lines(w for w in words if last - 2 < w.top < limit - 2)
    painted = any(abs(f.box[3] - last) <= SAME_EDGE_PT for f in fills)
    if not (painted or (below and starts_row(below[0]))):
        return last
    size = median([w.size for w in words]) if words else 0.0
    bottom = last
    parted = False
    for line in below:
        if line.top - bottom > NEXT_ROW * size or line.bold or line.size > LARGER * size:
            break
        parted = parted or len(_chunks(line)) > 1 or line.top < bottom - SAME_EDGE_PT
        bottom = max(bottom, line.bottom)
    alone = bool(below) and starts_row(below[0]) and _is_head_band(region, last, words)
    if not parted and not (alone and bottom > last):
        return last
    region.edges.append((bottom + SAME_EDGE_PT, region.x0, region.x1))
    return bottom + SAME_EDGE_PT


def _is_head_band(region: _Region, bottom: float, words: Sequence[Word]) -> bool:
    """Tell whether the band that ends at a height holds the bold heads of columns."""
    top = max((y for y in region.ys if y < bottom - SAME_EDGE_PT), default=bottom)
    heads = to_lines(w for w in words if top - 1 < (w.top + w.bottom) / 2 < bottom + 1)
    return any(line.bold and len(_chunks(line)) >= HEADS for line in heads)


def _extend_up(
    region: _Region, first: float, limit: float, words: Sequence[Word], fills: Sequence[Fill]
) -> float:
    """Return where a table begins whose header or first row, over a band, is not painted.

    A band in bold is the header itself.
    """
    bottom = next((y for y in region.ys if y > first + SAME_EDGE_PT), first)
    inside = to_lines(w for w in words if first < (w.top + w.bottom) / 2 < bottom)
    if all(line.bold for line in inside):
        return first
    painted = any(abs(f.box[1] - first) <= SAME_EDGE_PT for f in fills)
    size = median([w.size for w in words]) if words else 0.0
    above = to_lines(w for w in words if limit < w.top and w.bottom < first + 2)
    top, heads, rows = first, first, first
    for line in reversed(above):
        alone = line.bold and len(_chunks(line)) == 1
        near = HEAD_GAP if len(_chunks(line)) >= HEADS else NEXT_ROW
        if top - line.bottom > near * size or alone or line.size > LARGER * size:
            break
        if not (painted or line.bold):
            break
        top = line.top
        heads = top if len(_chunks(line)) >= HEADS else heads
        rows = top if painted and len(_chunks(line)) > 1 else rows
    begin = heads if heads < first else rows
    if begin >= first:
        return first
    region.edges.append((begin - SAME_EDGE_PT, region.x0, region.x1))
    return begin - SAME_EDGE_PT


def _bands(fills: Sequence[Fill]) -> list[Box]:
    """Join the fills that stand side by side into bands; keep the edges inside a band too."""
    bands: list[Box] = []
    for fill in sorted(fills, key=lambda f: (round(f.box[1]), f.box[0])):
        x0, top, x1, bottom = fill.box
        for index, (left, up, right, down) in enumerate(bands):
            beside = x0 <= right + SAME_EDGE_PT and left <= x1 + SAME_EDGE_PT
            level = abs(up - top) <= SAME_EDGE_PT
            if beside and level:
                bands[index] = min(left, x0), min(up, top), max(right, x1), max(down, bottom)
                break
        else:
            bands.append(fill.box)
    singles = [fill.box for fill in fills if fill.box not in bands]
    return [*bands, *singles]


def _runs(
    region: _Region, words: Sequence[Word], fills: Sequence[Fill]
) -> list[tuple[float, float]]:
    """Part the edges of a region where text that is no row of a table stands between them.

    A block painted or worded like the first one of the run begins a table anew.
    """
    ys = region.ys
    blocks = [_block(region, a, b, words, fills) for a, b in pairwise(ys)]
    numbered = sum(block.numbered for block in blocks) >= max(2, NUMBERED * len(blocks))
    heights = sorted(block.bottom - block.top for block in blocks)
    usual = heights[len(heights) // 2]
    size = median([w.size for w in words]) if words else 0.0
    runs: list[tuple[float, float]] = []
    run: list[_Block] = []
    for block in blocks:
        begins = bool(run) and block.begins_like(run[0])
        if not begins and block.is_alien(
            region, usual, size, numbered and any(b.numbered for b in run)
        ):
            runs += _closed(run)
            run = []
        elif begins:
            runs += _closed(run)
            run = [block]
        else:
            run.append(block)
    return runs + _closed(run)


def _closed(run: Sequence[_Block]) -> list[tuple[float, float]]:
    """Return where a run begins and ends: not with nothing, and not with a heading after it."""
    first = next((k for k, block in enumerate(run) if block.lines), len(run))
    last = len(run)
    while last > first + 1 and run[last - 1].is_heading:
        last -= 1
    return [(run[first].top, run[last - 1].bottom)] if first < last else []


@dataclass(frozen=True, slots=True)
class _Block:
    """What stands between two edges that run all the way."""

    top: float
    bottom: float
    lines: tuple[TextLine, ...]
    dark: tuple[int, int, int] | None

    @property
    def numbered(self) -> bool:
        """Whether a line of it begins with a number of a row."""
        return any(starts_row(line) for line in self.lines)

    @property
    def is_heading(self) -> bool:
        """Whether nothing but bold lines stands in it, one text on each."""
        return bool(self.lines) and all(ln.bold and len(_chunks(ln)) == 1 for ln in self.lines)

    def begins_like(self, first: _Block) -> bool:
        """Tell whether it begins with the header that another block begins with."""
        if self.dark is not None and self.dark == first.dark:
            return True
        if not (self.lines and first.lines):
            return False
        header = first.lines[0]
        return len(header.words) > 1 and header.text == self.lines[0].text

    def is_alien(self, region: _Region, usual: float, size: float, numbered: bool) -> bool:
        """Tell whether it is no row: set larger, a list, without a number, or not in columns."""
        if _is_list(self.lines):
            return True
        if any(line.size > LARGER * size and len(line.words) > 1 for line in self.lines):
            return True
        if numbered and self.lines and not self.numbered:
            return self.bottom - self.top > TALL * usual or all(ln.bold for ln in self.lines)
        if self.bottom - self.top <= max(3 * usual, 80.0):
            return False
        return not _is_columnar([w for line in self.lines for w in line.words], region)


def _is_list(lines: Sequence[TextLine]) -> bool:
    """Tell whether lines are a list in one column: a bullet leads them, and nothing is beside."""
    if not lines or not starts_item(lines[0]) or starts_row(lines[0]):
        return False
    own = [
        _chunks(TextLine(line.words[1:])) if starts_item(line) else _chunks(line) for line in lines
    ]
    return all(len(chunks) == 1 for chunks in own)


def _block(
    region: _Region, top: float, bottom: float, words: Sequence[Word], fills: Sequence[Fill]
) -> _Block:
    inside = [w for w in words if top - 1 < (w.top + w.bottom) / 2 < bottom + 1]
    return _Block(top, bottom, tuple(to_lines(inside)), _colour(fills, region, top, bottom))


def _colour(
    fills: Sequence[Fill], region: _Region, top: float, bottom: float
) -> tuple[int, int, int] | None:
    """Return the dark colour that a block begins with at its left, or None."""
    for fill in fills:
        x0, up, _, down = fill.box
        if abs(x0 - region.x0) <= EXTENT_PT and abs(up - top) <= SAME_EDGE_PT and down > up + 4:
            return fill.colour if sum(fill.colour) < 3 * 150 and down <= bottom + 3 else None
    return None


def _is_columnar(words: Sequence[Word], region: _Region) -> bool:
    """Tell whether words fall into at least three columns from top to bottom."""
    lines = to_lines(words)
    edges = find_columns([], line_ink(lines), region.x0, region.x1)
    return len(edges) > 3


def _frame(
    region: _Region,
    top: float,
    bottom: float,
    words: Sequence[Word],
    marks: Sequence[Ink],
    fills: Sequence[Fill],
    ruled: Sequence[float] = (),
) -> Frame | None:
    edges = [e for e in region.edges if top - 1 <= e[0] <= bottom + 1]
    inside = [w for w in words if top - 2 <= (w.top + w.bottom) / 2 <= bottom + 2]
    inked = [m for m in marks if top <= m.box[1] and m.box[3] <= bottom]
    lines = to_lines(inside)
    if len(lines) < 2:
        return None
    ys = _distinct([e[0] for e in edges])
    head = _head([y for y in region.ys if top - 1 <= y <= bottom + 1], lines)
    cut = header_end([line for line in lines if line.top < head - 2])
    if cut is not None:
        edges.append((cut, region.x0, region.x1))
        ys, head = _distinct([*ys, cut]), cut
    header = [line for line in lines if line.top < head - 2]
    body = [*line_ink([ln for ln in lines if ln.top >= head - 2]), *([m] for m in inked)]
    xs = list(ruled) or _columns(region, ys, header, body, fills)
    if len(xs) < 3:
        return None
    edges += [(y, xs[0], xs[-1]) for y in _more_rows(ys, head, xs, inside, inked)]
    edges += _numbered_edges(edges, head, xs, body)
    edges += _header_edges(ys, xs, header)
    ys = _distinct([e[0] for e in edges])
    if len(ys) < 3:
        return None
    below = {
        (row, column)
        for row, y in enumerate(ys)
        for column in range(len(xs) - 1)
        if any(abs(e[0] - y) <= SAME_EDGE_PT and _covers(e, xs, column) for e in edges)
    }
    right = {
        (edge, row)
        for edge in range(len(xs))
        for row in range(len(ys) - 1)
        if not _crossed(xs[edge], ys[row], ys[row + 1], header)
    }
    return walled_frame(xs, ys, right, below)


def frame_between(
    xs: Sequence[float], top: float, bottom: float, words: Sequence[Word], marks: Sequence[Ink]
) -> Frame | None:
    """Return the frame of a table whose columns alone are ruled; None where it has no rows."""
    edges = [(y, xs[0], xs[-1]) for y in (top, bottom)]
    inside = [w for w in words if not w.angle and xs[0] - 3 <= (w.x0 + w.x1) / 2 <= xs[-1] + 3]
    return _frame(_Region(xs[0], xs[-1], edges), top, bottom, inside, marks, (), xs)


def _columns(
    region: _Region,
    ys: Sequence[float],
    header: Sequence[TextLine],
    body: Sequence[Sequence[Ink]],
    fills: Sequence[Fill],
) -> list[float]:
    """Return the columns that the ink shows, or those painted where these are as many."""
    xs = find_columns(line_ink(header), body, region.x0, region.x1)
    painted = _painted_columns(region, ys, fills, body)
    return painted if painted is not None and len(painted) >= len(xs) else xs


def _head(ys: Sequence[float], lines: Sequence[TextLine]) -> float:
    """Return the first edge that has text above it inside the region."""
    return next((y for y in ys[1:] if any(line.bottom <= y + 3 for line in lines)), ys[-1])


def _covers(edge: Edge, xs: Sequence[float], column: int) -> bool:
    shared = min(edge[2], xs[column + 1]) - max(edge[1], xs[column])
    return shared >= _PARTS * (xs[column + 1] - xs[column])


def _crossed(x: float, top: float, bottom: float, header: Sequence[TextLine]) -> bool:
    """Tell whether a text of the header stands across an edge of the columns."""
    for line in header:
        if not top - 2 <= (line.top + line.bottom) / 2 <= bottom + 2:
            continue
        for left, right in _chunks(line):
            if left < x - 1 and right > x + 1:
                return True
    return False


def _chunks(line: TextLine) -> list[tuple[float, float]]:
    chunks: list[tuple[float, float]] = []
    for word in line.words:
        if chunks and word.x0 - chunks[-1][1] <= 0.6 * word.size:
            chunks[-1] = chunks[-1][0], word.x1
        else:
            chunks.append((word.x0, word.x1))
    return chunks


def _painted_columns(
    region: _Region, ys: Sequence[float], fills: Sequence[Fill], ink: Sequence[Sequence[Ink]]
) -> list[float] | None:
    """Return the columns that the fills of single cells paint, or None."""
    inside = [
        f.box
        for f in fills
        if f.box[0] >= region.x0 - SAME_EDGE_PT
        and f.box[2] <= region.x1 + SAME_EDGE_PT
        and f.box[1] >= ys[0] - SAME_EDGE_PT
        and f.box[3] <= ys[-1] + SAME_EDGE_PT
        and f.box[2] - f.box[0] < 0.9 * (region.x1 - region.x0)
    ]
    starts = sorted(box[0] for box in inside)
    xs = _distinct([region.x0, *starts, region.x1])
    counted = [sum(abs(x - start) <= SAME_EDGE_PT for start in starts) for x in xs]
    rows = max(len(ys) - 1, 1)
    last = len(xs) - 1
    kept = [x for i, x in enumerate(xs) if i in (0, last) or counted[i] >= max(2, 0.3 * rows)]
    kept = _without_padding(kept, ink)
    cut = sum(
        inked.box[0] < x - 1 and inked.box[2] > x + 1
        for x in kept[1:-1]
        for line in ink
        for inked in line
    )
    if len(kept) < 3 or cut > _CUT * len(ink):
        return None
    return split_wide(kept, ink, 2 * LEAST_WIDTH_PT)


def _without_padding(xs: list[float], ink: Sequence[Sequence[Ink]]) -> list[float]:
    """Join narrow columns without ink with the column to their right."""
    middles = [(inked.box[0] + inked.box[2]) / 2 for line in ink for inked in line]
    kept = xs[:1]
    for left, right in pairwise(xs):
        empty = right - left < NARROW_PT and not any(left <= x < right for x in middles)
        if empty and right != xs[-1]:
            continue
        if empty and len(kept) > 1:
            kept[-1] = right
        else:
            kept.append(right)
    return kept


def _more_rows(
    ys: Sequence[float],
    head: float,
    xs: Sequence[float],
    words: Sequence[Word],
    marks: Sequence[Ink],
) -> list[float]:
    """Return the edges of rows that nothing drawn parts."""
    more: list[float] = []
    blocks = [(a, b) for a, b in pairwise(ys) if a >= head - 1]
    for top, bottom in blocks:
        columns: list[list[TextLine]] = []
        drawn: list[list[Ink]] = []
        for left, right in pairwise(xs):
            columns.append(
                to_lines(
                    w
                    for w in words
                    if left <= (w.x0 + w.x1) / 2 < right and top <= (w.top + w.bottom) / 2 < bottom
                )
            )
            drawn.append(
                [m for m in marks if left <= m.box[0] < right and top <= m.box[1] < bottom]
            )
        more += split_rows(columns, drawn, by_gaps=len(blocks) <= UNPARTED)
    return more


def _numbered_edges(
    edges: Sequence[Edge], head: float, xs: Sequence[float], body: Sequence[Sequence[Ink]]
) -> list[Edge]:
    """Draw the edges between two row numbers through the numbers and all to their right."""
    column = code_column(xs, body)
    if column is None:
        return []
    left, right = xs[column], xs[column + 1]
    tops = sorted(i.box[1] for row in body for i in row if left <= i.box[0] < right)
    ys = _distinct([e[0] for e in edges if e[0] >= head])
    drawn = []
    for above, below in pairwise(tops):
        between = [y for y in ys if above < y <= below + 2]
        if len(between) == 1:
            drawn.append((between[0], left, xs[-1]))
    return drawn


def _header_edges(
    ys: Sequence[float], xs: Sequence[float], header: Sequence[TextLine]
) -> list[Edge]:
    """Part a header under a title that stands over several of its columns, under them only."""
    edges: list[Edge] = []
    boxes = _header_texts(header)
    for box in boxes:
        over = [i for i, (a, b) in enumerate(pairwise(xs)) if box[0] < b - 1 and box[2] > a + 1]
        if len(over) < 2 and not _heads_beside(box, boxes):
            continue
        left, right = xs[over[0]], xs[over[-1] + 1]
        below = [
            word.top
            for line in header
            for word in line.words
            if word.top >= box[3] - 2 and left <= word.x0 and word.x1 <= right
        ]
        cut = (box[3] + min(below)) / 2 if below else None
        if cut is not None and all(abs(y - cut) > SAME_EDGE_PT for y in ys):
            edges.append((cut, left, right))
    return edges


def _heads_beside(title: Box, boxes: Sequence[Box]) -> bool:
    """Tell whether a title stands over the middle one of heads set on one line."""
    under = [b for b in boxes if b[1] > title[3] and b[0] < title[2] and title[0] < b[2]]
    level = [b for b in boxes if under and abs(b[1] - under[0][1]) <= 2]
    return any(b[2] <= title[0] for b in level) and any(b[0] >= title[2] for b in level)


def _header_texts(header: Sequence[TextLine]) -> list[Box]:
    """Return the boxes of the texts of a header, those on several lines as one."""
    boxes: list[Box] = []
    for line in header:
        for left, right in _chunks(line):
            for index, (x0, top, x1, bottom) in enumerate(boxes):
                apart = line.top - bottom > WRAPPED * line.size
                if left < x1 and x0 < right and not apart and line.bottom > bottom:
                    boxes[index] = min(x0, left), top, max(x1, right), line.bottom
                    break
            else:
                boxes.append((left, line.top, right, line.bottom))
    return boxes


def _distinct(values: Sequence[float]) -> list[float]:
    kept: list[float] = []
    for value in sorted(values):
        if not kept or value - kept[-1] > SAME_EDGE_PT:
            kept.append(value)
    return kept


def _within(inner: Box, outer: Box) -> bool:
    return (
        inner[0] >= outer[0] - 4
        and inner[1] >= outer[1] - 4
        and inner[2] <= outer[2] + 4
        and inner[3] <= outer[3] + 4
    )

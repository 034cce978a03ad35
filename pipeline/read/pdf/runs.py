"""Which stretches of a region are tables: its edges, parted where text that is no row stands.

What stands between two edges is a block; a block set larger, a list, or one that does not fall
into columns ends a table, and one that begins like the first begins a table anew.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from pipeline.read.pdf.apart import is_one_row, texts_apart
from pipeline.read.pdf.columns import find_columns, line_ink
from pipeline.read.pdf.figures import Fill
from pipeline.read.pdf.headed import (
    is_banner,
    is_celled,
    is_heading,
    is_painted,
    number_start,
)
from pipeline.read.pdf.heads import HEADS, heads_top
from pipeline.read.pdf.lines import TextLine, to_lines
from pipeline.read.pdf.paragraphs import starts_item
from pipeline.read.pdf.primitives import Word
from pipeline.read.pdf.regions import EXTENT_PT, SAME_EDGE_PT, Region
from pipeline.read.pdf.rows import starts_row

TALL = 1.6
"""A last block this many times the usual height may be text after a table."""
TITLE_INDENT = 2.0
"""A title stands at most this many type sizes from the left edge of its table."""
GAP = 4.0
"""Nothing stands over the texts of a row for so many type sizes: they hang under a gap."""
LARGER = 1.15
"""Type this much larger than that of a region stands in no table."""


def find_runs(
    region: Region, words: Sequence[Word], fills: Sequence[Fill]
) -> list[tuple[float, float]]:
    """Part the edges of a region where text that is no row of a table stands between them.

    A block painted or worded like the first one of the run begins a table anew.
    """
    ys = region.ys
    placed = sorted(words, key=_middle)
    blocks = _no_heads([_block(region, a, b, placed, fills) for a, b in pairwise(ys)])
    start = number_start([block.lines for block in blocks])
    numbered = start is not None
    blocks = [
        replace(b, banner=is_painted(fills, b.top, b.bottom, region.x0, region.x1))
        if is_banner(b.lines, start)
        else b
        for b in blocks
    ]
    heights = sorted(block.bottom - block.top for block in blocks)
    usual = heights[len(heights) // 2]
    size = median([w.size for w in words]) if words else 0.0
    runs: list[tuple[float, float]] = []
    run: list[_Block] = []
    for index, block in enumerate(blocks):
        begins = bool(run) and (block.begins_like(run[0]) or block.heads_like(run))
        row = _row_under(blocks[index:], run, usual)
        if row is not None and ((run and row.numbered) or _is_headed(run or [block], words)):
            run.append(block)
        elif not begins and (
            block.is_alien(region, usual, size, numbered and any(b.numbered for b in run))
            or (len(blocks) == 1 and block.is_mixed)
        ):
            runs += _closed(run, region)
            run = []
        elif begins:
            runs += _closed(run, region)
            run = [block]
        else:
            run.append(block)
    return runs + _closed(run, region)


def _no_heads(blocks: list[_Block]) -> list[_Block]:
    """Return blocks without the dark colour that most of them begin with: that of a column."""
    lined = [block.dark for block in blocks if block.lines]
    usual = {dark for dark in lined if dark is not None and 2 * lined.count(dark) > len(lined)}
    return [replace(b, dark=None) if b.dark in usual else b for b in blocks] if usual else blocks


def _is_headed(run: Sequence[_Block], words: Sequence[Word]) -> bool:
    """Tell whether heads of columns stand in a run, or right over it with nothing drawn there."""
    if any(block.heads_columns for block in run):
        return True
    top = run[0].top
    above = to_lines(w for w in words if not w.angle and w.bottom < top + SAME_EDGE_PT)
    return heads_top(above, top) is not None


def _row_under(blocks: Sequence[_Block], run: Sequence[_Block], usual: float) -> _Block | None:
    """Return the row that a block heads in a table whose header is not printed again, or None.

    Several such blocks may stand one under the other. A row is numbered, or in columns.
    """
    block = blocks[0]
    if not block.is_heading or block.bottom - block.top > TALL * usual:
        return None
    below = next((other for other in blocks if not other.is_heading), None)
    if below is None or not below.lines or below.lines[0].bold:
        return None
    is_row = below.numbered or is_one_row(below.lines)
    return below if is_row and not (run and below.begins_like(run[0])) else None


def _closed(run: Sequence[_Block], region: Region) -> list[tuple[float, float]]:
    """Return where a run begins and ends: with a row, not with nothing or a heading after it.

    A title over the heads of columns stands over the table.
    """
    first = next((k for k, block in enumerate(run) if block.lines), len(run))
    last = len(run)
    while last > first + 1 and (run[last - 1].is_heading or not run[last - 1].lines):
        last -= 1
    heads = next((k for k in range(first, last - 1) if run[k].heads_columns), first)
    if all(block.is_title(region) for block in run[first:heads]):
        first = heads
    return [(run[first].top, run[last - 1].bottom)] if first < last else []


@dataclass(frozen=True, slots=True)
class _Block:
    """What stands between two edges that run all the way."""

    top: float
    bottom: float
    lines: tuple[TextLine, ...]
    dark: tuple[int, int, int] | None
    celled: bool
    """Whether it is painted in pieces, as the cells of a row are."""
    banner: bool = False
    """Whether it is painted from side to side behind one text, and has no number as others do."""

    @property
    def numbered(self) -> bool:
        """Whether a line of it begins with a number of a row."""
        return any(starts_row(line) for line in self.lines)

    @property
    def is_heading(self) -> bool:
        """Whether it is a banner, or nothing but bold lines, one text on each, and no cells."""
        return not self.celled and (self.banner or is_heading(self.lines))

    @property
    def heads_columns(self) -> bool:
        """Whether bold texts stand side by side in it."""
        return bool(self.lines) and all(ln.bold for ln in self.lines) and self.most_texts >= HEADS

    @property
    def most_texts(self) -> int:
        """How many texts stand side by side on a line of it at most."""
        return max((len(texts_apart(line)) for line in self.lines), default=0)

    def is_title(self, region: Region) -> bool:
        """Tell whether one text stands in it, at the left of a region or in its middle."""
        if self.celled or self.most_texts != 1:
            return False
        line = min(self.lines, key=lambda line: line.x0)
        at_left = line.x0 - region.x0 <= TITLE_INDENT * line.size
        return at_left or abs(line.x0 + line.x1 - region.x0 - region.x1) <= line.size

    @property
    def is_mixed(self) -> bool:
        """Whether a line of several words is set larger than another one."""
        sizes = [line.size for line in self.lines if len(line.words) > 1]
        return bool(sizes) and max(sizes) > LARGER * min(sizes)

    def begins_like(self, first: _Block) -> bool:
        """Tell whether it begins with the header that another block begins with.

        What is not bold may be a row whose first line says the same: a header is all the same.
        """
        if self.dark is not None and self.dark == first.dark:
            return True
        if not (self.lines and first.lines):
            return False
        header = first.lines[0]
        whole = [line.text for line in self.lines] == [line.text for line in first.lines]
        alike = header.text == self.lines[0].text and (header.bold or whole)
        return len(header.words) > 1 and alike

    def heads_like(self, run: Sequence[_Block]) -> bool:
        """Tell whether it prints the heads of columns again that stand in a run."""
        heads = next((block for block in run if block.heads_columns), None)
        return (
            heads is not None and self.heads_columns and heads.lines[0].text == self.lines[0].text
        )

    def is_alien(self, region: Region, usual: float, size: float, numbered: bool) -> bool:
        """Tell whether it is no row: set larger or low, a list, without a number or columns."""
        if _is_list(self.lines):
            return True
        if self.lines and min(line.top for line in self.lines) - self.top > GAP * size:
            return True
        if any(line.size > LARGER * size and len(line.words) > 1 for line in self.lines):
            return True
        if numbered and self.lines and not self.numbered:
            bold = all(line.bold for line in self.lines) and not self.celled
            return self.bottom - self.top > TALL * usual or bold
        if self.bottom - self.top <= max(3 * usual, 80.0):
            return False
        return not _is_columnar([w for line in self.lines for w in line.words], region)


def _block(
    region: Region,
    top: float,
    bottom: float,
    placed: Sequence[Word],
    fills: Sequence[Fill],
) -> _Block:
    """Return a block; `placed` are words in the order of their middles."""
    first = bisect_right(placed, top - 1, key=_middle)
    inside = placed[first : bisect_left(placed, bottom + 1, key=_middle)]
    celled = is_celled(fills, top, bottom, region.x0, region.x1)
    dark = _colour(fills, region, top, bottom)
    return _Block(top, bottom, tuple(to_lines(inside)), dark, celled)


def _middle(word: Word) -> float:
    return (word.top + word.bottom) / 2


def _colour(
    fills: Sequence[Fill], region: Region, top: float, bottom: float
) -> tuple[int, int, int] | None:
    """Return the dark colour that a block begins with at its left, or None."""
    for fill in fills:
        x0, up, _, down = fill.box
        if abs(x0 - region.x0) <= EXTENT_PT and abs(up - top) <= SAME_EDGE_PT and down > up + 4:
            return fill.colour if sum(fill.colour) < 3 * 150 and down <= bottom + 3 else None
    return None


def _is_list(lines: Sequence[TextLine]) -> bool:
    """Tell whether lines are a list in one column: a bullet leads them, and nothing is beside."""
    if not lines or not starts_item(lines[0]) or starts_row(lines[0]):
        return False
    own = [
        texts_apart(TextLine(line.words[1:])) if starts_item(line) else texts_apart(line)
        for line in lines
    ]
    return all(len(chunks) == 1 for chunks in own)


def _is_columnar(words: Sequence[Word], region: Region) -> bool:
    """Tell whether words fall into at least three columns from top to bottom."""
    lines = to_lines(words)
    edges = find_columns([], line_ink(lines), region.x0, region.x1)
    return len(edges) > 3

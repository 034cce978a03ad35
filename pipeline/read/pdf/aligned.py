"""Tables that nothing is drawn for: columns by alignment alone, under a row of column heads.

A row of at least three texts set apart, the lowest of them heads of columns, begins such a table
where the lines under it fall into the same columns and hold marks or numbers of rows. It ends
where a line stands across a gutter or a wide gap opens.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from pipeline.read.marks import text_mark
from pipeline.read.pdf.apart import leads, led_texts, texts_apart
from pipeline.read.pdf.columns import Ink, code_column, find_columns, line_ink
from pipeline.read.pdf.figures import Fill
from pipeline.read.pdf.fonts import dingbat
from pipeline.read.pdf.frames import Frame, walled_frame
from pipeline.read.pdf.heads import header_start, heads_below, heads_of
from pipeline.read.pdf.lines import TextLine, to_lines
from pipeline.read.pdf.painted import at_painted_sides
from pipeline.read.pdf.paragraphs import starts_item
from pipeline.read.pdf.primitives import Word
from pipeline.read.pdf.rows import rest_end, split_rows, starts_row
from pipeline.read.pdf.titles import header_edges
from pipeline.read.pdf.walls import frame_of

LEAST_HEADS = 3
LEAST_ROWS = 2
SIGNS_OF_A_ROW = 2
MOST_LINES = 8
"""A row has at most so many lines."""
RUNNING_LINES = 2
"""At most so many lines stand over the rest of a table at the head of a page."""
GAP = 0.9
"""A gap of more than this many type sizes sets two texts apart where nothing is drawn."""
_CODE = re.compile(r"(?:[A-Z]{1,3}[-.]?)?\d{1,2}(?:\.\d{1,2})+[.)]?")
_GAP = 4.0
"""A gap of more than this many type sizes ends a table."""


def aligned_frames(
    words: Sequence[Word],
    marks: Sequence[Ink],
    begun: Sequence[float] = (),
    fills: Sequence[Fill] = (),
) -> list[Frame]:
    """Return the frames of the tables that alignment of words and drawn marks alone makes.

    `begun` are the edges of the columns of a table at the foot of the page before, which may go
    on at the head of this one without its header. What is painted tells no table, but where the
    columns of one run more exactly.
    """
    lines = to_lines(word for word in words if not word.angle)
    frames: list[Frame] = []
    begin = 0
    if begun:
        for first in range(min(RUNNING_LINES + 1, len(lines))):
            end, frame = _rest_of_table(lines, first, marks, begun)
            if frame is not None:
                frames.append(frame)
                begin = end
            heading = lines[first].bold  # behind it nothing goes on
            if frame is not None or heading or len(led_texts(lines[first])) >= LEAST_HEADS:
                break
    found = _tables(lines, begin, marks, fills, frozenset())
    known = frozenset(found)
    if known and sum(line.text in known for line in lines) > sum(map(len, found.values())):
        found = _tables(lines, begin, marks, fills, known)
    return frames + sorted((f for of in found.values() for f in of), key=lambda f: f.ys[0])


def _tables(
    lines: Sequence[TextLine],
    index: int,
    marks: Sequence[Ink],
    fills: Sequence[Fill],
    known: frozenset[str],
) -> dict[str, list[Frame]]:
    """Return the tables under heads by the text of these; `known` heads a table elsewhere."""
    found: dict[str, list[Frame]] = {}
    while index < len(lines):
        end, frame = _table_at(lines, index, marks, fills, known)
        if frame is not None:
            found.setdefault(lines[index].text, []).append(frame)
        index = max(end, index + 1)
    return found


def _table_at(
    lines: Sequence[TextLine],
    index: int,
    marks: Sequence[Ink],
    fills: Sequence[Fill],
    known: frozenset[str],
) -> tuple[int, Frame | None]:
    """Read the table that begins with a line; return where it ends and its frame, if it is one."""
    bulleted = any(leads(a, b) for a, b in itertools.pairwise(lines[index].words))
    if bulleted or heads_below(lines, index):
        return index, None
    top = header_start(lines, index, GAP)
    header = lines[top : index + 1]
    heads = heads_of(header, GAP)
    if len(heads) < LEAST_HEADS or _is_marks(lines[index]):
        return index, None
    if max(len(led_texts(line, GAP)) for line in header) < 2:
        return index, None
    end = index + 1
    while end < len(lines) and _goes_on(lines, end, heads):
        end += 1
    body = lines[index + 1 : end]
    if not body:
        return index, None
    x0 = min(line.x0 for line in lines[top:end])
    x1 = max(line.x1 for line in lines[top:end]) + 2
    upper, lower = lines[top].top - 2, body[-1].bottom + 2
    drawn = [m for m in marks if x0 <= m.box[0] <= x1 and lines[index].bottom <= m.box[1] <= lower]
    ink = [*line_ink(body), *([m] for m in drawn)]
    xs = find_columns(line_ink(header), ink, x0 - 2, x1)
    if len(xs) < LEAST_HEADS + 1:
        return index, None
    painted = [f for f in fills if upper <= f.box[1] and f.box[3] <= lower + GAP * body[-1].size]
    xs = at_painted_sides(xs, painted, [*line_ink(header), *ink]) if painted else xs
    columns, by_column = _by_column(body, drawn, xs)
    if sum(_is_list(column) for column in columns) > 1:
        return index, None
    cuts = split_rows(columns, by_column, by_gaps=True)
    least = 1 if lines[index].text in known else _least_rows(header, body, columns, by_column, xs)
    if len(cuts) + 1 < least:
        return index, None
    head = (lines[index].bottom + body[0].top) / 2
    ys = [upper, head, *cuts, lower]
    edges = [(y, xs[0], xs[-1]) for y in ys]
    return end, frame_of(xs, [*edges, *header_edges(edges, xs, header, GAP)], header, GAP)


def _least_rows(
    header: Sequence[TextLine],
    body: Sequence[TextLine],
    columns: Sequence[Sequence[TextLine]],
    marks: Sequence[Sequence[Ink]],
    xs: Sequence[float],
) -> float:
    """Return how many rows lines under heads must have to be a table.

    A single row will do under bold heads, with two signs of three: a number, marks, many heads; or
    where texts stand under as many heads, and it is too short to be text in columns.
    """
    marked = any(bool(column) and all(text_mark(i.text) for i in column) for column in marks)
    numbered = sum(_is_numbered(line) for line in next((c for c in columns if c), []))
    many = max(len(led_texts(line, GAP)) for line in header) >= LEAST_HEADS
    set_off = header[-1].bold and not body[0].bold
    if set_off and bool(numbered) + marked + many >= SIGNS_OF_A_ROW:
        return 1
    beside = sum(any(abs(ln.top - body[0].top) < 1 for ln in column) for column in columns)
    if set_off and many and beside >= LEAST_HEADS:
        return 1 if len(body) <= MOST_LINES else LEAST_ROWS
    ink = [*line_ink(body), *marks]
    told = marked or numbered >= LEAST_ROWS or code_column(xs, ink) is not None
    return LEAST_ROWS if told else float("inf")


def _rest_of_table(
    lines: Sequence[TextLine], first: int, marks: Sequence[Ink], xs: Sequence[float]
) -> tuple[int, Frame | None]:
    """Read the rest of a table that a page break parted; return where it ends, and its frame."""
    xs = _moved(lines, first, xs)
    end = first
    while end < len(lines) and _fits(lines, end, first, xs):
        end += 1
    body = lines[first:end]
    upper = body[0].top - 2 if body else 0.0
    lower = body[-1].bottom + 2 if body else 0.0
    drawn = [m for m in marks if xs[0] <= m.box[0] <= xs[-1] and upper <= m.box[1] <= lower]
    columns, by_column = _by_column(body, drawn, xs)
    filled = sum(bool(column) for column in columns) + sum(bool(column) for column in by_column)
    if not filled or (filled == 1 and not body[0].text[:1].islower()):
        return first, None
    rest = rest_end(columns)
    cuts = [cut for cut in split_rows(columns, by_column, by_gaps=True) if cut > (rest or upper)]
    ys = [upper, *([] if rest is None else [rest]), *cuts, lower]
    below = {(row, column) for row in range(len(ys)) for column in range(len(xs) - 1)}
    right = {(edge, row) for edge in range(len(xs)) for row in range(len(ys) - 1)}
    return end, walled_frame(xs, ys, right, below)


def _moved(lines: Sequence[TextLine], first: int, xs: Sequence[float]) -> Sequence[float]:
    """Return the edges of columns, moved into the gutters that lines without a wide gap leave.

    Where the rows before the break were short, an edge stood far from the text that is longer now.
    """
    end = first
    while end < len(lines) and not _ends(lines, end, first):
        end += 1
    body = line_ink(lines[first:end])
    moved = find_columns([], body, xs[0], xs[-1]) if body else []
    near = len(moved) == len(xs) and all(
        left < x < right for left, x, right in zip(xs, moved[1:-1], xs[2:], strict=False)
    )
    return moved if near else xs


def _ends(lines: Sequence[TextLine], index: int, first: int) -> bool:
    """Tell whether a line is no more of the rest of a table: in bold, larger or far below."""
    line, before = lines[index], lines[index - 1] if index > first else None
    return line.bold or (
        before is not None
        and (line.top - before.bottom > _GAP * line.size or line.size > 1.25 * before.size)
    )


def _fits(lines: Sequence[TextLine], index: int, first: int, xs: Sequence[float]) -> bool:
    """Tell whether a line stands in the columns of a table and goes on with it."""
    line = lines[index]
    if _ends(lines, index, first) or line.x0 < xs[0] - 3 or line.x1 > xs[-1] + 3:
        return False
    texts = texts_apart(line, GAP, xs)
    return not any(left < x - 2 and right > x + 2 for left, right in texts for x in xs[1:-1])


def _is_marks(line: TextLine) -> bool:
    """Tell whether most of a line is marks, so that it is a row and heads nothing."""
    marks = sum(bool(dingbat(w.text, w.font) or text_mark(w.text)) for w in line.words)
    return marks >= 2


def _goes_on(lines: Sequence[TextLine], end: int, heads: Sequence[tuple[float, float]]) -> bool:
    """Tell whether a line belongs to the table above it."""
    line, before = lines[end], lines[end - 1]
    if line.top - before.bottom > _GAP * line.size or line.size > 1.25 * before.size:
        return False
    left = heads[1][0] - 3
    crossing = [c for c in led_texts(line) if c[0] < left and c[1] > heads[2][0]]
    starts_left = heads[0][0] - 40 <= line.x0
    over = [word.bold for word in before.words if word.x0 < line.x1 and line.x0 < word.x1]
    goes_on = before.bold or (bool(over) and all(over))
    bold_alone = line.bold and not goes_on and len(led_texts(line, GAP)) == 1
    return not crossing and starts_left and not bold_alone


def _by_column(
    body: Sequence[TextLine], drawn: Sequence[Ink], xs: Sequence[float]
) -> tuple[list[list[TextLine]], list[list[Ink]]]:
    columns: list[list[TextLine]] = []
    marks: list[list[Ink]] = []
    for left, right in itertools.pairwise(xs):
        words = [w for ln in body for w in ln.words if left <= (w.x0 + w.x1) / 2 < right]
        glyphs = [
            Ink((w.x0, w.top, w.x1, w.bottom), dingbat(w.text, w.font) or w.text)
            for w in words
            if dingbat(w.text, w.font) or text_mark(w.text)
        ]
        columns.append(to_lines(words))
        inside = [m for m in drawn if left <= (m.box[0] + m.box[2]) / 2 < right]
        only_marks = len(glyphs) == len(words)
        marks.append(sorted([*inside, *(glyphs if only_marks else [])], key=lambda i: i.box[1]))
    return columns, marks


def _is_numbered(line: TextLine) -> bool:
    return starts_row(line) or line.text[:1].isdigit()


def _is_list(lines: Sequence[TextLine]) -> bool:
    """Tell whether a column is one of a list: its items begin with numbers or codes."""
    return sum(_begins_item(line) for line in lines) > 1


def _begins_item(line: TextLine) -> bool:
    first = line.words[0].text
    coded = len(line.words) > 1 and _CODE.fullmatch(first) is not None
    return coded or (starts_item(line) and first[:1].isdigit())

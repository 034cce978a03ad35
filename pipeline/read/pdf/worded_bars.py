"""Words on bars of a timeline, and texts in painted cells: whose they are, and on what they stand.

The words on a bar over several cells are one text, that of the cell it begins in. A text stands on
paint of its own where the main text of its row does not stand on it, and another cell of its column
is empty and not painted so.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from pipeline.read.pdf.apart import texts_apart
from pipeline.read.pdf.bars import MOST, off_edges, runs_in, shared
from pipeline.read.pdf.content import Content
from pipeline.read.pdf.figures import Drawing, Fill
from pipeline.read.pdf.frames import Frame, FrameCell
from pipeline.read.pdf.lines import to_lines
from pipeline.read.pdf.primitives import WHITE, Box, Colour, Word
from pipeline.read.pdf.regions import SAME_EDGE_PT

_BEGUN = 1.5
"""A text begins with the bar that it stands on at most so many type sizes behind its end."""
Bars = Mapping[int, Sequence[Fill]]
"""The bars inside the rows of a table, by row."""


def bars_in(frame: Frame, drawing: Drawing) -> Bars:
    """Return the bars that lie inside the rows of a frame, and begin behind its first column."""
    found: dict[int, list[Fill]] = {}
    left, right = frame.xs[0], frame.xs[-1]
    for fill in (*drawing.fills, *drawing.bars):
        row = bisect_right(frame.ys, (fill.box[1] + fill.box[3]) / 2) - 1
        if not 0 <= row < frame.n_rows or fill.box[0] < frame.xs[1] or fill.box[2] > right:
            continue
        whole = left, frame.ys[row], right, frame.ys[row + 1]
        if runs_in(fill.box, whole, off_edges(frame)) or _fills_row(fill.box, whole):
            found.setdefault(row, []).append(fill)
    return found


def first_cells(frame: Frame, bars: Bars, words: Sequence[Word]) -> tuple[dict[int, int], Bars]:
    """Return the columns that words on bars over several begin in, and these bars.

    Words are known by their identity.
    """
    columns: dict[int, int] = {}
    written: dict[int, list[Fill]] = {}
    for row, fills in bars.items():
        for fill in fills:
            covered = _covered(frame, fill.box)
            on = [word for word in words if _stands_on(word, fill.box)] if len(covered) > 1 else []
            one = on and all(len(texts_apart(line)) == 1 for line in to_lines(on))
            if one and _is_written_on(on, fill.box, frame):
                columns |= {id(word): covered[0] for word in on}
                written.setdefault(row, []).append(fill)
    return columns, written


def _fills_row(box: Box, row: Box) -> bool:
    """Tell whether a fill is as high as a row, and ends within it."""
    level = max(abs(box[1] - row[1]), abs(box[3] - row[3])) <= SAME_EDGE_PT
    return level and box[2] - box[0] < row[2] - row[0] - SAME_EDGE_PT


def _is_written_on(words: Sequence[Word], box: Box, frame: Frame) -> bool:
    """Tell whether a text is that of the whole bar: it runs over an edge, or stands in its middle.

    One that begins with the bar is too.
    """
    x0, x1 = min(word.x0 for word in words), max(word.x1 for word in words)
    over = any(x0 < x < x1 for x in frame.xs)
    middle = abs(x0 + x1 - box[0] - box[2]) <= 2 * words[0].size
    return over or middle or x0 - box[0] <= _BEGUN * words[0].size


def goes_on_over(place: FrameCell, bars: Bars) -> bool:
    """Tell whether a bar that begins before a cell goes on over it: the words on it stand there."""
    left = place.box[0]
    return any(fill.box[0] < left < fill.box[2] for fill in bars.get(place.row, ()))


def painted_texts(contents: Sequence[Content], top: int, bars: Bars) -> dict[FrameCell, Colour]:
    """Return the cells under the first `top` rows whose text stands on paint of its own."""
    main: dict[int, Content] = {}
    for content in contents:
        row = content.place.row
        if row not in main or len(content.words) > len(main[row].words):
            main[row] = content
    blank: dict[int, set[Colour | None]] = {}
    for content in contents:
        first, count = content.place.column, content.place.column_span
        for column in range(first, first + count) if not content.words else ():
            if content.place.row >= top:
                blank.setdefault(column, set()).add(content.colour)
    found: dict[FrameCell, Colour] = {}
    for content in contents:
        if content.place.row < top or not content.words:
            continue
        colour = _bar_under(content, bars) or content.colour
        own = colour not in (None, WHITE, main[content.place.row].colour)
        if own and colour is not None and blank.get(content.place.column, set()) - {colour}:
            found[content.place] = colour
    return found


def _covered(frame: Frame, box: Box) -> list[int]:
    """Return the columns that a bar runs over most of."""
    first, last = bisect_right(frame.xs, box[0]) - 1, bisect_right(frame.xs, box[2])
    return [
        column
        for column in range(max(first, 0), min(last, frame.n_columns))
        if shared(box, (frame.xs[column], box[1], frame.xs[column + 1], box[3])) >= MOST
    ]


def _stands_on(word: Word, box: Box) -> bool:
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _bar_under(content: Content, bars: Bars) -> Colour | None:
    """Return the colour of the bar that all words of a cell stand on, or None."""
    return next(
        (
            fill.colour
            for fill in bars.get(content.place.row, ())
            if all(_stands_on(word, fill.box) for word in content.words)
        ),
        None,
    )

"""How many rows of a frame are its header, told by how they are set and not by their words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.document import Table
from pipeline.read.marks import text_mark
from pipeline.read.pdf.fonts import dingbat
from pipeline.read.pdf.frames import Frame
from pipeline.read.pdf.lines import is_worded
from pipeline.read.pdf.primitives import WHITE, Colour
from pipeline.text import fold

if TYPE_CHECKING:
    from pipeline.read.pdf.content import Content

MARKED = 0.7
"""A column whose cells below the first are marks to this share is a column of marks."""
HEADER_SHARE = 0.5
"""A header is at most this share of a table of more than three rows."""
_DARK = 3 * 140


def count_header_rows(frame: Frame, contents: Sequence[Content]) -> int:
    """Return how many rows at the top head the columns.

    A row is set as a header where all its texts are bold and some text below is not, or where its
    ground is painted unlike the rows below it, and where it has a text in more than one cell. A
    row that a header cell is merged with, or that a merged header cell spans, belongs to it.
    """
    rows: list[list[Content]] = [[] for _ in range(frame.n_rows)]
    for content in contents:
        rows[content.place.row].append(content)
    if frame.n_rows < 2:
        return 0
    titles = 0
    while titles < frame.n_rows - 2 and _is_title(rows[titles], frame):
        titles += 1
    count = titles
    while count < frame.n_rows - 1 and _is_header(rows, count):
        count = _bottom(rows, count)
        if _is_title(rows[count], frame) or not (
            _spans(rows[count - 1]) or _goes_on(rows, count, frame)
        ):
            break
    if count == titles:
        count = _above_marks(rows) or _under_titles(rows)
        while count and _is_title(rows[count - 1], frame):
            count -= 1
    if count and frame.n_rows > 3 and count > max(4, HEADER_SHARE * frame.n_rows):
        return 0
    return min(count, frame.n_rows - 1)


def lone_header(table: Table, block: Table) -> Table:
    """Return what stands before a page break with the header that the rows behind it show.

    The header that is printed again there is one. A row that stands alone, or over titles across
    all columns, is one beside other rows: it has bold texts, they have not.
    """
    if table.header_rows:
        return table
    if count := block.header_rows:
        return replace(table, header_rows=count) if prints(table, block, count) else table
    texts = [cell for cell in table.rows[0].cells if cell.text]
    if len(texts) < 2 or not all(cell.strong for cell in texts):
        return table
    titles = (row.cells[0].column_span == table.n_columns for row in table.rows[1:])
    plain = any(cell.text and not cell.strong for row in block.rows for cell in row.cells)
    return replace(table, header_rows=1) if all(titles) and plain else table


def headed(block: Table, table: Table) -> Table:
    """Return a part whose first rows print the header of a table with these as its header."""
    count = table.header_rows
    if not count or block.header_rows == count or len(block.rows) <= count:
        return block
    return replace(block, header_rows=count) if prints(block, table, count) else block


def prints(table: Table, other: Table, count: int) -> bool:
    """Tell whether the first rows of two tables say the same, wherever their lines end."""
    first, second = (
        [
            "".join(re.findall(r"\w+", fold(cell.text)))
            for row in one.rows[:count]
            for cell in row.cells
        ]
        for one in (table, other)
    )
    return first == second


def _is_title(row: Sequence[Content], frame: Frame) -> bool:
    """Tell whether one text stands over all columns."""
    texts = [content for content in row if content.words]
    return len(texts) == 1 and texts[0].place.column_span == frame.n_columns


def _above_marks(rows: Sequence[Sequence[Content]]) -> int:
    """Return how many rows stand above the marks or codes that fill a column.

    The first rows under the header may have no mark: it ends with the last text over marks.
    """
    columns: dict[int, list[tuple[int, bool]]] = {}
    below_names = 0
    for number, row in enumerate(rows):
        for content in row:
            if content.words or content.shapes or content.pictures:
                columns.setdefault(content.place.column, []).append((number, _is_mark(content)))
    firsts = []
    for cells in columns.values():
        below = [cell for cell in cells if cell[1]]
        if not below or len(below) < MARKED * (len(cells) - 2):
            continue
        first = below[0][0]
        named = any(number < first and not marked for number, marked in cells)
        if named and all(marked for number, marked in cells if number > first):
            firsts.append(first)
            last = max(number for number, marked in cells if number < first and not marked)
            below_names = max(below_names, _bottom(rows, last))
    if not firsts:
        return 0
    earliest = [
        n for cells in columns.values() for n, marked in cells if marked and cells[0][0] < n
    ]
    return min(*firsts, *earliest, below_names)


def _under_titles(rows: Sequence[Sequence[Content]]) -> int:
    """Return how many rows are heads under titles, beside heads that are as high as both.

    Such a header needs no type of its own: "Actions" beside "Calendrier" over its years.
    """
    titles = [c for c in rows[0] if c.place.column_span > 1]
    high = [c for c in rows[0] if c.place.column_span == 1]
    under = [c for row in rows[1:2] for c in row]
    both = titles and high and all(c.words for c in (*titles, *high, *under))
    level = all(c.place.row_span == 1 for c in titles) and all(c.place.row_span == 2 for c in high)
    return 2 if both and level and len(rows) > 2 else 0


def _is_mark(content: Content) -> bool:
    if not content.words:
        return True
    text = " ".join(word.text for word in content.words)
    return dingbat(text, content.words[0].font) is not None or text_mark(text) is not None


def _bottom(rows: Sequence[Sequence[Content]], row: int) -> int:
    """Return the first row below the cells that begin in a row and hold text."""
    spans = [c.place.row_span for c in rows[row] if c.words]
    return row + max([1, *(span for span in spans if span <= 3)])


def _spans(row: Sequence[Content]) -> bool:
    cells = [c for c in row if c.words]
    return any(c.place.column_span > 1 for c in cells) and len(cells) > 1


def _goes_on(rows: Sequence[Sequence[Content]], row: int, frame: Frame) -> bool:
    """Tell whether the row under a header row is set just like it."""
    if row >= frame.n_rows - 1:
        return False
    above, here = _ground(rows[row - 1]), _ground(rows[row])
    return here is not None and here == above and _is_header(rows, row)


def _is_header(rows: Sequence[Sequence[Content]], row: int) -> bool:
    texts = [content for content in rows[row] if content.words]
    if len(texts) < 2 and not (row and _spans(rows[row - 1])):
        return False
    if any(content.shapes or content.pictures for content in rows[row] if not content.words):
        return False
    below = [content for later in rows[row + 1 :] for content in later if content.words]
    bold = all(content.strong or _is_bold_sign(content) for content in texts)
    if (
        bold
        and any(content.strong for content in texts)
        and any(not content.strong for content in below)
    ):
        return True
    ground = _ground(rows[row])
    others = [_ground(later) for later in rows[row + 1 :]]
    return (
        ground is not None
        and ground not in others
        and (sum(ground) <= _DARK or _lone_ground(ground, others))
    )


def _is_bold_sign(content: Content) -> bool:
    """Tell whether a cell holds but a sign in bold, as "#" over a column of numbers."""
    return all(word.bold and not is_worded(word.text) for word in content.words)


def _lone_ground(ground: Colour, others: Sequence[Colour | None]) -> bool:
    return ground != WHITE and len(others) > 1


def _ground(row: Sequence[Content]) -> Colour | None:
    """Return the colour painted under every cell with text of a row."""
    colours = {content.colour for content in row if content.words}
    return colours.pop() if len(colours) == 1 else None

"""Rows of one text that head the rows under them: they stand across all columns of a table.

They are bold, or set in the middle of the table, or painted from side to side where other rows
have numbers. Edges across come in with what stands between them; the stretches that such rows fill
go out. What stands there tells no columns, and no wall parts it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.read.pdf.apart import texts_apart
from pipeline.read.pdf.figures import Fill
from pipeline.read.pdf.lines import TextLine
from pipeline.read.pdf.regions import EXTENT_PT, SAME_EDGE_PT, distinct
from pipeline.read.pdf.rows import starts_row

NUMBERED = 0.5
"""A table numbers its rows where at least this share of them begins with a number."""

CENTRED_PT = 4.0
"""The sides of a text in the middle of a table differ by at most this."""

Stretch = tuple[float, float]
"""Where a row begins and ends, in points from the top."""


def heading_rows(
    ys: Sequence[float], lines: Sequence[TextLine], fills: Sequence[Fill], x0: float, x1: float
) -> list[Stretch]:
    """Return the rows between edges that head those under them.

    Args:
        ys: the edges of the body that run all the way, from that under the header.
        lines: the lines of the table.
        fills: what is painted on the page.
        x0: left edge of the table.
        x1: right edge of the table.
    """
    found: list[Stretch] = []
    plain = False
    rows = [
        [line for line in lines if top - 1 < (line.top + line.bottom) / 2 < bottom + 1]
        for top, bottom in pairwise(ys)
    ]
    start = number_start(rows)
    for (top, bottom), inside in zip(pairwise(ys), rows, strict=True):
        banner = is_banner(inside, start) and is_painted(fills, top, bottom, x0, x1)
        heads = banner or is_heading(inside) or _is_centred(inside, x0, x1)
        if heads and not is_celled(fills, top, bottom, x0, x1):
            found.append((top, bottom))
        else:
            plain = plain or any(not _begins_bold(line) for line in inside[:1])
    return found if plain else []


def _begins_bold(line: TextLine) -> bool:
    """Tell whether the first text of a line is bold."""
    _, right = texts_apart(line)[0]
    return all(word.bold for word in line.words if word.x0 < right)


def is_heading(lines: Sequence[TextLine]) -> bool:
    """Tell whether lines are bold, with one text on each."""
    return bool(lines) and all(ln.bold and len(texts_apart(ln)) == 1 for ln in lines)


def _is_centred(lines: Sequence[TextLine], x0: float, x1: float) -> bool:
    """Tell whether one text alone stands in the middle between the sides of a table."""
    if len(lines) != 1 or len(texts_apart(lines[0])) != 1:
        return False
    beside = lines[0].x0 - x0, x1 - lines[0].x1
    return abs(beside[0] - beside[1]) <= CENTRED_PT and any(map(str.isalpha, lines[0].text[:2]))


def number_start(rows: Sequence[Sequence[TextLine]]) -> float | None:
    """Return where the numbers of rows begin; None where too few rows have one."""
    numbers = [line.x0 for row in rows for line in row if starts_row(line)]
    numbered = sum(any(map(starts_row, row)) for row in rows)
    return min(numbers) if numbered >= max(2, NUMBERED * len(rows)) else None


def is_banner(lines: Sequence[TextLine], start: float | None) -> bool:
    """Tell whether a row has one text and no number, and begins where others have theirs."""
    if start is None or not lines or any(map(starts_row, lines)):
        return False
    alone = all(len(texts_apart(line)) == 1 for line in lines)
    return alone and min(line.x0 for line in lines) <= start + SAME_EDGE_PT


def is_painted(fills: Sequence[Fill], top: float, bottom: float, x0: float, x1: float) -> bool:
    """Tell whether what is between two edges is painted from side to side in one piece."""
    return any(
        abs(f.box[1] - top) + abs(f.box[3] - bottom) <= SAME_EDGE_PT
        and abs(f.box[0] - x0) <= EXTENT_PT
        and abs(f.box[2] - x1) <= EXTENT_PT
        for f in fills
    )


def is_celled(fills: Sequence[Fill], top: float, bottom: float, x0: float, x1: float) -> bool:
    """Tell whether what is between two edges is painted in pieces, as the cells of a row are."""
    pieces = [
        f.box[0] for f in fills if abs(f.box[1] - top) + abs(f.box[3] - bottom) <= SAME_EDGE_PT
    ]
    return len(distinct([x for x in pieces if x0 - SAME_EDGE_PT <= x <= x1 + EXTENT_PT])) > 1

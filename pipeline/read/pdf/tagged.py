"""Tables that a file marks as such: the boxes of their cells in, the frame of the table out.

The file says which texts are cells of one row, but leaves out empty cells: in which column a text
stands is told by where it stands. Texts that stand over one another are of one column; a row in
which no cell is empty tells which texts that do not are of one column all the same. Where that
leaves a doubt there is no frame.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, islice, pairwise
from statistics import median

from pipeline.read.pdf.figures import Fill
from pipeline.read.pdf.frames import Frame, walled_frame
from pipeline.read.pdf.primitives import Box, TaggedCell, TaggedTable, Word
from pipeline.read.pdf.within import Placed

LEAST_COLUMNS = 2
LEAST_HEADS = 3
LEVEL_PT = 2.5
"""Cells of a row begin, or have their middles, at most this far apart."""
MEET_PT = 0.5
NEAR = 3.0
"""Texts of one row stand at most so many type sizes higher or lower."""
OUTER_PT = 2.0


@dataclass(slots=True)
class _Spot:
    """A cell and the first row and column of those it spans."""

    cell: TaggedCell
    row: int
    column: int = -1
    rows: int = 1


class _DoubtError(Exception):
    """It cannot be told where the cells of a table stand."""


def may_hold_tables(words: Sequence[Word]) -> bool:
    """Tell whether words follow each other with more than a space between them more than once."""
    wide = (
        None for a, b in pairwise(words)
        if b.x0 - a.x1 > a.size > 0 and abs(b.top - a.top) < NEAR * a.size
    )  # fmt: skip
    return len(list(islice(wide, 2))) > 1


def tagged_frames(
    tables: Sequence[TaggedTable], placed: Placed, fills: Sequence[Fill]
) -> list[Frame]:
    """Return the frames of the tables that can be told from where their cells stand."""
    frames = []
    for table in tables:
        measured = ([one for cell in row if (one := _measured(cell, placed))] for row in table)
        rows = [row for row in measured if row]
        if not rows or not _is_headed(rows, placed, fills):
            continue
        try:
            frames.append(_frame(rows))
        except _DoubtError:
            continue
    return frames


def _measured(cell: TaggedCell, placed: Placed) -> TaggedCell | None:
    """Return a cell with the box of its words, so that those of a row stand level.

    One without words does not say where it stands.
    """
    words = placed.inside(cell.box)
    if not words:
        return None
    box = (
        min(w.x0 for w in words), min(w.top for w in words),
        max(w.x1 for w in words), max(w.bottom for w in words),
    )  # fmt: skip
    return replace(cell, box=box)


def _is_headed(rows: Sequence[Sequence[TaggedCell]], placed: Placed, fills: Sequence[Fill]) -> bool:
    """Tell whether a table is called one, or has heads: a layout is told by the same elements."""
    if any(cell.rows is not None for row in rows for cell in row):
        return True
    if all(_ground(cell.box, fills) for cell in rows[0]) and len(rows[0]) >= LEAST_HEADS:
        return not any(_ground(cell.box, fills) for row in rows[1:] for cell in row)
    heads = [placed.inside(cell.box) for cell in rows[0]]
    below = [word for row in rows[1:] for cell in row for word in placed.inside(cell.box)]
    bold = all(words and all(w.bold for w in words) for words in heads)
    return bold and not all(word.bold for word in below)


def _ground(box: Box, fills: Sequence[Fill]) -> bool:
    """Tell whether a text stands on paint of its own."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return any(f.box[0] <= x <= f.box[2] and f.box[1] <= y <= f.box[3] for f in fills)


def _frame(rows: Sequence[Sequence[TaggedCell]]) -> Frame:
    bands = _bands(rows)
    spots = [_Spot(cell, number) for number, row in enumerate(rows) for cell in row]
    ranges = _columns(spots, len(rows))
    if len(ranges) < LEAST_COLUMNS:
        raise _DoubtError
    xs = [
        ranges[0][0] - OUTER_PT,
        *((a[1] + b[0]) / 2 for a, b in pairwise(ranges)),
        ranges[-1][1] + OUTER_PT,
    ]
    ys = [
        bands[0][0] - OUTER_PT,
        *((a[1] + b[0]) / 2 for a, b in pairwise(bands)),
        bands[-1][1] + OUTER_PT,
    ]
    for spot in spots:
        spot.rows = _row_span(spot, bands)
        if spot.column < 0:
            spot.column = _column(spot.cell, ranges, xs)
    return walled_frame(xs, ys, *_walls(spots, len(ys) - 1, len(xs) - 1))


def _bands(rows: Sequence[Sequence[TaggedCell]]) -> list[tuple[float, float]]:
    """Return from where to where each row stands, by the cells that span no other."""
    bands: list[tuple[float, float]] = []
    for row in rows:
        boxes = [cell.box for cell in row if cell.rows == 1]
        if not boxes:
            boxes = _level([cell.box for cell in row if cell.rows is None])
        if not boxes:
            raise _DoubtError
        top, bottom = min(box[1] for box in boxes), max(box[3] for box in boxes)
        if bands and bands[-1][1] > top + MEET_PT:
            raise _DoubtError
        bands.append((top, bottom))
    return bands


def _level(boxes: Sequence[Box]) -> list[Box]:
    """Return the boxes that begin at one height, or have their middles at one."""
    if not boxes:
        return []
    top, middle = median(b[1] for b in boxes), median((b[1] + b[3]) / 2 for b in boxes)
    return [
        box
        for box in boxes
        if abs(box[1] - top) <= LEVEL_PT or abs((box[1] + box[3]) / 2 - middle) <= LEVEL_PT
    ]


def _row_span(spot: _Spot, bands: Sequence[tuple[float, float]]) -> int:
    """Return how many rows a cell spans; where the file does not say, by where its middle is."""
    left = len(bands) - spot.row
    if spot.cell.rows is not None:
        return min(spot.cell.rows, left)
    _, top, _, bottom = spot.cell.box
    band = bands[spot.row]
    if bottom <= band[1] + LEVEL_PT:
        return 1
    ends = bands[spot.row :]
    off = [abs((band[0] + end) / 2 - (top + bottom) / 2) for _, end in ends]
    span = min(range(left), key=lambda count: off[count])
    if off[span] > LEVEL_PT:
        raise _DoubtError
    return span + 1


def _columns(spots: Sequence[_Spot], n_rows: int) -> list[tuple[float, float]]:
    """Return from where to where the texts of each column stand; sets those of full rows."""
    single = [spot for spot in spots if spot.cell.columns == 1]
    runs: list[list[_Spot]] = []
    end = float("-inf")
    for spot in sorted(single, key=lambda spot: spot.cell.box[0]):
        if spot.cell.box[0] >= end - MEET_PT:
            runs.append([])
        runs[-1].append(spot)
        end = max(end, spot.cell.box[2])
    rows = [[spot for spot in spots if spot.row == number] for number in range(n_rows)]
    most = max(sum(spot.cell.columns for spot in row) for row in rows)
    if len(runs) < most:
        raise _DoubtError
    if len(runs) > most:
        runs = _joined(runs, rows, most)
    for column, run in enumerate(runs):
        for spot in run:
            spot.column = column
    return [_reach(run) for run in runs]


def _joined(
    runs: Sequence[list[_Spot]], rows: Sequence[Sequence[_Spot]], count: int
) -> list[list[_Spot]]:
    """Join the texts that do not stand over one another but are of one column.

    Those of full rows tell. Another is of one of the two columns it stands between.
    """
    columns: dict[int, int] = {}
    for row in rows:
        firsts = [0, *accumulate(spot.cell.columns for spot in row)]
        if firsts[-1] == count:
            columns |= {id(spot): first for spot, first in zip(row, firsts, strict=False)}
    joined: list[list[_Spot]] = [[] for _ in range(count)]
    loose: list[list[_Spot]] = []
    for run in runs:
        told = {columns[id(spot)] for spot in run if id(spot) in columns}
        if len(told) > 1:
            raise _DoubtError
        if told:
            joined[told.pop()] += run
        else:
            loose.append(run)
    if not all(joined):
        raise _DoubtError
    known = [_reach(run) for run in joined]
    left = _stands_left(joined)
    for run in loose:
        fitting = [
            column
            for column in _between(_reach(run), known)
            if not {spot.row for spot in run} & {spot.row for spot in joined[column]}
        ]
        if not fitting or (len(fitting) > 1 and not left):
            raise _DoubtError
        joined[fitting[-1]] += run
    return joined


def _reach(run: Sequence[_Spot]) -> tuple[float, float]:
    """Return from where to where texts stand."""
    return min(spot.cell.box[0] for spot in run), max(spot.cell.box[2] for spot in run)


def _between(run: tuple[float, float], known: Sequence[tuple[float, float]]) -> list[int]:
    """Return the columns a text between two may be of: as far to both sides must be free."""
    after = next((i for i, reach in enumerate(known) if reach[0] >= run[1] - MEET_PT), len(known))
    fitting = []
    if after > 0:
        left = known[after - 1][0] - (run[1] - known[after - 1][1])
        if after == 1 or left > known[after - 2][1]:
            fitting.append(after - 1)
    if after < len(known):
        right = known[after][1] + (known[after][0] - run[0])
        if after + 1 == len(known) or right < known[after + 1][0]:
            fitting.append(after)
    return fitting


def _stands_left(columns: Sequence[Sequence[_Spot]]) -> bool:
    """Tell whether all texts stand at the left of their columns, as heads in the middle show."""
    shifts = []
    for spots in columns:
        head, *texts = sorted(spots, key=lambda spot: spot.row)
        shifts += [spot.cell.box[0] - head.cell.box[0] for spot in texts]
    return all(shift <= MEET_PT for shift in shifts) and any(s < -LEVEL_PT for s in shifts)


def _column(cell: TaggedCell, ranges: Sequence[tuple[float, float]], xs: Sequence[float]) -> int:
    """Return the first of the columns that a cell over several spans: those it fits best."""
    starts = range(len(ranges) - cell.columns + 1)
    x0, _, x1, _ = cell.box
    fitting = [
        start
        for start in starts
        if xs[start] - OUTER_PT <= x0 and x1 <= xs[start + cell.columns] + OUTER_PT
    ]
    if not fitting and cell.columns >= len(ranges):
        return 0
    if not fitting:
        raise _DoubtError

    def off(start: int) -> float:
        left, right = ranges[start][0], ranges[start + cell.columns - 1][1]
        return min(abs(x0 - left), abs((x0 + x1) / 2 - (left + right) / 2), abs(x1 - right))

    return min(fitting, key=off)


def _walls(
    spots: Sequence[_Spot], n_rows: int, n_columns: int
) -> tuple[set[tuple[int, int]], set[tuple[int, int]]]:
    """Return the walls right of cells and those below, of all but what lies inside a cell."""
    right = {(edge, row) for edge in range(n_columns + 1) for row in range(n_rows)}
    below = {(edge, column) for edge in range(n_rows + 1) for column in range(n_columns)}
    taken: set[tuple[int, int]] = set()
    for spot in spots:
        rows = range(spot.row, spot.row + spot.rows)
        columns = range(spot.column, min(spot.column + spot.cell.columns, n_columns))
        places = {(row, column) for row in rows for column in columns}
        if taken & places:
            raise _DoubtError
        taken |= places
        right -= {(edge, row) for edge in columns[1:] for row in rows}
        below -= {(edge, column) for edge in rows[1:] for column in columns}
    return right, below

"""The frame of a table: where its rows and columns run and which cells are merged.

`ruled_frames` finds the frames of tables whose cells are ruled: rules that touch form one frame,
and where no rule parts two cells they are one. Missing outer borders are taken from the ends of
the rules that would meet them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.read.pdf.figures import Drawing, Rule
from pipeline.read.pdf.primitives import Box

TOUCH_PT = 3.0
"""How far two rules may stand apart and still meet."""
SAME_EDGE_PT = 3.0
"""Edges closer than this are one edge of the frame."""
MOST_EDGES = 3000
"""A drawing with more edges than this on a page is a picture, not a table."""
_PARTS = 0.55
"""The share of an edge that a rule must cover to part the cells on its two sides."""


@dataclass(frozen=True, slots=True)
class FrameCell:
    """A cell of a frame; rows and columns count from 0."""

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box


@dataclass(frozen=True, slots=True)
class Frame:
    """The edges of a table's columns and rows in points, and its cells in reading order."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[FrameCell, ...]
    ruled: bool = True

    @property
    def box(self) -> Box:
        """x0, top, x1, bottom in points."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    @property
    def n_rows(self) -> int:
        """How many rows the frame has."""
        return len(self.ys) - 1

    @property
    def n_columns(self) -> int:
        """How many columns the frame has."""
        return len(self.xs) - 1


def ruled_frames(drawing: Drawing) -> tuple[list[Frame], list[Rule]]:
    """Return the frames of ruled tables, and the rules across that belong to none.

    The outlines of single boxes are added to those of the drawing.
    """
    frames: list[Frame] = []
    free: list[Rule] = []
    if len(drawing.across) + len(drawing.down) > MOST_EDGES:
        return [], list(drawing.across)
    for across, down in _connected(drawing.across, drawing.down):
        if not down:
            free += across
            continue
        frame = _frame(across, down)
        if frame is not None:
            frames.append(frame)
        else:
            free += across
            if len(across) == len(down) == 2:
                (left, right), (top, bottom) = (sorted(r.at for r in rs) for rs in (down, across))
                drawing.boxes.append((left, top, right, bottom))
    return sorted(frames, key=lambda f: (f.ys[0], f.xs[0])), free


def walled_frame(
    xs: Sequence[float],
    ys: Sequence[float],
    right: set[tuple[int, int]],
    below: set[tuple[int, int]],
) -> Frame:
    """Return a frame whose cells are merged where neither a wall nor a floor parts them.

    `right` holds (edge of the columns, row) and `below` (edge of the rows, column).
    """
    return Frame(tuple(xs), tuple(ys), _cells(xs, ys, right, below), ruled=False)


def _connected(across: Sequence[Rule], down: Sequence[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Group rules that touch each other."""
    parent = list(range(len(across) + len(down)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for j, v in enumerate(down):
        for i, h in enumerate(across):
            if (
                v.start - TOUCH_PT <= h.at <= v.end + TOUCH_PT
                and h.start - TOUCH_PT <= v.at <= h.end + TOUCH_PT
            ):
                parent[root(i)] = root(len(across) + j)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for i, rule in enumerate(across):
        groups.setdefault(root(i), ([], []))[0].append(rule)
    for j, rule in enumerate(down):
        groups.setdefault(root(len(across) + j), ([], []))[1].append(rule)
    return list(groups.values())


def _frame(across: Sequence[Rule], down: Sequence[Rule]) -> Frame | None:
    """Build the frame of rules that touch; None where they enclose fewer than two columns."""
    xs = _edges(
        [rule.at for rule in down], [rule.start for rule in across], [r.end for r in across]
    )
    across = [rule for rule in across if _anchored(rule, xs)]
    ys = _edges([rule.at for rule in across], [rule.start for rule in down], [r.end for r in down])
    if len(xs) < 3 or len(ys) < 2:
        return None
    right = _walls(down, xs, ys)
    below = _walls(across, ys, xs)
    cells = _cells(xs, ys, right, below)
    if len(cells) < 2:
        return None
    return Frame(tuple(xs), tuple(ys), cells)


def _edges(at: Sequence[float], starts: Sequence[float], ends: Sequence[float]) -> list[float]:
    """Return the distinct edges, with the outer ones that no rule draws."""
    edges: list[float] = []
    for value in sorted(at):
        if not edges or value - edges[-1] > SAME_EDGE_PT:
            edges.append(value)
    if starts and (not edges or min(starts) < edges[0] - 2 * SAME_EDGE_PT):
        edges.insert(0, min(starts))
    if ends and max(ends) > edges[-1] + 2 * SAME_EDGE_PT:
        edges.append(max(ends))
    return edges


def _anchored(rule: Rule, xs: Sequence[float]) -> bool:
    """Tell whether a rule ends at edges on both sides: an arrow inside a row does not."""
    near = TOUCH_PT + SAME_EDGE_PT
    return any(abs(rule.start - x) <= near for x in xs) and any(
        abs(rule.end - x) <= near for x in xs
    )


def _walls(
    rules: Sequence[Rule], edges: Sequence[float], along: Sequence[float]
) -> set[tuple[int, int]]:
    """Return (edge, step) for each piece of an inner edge that a rule covers."""
    covered: dict[tuple[int, int], float] = {}
    for rule in rules:
        edge = _nearest(edges, rule.at)
        first = max(bisect_right(along, rule.start) - 1, 0)
        for step in range(first, len(along) - 1):
            if along[step] >= rule.end:
                break
            piece = min(rule.end, along[step + 1]) - max(rule.start, along[step])
            covered[edge, step] = covered.get((edge, step), 0.0) + max(piece, 0.0)
    return {
        (edge, step)
        for (edge, step), length in covered.items()
        if length >= _PARTS * (along[step + 1] - along[step])
    }


def _nearest(edges: Sequence[float], at: float) -> int:
    """Return which edge is the nearest to a place."""
    after = bisect_left(edges, at)
    if not after or (after < len(edges) and edges[after] - at < at - edges[after - 1]):
        return after
    return after - 1


def _cells(
    xs: Sequence[float],
    ys: Sequence[float],
    right: set[tuple[int, int]],
    below: set[tuple[int, int]],
) -> tuple[FrameCell, ...]:
    """Grow each cell to the right, then down, as long as no rule parts it from the next."""
    n_rows, n_columns = len(ys) - 1, len(xs) - 1
    taken: set[tuple[int, int]] = set()
    cells: list[FrameCell] = []
    for row in range(n_rows):
        for column in range(n_columns):
            if (row, column) in taken:
                continue
            last = column
            while (
                last + 1 < n_columns
                and (last + 1, row) not in right
                and (row, last + 1) not in taken
            ):
                last += 1
            bottom = row
            while bottom + 1 < n_rows and _open_below(bottom, column, last, right, below):
                bottom += 1
            for r in range(row, bottom + 1):
                taken.update((r, c) for c in range(column, last + 1))
            box = xs[column], ys[row], xs[last + 1], ys[bottom + 1]
            cells.append(FrameCell(row, column, bottom - row + 1, last - column + 1, box))
    return tuple(cells)


def _open_below(
    row: int, first: int, last: int, right: set[tuple[int, int]], below: set[tuple[int, int]]
) -> bool:
    """Tell whether the cells under a cell go on with it: nothing drawn under or inside them."""
    if any((row + 1, column) in below for column in range(first, last + 1)):
        return False
    return not any((column, row + 1) in right for column in range(first + 1, last + 1))

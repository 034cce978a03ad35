"""Thick borders: painted rectangles too thick for lines, told from bars and stripes.

A bar in a row runs over the walls of its cells or stands clear of them; the walls of a table end
at a border, and begin again behind it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.read.pdf.figures import SAME_LINE_PT, Drawing, Fill, Rule, Shape
from pipeline.read.pdf.primitives import Box, Colour

THICKEST_PT = 6.5
"""A border is at most this thick: six points are the most that a word processor offers."""
_LONG = 2.0
"""A border is at least this many times as long as it is thick."""

MOST = 600
"""A drawing with more rectangles of that form on a page is a picture."""


def take_borders(drawing: Drawing) -> None:
    """Take painted rectangles that are thick borders for rules, and their corners for no marks.

    Thin lines along the sides of a thick one are one border with it.
    """
    thick = [f for f in (*drawing.fills, *drawing.bars) if _is_thick(f.box)]
    if len(thick) > MOST:
        return
    grounds: dict[Colour, list[Box]] = {}
    for fill in drawing.fills if thick else ():
        if not _is_thick(fill.box):
            grounds.setdefault(fill.colour, []).append(fill.box)
    boxes = [f.box for f in thick if f not in drawing.outlined and not _is_ground(f, grounds)]
    if not boxes:
        return
    level = [(r.start, r.at, r.end, r.at) for r in drawing.across]
    upright = [(r.at, r.start, r.at, r.end) for r in drawing.down]
    across, down = _borders(boxes, level, upright)
    for rules, found in (
        (drawing.across, [(top, bottom, x0, x1) for x0, top, x1, bottom in across]),
        (drawing.down, [(x0, x1, top, bottom) for x0, top, x1, bottom in down]),
    ):
        for first, last, start, end in found:
            middle = (first + last) / 2
            for rule in rules:
                if _is_side(rule, first, last, start, end):
                    rule.at = middle
            rules.append(Rule(middle, start, end))
    taken = {*across, *down}
    drawing.fills = [fill for fill in drawing.fills if fill.box not in taken]
    drawing.bars = [fill for fill in drawing.bars if fill.box not in taken]
    drawing.shapes = [s for s in drawing.shapes if not _is_corner(s, taken)]


def _is_corner(shape: Shape, borders: set[Box]) -> bool:
    """Tell whether a small square is painted where a border ends."""
    width, height = shape.box[2] - shape.box[0], shape.box[3] - shape.box[1]
    small = shape.inside is not None and not shape.curved and max(width, height) <= THICKEST_PT
    return small and any(_meet(shape.box, box) for box in borders)


def _is_side(rule: Rule, first: float, last: float, start: float, end: float) -> bool:
    """Tell whether a rule runs along a side of a border between two heights."""
    along = min(rule.end, end) - max(rule.start, start)
    return first - SAME_LINE_PT <= rule.at <= last + SAME_LINE_PT and along > 0


def _is_ground(fill: Fill, grounds: Mapping[Colour, Sequence[Box]]) -> bool:
    """Tell whether a rectangle is a piece of a ground: one in its colour lies along its side."""
    box = fill.box
    top, lower = box[1], box[3] + SAME_LINE_PT
    alike = grounds.get(fill.colour, ())
    level = [one for one in alike if one[1] <= lower and top <= one[3] + SAME_LINE_PT]
    return any(_meet(box, ground) and _shares(box, ground) for ground in level)


def _is_thick(box: Box) -> bool:
    """Tell whether a painted rectangle has the form of a thick line."""
    short, long = sorted((box[2] - box[0], box[3] - box[1]))
    return short <= THICKEST_PT and long >= _LONG * short


def _borders(
    thick: Sequence[Box], across: Sequence[Box], down: Sequence[Box]
) -> tuple[list[Box], list[Box]]:
    """Return which rectangles are borders that run across, and which go down.

    Args:
        thick: painted rectangles that are long and not thin.
        across: the thin lines across as they are painted, piece by piece.
        down: the thin lines that go down, piece by piece.
    """
    level = [box for box in thick if box[2] - box[0] > box[3] - box[1]]
    upright = [box for box in thick if box[2] - box[0] <= box[3] - box[1]]
    floors = [*across, *level]
    apart = [
        box
        for box in upright
        if not any(_meet(box, wall, THICKEST_PT) for wall in down if _shares(box, wall))
    ]
    walls = [box for box in apart if all(_ends(box, floors))]
    # A table may be open at its head or foot; the bar of a chart goes on behind no axis.
    walls += [
        box
        for box in apart
        if any(_ends(box, floors)) and box not in walls
        and any(_goes_on(box, wall) for wall in walls)
    ]  # fmt: skip
    ends = [*down, *walls]
    return [box for box in level if _ends_walls(box, ends)], walls


def _ends(box: Box, floors: Sequence[Box]) -> tuple[bool, bool]:
    """Tell whether the upper and the lower end of a rectangle stand at lines across."""
    x0, top, x1, bottom = _wider(box)
    upper, lower = (x0, top, x1, top), (x0, bottom, x1, bottom)
    return any(_meet(upper, f) for f in floors), any(_meet(lower, f) for f in floors)


def _goes_on(box: Box, wall: Box) -> bool:
    """Tell whether a rectangle goes on from a wall, over or under it."""
    level = abs(box[0] + box[2] - wall[0] - wall[2]) <= 2 * SAME_LINE_PT
    return level and _meet(box, wall, THICKEST_PT)


def _ends_walls(box: Box, walls: Sequence[Box]) -> bool:
    """Tell whether walls end at a rectangle, and none goes into it."""
    met = [wall for wall in walls if _meet(_wider(box), wall)]
    return bool(met) and not any(
        wall[1] < box[3] - SAME_LINE_PT and wall[3] > box[1] + SAME_LINE_PT for wall in met
    )


def _wider(box: Box) -> Box:
    """Return a rectangle with its corners: they may be painted by themselves, between two."""
    return box[0] - THICKEST_PT, box[1], box[2] + THICKEST_PT, box[3]


def _shares(box: Box, other: Box) -> bool:
    """Tell whether another rectangle or line runs along most of the longer side of one."""
    axis = 0 if box[2] - box[0] > box[3] - box[1] else 1
    along = min(box[axis + 2], other[axis + 2]) - max(box[axis], other[axis])
    return along > (box[axis + 2] - box[axis]) / 2


def _meet(a: Box, b: Box, near: float = SAME_LINE_PT) -> bool:
    return (
        a[0] <= b[2] + near and b[0] <= a[2] + near and a[1] <= b[3] + near and b[1] <= a[3] + near
    )

"""What a drawing in a cell is: a tick, a cross, a dot, a square, a dash; or not understood.

Only the form counts, never the colour. A drawing that is plain by its points is told by them; any
other is looked at as it is printed, once for all that are drawn alike. A form is given the
character it stands for where that says more than "a mark": a dash and an empty box are not ticks,
and what is not understood is "?".
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence

from pipeline.model import Mark, MarkKind
from pipeline.read.marks import mark_of
from pipeline.read.pdf.figures import Shape
from pipeline.read.pdf.primitives import UNKNOWN, Box, Colour, Look, Point, box_around, unseen

SAYING = frozenset("—☐○╱?")
"""The forms that say more than "a mark"."""
_FLAT = 0.25
"""A drawing this much wider than high is a dash."""
_ROUND = 0.8
"""A dot is at least this much as high as wide."""
_DASH_PT = 30.0
_PALE = 3 * 200
"""A colour whose parts add up to more may be that of the paper."""
_WHITE = 3 * 235
_CHECKS = {"✓": "☑", "✗": "☒", "●": "☑", "■": "☑"}
"""What a box is that a form stands in."""
_ENDS = 2
_STEPS_PT = 5
"""Drawings are drawn alike where their points differ by less than one in so many of a point."""


def plainly(mark: Mark) -> Mark:
    """Return a mark without the name of its form, where that says no more than "a mark"."""
    return mark if mark.char in SAYING else mark_of(mark.kind, None)


def drawn_form(
    shapes: Sequence[Shape], look: Look = unseen, ground: Colour | None = None
) -> Mark | None:
    """Return the mark that drawings make together, with the character its form stands for.

    Args:
        shapes: the drawings.
        look: says what a place looks like.
        ground: the colour of the cell.
    """
    if not shapes:
        return None
    parts = _without_doubles(shapes)
    char = _plain(parts)
    if char is None:
        box = _union([shape.box for shape in parts])
        seen = look(box, (ground, *(_likeness(shape, box) for shape in parts)))
        if seen is None:
            return None
        char = seen.char
    filled = any(shape.inside is not None for shape in parts)
    outlined = any(shape.inside is None for shape in parts) or char in {*SAYING, UNKNOWN}
    kind: MarkKind = "stroke" if outlined or not filled else "fill"
    return mark_of(kind, "?" if char == UNKNOWN else char)


def _without_doubles(shapes: Sequence[Shape]) -> list[Shape]:
    """Leave out drawings that are painted again over themselves."""
    kept: dict[Hashable, Shape] = {}
    for shape in shapes:
        kept.setdefault(_likeness(shape, (0, 0, 0, 0)), shape)
    return list(kept.values())


def _likeness(shape: Shape, box: Box) -> Hashable:
    """Return what drawings that are drawn alike have in common, seen from their corner."""
    lines = tuple(
        (round((x - box[0]) * _STEPS_PT), round((y - box[1]) * _STEPS_PT))
        for line in shape.lines
        for x, y in line
    )
    return lines, shape.inside, shape.stroked, shape.colour


def _plain(shapes: Sequence[Shape]) -> str | None:
    """Return the character of a form that its points tell for sure, or None."""
    box = _union([shape.box for shape in shapes])
    width, height = box[2] - box[0], box[3] - box[1]
    if height <= _FLAT * width and width <= _DASH_PT and not any(s.curved for s in shapes):
        return "—"
    if len(shapes) > 1 and _is_frame(shapes[0]):
        rest = _plain(shapes[1:])
        return _CHECKS.get(rest or "")
    if all(shape.inside is None for shape in shapes):
        strokes = [line for shape in shapes for line in shape.lines]
        if any(shape.curved for shape in shapes):
            return "○" if len(strokes) == 1 and _is_round(strokes[0]) else None
        return _of_strokes(strokes)
    if len(shapes) == 1 and len(shapes[0].lines) == 1:
        return _solid(shapes[0])
    return None


def _is_frame(shape: Shape) -> bool:
    """Tell whether a shape is one box or ring, empty as far as it goes."""
    hollow = shape.inside is None or (shape.stroked and sum(shape.inside) > _WHITE)
    if not hollow or len(shape.lines) != 1:
        return False
    return _is_round(shape.lines[0]) if shape.curved else _is_square(shape.lines[0])


def _of_strokes(lines: Sequence[Sequence[Point]]) -> str | None:
    if len(lines) == 1:
        if len(lines[0]) == _ENDS:
            return "╱" if _is_slanted(*lines[0]) else None
        return "☐" if _is_square(lines[0]) else "✓" if _is_tick(lines[0]) else None
    straight = [(line[0], line[-1]) for line in lines if len(line) == 2]
    return "✗" if len(straight) == len(lines) == 2 and _cross(*straight) else None


def _solid(shape: Shape) -> str | None:
    """Return what one filled outline is: a dot or a square."""
    inside = shape.inside
    if inside is None or sum(inside) > _PALE or (shape.stroked and shape.colour != inside):
        return None
    if shape.curved:
        return "●" if _is_round(shape.lines[0]) else None
    return "■" if _is_square(shape.lines[0]) else None


def _is_tick(points: Sequence[Point]) -> bool:
    """Tell whether a stroke goes down, then up further to the right."""
    if len(points) != 3:
        return False
    left, low, right = sorted(points)
    if points[1] != low or low[0] - left[0] > right[0] - low[0]:
        return False
    return low[1] - right[1] > low[1] - left[1] > 0


def _is_square(line: Sequence[Point]) -> bool:
    """Tell whether a line runs along the edges of a square, all the way round."""
    if len(line) < 4 or math.dist(line[0], line[-1]) >= 1:
        return False
    box = box_around(line)
    width, height = box[2] - box[0], box[3] - box[1]
    if min(width, height) < _ROUND * max(width, height):
        return False
    corners = {(x < (box[0] + box[2]) / 2, y < (box[1] + box[3]) / 2) for x, y in line}
    on = all(
        min(abs(x - box[0]), abs(x - box[2])) < 0.1 * width
        and min(abs(y - box[1]), abs(y - box[3])) < 0.1 * height
        for x, y in line
    )
    return on and len(corners) == 4


def _is_round(points: Sequence[Point]) -> bool:
    """Tell whether the points of curves stand around a middle as those of a circle do."""
    box = box_around(points)
    width, height = box[2] - box[0], box[3] - box[1]
    if min(width, height) < _ROUND * max(width, height) or math.dist(points[0], points[-1]) >= 1:
        return False
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    away = [math.hypot((px - x) / width * 2, (py - y) / height * 2) for px, py in points]
    quarters = {(px > x, py > y) for px, py in points}
    return len(quarters) == 4 and all(0.9 < one < 1.25 for one in away)


def _cross(a: tuple[Point, Point], b: tuple[Point, Point]) -> bool:
    """Tell whether two slanted strokes cross."""

    def side(p: Point, q: Point, r: Point) -> float:
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])

    slanted = _is_slanted(*a) and _is_slanted(*b)
    over = side(*a, b[0]) * side(*a, b[1]) < 0 and side(*b, a[0]) * side(*b, a[1]) < 0
    return slanted and over


def _is_slanted(a: Point, b: Point) -> bool:
    return min(abs(a[0] - b[0]), abs(a[1] - b[1])) > 1


def _union(boxes: Sequence[Box]) -> Box:
    return (
        min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes),
        max(b[3] for b in boxes),
    )  # fmt: skip

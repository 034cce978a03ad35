"""What a drawing in a cell is: a tick, a cross, a dot, a square, a bar, a dash; or not understood.

Only the form counts, never the colour. A form is given the character it stands for where that
says more than "a mark": a dash and an empty box are not ticks, and what is not understood is "?".
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from pipeline.model import Mark
from pipeline.read.pdf.drawing import Shape
from pipeline.read.pdf.primitives import Box, Point

_FLAT = 0.25
"""A drawing this much wider than high is a dash."""
_ROUND = 0.8
"""A dot is at least this much as high as wide."""


def drawn_mark(shapes: Sequence[Shape]) -> Mark | None:
    """Return the mark that the drawings in one cell make together, or None for no drawing."""
    if not shapes:
        return None
    solid = [shape for shape in shapes if shape.filled and not _outline(shape)]
    kind = "fill" if solid and not any(s.stroked and not s.filled for s in shapes) else "stroke"
    boxes = [shape for shape in shapes if _empty_box(shape)]
    inside = [shape for shape in shapes if shape not in boxes]
    if boxes and not inside:
        return Mark(kind="stroke", char="☐" if not boxes[0].curved else "○")
    return Mark(kind=kind, char=_char(inside or list(shapes)))


def _char(shapes: Sequence[Shape]) -> str | None:
    """Return the character a form stands for; None for the forms that plainly mark."""
    box = _union([shape.box for shape in shapes])
    width, height = box[2] - box[0], box[3] - box[1]
    lines = [line for shape in shapes for line in shape.lines]
    if height <= _FLAT * width and width <= 30 and not any(shape.curved for shape in shapes):
        return "—"
    if any(shape.filled for shape in shapes):
        return None
    if any(shape.curved for shape in shapes):
        return None
    if _is_cross(lines) or _is_tick(lines):
        return None
    return "?"


def _is_cross(lines: Sequence[Sequence[Point]]) -> bool:
    """Tell whether straight strokes cross each other."""
    strokes = [(line[0], line[-1]) for line in lines if len(line) == 2]
    return len(strokes) >= 2 and any(
        _cross(a, b) for i, a in enumerate(strokes) for b in strokes[i + 1 :]
    )


def _is_tick(lines: Sequence[Sequence[Point]]) -> bool:
    """Tell whether strokes go down, then up further to the right."""
    points = [point for line in lines for point in line]
    if len(points) < 3:
        return False
    lowest = max(points, key=lambda p: p[1])
    left = [p for p in points if p[0] < lowest[0]]
    right = [p for p in points if p[0] > lowest[0]]
    return bool(left and right) and lowest[1] - min(p[1] for p in right) > 1


def _cross(a: tuple[Point, Point], b: tuple[Point, Point]) -> bool:
    def side(p: Point, q: Point, r: Point) -> float:
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])

    return side(*a, b[0]) * side(*a, b[1]) < 0 and side(*b, a[0]) * side(*b, a[1]) < 0


def _outline(shape: Shape) -> bool:
    return shape.stroked and not shape.filled


def _empty_box(shape: Shape) -> bool:
    """Tell whether a shape is a box or a ring with nothing painted inside it."""
    if shape.filled and sum(shape.colour) < 3 * 235:
        return False
    width, height = shape.box[2] - shape.box[0], shape.box[3] - shape.box[1]
    closed = any(len(line) >= 4 and math.dist(line[0], line[-1]) < 1 for line in shape.lines)
    return closed and min(width, height) >= _ROUND * max(width, height)


def _union(boxes: Sequence[Box]) -> Box:
    return (
        min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes),
        max(b[3] for b in boxes),
    )  # fmt: skip

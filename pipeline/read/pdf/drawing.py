"""Painted paths → rules, fills and shapes.

A rule is a straight line, however it was painted: a stroke, a thin rectangle, an edge of a stroked
rectangle, a chain of dots or dashes. A fill is a painted rectangle. Everything else that is small
is a shape, and may be a mark. Colour never decides what is a rule: white rules are rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from pipeline.read.pdf.borders import take_borders
from pipeline.read.pdf.figures import SAME_LINE_PT, Drawing, Fill, Rule, Shape
from pipeline.read.pdf.primitives import WHITE, Box, Path, Point, Subpath

SIDE_POINTS = (4, 5)
"""The corners of one side of a border, the first one twice where it is closed."""
THIN_PT = 2.6
"""A rectangle at most this thick is a line."""
STRAIGHT_PT = 0.6
GAP_PT = 3.0
"""A gap up to this long does not interrupt a rule; dots of a dotted line are closer."""
LEAST_RULE_PT = 9.0
SHAPE_PT = 16.0
"""A rectangle larger than this is no mark."""
LARGEST_PT = 26.0
"""Anything larger than this is no mark."""
LEAST_FILL_PT = 4.0
_SQUARE = 0.35
"""The sides of a rectangle that may be a mark differ by at most this share of the longer one."""


def read_drawing(paths: Iterable[Path], page: Box) -> Drawing:
    """Sort what is painted on a page into rules, fills and shapes."""
    drawing = Drawing()
    dots: list[Shape] = []
    for path in paths:
        _read_path(path, drawing, dots)
    take_borders(drawing)
    drawing.across, short = _merged([*drawing.across, *_across(dots)])
    drawing.down, tall = _merged([*drawing.down, *_down(dots)])
    for shape in dots:
        if not _on_rule(shape.box, drawing):
            drawing.shapes.append(shape)
    drawing.shapes += [_dash(rule, True) for rule in short] + [_dash(rule, False) for rule in tall]
    covers = [fill for fill in drawing.fills if _covers(fill.box, page)]
    drawing.tinted = any(fill.colour != WHITE for fill in covers)
    drawing.fills = [fill for fill in drawing.fills if fill not in covers]
    drawing.shapes = _without_tiles(drawing.shapes, drawing.fills)
    return drawing


def _read_path(path: Path, drawing: Drawing, dots: list[Shape]) -> None:
    rest: list[Subpath] = []
    for part in path.subpaths:
        box = _span(*part.points) if len(part.points) == 2 else _box(part.points)
        width, height = box[2] - box[0], box[3] - box[1]
        thin = min(width, height) <= THIN_PT
        # The sides of a border meet aslant where each is painted by itself.
        side = thin and path.fill is not None and len(part.points) in SIDE_POINTS
        if part.curved or not (side or _axis_parallel(part.points)):
            rest.append(part)
        elif thin:
            _read_thin(path, part, box, drawing, dots)
        elif len(part.points) > 5 or (path.fill is None and not _is_rectangle(part)):
            _read_edges(part, drawing)
        else:
            _read_rectangle(path, part, box, drawing)
    if rest:
        _read_shape(path, rest, drawing)


def _read_thin(path: Path, part: Subpath, box: Box, drawing: Drawing, dots: list[Shape]) -> None:
    width, height = box[2] - box[0], box[3] - box[1]
    if max(width, height) <= THIN_PT:
        dots.append(_shape(path, [part]))
    elif width >= height:
        drawing.across.append(Rule((box[1] + box[3]) / 2, box[0], box[2]))
    else:
        drawing.down.append(Rule((box[0] + box[2]) / 2, box[1], box[3]))


def _read_edges(part: Subpath, drawing: Drawing) -> None:
    """Take each straight piece of a path that paints more than one line."""
    points = [*part.points, part.points[0]] if part.closed else part.points
    for (ax, ay), (bx, by) in pairwise(points):
        if abs(ay - by) <= STRAIGHT_PT < abs(ax - bx):
            drawing.across.append(Rule((ay + by) / 2, min(ax, bx), max(ax, bx)))
        elif abs(ax - bx) <= STRAIGHT_PT < abs(ay - by):
            drawing.down.append(Rule((ax + bx) / 2, min(ay, by), max(ay, by)))


def _read_rectangle(path: Path, part: Subpath, box: Box, drawing: Drawing) -> None:
    x0, top, x1, bottom = box
    small = max(x1 - x0, bottom - top) <= SHAPE_PT
    if small and abs((x1 - x0) - (bottom - top)) <= _SQUARE * max(x1 - x0, bottom - top):
        drawing.shapes.append(_shape(path, [part]))
    if path.fill is not None and min(x1 - x0, bottom - top) >= LEAST_FILL_PT:
        drawing.fills.append(Fill(box, path.fill))
    elif path.fill is not None:
        drawing.bars.append(Fill(box, path.fill))
    if path.stroke is not None and path.fill is not None and bottom - top <= SHAPE_PT:
        drawing.outlined.append(Fill(box, path.fill))
    if path.stroke is not None and not (small and path.fill is None and _square(box)):
        drawing.across += [Rule(top, x0, x1), Rule(bottom, x0, x1)]
        drawing.down += [Rule(x0, top, bottom), Rule(x1, top, bottom)]


def _square(box: Box) -> bool:
    width, height = box[2] - box[0], box[3] - box[1]
    return abs(width - height) <= 0.2 * max(width, height)


def _read_shape(path: Path, parts: Sequence[Subpath], drawing: Drawing) -> None:
    """Take the small drawings of a path, those that touch together; large ones are decoration."""
    groups: list[tuple[Box, list[Subpath]]] = []
    for part in parts:
        box, members = _box(part.points), [part]
        for other in [g for g in groups if _touch(g[0], box)]:
            groups.remove(other)
            box, members = _union(box, other[0]), [*other[1], *members]
        groups.append((box, members))
    for box, members in groups:
        width, height = box[2] - box[0], box[3] - box[1]
        # What is a bar with square corners is one with round ones.
        bar = path.fill is not None and len(members) == 1 and members[0].fills(box)
        bar = bar and THIN_PT < height <= width - _SQUARE * width
        if max(width, height) <= LARGEST_PT and not bar:
            drawing.shapes.append(_shape(path, members))
        elif height <= SHAPE_PT and path.fill is not None:
            drawing.bars.append(Fill(box, path.fill))
        elif all(part.fills(box) for part in members):
            if path.fill is not None:
                drawing.fills.append(Fill(box, path.fill))
            else:
                drawing.boxes.append(box)


def _shape(path: Path, parts: Sequence[Subpath]) -> Shape:
    lines = [[*p.points, p.points[0]] if p.closed else list(p.points) for p in parts]
    box = _box([point for line in lines for point in line])
    colour = path.stroke or path.fill or (0, 0, 0)
    curved = any(part.curved for part in parts)
    return Shape(box, lines, path.fill, path.stroke is not None, curved, colour)


def _dash(rule: Rule, across: bool) -> Shape:
    a = (rule.start, rule.at) if across else (rule.at, rule.start)
    b = (rule.end, rule.at) if across else (rule.at, rule.end)
    return Shape(_box([a, b]), [[a, b]], None, True, False, (0, 0, 0))


def _across(dots: Sequence[Shape]) -> list[Rule]:
    return [Rule((d.box[1] + d.box[3]) / 2, d.box[0], d.box[2]) for d in dots]


def _down(dots: Sequence[Shape]) -> list[Rule]:
    return [Rule((d.box[0] + d.box[2]) / 2, d.box[1], d.box[3]) for d in dots]


def _merged(rules: Sequence[Rule]) -> tuple[list[Rule], list[Rule]]:
    """Join pieces that lie on one line; return the rules, and pieces too short to be one."""
    long: list[Rule] = []
    short: list[Rule] = []
    for group in _collinear(rules):
        joined: list[Rule] = []
        for rule in sorted(group, key=lambda r: (r.start, r.end)):
            if joined and rule.start - joined[-1].end <= GAP_PT:
                joined[-1].end = max(joined[-1].end, rule.end)
            else:
                joined.append(Rule(rule.at, rule.start, rule.end))
        for rule in joined:
            (long if rule.end - rule.start >= LEAST_RULE_PT else short).append(rule)
    return long, [rule for rule in short if rule.end - rule.start > THIN_PT]


def _collinear(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Group rules of nearly the same height, and give each group one height."""
    groups: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda r: (r.at, r.start)):
        if groups and rule.at - groups[-1][0].at <= SAME_LINE_PT:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    level: list[list[Rule]] = []
    for group in groups:
        longest = max(group, key=lambda r: (r.end - r.start, -r.at))
        level.append([Rule(longest.at, rule.start, rule.end) for rule in group])
    return level


def _without_tiles(shapes: Sequence[Shape], fills: Sequence[Fill]) -> list[Shape]:
    """Leave out painted squares that lie edge to edge with other fills: they are the ground."""
    sides: dict[tuple[str, int], list[Box]] = {}
    for fill in fills:
        for side, at in zip("ltrb", fill.box, strict=True):
            sides.setdefault((side, round(at)), []).append(fill.box)

    def tiled(box: Box) -> bool:
        for side, at, axis in (
            ("r", box[0], 1),
            ("b", box[1], 0),
            ("l", box[2], 1),
            ("t", box[3], 0),
        ):
            for step in (-1, 0, 1):
                for other in sides.get((side, round(at) + step), ()):
                    if min(other[axis + 2], box[axis + 2]) - max(other[axis], box[axis]) > 1:
                        return True
        return False

    return [s for s in shapes if not (s.inside and not s.curved and tiled(s.box))]


def _on_rule(box: Box, drawing: Drawing) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return any(
        abs(rule.at - y) <= SAME_LINE_PT and rule.start - 1 <= x <= rule.end + 1
        for rule in drawing.across
    ) or any(
        abs(rule.at - x) <= SAME_LINE_PT and rule.start - 1 <= y <= rule.end + 1
        for rule in drawing.down
    )


def _covers(box: Box, page: Box) -> bool:
    return (box[2] - box[0]) >= 0.95 * page[2] and (box[3] - box[1]) >= 0.6 * page[3]


def _axis_parallel(points: Sequence[Point]) -> bool:
    ax, ay = points[0]
    for bx, by in points:
        if abs(ax - bx) > STRAIGHT_PT and abs(ay - by) > STRAIGHT_PT:
            return False
        ax, ay = bx, by
    return True


def _is_rectangle(part: Subpath) -> bool:
    return len(part.points) == 5 or (len(part.points) == 4 and part.closed)


def _box(points: Sequence[Point]) -> Box:
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _span(a: Point, b: Point) -> Box:
    (ax, ay), (bx, by) = a, b
    x0, x1 = (ax, bx) if ax <= bx else (bx, ax)
    top, bottom = (ay, by) if ay <= by else (by, ay)
    return x0, top, x1, bottom


def _touch(a: Box, b: Box) -> bool:
    return a[0] <= b[2] + 1 and b[0] <= a[2] + 1 and a[1] <= b[3] + 1 and b[1] <= a[3] + 1


def _union(a: Box, b: Box) -> Box:
    return min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3])

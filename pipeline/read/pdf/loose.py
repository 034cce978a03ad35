"""Lines that stand loose between the rules of a table: arrows, bars and small boxes.

They look like rules and part no cells: a line with a head at its end, a line or a filled
rectangle that crosses rules and ends at none, and four short lines that close a small square.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from pipeline.read.pdf.figures import Drawing, Fill, Rule, Shape
from pipeline.read.pdf.primitives import Colour

LOOSE_PT = 3.0
"""A line that ends this far from all others is loose."""
_SAME_PT = 1.6
_BOX_PT = 20.0
"""The sides of a box that is a mark are no longer."""
_BLACK: Colour = (0, 0, 0)


def take_loose(drawing: Drawing) -> None:
    """Turn what stands loose among the rules of a drawing into bars and shapes."""
    _take_boxes(drawing)
    if drawing.outlined:
        _take_outlined(drawing)
    _take_arrows(drawing)
    _take_lines(drawing)


def _take_boxes(drawing: Drawing) -> None:
    """Turn four short lines that close a square into the shape of a box."""
    across = sorted((r for r in drawing.across if _is_short(r)), key=lambda r: (r.start, r.at))
    down = [r for r in drawing.down if _is_short(r)]
    if len(across) < 2 or len(down) < 2:
        return
    taken: set[int] = set()
    for index, top in enumerate(across):
        for bottom in across[index + 1 :]:
            if bottom.start - top.start > _SAME_PT:
                break
            sides = _sides(top, bottom, down)
            if sides is not None:
                taken |= {id(rule) for rule in (top, bottom, *sides)}
                drawing.shapes.insert(0, _box_of(top, bottom))
    drawing.across = [r for r in drawing.across if id(r) not in taken]
    drawing.down = [r for r in drawing.down if id(r) not in taken]


def _is_short(rule: Rule) -> bool:
    return rule.end - rule.start <= _BOX_PT


def _sides(top: Rule, bottom: Rule, down: Sequence[Rule]) -> tuple[Rule, Rule] | None:
    """Return the two lines that close a square between an upper and a lower one, or None."""
    upper, lower = min(top.at, bottom.at), max(top.at, bottom.at)
    width, height = top.end - top.start, lower - upper
    if abs(top.end - bottom.end) > _SAME_PT or abs(width - height) > 0.35 * max(width, height):
        return None
    left, right = (
        next(
            (
                r for r in down
                if abs(r.at - x) <= _SAME_PT and abs(r.start - upper) <= _SAME_PT
                and abs(r.end - lower) <= _SAME_PT
            ),
            None,
        )
        for x in (top.start, top.end)
    )  # fmt: skip
    return (left, right) if left is not None and right is not None else None


def _box_of(top: Rule, bottom: Rule) -> Shape:
    x0, x1 = top.start, top.end
    upper, lower = min(top.at, bottom.at), max(top.at, bottom.at)
    corners = [(x0, upper), (x1, upper), (x1, lower), (x0, lower), (x0, upper)]
    return Shape((x0, upper, x1, lower), [corners], None, True, False, _BLACK)


def _take_outlined(drawing: Drawing) -> None:
    """Turn a filled rectangle with an outline into a bar where no rule meets its edges."""
    across = {(round(r.at), round(r.start), round(r.end)): r for r in drawing.across}
    down = {(round(r.at), round(r.start), round(r.end)): r for r in drawing.down}
    gone: set[int] = set()
    for fill in drawing.outlined:
        x0, top, x1, bottom = fill.box
        edges = [_at(across, y, x0, x1) for y in (top, bottom)]
        edges += [_at(down, x, top, bottom) for x in (x0, x1)]
        upper = edges[0]
        if upper is None or None in edges or not _is_inside(upper, drawing.across):
            continue
        gone |= {id(edge) for edge in edges}
        drawing.fills = [f for f in drawing.fills if f != fill]
        drawing.bars.append(fill)
    drawing.across = [r for r in drawing.across if id(r) not in gone]
    drawing.down = [r for r in drawing.down if id(r) not in gone]


def _at(
    rules: dict[tuple[int, int, int], Rule], at: float, start: float, end: float
) -> Rule | None:
    """Return the rule that runs just there, and no further."""
    steps = (0, -1, 1)
    return next(
        (
            rule
            for a in steps
            for b in steps
            for c in steps
            if (rule := rules.get((round(at) + a, round(start) + b, round(end) + c))) is not None
        ),
        None,
    )


def _take_arrows(drawing: Drawing) -> None:
    """Turn a line with a head at its end into a bar: it spans cells and parts none."""
    kept: list[Rule] = []
    for rule in drawing.across:
        heads = [s for s in drawing.shapes if _at_end(s, rule)]
        if not heads:
            kept.append(rule)
            continue
        drawing.shapes = [s for s in drawing.shapes if s not in heads]
        start = min(rule.start, *(head.box[0] for head in heads))
        end = max(rule.end, *(head.box[2] for head in heads))
        drawing.bars.append(Fill((start, rule.at - 1, end, rule.at + 1), heads[0].colour))
    drawing.across = kept


def _at_end(shape: Shape, rule: Rule) -> bool:
    """Tell whether a drawing stands at an end of a rule: to both sides of it, or a slanted stroke.

    Each of the two strokes of a head ends where the rule does.
    """
    box = shape.box
    both = box[1] < rule.at - 0.5 and box[3] > rule.at + 0.5
    ends = (rule.start, rule.end)
    if both:
        return any(box[0] - 2 <= x <= box[2] + 2 for x in ends)
    if shape.inside is not None or len(shape.lines) != 1 or len(shape.lines[0]) != 2:
        return False
    (ax, ay), (bx, by) = shape.lines[0]
    slanted = min(abs(ax - bx), abs(ay - by)) > 1
    return slanted and any(
        abs(x - end) <= 1 and abs(y - rule.at) <= 1 for x, y in shape.lines[0] for end in ends
    )


def _take_lines(drawing: Drawing) -> None:
    """Turn a line over several cells into a bar: it crosses rules, and none stands at its ends."""
    down = sorted(drawing.down, key=lambda r: r.at)
    places = [rule.at for rule in down]
    kept: list[Rule] = []
    for rule in drawing.across:
        first = bisect_left(places, rule.start - LOOSE_PT)
        last = bisect_right(places, rule.end + LOOSE_PT)
        met = [d for d in down[first:last] if _meets(d, rule.at)]
        if met and not _ends_at(met, rule) and _is_inside(rule, drawing.across):
            box = (rule.start, rule.at - 1, rule.end, rule.at + 1)
            drawing.bars.append(Fill(box, _BLACK))
        else:
            kept.append(rule)
    drawing.across = kept


def _meets(down: Rule, at: float) -> bool:
    return down.start - LOOSE_PT <= at <= down.end + LOOSE_PT


def _ends_at(met: Sequence[Rule], rule: Rule) -> bool:
    """Tell whether a rule ends at one that goes down, or one that goes down ends at it."""
    return any(
        min(abs(d.at - rule.start), abs(d.at - rule.end)) <= LOOSE_PT
        or min(abs(d.start - rule.at), abs(d.end - rule.at)) <= LOOSE_PT
        for d in met
    )


def _is_inside(rule: Rule, across: Sequence[Rule]) -> bool:
    """Tell whether rules above and under a line go further than it does, on both sides."""
    longer = [
        other.at
        for other in across
        if other.start < rule.start - LOOSE_PT and other.end > rule.end + LOOSE_PT
    ]
    return any(at < rule.at for at in longer) and any(at > rule.at for at in longer)

"""Reading order: lines and tables of a page, text set in columns read column by column.

Where two texts stand side by side a zone of two columns begins. It goes on as long as what
follows keeps clear of the gutter between them, and ends with the columns: at an item that stands
across, or where one side has ended and the other goes on after a gap or in the type of a heading.
What stands left in a zone is read before what stands right; each side may hold zones of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from pipeline.document import Table
from pipeline.read.pdf.frames import Frame
from pipeline.read.pdf.lines import TextLine
from pipeline.read.pdf.primitives import Box

LEAST_GUTTER_PT = 7.0
NEAR = 1.0
"""Lines of one column stand at most this many type sizes apart."""

UNDER_HEAD = 1.8
"""Under the bold head of a column the gap may be wider."""

SAME_PT = 3.0
"""Tables of one column begin and end less than this far apart."""
UNALIGNED_PT = 4.0
"""What begins at heights that differ by more does not begin together."""

Item = TextLine | tuple[Frame, Table]


def in_order(items: Sequence[Item]) -> list[Item]:
    """Return items in reading order."""
    rest = sorted(items, key=lambda item: (_box(item)[1], _box(item)[0]))
    ordered: list[Item] = []
    while rest:
        seed = _seed(rest)
        if seed is None:
            return ordered + rest
        first, left, right = seed
        ordered += rest[:first]
        sides, rest = _zone(rest[first:], (left, right))
        ordered += in_order(sides[0]) + in_order(sides[1])
    return ordered


def _seed(items: Sequence[Item]) -> tuple[int, float, float] | None:
    """Return where the first zone begins and the gutter of its first two texts, or None."""
    for index, item in enumerate(items):
        x0, top, x1, bottom = _box(item)
        for other in items[index + 1 : index + 8]:
            left, upper, right, _ = _box(other)
            if upper > bottom + 0.5 * min(bottom - top, 12.0):
                break
            if left - x1 >= LEAST_GUTTER_PT:
                return index, x1, left
            if x0 - right >= LEAST_GUTTER_PT:
                return index, right, x0
    return None


def _zone(
    items: Sequence[Item], gutter: tuple[float, float]
) -> tuple[tuple[list[Item], list[Item]], list[Item]]:
    """Return the two sides of the zone that begins with the first item, and the items after it."""
    left, right = gutter
    sides: tuple[list[Item], list[Item]] = ([], [])
    for index, item in enumerate(items):
        side = _side(item, left, right)
        if side is None or not _belongs(item, sides, side, items[index + 1 :], (left, right)):
            return sides, list(items[index:])
        sides[side].append(item)
        x0, _, x1, _ = _box(item)
        left, right = (max(left, x1), right) if side == 0 else (left, min(right, x0))
    return sides, []


def _side(item: Item, left: float, right: float) -> int | None:
    """Return 0 for left of a gutter, 1 for right of it, None for across."""
    x0, _, x1, _ = _box(item)
    if right - max(left, x1) >= LEAST_GUTTER_PT:
        return 0
    if min(right, x0) - left >= LEAST_GUTTER_PT:
        return 1
    return None


def _belongs(
    item: Item,
    sides: tuple[list[Item], list[Item]],
    side: int,
    later: Sequence[Item],
    gutter: tuple[float, float],
) -> bool:
    """Tell whether an item goes on with its column, or the other column still goes on beside it."""
    own, other = sides[side], sides[1 - side]
    if not own or not other:
        return True
    if _box(other[-1])[3] > _box(item)[1] + 1:
        return True
    following = next((i for i in later if _side(i, *gutter) == 1 - side), None)
    if following is None:
        close = isinstance(item, TextLine) and _goes_on(own[-1], item)
        return close or _is_alone(item, own, later, side, gutter)
    if _goes_on(own[-1], item) and (isinstance(item, TextLine) or _beside(item, following)):
        return True
    if not _beside(item, following):
        return False
    return _goes_on(other[-1], following) or _is_unaligned(item, following, sides)


def _goes_on(before: Item, item: Item) -> bool:
    """Tell whether a line follows another closely and in no heavier type, or a table does."""
    if not isinstance(before, TextLine):
        return False
    if not isinstance(item, TextLine):
        return _box(item)[1] - before.bottom <= NEAR * before.size
    near = item.top - before.bottom <= (UNDER_HEAD if before.bold else NEAR) * before.size
    return near and item.size <= before.size + 0.5 and (before.bold or not item.bold)


def _is_alone(
    item: Item, own: list[Item], later: Sequence[Item], side: int, gutter: tuple[float, float]
) -> bool:
    """Tell whether one column goes on alone: to another table of just its tables' width."""
    rest = [item, *takewhile(lambda i: _side(i, *gutter) == side, later)]
    return any(
        abs(_box(new)[0] - _box(old)[0]) <= SAME_PT and abs(_box(new)[2] - _box(old)[2]) <= SAME_PT
        for new in rest
        for old in own
        if not isinstance(new, TextLine) and not isinstance(old, TextLine)
    )


def _is_unaligned(item: Item, following: Item, sides: tuple[list[Item], list[Item]]) -> bool:
    """Tell whether two columns with tables in them go on, each at a height of its own.

    What begins side by side anew begins at one height.
    """
    tables = any(not isinstance(i, TextLine) for column in sides for i in column)
    return tables and abs(_box(item)[1] - _box(following)[1]) > UNALIGNED_PT


def _beside(a: Item, b: Item) -> bool:
    return _box(b)[1] < _box(a)[3] + 6


def _box(item: Item) -> Box:
    return item.box if isinstance(item, TextLine) else item[0].box

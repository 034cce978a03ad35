"""Reading order: lines and tables of a page, text set in columns read column by column.

Where two texts stand side by side a zone of two columns begins. It goes on as long as what
follows keeps clear of the gutter between them, and ends with the columns: at an item that stands
across, or where one side has ended and the other goes on after a gap or in the type of a heading,
unless both go on at heights of their own, or one goes on alone in the width of its column.
What stands left in a zone is read before what stands right; each side may hold zones of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, takewhile

from pipeline.document import Table
from pipeline.read.pdf.frames import Frame
from pipeline.read.pdf.lines import TextLine
from pipeline.read.pdf.paragraphs import starts_item
from pipeline.read.pdf.primitives import Box
from pipeline.text import BULLETS

LEAST_GUTTER_PT = 7.0
NEAR = 1.0
"""Lines of one column stand at most this many type sizes apart."""

UNDER_HEAD = 1.8
"""Under the bold head of a column the gap may be wider."""

ALONE = 2.0
"""A column that ends so many type sizes higher than the other had ended before it."""
FULL = 0.12
"""A line is full where at most this share of its column is free beside it."""
SAME_PT = 3.0
"""Tables of one column begin and end less than this far apart."""
UNALIGNED_PT = 4.0
"""What begins at heights that differ by more does not begin together."""

Item = TextLine | tuple[Frame, Table]


def in_order(items: Sequence[Item]) -> list[Item]:
    """Return items in reading order."""
    rest = sorted(items, key=lambda item: (box_of(item)[1], box_of(item)[0]))
    ordered: list[Item] = []
    while rest:
        seed = _seed(rest)
        if seed is None:
            return ordered + rest
        first, left, right = seed
        first = _begun(rest, first, (left, right))
        ordered += rest[:first]
        sides, rest = _zone(rest[first:], (left, right))
        ordered += in_order(sides[0]) + in_order(sides[1])
    return ordered


def _seed(items: Sequence[Item]) -> tuple[int, float, float] | None:
    """Return where the first zone begins and the gutter of its first two texts, or None."""
    for index, item in enumerate(items):
        x0, top, x1, bottom = box_of(item)
        for other in items[index + 1 : index + 8]:
            left, upper, right, _ = box_of(other)
            if upper > bottom + 0.5 * min(bottom - top, 12.0):
                break
            if left - x1 >= LEAST_GUTTER_PT:
                return index, x1, left
            if x0 - right >= LEAST_GUTTER_PT:
                return index, right, x0
    return None


def _begun(items: Sequence[Item], first: int, gutter: tuple[float, float]) -> int:
    """Return where the right column of a zone began, whose text stood alone before."""
    begun = first
    following = next((i for i in items[first:] if _side(i, *gutter) == 1), None)
    while begun and following is not None:
        before = items[begun - 1]
        if _side(before, *gutter) != 1 or not _goes_on(before, following):
            break
        begun -= 1
        following = before
    return begun


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
        x0, _, x1, _ = box_of(item)
        left, right = (max(left, x1), right) if side == 0 else (left, min(right, x0))
    return sides, []


def _side(item: Item, left: float, right: float) -> int | None:
    """Return 0 for left of a gutter, 1 for right of it, None for across."""
    x0, _, x1, _ = box_of(item)
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
    if box_of(other[-1])[3] > box_of(item)[1] + 1:
        return True
    following = next((i for i in later if _side(i, *gutter) == 1 - side), None)
    if following is None:
        close = isinstance(item, TextLine) and _goes_on(own[-1], item)
        return close or _is_alone(item, sides, side, later, gutter)
    if _goes_on(own[-1], item) and (isinstance(item, TextLine) or _beside(item, following)):
        return True
    if _are_headings_apart(own[-1], item, following) or _is_next(sides, side, item, following):
        return True
    if not _beside(item, following) or _heads_both(item, side, later, following, gutter):
        return False
    if all(_stands_under_head(i, c) for i, c in ((item, own), (following, other))):
        return True
    return _goes_on(other[-1], following) or _is_unaligned(item, following, sides)


def _goes_on(before: Item, item: Item) -> bool:
    """Tell whether a line follows another closely and in no heavier type, or a table does."""
    if not isinstance(before, TextLine):
        return False
    near = box_of(item)[1] - before.bottom <= (UNDER_HEAD if before.bold else NEAR) * before.size
    if not isinstance(item, TextLine):
        return near
    return near and item.size <= before.size + 0.5 and (before.bold or not item.bold)


def _stands_under_head(item: Item, column: Sequence[Item]) -> bool:
    """Tell whether a line is set as those under the bold head that begins a column, as on a card.

    It begins where they do, and is not far under the last one.
    """
    first, last = column[0], column[-1]
    if not (isinstance(item, TextLine) and isinstance(first, TextLine)):
        return False
    return (
        isinstance(last, TextLine)
        and first.bold
        and last is not first
        and not item.bold
        and _type(item) == _type(last)
        and abs(item.x0 - last.x0) <= SAME_PT
        and item.top - last.bottom <= ALONE * last.size
    )


def _is_alone(
    item: Item,
    sides: tuple[list[Item], list[Item]],
    side: int,
    later: Sequence[Item],
    gutter: tuple[float, float],
) -> bool:
    """Tell whether one column goes on alone: its text or its tables are as wide as before."""
    own, other = sides[side], sides[1 - side]
    rest = [item, *takewhile(lambda i: _side(i, *gutter) == side, later)]
    return _is_usual(item, own, other) or _is_wrapped(rest, own) or _has_same_table(rest, own)


def _is_usual(item: Item, own: Sequence[Item], other: Sequence[Item]) -> bool:
    """Tell whether a line follows at a distance of its column, which was alone before already."""
    last = own[-1]
    if not isinstance(last, TextLine) or box_of(other[-1])[3] >= last.bottom - ALONE * last.size:
        return False
    return _is_usual_step(item, own)


def _is_usual_step(item: Item, column: Sequence[Item]) -> bool:
    """Tell whether a line in a type of a column follows it no further than others in it do."""
    last = column[-1]
    if not isinstance(item, TextLine) or not isinstance(last, TextLine):
        return False
    gaps = (box_of(b)[1] - box_of(a)[3] for a, b in pairwise(column))
    types = {(i.size, i.bold) for i in column if isinstance(i, TextLine)}
    return item.top - last.bottom <= max(gaps, default=0.0) + 1 and (item.size, item.bold) in types


def _is_wrapped(rest: Sequence[Item], own: Sequence[Item]) -> bool:
    """Tell whether a paragraph breaks its lines where the column ends."""
    left, right = min(box_of(i)[0] for i in own), max(box_of(i)[2] for i in own)
    return any(
        isinstance(a, TextLine)
        and isinstance(b, TextLine)
        and right - FULL * (right - left) <= a.x1 <= right + SAME_PT
        and (b.size, b.bold) == (a.size, a.bold)
        and b.top - a.bottom <= NEAR * a.size
        and not starts_item(b)
        for a, b in pairwise(rest)
    )


def _has_same_table(rest: Sequence[Item], own: Sequence[Item]) -> bool:
    """Tell whether a table begins and ends where one of the column does."""
    return any(
        abs(box_of(new)[0] - box_of(old)[0]) <= SAME_PT
        and abs(box_of(new)[2] - box_of(old)[2]) <= SAME_PT
        for new in rest
        for old in own
        if not isinstance(new, TextLine) and not isinstance(old, TextLine)
    )


def _is_unaligned(item: Item, following: Item, sides: tuple[list[Item], list[Item]]) -> bool:
    """Tell whether two columns with tables in them go on, each at a height of its own.

    What begins side by side anew begins at one height.
    """
    tables = any(not isinstance(i, TextLine) for column in sides for i in column)
    return tables and abs(box_of(item)[1] - box_of(following)[1]) > UNALIGNED_PT


def _is_next(sides: tuple[list[Item], list[Item]], side: int, item: Item, following: Item) -> bool:
    """Tell whether the other column just begins a paragraph, at another height than an item."""
    apart = min(abs(box_of(following)[k] - box_of(item)[k]) for k in (1, 3)) > UNALIGNED_PT
    own, other = sides[side][-1], sides[1 - side][-1]
    gaps = box_of(item)[1] - box_of(own)[3], box_of(following)[1] - box_of(other)[3]
    alike = _type(own) == _type(other) == _type(item) == _type(following) is not None
    same = alike and abs(gaps[0] - gaps[1]) <= 1
    return apart and (same or _is_usual_step(following, sides[1 - side]))


def _type(item: Item) -> tuple[float, bool] | None:
    return (item.size, item.bold) if isinstance(item, TextLine) else None


def _are_headings_apart(before: Item, item: Item, following: Item) -> bool:
    """Tell whether both columns go on with headings of one type at heights of their own."""
    if not (isinstance(item, TextLine) and isinstance(following, TextLine)):
        return False
    plain = isinstance(before, TextLine) and (before.size, before.bold) == (item.size, item.bold)
    alike = (item.size, item.bold) == (following.size, following.bold)
    return alike and not plain and item.bold and following.top - item.top > UNALIGNED_PT


def _heads_both(
    item: Item, side: int, later: Sequence[Item], following: Item, gutter: tuple[float, float]
) -> bool:
    """Tell whether a text stands over two tables side by side, which begin at one height."""
    own = next(
        (i for i in later if _side(i, *gutter) == side and not isinstance(i, TextLine)), None
    )
    if own is None or isinstance(following, TextLine) or not isinstance(item, TextLine):
        return False
    return abs(box_of(own)[1] - box_of(following)[1]) <= SAME_PT


def _beside(a: Item, b: Item) -> bool:
    return box_of(b)[1] < box_of(a)[3] + 6


def box_of(item: Item) -> Box:
    """Return where an item stands; a bullet may hang in the gutter before its text."""
    if not isinstance(item, TextLine):
        return item[0].box
    if item.words[0].text not in BULLETS or len(item.words) == 1:
        return item.box
    return item.words[1].x0, item.top, item.x1, item.bottom

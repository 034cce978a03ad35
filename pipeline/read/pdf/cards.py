"""Cards side by side, each on a ground or in a box of its own → stretches of a page, read in turn.

What stands on one card belongs together, however the lines of its neighbours are level with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.read.pdf.lines import TextLine, to_lines
from pipeline.read.pdf.order import Item, box_of
from pipeline.read.pdf.primitives import Box
from pipeline.read.pdf.within import Placed

LEAST_WIDTH_PT = 80.0
LEAST_HEIGHT_PT = 30.0
LEAST_LINES = 2
CARD_LINES = 3
"""A row of a table hardly has so many lines in each of its cells."""
SAME_PT = 3.0


def in_cards(items: Sequence[Item], boxes: Sequence[Box]) -> list[list[Item]]:
    """Return items in stretches: those over a row of cards, on each card, and so on.

    `boxes` are the painted grounds and the large outlines of a page.
    """
    rest = list(items)
    stretches: list[list[Item]] = []
    for row in _rows(boxes):
        held = [[item for item in rest if _is_inside(item, card)] for card in row]
        if min(map(len, held)) < LEAST_LINES or not _are_cards(held, rest, row):
            continue
        on_cards = {id(item) for lines in held for item in lines}
        top = min(card[1] for card in row)
        stretches += [[item for item in rest if _middle(item) < top], *held]
        rest = [i for i in rest if _middle(i) >= top and id(i) not in on_cards]
    return [*stretches, rest]


def cards_of(boxes: Sequence[Box], placed: Placed) -> list[Box]:
    """Return the boxes beside others of their size that all hold more lines than cells do."""
    return [
        card
        for row in _rows(boxes)
        if all(len(to_lines(placed.inside(card))) >= CARD_LINES for card in row)
        for card in row
    ]


def _rows(boxes: Sequence[Box]) -> Iterator[list[Box]]:
    """Yield the boxes of one width that stand side by side, top to bottom.

    They are of one height, or none of the next begins before the longest of them ends.
    """
    large = sorted(
        {
            box
            for box in boxes
            if box[2] - box[0] >= LEAST_WIDTH_PT and box[3] - box[1] >= LEAST_HEIGHT_PT
        },
        key=lambda box: (round(box[1] / SAME_PT), box[0]),
    )
    row: list[Box] = []
    for box in [*large, None]:
        if box is None or (row and not _goes_on(row[-1], box)):
            if len(row) > 1 and _end_together(row, large):
                yield row
            row = []
        if box is not None:
            row.append(box)


def _goes_on(before: Box, box: Box) -> bool:
    width, next_width = before[2] - before[0], box[2] - box[0]
    level = abs(box[1] - before[1]) <= SAME_PT
    return level and box[0] > before[2] and abs(width - next_width) <= SAME_PT


def _end_together(row: Sequence[Box], boxes: Sequence[Box]) -> bool:
    """Tell whether boxes side by side end alike, or no other begins under one beside another."""
    top, bottoms = row[0][1], [box[3] for box in row]
    if max(bottoms) - min(bottoms) <= SAME_PT:
        return True
    below = (box for box in boxes if top + SAME_PT < box[1] < max(bottoms) - SAME_PT)
    return all(any(_holds(card, box) for card in row) for box in below)


def _holds(card: Box, box: Box) -> bool:
    return card[0] - 1 <= box[0] and box[2] <= card[2] + 1 and box[3] <= card[3] + 1


def _are_cards(held: Sequence[Sequence[Item]], items: Sequence[Item], row: Sequence[Box]) -> bool:
    """Tell whether only lines stand on cards, and nothing between or beside them."""
    top, bottom = min(card[1] for card in row), max(card[3] for card in row)
    beside = sum(top <= _middle(item) <= bottom for item in items)
    only_lines = all(isinstance(item, TextLine) for lines in held for item in lines)
    return only_lines and beside == sum(map(len, held))


def _is_inside(item: Item, card: Box) -> bool:
    x0, _, x1, _ = box_of(item)
    return card[0] <= x0 and x1 <= card[2] + 1 and card[1] <= _middle(item) <= card[3]


def _middle(item: Item) -> float:
    _, top, _, bottom = box_of(item)
    return (top + bottom) / 2

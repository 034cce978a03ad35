"""The legend of colours on a page: small painted fields, each right before the words that name it.

What is painted in a table in one of these colours says what its name does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pipeline.read.pdf.figures import Drawing
from pipeline.read.pdf.lines import TextLine, is_worded
from pipeline.read.pdf.primitives import Box, Colour
from pipeline.text import words

_LARGEST_PT = 40.0
_SMALLEST_PT = 3.0
_NEAR = 2.5
"""A name stands at most this many type sizes behind its colour."""
_NAME_WORDS = 8
_LONE_WORDS = 4
"""The name of the only colour that has one is shorter: it may be an item with its bullet."""
_WHITE = 3 * 250


def named_colours(
    drawing: Drawing, lines: Sequence[TextLine], tables: Sequence[Box]
) -> Mapping[Colour, str]:
    """Return the colours that a page names outside its tables.

    A colour that stands before several names is decoration.
    """
    found: dict[Colour, set[str]] = {}
    for box, colour in _fields(drawing):
        if any(_within(box, table) for table in tables):
            continue
        for line in lines:
            middle = (box[1] + box[3]) / 2
            beside = line.top - 1 <= middle <= line.bottom + 1
            if beside and 0 <= line.x0 - box[2] <= _NEAR * line.size and _is_name(line):
                found.setdefault(colour, set()).add(line.text.strip(" :=;,"))
    named = {colour: names.pop() for colour, names in found.items() if len(names) == 1}
    alone = len(named) == 1 and len(words(next(iter(named.values())))) > _LONE_WORDS
    return {} if alone else named


def _fields(drawing: Drawing) -> Iterator[tuple[Box, Colour]]:
    """Yield the small painted fields that are not white."""
    painted = [(fill.box, fill.colour) for fill in drawing.fills]
    painted += [(s.box, s.inside) for s in drawing.shapes if s.inside is not None]
    for box, colour in painted:
        width, height = box[2] - box[0], box[3] - box[1]
        small = min(width, height) >= _SMALLEST_PT and max(width, height) <= _LARGEST_PT
        if small and sum(colour) < _WHITE:
            yield box, colour


def _is_name(line: TextLine) -> bool:
    return is_worded(line.text) and len(words(line.text)) <= _NAME_WORDS


def _within(box: Box, table: Box) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return table[0] <= x <= table[2] and table[1] <= y <= table[3]

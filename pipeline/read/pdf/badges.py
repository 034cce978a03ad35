"""Numbers in circles before texts: one text, though they are set larger or on a line of their own.

A number that stands alone in a small drawn circle or square is the same as one that a font has in
a circle ("①"). Such a number belongs to the text that begins right beside it, at its first line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.read.pdf.figures import Drawing
from pipeline.read.pdf.lines import TextLine
from pipeline.read.pdf.primitives import Box, Word
from pipeline.text import CIRCLED

_ENCIRCLED = {number: sign for sign, number in CIRCLED.items()}
_SIDES = 0.25
"""The sides of what a number stands in differ by at most this share."""
_LARGEST = 3.0
"""They are at most so many type sizes long."""
_NEAR = 2.5
"""The text begins at most so many type sizes behind its number."""
_SAME_PT = 3.0


def with_badges(lines: list[TextLine], drawing: Drawing) -> list[TextLine]:
    """Return lines, the numbers in circles at the head of the text that they count."""
    leading = [line for line in lines if _may_count(line.words[0])]
    if not leading:
        return lines
    grounds = [shape.box for shape in drawing.shapes if shape.inside or shape.stroked]
    grounds += [fill.box for fill in drawing.fills]
    grounds = [box for box in grounds if _is_square(box)]
    gone: set[int] = set()
    for line in leading:
        number = line.words[0]
        if number.text not in CIRCLED:
            ground = next((box for box in grounds if _stands_in(number, box)), None)
            if ground is None or any(word.x0 < ground[2] for word in line.words[1:]):
                continue
            number = replace(number, text=_ENCIRCLED[number.text])
        if len(line.words) > 1:
            line.words[0] = number
        elif (text := _text_beside(number, lines)) is not None:
            top, bottom = text.words[0].top, text.words[0].bottom
            sized = replace(number, top=top, bottom=bottom, size=text.size, bold=text.bold)
            text.words.insert(0, sized)
            text.measure()
            gone.add(id(line))
    return [line for line in lines if id(line) not in gone]


def _may_count(word: Word) -> bool:
    return word.text in CIRCLED or word.text in _ENCIRCLED


def _is_square(box: Box) -> bool:
    width, height = box[2] - box[0], box[3] - box[1]
    return abs(width - height) <= _SIDES * max(width, height)


def _stands_in(word: Word, box: Box) -> bool:
    inside = box[0] <= word.x0 and word.x1 <= box[2]
    middle = box[1] < (word.top + word.bottom) / 2 < box[3]
    return inside and middle and box[3] - box[1] <= _LARGEST * word.size


def _text_beside(number: Word, lines: Sequence[TextLine]) -> TextLine | None:
    """Return the first line of the text that begins right behind a number, level with it."""
    beside = [
        line
        for line in lines
        if 0 <= line.x0 - number.x1 <= _NEAR * number.size
        and line.top < number.bottom
        and number.top < line.bottom
        and not _may_count(line.words[0])
    ]
    nearest = min((line.x0 for line in beside), default=0.0)
    begun = [line for line in beside if line.x0 <= nearest + _SAME_PT]
    return min(begun, key=lambda line: line.top, default=None)

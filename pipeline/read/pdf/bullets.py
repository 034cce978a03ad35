"""Small drawings that are no marks of a table: bullets before words, and grounds behind them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.read.pdf.figures import Shape
from pipeline.read.pdf.lines import TextLine
from pipeline.read.pdf.primitives import Box, Word
from pipeline.read.pdf.within import holds

BULLET_PT = 9.0
"""A drawing before a line that is no larger is a bullet."""
DRAWN = "•"
"""The word that stands for a drawn bullet; it has no font."""


def is_bullet(box: Box, words: Iterable[Word]) -> bool:
    """Tell whether a drawing stands so close before a word as no mark of a column does."""
    middle = (box[1] + box[3]) / 2
    return _is_small(box) and any(
        word.top <= middle <= word.bottom and 0 <= word.x0 - box[2] <= word.size for word in words
    )


def is_ground(shape: Shape, words: Iterable[Word]) -> bool:
    """Tell whether a painted rectangle sets off the word that stands on it."""
    flat = shape.inside is not None and not shape.stroked and not shape.curved
    return flat and holds(shape.box, words)


def add_bullets(lines: Sequence[TextLine], shapes: Sequence[Shape]) -> None:
    """Put a drawn bullet at the head of the line it stands before."""
    bullets = [shape for shape in shapes if _is_small(shape.box)]
    for line in lines:
        for shape in bullets:
            x0, top, x1, bottom = shape.box
            middle = (top + bottom) / 2
            if line.top <= middle <= line.bottom and 0 <= line.x0 - x1 <= 2.5 * line.size:
                line.words.insert(
                    0, Word(DRAWN, x0, line.top, x1, line.bottom, line.size, "", False)
                )
                line.x0 = x0
                break


def is_drawn(line: TextLine) -> bool:
    """Tell whether a line begins with a drawn bullet."""
    return line.words[0].text == DRAWN and not line.words[0].font


def _is_small(box: Box) -> bool:
    return max(box[2] - box[0], box[3] - box[1]) <= BULLET_PT

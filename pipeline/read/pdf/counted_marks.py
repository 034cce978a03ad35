"""Marks that are more than one sign: counted ("★★" beside "★"), or struck out.

A file may draw every mark twice; so a sign that stands twice is one where no other cell of its
table has it once. Of one that is struck out nobody knows what is left of it.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model import Mark
from pipeline.read.marks import mark_of
from pipeline.read.pdf.content import Content
from pipeline.read.pdf.figures import Shape
from pipeline.read.pdf.primitives import Word

_FLAT_PT = 2.0
"""What strikes a sign out is no higher."""
_WIDE = 0.6
"""It runs over at least this share of the sign."""
_LEAST, _MOST = 0.1, 0.6
"""It stands so many type sizes over the line that the sign stands on."""
_SHORT = 2
"""A mark is a word of at most so many characters."""


def with_counted(contents: Sequence[Content], marks: Sequence[Mark | None]) -> list[Mark | None]:
    """Return marks, a sign that stands twice in a cell as two where others have it once."""
    printed = ["".join(word.text for word in content.words) for content in contents]
    signs = [mark.char if mark is not None and mark.kind == "glyph" else None for mark in marks]
    once = {sign for sign, text in zip(signs, printed, strict=True) if sign and text == sign}
    return [
        mark_of("glyph", text) if sign in once and sign and text == 2 * sign else mark
        for mark, sign, text in zip(marks, signs, printed, strict=True)
    ]


def is_struck(content: Content) -> bool:
    """Tell whether lines run through all that a cell of one or two signs holds."""
    short = len(content.words) <= _SHORT and all(len(w.text) <= _SHORT for w in content.words)
    return (
        bool(content.shapes)
        and short
        and all(any(_strikes(shape, word) for shape in content.shapes) for word in content.words)
    )


def _strikes(shape: Shape, word: Word) -> bool:
    x0, top, x1, bottom = shape.box
    over = (word.baseline - (top + bottom) / 2) / word.size
    shared = min(x1, word.x1) - max(x0, word.x0)
    return (
        bottom - top <= _FLAT_PT
        and _LEAST <= over <= _MOST
        and shared >= _WIDE * (word.x1 - word.x0)
    )

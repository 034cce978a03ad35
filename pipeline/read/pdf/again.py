"""Text objects that no word begins in → the words that they draw a second time.

PDFium leaves text that is drawn over itself out of its text, and with it the weight that such
type is given. The words come back as they were, to be told from others like those of any engine.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.read.pdf.primitives import Box, Word

_REACH = 0.15
"""How much of its type size a word may stick out of what draws it again."""


def drawn_again(words: Sequence[Word], boxes: Sequence[Box]) -> Iterator[Word]:
    """Yield once more each word that a box covers from end to end; in points."""
    if not boxes:
        return
    ordered = sorted((word for word in words if not word.angle), key=_middle)
    middles = [_middle(word) for word in ordered]
    for x0, top, x1, bottom in boxes:
        for word in ordered[bisect_left(middles, top) : bisect_right(middles, bottom)]:
            reach = _REACH * word.size
            if x0 <= word.x0 + reach and x1 >= word.x1 - reach:
                yield replace(word)


def _middle(word: Word) -> float:
    return (word.top + word.bottom) / 2

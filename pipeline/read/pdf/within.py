"""Which words stand in a box: the words of a page are put in order once and looked up often.

A word stands in the box that its middle is in.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from pipeline.read.pdf.lines import TextLine, to_lines
from pipeline.read.pdf.primitives import Box, Word

NEAR_PT = 3.0


class Placed:
    """Words by where their middles are."""

    def __init__(self, words: Sequence[Word]) -> None:
        """Put words in order."""
        placed = [
            ((word.top + word.bottom) / 2, index, (word.x0 + word.x1) / 2)
            for index, word in enumerate(words)
        ]
        placed.sort()
        self._words = words
        self._ys = [place[0] for place in placed]
        self._placed = placed
        self._reach = max([(word.bottom - word.top) / 2 for word in words], default=0.0)

    def beside(self, y: float) -> list[Word]:
        """Return the words that stand at a height, and some a little above or below it."""
        reach = self._reach + NEAR_PT
        first, last = bisect_left(self._ys, y - reach), bisect_left(self._ys, y + reach)
        return [self._words[index] for _, index, _ in self._placed[first:last]]

    def inside(self, box: Box) -> list[Word]:
        """Return the words in a box, in the order in which they were given."""
        left, top, right, bottom = box
        first, last = bisect_left(self._ys, top), bisect_left(self._ys, bottom)
        found = [index for _, index, x in self._placed[first:last] if left <= x < right]
        found.sort()
        return [self._words[index] for index in found]

    def lines(self, box: Box) -> list[TextLine]:
        """Return the lines of the upright words in a box, top to bottom."""
        return to_lines(word for word in self.inside(box) if not word.angle)


def outside(words: Sequence[Word], boxes: Iterable[Box]) -> list[Word]:
    """Return the words that stand in none of the boxes."""
    rest = list(words)
    for left, top, right, bottom in boxes:
        rest = [
            word
            for word in rest
            if not (
                left <= (word.x0 + word.x1) / 2 < right
                and top <= (word.top + word.bottom) / 2 < bottom
            )
        ]
    return rest


def holds(box: Box, words: Iterable[Word]) -> bool:
    """Tell whether the middle of a word stands in a box or on its edge."""
    x0, top, x1, bottom = box
    return any(
        x0 <= (word.x0 + word.x1) / 2 <= x1 and top <= (word.top + word.bottom) / 2 <= bottom
        for word in words
    )

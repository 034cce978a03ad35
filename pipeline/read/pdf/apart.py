"""The texts of one line that gaps set apart: where each begins and ends."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from pipeline.read.pdf.counted import follows
from pipeline.read.pdf.lines import TextLine
from pipeline.read.pdf.primitives import Word
from pipeline.text import BULLETS

GAP = 0.6
"""A gap of more than this many type sizes sets two texts apart."""
HEADS_APART = 0.3
"""Two heads stand apart by more than this part of their height: two words of one do not."""
_BULLET_GAP = 2.5
"""A bullet stands at most this many type sizes before its text."""


def texts_apart(
    line: TextLine, gap: float = GAP, xs: Sequence[float] = ()
) -> list[tuple[float, float]]:
    """Return where the texts of a line begin and end, left to right.

    Where `xs`, the edges of columns, are known, one in a gap that is wider than a space parts two
    texts too.
    """
    if not line.words:
        return []
    texts: list[tuple[float, float]] = []
    before = line.words[0]
    left = before.x0
    for word in line.words[1:]:
        if _is_apart(before, word, gap, xs):
            texts.append((left, before.x1))
            left = word.x0
        before = word
    return [*texts, (left, before.x1)]


def _is_apart(before: Word, word: Word, gap: float, xs: Sequence[float]) -> bool:
    end = before.x1
    if word.x0 - end > gap * word.size or follows(before, word, (word.x0 - end) / word.size):
        return True
    wide = word.x0 - end > HEADS_APART * (word.bottom - word.top)
    return wide and any(end <= x <= word.x0 for x in xs)


def led_texts(line: TextLine, gap: float = GAP) -> list[tuple[float, float]]:
    """Return where the texts of a line stand, a bullet and the text that it leads as one."""
    chunks = texts_apart(line, gap)
    bullets = {a.x0 for a, b in itertools.pairwise(line.words) if leads(a, b)}
    if not bullets:
        return chunks
    joined: list[tuple[float, float]] = []
    for left, right in chunks:
        if joined and joined[-1][0] in bullets:
            left = joined.pop()[0]
            bullets.discard(left)
        joined.append((left, right))
    return joined


def leads(word: Word, after: Word) -> bool:
    """Tell whether a word is the bullet of the text after it, and no text of a column."""
    if word.text not in BULLETS or after.x0 - word.x1 > _BULLET_GAP * word.size:
        return False
    return any(map(str.isalpha, after.text))


def is_one_row(lines: Sequence[TextLine]) -> bool:
    """Tell whether lines are in columns, and one alone has a text in every one that is told.

    Where several have, each may be a row of its own.
    """
    texts = [len(texts_apart(line)) for line in lines]
    most = max(texts, default=0)
    return most > 1 and texts.count(most) == 1

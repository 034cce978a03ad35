"""Heads of narrow columns that touch each other ("202420252026"): years, or the parts of one.

Engines part words at gaps. Where there is none, such heads are told by what they say: each is the
one after that before it. So are those with no more than a space between, which are no one text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Protocol

from pipeline.read.pdf.primitives import Word


class Headed(Protocol):
    """What has a text."""

    @property
    def text(self) -> str:
        """What it says."""


_LEAST = 6
"""Two parts of a year have four characters, and may be the name of something else."""
_YEAR = r"(?:19|20)\d{2}"
_YEARS = re.compile(rf"(?:{_YEAR}){{2,}}")
_PARTS = re.compile(r"([A-Z])\d(?:\1\d){2,}")
_TOUCHING = 0.1
"""Words that touch are at most this many type sizes apart."""


def without_touching(words: Sequence[Word]) -> Sequence[Word]:
    """Return words, those that are several heads as one each."""
    if not any(len(w.text) >= _LEAST and w.text[-1].isdecimal() and _length(w) for w in words):
        return words
    return [part for word in words for part in _parts(word)]


def follows(before: Headed, head: Headed, gap: float) -> bool:
    """Tell whether a text is the year after the one before it, or a part of one that touches it.

    `gap` is how far apart they stand, in type sizes.
    """
    if not (head.text[-1:].isdecimal() and before.text[-1:].isdecimal()):
        return False
    both = before.text + head.text
    if _YEARS.fullmatch(both):
        return _counts_up(both, 4)
    near = gap <= _TOUCHING and len(head.text) == len(before.text) == 2
    return near and both[0] == both[2] and both[0].isalpha() and _counts_up(both, 2)


def _parts(word: Word) -> list[Word]:
    length = _length(word)
    if not length:
        return [word]
    count = len(word.text) // length
    step = (word.x1 - word.x0) / count
    return [
        Word(
            word.text[i * length : (i + 1) * length], word.x0 + i * step, word.top,
            word.x0 + (i + 1) * step, word.bottom, word.size, word.font, word.bold, word.angle,
        )
        for i in range(count)
    ]  # fmt: skip


def _length(word: Word) -> int:
    """Return how many characters each head has that a word is, 0 where it is one."""
    length = 4 if _YEARS.fullmatch(word.text) else 2 if _PARTS.fullmatch(word.text) else 0
    return length if length and not word.angle and _counts_up(word.text, length) else 0


def _counts_up(text: str, length: int) -> bool:
    letters = length % 4 // 2  # none before a year, one before a part of it
    numbers = [text[i + letters : i + length] for i in range(0, len(text), length)]
    return all(n.isdecimal() for n in numbers) and all(
        int(b) == int(a) + 1 for a, b in pairwise(numbers)
    )

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
_SPANS = re.compile(rf"(?:{_YEAR}[-–]{_YEAR}){{2,}}")
_PARTS = re.compile(r"([A-Z])\d(?:\1\d)+")
_TOUCHING = 0.1
"""Words that touch are at most this many type sizes apart."""


def without_touching(words: Sequence[Word]) -> Sequence[Word]:
    """Return words, those that are several heads as one each."""
    if not any(len(w.text) >= _LEAST and w.text[-1].isdecimal() and _length(w.text) for w in words):
        return words  # of nearly all pages
    return [part for word in words for part in _parts(word)]


def follows(before: Headed, head: Headed, gap: float) -> bool:
    """Tell whether a text is the year after the one before it, or a part of one that touches it.

    `gap` is how far apart they stand, in type sizes.
    """
    if not (head.text[-1:].isdecimal() and before.text[-1:].isdecimal()):
        return False
    length = _length(before.text + head.text)
    near = gap <= _TOUCHING or length > len("T1")
    return near and length == len(head.text) == len(before.text)


def _parts(word: Word) -> list[Word]:
    length = _length(word.text) if len(word.text) >= _LEAST and not word.angle else 0
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


def _length(text: str) -> int:
    """Return how many characters each head has that a text is made of, 0 where it is one."""
    if _YEARS.fullmatch(text):
        length = 4
    elif _SPANS.fullmatch(text):
        length = 9
    else:
        length = 2 if _PARTS.fullmatch(text) else 0
    heads = [text[i : i + length] for i in range(0, len(text), length)] if length else []
    return length if all(_is_next(a, b) for a, b in pairwise(heads)) else 0


def _is_next(head: str, after: str) -> bool:
    """Tell whether a year or a part of one comes after another; parts begin anew with a year."""
    if after == head:
        return False
    if len(head) == len("T1"):
        return int(after[1]) in (int(head[1]) + 1, 1)
    return int(after[:4]) in (int(head[-4:]), int(head[-4:]) + 1)

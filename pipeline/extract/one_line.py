"""Labels printed with their values in one line ("Pilote : Voirie | Échéance : 2026").

A text goes in. Out come what stands before the first label, and each label with its value. A label
ends at a colon; it begins with a capital, or behind a sign that parts. What it is of is told by
the words of columns; one that no lexicon knows counts where a sign parts it from what is before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.extract.fields import FIELDS, LABEL_WORDS, field_of
from pipeline.lexicon import Lexicon
from pipeline.text import clean, words

LEAST = 2
"""So many known labels stand in one line; one alone begins it, and is no matter of this module."""
PARTING = "|;•·▪■◆–—"
"""Signs that part what is said in one line: no label holds one."""
_COLON = re.compile(r"\s?:(?=\s)")
_SIGN = re.compile(r"[|;•·▪■◆(\n]|\s[–—-](?=\s)|\.(?=\s)")
_CLOSED = re.compile(r"(?P<head>.*\S)\s*\((?P<said>[^()]*(?:\([^()]*\)[^()]*)*)\)\s*", re.DOTALL)
_EDGES = " \n|;•·▪■◆,/–—-"
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Said:
    """What one line says: the text before the labels, and the labels with their values."""

    head: str
    pairs: tuple[tuple[str, str], ...] = ()


def said_in(text: str, lexicon: Lexicon) -> Said:
    """Part a text at the labels that it holds; all of it is the head where there are none.

    Labels in brackets at the end need not be several, nor begin with a capital.
    """
    if ":" not in text:
        return Said(text)
    closed = _CLOSED.fullmatch(text)
    if closed:
        inside = _parted(closed["said"], lexicon, small=True)
        if not inside.head:
            return Said(closed["head"], inside.pairs)
    found = _parted(text, lexicon, small=False)
    known = {label for label, _ in found.pairs if field_of(label, lexicon)}
    return found if len(known) >= LEAST else Said(text)


def _parted(text: str, lexicon: Lexicon, *, small: bool) -> Said:
    """Part a text at its labels, where one is known; in `small` ones a small letter may begin."""
    labels = list(_labels(text, lexicon, small))
    if not any(field_of(text[start:end], lexicon) for start, end, _ in labels):
        return Said(text)
    ends = [start for start, _, _ in labels[1:]] + [len(text)]
    values = [
        clean(text[after:until].strip(_EDGES))
        for (_, _, after), until in zip(labels, ends, strict=True)
    ]
    if len(values) > 1 and all(value.endswith(".") for value in values[:-1]):
        values = [value.removesuffix(".") for value in values]  # points part them
    names = [clean(text[start:end]) for start, end, _ in labels]
    pairs = tuple(zip(names, values, strict=True))
    return Said(clean(text[: labels[0][0]].strip(_EDGES)), pairs)


def _labels(text: str, lexicon: Lexicon, small: bool) -> Iterator[tuple[int, int, int]]:
    """Yield where each label begins and ends, and where its value begins."""
    before = 0
    for colon in _COLON.finditer(text):
        start = _start(text, before, colon.start(), lexicon, small)
        if start is not None:
            yield start, colon.start(), colon.end()
        before = colon.end()


def _start(text: str, before: int, end: int, lexicon: Lexicon, small: bool) -> int | None:
    """Return where the label before a colon begins, or None where no label ends there."""
    signs = [sign.end() for sign in _SIGN.finditer(text, before, end)]
    begin = signs[-1] if signs else before
    places = [found.start() for found in _WORD.finditer(text, begin, end)]
    starts = [
        place
        for index, place in enumerate(places)
        if text[place].isupper()
        or (small and (index == 0 or text[places[index - 1] : place].rstrip().endswith(",")))
    ]
    phrases = [phrase for name in sorted(FIELDS) for phrase in lexicon.columns.get(name, ())]
    named = [*starts, *places[:1]] if signs else starts  # behind a sign a known one may be small
    whole = [start for start in named if lexicon.is_word(phrases, text[start:end])]
    if whole:
        return whole[0]
    if starts and field_of(text[starts[-1] : end], lexicon):
        return starts[-1]
    apart = bool(signs) or before == 0
    short = len(words(text[begin:end])) <= LABEL_WORDS
    return starts[0] if apart and short and starts and starts[0] == places[0] else None

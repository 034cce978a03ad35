"""What a cell of text holds: a mark, or words."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

from pipeline.model import Mark, MarkKind
from pipeline.text import clean, fold

_WORDS = frozenset(
    {"oui", "non", "yes", "no", "n/a", "s. o", "s.o", "so", "vrai", "faux", "true", "false"}
)
_LETTERS = frozenset("xX")
TWICE = 2
"""A sign that stands more often without a space is counted, and no mark."""
LONGEST = 16
"""A text of more characters that begins with a letter or a digit is words."""

_SELECTORS = dict.fromkeys([0xFE0E, 0xFE0F, 0x20E3], None)
_BOXES = {"[x]": "☑", "[X]": "☑", "[ ]": "☐", "[]": "☐"}


@cache
def mark_of(kind: MarkKind, char: str | None = None) -> Mark:
    """Return a mark, the same value for all that are alike: a plan has thousands of few kinds."""
    return Mark(kind=kind, char=char)


@lru_cache(maxsize=4096)
def text_mark(text: str) -> Mark | None:
    """Return the mark that a cell's text is, or None where it is words or nothing.

    A mark is one symbol or punctuation character (the same one twice counts once, as some files
    draw every mark twice), an x, a box of brackets, or a word that says yes or no. A symbol that
    stands there more often is counted ("★★★"), and how often is what the text says, as it is of
    the sign of a currency from the second on ("$$"): no mark is one.
    """
    if len(text) > LONGEST and text[0].isalnum():
        return None
    printed = clean(text.translate(_SELECTORS))
    if printed in _BOXES:
        return mark_of("glyph", _BOXES[printed])
    if len(set(printed) - {" "}) == 1:
        char = printed[0]
        if char in _LETTERS and len(printed) <= 2:
            return mark_of("glyph", char)
        kind = unicodedata.category(char)
        most = 1 if kind == "Sc" else TWICE
        counted = kind[0] == "S" and len(printed) > most and " " not in printed
        if (kind[0] in "SP" or kind == "Co") and not counted:
            return mark_of("glyph", char)
    if fold(printed) in _WORDS:
        return mark_of("text", printed)
    return None

"""The few operations on text that every stage shares. This module knows nobody."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import filterfalse

BULLETS = "•▪▫◦‣●○■□◆◇▶►▸▹›»➢➤❖∙·⁃"
"""Signs that stand before an item of a list and mean nothing else there."""

_CIRCLES = ((0x2460, 1, 20), (0x3251, 21, 35), (0x32B1, 36, 50))
CIRCLED = {
    chr(code + number - first): str(number)
    for code, first, last in _CIRCLES
    for number in range(first, last + 1)
}
"""The numbers that Unicode has in a circle ("①"), and the plain ones."""

_PLAIN = str.maketrans(
    {"’": "'", "ʼ": "'", "‘": "'", "`": "'", "œ": "oe", "æ": "ae", "Œ": "oe", "Æ": "ae"}
)
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")


def clean(text: str) -> str:
    """Return the contract's normal form: NFC, white space collapsed to single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def words(text: str) -> list[str]:
    """Return the words of a text as printed: the runs with a letter or a digit in them."""
    return [run for run in text.split() if run.isalnum() or any(map(str.isalnum, run))]


@lru_cache(maxsize=1 << 15)
def fold(text: str) -> str:
    """Return a text for comparison: lower case, no accents, plain apostrophes, single spaces.

    Punctuation at both ends is taken off, so that "La Ville vise :" folds to "la ville vise".
    What is folded is remembered: words and labels come again and again.
    """
    return folded(text)


def folded(text: str) -> str:
    """Return what `fold` does, for a long text that nobody asks for again."""
    plain = text.translate(_PLAIN)
    if not plain.isascii():
        decomposed = unicodedata.normalize("NFD", plain)
        plain = "".join(filterfalse(unicodedata.combining, decomposed))
    return _EDGES.sub("", " ".join(plain.lower().split()))


def slug(text: str, separator: str = "-") -> str:
    """Return the readable ASCII form of a text that ids are made of ("1.2.3" keeps its dots)."""
    return separator.join(re.findall(r"[a-z0-9]+(?:\.[a-z0-9]+)*", fold(text)))


def label_id(text: str) -> str:
    """Return the id of a label: its slug, or its code points where it has none to read.

    An id is never empty, and two labels of signs are told apart.
    """
    return slug(text) or "-".join(f"u{ord(char):x}" for char in text if not char.isspace())

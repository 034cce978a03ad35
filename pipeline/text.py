"""The few operations on text that every stage shares. This module knows nobody."""

from __future__ import annotations

import re
import sys
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
ISO_DAY = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
"""A day as 2026-03-01."""
ISO_DATE = re.compile(rf"{ISO_DAY.pattern}|\d{{4}}-(0[1-9]|1[0-2])|\d{{4}}")
"""A day, a month as 2026-03, or a year."""
STEERING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff"
    "\ufff9-\ufffb\ud800-\udfff]"
)
"""What steers a screen and is not read: control characters but for tabs and line ends, and what
turns the direction of writing. A document's text may hold it."""

_PLAIN = {"’": "'", "ʼ": "'", "‘": "'", "œ": "oe", "æ": "ae", "Œ": "oe", "Æ": "ae"}
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
_FOREIGN = re.compile(r"[^\x00-\x7f]+")


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
    plain = text.replace("`", "'")
    if not plain.isascii():
        for sign, spelt in _PLAIN.items():
            plain = plain.replace(sign, spelt)
        plain = _FOREIGN.sub(_without_accents, unicodedata.normalize("NFD", plain))
    plain = " ".join(plain.lower().split())
    bare = plain[:1].isalnum() and plain[-1].isalnum()  # as most are: the search takes long
    return plain if bare else _EDGES.sub("", plain)


def _without_accents(decomposed: re.Match[str]) -> str:
    return "".join(filterfalse(unicodedata.combining, decomposed[0]))


def singular(word: str, endings: tuple[str, ...]) -> str:
    """Return a folded word without the first of these endings that leaves three letters of it."""
    if word.endswith(endings) and not word.isdigit():
        for ending in endings:
            if len(word) > len(ending) + 2 and word.endswith(ending):
                return sys.intern(word.removesuffix(ending))
    return sys.intern(word)


def slug(text: str, separator: str = "-") -> str:
    """Return the readable ASCII form of a text that ids are made of ("1.2.3" keeps its dots)."""
    return separator.join(re.findall(r"[a-z0-9]+(?:\.[a-z0-9]+)*", fold(text)))


def label_id(text: str) -> str:
    """Return the id of a label: its slug, or its code points where it has none to read.

    An id is never empty, and two labels of signs are told apart.
    """
    return slug(text) or "-".join(f"u{ord(char):x}" for char in text if not char.isspace())

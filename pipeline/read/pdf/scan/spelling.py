"""What the ink says of letters that Tesseract mixes up: "." and ",", "I" and "i", accents.

Only the forms are looked at, never a word list.
"""

from __future__ import annotations

import re
from unicodedata import combining, normalize

import numpy as np

from pipeline.read.pdf.scan.ground import Grey

_NUMBERED = re.compile(r"\d[.,]$")
_TAIL = 0.09
"""A comma goes further below the baseline than this many type sizes, a full stop does not."""
_STEM = 7  # a stem is as wide as one part of so many of its height
_FULL = 127  # ink of a stem
_CAPITALS = re.compile(r"[A-Z]{2,3}")
_ACCENTED = re.compile(r"[aceimnorsuvwxzàâäèéêëîïôöùûü]*[àâäèéêëîïôöùûü][acemnorsuvwxz]*")
_ACCENT = 0.62
"""An accent is further above the baseline than this many type sizes."""
_BAR = re.compile(r"^\|+(?=.)|(?<=.)\|+$")


def without_bars(text: str) -> str:
    """Return a word without the remains of a rule at its ends."""
    return _BAR.sub("", text)


def corrected(text: str, ink: Grey, above: float, below: float, begins: bool) -> str:
    """Return a word with the letters that its ink shows.

    Args:
        text: the word as it was recognised.
        ink: its ink, trimmed to what is inked.
        above: how far its highest ink is above the baseline, in type sizes.
        below: how far its lowest ink is below the baseline, in type sizes.
        begins: whether a sentence or a line begins with it.
    """
    if begins and text.startswith("i") and len(text) > 1 and not _dotted(ink):
        text = "I" + text[1:]
    if _CAPITALS.fullmatch(text) and _falls(ink):
        text = text[0] + text[1:].lower()
    if _ACCENTED.fullmatch(text) and above < _ACCENT:
        text = "".join(char for char in normalize("NFD", text) if not combining(char))
    if _NUMBERED.search(text):
        text = text[:-1] + ("," if below > _TAIL else ".")
    return text


def _falls(ink: Grey) -> bool:
    """Tell whether the end of a word is lower than its beginning."""
    height, width = ink.shape
    last = ink[: height // 6, width - width // 3 :]
    return bool(height // 6) and int(last.max(initial=0)) <= _FULL


def _dotted(ink: Grey) -> bool:
    """Tell whether the left of a word is of two pieces, one above the other."""
    left = ink[:, : max(len(ink) // _STEM, 2)]
    inked = np.nonzero(left.max(axis=1, initial=0) > _FULL)[0]
    return len(inked) < 2 or int(np.diff(inked).max()) > 1

"""What the ink says of letters that Tesseract mixes up: "." and ",", "I" and "i", a bar.

Only the forms are looked at, never a word list.
"""

from __future__ import annotations

import re

import numpy as np

from pipeline.read.pdf.scan.ground import Grey

_NUMBERED = re.compile(r"\d[.,]$")
_TAIL = 0.09
"""A comma goes further below the baseline than this many type sizes, a full stop does not."""
_STEM = 7  # a stem is as wide as one part of so many of its height
_FULL = 127  # ink of a stem
_BAR = re.compile(r"^\|+(?=.)|(?<=.)\|+$")


def without_bars(text: str) -> str:
    """Return a word without the remains of a rule at its ends."""
    return _BAR.sub("", text)


def corrected(text: str, ink: Grey, below: float, begins: bool) -> str:
    """Return a word with the letters that its ink shows.

    Args:
        text: the word as it was recognised.
        ink: its ink, trimmed to what is inked.
        below: how far its lowest ink is below the baseline, in type sizes.
        begins: whether a sentence or a line begins with it.
    """
    if begins and text.startswith("i") and len(text) > 1 and not _dotted(ink):
        text = "I" + text[1:]
    if _NUMBERED.search(text):
        text = text[:-1] + ("," if below > _TAIL else ".")
    return text


def _dotted(ink: Grey) -> bool:
    """Tell whether the left of a word is of two pieces, one above the other."""
    left = ink[:, : max(len(ink) // _STEM, 2)]
    inked = np.nonzero(left.max(axis=1, initial=0) > _FULL)[0]
    return len(inked) < 2 or int(np.diff(inked).max()) > 1

"""Tesseract's words → `Word`s set on common baselines, in a few sizes, bold or not.

A word's size is its height over what its letters have above and below the baseline; its weight
is the width of its strokes. Both are measured word by word, settled line by line, and levelled
over the whole document, so that one type comes out as one type.
"""

from __future__ import annotations

import math
import string
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import numpy as np

from pipeline.read.pdf.primitives import ASCENT, Word
from pipeline.read.pdf.scan.ground import Grey
from pipeline.read.pdf.scan.heads import INKED
from pipeline.read.pdf.scan.scale import POINT
from pipeline.read.pdf.scan.spelling import corrected, without_bars
from pipeline.read.pdf.scan.tesseract import Token

_X_HEIGHT, _CAPITAL, _ACCENTED, _DESCENT = 0.53, 0.72, 0.93, 0.21
"""What letters have above and below the baseline, in type sizes; faces differ little."""
_LOW = frozenset("acemnorsuvwxzçœæ")
_HIGH_ACCENTS = frozenset("ÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸ") - {"Ç"}
_DEEP = frozenset("gjpqyçÇ()[]{}")
_MEASURED = frozenset(string.ascii_letters + string.digits + "àâäçéèêëîïôöùûüœæ")
_STOPS = (".", ":", "!", "?", "•")
_BLUR = 1.5
"""So many pixels of the height of a letter are but its blurred edges."""
_ONE_SIZE = 0.07
"""Sizes that differ by less than this share are one size."""
_BOLDER = 1.2
"""Bold strokes are at least this many times as wide."""


@dataclass(slots=True)
class Letters:
    """A word as printed: text, box in pixels, and its measures; 0 where it has none.

    `line` tells lines apart, `stroke` is the width of a stroke in pixels.
    """

    text: str
    left: int
    top: int
    right: int
    bottom: int
    line: int
    size: float
    stroke: float
    baseline: float = 0.0
    bold: bool = False


def measure(tokens: Iterable[Token], ink: Grey) -> list[Letters]:
    """Measure the words of one page on its ink; a word without ink is none."""
    words: list[Letters] = []
    lines: dict[tuple[int, ...], int] = {}
    for token in tokens:
        box = _trimmed(token, ink)
        if box is None:
            continue
        left, top, right, bottom = box
        text = without_bars(token.text)
        above, below = _reach(text)
        size = (bottom - top - _BLUR) / (above + below) if above else 0.0
        stroke = _stroke(ink[top:bottom, left:right])
        line = lines.setdefault(token.line, len(lines))
        words.append(Letters(text, left, top, right, bottom, line, size, stroke))
    for line in range(len(lines)):
        _level([word for word in words if word.line == line])
    before = None
    for word in words:
        begins = before is None or before.line != word.line or before.text.endswith(_STOPS)
        part = ink[word.top : word.bottom, word.left : word.right]
        above = (word.baseline - word.top) / word.size
        below = (word.bottom - word.baseline) / word.size
        word.text = corrected(word.text, part, above, below, begins)
        before = word
    return words


def settle(pages: Sequence[Sequence[Letters]]) -> None:
    """Give the words of a document the few sizes and the two weights that it is set in."""
    words = [word for page in pages for word in page]
    sizes = _classes([(word.size, len(word.text)) for word in words if word.size])
    for word in words:
        word.size = min(sizes, key=lambda size: abs(math.log(size / word.size)))
    limit = _bold_from(
        [(w.stroke / w.size, len(w.text)) for w in words if _letters(w.text) >= 3 and w.stroke]
    )
    for page in pages:
        for line in sorted({word.line for word in page}):
            _weigh([word for word in page if word.line == line], limit)


def to_word(word: Letters) -> Word:
    """Return a word in points, its box as every engine gives it."""
    size = round(word.size / POINT, 1)
    top = word.baseline / POINT - ASCENT * size
    return Word(
        word.text, word.left / POINT, top, word.right / POINT, top + size, size, "scan", word.bold
    )


def _trimmed(token: Token, ink: Grey) -> tuple[int, int, int, int] | None:
    part = ink[token.top : token.bottom, token.left : token.right] > INKED
    if not part.any():
        return None
    rows, columns = np.nonzero(part.any(axis=1))[0], np.nonzero(part.any(axis=0))[0]
    return (
        token.left + int(columns[0]), token.top + int(rows[0]), token.left + int(columns[-1]) + 1,
        token.top + int(rows[-1]) + 1,
    )  # fmt: skip


def _reach(text: str) -> tuple[float, float]:
    """Return how far a word goes above and below the baseline; 0 where that is not known."""
    if not any(char in _MEASURED for char in text):
        return 0.0, 0.0
    above = max(
        _ACCENTED if c in _HIGH_ACCENTS else _X_HEIGHT if c in _LOW else _CAPITAL
        for c in text
        if c.isalnum()
    )
    if any(c in "'’\"«»()[]{}/!?" for c in text):
        above = max(above, _CAPITAL if not set(text) & set("«»") else above)
    below = _DESCENT if any(c in _DEEP for c in text) else 0.0
    if not below and text[-1] in ",;":
        below = 0.15
    return above, below


def _stroke(ink: Grey) -> float:
    """Return the width of the strokes of a word: twice its area over its outline."""
    full = ink > 127
    outline = int((full[1:] != full[:-1]).sum()) + int((full[:, 1:] != full[:, :-1]).sum())
    outline += int(full[0].sum() + full[-1].sum() + full[:, 0].sum() + full[:, -1].sum())
    return 2 * float(ink.sum()) / 255 / (outline * math.pi / 4) if outline else 0.0


def _level(line: Sequence[Letters]) -> None:
    """Give the words of a line one size and one baseline, unless one is plainly smaller."""
    usual = _weighted_median([(w.size, len(w.text)) for w in line if w.size])
    if not usual:
        usual = max((word.bottom - word.top for word in line), default=1) / _CAPITAL
    base = median(
        [w.bottom - _reach(w.text)[1] * usual for w in line if w.size] or [line[0].bottom]
    )
    for word in line:
        if word.size < 0.72 * usual and word.size and base - word.bottom > 0.15 * usual:
            word.baseline = word.bottom - _reach(word.text)[1] * word.size
            continue
        word.size, word.baseline = usual, base


def _weighted_median(values: Sequence[tuple[float, int]]) -> float:
    total = sum(weight for _, weight in values)
    seen = 0
    for value, weight in sorted(values):
        seen += weight
        if 2 * seen >= total:
            return value
    return 0.0


def _classes(values: Sequence[tuple[float, int]]) -> list[float]:
    """Return the few sizes that measured ones stand for, the most used ones first."""
    left = sorted(values)
    sizes: list[float] = []
    while left:
        best: list[tuple[float, int]] = []
        first = 0
        for last in range(len(left)):
            while left[last][0] > left[first][0] * (1 + _ONE_SIZE):
                first += 1
            window = left[first : last + 1]
            if sum(weight for _, weight in window) > sum(weight for _, weight in best):
                best = window
        size = _weighted_median(best)
        sizes.append(size)
        left = [pair for pair in left if abs(math.log(pair[0] / size)) > _ONE_SIZE]
    return sizes


def _letters(text: str) -> int:
    return sum(char.isalpha() for char in text)


def _bold_from(strokes: Sequence[tuple[float, int]]) -> float:
    """Return the width of stroke, in type sizes, from which type is bold: infinite for none."""
    ordered = sorted(strokes)
    total = sum(weight for _, weight in ordered)
    mass = sum(value * weight for value, weight in ordered)
    best, limit = 0.0, math.inf
    seen, sum_below = 0, 0.0
    for (value, weight), (following, _) in pairwise(ordered):
        seen += weight
        sum_below += value * weight
        low, high = sum_below / seen, (mass - sum_below) / (total - seen)
        spread = seen * (total - seen) * (high - low) ** 2
        if spread > best and high >= _BOLDER * low:
            best, limit = spread, (value + following) / 2
    return limit


def _weigh(line: Sequence[Letters], limit: float) -> None:
    """Tell which words of a line are bold; a line that mostly is, or is not, is so throughout."""
    measured = [word for word in line if _letters(word.text) >= 2] or line
    total = sum(len(word.text) for word in measured)
    heavy = sum(len(w.text) for w in measured if w.stroke >= limit * w.size)
    for word in line:
        if heavy >= 0.75 * total:
            word.bold = True
        elif heavy > 0.25 * total:
            word.bold = word.stroke >= limit * word.size

"""The words of a page, measured through PDFium's text page.

Words come from the text of the page, taken once: for each word the pen position of its first
character and the end of its last one. Single characters are only looked at where a word turns out
wider than its letters can be. Font, size and direction are looked up once for each text object.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Collection, Container
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from pipeline.read.pdf import calls
from pipeline.read.pdf.primitives import ASCENT, SLANT_DEGREES, SLANTED, Word
from pipeline.read.pdf.shown import Shown

_RUN = re.compile("[^\\s\x02\ufffe\x00\uffff]+[\x02\ufffe]?")
_MIXED = re.compile(r"(?=.*[\d*†‡§])..")
_HYPHENS = "\x02\ufffe"
"""PDFium's own marks for a hyphen at a line end: the word goes on in the next line."""
_WIDEST = 1.15
"""A word whose letters are wider than this many type sizes on the mean is looked at closely."""

_SMALLER = 0.85
"""Type at most this much of the size before it is another word."""

_SPACE = 0.18
"""A gap of so many type sizes parts words that PDFium ran together."""
_SAME_PLACE_PT = 0.1
_KERN = 0.12
"""A letter reaches at most so many type sizes over the one after it, or it is printed there."""
_TOUCHES = 0.03
"""Equal letters side by side touch; one that reaches further over the other is printed twice."""
_RUN_TOGETHER = re.compile(
    r"[^\W\d_A-Z][A-ZÀ-Ý]|[^\W\d_][.:;,!?)][^\W\d_]|^[>•▪➢✓✔*-]\w|[\ufe0e\ufe0f]."
)

_PLAIN = False, False
_OPENING = frozenset("([{“‘'’\"")

_LOW = 0.25
"""What is wholly under this share of the height of the letter before is on a line below."""
_JUMP = 0.8
"""A gap inside a run of more than this many type sizes parts two words."""


@dataclass(frozen=True, slots=True)
class _Style:
    """What the characters of a text object have in common; `flat` runs from left to right."""

    size: float
    font: str
    bold: bool
    flat: bool
    degrees: float


class Measure:
    """Measures the words of one text page; the buffers are used over and over."""

    def __init__(self, text_page: int, frame: Shown, font: Any, twice: Container[int]) -> None:
        self._page, self._frame, self._font, self._twice = text_page, frame, font, twice
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._rect, self._matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
        self._turn = (ctypes.c_float * 4).from_buffer(self._matrix)
        self._x_at, self._y_at = ctypes.byref(self._x), ctypes.byref(self._y)
        self._rect_at, self._matrix_at = ctypes.byref(self._rect), ctypes.byref(self._matrix)
        self._text = ""
        self._styles: dict[int, _Style] = {}
        self.begun: Collection[int] = self._styles.keys()  # the objects that words begin with
        self.spoken: set[int] = set()  # those that begin with letters
        self._known: dict[tuple[object, ...], _Style] = {}

    def words(self, text: str) -> list[Word]:
        """Return the words of the text of the page.

        Most runs are one plain word that runs from left to right: those are measured in place.
        """
        self._text = text
        page, frame, styles = self._page, self._frame, self._styles
        rect, x_at, y_at, rect_at = self._rect, self._x_at, self._y_at, self._rect_at
        text_object, char_origin, char_box = calls.text_object, calls.char_origin, calls.char_box
        pen_x, pen_y = self._x, self._y
        left, height, bottom = frame.left, frame.height, frame.bottom
        words: list[Word] = []
        for run in _RUN.finditer(text):
            printed = run.group()
            start, end = run.span()
            odd = _suspicious(printed)
            if odd:
                self._run(text, start, end, odd, words)
                continue
            item = text_object(page, start)
            style = styles.get(item) or self._style(item, start)
            if not style.flat:
                self._run(text, start, end, _PLAIN, words)
                continue
            char_origin(page, start, x_at, y_at)
            char_box(page, end - 1, rect_at)
            size, x0, x1 = style.size, pen_x.value - left, rect.right - left
            top = height - (pen_y.value - bottom) - ASCENT * size
            if x1 < x0:
                x1 = x0
            word = Word(printed, x0, top, x1, top + size, size, style.font, style.bold)
            wide = x1 - x0 > _WIDEST * size * (end - start) and end - start > 1 and size
            if wide or not rect.bottom <= pen_y.value <= rect.top:
                self._run(text, start, end, _PLAIN, words)
            elif words and -_KERN * size < x0 - words[-1].x1 <= _SPACE * size:
                self._add(words, word, start)
            else:
                words.append(word)
        return words

    def _run(
        self, text: str, start: int, end: int, odd: tuple[bool, bool], words: list[Word]
    ) -> None:
        """Add the word of a run, or its pieces where it is wider than its letters can be."""
        mixed, together = odd
        if mixed:
            cut = self._change(start, end)
            if cut is not None:
                self._add(words, self._word(text, start, cut), start)
                words.append(self._word(text, cut, end))
                return
        word = self._word(text, start, end)
        length = max(word.x1 - word.x0, word.bottom - word.top)
        wide = length > _WIDEST * word.size * (end - start) and end - start > 1 and word.size
        # PDFium runs a short line and the next one together where both begin a narrow column.
        broken = not word.angle and not self._rect.bottom <= self._y.value <= self._rect.top
        if wide or together or broken:
            jump = (_SPACE if together and not wide else _JUMP) * word.size
            (_, first), *rest = self._pieces(start, end, jump)
            piece = self._word(text, start, first)
            if broken and not rest and self._climbs(start):
                piece.angle = SLANTED
            self._add(words, piece, start)
            words += [self._word(text, *piece) for piece in rest]
        else:
            self._add(words, word, start)

    def _climbs(self, start: int) -> bool:
        """Tell whether the pen moves aslant: a form may turn what is set level in it."""
        calls.char_origin(self._page, start, self._x_at, self._y_at)
        x, y = self._x.value, self._y.value
        calls.char_origin(self._page, start + 1, self._x_at, self._y_at)
        degrees = math.degrees(math.atan2(self._y.value - y, self._x.value - x))
        return not self._frame.rotation and abs(degrees) > SLANT_DEGREES

    def _add(self, words: list[Word], word: Word, start: int) -> None:
        """Add a word, to the one before where only PDFium sees a space between its letters."""
        before = words[-1] if words else None
        if (
            before is not None
            and (before.angle, before.size, before.font) == (word.angle, word.size, word.font)
            and -_KERN * word.size < (gap := _gap(before, word)) <= _SPACE * word.size
            and not (before.text[-1] == word.text[0] and gap <= -_TOUCHES * word.size)
            and _takes_letters(before.text)
            and self._is_no_space(start - 1, word)
        ):
            before.text += word.text
            before.x0, before.top = min(before.x0, word.x0), min(before.top, word.top)
            before.x1, before.bottom = max(before.x1, word.x1), max(before.bottom, word.bottom)
        else:
            words.append(word)

    def _is_no_space(self, index: int, word: Word) -> bool:
        """Tell whether PDFium made up the space before a word, or it is printed on the word."""
        if calls.is_generated(self._page, index) == 1:
            return True
        calls.char_origin(self._page, index, self._x_at, self._y_at)
        at = self._x.value - self._frame.left
        return word.angle == 0 and bool(abs(at - word.x0) <= _SAME_PLACE_PT)

    def _word(self, text: str, start: int, end: int) -> Word:
        page, frame = self._page, self._frame
        item = calls.text_object(page, start)
        style = self._styles.get(item) or self._style(item, start)
        calls.char_origin(page, start, self._x_at, self._y_at)
        calls.char_box(page, end - 1, self._rect_at)
        printed = text[start:end]
        if printed[-1] in _HYPHENS:
            printed = printed[:-1] + "-"
        if not style.flat:
            return self._turned(printed, style)
        size = style.size
        x0 = self._x.value - frame.left
        x1 = self._rect.right - frame.left
        top = frame.height - (self._y.value - frame.bottom) - ASCENT * size
        return Word(printed, x0, top, max(x0, x1), top + size, size, style.font, style.bold)

    def _style(self, item: int | None, index: int) -> _Style:
        calls.char_matrix(self._page, index, self._matrix_at)
        size = calls.char_size(self._page, index)
        name, bold = self._font(item)
        bold = bold or item in self._twice
        key = size, name, bold, *self._turn[:]
        style = self._known.get(key)
        if style is None:
            style = self._known[key] = self._new_style(size, name, bold)
        if item is not None:
            self._styles[item] = style
            if self._text[index].isalnum():
                self.spoken.add(item)
        return style

    def _new_style(self, size: float, name: str, bold: bool) -> _Style:
        a, b, c, d = self._turn[:]
        turned = abs(b) > abs(a) or a < 0 or self._frame.rotation
        degrees = -math.degrees(math.atan2(b, a)) + 90 * self._frame.rotation
        return _Style(size * math.hypot(c, d), name, bold, not turned, degrees)

    def _turned(self, printed: str, style: _Style) -> Word:
        """Measure a word whose line does not run from left to right in PDF coordinates."""
        degrees, size = style.degrees, style.size
        angle = round(degrees / 90) * 90 % 360
        slanted = abs(degrees - round(degrees / 90) * 90) > SLANT_DEGREES
        x, y = self._frame.point(self._x.value, self._y.value)
        rect = self._rect
        last = self._frame.box(rect.left, rect.bottom, rect.right, rect.top)
        up, down = ASCENT * size, (1 - ASCENT) * size
        boxes = {
            0: (x, y - up, last[2], y + down),
            90: (x - down, y, x + up, last[3]),
            180: (last[0], y - down, x, y + up),
            270: (x - up, last[1], x + down, y),
        }
        x0, top, x1, bottom = boxes[angle]
        return Word(
            printed, min(x0, x1), min(top, bottom), max(x0, x1), max(top, bottom), size,
            style.font, style.bold, SLANTED if slanted else angle,
        )  # fmt: skip

    def _change(self, start: int, end: int) -> int | None:
        """Return where small raised type begins or ends inside a run ("1er", a note), or None."""
        first = self._size(start)
        if _alike(first, self._size(end - 1)):
            return None
        return next((i for i in range(start + 1, end) if not _alike(first, self._size(i))), None)

    def _size(self, index: int) -> float:
        calls.char_matrix(self._page, index, self._matrix_at)
        size: float = calls.char_size(self._page, index)
        return size * math.hypot(*self._turn[2:])

    def _pieces(self, start: int, end: int, jump: float) -> list[tuple[int, int]]:
        """Cut a run where the pen jumps by more than so many points, or to a line below."""
        cuts, right, low = [start], math.inf, -math.inf
        for index in range(start, end):
            calls.char_box(self._page, index, self._rect_at)
            if self._rect.left - right > jump or self._rect.top < low:
                cuts.append(index)
            right, bottom = self._rect.right, self._rect.bottom
            low = bottom + _LOW * (self._rect.top - bottom)
        return list(zip(cuts, [*cuts[1:], end], strict=True))


def _alike(one: float, other: float) -> bool:
    """Tell whether neither of two type sizes is that of raised type beside the other."""
    return min(one, other) > _SMALLER * max(one, other)


def _takes_letters(text: str) -> bool:
    """Tell whether letters may go on after a text: it holds some, or opens a bracket."""
    return any(map(str.isalnum, text)) or text in _OPENING


def _gap(before: Word, word: Word) -> float:
    """Return how far behind a word another one on its line begins, in points."""
    if word.angle in (0, 180) and before.top == word.top:
        return word.x0 - before.x1 if word.angle == 0 else before.x0 - word.x1
    if word.angle in (90, 270) and before.x0 == word.x0:
        return word.top - before.bottom if word.angle == 90 else before.top - word.bottom
    return math.inf


@lru_cache(maxsize=20_000)
def _suspicious(run: str) -> tuple[bool, bool] | None:
    """Tell whether a run may hold raised type, and whether it looks like words run together.

    None is for a run that is neither, and ends without a hyphen of PDFium's own.
    """
    odd = bool(_MIXED.match(run)), bool(_RUN_TOGETHER.search(run))
    return odd if any(odd) or run[-1] in _HYPHENS else None

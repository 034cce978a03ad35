"""Glyphs that their font gives no character: found in PDFium's text, and told by their form.

PDFium hands on the code of such a glyph as if it were a character. Where it stands alone, as
marks do, it is put into the text as a private character instead, until the page is looked at.
"""

from __future__ import annotations

import ctypes
import re
import unicodedata
from typing import Any

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from pipeline.read.pdf import calls
from pipeline.read.pdf.primitives import UNKNOWN, UNTOLD, PageInk, Word

_ALONE = re.compile("[\x00-\x08\x0e-\x1f]{1,2}|(?<!\\S)\\S{1,2}(?!\\S)")
"""What may be glyphs without a character: control codes, and words of one or two characters."""
_MOST = 0xFFFD
_FINE = 100


def with_untold(text_page: Any, text: str) -> str:
    """Return the text of a page with its lone glyphs without a character as private ones."""
    page = calls.address(text_page)
    pieces: list[str] = []
    done = 0
    unknown = calls.has_no_character
    for run in _ALONE.finditer(text):
        start, end = run.span()  # of one or two characters
        if unknown(page, start) == 1 and (end - start == 1 or unknown(page, end - 1) == 1):
            pieces += text[done:start], *(_untold(page, index) for index in range(start, end))
            done = end
    return "".join([*pieces, text[done:]])


def untold_in(page: Any, text_page: Any, word: Word) -> str | None:
    """Return what a word that another engine read is, if it is glyphs without a character."""
    width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    count = len(word.text)
    x, y = (word.x0 + (word.x1 - word.x0) / (2 * count)), (word.top + word.bottom) / 2
    across, down = ctypes.c_double(), ctypes.c_double()
    size = (0, 0, round(width * _FINE), round(height * _FINE), 0)
    pdfium.FPDF_DeviceToPage(page, *size, round(x * _FINE), round(y * _FINE), across, down)
    near = word.size / 2
    first = pdfium.FPDFText_GetCharIndexAtPos(text_page, across.value, down.value, near, near)
    handle = calls.address(text_page)
    span = range(first, first + count)
    if first < 0 or any(calls.has_no_character(handle, index) != 1 for index in span):
        return None
    return "".join(_untold(handle, index) for index in span)


def _untold(page: int, index: int) -> str:
    return chr(UNTOLD + min(calls.character(page, index), _MOST))


def tell(ink: PageInk) -> None:
    """Give the glyphs without a character the one that their form is printed for."""
    for word in ink.words:
        if word.text[0] >= chr(UNTOLD):
            twice = len(word.text) > 1 and len(set(word.text)) == 1
            x1 = (word.x0 + word.x1) / 2 if twice else word.x1
            seen = ink.look((word.x0, word.top, x1, word.bottom))
            word.text = seen.char if seen is not None else UNKNOWN


def says_nothing(char: str) -> bool:
    """Tell whether a character has no meaning but in its own font."""
    return char == UNKNOWN or unicodedata.category(char[0]) == "Co"


def is_mute(text: str) -> bool:
    """Tell whether a text is of codes alone that print nothing by themselves."""
    return not text.isprintable() and all(unicodedata.category(c) in ("Cc", "Cf") for c in text)

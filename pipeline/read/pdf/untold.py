"""Glyphs that their font gives no character: found in PDFium's text, and told by their form.

PDFium hands on the code of such a glyph as if it were a character. Where it stands alone, as
marks do, it is put into the text as a private character instead, until the page is looked at.
"""

from __future__ import annotations

import ctypes
import re
from typing import Any

from pipeline.read.pdf import calls
from pipeline.read.pdf.primitives import UNKNOWN, UNTOLD, PageInk

_ALONE = re.compile("[\x00-\x08\x0e-\x1f]{1,2}|(?<!\\S)\\S{1,2}(?!\\S)")
"""What may be glyphs without a character: control codes, and words of one or two characters."""
_MOST = 0xFFFD


def with_untold(text_page: Any, text: str) -> str:
    """Return the text of a page with its lone glyphs without a character as private ones."""
    page = ctypes.cast(text_page, ctypes.c_void_p).value
    pieces: list[str] = []
    done = 0
    for run in _ALONE.finditer(text):
        span = range(*run.span())
        if all(calls.has_no_character(page, index) == 1 for index in span):
            codes = (min(calls.character(page, index), _MOST) for index in span)
            pieces += text[done : span.start], *(chr(UNTOLD + code) for code in codes)
            done = span.stop
    return "".join([*pieces, text[done:]])


def tell(ink: PageInk) -> None:
    """Give the glyphs without a character the one that their form is printed for."""
    for word in ink.words:
        if word.text[0] >= chr(UNTOLD):
            seen = ink.look((word.x0, word.top, word.x1, word.bottom))
            word.text = seen.char if seen is not None else UNKNOWN

"""Which fonts set nothing but spaces on a page, by the operators that set its texts.

Office programs print the paragraph of an empty cell as a space. Asking for the operators costs a
fraction of reading the page by its codes, and settles it for fonts whose code 32 is a space.
"""

from __future__ import annotations

import io
from collections.abc import Collection, Iterable, Iterator
from typing import Any

import pikepdf

from pipeline.read.pdf.fonts import plain_name

_SIMPLE = ("/TrueType", "/Type1")
_ASKED_FOR = "q Q Tf Tj TJ ' \""


def set_only_spaces(data: bytes, number: int, names: Collection[str]) -> bool:
    """Tell whether all fonts of these plain names set nothing but spaces on a page, from 1.

    False also where that is not known: for fonts with codes of their own, or of no such name.
    """
    try:
        with pikepdf.open(io.BytesIO(data)) as document:
            page = document.pages[number - 1]
            fonts = {
                key: font
                for key, font in page.Resources.Font.items()
                if plain_name(str(font.BaseFont)[1:]) in names
            }
            known = fonts and all(map(_has_plain_space, fonts.values()))
            return bool(known) and not any(text.strip(b" ") for text in _set_in(page, fonts.keys()))
    except (pikepdf.PdfError, AttributeError, IndexError, TypeError, ValueError):
        return False


def _has_plain_space(font: pikepdf.Object) -> bool:
    encoding = font.get("/Encoding")
    own = isinstance(encoding, pikepdf.Dictionary) or "/ToUnicode" in font
    return str(font.Subtype) in _SIMPLE and not own


def _set_in(page: pikepdf.Page, fonts: Collection[str]) -> Iterator[bytes]:
    """Yield the codes that are set in some of the fonts of a page."""
    font, kept = "", list[str]()
    for set_out in pikepdf.parse_content_stream(page, _ASKED_FOR):
        name, operands = str(set_out.operator), set_out.operands
        if name == "q":
            kept.append(font)
        elif name == "Q":
            font = kept.pop() if kept else ""
        elif name == "Tf":
            font = str(operands[0])
        elif font in fonts:
            yield from _codes(operands)


def _codes(operands: Iterable[Any]) -> Iterator[bytes]:
    for operand in operands:
        for part in operand if isinstance(operand, pikepdf.Array) else (operand,):
            if isinstance(part, pikepdf.String):
                yield bytes(part)

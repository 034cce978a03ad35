"""Fonts that no library would write, put into a file that is already drawn."""

from __future__ import annotations

from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name

from tests.pdf.looks.fonts import mark_font

WINGDINGS = "/FWing"
NUMBERED = "/FNum"
FIRST, LAST = 0xFC, 0xFE


def add_wingdings(path: Path) -> None:
    """Add a symbolic font called Wingdings, with ticks at 0xFC to 0xFE and no ToUnicode."""
    codes = ((0xF000 + FIRST, "✓"), (0xF000 + FIRST + 1, "✔"), (0xF000 + LAST, "■"))
    name = "/ABCDEF+Wingdings-Regular"
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        font = Dictionary(
            Type=Name.Font,
            Subtype=Name.TrueType,
            BaseFont=Name(name),
            FirstChar=FIRST,
            LastChar=LAST,
            Widths=Array([1000] * (LAST - FIRST + 1)),
            FontDescriptor=_descriptor(
                document, name, mark_font("Wingdings", codes, symbolic=True)
            ),
        )
        _add(document, WINGDINGS, font, path)


def add_numbered(path: Path) -> None:
    """Add a font whose text is glyph numbers: 2 is the first mark."""
    name = "/GHIJKL+F12"
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        below = Dictionary(
            Type=Name.Font,
            Subtype=Name.CIDFontType2,
            BaseFont=Name(name),
            CIDSystemInfo=Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0),
            CIDToGIDMap=Name.Identity,
            DW=1000,
            FontDescriptor=_descriptor(document, name, mark_font("F12")),
        )
        font = Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=Name(name),
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([document.make_indirect(below)]),
        )
        _add(document, NUMBERED, font, path)


def _descriptor(document: pikepdf.Pdf, name: str, file: bytes) -> pikepdf.Object:
    return document.make_indirect(
        Dictionary(
            Type=Name.FontDescriptor,
            FontName=Name(name),
            Flags=4,
            FontBBox=Array([0, -200, 1000, 800]),
            ItalicAngle=0,
            Ascent=800,
            Descent=-200,
            CapHeight=700,
            StemV=80,
            FontFile2=document.make_stream(file, Length1=len(file)),
        )
    )


def _add(document: pikepdf.Pdf, name: str, font: Dictionary, path: Path) -> None:
    shared = document.make_indirect(font)
    for page in document.pages:
        page.Resources.Font[name] = shared
    document.save(path, deterministic_id=True)

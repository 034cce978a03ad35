"""Fonts that say little or nothing of their glyphs, put into a page that is already typeset."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
from pikepdf import Array, Dictionary, Name

from tests.pdf.looks.fonts import mark_font

Make = Callable[[pikepdf.Pdf], pikepdf.Object]
FACE = "/FMark"


def with_face(make: Make) -> Callable[[bytes], bytes]:
    """Return what adds a font to a page."""

    def finish(data: bytes) -> bytes:
        out = io.BytesIO()
        with pikepdf.open(io.BytesIO(data)) as document:
            for page in document.pages:
                page.Resources.Font[FACE] = document.make_indirect(make(document))
            document.save(out, deterministic_id=True)
        return out.getvalue()

    return finish


def absent(name: str, encoding: str = "", glyph: tuple[int, str] | None = None) -> Make:
    """A font that is not in the file: its name, or that of a glyph, says what its codes are."""

    def make(document: pikepdf.Pdf) -> pikepdf.Object:
        font = Dictionary(
            Type=Name.Font,
            Subtype=Name.Type1 if "Zapf" in name else Name.TrueType,
            BaseFont=Name("/" + name),
            FirstChar=32,
            LastChar=255,
            Widths=Array([1000] * 224),
            FontDescriptor=_descriptor(document, name),
        )
        if encoding:
            font.Encoding = Name("/" + encoding)
        if glyph:
            code, named = glyph
            font.Encoding = Dictionary(
                Type=Name.Encoding, Differences=Array([code, Name("/" + named)])
            )
        return font

    return make


def symbolic(name: str, codes: tuple[tuple[int, str], ...], differences: bool = False) -> Make:
    """A TrueType font in the file whose table holds codes of its own, and no table to Unicode."""

    def make(document: pikepdf.Pdf) -> pikepdf.Object:
        file = mark_font("F3", tuple((0xF000 + c, m) for c, m in codes), symbolic=True)
        font = Dictionary(
            Type=Name.Font,
            Subtype=Name.TrueType,
            BaseFont=Name("/" + name),
            FirstChar=32,
            LastChar=255,
            Widths=Array([1000] * 224),
            FontDescriptor=_descriptor(document, name, file),
        )
        if differences:
            font.Encoding = Dictionary(
                Type=Name.Encoding,
                Differences=Array([item for c, _ in codes for item in (c, Name(f"/g{c}"))]),
            )
        return font

    return make


def composite(name: str, unicode: dict[int, str] | None = None) -> Make:
    """A font whose text is glyph numbers; `unicode` is its table to Unicode, if it has one."""

    def make(document: pikepdf.Pdf) -> pikepdf.Object:
        below = Dictionary(
            Type=Name.Font,
            Subtype=Name.CIDFontType2,
            BaseFont=Name("/" + name),
            CIDSystemInfo=Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0),
            CIDToGIDMap=Name.Identity,
            DW=1000,
            FontDescriptor=_descriptor(document, name, mark_font("F3", ((0xE000, "✓"),))),
        )
        font = Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=Name("/" + name),
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([document.make_indirect(below)]),
        )
        if unicode is not None:
            lines = "\n".join(
                f"<{code:04X}> <{char.encode('utf-16-be').hex()}>" for code, char in unicode.items()
            )
            font.ToUnicode = document.make_stream(
                f"/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
                f"/CMapName /X def /CMapType 2 def\n1 begincodespacerange <0000> <FFFF> "
                f"endcodespacerange\n{len(unicode)} beginbfchar\n{lines}\nendbfchar\n"
                f"endcmap end end".encode()
            )
        return font

    return make


def unembedded(name: str, unicode: dict[int, str] | None = None) -> Make:
    """A font whose text is glyph numbers, and that is not in the file."""

    def make(document: pikepdf.Pdf) -> pikepdf.Object:
        font = composite(name, unicode)(document)
        del font.DescendantFonts[0].FontDescriptor["/FontFile2"]
        return font

    return make


def drawn(program: bytes, code: int = 65) -> Make:
    """A font whose one glyph, at the code of A or another, is a drawing of its own."""

    def make(document: pikepdf.Pdf) -> pikepdf.Object:
        return Dictionary(
            Type=Name.Font,
            Subtype=Name.Type3,
            FontBBox=Array([0, -200, 1000, 1000]),
            FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
            CharProcs=Dictionary(a0=document.make_stream(program)),
            Encoding=Dictionary(Type=Name.Encoding, Differences=Array([code, Name("/a0")])),
            FirstChar=code,
            LastChar=code,
            Widths=Array([1000]),
            Resources=Dictionary(),
        )

    return make


def _descriptor(document: pikepdf.Pdf, name: str, file: bytes | None = None) -> pikepdf.Object:
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name("/" + name),
        Flags=4,
        FontBBox=Array([0, -200, 1000, 800]),
        ItalicAngle=0,
        Ascent=800,
        Descent=-200,
        CapHeight=700,
        StemV=80,
    )
    if file is not None:
        descriptor.FontFile2 = document.make_stream(file, Length1=len(file))
    return document.make_indirect(descriptor)

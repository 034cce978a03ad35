"""Files whose streams are too much or make no sense: bombs, loops, fonts, pictures."""

from __future__ import annotations

import zlib
from itertools import chain

from tests.pdf.bad.case import PHRASE, Bad
from tests.pdf.bad.writer import FONT, deflate, page, pdf, phrase, repeated, stream

MEGA = 1_000_000
FLATE = b"/Filter /FlateDecode"


def _packed(data: bytes, extra: bytes = FLATE) -> bytes:
    return pdf(page(stream(data, extra)))


def _bomb(piece: bytes, total: int) -> bytes:
    """The phrase, and then the same piece over and over."""
    return _packed(deflate(chain((phrase(),), repeated(piece, total))))


def _nested_bomb() -> bytes:
    """300 megabytes of blanks, packed twice: a kilobyte."""
    inner = deflate(repeated(b" ", 300 * MEGA))
    return _packed(zlib.compress(inner, 9), b"/Filter [/FlateDecode /FlateDecode]")


def _filters(count: int) -> bytes:
    return _packed(b"x" * 100, b"/Filter [%s]" % (b"/ASCIIHexDecode " * count))


def _form(body: bytes, resources: bytes = b"") -> bytes:
    head = b"/Type /XObject /Subtype /Form /BBox [0 0 612 792] /Resources << %s >>" % resources
    return stream(body, head)


def _forms(pairs: dict[bytes, bytes]) -> bytes:
    """Forms /A and /B, each drawing what its body says."""
    resources = b"/XObject << /A 10 0 R /B 11 0 R >>"
    more = {10 + k: _form(body, resources) for k, body in enumerate(pairs.values())}
    return pdf(page(stream(phrase() + b"/A Do\n"), resources=resources, more=more))


def _doubling(levels: int) -> bytes:
    """Forms that each draw the next one ten times: ten to the power of the levels."""
    more = {
        10 + k: _form(b"/N Do " * 10, b"/XObject << /N %d 0 R >>" % (11 + k)) for k in range(levels)
    }
    more[10 + levels] = _form(b"0 0 m 9 9 l S")
    first = b"/XObject << /N 10 0 R >>"
    return pdf(page(stream(phrase() + b"/N Do\n"), resources=first, more=more))


def _type3() -> bytes:
    """A font whose letter prints itself."""
    font = (
        b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [.1 0 0 .1 0 0] "
        b"/FirstChar 97 /LastChar 97 /Widths [9] /Encoding << /Differences [97 /a] >> "
        b"/CharProcs << /a 11 0 R >> /Resources << /Font << /T 10 0 R >> >> >>"
    )
    more = {10: font, 11: stream(b"9 0 d0 BT /T 1 Tf (a) Tj ET")}
    objects = page(stream(phrase() + b"BT /T 9 Tf 72 600 Td (aaa) Tj ET"), more=more)
    objects[3] = objects[3].replace(b"/F1 5 0 R", b"/F1 5 0 R /T 10 0 R")
    return pdf(objects)


def _image(extra: bytes, data: bytes, mask: bytes = b"") -> bytes:
    head = b"/Type /XObject /Subtype /Image " + extra
    more = {10: stream(data, head)}
    if mask:
        more[11] = stream(b"\x00", b"/Type /XObject /Subtype /Image " + mask)
    body = phrase() + b"q 500 0 0 500 50 50 cm /I Do Q"
    return pdf(page(stream(body), resources=b"/XObject << /I 10 0 R >>", more=more))


def _blank_fax(side: int) -> bytes:
    """A white page of fax: one bit a line."""
    extra = (
        b"/Width %d /Height %d /BitsPerComponent 1 /ColorSpace /DeviceGray "
        b"/Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns %d /Rows %d >>"
    ) % (side, side, side, side)
    return _image(extra, b"\xff" * (side // 8 + 1) + b"\x00\x10\x01")


def _dots(side: int) -> bytes:
    """A picture of one bit a pixel, half of them black."""
    extra = b"/Width %d /Height %d /BitsPerComponent 1 /ColorSpace /DeviceGray " % (side, side)
    return _image(extra + FLATE, deflate(repeated(b"\x55", side * side // 8)))


def _font(body: bytes, more: dict[int, bytes] | None = None) -> bytes:
    return pdf({**page(), FONT: body, **(more or {})})


def _unicode_bomb() -> bytes:
    lines = b"".join(b"<%04x> <%04x>\n" % (k % 65536, 65 + k % 26) for k in range(300_000))
    table = b"begincmap 300000 beginbfchar\n" + lines + b"endbfchar endcmap"
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 10 0 R >>"
    return _font(font, {10: stream(table, packed=True)})


def _annotations() -> bytes:
    link = b"<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /Parent 10 0 R /Popup 10 0 R >>"
    return pdf(page(extra=b"/Annots [10 0 R 10 0 R]", more={10: link}))


BOMBS = (
    Bad("blanks-1-to-1000", lambda: _bomb(b" ", 300 * MEGA), "either", PHRASE),
    Bad("packed-twice", _nested_bomb, "either"),
    Bad("300-mb-of-lines", lambda: _bomb(b"0 0 m 9 9 l S\n", 300 * MEGA), "either", PHRASE),
    Bad("a-million-lines", lambda: _bomb(b"0 0 m 9 9 l S\n", 14 * MEGA), "either", PHRASE),
    Bad("a-million-rectangles", lambda: _bomb(b"9 9 80 9 re f\n", 14 * MEGA), "either", PHRASE),
    Bad("one-path-of-a-million-points", lambda: _bomb(b"9 9 l\n", 6 * MEGA), "either", PHRASE),
    Bad("a-million-saves", lambda: _bomb(b"q\n", 2 * MEGA), "either", PHRASE),
    Bad("an-array-of-arrays", lambda: _packed(deflate(repeated(b"[", 2 * MEGA))), "either"),
    Bad("300-filters", lambda: _filters(300), "either"),
    Bad("unicode-table-of-300000", _unicode_bomb, "either"),
    Bad("forms-ten-to-the-ninth", lambda: _doubling(9), "either"),
    Bad("fax-of-30000-pixels", lambda: _blank_fax(30_000), "either", PHRASE),
    Bad("picture-of-30000-pixels", lambda: _dots(30_000), "either", PHRASE),
)  # fmt: skip

LOOPS = (
    Bad("form-draws-itself", lambda: _forms({b"A": b"/A Do", b"B": b""}), "read", PHRASE),
    Bad("forms-draw-each-other", lambda: _forms({b"A": b"/B Do", b"B": b"/A Do"}), "read", PHRASE),
    Bad("letter-prints-itself", _type3, "read", PHRASE),
    Bad("mask-masks-itself",
        lambda: _image(b"/Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray "
                       b"/SMask 10 0 R", b"\x00"), "read", PHRASE),
    Bad("annotation-loop", _annotations, "read", PHRASE),
)  # fmt: skip

NONSENSE = (
    Bad("broken-flate", lambda: _packed(zlib.compress(phrase() * 50)[:60]), "either"),
    Bad("not-flate", lambda: _packed(b"no flate at all"), "refused"),
    Bad("unknown-filter", lambda: _packed(phrase(), b"/Filter /SecretDecode"), "either"),
    Bad("wrong-length",
        lambda: pdf(page(stream(phrase()).replace(b"/Length ", b"/Length 9"))), "either", PHRASE),
    Bad("unknown-operators", lambda: pdf(page(stream(b"zz (x) yy\n" * 50 + phrase()))), "read",
        PHRASE),
    Bad("text-without-end", lambda: pdf(page(stream(phrase().replace(b"ET", b"")))), "read",
        PHRASE),
    Bad("picture-without-end",
        lambda: pdf(page(stream(phrase() + b"BI /W 9 /H 9 /BPC 8 ID xyz"))), "either", PHRASE),
    Bad("picture-too-short",
        lambda: _image(b"/Width 900 /Height 900 /BitsPerComponent 8 /ColorSpace /DeviceRGB",
                       b"\x00"), "read", PHRASE),
    Bad("numbers-too-big",
        lambda: pdf(page(stream(b"1e99 1e99 m -1e99 9 l S\n" + phrase()))), "read", PHRASE),
)  # fmt: skip

FONTS = (
    Bad("font-not-in-resources",
        lambda: pdf(page()).replace(b"/F1 5 0 R", b"/F9 5 0 R"), "either", PHRASE),
    Bad("font-object-missing",
        lambda: pdf({k: v for k, v in page().items() if k != FONT}), "either", PHRASE),
    Bad("font-not-embedded",
        lambda: _font(b"<< /Type /Font /Subtype /TrueType /BaseFont /Absente-Regular "
                      b"/Encoding /WinAnsiEncoding >>"), "read", PHRASE),
    Bad("font-file-is-noise",
        lambda: _font(b"<< /Type /Font /Subtype /TrueType /BaseFont /Bruit "
                      b"/Encoding /WinAnsiEncoding /FontDescriptor 10 0 R >>",
                      {10: b"<< /Type /FontDescriptor /FontName /Bruit /Flags 32 "
                           b"/FontFile2 11 0 R >>", 11: stream(b"noise" * 99)}), "read", PHRASE),
    Bad("font-of-size-zero",
        lambda: pdf(page(stream(phrase().replace(b"12 Tf", b"0 Tf")))), "either"),
    Bad("font-as-tall-as-a-tower",
        lambda: pdf(page(stream(phrase().replace(b"12 Tf", b"1e7 Tf")))), "either", PHRASE),
    Bad("font-is-its-own-descendant",
        lambda: _font(b"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H "
                      b"/DescendantFonts [5 0 R] >>"), "either"),
    Bad("text-beside-the-page",
        lambda: pdf(page(stream(phrase().replace(b"72 700", b"7200 700")))), "either"),
)  # fmt: skip

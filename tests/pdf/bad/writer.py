"""A PDF written object by object, so that any part of it can be wrong on purpose."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping

from tests.pdf.bad.case import PHRASE

HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
CATALOG, PAGES, PAGE, CONTENTS, FONT, FREE = 1, 2, 3, 4, 5, 10
"""The numbers of the objects of a file of one page; the numbers from FREE on are not used."""
CHUNK = 1 << 20


def phrase(text: str = PHRASE) -> bytes:
    """Operators that print one line."""
    return b"BT /F1 12 Tf 72 700 Td (%s) Tj ET\n" % text.encode("cp1252")


def stream(data: bytes, extra: bytes = b"", packed: bool = False) -> bytes:
    """A stream object."""
    if packed:
        data, extra = zlib.compress(data, 9), extra + b" /Filter /FlateDecode"
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), extra, data)


def page(
    contents: bytes | None = None,
    *,
    box: bytes = b"[0 0 612 792]",
    resources: bytes = b"",
    extra: bytes = b"",
    catalog: bytes = b"",
    more: Mapping[int, bytes] | None = None,
) -> dict[int, bytes]:
    """The objects of a file of one page that prints the phrase, or what `contents` says."""
    return {
        CATALOG: b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalog,
        PAGES: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        PAGE: b"<< /Type /Page /Parent 2 0 R /MediaBox %s /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> %s >> %s >>" % (box, resources, extra),
        CONTENTS: stream(phrase()) if contents is None else contents,
        FONT: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        **(more or {}),
    }


def pdf(objects: Mapping[int, bytes], trailer: bytes = b"") -> bytes:
    """Write objects with their cross-reference table."""
    out = bytearray(HEADER)
    offsets = {}
    for number, body in objects.items():
        offsets[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    size = max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        out += (
            b"%010d 00000 n \n" % offsets[number] if number in offsets else b"0000000000 00000 f \n"
        )
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\n" % (size, trailer)
    out += b"startxref\n%d\n%%%%EOF\n" % start
    return bytes(out)


def deflate(chunks: Iterable[bytes]) -> bytes:
    """Pack a long run of bytes without ever holding it."""
    packer = zlib.compressobj(9)
    return b"".join((*(packer.compress(chunk) for chunk in chunks), packer.flush()))


def repeated(piece: bytes, total: int) -> Iterable[bytes]:
    """About `total` bytes of the same piece over and over, in chunks."""
    chunk = piece * max(1, CHUNK // len(piece))
    return (chunk for _ in range(max(1, total // len(chunk))))

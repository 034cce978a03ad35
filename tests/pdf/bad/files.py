"""Files that are no PDF, or are one no longer: empty, cut, shifted, with junk around them."""

from __future__ import annotations

import gzip
import io
import random
import zipfile

from PIL import Image

from tests.pdf.bad.case import WHOLE_HOLDS, Bad, Outcome, whole

CUTS = (0.02, 0.1, 0.25, 0.4, 0.5, 0.6, 0.75, 0.9, 0.95, 0.99)


def _picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 40), "white").save(out, "PNG")
    return out.getvalue()


def _archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(zipfile.ZipInfo("plan.txt"), "Plan d'action")
    return out.getvalue()


def _without_tail() -> bytes:
    return whole()[: whole().rindex(b"xref\n0")]


def _cut_before(mark: bytes) -> bytes:
    return whole()[: whole().index(mark)]


def _flipped() -> bytes:
    """Every thousandth byte inverted."""
    data = bytearray(whole())
    for place in range(500, len(data), 1000):
        data[place] ^= 0xFF
    return bytes(data)


NOT_PDF = (
    Bad("empty", lambda: b"", "refused", reasons=("empty",)),
    Bad("one-byte", lambda: b"%", "refused"),
    Bad("blank", lambda: b" \n" * 500, "refused", reasons=("empty",)),
    Bad("plain-text", lambda: b"Plan d'action 2025\n" * 40, "refused"),
    Bad("html", lambda: b"<!doctype html><html><body>404</body></html>", "refused"),
    Bad("picture", _picture, "refused"),
    Bad("archive", _archive, "refused"),
    Bad("packed", lambda: gzip.compress(whole(), mtime=0), "refused"),
    Bad("noise", lambda: random.Random(1).randbytes(20_000), "refused"),
    Bad("header-only", lambda: b"%PDF-1.7\n", "refused"),
    Bad("header-and-end", lambda: b"%PDF-1.7\n%%EOF\n", "refused"),
    Bad("postscript", lambda: b"%!PS-Adobe-3.0\nshowpage\n", "refused"),
    Bad("zeros", lambda: b"%PDF-1.4\n" + bytes(100_000), "refused"),
)


def _cut(share: float) -> Bad:
    outcome: Outcome = "refused" if share < 0.05 else "either"
    return Bad(
        f"cut-at-{share:.0%}", lambda: whole()[: int(len(whole()) * share)], outcome, damaged=True
    )


DAMAGED = (
    *map(_cut, CUTS),
    Bad("cut-last-byte", lambda: whole()[:-1], "read", WHOLE_HOLDS, damaged=True),
    Bad("cut-last-ten-bytes", lambda: whole()[:-10], "read", WHOLE_HOLDS, damaged=True),
    Bad("cut-tail", _without_tail, "read", WHOLE_HOLDS, damaged=True),
    Bad("cut-before-first-stream", lambda: _cut_before(b"stream"), "refused"),
    Bad("junk-before", lambda: b"HTTP/1.1 200 OK\r\n\r\n" * 20 + whole(), "read", WHOLE_HOLDS,
        damaged=True),
    Bad("much-junk-before", lambda: b"\x00junk\n" * 2000 + whole(), "either", damaged=True),
    Bad("junk-after", lambda: whole() + b"\x00" * 20_000, "read", WHOLE_HOLDS, damaged=True),
    Bad("twice", lambda: whole() + whole(), "read", WHOLE_HOLDS, damaged=True),
    Bad("flipped-bytes", _flipped, "either", damaged=True),
    Bad("line-ends", lambda: whole().replace(b"\n", b"\r\n"), "either", damaged=True),
    Bad("seven-bits", lambda: bytes(byte & 0x7F for byte in whole()), "either", damaged=True),
    Bad("strange-version", lambda: whole().replace(b"%PDF-1.", b"%PDF-9.", 1), "read",
        WHOLE_HOLDS, damaged=True),
)  # fmt: skip

"""Damage that engines pass over is said: checksums, cut streams, structure."""

from __future__ import annotations

import base64
import io
import zlib
from pathlib import Path

import pikepdf
import pytest

from pipeline.read.damage import damage
from pipeline.read.errors import ReadError
from pipeline.read.paged import read_pdf
from tests.pdf.bad.writer import page, pdf, phrase, stream

FLATE = b"/Filter /FlateDecode"
TEXT_FLATE = b"/Filter [/ASCII85Decode /FlateDecode]"


def _packed(data: bytes, extra: bytes = FLATE) -> bytes:
    return pdf(page(stream(data, extra)))


def test_a_sound_file_is_not_damaged() -> None:
    assert damage(_packed(zlib.compress(phrase()))) == ""
    assert damage(_packed(base64.a85encode(zlib.compress(phrase())) + b"~>", TEXT_FLATE)) == ""
    assert damage(_packed(phrase(), b"")) == ""


def test_a_stream_that_inflates_to_other_bytes_is_damaged() -> None:
    packed = zlib.compress(phrase())
    wrong = packed[:-1] + bytes([packed[-1] ^ 1])
    assert damage(_packed(wrong)) == "what paints page 1 is damaged"
    text = base64.a85encode(wrong) + b"~>"
    assert damage(_packed(text, TEXT_FLATE)) == "what paints page 1 is damaged"


def test_a_stream_that_ends_early_is_damaged() -> None:
    assert "page 1" in damage(_packed(zlib.compress(phrase())[:-6]))


def test_bytes_that_are_no_structure_are_damaged() -> None:
    assert damage(b"%PDF-1.7 and nothing") == "its structure is damaged"


def test_a_bomb_is_inflated_in_pieces() -> None:
    assert damage(_packed(zlib.compress(phrase() + b" " * 20_000_000))) == ""


@pytest.mark.parametrize(
    ("pages", "reason"),
    [(0, "has no pages"), (1, "has no text on its page"), (2, "has no text on its 2 pages")],
)
def test_a_file_without_text_is_refused_by_its_pages(
    pages: int, reason: str, tmp_path: Path
) -> None:
    document, saved = pikepdf.new(), io.BytesIO()
    for _ in range(pages):
        document.add_blank_page()
    document.save(saved)
    path = tmp_path / "plan.pdf"
    path.write_bytes(saved.getvalue())
    with pytest.raises(ReadError) as refused:
        read_pdf(path, path.read_bytes())
    assert refused.value.reason == reason

"""Bytes → text, in the encoding the bytes are certain to be in.

UTF-8 is read as it is, UTF-16 and UTF-32 where a byte order mark or the pattern of zero bytes
says so. Bytes that are none of these are read as Windows-1252 where every one of them is a
character of French or English text, and a finding says so; anything else is an error.
"""

from __future__ import annotations

import codecs
import unicodedata

from pipeline.model import Finding
from pipeline.read.errors import ReadError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BINARY = (
    b"%PDF",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x7fELF",
    b"\xd0\xcf\x11\xe0",
)
_LATIN = set("àâäæçéèêëîïôöœùûüÿñÀÂÄÆÇÉÈÊËÎÏÔÖŒÙÛÜŸÑ’‘“”«»–—…•°²³¹½¼¾€£§©®·\xa0¢™ºª¡¿×÷±µ´¨")
SAMPLE_BYTES = 4096


def decode(data: bytes, name: str) -> tuple[str, tuple[Finding, ...]]:
    """Return the text of a file's bytes, with a finding where the encoding was guessed.

    Raises:
        ReadError: the bytes are no text, or in no encoding that is certain.
    """
    if data.startswith(_BINARY):
        raise _binary(name)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data, encoding, name), ()
    sample = data[:SAMPLE_BYTES]
    if b"\x00" in sample:
        encoding = "utf-16-le" if sample[1::2].count(0) > sample[::2].count(0) else "utf-16-be"
        text = _or_none(data, encoding)
        if text is None or not _is_text(text):
            raise _binary(name)
        return text, ()
    text = _or_none(data, "utf-8")
    if text is not None:
        return _checked(text, name), ()
    return _guess(data, name)


def _guess(data: bytes, name: str) -> tuple[str, tuple[Finding, ...]]:
    text = _or_none(data, "cp1252")
    if text is None or not all(char.isascii() or char in _LATIN for char in text):
        at = _first_bad(data)
        line = data[:at].count(b"\n") + 1
        raise ReadError(
            name,
            f"byte 0x{data[at]:02x} is not UTF-8, and the file is in no other encoding for certain",
            "save the file as UTF-8",
            str(line),
        )
    finding = Finding(
        code="encoding_guessed",
        severity="warning",
        where=name,
        message="the file is not UTF-8; it was read as Windows-1252, which fits every byte",
        hint="save the file as UTF-8",
    )
    return _checked(text, name), (finding,)


def _strict(data: bytes, encoding: str, name: str) -> str:
    text = _or_none(data, encoding)
    if text is None:
        raise ReadError(
            name,
            f"begins as {encoding.upper()} and breaks off inside a character",
            "save the file as UTF-8",
        )
    return _checked(text, name)


def _checked(text: str, name: str) -> str:
    if not _is_text(text):
        raise _binary(name)
    return text


def _binary(name: str) -> ReadError:
    return ReadError(name, "is a binary file, not text", "give the file the ending of what it is")


def _is_text(text: str) -> bool:
    sample = text[:SAMPLE_BYTES]
    strange = sum(
        unicodedata.category(char) in ("Cc", "Cn") and char not in "\t\n\r\f\v" for char in sample
    )
    return strange * 50 <= len(sample)


def _or_none(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _first_bad(data: bytes) -> int:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return 0

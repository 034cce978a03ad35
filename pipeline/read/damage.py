"""The bytes of a PDF that an engine reads → what of it is damaged, in a few words.

Engines pass over damage: a stream that does not inflate whole is painted as far as it goes, and
nobody looks at the checksum at its end, which alone tells that text came out with other letters.
So each stream is inflated once more, to the checksum, and let go of.
"""

from __future__ import annotations

import io
import zlib

import pikepdf

CHUNK_BYTES = 1 << 20
"""How much of an inflated stream is held at a time: a bomb must not fill the memory."""
_TEXT_FILTERS = {"/ASCII85Decode", "/A85", "/ASCIIHexDecode", "/AHx"}
_PICTURES = {
    "/DCTDecode",
    "/DCT",
    "/JPXDecode",
    "/JBIG2Decode",
    "/CCITTFaxDecode",
    "/CCF",
    "/Crypt",
}
_FLATE = {"/FlateDecode", "/Fl"}


def damage(data: bytes) -> str:
    """Return what of a PDF is damaged; nothing where it is sound."""
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            looked_at: set[tuple[int, int]] = set()
            return _damaged_page(pdf, looked_at) or _damaged_part(pdf, looked_at)
    except (pikepdf.PdfError, RuntimeError):
        return "its structure is damaged"


def _damaged_page(pdf: pikepdf.Pdf, looked_at: set[tuple[int, int]]) -> str:
    for number, page in enumerate(pdf.pages, 1):
        contents = page.obj.get("/Contents")
        streams = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
        try:
            for stream in streams:
                if not isinstance(stream, pikepdf.Stream):
                    continue
                looked_at.add(stream.objgen)
                if not _sound(stream):
                    return f"what paints page {number} is damaged"
        except (pikepdf.PdfError, RuntimeError):
            return f"what paints page {number} cannot be decoded"
        if pdf.get_warnings():
            return f"something is damaged up to page {number}"
    return ""


def _damaged_part(pdf: pikepdf.Pdf, looked_at: set[tuple[int, int]]) -> str:
    """Look at what pages share: fonts, the tables that tell their characters, forms."""
    for item in pdf.objects:
        if not isinstance(item, pikepdf.Stream) or item.objgen in looked_at:
            continue
        if item.get("/Subtype") != "/Image" and not _sound(item):
            return f"the stream of its object {item.objgen[0]} is damaged"
    return "something in it is damaged" if pdf.get_warnings() else ""


def _sound(stream: pikepdf.Stream) -> bool:
    """Tell whether a stream inflates to its end and to its checksum."""
    named = stream.get("/Filter")
    filters = [str(one) for one in named] if isinstance(named, pikepdf.Array) else [str(named)]
    if filters[0] in _FLATE:
        return _inflates(stream.read_raw_bytes())
    if len(filters) > 1 and filters[0] in _TEXT_FILTERS and filters[1] in _FLATE:
        return _inflates(_as_bytes(stream.read_raw_bytes(), filters[0]))
    stream.read_raw_bytes() if filters[0] in _PICTURES else stream.read_bytes()
    return True


def _as_bytes(text: bytes, name: str) -> bytes:
    with pikepdf.new() as scratch:
        return pikepdf.Stream(scratch, text, Filter=pikepdf.Name(name)).read_bytes()


def _inflates(data: bytes) -> bool:
    inflating = zlib.decompressobj()
    try:
        while data and not inflating.eof:
            inflating.decompress(data, CHUNK_BYTES)
            data = inflating.unconsumed_tail
    except zlib.error:
        return False
    return inflating.eof

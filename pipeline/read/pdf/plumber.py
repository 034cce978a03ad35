"""The reference engine: page primitives through pdfplumber, slower and written independently.

Characters are grouped to words here by the gaps between them, where PDFium does that itself; all
else is the same, so that a difference between the two engines points at a fault of one of them.
"""

from __future__ import annotations

import io
import math
import re
from collections.abc import Hashable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, Self

import pdfplumber
from pdfminer.pdftypes import resolve1
from pdfminer.psparser import PSLiteral

from pipeline.read.pdf.annotated import PAINTED, painted_over
from pipeline.read.pdf.fonts import is_bold, plain_name
from pipeline.read.pdf.gradients import add_gradient
from pipeline.read.pdf.looking import Looking, Pictured
from pipeline.read.pdf.primitives import (
    ASCENT,
    SLANT_DEGREES,
    SLANTED,
    UNKNOWN,
    UNTOLD,
    Box,
    Colour,
    EngineName,
    PageInk,
    Path,
    PdfError,
    Picture,
    Seen,
    Subpath,
    Word,
)
from pipeline.read.pdf.tags import Tags, loaded

SPACE = 0.2
"""A gap of more than this many type sizes parts two words."""
_SAME_PLACE_PT = 0.1
_SAME_LINE = 0.3
_LONE = 2
"""Marks stand alone, or twice on one spot."""
_UNUSED = re.compile(r"\(cid:(?:127|129|141|143|144|157)\)")
"""Codes that WinAnsi leaves unused are bullets (PDF 32000, annex D); pdfplumber names the code."""

_CODES = re.compile(r"(?:\(cid:\d{1,5}\)){1,2}")
"""One or two glyphs without a character, as pdfplumber writes them."""

_LAST = 0xFFFD
_LAST_PICTURE = 0xFF
"""The codes of pictures are of one byte, where their font is not in the file."""

_MUTE = re.compile("[\x00-\x08\x0e-\x1f\ufffe\uffff]")
"""Codes that are no character."""

Char = Mapping[str, Any]


class PlumberEngine:
    """A PDF opened by pdfplumber."""

    name: EngineName = "pdfplumber"

    def __init__(self, data: bytes) -> None:
        """Open a PDF from its bytes.

        Raises:
            PdfError: pdfplumber cannot open it.
        """
        try:
            self._pdf = pdfplumber.open(io.BytesIO(data))
            self.n_pages = len(self._pdf.pages)
        except Exception as error:
            if "Password" in repr(error):
                raise PdfError(
                    "is encrypted and asks for a password", "save a copy without the password"
                ) from error
            raise PdfError("cannot be opened by pdfplumber") from error
        self._pictured = Pictured(data)
        self._seen: dict[Hashable, Seen | None] = {}
        if any(map(_is_annotated, self._pdf.pages)):
            self._paint_annotations()

    def page(self, number: int) -> PageInk:
        """Return what is painted on a page, counted from 1."""
        page = self._pdf.pages[number - 1]
        left, top, right, bottom = page.cropbox if not page.rotation else page.bbox
        ink = PageInk(number, float(right - left), float(page.cropbox[3] - page.cropbox[1]))
        if page.rotation:
            ink.height = float(bottom - top)
        ink.words = [_word(run, left, top) for run in _runs(_moved(page.chars, page.mediabox[0]))]
        self._pictured.mark_untold(number, _lone(ink.words))
        for item in [*page.rects, *page.lines, *page.curves]:
            path = _path(item, left, top)
            if path is not None:
                _add(path, ink.paths)
        ink.pictures = [
            Picture((i["x0"] - left, i["top"] - top, i["x1"] - left, i["bottom"] - top))
            for i in page.images
        ]
        for box in self._pictured.gradients(number) if _has_gradients(page) else ():
            add_gradient(box, ink)
        ink.look = looking = self.look(number)
        ink.glimpse, ink.pale = looking.glimpse, looking.pale
        ink.tags = Tags(lambda: loaded(self._pictured.document(), number))
        ink.unread = partial(self._pictured.unread, number)
        page.close()
        return ink

    def _paint_annotations(self) -> None:
        """Open the file anew, with what its annotations paint in its pages."""
        document = self._pictured.document()
        data = painted_over(document) if document else None
        if data is None:
            return
        self._pdf.close()
        self._pdf = pdfplumber.open(io.BytesIO(data))

    def look(self, number: int) -> Looking:
        """Return what says what stands at a place of a page."""
        return Looking(self._pictured.document, number, self._seen)

    def __enter__(self) -> Self:
        """Use the open file."""
        return self

    def __exit__(self, *_: object) -> None:
        """Give the file back."""
        self._pdf.close()
        self._pictured.close()


def _has_gradients(page: Any) -> bool:
    """Tell whether a page names gradients to paint."""
    try:
        return bool(resolve1(page.page_obj.resources.get("Shading")))
    except Exception:  # a file may name anything there
        return False


def _is_annotated(page: Any) -> bool:
    """Tell whether a page has annotations that are ink on it."""
    try:
        kinds = (resolve1(one).get("Subtype") for one in resolve1(page.page_obj.annots) or ())
        return any(isinstance(kind, PSLiteral) and kind.name in PAINTED for kind in kinds)
    except Exception:  # a file may name anything there
        return False


def _moved(chars: Sequence[Char], left: float) -> Sequence[Char]:
    """Return characters whose pen stands where they do: it leaves out where the page begins."""
    if not left:
        return chars
    moves = ((char, char["matrix"]) for char in chars)
    return [{**char, "matrix": (*m[:4], m[4] + left, m[5])} for char, m in moves]


def _runs(chars: Sequence[Char]) -> Iterator[list[Char]]:
    """Yield the characters of each word.

    A space that the next letter is printed on has no width: it stands where a word may be broken.
    """
    run: list[Char] = []
    space: Char | None = None
    for char in chars:
        text = char["text"]
        if not text.strip() or text == "\u00a0":
            space = space or char
            continue
        parted = space is not None and math.dist(_pen(space), _pen(char)) > _SAME_PLACE_PT
        if run and (parted or not _adjoins(run[-1], char)):
            yield run
            run = []
        run.append(char)
        space = None
    if run:
        yield run


def _adjoins(last: Char, char: Char) -> bool:
    """Tell whether a character goes on with the word of the one before it."""
    if _angle(last) != _angle(char):
        return False
    size = max(_size(last), _size(char))
    (ax, ay), (bx, by) = _pen(last), _pen(char)
    if _angle(char) in (0, 180):
        gap = bx - last["x1"] if _angle(char) == 0 else last["x0"] - bx
        return abs(ay - by) <= _SAME_LINE * size and -size <= gap <= SPACE * size
    if _angle(char) == SLANTED:
        return math.dist((ax, ay), (bx, by)) <= size
    gap = by - last["bottom"] if _angle(char) == 90 else last["top"] - by
    return abs(ax - bx) <= _SAME_LINE * size and -size <= gap <= SPACE * size


def _angle(char: Char) -> int:
    a, b = char["matrix"][0], char["matrix"][1]
    degrees = -math.degrees(math.atan2(b, a))
    square = round(degrees / 90) * 90
    return SLANTED if abs(degrees - square) > SLANT_DEGREES else square % 360


def _size(char: Char) -> float:
    """Return the type size, from the character's own matrix where the text is turned."""
    if char["upright"] and _angle(char) in (0, 180):
        return float(char["size"])
    return float(char["x1"] - char["x0"])


def _pen(char: Char) -> tuple[float, float]:
    """Return where the pen stands for a character, in points from the top left."""
    return char["matrix"][4], char["top"] + char["y1"] - char["matrix"][5]


def _word(run: Sequence[Char], left: float, top: float) -> Word:
    text = _UNUSED.sub("•", "".join(char["text"] for char in run))
    if _CODES.fullmatch(text):
        numbers = [min(int(code), _LAST) for code in re.findall(r"\d+", text)]
        text = "".join(chr(UNTOLD + number) for number in numbers)
        if "ZapfDingbats" in run[0]["fontname"] and max(numbers) <= _LAST_PICTURE:
            text = "".join(map(chr, numbers))
    text = _MUTE.sub(UNKNOWN, text)
    first, last = run[0], run[-1]
    size, angle = _size(first), _angle(first)
    name = plain_name(first["fontname"])
    up, down = ASCENT * size, (1 - ASCENT) * size
    x, y = _pen(first)
    least = x if last["x1"] > first["x0"] else x + size  # a font may not say how wide glyphs are
    boxes = {
        0: (x, y - up, max(last["x1"], least), y + down),
        90: (x - down, y, x + up, last["bottom"]),
        180: (last["x0"], y - down, x, y + up),
        270: (x - up, last["top"], x + down, y),
        SLANTED: (first["x0"], first["top"], last["x1"], last["bottom"]),
    }
    x0, upper, x1, lower = boxes[angle]
    return Word(
        text, x0 - left, upper - top, x1 - left, lower - top, size, name, is_bold(name), angle
    )  # fmt: skip


def _lone(words: Sequence[Word]) -> list[Word]:
    """Return the words that may be glyphs without a character: one or two of a font of no others.

    pdfplumber guesses a character for many of those.
    """
    texts = {word.font for word in words if len(word.text) > _LONE and word.text[0] < chr(UNTOLD)}
    return [word for word in words if len(word.text) <= _LONE and word.font not in texts]


def _add(path: Path, paths: list[Path]) -> None:
    """Add a path, or put it back into the one before it that it is the hole of.

    pdfplumber hands on each outline by itself: the hole of an "A" is no form of its own.
    """
    if paths and _is_hole(path, paths[-1]):
        paths[-1].subpaths += path.subpaths
    else:
        paths.append(path)


def _is_hole(path: Path, before: Path) -> bool:
    if path.fill is None or (path.fill, path.stroke) != (before.fill, None):
        return False
    (ax0, atop, ax1, abottom), (bx0, btop, bx1, bbottom) = map(_extent, (path, before))
    return bx0 < ax0 and btop < atop and ax1 < bx1 and abottom < bbottom


def _extent(path: Path) -> Box:
    xs = [x for part in path.subpaths for x, _ in part.points]
    ys = [y for part in path.subpaths for _, y in part.points]
    return min(xs), min(ys), max(xs), max(ys)


def _path(item: Mapping[str, Any], left: float, top: float) -> Path | None:
    stroke = _colour(item.get("stroking_color")) if item.get("stroke") else None
    fill = _colour(item.get("non_stroking_color")) if item.get("fill") else None
    if stroke is None and fill is None:
        return None
    subpaths: list[Subpath] = []
    for operator, *points in item["path"]:
        if operator == "h":
            subpaths[-1].closed = True
            continue
        moved = [(x - left, y - top) for x, y in points]
        if operator == "m" or not subpaths:
            subpaths.append(Subpath(moved))
        else:
            subpaths[-1].points += moved
            subpaths[-1].curved = subpaths[-1].curved or operator in "cvy"
    kept = [part for part in subpaths if len(part.points) > 1]
    return Path(kept, stroke, fill, float(item.get("linewidth") or 0)) if kept else None


def _colour(value: Any) -> Colour:
    """Return a colour of any device space as red, green and blue."""
    if value is None:
        return 0, 0, 0
    parts = [
        float(v) for v in (value if isinstance(value, (tuple, list)) else (value,)) if _number(v)
    ]
    if len(parts) == 1:
        parts = parts * 3
    if len(parts) == 4:
        c, m, y, k = parts
        parts = [(1 - c) * (1 - k), (1 - m) * (1 - k), (1 - y) * (1 - k)]
    if len(parts) != 3:
        return 0, 0, 0
    red, green, blue = (round(255 * min(max(part, 0.0), 1.0)) for part in parts)
    return red, green, blue


def _number(value: Any) -> bool:
    return isinstance(value, (int, float))

"""Looks at places of a page of an open file: the page is drawn when it is first looked at.

Most pages never are, so what draws and compares pictures is only loaded then.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Collection, Hashable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from pipeline.read.pdf import calls
from pipeline.read.pdf.fonts import plain_name
from pipeline.read.pdf.glimpse import glimpsed
from pipeline.read.pdf.pale import pale_text
from pipeline.read.pdf.primitives import UNKNOWN, Box, Colour, Seen, Word, no_glimpse
from pipeline.read.pdf.silent import Silent
from pipeline.read.pdf.untold import untold_in

if TYPE_CHECKING:
    from pipeline.read.pdf.look import PagePicture

T = TypeVar("T")

PIXELS_MAX = 40_000_000
"""A page with an image of more pixels than this is not drawn."""


class Looking:
    """Says what stands at a place of one page."""

    def __init__(
        self, document: Callable[[], Any], number: int, known: dict[Hashable, Seen | None]
    ) -> None:
        """Take how to come by the file as PDFium opened it, and a page of it, from 1.

        `known` is what was seen so far, by its key.
        """
        self._document, self._number, self._known = document, number, known
        self._picture: PagePicture | None = None
        self._drawn = False

    def __call__(self, box: Box, key: Hashable = None) -> Seen | None:
        """Return what the ink in a box looks like; None where there is none."""
        if key is not None and key in self._known:
            return self._known[key]
        if not self._drawn:
            self._drawn, self._picture = True, self._draw()
        seen = self._picture.seen(box) if self._picture is not None else Seen(UNKNOWN)
        if key is not None:
            self._known[key] = seen
        return seen

    def glimpse(self, boxes: Sequence[Box]) -> Sequence[bool]:
        """Tell for each box whether ink plainly shows in it."""
        shown = self._of_page(lambda page: glimpsed(page, boxes)) if boxes else None
        return shown if shown is not None else no_glimpse(boxes)

    def pale(self, grounds: Collection[Colour]) -> Sequence[Box]:
        """Return where text is set in one of these colours; nothing where that is not told."""
        return self._of_page(lambda page: pale_text(page, grounds)) or ()

    def _draw(self) -> PagePicture | None:
        from pipeline.read.pdf.look import picture_of

        return self._of_page(picture_of)

    def _of_page(self, drawn: Callable[[Any], T]) -> T | None:
        """Return what is drawn of the page; None where it cannot be, or is too large."""
        document = self._document()
        page = pdfium.FPDF_LoadPage(document, self._number - 1) if document else None
        if not page:
            return None
        try:
            return drawn(page) if _pixels(page) <= PIXELS_MAX else None
        finally:
            pdfium.FPDF_ClosePage(page)


def _pixels(page: Any) -> int:
    """Return how many pixels the largest image of a page has."""
    width, height = ctypes.c_uint(), ctypes.c_uint()
    most = 0
    for index in range(pdfium.FPDFPage_CountObjects(page)):
        item = pdfium.FPDFPage_GetObject(page, index)
        if pdfium.FPDFPageObj_GetType(item) == pdfium.FPDF_PAGEOBJ_IMAGE:
            pdfium.FPDFImageObj_GetImagePixelSize(item, width, height)
            most = max(most, width.value * height.value)
    return most


def _font_name(item: int) -> str:
    """Return the plain name of the font of a text object."""
    font = calls.object_font(item)
    buffer = ctypes.create_string_buffer(256)
    pdfium.FPDFFont_GetBaseFontName(ctypes.cast(font, pdfium.FPDF_FONT), buffer, 256)
    return plain_name(buffer.value.decode("utf-8", "replace"))


def _no_words(_names: frozenset[str]) -> tuple[Word, ...]:
    return ()


class Pictured:
    """A file that is opened by PDFium only where a page of it is looked at."""

    def __init__(self, data: bytes) -> None:
        """Take the bytes of the file."""
        self._data = data
        self._opened: Any = None
        self._tried = False

    def document(self) -> Any:
        """Return the open file; None where PDFium cannot open it."""
        if not self._tried:
            self._tried = True
            pdfium.FPDF_InitLibrary()
            self._buffer = ctypes.create_string_buffer(self._data, len(self._data))
            self._opened = pdfium.FPDF_LoadMemDocument64(self._buffer, len(self._data), None)
        return self._opened

    def mark_untold(self, number: int, words: Sequence[Word]) -> None:
        """Put private characters for the glyphs that PDFium knows no character for."""
        document = self.document() if words else None
        page = pdfium.FPDF_LoadPage(document, number - 1) if document else None
        if not page:
            return
        text_page = pdfium.FPDFText_LoadPage(page)
        try:
            for word in words:
                word.text = untold_in(page, text_page, word) or word.text
        finally:
            pdfium.FPDFText_ClosePage(text_page)
            pdfium.FPDF_ClosePage(page)

    def unread(self, number: int, boxes: Sequence[Box]) -> Iterator[Word]:
        """Yield the ink of texts in boxes where another engine read none."""
        from pipeline.read.pdf.shown import Shown

        document = self.document() if boxes else None
        page = pdfium.FPDF_LoadPage(document, number - 1) if document else None
        if not page:
            return
        try:
            objects = [
                pdfium.FPDFPage_GetObject(page, index)
                for index in range(pdfium.FPDFPage_CountObjects(page))
            ]
            texts = [
                calls.address(item)
                for item in objects
                if pdfium.FPDFPageObj_GetType(item) == pdfium.FPDF_PAGEOBJ_TEXT
            ]
            yield from Silent(texts, Shown(page), (), (), _font_name, _no_words)(boxes)
        finally:
            pdfium.FPDF_ClosePage(page)

    def gradients(self, number: int) -> Sequence[Box]:
        """Return where gradients paint on a page."""
        from pipeline.read.pdf.gradients import gradients
        from pipeline.read.pdf.shown import Shown

        document = self.document()
        page = pdfium.FPDF_LoadPage(document, number - 1) if document else None
        if not page:
            return ()
        try:
            frame = Shown(page)
            return [frame.box(*box) for box in gradients(page)]
        finally:
            pdfium.FPDF_ClosePage(page)

    def close(self) -> None:
        """Give the file back."""
        if self._opened:
            pdfium.FPDF_CloseDocument(self._opened)
            self._opened = None

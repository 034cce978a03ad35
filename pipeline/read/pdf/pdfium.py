"""The fast engine: page primitives through the C interface of PDFium.

Words come from PDFium's text page (`pdfium_words`), paths and images from its page objects
(`pdfium_paths`). A font's name is looked up once for each font object.
"""

from __future__ import annotations

import ctypes
from collections.abc import Collection, Container, Hashable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Self

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from pipeline.read.pdf import calls
from pipeline.read.pdf.annotated import with_annotations
from pipeline.read.pdf.fonts import is_bold, plain_name
from pipeline.read.pdf.gradients import add_gradient
from pipeline.read.pdf.looking import Looking
from pipeline.read.pdf.pale import pale_among
from pipeline.read.pdf.pdfium_paths import (
    IDENTITY,
    Matrix,
    bounds_of,
    matrix_of,
    multiply,
    painted_path,
)
from pipeline.read.pdf.pdfium_text import text_of
from pipeline.read.pdf.pdfium_words import Measure
from pipeline.read.pdf.primitives import (
    EngineName,
    PageInk,
    PdfError,
    Picture,
    Seen,
    Word,
)
from pipeline.read.pdf.shown import Shown
from pipeline.read.pdf.silent import Silent
from pipeline.read.pdf.tags import Tags, loaded
from pipeline.read.pdf.twice import Twice
from pipeline.read.pdf.untold import with_untold

_MAX_DEPTH = 8
"""How deep forms inside forms are followed: deeper is a file that draws itself."""

_REASONS = {
    pdfium.FPDF_ERR_FILE: "cannot be opened",
    pdfium.FPDF_ERR_FORMAT: "is not a PDF, or damaged",
    pdfium.FPDF_ERR_PASSWORD: "is encrypted and asks for a password",
    pdfium.FPDF_ERR_SECURITY: "is encrypted in an unknown way",
}
UNLOCK = "save a copy without the password"


class PdfiumEngine:
    """A PDF opened by PDFium."""

    name: EngineName = "pypdfium2"

    def __init__(self, data: bytes) -> None:
        """Open a PDF from its bytes.

        Raises:
            PdfError: PDFium cannot open it, or it asks for a password.
        """
        pdfium.FPDF_InitLibrary()
        self._data = data
        self._buffer = ctypes.create_string_buffer(data, len(data))
        self._document = pdfium.FPDF_LoadMemDocument64(self._buffer, len(data), None)
        if not self._document:
            code = pdfium.FPDF_GetLastError()
            locked = code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
            reason = _REASONS.get(code, "cannot be opened")
            raise PdfError(reason, UNLOCK if locked else "")
        self.n_pages: int = pdfium.FPDF_GetPageCount(self._document)
        self._fonts: dict[int, tuple[str, bool]] = {}
        self._seen: dict[Hashable, Seen | None] = {}
        self._tagged = bool(pdfium.FPDFCatalog_IsTagged(self._document))
        self._last: tuple[int, Any] = 0, None

    def page(self, number: int) -> PageInk:
        """Return what is painted on a page, counted from 1.

        It stays loaded until the next one is: what it leaves unread may be asked for.
        """
        self._let_go()
        page = pdfium.FPDF_LoadPage(self._document, number - 1)
        if not page:
            raise PdfError(f"has a page {number} that cannot be loaded")
        page = with_annotations(self._document, number, page)
        self._last = number, page
        frame = Shown(page)
        ink = PageInk(number, frame.width, frame.height)
        texts: list[int] = []
        forms: list[int] = []
        twice = self._paint(page, frame, ink, texts, forms)
        ink.words, measure = self._words(page, frame, twice)
        ink.look = looking = self.look(number)
        ink.glimpse = looking.glimpse
        ink.pale = lambda grounds: pale_among(texts, forms, page, grounds)
        if self._tagged:
            ink.tags = Tags(lambda: self._loaded(number))
        if measure is not None:
            ink.unread = Silent(
                texts, frame, measure.begun, measure.spoken, lambda item: self._font(item)[0],
                lambda names: self._coded(number, names),
            )  # fmt: skip
        return ink

    def look(self, number: int) -> Looking:
        """Return what says what stands at a place of a page."""
        return Looking(lambda: self._document, number, self._seen)

    def _let_go(self) -> None:
        """Close the page that was read last."""
        if self._last[1]:
            pdfium.FPDF_ClosePage(self._last[1])
            self._last = 0, None

    def _coded(self, number: int, fonts: Collection[str]) -> Sequence[Word]:
        """Return the words of a page as their codes tell them; none where that cannot be done.

        Nor are there any where `fonts`, which somebody asks for, set nothing but spaces.
        """
        from pipeline.read.pdf.spaces import set_only_spaces

        if set_only_spaces(self._data, number, fonts):
            return ()
        from pipeline.read.pdf.plumber import PlumberEngine

        try:
            with PlumberEngine(self._data) as other:
                return other.page(number).words
        except Exception:
            return ()

    @contextmanager
    def _loaded(self, number: int) -> Iterator[Any]:
        """Hand out a page; the one that was read last is still open."""
        if self._last[0] == number and self._last[1]:
            yield self._last[1]
            return
        with loaded(self._document, number) as page:
            yield page

    def __enter__(self) -> Self:
        """Use the open file."""
        return self

    def __exit__(self, *_: object) -> None:
        """Give the file back."""
        self._let_go()
        if self._document:
            pdfium.FPDF_CloseDocument(self._document)
            self._document = None

    def _words(
        self, page: Any, frame: Shown, twice: Container[int]
    ) -> tuple[list[Word], Measure | None]:
        text_page = pdfium.FPDFText_LoadPage(page)
        if not text_page:
            return [], None
        try:
            text = with_untold(text_page, text_of(text_page))
            measure = Measure(calls.address(text_page), frame, self._font, twice)
            return measure.words(text), measure
        finally:
            pdfium.FPDFText_ClosePage(text_page)

    def _font(self, text_object: int | None) -> tuple[str, bool]:
        font = calls.object_font(text_object) if text_object else None
        if not font:
            return "", False
        known = self._fonts.get(font)
        if known is None:
            buffer = ctypes.create_string_buffer(256)
            handle = ctypes.cast(font, pdfium.FPDF_FONT)
            pdfium.FPDFFont_GetBaseFontName(handle, buffer, 256)
            name = plain_name(buffer.value.decode("utf-8", "replace"))
            known = self._fonts[font] = name, is_bold(name)
        return known

    def _paint(
        self, page: Any, frame: Shown, ink: PageInk, texts: list[int], forms: list[int]
    ) -> set[int]:
        """Add what is painted; return the text objects that are drawn twice to look bold.

        All text objects of the page go to `texts`, what may hold more of them to `forms`.
        """
        address = calls.address(page)
        twice = Twice()
        text, add, keep = pdfium.FPDF_PAGEOBJ_TEXT, twice.add, texts.append
        page_object, object_type = calls.page_object, calls.object_type
        for index in range(pdfium.FPDFPage_CountObjects(page)):
            item = page_object(address, index)
            kind = object_type(item)
            if kind == text:
                add(item)
                keep(item)
            else:
                if kind == pdfium.FPDF_PAGEOBJ_FORM:
                    forms.append(item)
                self._object(item, kind, IDENTITY, frame, ink, 0)
        return twice.found

    def _object(
        self, item: int, kind: int, matrix: Matrix, frame: Shown, ink: PageInk, depth: int
    ) -> None:
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            path = painted_path(item, matrix, frame)
            if path is not None:
                ink.paths.append(path)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            ink.pictures.append(Picture(bounds_of(item, matrix, frame)))
        elif kind == pdfium.FPDF_PAGEOBJ_SHADING and not depth:
            add_gradient(bounds_of(item, matrix, frame), ink)
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _MAX_DEPTH:
            inner = multiply(matrix_of(item), matrix)
            form = ctypes.cast(item, pdfium.FPDF_PAGEOBJECT)
            for index in range(pdfium.FPDFFormObj_CountObjects(form)):
                part = calls.address(pdfium.FPDFFormObj_GetObject(form, index))
                self._object(part, calls.object_type(part), inner, frame, ink, depth + 1)

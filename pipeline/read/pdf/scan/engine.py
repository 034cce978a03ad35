"""Scanned pages → page primitives: rules, tints and marks by their ink, words by Tesseract.

`ScanEngine` stands before another engine. The pages it is told of are read as pictures, all
others are handed through. Pages are read together, since sizes and weights of type are told from
the whole document.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from os import cpu_count
from typing import Self

import pypdfium2  # type: ignore[import-untyped]
from PIL import Image

from pipeline.document import Block
from pipeline.read.pdf.primitives import Engine, EngineName, Look, PageInk, Path, PdfError
from pipeline.read.pdf.scan.blobs import Blob, take_blobs
from pipeline.read.pdf.scan.forms import to_path
from pipeline.read.pdf.scan.letters import Letters, measure, settle, to_word
from pipeline.read.pdf.scan.reading import read_words
from pipeline.read.pdf.scan.rules import take_rules, tint_paths
from pipeline.read.pdf.scan.scale import DPI
from pipeline.read.pdf.scan.sheet import read_sheet
from pipeline.read.pdf.scan.turned import Turn, turn_back

__all__ = ["ScanEngine"]

Watcher = Callable[[int, int], None]

LARGEST_PT = 3000.0
"""A page with a longer side is not read as a picture."""


@dataclass(slots=True)
class _Scan:
    """What was found on one page."""

    ink: PageInk
    blobs: list[Blob]
    letters: list[Letters]
    degrees: float
    unread: int


class ScanEngine:
    """An engine that reads some pages as pictures.

    `turns` says how far each was turned, `unread` how many pieces of its print were not read.
    """

    def __init__(
        self, inner: Engine, data: bytes, pages: Sequence[int], watch: Watcher = lambda *_: None
    ) -> None:
        """Take the engine of all other pages, the file, and the pages to read, from 1.

        `watch` is told the number of pages read as pictures and of all that are to be.
        """
        self.name: EngineName = inner.name
        self.n_pages = inner.n_pages
        self.turns: dict[int, Turn] = {}
        self.unread: dict[int, int] = {}
        self._watch = watch
        self._inner = inner
        self._data = data
        self._wanted = [page for page in pages if page <= inner.n_pages]
        self._read: dict[int, PageInk] | None = None

    def page(self, number: int) -> PageInk:
        """Return what is painted on a page, counted from 1."""
        if number not in self._wanted:
            return self._inner.page(number)
        if self._read is None:
            self._read = self._scans()
        return self._read[number]

    def look(self, number: int) -> Look:
        """Return what says what stands at a place of a page."""
        return self._inner.look(number)

    def __enter__(self) -> Self:
        """Use the open file."""
        return self

    def __exit__(self, *_: object) -> None:
        """Give the file back."""
        self._inner.__exit__()

    def in_place(self, blocks: Sequence[Block]) -> tuple[Block, ...]:
        """Return what was read, placed on the pages as they are."""
        return tuple(turn_back(block, self.turns) for block in blocks)

    def _scans(self) -> dict[int, PageInk]:
        document = pypdfium2.PdfDocument(io.BytesIO(self._data))
        waiting: list[Future[_Scan]] = []
        try:
            with ThreadPoolExecutor(cpu_count()) as pool:
                for number in self._wanted:
                    page = document[number - 1]
                    width, height = page.get_size()
                    if max(width, height) > LARGEST_PT:
                        raise PdfError(f"has a page {number} too large to be read as a picture")
                    picture = page.render(scale=DPI / 72, grayscale=True).to_pil().convert("L")
                    page.close()
                    ink = PageInk(number, width, height)
                    waiting.append(pool.submit(_scan, picture, ink))
                scans: list[_Scan] = []
                for future in waiting:
                    scans.append(future.result())
                    self._watch(len(scans), len(waiting))
        finally:
            document.close()
        settle([scan.letters for scan in scans])
        self.turns = {
            scan.ink.number: (scan.degrees, scan.ink.width, scan.ink.height) for scan in scans
        }
        self.unread = {scan.ink.number: scan.unread for scan in scans if scan.unread}
        return {scan.ink.number: _painted(scan) for scan in scans}


def _scan(picture: Image.Image, ink: PageInk) -> _Scan:
    sheet = read_sheet(picture)
    ink.paths = [*tint_paths(sheet), *take_rules(sheet)]
    blobs = take_blobs(sheet)
    tokens, unread = read_words(sheet, blobs)
    return _Scan(ink, blobs, measure(tokens, sheet.ink), sheet.degrees, unread)


def _painted(scan: _Scan) -> PageInk:
    ink = scan.ink
    ink.words = [to_word(word) for word in scan.letters]
    shapes: list[Path] = [to_path(blob) for blob in scan.blobs if not blob.text]
    ink.paths += shapes
    return ink

"""One PDF, without a workspace → a copy with what was read of it drawn on its pages."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.workspace.errors import WorkspaceError

if TYPE_CHECKING:
    from pipeline.check.ledger import Ledger
    from pipeline.document import Document
    from pipeline.lexicon import Lexicons
    from pipeline.model import Plan
    from pipeline.overlay import Shape, Told
    from pipeline.read import ReadOptions


@dataclass(frozen=True, slots=True)
class Overlay:
    """A drawn PDF, the numbers of its pages in the source, and what is drawn on them."""

    data: bytes
    pages: tuple[int, ...]
    tables: int
    shapes: tuple[Shape, ...]


def overlay_file(file: Path, options: ReadOptions, lexicon: Path | None = None) -> Overlay:
    """Read a PDF and draw what was read over the pages that were read.

    Raises:
        WorkspaceError: the file is no PDF, cannot be read, or cannot be drawn on.
    """
    from pipeline.overlay import DrawingError, Limits, apart, drawn_over, shapes_of, word_shapes
    from pipeline.workspace.produce import lexicons_with, read_source

    if file.suffix.lower() != ".pdf":
        raise WorkspaceError(file.name, "", "is no PDF", "pages are what an overlay is drawn on")
    document = read_source(file, file.name, options)
    words = lexicons_with(lexicon)
    plan, ledger = _accounted(document, words)
    data, limits = file.read_bytes(), Limits(options.seconds, options.memory_mb)
    pages = options.pages or tuple(range(1, (document.n_pages or 0) + 1))
    try:
        shapes = shapes_of(document, plan) + apart(limits, word_shapes, data, _told(ledger))
        drawn = apart(limits, drawn_over, data, shapes, pages)
    except DrawingError as error:
        raise WorkspaceError(file.name, "", error.reason, error.hint) from error
    return Overlay(drawn, pages, sum(1 for _ in document.tables()), tuple(shapes))


def pictures(overlay: Overlay, dpi: float, options: ReadOptions) -> list[tuple[int, bytes]]:
    """Return the pages of an overlay as PNG, with their numbers in the source.

    Raises:
        WorkspaceError: a page cannot be drawn within the limits.
    """
    from pipeline.overlay import DrawingError, Limits, apart, page_images

    limits = Limits(options.seconds, options.memory_mb)
    places = tuple(range(1, len(overlay.pages) + 1))
    try:
        images = apart(limits, page_images, overlay.data, places, dpi)
    except DrawingError as error:
        raise WorkspaceError("overlay", "", error.reason, error.hint) from error
    return list(zip(overlay.pages, images, strict=True))


def _accounted(document: Document, words: Lexicons) -> tuple[Plan, Ledger]:
    """Return the plan that a document gives, and where each of its words went."""
    from pipeline.check.claims import claims
    from pipeline.check.ledger import keep_ledger
    from pipeline.extract import Identity, extract
    from pipeline.workspace.produce import program_fault

    try:
        lexicon = words.pick(*(text for text, _ in document.texts()))
        found = extract(document, lexicon, Identity("plan", document.name))
        ignored = [(entry.rule, entry.text, entry.provenance) for entry in found.ignored]
        return found.plan, keep_ledger(document, claims(found.plan), ignored)
    except Exception as error:
        raise program_fault(document.name, error) from error


def _told(ledger: Ledger) -> list[Told]:
    """Return the places with words that no field and no passage of the plan holds."""
    from pipeline.overlay import Told
    from pipeline.overlay.shapes import layer_of

    places = [
        Told(place.regions, tuple((word.printed, layer_of(word.taken)) for word in words))
        for place, words in groupby(ledger.words(), key=lambda word: word.provenance)
    ]
    return [told for told in places if any(layer for _, layer in told.words)]

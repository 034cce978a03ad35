"""One PDF, without a workspace → a copy with what was read of it drawn on its pages."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.workspace.errors import WorkspaceError

if TYPE_CHECKING:
    from pipeline.read import ReadOptions


@dataclass(frozen=True, slots=True)
class Overlay:
    """A drawn PDF, the numbers of its pages in the source, and how many tables it shows."""

    data: bytes
    pages: tuple[int, ...]
    tables: int


def overlay_file(file: Path, options: ReadOptions, lexicon: Path | None = None) -> Overlay:
    """Read a PDF and draw what was read over the pages that were read.

    Raises:
        WorkspaceError: the file is no PDF, cannot be read, or cannot be drawn on.
    """
    import pikepdf

    from pipeline.extract import Identity
    from pipeline.overlay import drawn_over, shapes_of
    from pipeline.workspace.produce import load_words, make, read_source

    if file.suffix.lower() != ".pdf":
        raise WorkspaceError(file.name, "", "is no PDF", "pages are what an overlay is drawn on")
    document = read_source(file, file.name, options)
    words = load_words(lexicon, lexicon.name if lexicon else "lexicon")
    plan, report = make(document, words, Identity("plan", file.name), enriched=False)
    shapes = shapes_of(document, plan, report)
    try:
        data = drawn_over(file.read_bytes(), shapes, options.pages)
    except pikepdf.PdfError as error:
        raise WorkspaceError(
            file.name, "", f"cannot be drawn on: {error}", "save the document anew in a viewer"
        ) from error
    pages = options.pages or tuple(range(1, (document.n_pages or 0) + 1))
    return Overlay(data, pages, sum(1 for _ in document.tables()))


def pictures(overlay: Overlay, dpi: float) -> list[tuple[int, bytes]]:
    """Return the pages of an overlay as PNG, with their numbers in the source."""
    from pipeline.overlay import page_image

    return [
        (number, page_image(overlay.data, place, dpi))
        for place, number in enumerate(overlay.pages, 1)
    ]

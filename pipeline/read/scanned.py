"""Pages without text → the same request again, with these pages read as pictures.

Where they cannot be read so, the pages that have text stand, and a finding for each of the others
says what is missing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.model import Finding
from pipeline.read.pdf import PdfBlocks
from pipeline.read.pdf.scan.tesseract import INSTALL, version

if TYPE_CHECKING:
    from pipeline.read.requests import Failure, Request

__all__ = ["HINT", "version", "with_scans"]

HINT = f"where it is a scan, {INSTALL}, or save it with text"
PAGE_TIME = 1.0
"""A page read as a picture has so many times the time of a file, on top of it."""
PAGE_MEMORY_MB = 4
BASE_MEMORY_MB = 1500


def with_scans(
    name: str, request: Request, result: PdfBlocks, ask: Callable[[Request], PdfBlocks | Failure]
) -> tuple[PdfBlocks, list[Finding]]:
    """Read pages as pictures; return what came out, and what stands in the way.

    Args:
        name: the file's, for findings.
        request: the request that the engine could answer.
        result: its answer.
        ask: puts a request to a worker.
    """
    options = request.options
    pages = result.wordless
    if options.ocr == "always":
        pages = options.pages or tuple(range(1, result.n_pages + 1))
    if options.ocr == "never":
        return result, [_unread(name, page, "--ocr never leaves it out") for page in pages]
    if not version():
        return result, [_unread(name, page, "Tesseract is not installed") for page in pages]
    more = replace(
        options,
        seconds=options.seconds * (1 + PAGE_TIME * len(pages)),
        memory_mb=options.memory_mb + BASE_MEMORY_MB + PAGE_MEMORY_MB * len(pages),
    )
    answer = ask(replace(request, options=more, scanned=pages))
    if isinstance(answer, PdfBlocks):
        return answer, [
            *(_wordless(name, page) for page in answer.wordless),
            *(_in_part(name, page, count) for page, count in answer.unread),
        ]
    return result, [_unread(name, page, f"the file {answer.reason}") for page in pages]


def _wordless(name: str, page: int) -> Finding:
    return Finding(
        code="page_without_text",
        severity="info",
        where=f"{name}, page {page}",
        message="the page has no text, and no words were found in its picture",
        hint="none, where it is a picture",
    )


def _in_part(name: str, page: int, count: int) -> Finding:
    pieces = "1 piece" if count == 1 else f"{count} pieces"
    return Finding(
        code="print_unread",
        severity="warning",
        where=f"{name}, page {page}",
        message=f"{pieces} of what the picture of the page shows could not be read",
        hint="look at the page: it may be a drawing, or words that are missing",
    )


def _unread(name: str, page: int, reason: str) -> Finding:
    return Finding(
        code="page_without_text",
        severity="warning",
        where=f"{name}, page {page}",
        message=f"the page has no text and was not read: {reason}",
        hint=f"look at the page; {HINT}",
    )

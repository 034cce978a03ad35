"""What annotations paint on a page → made part of the page: ticked boxes, filled fields, stamps.

A form that was filled in, or a mark that somebody set on a page, is not in the page's own content
although everybody sees it. PDFium puts it there; notes that open on a click, and links, are no ink.
"""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

PAINTED = frozenset(
    {"Widget", "Stamp", "Ink", "FreeText", "Square", "Circle", "Line", "Polygon", "PolyLine",
     "Highlight"}
)  # fmt: skip
"""The kinds of annotations that are ink on the page."""
_KINDS = {getattr(pdfium, f"FPDF_ANNOT_{kind.upper()}") for kind in PAINTED}


def with_annotations(document: Any, number: int, page: Any) -> Any:
    """Return an open page, from 1, with its annotations painted; it may be loaded anew."""
    kinds = [_kind(page, index) for index in range(pdfium.FPDFPage_GetAnnotCount(page))]
    if _KINDS.isdisjoint(kinds):
        return page
    for index in reversed(range(len(kinds))):
        if kinds[index] not in _KINDS:
            pdfium.FPDFPage_RemoveAnnot(page, index)
    if pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY) != pdfium.FLATTEN_SUCCESS:
        return page
    again = pdfium.FPDF_LoadPage(document, number - 1)
    if not again:
        return page
    pdfium.FPDF_ClosePage(page)
    return again


def _kind(page: Any, index: int) -> int:
    annotation = pdfium.FPDFPage_GetAnnot(page, index)
    if not annotation:
        return int(pdfium.FPDF_ANNOT_UNKNOWN)
    try:
        return int(pdfium.FPDFAnnot_GetSubtype(annotation))
    finally:
        pdfium.FPDFPage_CloseAnnot(annotation)


def painted_over(document: Any) -> bytes | None:
    """Return an open file with the annotations of all its pages painted; None where it has none."""
    changed = False
    for number in range(1, pdfium.FPDF_GetPageCount(document) + 1):
        page = pdfium.FPDF_LoadPage(document, number - 1)
        if not page:
            continue
        over = with_annotations(document, number, page)
        changed = changed or over is not page
        pdfium.FPDF_ClosePage(over)
    return _saved(document) if changed else None


def _saved(document: Any) -> bytes | None:
    parts: list[bytes] = []

    def write(_: Any, data: Any, size: int) -> int:
        parts.append(ctypes.string_at(data, size))
        return 1

    writer = pdfium.FPDF_FILEWRITE(version=1)
    writer.WriteBlock = type(writer.WriteBlock)(write)
    done = pdfium.FPDF_SaveAsCopy(document, writer, pdfium.FPDF_NO_INCREMENTAL)
    return b"".join(parts) if done else None

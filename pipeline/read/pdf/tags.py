"""The tables that a tagged PDF marks as such: an open page in, the places of their cells out.

A program that prints a document may leave in the file what it was made of. Only the tables are of
use here, where nothing is drawn that would show them: the parts of the page that a cell names are
looked up, and their boxes are the cell's. The structure
is looked through when it is asked for, and only where a table may stand.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from pipeline.read.pdf import calls
from pipeline.read.pdf.primitives import Box, TaggedCell, TaggedTable
from pipeline.read.pdf.shown import Shown

LEAST = 2
"""A table has at least so many rows, and so many cells in one of them."""
_MAX_DEPTH = 40
_MAX_ELEMENTS = 20_000
_GROUPS = frozenset({"THead", "TBody", "TFoot"})
_CELLS = frozenset({"TD", "TH"})
_TEXT = frozenset(
    {"P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "Span", "Link", "Lbl", "Caption",
     "Note", "Reference", "Strong", "Em", "Code", "Formula", "Artifact"}
)  # fmt: skip
"""No table stands in these."""
_PLAIN = frozenset({"NonStruct", "Div", "Sect"})
"""What a browser calls a table that it takes for layout because no cell of it is a header."""


class Tags:
    """Says which tables of one page of an open file it marks as such."""

    def __init__(self, page: Callable[[], AbstractContextManager[Any]]) -> None:
        """Take how to come by the page as PDFium loaded it; None where the file has no tags."""
        self._page = page

    def __call__(self) -> Sequence[TaggedTable]:
        """Return the tables on the page, in the order of the file."""
        with self._page() as page:
            tree = calls.structure(calls.address(page)) if page else None
            if not tree:
                return ()
            try:
                return _tables(page, tree)
            finally:
                pdfium.FPDF_StructTree_Close(ctypes.cast(tree, pdfium.FPDF_STRUCTTREE))


@contextmanager
def loaded(document: Any, number: int) -> Iterator[Any]:
    """Load a page of an open file, from 1, where the file has tags; else hand out None."""
    tagged = document and pdfium.FPDFCatalog_IsTagged(document)
    page = pdfium.FPDF_LoadPage(document, number - 1) if tagged else None
    try:
        yield page
    finally:
        if page:
            pdfium.FPDF_ClosePage(page)


def _tables(page: Any, tree: int) -> list[TaggedTable]:
    tops = (calls.top_element(tree, index) for index in range(calls.count_tops(tree)))
    count = _Count()
    elements = [_Element(top, count) for top in tops if top]
    found = [rows for element in elements for rows in _row_lists(element)]
    if not found:
        return []
    boxes = _boxes(page)
    tables = [[_cells(row, boxes) for row in rows] for rows in found]
    kept = ([row for row in rows if row] for rows in tables)
    return [rows for rows in kept if len(rows) >= LEAST and max(map(len, rows)) >= LEAST]


@dataclass(slots=True)
class _Count:
    """How many elements were looked into: a file may nest them without end."""

    looked: int = 0


_BUFFER = ctypes.create_string_buffer(64)
_BUFFER_AT = ctypes.byref(_BUFFER)


class _Element:
    """An element of the structure: what it is, the parts of the page in it, and its elements.

    What stands in it is looked up when it is asked for.
    """

    __slots__ = ("_count", "_depth", "_inside", "_parts", "handle", "kind")

    def __init__(self, handle: int, count: _Count, depth: int = 0) -> None:
        self.handle, self._count, self._depth = handle, count, depth
        size = calls.element_type(handle, _BUFFER_AT, 64)
        raw = _BUFFER.raw[: max(min(size, 64) - 2, 0)]
        self.kind = raw.decode("utf-16-le", "replace")
        self._inside: list[_Element] | None = None
        self._parts: list[int] = []

    @property
    def inside(self) -> list[_Element]:
        """The elements in it that have something on the page."""
        return self._inside if self._inside is not None else self._look()

    @property
    def parts(self) -> list[int]:
        """The parts of the page that are its own."""
        if self._inside is None:
            self._look()
        return self._parts

    def _look(self) -> list[_Element]:
        inside: list[_Element] = []
        self._inside = inside
        handle, depth = self.handle, self._depth + 1
        for index in range(calls.count_inside(handle)):
            child = calls.inner_element(handle, index)
            if child:
                self._count.looked += 1
                if self._count.looked > _MAX_ELEMENTS or depth > _MAX_DEPTH:
                    return inside
                inside.append(_Element(child, self._count, depth))
                continue
            part = calls.inner_part(handle, index)
            if part >= 0:
                self._parts.append(part)
        return inside


def _row_lists(element: _Element) -> Iterator[list[_Element]]:
    """Yield the rows of each table: of those in a cell, not of the table around them.

    In a cell only what the file calls a table is one.
    """
    if element.kind in _TEXT:
        return
    inner = [rows for child in element.inside for rows in _row_lists(child)]
    if element.kind == "Table":
        inner = [rows for rows in inner if rows[0].kind == "TR"]
    rows = _rows(element)
    if not inner and len(rows) >= LEAST:
        yield rows
    yield from inner


def _rows(element: _Element) -> list[_Element]:
    """Return the rows of an element that is a table, or looks like one by what stands in it."""
    if element.kind == "Table":
        groups = [e for child in element.inside for e in _opened(child)]
        return [row for row in groups if row.kind == "TR" and row.inside]
    rows = element.inside if element.kind in _PLAIN else []
    alike = all(row.kind in _PLAIN and len(row.inside) >= LEAST for row in rows)
    return rows if alike else []


def _opened(element: _Element) -> list[_Element]:
    return element.inside if element.kind in _GROUPS else [element]


def _cells(row: _Element, boxes: Mapping[int, Box]) -> list[TaggedCell]:
    cells = []
    for element in row.inside:
        parts = [boxes[part] for part in _parts(element) if part in boxes]
        if not parts:
            continue
        left, top, right, bottom = zip(*parts, strict=True)
        box = min(left), min(top), max(right), max(bottom)
        spans = _spans(element.handle) if element.kind in _CELLS else {}
        told = spans.get("RowSpan", 1) if element.kind in _CELLS else None
        cells.append(TaggedCell(box, max(spans.get("ColSpan", 1), 1), told))
    return sorted(cells, key=lambda cell: cell.box[0])


def _parts(element: _Element) -> Iterator[int]:
    yield from element.parts
    for child in element.inside:
        yield from _parts(child)


def _spans(address: int) -> dict[str, int]:
    """Return how many rows and columns a cell spans, where its attributes say it."""
    spans: dict[str, int] = {}
    number = ctypes.c_float()
    handle = ctypes.cast(address, pdfium.FPDF_STRUCTELEMENT)
    for index in range(pdfium.FPDF_StructElement_GetAttributeCount(handle)):
        attribute = pdfium.FPDF_StructElement_GetAttributeAtIndex(handle, index)
        for name in ("RowSpan", "ColSpan"):
            value = pdfium.FPDF_StructElement_Attr_GetValue(attribute, name.encode())
            if value and pdfium.FPDF_StructElement_Attr_GetNumberValue(value, number):
                spans[name] = max(int(number.value), 1)
    return spans


def _boxes(page: Any) -> dict[int, Box]:
    """Return where the text and images of each marked part of a page stand."""
    address, path = calls.address(page), pdfium.FPDF_PAGEOBJ_PATH
    sides = (ctypes.c_float * 4)()
    at = [ctypes.byref(sides, 4 * side) for side in range(4)]
    page_object, marked_id = calls.page_object, calls.marked_id
    object_type, object_bounds = calls.object_type, calls.object_bounds
    corners: dict[int, list[list[float]]] = {}
    for index in range(pdfium.FPDFPage_CountObjects(page)):
        item = page_object(address, index)
        part = marked_id(item)
        if part < 0 or object_type(item) == path:
            continue
        object_bounds(item, *at)
        corners.setdefault(part, []).append(sides[:])
    shown = Shown(page)
    boxes = {}
    for part, found in corners.items():
        left, bottom, right, top = zip(*found, strict=True)
        boxes[part] = shown.box(min(left), min(bottom), max(right), max(top))
    return boxes

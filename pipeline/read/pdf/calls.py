"""The functions of PDFium that are called for every word and every point, bound to cost little.

The bindings of pypdfium2 turn every argument into a pointer of its type and let other threads run
in each call, which costs more than the call does. Here a handle is a plain address, what is
written to is given as `ctypes.byref` made it beforehand, an index goes over as it is, and the
interpreter is kept: none of these functions takes long.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

_HANDLE, _INT = ctypes.c_void_p, ctypes.c_int


def _bound(function: Any, result: Any) -> Callable[..., Any]:
    """Bind a function whose first argument is a handle; the others need no conversion."""
    address = ctypes.cast(function, ctypes.c_void_p).value
    assert address is not None
    return ctypes.PYFUNCTYPE(result, _HANDLE)(address)


text_object = _bound(pdfium.FPDFText_GetTextObject, _HANDLE)
character = _bound(pdfium.FPDFText_GetUnicode, ctypes.c_uint)
has_no_character = _bound(pdfium.FPDFText_HasUnicodeMapError, _INT)
is_generated = _bound(pdfium.FPDFText_IsGenerated, _INT)
char_origin = _bound(pdfium.FPDFText_GetCharOrigin, _INT)
char_matrix = _bound(pdfium.FPDFText_GetMatrix, _INT)
char_size = _bound(pdfium.FPDFText_GetFontSize, ctypes.c_double)
char_box = _bound(pdfium.FPDFText_GetLooseCharBox, _INT)
object_font = _bound(pdfium.FPDFTextObj_GetFont, _HANDLE)

page_object = _bound(pdfium.FPDFPage_GetObject, _HANDLE)
object_type = _bound(pdfium.FPDFPageObj_GetType, _INT)
marked_id = _bound(pdfium.FPDFPageObj_GetMarkedContentID, _INT)
object_bounds = _bound(pdfium.FPDFPageObj_GetBounds, _INT)
object_matrix = _bound(pdfium.FPDFPageObj_GetMatrix, _INT)
fill_colour = _bound(pdfium.FPDFPageObj_GetFillColor, _INT)
stroke_colour = _bound(pdfium.FPDFPageObj_GetStrokeColor, _INT)
stroke_width = _bound(pdfium.FPDFPageObj_GetStrokeWidth, _INT)
draw_mode = _bound(pdfium.FPDFPath_GetDrawMode, _INT)
count_segments = _bound(pdfium.FPDFPath_CountSegments, _INT)
path_segment = _bound(pdfium.FPDFPath_GetPathSegment, _HANDLE)
segment_point = _bound(pdfium.FPDFPathSegment_GetPoint, _INT)
segment_type = _bound(pdfium.FPDFPathSegment_GetType, _INT)
segment_closes = _bound(pdfium.FPDFPathSegment_GetClose, _INT)

structure = _bound(pdfium.FPDF_StructTree_GetForPage, _HANDLE)
count_tops = _bound(pdfium.FPDF_StructTree_CountChildren, _INT)
top_element = _bound(pdfium.FPDF_StructTree_GetChildAtIndex, _HANDLE)
count_inside = _bound(pdfium.FPDF_StructElement_CountChildren, _INT)
inner_element = _bound(pdfium.FPDF_StructElement_GetChildAtIndex, _HANDLE)
inner_part = _bound(pdfium.FPDF_StructElement_GetChildMarkedContentID, _INT)
element_type = _bound(pdfium.FPDF_StructElement_GetType, ctypes.c_ulong)


def address(handle: Any) -> int:
    """Return the plain address that the functions here take for a handle."""
    return ctypes.cast(handle, _HANDLE).value or 0

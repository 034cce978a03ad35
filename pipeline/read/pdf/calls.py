"""The functions of PDFium that are called for every word and every point, bound to cost little.

The bindings of pypdfium2 turn every argument into a pointer of its type and let other threads run
in each call, which costs more than the call does. Here handles and buffers are plain addresses,
and the interpreter is kept: none of these functions takes long.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

_HANDLE, _INT, _FLOAT = ctypes.c_void_p, ctypes.c_int, ctypes.c_float


def _bound(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    address = ctypes.cast(function, ctypes.c_void_p).value
    assert address is not None
    return ctypes.PYFUNCTYPE(result, *arguments)(address)


text_object = _bound(pdfium.FPDFText_GetTextObject, _HANDLE, _HANDLE, _INT)
character = _bound(pdfium.FPDFText_GetUnicode, ctypes.c_uint, _HANDLE, _INT)
has_no_character = _bound(pdfium.FPDFText_HasUnicodeMapError, _INT, _HANDLE, _INT)
is_generated = _bound(pdfium.FPDFText_IsGenerated, _INT, _HANDLE, _INT)
char_origin = _bound(pdfium.FPDFText_GetCharOrigin, _INT, _HANDLE, _INT, _HANDLE, _HANDLE)
char_matrix = _bound(pdfium.FPDFText_GetMatrix, _INT, _HANDLE, _INT, _HANDLE)
char_size = _bound(pdfium.FPDFText_GetFontSize, ctypes.c_double, _HANDLE, _INT)
char_box = _bound(pdfium.FPDFText_GetLooseCharBox, _INT, _HANDLE, _INT, _HANDLE)
object_font = _bound(pdfium.FPDFTextObj_GetFont, _HANDLE, _HANDLE)

page_object = _bound(pdfium.FPDFPage_GetObject, _HANDLE, _HANDLE, _INT)
object_type = _bound(pdfium.FPDFPageObj_GetType, _INT, _HANDLE)
object_matrix = _bound(pdfium.FPDFPageObj_GetMatrix, _INT, _HANDLE, _HANDLE)
fill_colour = _bound(pdfium.FPDFPageObj_GetFillColor, _INT, _HANDLE, *[_HANDLE] * 4)
stroke_colour = _bound(pdfium.FPDFPageObj_GetStrokeColor, _INT, _HANDLE, *[_HANDLE] * 4)
stroke_width = _bound(pdfium.FPDFPageObj_GetStrokeWidth, _INT, _HANDLE, _HANDLE)
draw_mode = _bound(pdfium.FPDFPath_GetDrawMode, _INT, _HANDLE, _HANDLE, _HANDLE)
count_segments = _bound(pdfium.FPDFPath_CountSegments, _INT, _HANDLE)
path_segment = _bound(pdfium.FPDFPath_GetPathSegment, _HANDLE, _HANDLE, _INT)
segment_point = _bound(pdfium.FPDFPathSegment_GetPoint, _INT, _HANDLE, _HANDLE, _HANDLE)
segment_type = _bound(pdfium.FPDFPathSegment_GetType, _INT, _HANDLE)
segment_closes = _bound(pdfium.FPDFPathSegment_GetClose, _INT, _HANDLE)

"""The paths and images of a page, read through PDFium with buffers that are used over and over."""

from __future__ import annotations

import ctypes
import math
from typing import Any

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from pipeline.read.pdf import calls
from pipeline.read.pdf.primitives import Box, Colour, Path, Point, Subpath
from pipeline.read.pdf.shown import Shown

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)

_MATRIX = (ctypes.c_float * 6)()
_MATRIX_AT = ctypes.byref(_MATRIX)


def matrix_of(item: int) -> Matrix:
    """Return the matrix of a page object."""
    calls.object_matrix(item, _MATRIX_AT)
    a, b, c, d, e, f = _MATRIX[:]
    return a, b, c, d, e, f


def multiply(m: Matrix, n: Matrix) -> Matrix:
    """Return the matrix that applies `m`, then `n`."""
    a, b, c, d, e, f = m
    p, q, r, s, t, u = n
    return (
        a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t,
        e * q + f * s + u,
    )  # fmt: skip


def _apply(m: Matrix, x: float, y: float) -> Point:
    return m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]


_L, _B, _R, _T = (ctypes.c_float() for _ in range(4))


def bounds_of(item: int, matrix: Matrix, frame: Shown) -> Box:
    """Return the box of an object as it is shown; `matrix` is that of the form around it."""
    pdfium.FPDFPageObj_GetBounds(ctypes.cast(item, pdfium.FPDF_PAGEOBJECT), _L, _B, _R, _T)
    ax, ay = _apply(matrix, _L.value, _B.value)
    bx, by = _apply(matrix, _R.value, _T.value)
    return frame.box(ax, ay, bx, by)


_MOVE, _BEZIER = pdfium.FPDF_SEGMENT_MOVETO, pdfium.FPDF_SEGMENT_BEZIERTO
_FILL_MODE, _STROKED = ctypes.c_int(), ctypes.c_int()
_X, _Y, _WIDTH = ctypes.c_float(), ctypes.c_float(), ctypes.c_float()
_CHANNELS = (ctypes.c_uint * 4)()
_FILL_MODE_AT, _STROKED_AT = ctypes.byref(_FILL_MODE), ctypes.byref(_STROKED)
_X_AT, _Y_AT, _WIDTH_AT = ctypes.byref(_X), ctypes.byref(_Y), ctypes.byref(_WIDTH)
_CHANNELS_AT = tuple(ctypes.byref(_CHANNELS, 4 * channel) for channel in range(4))


def painted_path(item: int, outer: Matrix, frame: Shown) -> Path | None:
    """Return a path that is painted, or None."""
    calls.draw_mode(item, _FILL_MODE_AT, _STROKED_AT)
    stroked = _STROKED.value
    fill = _colour(calls.fill_colour, item) if _FILL_MODE.value else None
    stroke = _colour(calls.stroke_colour, item) if stroked else None
    if fill is None and stroke is None:
        return None
    matrix = matrix_of(item)
    if outer != IDENTITY:
        matrix = multiply(matrix, outer)
    subpaths = _subpaths(item, matrix, frame)
    if not subpaths:
        return None
    width = 1.0
    if stroke is not None:
        calls.stroke_width(item, _WIDTH_AT)
        width = _WIDTH.value * math.sqrt(abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]))
    return Path(subpaths, stroke, fill, width)


def _colour(getter: Any, item: int) -> Colour | None:
    """Return a colour, or None where it is fully transparent."""
    if not getter(item, *_CHANNELS_AT):
        return 0, 0, 0
    r, g, b, a = _CHANNELS[:]
    return (r, g, b) if a else None


def _subpaths(item: int, matrix: Matrix, frame: Shown) -> list[Subpath]:
    subpaths: list[Subpath] = []
    plain, upright = matrix == IDENTITY, not frame.rotation
    a, b, c, d, e, f = matrix
    left, bottom, height = frame.left, frame.bottom, frame.height
    to_point, x_at, y_at = frame.point, _X_AT, _Y_AT
    path_segment, segment_point = calls.path_segment, calls.segment_point
    segment_type, segment_closes = calls.segment_type, calls.segment_closes
    for index in range(calls.count_segments(item)):
        segment = path_segment(item, index)
        segment_point(segment, x_at, y_at)
        x, y = _X.value, _Y.value
        if not plain:
            x, y = a * x + c * y + e, b * x + d * y + f
        point = (x - left, height - (y - bottom)) if upright else to_point(x, y)
        kind = segment_type(segment) if subpaths else _MOVE
        if kind == _MOVE:
            part = Subpath([point])
            subpaths.append(part)
        else:
            part.points.append(point)
            if kind == _BEZIER:
                part.curved = True
        if segment_closes(segment):
            part.closed = True
    return [path for path in subpaths if len(path.points) > 1]

"""What a glimpse at places of a page tells: whether ink plainly shows there."""

from __future__ import annotations

import io

import pypdfium2  # type: ignore[import-untyped]
import pytest
from reportlab.pdfgen.canvas import Canvas

from pipeline.read.pdf.glimpse import glimpsed
from pipeline.read.pdf.primitives import Box

TALL = 792.0
INK: Box = (100.0, 100.0, 112.0, 112.0)
RULED: Box = (100.0, 300.0, 112.0, 312.0)
FILLED: Box = (200.0, 200.0, 212.0, 212.0)
WHITE: Box = (300.0, 400.0, 312.0, 412.0)
EMPTY: Box = (400.0, 500.0, 412.0, 512.0)


def _page() -> pypdfium2.PdfPage:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(612.0, TALL))
    for x0, top, _x1, bottom in (INK, WHITE):
        canvas.setStrokeGray(1.0 if (x0, top) == WHITE[:2] else 0.0)
        canvas.setLineWidth(2)
        canvas.line(x0 + 1, TALL - bottom + 5, x0 + 5, TALL - bottom + 1)
        canvas.line(x0 + 5, TALL - bottom + 1, x0 + 11, TALL - top - 1)
    canvas.setStrokeGray(0.0)
    canvas.line(0, TALL - RULED[1] - 1, 612, TALL - RULED[1] - 1)
    canvas.rect(FILLED[0], TALL - FILLED[3], 12, 12, stroke=0, fill=1)
    canvas.save()
    return pypdfium2.PdfDocument(stream.getvalue())[0]


@pytest.mark.parametrize(
    ("boxes", "shows"),
    [
        ([INK], [True]),
        ([WHITE], [False]),
        ([INK, WHITE, EMPTY], [True, False, False]),
        ([RULED], [False]),
        ([FILLED], [False]),
    ],
    ids=["a tick", "a white tick", "several", "a rule at the edge", "all of one shade"],
)
def test_a_glimpse_tells_ink_that_plainly_shows(boxes: list[Box], shows: list[bool]) -> None:
    assert glimpsed(_page().raw, boxes) == shows


def test_a_glimpse_at_too_much_tells_nothing() -> None:
    assert glimpsed(_page().raw, [INK, (0.0, 0.0, 3000.0, 3000.0)]) == [False, False]

"""The ways of printing a mark in a cell."""

from __future__ import annotations

import io
from functools import cache
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw
from reportlab.lib.colors import HexColor
from reportlab.pdfbase import pdfmetrics

from tests.pdf.looks.sheet import MARKS

if TYPE_CHECKING:
    from tests.pdf.looks.grid import Box
    from tests.pdf.looks.sheet import Sheet
    from tests.pdf.looks.style import Mark

INK = HexColor("#0b6e4f")
SIZE_PT = 10.0


def character(char: str, font: str = MARKS, size: float = SIZE_PT) -> Mark:
    """A character of a font, in the middle of the cell."""

    def draw(sheet: Sheet, box: Box, place: int) -> None:
        x, y = box.middle
        width = pdfmetrics.stringWidth(char, font, size)
        sheet.text(x - width / 2, y + size * 0.35, char, font, size)

    return draw


def alternating(*marks: Mark) -> Mark:
    """One of several marks, after the place of the cell."""

    def draw(sheet: Sheet, box: Box, place: int) -> None:
        marks[place % len(marks)](sheet, box, place)

    return draw


def twice(mark: Mark) -> Mark:
    """The same mark drawn two times on the same spot."""

    def draw(sheet: Sheet, box: Box, place: int) -> None:
        mark(sheet, box, place)
        mark(sheet, box, place)

    return draw


def dingbat(code: int) -> Mark:
    """A code of the ZapfDingbats font that every viewer has: 0x33 and 0x34 are ticks."""
    return character(chr(code), "ZapfDingbats")


def raw_text(font: str, shown: str, size: float = SIZE_PT) -> Mark:
    """A string of bytes in a font that is put into the file afterwards."""

    def draw(sheet: Sheet, box: Box, place: int) -> None:
        x, y = box.middle
        at = f"{x - size / 2:.2f} {sheet.up(y + size * 0.35):.2f}"
        sheet.canvas._code.append(f"BT {font} {size} Tf 1 0 0 1 {at} Tm {shown} Tj ET")

    return draw


def stroked_tick(sheet: Sheet, box: Box, place: int) -> None:
    """Two strokes in one path."""
    x, y = box.middle
    path = sheet.canvas.beginPath()
    path.moveTo(x - 4, sheet.up(y))
    path.lineTo(x - 1.2, sheet.up(y + 3.2))
    path.lineTo(x + 4.2, sheet.up(y - 3.6))
    _stroke(sheet, path)


def stroked_cross(sheet: Sheet, box: Box, place: int) -> None:
    """Two lines that cross, each a path of its own."""
    x, y = box.middle
    for lean in (1, -1):
        path = sheet.canvas.beginPath()
        path.moveTo(x - 3.5, sheet.up(y - 3.5 * lean))
        path.lineTo(x + 3.5, sheet.up(y + 3.5 * lean))
        _stroke(sheet, path)


def filled_tick(sheet: Sheet, box: Box, place: int) -> None:
    """The outline of a tick, filled."""
    x, y = box.middle
    path = sheet.canvas.beginPath()
    corners = ((-4.5, 0.4), (-3.4, -0.8), (-1.2, 1.4), (3.6, -4.2), (4.8, -3.2), (-1.1, 3.8))
    for k, (dx, dy) in enumerate(corners):
        (path.lineTo if k else path.moveTo)(x + dx, sheet.up(y + dy))
    path.close()
    _fill(sheet, path)


def filled_square(sheet: Sheet, box: Box, place: int) -> None:
    """A small filled square."""
    x, y = box.middle
    path = sheet.canvas.beginPath()
    path.rect(x - 3.5, sheet.up(y + 3.5), 7, 7)
    _fill(sheet, path)


def filled_dot(sheet: Sheet, box: Box, place: int) -> None:
    """A filled circle."""
    x, y = box.middle
    path = sheet.canvas.beginPath()
    path.circle(x, sheet.up(y), 3.6)
    _fill(sheet, path)


def hollow_dot(sheet: Sheet, box: Box, place: int) -> None:
    """The outline of a circle."""
    x, y = box.middle
    path = sheet.canvas.beginPath()
    path.circle(x, sheet.up(y), 3.6)
    _stroke(sheet, path, width=0.8)


def image(sheet: Sheet, box: Box, place: int) -> None:
    """A picture of a tick whose ground is cut out by a soft mask."""
    x, y = box.middle
    sheet.canvas.drawImage(
        sheet.image(io.BytesIO(_tick_png())), x - 5, sheet.up(y + 5), 10, 10, mask="auto"
    )


def inline_image(sheet: Sheet, box: Box, place: int) -> None:
    """A picture of a tick of one bit a pixel that stands in the page's own stream."""
    x, y = box.middle
    sheet.canvas._code.append(
        f"q 0 0 0 rg 10 0 0 10 {x - 5:.2f} {sheet.up(y + 5):.2f} cm "
        f"BI /W 16 /H 16 /IM true /BPC 1 /D [1 0] /F /AHx ID {_tick_bits()}> EI Q"
    )


def shade(sheet: Sheet, box: Box, place: int) -> None:
    """The whole cell filled."""
    sheet.canvas.saveState()
    sheet.canvas.setFillColor(HexColor("#2a9d8f"))
    sheet.canvas.rect(
        box.x0, sheet.up(box.bottom), box.x1 - box.x0, box.bottom - box.top, stroke=0, fill=1
    )
    sheet.canvas.restoreState()


def _stroke(sheet: Sheet, path: object, width: float = 1.6) -> None:
    sheet.canvas.saveState()
    sheet.canvas.setStrokeColor(INK)
    sheet.canvas.setLineWidth(width)
    sheet.canvas.drawPath(path)
    sheet.canvas.restoreState()


def _fill(sheet: Sheet, path: object) -> None:
    sheet.canvas.saveState()
    sheet.canvas.setFillColor(INK)
    sheet.canvas.drawPath(path, stroke=0, fill=1)
    sheet.canvas.restoreState()


def _tick(size: int) -> Image.Image:
    picture = Image.new("L", (size, size), 0)
    k = size / 16
    ImageDraw.Draw(picture).line(
        [(2 * k, 9 * k), (6 * k, 13 * k), (14 * k, 3 * k)], fill=255, width=max(2, round(2 * k))
    )
    return picture


@cache
def _tick_png() -> bytes:
    picture = Image.new("RGBA", (48, 48), (11, 110, 79, 0))
    picture.putalpha(_tick(48))
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


@cache
def _tick_bits() -> str:
    _tick(16)
    ink = _tick(16).point(lambda value: 255 if value > 127 else 0).convert("1")
    return ink.tobytes().hex()

"""Ways of painting a mark in a cell."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw
from reportlab.lib.colors import HexColor
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics

from tests.pdf.looks.sheet import MARKS
from tests.pdf.marks.page import COLUMNS, ROW, TOP

if TYPE_CHECKING:
    from tests.pdf.marks.page import Ink, Paint, Spot

INK = "#0b6e4f"


def char(text: str, font: str = MARKS, size: float = 10.0) -> Paint:
    """A text in the middle of the cell."""

    def paint(ink: Ink, spot: Spot) -> None:
        width = pdfmetrics.stringWidth(text, font, size)
        ink.text(spot.x - width / 2, spot.y + size * 0.35, text, font, size)

    return paint


def shown(font: str, code: str, size: float = 10.0) -> Paint:
    """A string of codes in a font that is put into the file afterwards."""

    def paint(ink: Ink, spot: Spot) -> None:
        at = f"{spot.x - size / 2:.2f} {ink.up(spot.y + size * 0.35):.2f}"
        ink.raw(f"BT {font} {size} Tf 1 0 0 1 {at} Tm {code} Tj ET")

    return paint


def both(*paints: Paint) -> Paint:
    """Several paints, one over the other."""

    def paint(ink: Ink, spot: Spot) -> None:
        for one in paints:
            one(ink, spot)

    return paint


def moved(inner: Paint, dx: float, dy: float) -> Paint:
    """A paint somewhat out of its place."""

    def paint(ink: Ink, spot: Spot) -> None:
        inner(
            ink, type(spot)(spot.x0 + dx, spot.top + dy, spot.x1 + dx, spot.bottom + dy)
        )  # fmt: skip

    return paint


def tick(ink: Ink, spot: Spot) -> None:
    """A tick as one stroked path."""
    ink.path([(spot.x - 4, spot.y), (spot.x - 1.2, spot.y + 3.2), (spot.x + 4.2, spot.y - 3.6)],
             stroke=INK)  # fmt: skip


def tick_in_two(ink: Ink, spot: Spot) -> None:
    """A tick as two stroked paths."""
    ink.path([(spot.x - 4, spot.y), (spot.x - 1.2, spot.y + 3.2)], stroke=INK)
    ink.path([(spot.x - 1.2, spot.y + 3.2), (spot.x + 4.2, spot.y - 3.6)], stroke=INK)


def small_tick(ink: Ink, spot: Spot) -> None:
    """A tick that fits a small box."""
    ink.path([(spot.x - 2.4, spot.y), (spot.x - 0.6, spot.y + 2), (spot.x + 2.6, spot.y - 2.2)],
             stroke=INK, width=1)  # fmt: skip


def filled_tick(ink: Ink, spot: Spot) -> None:
    """The outline of a tick, filled."""
    corners = ((-4.5, 0.4), (-3.4, -0.8), (-1.2, 1.4), (3.6, -4.2), (4.8, -3.2), (-1.1, 3.8))
    ink.path([(spot.x + dx, spot.y + dy) for dx, dy in corners], fill=INK, close=True)


def cross(ink: Ink, spot: Spot) -> None:
    """Two lines that cross."""
    for lean in (1, -1):
        ink.path([(spot.x - 3.5, spot.y - 3.5 * lean), (spot.x + 3.5, spot.y + 3.5 * lean)],
                 stroke=INK)  # fmt: skip


def small_cross(ink: Ink, spot: Spot) -> None:
    """Two short lines that cross."""
    for lean in (1, -1):
        ink.path([(spot.x - 2.2, spot.y - 2.2 * lean), (spot.x + 2.2, spot.y + 2.2 * lean)],
                 stroke=INK, width=1)  # fmt: skip


def cross_in_one(ink: Ink, spot: Spot) -> None:
    """Two lines that cross, in one path."""
    path = ink.canvas.beginPath()
    for lean in (1, -1):
        path.moveTo(spot.x - 3.5, ink.up(spot.y - 3.5 * lean))
        path.lineTo(spot.x + 3.5, ink.up(spot.y + 3.5 * lean))
    ink.paint(path, None, INK)


def filled_cross(ink: Ink, spot: Spot) -> None:
    """The outline of a cross, filled."""
    turned = ((0, 1), (3, 4), (4, 3), (1, 0), (4, -3), (3, -4), (0, -1), (-3, -4), (-4, -3),
              (-1, 0), (-4, 3), (-3, 4))  # fmt: skip
    ink.path([(spot.x + dx, spot.y + dy) for dx, dy in turned], fill=INK, close=True)


def plus(ink: Ink, spot: Spot) -> None:
    """A plus sign of two lines."""
    ink.path([(spot.x - 3.5, spot.y), (spot.x + 3.5, spot.y)], stroke=INK)
    ink.path([(spot.x, spot.y - 3.5), (spot.x, spot.y + 3.5)], stroke=INK)


def slash(ink: Ink, spot: Spot) -> None:
    """One slanted line."""
    ink.path([(spot.x - 3, spot.y + 4), (spot.x + 3, spot.y - 4)], stroke=INK)


def dash(ink: Ink, spot: Spot) -> None:
    """A short flat line."""
    ink.path([(spot.x - 4, spot.y), (spot.x + 4, spot.y)], stroke="#000000", width=1)


def filled_dash(ink: Ink, spot: Spot) -> None:
    """A short flat rectangle."""
    ink.rect((spot.x - 4, spot.y - 0.6, spot.x + 4, spot.y + 0.6), "#000000")


def dot(ink: Ink, spot: Spot) -> None:
    """A filled circle of four curves."""
    path = ink.canvas.beginPath()
    path.circle(spot.x, ink.up(spot.y), 3.6)
    ink.paint(path, INK, None)


def ring(ink: Ink, spot: Spot) -> None:
    """The outline of a circle."""
    path = ink.canvas.beginPath()
    path.circle(spot.x, ink.up(spot.y), 3.6)
    ink.paint(path, None, INK, 0.8)


def white_ring(ink: Ink, spot: Spot) -> None:
    """A circle filled white with an outline."""
    path = ink.canvas.beginPath()
    path.circle(spot.x, ink.up(spot.y), 3.6)
    ink.paint(path, "#ffffff", INK, 0.8)


def filled_ring(ink: Ink, spot: Spot) -> None:
    """A ring painted as a disc with a white disc over it."""
    for radius, colour in ((3.8, INK), (2.8, "#ffffff")):
        path = ink.canvas.beginPath()
        path.circle(spot.x, ink.up(spot.y), radius)
        ink.paint(path, colour, None)


def shared(parts: int, whole: int) -> Paint:
    """A ring of which a share is filled, clockwise from the top."""

    def paint(ink: Ink, spot: Spot) -> None:
        ring(ink, spot)
        x, y, turn = spot.x, ink.up(spot.y), 360 * parts / whole
        ink.canvas.wedge(x - 4, y - 4, x + 4, y + 4, 90 - turn, turn, stroke=0, fill=1)

    return paint


def half_dot(ink: Ink, spot: Spot) -> None:
    """A circle of which the left half is filled."""
    ring(ink, spot)
    path = ink.canvas.beginPath()
    path.moveTo(spot.x, ink.up(spot.y - 3.6))
    path.arcTo(spot.x - 3.6, ink.up(spot.y + 3.6), spot.x + 3.6, ink.up(spot.y - 3.6), 90, 180)
    path.close()
    ink.paint(path, INK, None)


def square(ink: Ink, spot: Spot) -> None:
    """A filled square."""
    ink.rect((spot.x - 3.5, spot.y - 3.5, spot.x + 3.5, spot.y + 3.5), INK)


def box(ink: Ink, spot: Spot) -> None:
    """The outline of a square."""
    ink.rect((spot.x - 4, spot.y - 4, spot.x + 4, spot.y + 4), None, "#000000")


def white_box(ink: Ink, spot: Spot) -> None:
    """A square filled white with an outline."""
    ink.rect((spot.x - 4, spot.y - 4, spot.x + 4, spot.y + 4), "#ffffff", "#000000")


def line_box(ink: Ink, spot: Spot) -> None:
    """A box of four single lines."""
    a, b, c, d = spot.x - 4, spot.y - 4, spot.x + 4, spot.y + 4
    for line in ([(a, b), (c, b)], [(c, b), (c, d)], [(c, d), (a, d)], [(a, d), (a, b)]):
        ink.path(line, stroke="#000000", width=0.8)


def triangle(ink: Ink, spot: Spot) -> None:
    """A filled triangle."""
    ink.path([(spot.x - 4, spot.y + 3), (spot.x + 4, spot.y + 3), (spot.x, spot.y - 4)],
             fill=INK, close=True)  # fmt: skip


def diamond(ink: Ink, spot: Spot) -> None:
    """A filled diamond."""
    ink.path([(spot.x - 4, spot.y), (spot.x, spot.y + 4), (spot.x + 4, spot.y),
              (spot.x, spot.y - 4)], fill=INK, close=True)  # fmt: skip


def scrawl(ink: Ink, spot: Spot) -> None:
    """A wave that means nothing anybody knows."""
    path = ink.canvas.beginPath()
    path.moveTo(spot.x - 5, ink.up(spot.y))
    path.curveTo(spot.x - 3, ink.up(spot.y - 5), spot.x - 1, ink.up(spot.y + 5), spot.x,
                 ink.up(spot.y))  # fmt: skip
    path.curveTo(spot.x + 1, ink.up(spot.y - 5), spot.x + 3, ink.up(spot.y + 5), spot.x + 5,
                 ink.up(spot.y - 2))  # fmt: skip
    ink.paint(path, None, INK, 1.0)


def shade(colour: str = "#2a9d8f", inset: float = 0.0) -> Paint:
    """The whole cell filled."""

    def paint(ink: Ink, spot: Spot) -> None:
        ink.rect((spot.x0 + inset, spot.top + inset, spot.x1 - inset, spot.bottom - inset), colour)

    return paint


def picture(
    form: str, *, alpha: bool = True, ground: str = "white", size: int = 48, pt: float = 10
) -> Paint:
    """A picture of a form, its ground cut out by a soft mask, or painted."""

    def paint(ink: Ink, spot: Spot) -> None:
        data = _png(form, alpha, ground, size)
        image = ink.images.setdefault(data, ImageReader(io.BytesIO(data)))
        ink.canvas.drawImage(image, spot.x - pt / 2, ink.up(spot.y + pt / 2), pt, pt, mask="auto")

    return paint


def inline(form: str) -> Paint:
    """A picture of one bit a pixel in the page's own stream."""

    def paint(ink: Ink, spot: Spot) -> None:
        bits = _drawn(form, 32).point(lambda v: 255 if v > 127 else 0).convert("1").tobytes().hex()
        ink.raw(
            f"q 0 0 0 rg 10 0 0 10 {spot.x - 5:.2f} {ink.up(spot.y + 5):.2f} cm "
            f"BI /W 32 /H 32 /IM true /BPC 1 /D [1 0] /F /AHx ID {bits}> EI Q"
        )

    return paint


def bar(first: int, last: int, height: float = 8.0, colour: str = INK, inset: float = 4.0) -> Paint:
    """A filled rectangle over some of four periods."""

    def paint(ink: Ink, spot: Spot) -> None:
        step = (spot.x1 - spot.x0) / 4
        ink.rect((spot.x0 + first * step + inset, spot.y - height / 2,
                  spot.x0 + (last + 1) * step - inset, spot.y + height / 2), colour)  # fmt: skip

    return paint


def gradient(points: Sequence[tuple[float, float]]) -> Paint:
    """A gradient inside an outline, in points around the middle of the cell."""

    def paint(ink: Ink, spot: Spot) -> None:
        ink.canvas.saveState()
        path = ink.canvas.beginPath()
        for k, (x, y) in enumerate(points):
            (path.lineTo if k else path.moveTo)(spot.x + x, ink.up(spot.y + y))
        path.close()
        ink.canvas.clipPath(path, stroke=0, fill=0)
        ends = spot.x0, ink.up(spot.top), spot.x1, ink.up(spot.bottom)
        ink.canvas.linearGradient(*ends, (HexColor("#0b6e4f"), HexColor("#1abc9c")))
        ink.canvas.restoreState()

    return paint


def milestone(first: int, last: int) -> Paint:
    """A bar with a diamond at its end."""

    def paint(ink: Ink, spot: Spot) -> None:
        bar(first, last)(ink, spot)
        x, y = spot.x0 + (last + 1) * (spot.x1 - spot.x0) / 4 - 9, spot.y
        ink.path([(x - 6, y), (x, y + 6), (x + 6, y), (x, y - 6)], fill="#e67e22", close=True)

    return paint


def within(inner: Paint, first: int, last: int) -> Paint:
    """A paint in the middle of some of four periods."""

    def paint(ink: Ink, spot: Spot) -> None:
        step = (spot.x1 - spot.x0) / 4
        x0, x1 = spot.x0 + first * step, spot.x0 + (last + 1) * step
        inner(ink, type(spot)(x0, spot.top, x1, spot.bottom))

    return paint


def line(first: int, last: int, width: float = 3.0, inset: float = 4.0) -> Paint:
    """A thick line over some of four periods."""

    def paint(ink: Ink, spot: Spot) -> None:
        step = (spot.x1 - spot.x0) / 4
        start, end = spot.x0 + first * step + inset, spot.x0 + (last + 1) * step - inset
        ink.path([(start, spot.y), (end, spot.y)], stroke=INK, width=width)

    return paint


def rounded_bar(first: int, last: int) -> Paint:
    """A filled rectangle with round corners over some of four periods."""

    def paint(ink: Ink, spot: Spot) -> None:
        step = (spot.x1 - spot.x0) / 4
        path = ink.canvas.beginPath()
        width = (last - first + 1) * step - 8
        path.roundRect(spot.x0 + first * step + 4, ink.up(spot.y + 5), width, 10, 4)
        ink.paint(path, INK, None)

    return paint


def pill(ink: Ink, spot: Spot) -> None:
    """A flat filled rectangle with round corners, well inside its cell."""
    path = ink.canvas.beginPath()
    path.roundRect(spot.x - 9, ink.up(spot.y + 3.5), 18, 7, 3)
    ink.paint(path, INK, None)


def outlined_bar(first: int, last: int) -> Paint:
    """A rectangle filled and stroked over some of four periods."""

    def paint(ink: Ink, spot: Spot) -> None:
        step = (spot.x1 - spot.x0) / 4
        ink.rect((spot.x0 + first * step + 4, spot.y - 5,
                  spot.x0 + (last + 1) * step - 4, spot.y + 5), INK, "#000000")  # fmt: skip

    return paint


def arrow(
    first: int, last: int, *, stroked: bool = False, width: float = 1.2, heads: int = 1,
    split: bool = False,
) -> Paint:  # fmt: skip
    """A line with a head over some of four periods."""

    def paint(ink: Ink, spot: Spot) -> None:
        step = (spot.x1 - spot.x0) / 4
        end = spot.x0 + (last + 1) * step - 6
        ink.path([(spot.x0 + first * step + 6, spot.y), (end, spot.y)], stroke=INK, width=width)
        head = [(end - 5, spot.y - 3), (end, spot.y), (end - 5, spot.y + 3)]
        if split:
            ink.path(head[:2], stroke=INK, width=width)
            ink.path(head[1:], stroke=INK, width=width)
        elif stroked:
            ink.path(head, stroke=INK, width=width)
        else:
            ink.path(head, fill=INK, close=True)
        if heads == 2:
            start = spot.x0 + first * step + 6
            ink.path([(start + 5, spot.y - 3), (start, spot.y), (start + 5, spot.y + 3)],
                     fill=INK, close=True)  # fmt: skip

    return paint


def block_arrow(first: int, last: int) -> Paint:
    """An arrow as one filled outline over some of four periods."""

    def paint(ink: Ink, spot: Spot) -> None:
        step = (spot.x1 - spot.x0) / 4
        a, b, y = spot.x0 + first * step + 5, spot.x0 + (last + 1) * step - 5, spot.y
        ink.path([(a, y - 2.5), (b - 7, y - 2.5), (b - 7, y - 5), (b, y), (b - 7, y + 5),
                  (b - 7, y + 2.5), (a, y + 2.5)], fill=INK, close=True)  # fmt: skip

    return paint


def zebra(ink: Ink) -> None:
    """A fill under every second row."""
    for row in (0, 2, 4):
        top = TOP + (row + 1) * ROW
        ink.rect((COLUMNS[0], top, COLUMNS[-1], top + ROW), "#e8eef2")


def header_fill(ink: Ink, colour: str = "#0b4f6c") -> None:
    """A fill under the header."""
    ink.rect((COLUMNS[0], TOP, COLUMNS[-1], TOP + ROW), colour)


def column_fill(ink: Ink) -> None:
    """A fill under two of the columns."""
    for column in (2, 4):
        ink.rect((COLUMNS[column], TOP, COLUMNS[column + 1], TOP + 6 * ROW), "#f3e9d2")


COLOURS = ("#2a9d8f", "#e9c46a")


def swatches(ink: Ink, *names: str) -> None:
    """Small fields in two colours before the table, each with its name."""
    for k, (colour, name) in enumerate(zip(COLOURS, names, strict=True)):
        x = 54 + 140 * k
        ink.rect((x, 120, x + 12, 129), colour)
        ink.text(x + 17, 128, name)


def coloured_dot(colour: str) -> Paint:
    """A filled circle in a colour."""

    def paint(ink: Ink, spot: Spot) -> None:
        path = ink.canvas.beginPath()
        path.circle(spot.x, ink.up(spot.y), 4)
        ink.paint(path, colour, None)

    return paint


def coloured(text: str, colour: str) -> Paint:
    """A character in a colour."""

    def paint(ink: Ink, spot: Spot) -> None:
        ink.canvas.saveState()
        ink.canvas.setFillColor(HexColor(colour))
        char(text)(ink, spot)
        ink.canvas.restoreState()

    return paint


def white_tick(ink: Ink, spot: Spot) -> None:
    """A white tick as one stroked path."""
    ink.path([(spot.x - 4, spot.y), (spot.x - 1.2, spot.y + 3.2), (spot.x + 4.2, spot.y - 3.6)],
             stroke="#ffffff")  # fmt: skip


def scaled_tick(scale: float) -> Paint:
    """A stroked tick of any size."""

    def paint(ink: Ink, spot: Spot) -> None:
        corners = ((-4.0, 0.0), (-1.2, 3.2), (4.2, -3.6))
        ink.path([(spot.x + dx * scale, spot.y + dy * scale) for dx, dy in corners], stroke=INK)

    return paint


def sized_box(side: float, fill: str | None = None) -> Paint:
    """The outline of a square of any size."""

    def paint(ink: Ink, spot: Spot) -> None:
        h = side / 2
        ink.rect((spot.x - h, spot.y - h, spot.x + h, spot.y + h), fill, "#000000")

    return paint


def filled_square(side: float) -> Paint:
    """A filled square of any size."""

    def paint(ink: Ink, spot: Spot) -> None:
        h = side / 2
        ink.rect((spot.x - h, spot.y - h, spot.x + h, spot.y + h), INK)

    return paint


def sized_line_box(side: float) -> Paint:
    """A box of any size, of four single lines."""

    def paint(ink: Ink, spot: Spot) -> None:
        a, b = spot.x - side / 2, spot.y - side / 2
        c, d = a + side, b + side
        for one in ([(a, b), (c, b)], [(c, b), (c, d)], [(c, d), (a, d)], [(a, d), (a, b)]):
            ink.path(one, stroke="#000000", width=0.8)

    return paint


def sized_dot(radius: float) -> Paint:
    """A filled circle of any size."""

    def paint(ink: Ink, spot: Spot) -> None:
        path = ink.canvas.beginPath()
        path.circle(spot.x, ink.up(spot.y), radius)
        ink.paint(path, INK, None)

    return paint


def _drawn(form: str, size: int) -> Image.Image:
    picture = Image.new("L", (size, size), 0)
    pen = ImageDraw.Draw(picture)
    k = size / 16
    width = max(2, round(1.6 * k))
    if "box" in form:
        pen.rectangle([k, k, size - k - 1, size - k - 1], outline=255, width=max(1, round(k)))
    inset = 4 * k if "box" in form else 2 * k
    if "tick" in form:
        s = size - 2 * inset
        pen.line([(inset, inset + 0.55 * s), (inset + 0.33 * s, inset + 0.9 * s),
                  (inset + s, inset + 0.1 * s)], fill=255, width=width)  # fmt: skip
    if "cross" in form and "badge" not in form:
        pen.line([(inset, inset), (size - inset, size - inset)], fill=255, width=width)
        pen.line([(inset, size - inset), (size - inset, inset)], fill=255, width=width)
    if form == "dot":
        pen.ellipse([2 * k, 2 * k, size - 2 * k, size - 2 * k], fill=255)
    if form == "ring":
        pen.ellipse([2 * k, 2 * k, size - 2 * k, size - 2 * k], outline=255, width=width)
    if form == "badge":  # a disc with a tick cut out of it
        pen.ellipse([0, 0, size - 1, size - 1], fill=255)
        pen.line([(4 * k, 8.5 * k), (7 * k, 11.5 * k), (12 * k, 5 * k)], fill=0, width=width)
    if form == "crossed badge":
        pen.ellipse([0, 0, size - 1, size - 1], fill=255)
        pen.line([(4.5 * k, 4.5 * k), (11.5 * k, 11.5 * k)], fill=0, width=width)
        pen.line([(4.5 * k, 11.5 * k), (11.5 * k, 4.5 * k)], fill=0, width=width)
    if form == "radio":
        pen.ellipse([0, 0, size - 1, size - 1], outline=255, width=width)
        pen.ellipse([4 * k, 4 * k, 12 * k, 12 * k], fill=255)
    if form == "star":
        points = [(8, 1), (10, 6), (15, 6), (11, 9), (13, 15), (8, 11), (3, 15), (5, 9), (1, 6),
                  (6, 6)]  # fmt: skip
        pen.polygon([(x * k, y * k) for x, y in points], fill=255)
    return picture


@cache
def _png(form: str, alpha: bool, ground: str, size: int) -> bytes:
    ink = _drawn(form, size)
    picture = Image.new("RGBA" if alpha else "RGB", (size, size), ground)
    if alpha:
        picture = Image.new("RGBA", (size, size), (11, 110, 79, 0))
        picture.putalpha(ink)
    else:
        picture.paste((11, 110, 79), mask=ink)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def star(ink: Ink, spot: Spot) -> None:
    """A filled star of five points, of other size and colour than that of a font."""
    points = [
        (
            spot.x + (8 if k % 2 == 0 else 3.056) * math.sin(k * math.pi / 5),
            spot.y - (8 if k % 2 == 0 else 3.056) * math.cos(k * math.pi / 5),
        )
        for k in range(10)
    ]
    ink.path(points, fill=INK, close=True)

"""A page with one table of actions and years, whose period cells a test paints as it likes."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from reportlab.lib.colors import HexColor
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from tests.pdf.looks.sheet import MARKS, register_fonts

HEIGHT = 792.0
WIDTH = 612.0
COLUMNS = (54.0, 84.0, 300.0, 360.0, 420.0, 480.0, 540.0)
ROW = 26.0
TOP = 150.0
YEARS = ("2024", "2025", "2026", "2027")
TEXTS = (
    "Adopter la politique de la ville",
    "Ouvrir une halte de nuit",
    "Former les équipes de rue",
    "Publier un bilan chaque année",
    "Financer les logements sociaux",
    "Évaluer les projets en cours",
)


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell, in points from the top left of the page."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def x(self) -> float:
        """The middle, across."""
        return (self.x0 + self.x1) / 2

    @property
    def y(self) -> float:
        """The middle, down."""
        return (self.top + self.bottom) / 2


Paint = Callable[["Ink", Spot], None]


@dataclass(slots=True)
class Ink:
    """A canvas whose y runs down the page."""

    canvas: Any
    images: dict[bytes, Any] = field(default_factory=dict)

    def up(self, y: float) -> float:
        """Return a height from the foot of the page."""
        return HEIGHT - y

    def text(
        self, x: float, y: float, text: str, font: str = "Helvetica", size: float = 9.0
    ) -> None:
        """Set a text whose baseline begins there."""
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, self.up(y), text)

    def raw(self, code: str) -> None:
        """Put operators into the page."""
        self.canvas._code.append(code)

    def rect(
        self, box: tuple[float, float, float, float], fill: str | None, stroke: str | None = None,
        width: float = 0.8,
    ) -> None:  # fmt: skip
        """Paint a rectangle."""
        x0, top, x1, bottom = box
        self.canvas.saveState()
        self.canvas.setLineWidth(width)
        if fill:
            self.canvas.setFillColor(HexColor(fill))
        if stroke:
            self.canvas.setStrokeColor(HexColor(stroke))
        self.canvas.rect(
            x0, self.up(bottom), x1 - x0, bottom - top, stroke=int(bool(stroke)),
            fill=int(bool(fill)),
        )  # fmt: skip
        self.canvas.restoreState()

    def path(
        self, points: Sequence[tuple[float, float]], *, fill: str | None = None,
        stroke: str | None = None, width: float = 1.4, close: bool = False,
    ) -> None:  # fmt: skip
        """Paint straight lines from point to point."""
        path = self.canvas.beginPath()
        for k, (x, y) in enumerate(points):
            (path.lineTo if k else path.moveTo)(x, self.up(y))
        if close:
            path.close()
        self.paint(path, fill, stroke, width)

    def paint(self, path: Any, fill: str | None, stroke: str | None, width: float = 1.4) -> None:
        """Paint a path of the canvas."""
        self.canvas.saveState()
        self.canvas.setLineWidth(width)
        if fill:
            self.canvas.setFillColor(HexColor(fill))
        if stroke:
            self.canvas.setStrokeColor(HexColor(stroke))
        self.canvas.drawPath(path, stroke=int(bool(stroke)), fill=int(bool(fill)))
        self.canvas.restoreState()


@dataclass(frozen=True, slots=True)
class Case:
    """A page: what is painted in each period cell of each row, and what must come out.

    `states` has a letter for each cell: P planned, N not planned, U unclear.
    """

    name: str
    rows: tuple[tuple[Paint | None, ...], ...]
    states: tuple[str, ...]
    across: tuple[tuple[int, Paint], ...] = ()  # painted over the period cells of a row
    before: tuple[str, ...] = ()  # lines printed before the table
    under: Callable[[Ink], None] | None = None  # painted before all else
    merged: frozenset[tuple[int, int]] = frozenset()  # period cells without the rule to their left
    finish: Callable[[bytes], bytes] | None = None
    years: tuple[str, ...] = YEARS
    rules: str = "all"  # those drawn: "all", "rows" or "none"
    head: str = "Helvetica-Bold"  # the font of the header
    extra: tuple[str, ...] = ()  # the names that a legend gives the marks, in the order of cells


def typeset(case: Case) -> bytes:
    """Return the page as a PDF."""
    register_fonts()
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(WIDTH, HEIGHT), invariant=1, pageCompression=0)
    ink = Ink(canvas)
    ink.text(54, 70, "PLAN D'ACTION 2024-2027", "Helvetica-Bold", 18)
    ink.text(54, 100, "Axe 1 : Loger", "Helvetica-Bold", 13)
    for k, line in enumerate(case.before):
        x = 54.0
        for piece in re.split("([✓✔●○■])", line):
            font = MARKS if piece in "✓✔●○■" else "Helvetica"
            ink.text(x, 118 + 12 * k, piece, font)
            x += pdfmetrics.stringWidth(piece, font, 9.0)
    if case.under:
        case.under(ink)
    _rules(ink, case)
    ink.text(58, TOP + 16, "N°", case.head)
    ink.text(90, TOP + 16, "Actions", case.head)
    for year, x in zip(case.years, COLUMNS[2:], strict=False):
        ink.text(x + 18, TOP + 16, year, case.head)
    for row, paints in enumerate(case.rows):
        y = TOP + (row + 1) * ROW
        ink.text(60, y + 16, f"{row + 1}")
        ink.text(90, y + 16, TEXTS[row])
        for column, paint in enumerate(paints):
            if paint is not None:
                paint(ink, spot(row, column))
    for row, paint in case.across:
        paint(ink, spot(row, 0, len(YEARS)))
    canvas.save()
    data = out.getvalue()
    return case.finish(data) if case.finish else data


def cropped(*box: int) -> Callable[[bytes], bytes]:
    """Show a part of the page only, and let its own space begin elsewhere."""

    def finish(data: bytes) -> bytes:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            x0, y0, x1, y1 = pdf.pages[0].mediabox
            outer = [x0 - 50, y0 - 40, x1 + 60, y1 + 30]
            pdf.pages[0].obj.MediaBox = pikepdf.Array(outer)
            pdf.pages[0].obj.CropBox = pikepdf.Array(box)
            out = io.BytesIO()
            pdf.save(out)
        return out.getvalue()

    return finish


def spot(row: int, column: int, span: int = 1) -> Spot:
    """Return a period cell, or several beside each other."""
    top = TOP + (row + 1) * ROW
    return Spot(COLUMNS[2 + column], top, COLUMNS[2 + column + span], top + ROW)


def _rules(ink: Ink, case: Case) -> None:
    last = TOP + (len(case.rows) + 1) * ROW
    if case.rules == "none":
        return
    for k in range(len(case.rows) + 2):
        ink.path([(COLUMNS[0], TOP + k * ROW), (COLUMNS[-1], TOP + k * ROW)], stroke="#000000",
                 width=0.6)  # fmt: skip
    for k, x in enumerate(COLUMNS if case.rules == "all" else ()):
        cuts = [row for row in range(len(case.rows)) if (row, k - 2) in case.merged]
        y = TOP
        for row in cuts:
            ink.path([(x, y), (x, TOP + (row + 1) * ROW)], stroke="#000000", width=0.6)
            y = TOP + (row + 2) * ROW
        ink.path([(x, y), (x, last)], stroke="#000000", width=0.6)

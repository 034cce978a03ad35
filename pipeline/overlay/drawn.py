"""Shapes drawn over the pages of a PDF, on a copy: the words below stay words.

Each page gets one content stream behind its own, in the coordinates of the page as it is shown
(crop and rotation applied), and a line at its foot that says what the colours mean.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pikepdf

from pipeline.overlay.shapes import Box, Layer, Shape

FONT_PT = 5.0
LEGEND_PT = 9.0
INSET_PT = 0.6
"""How far the shapes of cells are drawn inside their box, so that neighbours stay apart."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a layer is drawn: colours from 0 to 1, how opaque its fill is, and its name."""

    name: str
    stroke: tuple[float, float, float]
    fill: tuple[float, float, float] | None = None
    width: float = 0.5
    dash: str = ""
    inset: float = 0.0


@dataclass(frozen=True, slots=True)
class Text:
    """A text to print at a point of the page as it is shown."""

    said: str
    at: tuple[float, float]
    size: float
    colour: tuple[float, float, float]


STYLES: dict[Layer, Style] = {
    "table": Style("table (rows x columns)", (0.0, 0.27, 0.55), None, 1.4),
    "header": Style("header cell", (0.0, 0.27, 0.55), (0.35, 0.6, 0.9), 0.4, inset=INSET_PT),
    "cell": Style("cell", (0.0, 0.27, 0.55), None, 0.4, inset=INSET_PT),
    "mark": Style(
        "planned (letter: kind of mark)", (0.0, 0.4, 0.2), (0.2, 0.75, 0.4), 0.8, inset=1.6
    ),
    "unplanned": Style("not planned", (0.35, 0.35, 0.35), (0.75, 0.75, 0.75), 0.8, "1 1", 1.6),
    "unclear": Style("unclear (?)", (0.6, 0.0, 0.6), (0.9, 0.4, 0.9), 1.2, "2 1", 1.6),
    "heading": Style("heading", (0.55, 0.3, 0.0), (1.0, 0.8, 0.3), 0.7),
    "text": Style("text", (0.45, 0.45, 0.45), None, 0.3),
    "running": Style("left out", (0.45, 0.45, 0.45), (0.7, 0.7, 0.7), 0.3, "1 1"),
    "unclaimed": Style("unclaimed (?)", (0.8, 0.0, 0.0), (1.0, 0.3, 0.3), 1.2),
}


def drawn_over(data: bytes, shapes: Iterable[Shape], pages: Sequence[int] | None = None) -> bytes:
    """Return a copy of a PDF with shapes drawn over its pages.

    Args:
        data: the PDF.
        shapes: what to draw.
        pages: the pages to keep, from 1; all where None.

    Raises:
        pikepdf.PdfError: the PDF cannot be opened.
    """
    by_page: dict[int, list[Shape]] = {}
    for shape in shapes:
        by_page.setdefault(shape.page, []).append(shape)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        font = pdf.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Font,
                Subtype=pikepdf.Name.Type1,
                BaseFont=pikepdf.Name.Helvetica,
            )
        )
        thin = pdf.make_indirect(pikepdf.Dictionary(ca=0.25, CA=0.9))
        solid = pdf.make_indirect(pikepdf.Dictionary(ca=1, CA=1))
        for number, page in enumerate(pdf.pages, 1):
            if pages is None or number in pages:
                _draw(pdf, page, by_page.get(number, []), font, (thin, solid))
        if pages is not None:
            for number in range(len(pdf.pages), 0, -1):
                if number not in pages:
                    del pdf.pages[number - 1]
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def _draw(
    pdf: pikepdf.Pdf,
    page: pikepdf.Page,
    shapes: Sequence[Shape],
    font: pikepdf.Object,
    states: tuple[pikepdf.Object, pikepdf.Object],
) -> None:
    matrix, height = _shown(page)
    font_name = page.add_resource(font, pikepdf.Name.Font, pikepdf.Name.ArrimageFont)
    names = (pikepdf.Name.ArrimageThin, pikepdf.Name.ArrimageSolid)
    thin, solid = (
        page.add_resource(state, pikepdf.Name.ExtGState, name)
        for state, name in zip(states, names, strict=True)
    )
    legend = _legend(height, {shape.layer for shape in shapes})
    boxes = [*shapes, *(shape for shape, _ in legend)]
    texts = [text for shape in shapes if (text := _label(shape))] + [text for _, text in legend]
    parts = ["Q q", f"{_numbers(matrix)} cm", f"{thin} gs"]
    parts += [line for shape in boxes for line in _box(shape)]
    parts += [f"{solid} gs", *(_text(text, str(font_name)) for text in texts), "Q"]
    page.contents_add(pdf.make_stream(b"q\n"), prepend=True)
    page.contents_add(pdf.make_stream("\n".join(parts).encode("latin-1")))


def _shown(page: pikepdf.Page) -> tuple[tuple[float, ...], float]:
    """Return the matrix from the page as shown, y downwards, to the page's own; and its height."""
    x0, y0, x1, y1 = (float(value) for value in page.cropbox)
    x0, x1, y0, y1 = min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)
    match _rotation(page):
        case 90:
            return (0, 1, 1, 0, x0, y0), x1 - x0
        case 180:
            return (-1, 0, 0, 1, x1, y0), y1 - y0
        case 270:
            return (0, -1, -1, 0, x1, y1), x1 - x0
        case _:
            return (1, 0, 0, -1, x0, y1), y1 - y0


def _rotation(page: pikepdf.Page) -> int:
    """Return the rotation of a page, its own or that of a node above it."""
    node: pikepdf.Object | None = page.obj
    for _ in range(100):
        if node is None:
            break
        if "/Rotate" in node:
            return int(node["/Rotate"]) % 360
        node = node.get("/Parent")
    return 0


def _box(shape: Shape) -> list[str]:
    style = STYLES[shape.layer]
    x0, top, x1, bottom = _inset(shape)
    parts = [f"{_numbers(style.stroke)} RG {style.width} w [{style.dash}] 0 d"]
    if style.fill is not None:
        parts.append(f"{_numbers(style.fill)} rg")
    box = _numbers((x0, top, x1 - x0, bottom - top))
    parts.append(f"{box} re {'B' if style.fill is not None else 'S'}")
    return parts


def _inset(shape: Shape) -> Box:
    x0, top, x1, bottom = shape.box
    inset = min(STYLES[shape.layer].inset, (x1 - x0) / 3, (bottom - top) / 3)
    return x0 + inset, top + inset, x1 - inset, bottom - inset


def _label(shape: Shape) -> Text | None:
    if not shape.label:
        return None
    x0, top, *_ = _inset(shape)
    down = -1.5 if shape.layer == "table" else FONT_PT - 0.2
    return Text(shape.label, (x0 + 0.8, top + down), FONT_PT, STYLES[shape.layer].stroke)


def _legend(height: float, layers: set[Layer]) -> list[tuple[Shape, Text]]:
    """Say in one line at the foot of the page what its colours mean."""
    entries: list[tuple[Shape, Text]] = []
    x, top, size = 6.0, height - LEGEND_PT - 2, LEGEND_PT - 2.5
    for layer, style in STYLES.items():
        if layer in layers:
            box = Shape(1, layer, (x, top, x + LEGEND_PT, top + LEGEND_PT))
            at = (x + LEGEND_PT + 2, top + LEGEND_PT - 2)
            entries.append((box, Text(style.name, at, size, style.stroke)))
            x += LEGEND_PT + 8 + len(style.name) * size * 0.5
    return entries


def _text(text: Text, font: str) -> str:
    """Print a text upright, although y goes downwards."""
    place = _numbers((1, 0, 0, -1, *text.at))
    quoted = re.sub(r"([\\()])", r"\\\1", text.said)
    return f"BT {font} {text.size} Tf {_numbers(text.colour)} rg {place} Tm ({quoted}) Tj ET"


def _numbers(values: Iterable[float]) -> str:
    return " ".join(f"{value:.2f}".rstrip("0").rstrip(".") for value in values)

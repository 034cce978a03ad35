"""Shapes → the operators that paint them, in coordinates whose y goes downwards."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import pikepdf

from pipeline.overlay.shapes import Box, Shape
from pipeline.overlay.styles import STYLES, Colour, Style

LABEL_PT = 5.0
SIGN_PT = 7.0
SIGN_LEAST_PT = 3.5
BAR_PT = 3.0
"""How far left of its box the bar of an action stands."""

_WHITE: Colour = (1.0, 1.0, 1.0)
_ROUND = 0.5523
"""The length of a Bézier handle that makes a quarter of a circle of radius 1."""


@dataclass(frozen=True, slots=True)
class Names:
    """What a page calls the font and the two states: see-through and solid."""

    font: str
    thin: str
    solid: str


@dataclass(frozen=True, slots=True)
class Fonts:
    """The resources that all drawn pages of a PDF share."""

    font: pikepdf.Object
    thin: pikepdf.Object
    solid: pikepdf.Object

    @classmethod
    def of(cls, pdf: pikepdf.Pdf) -> Fonts:
        """Put the resources into a PDF."""
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type1,
            BaseFont=pikepdf.Name("/Helvetica-Bold"),
            Encoding=pikepdf.Name.WinAnsiEncoding,
        )
        made = (font, pikepdf.Dictionary(ca=0.25, CA=0.9), pikepdf.Dictionary(ca=1, CA=1))
        return cls(*(pdf.make_indirect(one) for one in made))

    def added(self, page: pikepdf.Page) -> Names:
        """Give the resources to a page."""
        font = page.add_resource(self.font, pikepdf.Name.Font, pikepdf.Name.ArrimageFont)
        thin = page.add_resource(self.thin, pikepdf.Name.ExtGState, pikepdf.Name.ArrimageThin)
        solid = page.add_resource(self.solid, pikepdf.Name.ExtGState, pikepdf.Name.ArrimageSolid)
        return Names(str(font), str(thin), str(solid))


def painted(shapes: Sequence[Shape], names: Names) -> Iterator[str]:
    """Yield the operators of shapes: first all boxes, see-through, then all signs and labels.

    Each box stands between marks that name its layer.
    """
    yield f"{names.thin} gs"
    for shape in shapes:
        yield f"/{shape.layer} BMC"
        yield from box(STYLES[shape.layer], shape.box)
        yield "EMC"
    yield f"{names.solid} gs"
    for shape in _labelled_once(shapes):
        yield from _signed(shape, names)


def box(style: Style, place: Box) -> Iterator[str]:
    """Yield the operators of the box of a layer."""
    x0, top, x1, bottom = _inset(style, place)
    yield f"{numbers(style.stroke)} RG {numbers((style.width,))} w [{style.dash}] 0 d"
    if style.bar:
        yield f"{numbers((x0 - BAR_PT, top + 1))} m {numbers((x0 - BAR_PT, bottom - 1))} l S"
        return
    if style.fill is not None:
        yield f"{numbers(style.fill)} rg"
    area = numbers((x0, top, x1 - x0, bottom - top))
    yield f"{area} re {'B' if style.fill is not None else 'S'}"


def sign(
    style: Style, left: float, top: float, names: Names, high: float = SIGN_PT
) -> Iterator[str]:
    """Yield the operators of a layer's sign with its letter."""
    half = high / 2
    x, y = left + half, top + half
    yield f"{numbers(style.stroke)} rg {_outline(style, x, y, half)} f"
    size = high * 0.8
    shift = _width(style.letter, size) / 2
    yield text(style.letter, (x - shift, y + size * 0.36), size, _WHITE, names)


def text(said: str, at: tuple[float, float], size: float, colour: Colour, names: Names) -> str:
    """Return the operators that print a text upright, although y goes downwards."""
    place = numbers((1, 0, 0, -1, *at))
    quoted = re.sub(r"([\\()])", r"\\\1", " ".join(said.split()))
    return f"BT {names.font} {numbers((size,))} Tf {numbers(colour)} rg {place} Tm ({quoted}) Tj ET"


def numbers(values: Iterable[float]) -> str:
    """Return numbers as a content stream has them, to a hundredth."""
    return " ".join(f"{value:.2f}".rstrip("0").rstrip(".") for value in values)


def _inset(style: Style, place: Box) -> Box:
    x0, top, x1, bottom = place
    inset = min(style.inset, (x1 - x0) / 3, (bottom - top) / 3)
    return x0 + inset, top + inset, x1 - inset, bottom - inset


def _labelled_once(shapes: Sequence[Shape]) -> Iterator[Shape]:
    """Yield shapes, those of one layer at one place as one: actions share a merged row."""
    together: dict[tuple[str, Box], list[Shape]] = {}
    for shape in shapes:
        together.setdefault((shape.layer, shape.box), []).append(shape)
    for same in together.values():
        first, last = same[0].label, same[-1].label
        yield replace(same[0], label=first if first == last else f"{first}-{last}")


def _signed(shape: Shape, names: Names) -> Iterator[str]:
    """Yield the sign of a mark at the right of its cell, and the label of any shape."""
    style = STYLES[shape.layer]
    x0, top, x1, bottom = _inset(style, shape.box)
    size = LABEL_PT
    wide = _width(shape.label, size)
    if style.sign is not None:
        # In a small cell a sign of full size would hide the very mark it speaks of.
        high = max(SIGN_LEAST_PT, min(SIGN_PT, (x1 - x0) / 4, (bottom - top) / 2.5))
        yield from sign(style, x1 - high, top, names, high)
        size *= high / SIGN_PT
        at = (x1 - _width(shape.label, size) - 0.5, bottom - 1)
    elif style.bar:
        at = (max(x0 - BAR_PT - 2 - wide, 1.0), top + LABEL_PT + 1)
    else:
        at = (x0 + 0.8, top - 1.5)
    if shape.label:
        yield text(shape.label, at, size, style.stroke, names)


def _width(said: str, size: float) -> float:
    """Return about how wide a short text is."""
    return len(said) * size * 0.56


def _outline(style: Style, x: float, y: float, half: float) -> str:
    if style.sign == "square":
        return f"{numbers((x - half, y - half, 2 * half, 2 * half))} re"
    corners = [(x + half, y), (x, y + half), (x - half, y), (x, y - half)]
    if style.sign == "diamond":
        first, *others = corners
        return f"{numbers(first)} m " + " ".join(f"{numbers(one)} l" for one in others)
    bend = half * _ROUND
    quarters = (
        (x + half, y + bend, x + bend, y + half, x, y + half),
        (x - bend, y + half, x - half, y + bend, x - half, y),
        (x - half, y - bend, x - bend, y - half, x, y - half),
        (x + bend, y - half, x + half, y - bend, x + half, y),
    )
    return f"{numbers(corners[0])} m " + " ".join(f"{numbers(one)} c" for one in quarters)

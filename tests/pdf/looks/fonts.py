"""A font of marks, built here, so that ticks and dots look the same on every machine.

Each glyph is a polygon on a square of 1000 units. The font is saved under any family name and
with any code points: as Unicode, in the private use area, or at the codes of another font.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from functools import cache
from math import cos, pi, sin

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

Outline = tuple[tuple[int, int], ...]
SIZE = 1000
_EPOCH = 3_000_000_000  # seconds since 1904, the same in every build


def _circle(radius: int, turn: int = 1) -> Outline:
    steps = range(24)[::-turn]
    return tuple(
        (round(500 + radius * cos(2 * pi * k / 24)), round(350 + radius * sin(2 * pi * k / 24)))
        for k in steps
    )


_BAR = ((100, 300), (100, 380), (900, 380), (900, 300))
OUTLINES: dict[str, tuple[Outline, ...]] = {
    "✓": (((100, 330), (190, 420), (380, 220), (810, 720), (900, 640), (380, 40)),),
    "✔": (((60, 330), (220, 470), (390, 280), (800, 760), (950, 640), (390, 0)),),
    "●": (_circle(330),),
    "○": (_circle(330), _circle(250, -1)),
    "■": (((180, 40), (180, 680), (820, 680), (820, 40)),),
    "□": (
        ((180, 40), (180, 680), (820, 680), (820, 40)),
        ((250, 110), (750, 110), (750, 610), (250, 610)),
    ),
    "✗": (
        (
            (120, 60), (420, 360), (120, 660), (200, 740), (500, 440), (800, 740),
            (880, 660), (580, 360), (880, 60), (800, -20), (500, 280), (200, -20),
        ),
    ),
    "—": (_BAR,),
    "◆": (((500, -50), (100, 360), (500, 770), (900, 360)),),
}  # fmt: skip


@cache
def mark_font(
    family: str = "Marques", codes: tuple[tuple[int, str], ...] = (), symbolic: bool = False
) -> bytes:
    """Return a TrueType font; `codes` maps code points to marks, by default their own.

    The table of a `symbolic` font holds codes of its own, as that of Wingdings does.
    """
    table: Mapping[int, str] = dict(codes) or {ord(mark): mark for mark in OUTLINES}
    names = {mark: f"mark{k}" for k, mark in enumerate(OUTLINES)}
    builder = FontBuilder(SIZE, isTTF=True)
    builder.setupGlyphOrder([".notdef", "space", *names.values()])
    builder.setupCharacterMap({32: "space", **{code: names[mark] for code, mark in table.items()}})
    if symbolic:
        tables = [table for table in builder.font["cmap"].tables if table.platformID == 3]
        tables[0].platEncID = 0
        builder.font["cmap"].tables = tables[:1]
    glyphs = {".notdef": _glyph(()), "space": _glyph(())}
    glyphs |= {names[mark]: _glyph(outlines) for mark, outlines in OUTLINES.items()}
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics(dict.fromkeys(glyphs, (SIZE, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": family, "styleName": "Regular", "psName": family})
    builder.setupOS2(sTypoAscender=800, sTypoDescender=-200, usWinAscent=800, usWinDescent=200)
    builder.setupPost()
    builder.setupHead(unitsPerEm=SIZE, created=_EPOCH, modified=_EPOCH)
    builder.font.recalcTimestamp = False
    out = io.BytesIO()
    builder.save(out)
    return out.getvalue()


def _glyph(outlines: tuple[Outline, ...]) -> object:
    pen = TTGlyphPen(None)
    for outline in outlines:
        pen.moveTo(outline[0])
        for point in outline[1:]:
            pen.lineTo(point)
        pen.closePath()
    return pen.glyph()

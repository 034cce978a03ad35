"""How each layer of an overlay looks. Colour never says a thing alone: signs and lines do too."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pipeline.overlay.shapes import Layer

Colour = tuple[float, float, float]
Sign = Literal["disc", "square", "diamond"]

INSET_PT = 0.6
"""How far the shapes of cells are drawn inside their box, so that neighbours stay apart."""
OUTSET_PT = 0.8
"""How far the frame of a single word stands off, so that it can be read."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a layer is drawn: colours from 0 to 1, line, and the sign that goes with it.

    `bar` draws a line at the left of the box in the place of a frame.
    """

    name: str
    stroke: Colour
    fill: Colour | None = None
    width: float = 0.5
    dash: str = ""
    inset: float = 0.0
    sign: Sign | None = None
    letter: str = ""
    bar: bool = False


_BLUE, _GREEN, _ORANGE = (0.0, 0.27, 0.55), (0.0, 0.42, 0.25), (0.72, 0.3, 0.0)
_GREY, _RED, _VIOLET = (0.4, 0.4, 0.4), (0.8, 0.0, 0.0), (0.45, 0.2, 0.6)

STYLES: dict[Layer, Style] = {
    "table": Style("tables (rows x columns)", _BLUE, None, 1.4),
    "header": Style("header cells", _BLUE, (0.35, 0.6, 0.9), 0.4, inset=INSET_PT),
    "cell": Style("cells", _BLUE, None, 0.4, inset=INSET_PT),
    "mark": Style("planned", _GREEN, (0.2, 0.75, 0.4), 0.8, inset=1.6, sign="disc", letter="P"),
    "unplanned": Style(
        "not planned", _GREY, (0.75, 0.75, 0.75), 0.8, "1 1", 1.6, sign="square", letter="N"
    ),
    "unclear": Style(
        "unclear", _ORANGE, (1.0, 0.65, 0.2), 1.2, "3 1", 1.6, sign="diamond", letter="?"
    ),
    "unused": Style(
        "marks of no action", _VIOLET, (0.8, 0.7, 0.95), 0.8, "1 1", 1.6, sign="square", letter="M"
    ),
    "heading": Style("headings", (0.55, 0.3, 0.0), (1.0, 0.8, 0.3), 0.7),
    "text": Style("paragraphs", (0.55, 0.55, 0.55), None, 0.3),
    "action": Style("actions (number)", _VIOLET, None, 2.0, bar=True),
    "ignored": Style("words left out by a rule", _GREY, (0.6, 0.6, 0.6), 0.3, "1 1", -OUTSET_PT),
    "unclaimed": Style("words that ended up nowhere", _RED, (1.0, 0.2, 0.2), 1.2, inset=-OUTSET_PT),
}

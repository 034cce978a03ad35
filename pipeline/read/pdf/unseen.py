"""White rectangles on a white page: nobody sees them, and they mark out no table.

Word processors paint the ground of a paragraph line by line, white ones too. White rows among
coloured ones are seen by their neighbours, and all of them where a colour covers the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.read.pdf.figures import Drawing, Fill
from pipeline.read.pdf.primitives import Box, Colour

WHITE: Colour = (255, 255, 255)
BESIDE_PT = 3.0
"""Rectangles this close to each other stand side by side."""


def seen_fills(drawing: Drawing) -> list[Fill]:
    """Return the painted rectangles that show."""
    if drawing.tinted:
        return drawing.fills
    seen = [fill for fill in drawing.fills if fill.colour != WHITE]
    white = [fill for fill in drawing.fills if fill.colour == WHITE]
    if not white or not seen:
        return seen
    kept = {id(fill) for fill in seen}
    kept |= _joined(sorted(white, key=lambda f: f.box[1]), seen)
    kept |= _joined(sorted(white, key=lambda f: -f.box[3]), seen)
    return [fill for fill in drawing.fills if id(fill) in kept]


def _joined(white: Iterable[Fill], seen: Sequence[Fill]) -> set[int]:
    """Return the white rectangles that touch one that shows, or the next one that does."""
    boxes = [fill.box for fill in seen]
    joined: set[int] = set()
    for fill in white:
        if any(_touch(fill.box, box) for box in reversed(boxes)):
            boxes.append(fill.box)
            joined.add(id(fill))
    return joined


def _touch(a: Box, b: Box) -> bool:
    return (
        a[0] <= b[2] + BESIDE_PT
        and b[0] <= a[2] + BESIDE_PT
        and a[1] <= b[3] + BESIDE_PT
        and b[1] <= a[3] + BESIDE_PT
    )

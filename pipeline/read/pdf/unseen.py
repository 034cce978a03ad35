"""White grounds behind lines on a white page: nobody sees them, and they mark out no table.

Word processors paint the ground of a paragraph line by line, white ones too. White rows among
coloured ones are seen by their neighbours, and all of them where a colour covers the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.read.pdf.figures import Drawing, Fill
from pipeline.read.pdf.primitives import WHITE, Box

LINE_PT = 20.0
"""What is painted behind a line of text is at most this high; a higher ground is a panel."""
BESIDE_PT = 3.0
"""Rectangles this close to each other stand side by side."""
WHOLE = 0.9
"""A rectangle lies along this share of a side of another, or not along all of it."""


def seen_fills(drawing: Drawing) -> list[Fill]:
    """Return the painted rectangles without the white ones behind lines that do not show."""
    if drawing.tinted:
        return drawing.fills
    seen = [fill for fill in drawing.fills if not _is_white_line(fill)]
    white = [fill for fill in drawing.fills if _is_white_line(fill)]
    if not white:
        return seen
    kept = {id(fill) for fill in seen}
    kept |= _joined(sorted(white, key=lambda f: f.box[1]), seen)
    kept |= _joined(sorted(white, key=lambda f: -f.box[3]), seen)
    return [fill for fill in drawing.fills if id(fill) in kept]


def _is_white_line(fill: Fill) -> bool:
    return fill.colour == WHITE and fill.box[3] - fill.box[1] <= LINE_PT


def _joined(white: Iterable[Fill], seen: Sequence[Fill]) -> set[int]:
    """Return the white rectangles beside one that shows, or beside one that shows by that."""
    boxes = [fill.box for fill in seen]
    joined: set[int] = set()
    for fill in white:
        if any(_shows_by(fill.box, box) for box in reversed(boxes)):
            boxes.append(fill.box)
            joined.add(id(fill))
    return joined


def _shows_by(box: Box, other: Box) -> bool:
    """Tell whether another rectangle lies along a whole side of one.

    What is painted behind a few words on it is not as wide.
    """
    if (
        box[1] > other[3] + BESIDE_PT or other[1] > box[3] + BESIDE_PT
        or box[0] > other[2] + BESIDE_PT or other[0] > box[2] + BESIDE_PT
    ):  # fmt: skip
        return False
    return any(
        min(box[axis + 2], other[axis + 2]) - max(box[axis], other[axis])
        >= WHOLE * (box[axis + 2] - box[axis])
        for axis in (0, 1)
    )

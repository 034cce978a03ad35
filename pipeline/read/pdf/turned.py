"""Heads of columns that are set up the page: they reach over the header that edges mark out.

A frame goes in, and comes out as high as its turned heads where nothing else stands beside them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.read.pdf.frames import Frame
from pipeline.read.pdf.primitives import Word

TURNED = (90, 270)
PADDING_PT = 2.0
NEAR = 1.0
"""Words of one turned text stand at most so many type sizes apart."""


def with_turned_heads(frames: Sequence[Frame], words: Sequence[Word]) -> list[Frame]:
    """Return frames whose first row begins where the turned words over their columns do."""
    turned = [word for word in words if word.angle in TURNED]
    if not turned:
        return list(frames)
    return [_raised(frame, turned, words, frames) for frame in frames]


def _raised(
    frame: Frame, turned: Sequence[Word], words: Sequence[Word], frames: Sequence[Frame]
) -> Frame:
    x0, first, x1, _ = frame.box
    over = [w for w in turned if x0 <= (w.x0 + w.x1) / 2 < x1 and w.bottom <= frame.ys[1] + 1]
    top = first
    for word in sorted(over, key=lambda word: -word.bottom):
        if word.bottom >= top - NEAR * word.size:
            top = min(top, word.top)
    if top >= first or _is_taken((x0, top, x1, first), frame, words, frames):
        return frame
    top -= PADDING_PT
    cells = tuple(
        cell if cell.row else replace(cell, box=(cell.box[0], top, *cell.box[2:]))
        for cell in frame.cells
    )
    return replace(frame, ys=(top, *frame.ys[1:]), cells=cells)


def _is_taken(
    box: tuple[float, float, float, float],
    own: Frame,
    words: Sequence[Word],
    frames: Sequence[Frame],
) -> bool:
    """Tell whether anything but turned words stands in a box."""
    x0, top, x1, bottom = box
    if any(
        f is not own and f.xs[0] < x1 and x0 < f.xs[-1] and f.ys[0] < bottom and top < f.ys[-1]
        for f in frames
    ):
        return True
    return any(
        not word.angle and top < (word.top + word.bottom) / 2 < bottom and x0 <= word.x0 < x1
        for word in words
    )

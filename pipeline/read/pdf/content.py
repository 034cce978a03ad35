"""What stands in one cell of a frame, before it is known what it means."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from pipeline.model import Region
from pipeline.read.pdf.bars import Covered
from pipeline.read.pdf.figures import Shape
from pipeline.read.pdf.frames import FrameCell
from pipeline.read.pdf.lines import TextLine, is_worded
from pipeline.read.pdf.primitives import Box, Colour, Picture, Word
from pipeline.read.places import region


@dataclass(slots=True)
class Content:
    """What stands in one cell of a frame."""

    place: FrameCell
    words: list[Word] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    lines: list[TextLine] = field(default_factory=list)
    colour: Colour | None = None
    bars: Covered | None = None

    @property
    def strong(self) -> bool:
        """Whether all words are bold."""
        if True not in [word.bold for word in self.words]:
            return False
        return all(word.bold for word in self.words if is_worded(word.text)) and any(
            is_worded(word.text) for word in self.words
        )


def rounded(page: int, box: Box) -> Region:
    """Return a box on a page to a tenth of a point."""
    x0, top, x1, bottom = map(_tenth, box)
    return region(page, (x0, top, x1, bottom))


@lru_cache(maxsize=1 << 12)
def _tenth(edge: float) -> float:
    """Return an edge to a tenth of a point: many cells have it, and rounding takes long."""
    return round(edge, 1) + 0.0  # no integer, and no -0.0

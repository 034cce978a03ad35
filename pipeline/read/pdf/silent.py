"""Text that is painted but not read → words of it, for cells that would else count as empty.

An engine leaves out glyphs whose code it takes for a space, and those that the font at hand has
no form for. The first are ink all the same, and told by their form. The second show nothing here,
and what the file says they are is asked of the other engine, which goes by codes alone; a font
that says something elsewhere on the page only sets spaces there.
"""

from __future__ import annotations

import ctypes
from bisect import bisect_left
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from pipeline.read.pdf import calls
from pipeline.read.pdf.primitives import UNKNOWN, Box, Point, Word

_EMPTY_PT = 0.05
"""What is smaller both ways is no ink."""


class Frame(Protocol):
    """Turns places of a file into those on the page as shown."""

    def point(self, x: float, y: float) -> Point:
        """Turn a point."""

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """Turn a box."""


@dataclass(slots=True)
class Silent:
    """The text objects of one page.

    `items` are the objects, `frame` turns places on the page to those as shown, `begun` are the
    objects that words begin with and `spoken` those whose words have letters. `named` returns the
    name of an object's font, `coded` the words of the page by their codes, as far as they are in
    fonts of the names that are asked for.
    """

    items: Sequence[int]
    frame: Frame
    begun: Container[int]
    spoken: Iterable[int]
    named: Callable[[int], str]
    coded: Callable[[frozenset[str]], Sequence[Word]]
    _starts: list[tuple[float, float, int, int]] | None = field(default=None, init=False)
    _words: dict[frozenset[str], Sequence[Word]] = field(default_factory=dict, init=False)

    def __call__(self, boxes: Sequence[Box]) -> Iterator[Word]:
        """Yield what is set in boxes that hold no word."""
        mute: list[tuple[float, float, int]] = []
        for x, y, item in self._within(boxes):
            inked = self._ink(item)
            if inked is None:
                mute.append((x, y, item))
            else:
                size = inked[3] - inked[1]
                yield Word(UNKNOWN, *inked, size, self.named(item), bold=False)
        if mute:
            yield from self._unformed(mute)

    def _unformed(self, mute: Sequence[tuple[float, float, int]]) -> Iterator[Word]:
        """Yield the words by their codes that objects without a form stand for."""
        fonts = {calls.object_font(item) for item in self.spoken}
        rest = [one for one in mute if calls.object_font(one[2]) not in fonts]
        if not rest:
            return
        names = frozenset(self.named(item) for _, _, item in rest)
        if names not in self._words:
            self._words[names] = self.coded(names)
        for x, y, _ in rest:
            yield from (word for word in self._words[names] if _begins(word, x, y))

    def _within(self, boxes: Sequence[Box]) -> Iterator[tuple[float, float, int]]:
        """Yield the objects that begin in boxes, with where they do, in the order of the page."""
        starts = self._starts
        if starts is None:
            starts = self._starts = sorted(self._placed())
        found: set[tuple[int, float, float, int]] = set()
        for x0, top, x1, bottom in boxes:
            for y, x, number, item in starts[bisect_left(starts, (top,)) :]:
                if y > bottom:
                    break
                if x0 <= x <= x1:
                    found.add((number, x, y, item))
        for _, x, y, item in sorted(found):
            yield x, y, item

    def _placed(self) -> Iterator[tuple[float, float, int, int]]:
        """Yield the objects that no word begins with: y, x, number on the page, address."""
        matrix = pdfium.FS_MATRIX()
        at = ctypes.byref(matrix)
        for number, item in enumerate(self.items):
            if item in self.begun:
                continue
            calls.object_matrix(item, at)
            x, y = self.frame.point(matrix.e, matrix.f)
            yield y, x, number, item

    def _ink(self, item: int) -> Box | None:
        """Return the box of what an object paints, None where it paints nothing."""
        edges = [ctypes.c_float() for _ in range(4)]
        pdfium.FPDFPageObj_GetBounds(ctypes.cast(item, pdfium.FPDF_PAGEOBJECT), *edges)
        left, bottom, right, top = (edge.value for edge in edges)
        if right - left <= _EMPTY_PT and top - bottom <= _EMPTY_PT:
            return None
        return self.frame.box(left, bottom, right, top)


def _begins(word: Word, x: float, y: float) -> bool:
    """Tell whether a word begins about where the pen stands."""
    return word.x0 - 1 <= x <= word.x1 + 1 and word.top - 1 <= y <= word.bottom + 1

"""Where a text is printed inside a place: the words of a document, looked up by their forms."""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache, partial
from itertools import chain, pairwise
from typing import TypeAlias

from pipeline.model import Provenance, Region
from pipeline.text import CIRCLED

_Numbers: TypeAlias = "array[int]"
_numbers = partial(array, "i")

SLACK_PT = 1.0
"""How far, in points, a word may stand outside the box that claims it."""


class Finder:
    """Finds runs of words inside a place, by an index of the words' forms."""

    def __init__(
        self,
        printed: Sequence[str],
        places: Sequence[Provenance],
        placed: Iterable[tuple[Provenance, range]],
        pieces: Container[range],
    ) -> None:
        """Take the words, their places, and the runs of them that are whole pieces.

        Where many pieces stand on one line, a value that prints one of them is that one.
        `placed` are the places again, each once with the run of its words.
        """
        self._places = places
        self._forms = list(map(form_of, printed))
        self.pieces = pieces
        self.begun: dict[str, set[int]] = {}
        """The words at which texts were found, by whose they are; filled by who takes them."""
        self._index: dict[str, _Numbers] = defaultdict(_numbers)
        for i, form in enumerate(self._forms):
            self._index[form].append(i)
        self._pages: dict[int, tuple[int, int]] = {}
        for place, run in placed:
            for region in place.regions:
                first, _ = self._pages.get(region.page, (run.start, run.stop))
                self._pages[region.page] = first, run.stop

    @cached_property
    def _lines(self) -> _Numbers | None:
        """The lines that the words begin on, where they ascend."""
        lines = array("i", map(_position, self._places))
        return lines if all(a <= b for a, b in pairwise(lines)) else None

    @cached_property
    def _lower(self) -> dict[str, _Numbers]:
        index: dict[str, _Numbers] = {}
        for form, places in self._index.items():
            known = index.get(form.lower(), _numbers())
            index[form.lower()] = array("i", sorted([*known, *places]))
        return index

    def inside(self, place: Provenance) -> list[int]:
        """Return the indexes of the words inside a place, in reading order."""
        low, high = self._bounds(place)
        found: list[int] = []
        piece: Provenance | None = None
        holds = False
        for i in range(low, high):
            if self._places[i] is not piece:
                piece = self._places[i]
                holds = _within(piece, place)
            if holds:
                found.append(i)
        return found

    def runs(
        self, wanted: list[str], place: Provenance, any_case: bool, after: int = 0
    ) -> Iterator[range]:
        """Yield the runs of words inside a place that print the wanted words.

        The runs from the word `after` on come first: the paragraphs of a passage stand in order,
        and one that is printed a thousand times is not looked for from the start each time.
        """
        if any_case:
            wanted = [form.lower() for form in wanted]
        starts = (self._lower if any_case else self._index).get(wanted[0], _numbers())
        low, high = (bisect_left(starts, bound) for bound in self._bounds(place))
        middle = min(max(low, bisect_left(starts, after)), high)
        for i in chain(range(middle, high), range(low, middle)):
            run = range(starts[i], starts[i] + len(wanted))
            if run.stop <= len(self._forms) and self._prints(run, wanted, place, any_case):
                yield run

    def _prints(self, run: range, wanted: list[str], place: Provenance, any_case: bool) -> bool:
        forms = self._forms[run.start : run.stop]
        if (list(map(str.lower, forms)) if any_case else forms) != wanted:
            return False
        piece: Provenance | None = None
        for own in self._places[run.start : run.stop]:
            if own is not piece:  # the words of a cell share their place
                piece = own
                if not _within(piece, place):
                    return False
        return True

    def _bounds(self, place: Provenance) -> tuple[int, int]:
        if place.regions:
            if len(place.regions) == 1:
                return self._pages.get(place.regions[0].page, (0, 0))
            spans = [self._pages[r.page] for r in place.regions if r.page in self._pages]
            if not spans:
                return 0, 0
            return min([start for start, _ in spans]), max([stop for _, stop in spans])
        if not place.lines or self._lines is None:
            return 0, len(self._forms)
        first, last = place.lines
        return bisect_left(self._lines, first), bisect_right(self._lines, last)


@lru_cache(maxsize=1 << 15)
def form_of(word: str) -> str:
    """Return a word without the punctuation at its ends, composed and with plain apostrophes."""
    if word.isascii() and word.isalnum():
        return word
    if word in CIRCLED:
        return CIRCLED[word]
    composed = unicodedata.normalize("NFC", word).replace("’", "'")
    bare = re.sub(r"^[\W_]+|[\W_]+$", "", composed)
    return re.sub(r"^n[°º]\.?(?=\d)", "", bare, flags=re.IGNORECASE)


def _position(place: Provenance) -> int:
    return place.lines[0] if place.lines else 0


def _within(word: Provenance, place: Provenance) -> bool:
    if word.lines and place.lines:
        return place.lines[0] <= word.lines[0] and word.lines[1] <= place.lines[1]
    if len(word.regions) == len(place.regions) == 1:  # as most are: asked at every word
        return _boxed(word.regions[0], place.regions[0])
    return bool(word.regions) and all(
        any(_boxed(inner, outer) for outer in place.regions) for inner in word.regions
    )


def _boxed(inner: Region, outer: Region) -> bool:
    (x0, top, x1, bottom), (left, upper, right, lower) = inner.bbox, outer.bbox
    return (
        inner.page == outer.page
        and x0 >= left - SLACK_PT
        and top >= upper - SLACK_PT
        and x1 <= right + SLACK_PT
        and bottom <= lower + SLACK_PT
    )

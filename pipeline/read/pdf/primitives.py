"""What an engine hands on of a page: words, painted paths, images. The ground of all PDF reading.

Every engine yields the same types in the same coordinates: points from the top left of the page
as it is shown (rotation and crop applied). A word's box runs from pen position to pen position,
and from 0.75 of the type size above the baseline to 0.25 below it, so that two engines that
measure glyphs differently give the same box. This module knows nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

Box = tuple[float, float, float, float]
"""x0, top, x1, bottom in points."""

Point = tuple[float, float]
MEET_PT = 4.0
"""How far boxes reach into each other that meet: the padding of neighbours may overlap by less."""

Colour = tuple[int, int, int]
WHITE: Colour = (255, 255, 255)

SLANTED = -1
"""The angle of words that run neither along the page nor across it: a watermark's."""

SLANT_DEGREES = 8.0

UNKNOWN = "\ufffd"
"""A glyph that neither its font nor its form gives a character."""

UNTOLD = 0xF0000
"""A glyph that its font gives no character stands in a word as this number and its code."""

ASCENT = 0.75
"""The part of the type size that a word's box has above the baseline."""


def meet(a: Box, b: Box) -> bool:
    """Tell whether two boxes reach into each other, across and down."""
    return (
        a[0] < b[2] - MEET_PT
        and b[0] < a[2] - MEET_PT
        and a[1] < b[3] - MEET_PT
        and b[1] < a[3] - MEET_PT
    )


def box_around(points: Sequence[Point]) -> Box:
    """Return the smallest box that holds points."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


@dataclass(slots=True)
class Word:
    """A run of characters without a space.

    `angle` is 0, 90, 180 or 270 degrees, clockwise, and `SLANTED` for any other.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    font: str
    bold: bool
    angle: int = 0

    @property
    def baseline(self) -> float:
        """Where the word stands, for upright words."""
        return self.bottom - (1 - ASCENT) * self.size


ROUNDED = 0.9
"""A rectangle with round corners fills this share of its box."""


@dataclass(slots=True)
class Subpath:
    """Connected points; `curved` says that a Bézier curve is among its segments."""

    points: list[Point]
    curved: bool = False
    closed: bool = False

    def fills(self, box: Box) -> bool:
        """Tell whether it is a rectangle but for its corners: it fills nearly all of a box."""
        pairs = zip(self.points, [*self.points[1:], self.points[0]], strict=True)
        area = abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairs)) / 2
        return area >= ROUNDED * (box[2] - box[0]) * (box[3] - box[1])


@dataclass(slots=True)
class Path:
    """A painted path: `stroke` and `fill` are its colours, None where it is not painted so."""

    subpaths: list[Subpath]
    stroke: Colour | None
    fill: Colour | None
    width: float = 1.0


@dataclass(slots=True)
class Picture:
    """An image on the page."""

    box: Box


@dataclass(frozen=True, slots=True)
class Form:
    """The form of ink, as the points of a small grid, and its shade of grey (0-255)."""

    points: bytes
    shade: int


@dataclass(frozen=True, slots=True)
class Seen:
    """What a place looks like: the character that its form stands for, and the form itself."""

    char: str
    form: Form | None = None


class Look(Protocol):
    """Says what the ink in a box looks like, None where there is none.

    What has the same key is drawn alike and looked at once.
    """

    def __call__(self, box: Box, key: Hashable = None, /) -> Seen | None:
        """Look at a box."""


def unseen(_box: Box, _key: Hashable = None) -> Seen | None:
    """Tell nothing of a place: for pages that no picture is made of."""
    return Seen(UNKNOWN)


Glimpse = Callable[[Sequence[Box]], Sequence[bool]]
"""Says of boxes whether ink plainly shows in each; cheaper than a look, and tells no form."""


def no_glimpse(boxes: Sequence[Box]) -> Sequence[bool]:
    """See nothing plainly: for pages that no picture is made of."""
    return [False] * len(boxes)


Pale = Callable[[Collection[Colour]], Sequence[Box]]
"""Says where text is set in one of these colours, those of grounds, and may not be seen."""


def nothing_pale(_grounds: Collection[Colour]) -> Sequence[Box]:
    """Tell of no text: for pages of which no colours of text are known."""
    return ()


@dataclass(frozen=True, slots=True)
class TaggedCell:
    """A cell as the file marks it: where its text stands, and how many columns it spans.

    `rows` is how many rows it spans, None where the file does not say.
    """

    box: Box
    columns: int = 1
    rows: int | None = 1


TaggedTable = Sequence[Sequence[TaggedCell]]
"""The rows of a table that a file marks as one; cells without text are left out."""


class Tagging(Protocol):
    """Says which tables of a page the file marks as such."""

    def __call__(self) -> Sequence[TaggedTable]:
        """Return the tables, those of which text stands on the page."""


def untagged() -> Sequence[TaggedTable]:
    """Tell of no table: for files that mark none."""
    return ()


Unread = Callable[[Sequence[Box]], Iterable[Word]]
"""Says what is set in boxes where no word was read."""


def nothing_unread(_boxes: Sequence[Box]) -> Iterable[Word]:
    """Tell of no text: for pages that no engine reads by their codes."""
    return ()


@dataclass(slots=True)
class PageInk:
    """All that is painted on one page, `number` from 1.

    `look` tells ink by its form and `glimpse` whether any plainly shows, `pale` where text has the
    colour of its ground, `tags` the tables that the file marks as such, `unread` what text the
    words leave out; `unknown` are the forms that were not understood and `paints` the colours of
    marks that have no name, by the boxes of their cells.
    """

    number: int
    width: float
    height: float
    words: list[Word] = field(default_factory=list)
    paths: list[Path] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    look: Look = unseen
    glimpse: Glimpse = no_glimpse
    pale: Pale = nothing_pale
    tags: Tagging = untagged
    unread: Unread = nothing_unread
    unknown: dict[Box, Form] = field(default_factory=dict)
    paints: dict[Box, Colour] = field(default_factory=dict)


EngineName = Literal["pypdfium2", "pdfplumber"]


class Engine(Protocol):
    """An open PDF, read page by page. Use as a context manager."""

    name: EngineName
    n_pages: int

    def page(self, number: int) -> PageInk:
        """Return what is painted on a page, counted from 1."""

    def look(self, number: int) -> Look:
        """Return what says what stands at a place of a page."""

    def __enter__(self) -> Engine:
        """Use the open file."""

    def __exit__(self, *_: object) -> None:
        """Give the file back."""


class PdfError(Exception):
    """A file that an engine cannot open: why, and what would help where that is known."""

    def __init__(self, reason: str, hint: str = "") -> None:
        """Take why the file cannot be opened, and the one way out where there is only one."""
        self.hint = hint
        super().__init__(reason)

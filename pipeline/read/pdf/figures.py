"""What is painted on a page besides text and images, sorted: rules, fills and shapes."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.read.pdf.primitives import Box, Colour, Point

SAME_LINE_PT = 1.6
"""Lines closer than this are one line, painted twice or as the two edges of a border."""


@dataclass(slots=True)
class Rule:
    """A straight line at `at` (y of a horizontal one), from `start` to `end`."""

    at: float
    start: float
    end: float


@dataclass(slots=True)
class Fill:
    """A painted rectangle."""

    box: Box
    colour: Colour


@dataclass(slots=True)
class Shape:
    """A small drawing: its strokes or outlines, and the colour `inside` it where it is filled."""

    box: Box
    lines: list[list[Point]]
    inside: Colour | None
    stroked: bool
    curved: bool
    colour: Colour


@dataclass(slots=True)
class Drawing:
    """What is painted on a page besides text and images.

    `bars` are flat forms that are neither rules nor grounds: they may span cells. `outlined` are
    the flat rectangles among the fills that have an outline, `boxes` large outlines without cells,
    `tinted` whether a colour covers the page.
    """

    across: list[Rule] = field(default_factory=list)
    down: list[Rule] = field(default_factory=list)
    fills: list[Fill] = field(default_factory=list)
    bars: list[Fill] = field(default_factory=list)
    outlined: list[Fill] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    tinted: bool = False

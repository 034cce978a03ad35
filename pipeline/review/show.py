"""A pair as a reader sees it: both texts beside each other, or one above the other where narrow."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from itertools import zip_longest

from pipeline.model import Link
from pipeline.review.desk import plain
from pipeline.review.material import Place

NARROW_COLUMNS = 80
"""Under this width the texts stand one above the other."""

LEAST_COLUMNS = 20
_BETWEEN = " │ "
_TRAIL = " › "


def pair(left: Place, right: Place, width: int) -> str:
    """Return the two sides: id, headings above and place; then, at one height, the texts."""
    width = max(width, LEAST_COLUMNS)
    if width < NARROW_COLUMNS:
        rule = "─" * width
        sides = [[*_head(one, width), "", *_body(one, width)] for one in (left, right)]
        return "\n".join([*sides[0], rule, *sides[1]])
    column = (width - len(_BETWEEN)) // 2
    rows = [
        *zip_longest(_head(left, column), _head(right, column), fillvalue=""),
        ("", ""),
        *zip_longest(_body(left, column), _body(right, column), fillvalue=""),
    ]
    return "\n".join(f"{one:<{column}}{_BETWEEN}{other}".rstrip() for one, other in rows)


def reasons(link: Link, width: int) -> str:
    """Return the score, the grade and the reasons of a link, the weightiest first."""
    width = max(width, LEAST_COLUMNS)
    grade = f", {link.grade}" if link.grade else ""
    lines = [f"score {link.score:.2f}{grade}"]
    weighty = sorted(link.features, key=lambda one: (-abs(one.contribution), one.name))
    for feature in weighty:
        lines += wrapped(f"{feature.contribution:+.2f} {feature.detail}", width, "  ", " " * 8)
    if link.shared_terms:
        lines += wrapped(", ".join(link.shared_terms), width, "  = ", " " * 8)
    return "\n".join(lines)


def wrapped(text: str, width: int, first: str = "", rest: str = "") -> list[str]:
    """Break a text into lines; its own line ends stay."""
    lines: list[str] = []
    for paragraph in plain(text).split("\n"):
        lines += textwrap.wrap(paragraph, width, initial_indent=first, subsequent_indent=rest) or [
            ""
        ]
    return lines


def trail(headings: Sequence[str]) -> str:
    """Return the headings above something, the highest first."""
    return _TRAIL.join(headings)


def _head(place: Place, width: int) -> list[str]:
    return [
        *wrapped(place.id, width),
        *wrapped(trail(place.above), width),
        *wrapped(place.spot, width),
    ]


def _body(place: Place, width: int) -> list[str]:
    below = [line for text in place.below for line in wrapped(text, width, "- ", "  ")]
    return [*wrapped(place.text, width), *below]

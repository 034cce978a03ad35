"""The strip below a drawn page: what its colours, signs and letters mean, and how many there are.

Signs and names of the layers on the page come out, in as many lines as the page is wide enough for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline.overlay.painting import SIGN_PT, Names, box, numbers, sign, text
from pipeline.overlay.shapes import LETTERS, Layer
from pipeline.overlay.styles import STYLES, Colour

TEXT_PT = 6.5
LINE_PT = 11.0
MARGIN_PT = 6.0
KINDS = "kind of mark: " + ", ".join(
    f"{letter} {kind}" for kind, letter in LETTERS.items() if letter
)

_INK: Colour = (0.15, 0.15, 0.15)
_MARKS: tuple[Layer, ...] = ("mark", "unplanned", "unclear", "unused")


@dataclass(frozen=True, slots=True)
class _Entry:
    layer: Layer | None
    said: str
    x: float
    line: int


def strip_height(width: float, counts: Mapping[Layer, int], page: int) -> float:
    """Return how high the strip of a page is."""
    return MARGIN_PT + LINE_PT * (1 + max(entry.line for entry in _laid(width, counts, page)))


def legend(
    width: float, height: float, counts: Mapping[Layer, int], page: int, names: Names
) -> Iterator[str]:
    """Yield the operators of the strip below a page of a size."""
    high = strip_height(width, counts, page)
    yield "[] 0 d"
    yield f"1 1 1 rg {numbers((0, height, width, high))} re f"
    yield f"0.6 0.6 0.6 RG 0.5 w {numbers((0, height))} m {numbers((width, height))} l S"
    for entry in _laid(width, counts, page):
        top = height + MARGIN_PT / 2 + entry.line * LINE_PT
        x = entry.x
        if entry.layer is not None:
            style = STYLES[entry.layer]
            if style.sign is not None:
                yield from sign(style, x, top, names)
            else:
                yield f"{names.thin} gs"
                left = x + (SIGN_PT if style.bar else 0)
                yield from box(style, (left, top, x + SIGN_PT, top + SIGN_PT))
                yield f"{names.solid} gs"
            x += SIGN_PT + 3
        yield text(entry.said, (x, top + SIGN_PT - 1), TEXT_PT, _INK, names)


def _laid(width: float, counts: Mapping[Layer, int], page: int) -> list[_Entry]:
    """Return the entries of the strip, each with its place."""
    said: list[tuple[Layer | None, str]] = [(None, f"page {page}")]
    said += [
        (layer, f"{style.name}: {counts.get(layer, 0)}")
        for layer, style in STYLES.items()
        if layer in counts or layer == "unclaimed"
    ]
    if any(layer in counts for layer in _MARKS):
        said.append((None, KINDS))
    entries: list[_Entry] = []
    x, line = MARGIN_PT, 0
    for layer, words in said:
        wide = len(words) * TEXT_PT * 0.54 + (SIGN_PT + 3 if layer else 0)
        if x + wide > width - MARGIN_PT and x > MARGIN_PT:
            x, line = MARGIN_PT, line + 1
        entries.append(_Entry(layer, words, x, line))
        x += wide + 9
    return entries

"""Marks that are looked at: what stands close to a rule is seen without it."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from pipeline.read.pdf.fonts import dingbat
from pipeline.read.pdf.look import PagePicture
from pipeline.read.pdf.primitives import UNKNOWN

SCALE = 300 / 72
PAPER, INK = 255, 0
AT = 60
"""Where a glyph of 32 pixels begins, across and down."""


def _tick(draw: ImageDraw.ImageDraw) -> None:
    draw.line([(AT + 2, AT + 16), (AT + 11, AT + 28)], fill=INK, width=5)
    draw.line([(AT + 11, AT + 28), (AT + 30, AT + 2)], fill=INK, width=5)


def _box(draw: ImageDraw.ImageDraw) -> None:
    draw.rectangle([AT, AT, AT + 31, AT + 31], outline=INK, width=4)


def _box_with_tick(draw: ImageDraw.ImageDraw) -> None:
    _box(draw)
    draw.line([(AT + 7, AT + 14), (AT + 12, AT + 24)], fill=INK, width=4)
    draw.line([(AT + 12, AT + 24), (AT + 26, AT + 4)], fill=INK, width=4)


@pytest.mark.parametrize("above", [0, 1, 2, 4])
@pytest.mark.parametrize(
    ("draw", "char"), [(_tick, "✓"), (_box, "☐"), (_box_with_tick, "☑")], ids=["✓", "☐", "☑"]
)
def test_a_rule_that_touches_a_mark_leaves_its_form(draw: object, char: str, above: int) -> None:
    page = Image.new("L", (200, 160), PAPER)
    canvas = ImageDraw.Draw(page)
    draw(canvas)  # type: ignore[operator]
    canvas.rectangle([0, AT - above, 199, AT - above + 1], fill=INK)
    seen = PagePicture(np.asarray(page), SCALE).seen(
        (AT / SCALE, AT / SCALE, (AT + 32) / SCALE, (AT + 32) / SCALE)
    )
    assert seen is not None
    assert seen.char == char


def test_crumbs_beside_a_mark_are_none_of_it() -> None:
    page = Image.new("L", (200, 160), PAPER)
    canvas = ImageDraw.Draw(page)
    _tick(canvas)
    canvas.rectangle([AT + 31, AT - 3, AT + 33, AT - 3], fill=INK)
    seen = PagePicture(np.asarray(page), SCALE).seen(
        (AT / SCALE, AT / SCALE, (AT + 32) / SCALE, (AT + 32) / SCALE)
    )
    assert seen is not None
    assert seen.char == "✓"


def test_a_frame_that_is_filled_in_part_is_no_dash() -> None:
    page = Image.new("L", (400, 160), PAPER)
    canvas = ImageDraw.Draw(page)
    canvas.rectangle([AT, AT, AT + 240, AT + 25], outline=INK, width=3)
    canvas.rectangle([AT, AT, AT + 145, AT + 25], fill=INK)
    seen = PagePicture(np.asarray(page), SCALE).seen(
        (AT / SCALE, AT / SCALE, (AT + 240) / SCALE, (AT + 25) / SCALE)
    )
    assert seen is not None
    assert seen.char == UNKNOWN


def test_the_codes_of_other_fonts_say_nothing_in_one_with_characters_of_its_own() -> None:
    assert dingbat("\uf0a8", "ABCDEF+SymbolMT") == "♦"
    assert dingbat("\uf0a8", "ABCDEF+OpenSymbol") is None
    assert dingbat("\uf0b7", "ABCDEF+OpenSymbol") == "•"

"""What is told of a scanned page by its ink alone: its angle, tints, rules and marks."""

from __future__ import annotations

import math

import numpy as np
import pytest
from PIL import Image, ImageDraw

from pipeline.model import Mark
from pipeline.read.pdf.drawing import read_drawing
from pipeline.read.pdf.primitives import Path
from pipeline.read.pdf.scan.blobs import is_colon, take_blobs
from pipeline.read.pdf.scan.forms import to_path
from pipeline.read.pdf.scan.rules import take_rules, tint_paths
from pipeline.read.pdf.scan.scale import POINT
from pipeline.read.pdf.scan.sheet import Sheet, read_sheet
from pipeline.read.pdf.shapes import drawn_form, plainly
from tests.ocr.pages import Page

PAGE_PT = (0.0, 0.0, 360.0, 216.0)


def _ruled() -> Page:
    page = Page()
    for y in (200, 400, 600):
        page.rule(150, y, 1350, y)
    for x in (150, 900, 1350):
        page.rule(x, 200, x, 600)
    return page


def _lines(paths: list[Path]) -> tuple[list[float], list[float]]:
    drawing = read_drawing(paths, PAGE_PT)
    return (
        sorted(round(rule.at * POINT) for rule in drawing.across),
        sorted(round(rule.at * POINT) for rule in drawing.down),
    )


@pytest.mark.parametrize("degrees", [-2.5, -1.0, -0.5, 0.0, 0.3, 1.0, 2.0])
def test_a_page_is_levelled(degrees: float) -> None:
    sheet = read_sheet(_ruled().scanned(degrees))
    assert sheet.degrees == pytest.approx(-degrees, abs=0.06)


def test_an_empty_page_is_level_and_has_nothing() -> None:
    sheet = read_sheet(Page().scanned())
    assert sheet.degrees == 0
    assert take_rules(sheet) == []
    assert take_blobs(sheet) == []


@pytest.mark.parametrize("dpi", [150, 200, 300])
@pytest.mark.parametrize("grey", [25, 170])
def test_rules_are_found_and_wiped(dpi: int, grey: int) -> None:
    page = Page()
    for y in (200, 400, 600):
        page.rule(150, y, 1350, y, grey=grey)
    page.rule(900, 200, 900, 600, grey=grey)
    sheet = read_sheet(page.scanned(0.5, dpi))
    across, down = _lines(take_rules(sheet))
    assert len(across) == 3
    assert len(down) == 1
    assert np.diff(across) == pytest.approx([200, 200], abs=2)
    assert (sheet.ink > 90).sum() < 20


def test_letters_that_touch_are_no_rule() -> None:
    page = Page()
    for x in range(200, 500, 8):
        page.rule(x, 300, x, 330)
    page.rule(200, 330, 500, 330)
    assert take_rules(read_sheet(page.scanned())) == []


def test_a_tint_has_its_edges_and_its_letters() -> None:
    page = Page()
    page.tint(150, 200, 1350, 300, 60)
    page.rule(200, 250, 240, 250, width=8, grey=240)
    page.tint(150, 300, 1350, 420, 228)
    sheet = read_sheet(page.scanned())
    dark, pale = sorted(sheet.tints, key=lambda tint: tint.top)
    assert (dark.left, dark.top, dark.right, dark.bottom) == pytest.approx(
        (150, 200, 1350, 300), abs=3
    )
    assert (pale.top, pale.bottom) == pytest.approx((300, 420), abs=3)
    assert dark.white
    assert not pale.white
    assert sheet.ink[248:252, 205:235].min() > 150
    assert sheet.ink[350:380, 200:1300].max() < 90
    fills = read_drawing(tint_paths(sheet), PAGE_PT).fills
    assert [fill.colour[0] < 128 for fill in fills] == [True, False]


def test_rules_go_on_through_a_dark_head() -> None:
    page = _ruled()
    page.tint(150, 100, 1350, 200, 25)
    across, down = _lines(take_rules(read_sheet(page.scanned())))
    assert across == pytest.approx([100, 200, 400, 600], abs=4)
    assert len(down) == 3


def test_letters_in_a_dark_head_span_the_columns_under_them() -> None:
    page = Page()
    page.tint(150, 100, 1350, 260, 40)
    for x in (150, 750, 950, 1150, 1350):
        page.rule(x, 260, x, 600)
    for y in (260, 430, 600):
        page.rule(150, y, 1350, y)
    page.rule(850, 140, 1250, 140, width=20, grey=240)
    for x in (800, 1000, 1200):
        page.rule(x, 220, x + 80, 220, width=20, grey=240)
    drawing = read_drawing(take_rules(read_sheet(page.scanned())), PAGE_PT)
    spanning = [rule for rule in drawing.across if 155 < rule.at * POINT < 205]
    assert len(spanning) == 1
    assert spanning[0].start * POINT == pytest.approx(750, abs=5)
    tops = sorted((rule.at * POINT, rule.start * POINT) for rule in drawing.down)
    assert [top < 110 for _, top in tops] == [True, True, False, False, True]


def _tick(draw: ImageDraw.ImageDraw, x: int, y: int) -> None:
    draw.line([(x, y + 14), (x + 10, y + 26), (x + 32, y)], fill=25, width=6)


def _cross(draw: ImageDraw.ImageDraw, x: int, y: int) -> None:
    draw.line([(x, y), (x + 28, y + 28)], fill=25, width=5)
    draw.line([(x + 28, y), (x, y + 28)], fill=25, width=5)


def _box(draw: ImageDraw.ImageDraw, x: int, y: int) -> None:
    draw.rectangle([x, y, x + 32, y + 32], outline=25, width=4)


def _checked(draw: ImageDraw.ImageDraw, x: int, y: int) -> None:
    _box(draw, x, y)
    draw.line([(x + 2, y + 2), (x + 30, y + 30)], fill=25, width=4)
    draw.line([(x + 30, y + 2), (x + 2, y + 30)], fill=25, width=4)


FORMS = {
    "tick": (_tick, Mark(kind="stroke")),
    "cross": (_cross, Mark(kind="stroke")),
    "dot": (lambda d, x, y: d.ellipse([x, y, x + 30, y + 30], fill=25), Mark(kind="fill")),
    "square": (lambda d, x, y: d.rectangle([x, y, x + 30, y + 30], fill=25), Mark(kind="fill")),
    "box": (_box, Mark(kind="stroke", char="☐")),
    "ring": (
        lambda d, x, y: d.ellipse([x, y, x + 34, y + 34], outline=25, width=4),
        Mark(kind="stroke", char="○"),
    ),
    "checked": (_checked, None),
    "dash": (lambda d, x, y: d.rectangle([x, y + 14, x + 34, y + 18], fill=25), None),
    "unknown": (
        lambda d, x, y: d.arc([x, y, x + 30, y + 30], 20, 300, fill=25, width=5),
        Mark(kind="stroke", char="?"),
    ),
}


@pytest.mark.parametrize("dpi", [150, 300])
@pytest.mark.parametrize("form", FORMS)
def test_marks_are_told_by_their_form(form: str, dpi: int) -> None:
    draw, mark = FORMS[form]
    page = Page()
    draw(page.draw, 600, 500)
    found = take_blobs(read_sheet(page.scanned(dpi=dpi)))
    assert len(found) == 1
    if form == "checked":
        assert found[0].form in ("checked", "crossed", "unknown")
        return
    assert found[0].form == form
    assert found[0].left == pytest.approx(600, abs=4)
    if mark is not None:
        drawn = drawn_form(read_drawing([to_path(found[0])], PAGE_PT).shapes)
        assert drawn is not None
        assert plainly(drawn) == mark


def test_specks_are_wiped_and_letters_beside_others_left() -> None:
    page = Page()
    page.draw.point((300, 300), fill=0)
    for x in (600, 640, 680, 720):
        page.draw.arc([x, 500, x + 26, 540], 20, 300, fill=25, width=5)
    sheet = read_sheet(page.scanned())
    assert take_blobs(sheet) == []
    assert not (sheet.ink[290:310, 290:310] > 90).any()
    assert (sheet.ink[490:550, 590:760] > 90).any()


def test_the_dots_of_a_colon_are_no_marks() -> None:
    page = Page()
    for y in (500, 524):
        page.draw.rectangle([600, y, 609, y + 9], fill=25)
    for x in range(400, 581, 12):
        page.rule(x, 480, x, 533, width=4)
    for y in (700, 750, 800):
        page.draw.ellipse([600, y, 612, y + 12], fill=25)
    found = take_blobs(read_sheet(page.scanned()))
    assert [blob.form for blob in found] == ["dot"] * 3
    assert min(blob.top for blob in found) > 650


def test_two_dots_of_a_size_are_a_colon() -> None:
    ink = np.zeros((30, 9), dtype=bool)
    ink[:8], ink[-8:] = True, True
    assert is_colon(ink)
    ink[:4] = False
    assert not is_colon(ink)
    assert not is_colon(np.ones((30, 9), dtype=bool))


def test_a_form_that_nobody_knows_is_slanted() -> None:
    page = Page()
    FORMS["unknown"][0](page.draw, 600, 500)
    blob = take_blobs(read_sheet(page.scanned()))[0]
    (x0, y0), (x1, y1), back = to_path(blob).subpaths[0].points
    assert back == (x0, y0)
    assert math.hypot(x1 - x0, y1 - y0) > 5
    assert x0 < x1
    assert y0 > y1


def test_a_sheet_keeps_what_it_is_printed_on() -> None:
    sheet: Sheet = read_sheet(Image.new("L", (600, 400), 230))
    assert sheet.paper == 230
    assert sheet.tints == []


@pytest.mark.parametrize("dpi", [200, 300])
@pytest.mark.parametrize(("dash", "gap"), [(12, 8), (6, 6), (3, 9), (20, 12)])
def test_rules_of_dots_and_dashes_are_found_and_wiped(dash: int, gap: int, dpi: int) -> None:
    page = Page()
    for y in (200, 400, 600):
        _dashed(page, 150, 1350, y, dash, gap)
    for x in (150, 900, 1350):
        for y in range(200, 600, dash + gap):
            page.rule(x, y, x, min(y + dash, 600) - 1)
    sheet = read_sheet(page.scanned(dpi=dpi))
    across, down = _lines(take_rules(sheet))
    assert across == pytest.approx([200, 400, 600], abs=3)
    assert down == pytest.approx([150, 900, 1350], abs=3)
    assert sheet.ink.max() < 90


def test_dots_that_lead_from_a_title_to_its_page_are_no_rule() -> None:
    page = Page()
    for y in (200, 400, 600):
        page.draw.text((150, y - 30), "Loger", fill=25, font_size=40)
        _dashed(page, 280, 1200, y, 4, 12)
    assert take_rules(read_sheet(page.scanned())) == []


def test_the_dots_of_letters_are_no_rule() -> None:
    page = Page()
    page.draw.text((100, 200), "i initie ici six idylles inimitables", fill=25, font_size=60)
    assert take_rules(read_sheet(page.scanned())) == []


def _dashed(page: Page, x0: int, x1: int, y: int, dash: int, gap: int) -> None:
    for x in range(x0, x1, dash + gap):
        page.rule(x, y, min(x + dash, x1) - 1, y)

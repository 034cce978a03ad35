"""Marks whose form is not understood: compared with the others of their document, and said."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from pipeline.check import check
from pipeline.document import Document
from pipeline.extract import Identity, extract
from pipeline.lexicon import load_lexicons
from pipeline.read.pdf import ENGINES, forms, open_pdf, read_blocks
from pipeline.read.pdf.forms import equals, is_one
from pipeline.read.pdf.patches import Mask
from pipeline.read.pdf.primitives import Form
from tests.pdf.marks.cases import CASES
from tests.pdf.marks.page import typeset

LEXICONS = load_lexicons()


def _read(name: str, engine: str) -> Document:
    case = next(case for case in CASES if case.name == name)
    with open_pdf(typeset(case), engine) as opened:  # type: ignore[arg-type]
        blocks = read_blocks(opened).blocks
    return Document("plan.pdf", "application/pdf", f"pdf/{engine}", "", blocks, n_pages=1)


@pytest.mark.parametrize("engine", ENGINES)
def test_what_is_read_by_its_place_is_said(engine: str) -> None:
    document = _read("scrawl", engine)
    lexicon = LEXICONS.pick("\n".join(text for text, _ in document.texts()))
    extraction = extract(document, lexicon, Identity("plan", document.name))
    assert all(action.flags == ("mark_by_position",) for action in extraction.plan.actions)
    found = [f for f in check(extraction, document, {}).findings if "mark" in f.code]
    assert [(f.code, f.severity, f.where) for f in found] == [
        ("mark_by_position", "warning", "plan.pdf, page 1")
    ]


@pytest.mark.parametrize("engine", ENGINES)
def test_what_is_known_by_its_like_says_so(engine: str) -> None:
    document = _read("drawn star and star of a font", engine)
    cells = [cell for table in document.tables() for row in table.rows for cell in row.cells]
    ways = {(cell.mark.kind, cell.mark.char, cell.provenance.method) for cell in cells if cell.mark}
    assert ways == {("dingbat", "★", "table"), ("stroke", "★", "table/alike")}


def form_in(ink: Mask, shade: float) -> Form:
    form = forms.form_in(ink, shade)
    assert form is not None
    return form


def _disc(side: int, hole: float = 0.0) -> Mask:
    ys, xs = np.mgrid[0:side, 0:side]
    away = np.hypot(ys - (side - 1) / 2, xs - (side - 1) / 2) / (side / 2)
    disc: Mask = (away <= 1) & (away >= hole)
    return disc


def test_forms_are_one_at_any_size() -> None:
    assert equals(form_in(_disc(40), 0), form_in(_disc(90), 200))


def test_other_forms_are_others() -> None:
    disc = _disc(60)
    half, bar = disc.copy(), np.eye(60, dtype=bool)
    half[:, 30:] = False
    inks = disc, _disc(60, 0.7), half[:, :30], bar, bar[::-1]
    found = [form_in(ink, 0) for ink in inks]
    assert not any(equals(a, b) for a, b in combinations(found, 2))
    assert not is_one(found)


def test_the_frame_of_a_missing_glyph_is_like_nothing() -> None:
    frame = np.ones((60, 40), dtype=np.bool_)
    frame[5:-5, 5:-5] = False
    assert forms.form_in(frame, 0) is None
    frame[np.arange(40), np.arange(40)] = True
    assert forms.form_in(frame, 0) is None


def test_one_drawing_has_one_shade() -> None:
    assert is_one([form_in(_disc(40), 90), form_in(_disc(41), 100)])
    assert not is_one([form_in(_disc(40), 90), form_in(_disc(41), 160)])
    assert not is_one([])

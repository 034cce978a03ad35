"""Where single words are drawn, and which sign a mark gets."""

from __future__ import annotations

import pytest

from pipeline.document import Cell, Document, Row, Table
from pipeline.model import Mark, Plan, Provenance, Region, Schedule, Source
from pipeline.overlay import Told, shapes_of
from pipeline.overlay.shapes import layer_of
from pipeline.overlay.words import aligned
from pipeline.read.pdf.primitives import Word

REGION = Region(page=2, bbox=(0.0, 0.0, 100.0, 20.0))


def printed(*texts: str) -> dict[int, list[Word]]:
    return {
        2: [
            Word(text, 10.0 * n, 5.0, 10.0 * n + 8, 15.0, 10.0, "F", bold=False)
            for n, text in enumerate(texts)
        ]
    }


def test_a_word_takes_the_box_of_its_partner() -> None:
    told = Told((REGION,), (("un", None), ("mot", "unclaimed"), ("un", None), ("mot", None)))
    shapes = list(aligned(told, printed("un", "mot", "un", "mot")))
    assert [(shape.page, shape.layer, shape.box) for shape in shapes] == [
        (2, "unclaimed", (10.0, 5.0, 18.0, 15.0))
    ]


def test_a_word_of_two_line_ends_takes_both() -> None:
    told = Told((REGION,), (("le", None), ("logement", "ignored"), ("est", None)))
    shapes = list(aligned(told, printed("le", "loge-", "ment", "est")))
    assert [shape.box[0] for shape in shapes] == [10.0, 20.0]
    assert {shape.layer for shape in shapes} == {"ignored"}


@pytest.mark.parametrize("found", [printed(), printed("•"), {}])
def test_a_word_that_is_not_found_takes_the_box_of_its_line(found: dict[int, list[Word]]) -> None:
    told = Told((REGION,), (("perdu", "unclaimed"),))
    assert [shape.box for shape in aligned(told, found)] == [REGION.bbox]
    assert list(aligned(Told((REGION,), (("tenu", None),)), found)) == []


def test_what_took_a_word_says_how_it_is_drawn() -> None:
    assert [layer_of(taken) for taken in (None, "claimed", "kept", "page_number")] == [
        "unclaimed",
        None,
        None,
        "ignored",
    ]


def test_a_mark_of_no_action_has_no_state() -> None:
    place = Provenance(regions=(REGION,), method="table")
    cells = (
        Cell(0, 0, "", place, mark=Mark(kind="glyph", char="—")),
        Cell(0, 1, "", place, mark=Mark(kind="none")),
    )
    table = Table((Row(cells, place),), 2, 0, place)
    document = Document("p", "application/pdf", "pdf", "0", (table,))
    source = Source(path="p", sha256="0", media_type="application/pdf", reader="pdf")
    plan = Plan(id="p", language="fr", source=source, schedule=Schedule(kind="none"))
    shapes = shapes_of(document, plan)
    assert [shape.layer for shape in shapes] == ["table", "cell", "unused", "cell"]
    assert [shape.label for shape in shapes if shape.layer == "unused"] == ["G"]

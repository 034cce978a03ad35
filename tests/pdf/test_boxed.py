"""The heading of a box between a section and its table heads the text in the box, no actions."""

from __future__ import annotations

import pytest

from pipeline.document import Cell, Document, Line, Row, Table
from pipeline.extract import Identity, extract
from pipeline.lexicon import load_lexicons
from pipeline.model import Provenance, Region
from pipeline.read.pdf.boxed import is_boxed
from pipeline.read.pdf.lines import TextLine
from pipeline.read.pdf.primitives import Path
from tests.pdf.test_unruled import band, laid_out, line, rule

ASIDE = "Le saviez-vous ?"
TOLD = [*line(100, (60, ASIDE), bold=True), *line(116, (60, "Une ruche abrite 40 000 abeilles."))]
ROWS = [
    *line(150, (60, "Actions"), (300, "2026"), bold=True),
    *line(168, (60, "Planter des haies"), (308, "X")),
    *line(186, (60, "Semer des prairies"), (308, "X")),
]
RULES = [rule(55, y, 380, y) for y in (146, 164, 182, 200)]


@pytest.mark.parametrize(
    ("ground", "boxed"),
    [
        ([band(50, 92, 380, 132)], True),
        ([band(50, 92, 380, 113)], False),
        ([band(40, 80, 400, 300)], False),
        ([], False),
    ],
)
def test_a_box_holds_the_heading_with_its_text_and_no_table(
    ground: list[Path], boxed: bool
) -> None:
    page = laid_out([*TOLD, *ROWS], [*ground, *RULES])
    (heading,) = (i for i in page.items if isinstance(i, TextLine) and i.text == ASIDE)
    assert is_boxed([heading], page) is boxed


def _place(top: float) -> Provenance:
    return Provenance(regions=(Region(page=1, bbox=(50, top, 400, top + 12)),), method="heading")


@pytest.mark.parametrize(
    ("boxed", "titles"), [(True, ["Verdir"]), (False, ["Verdir", "Nos jardins"])]
)
def test_a_table_behind_a_box_is_that_of_the_section(boxed: bool, titles: list[str]) -> None:
    cells = [["N°", "Action"], ["1", "Planter des haies"], ["2", "Semer des prairies"]]
    rows = tuple(
        Row(
            tuple(Cell(r, c, text, _place(300 + 20 * r)) for c, text in enumerate(row)), _place(300)
        )
        for r, row in enumerate(cells)
    )
    blocks = (
        Line("Plan d'action nature", _place(40), level=1),
        Line("Axe 1 – Verdir", _place(80), level=2, strong=True),
        Line("Nos jardins", _place(120), level=3, strong=True, boxed=boxed),
        Line("Une ruche abrite 40 000 abeilles.", _place(140)),
        Table(rows, 2, 1, _place(300)),
    )
    document = Document("plan.pdf", "application/pdf", "pdf", "", blocks, n_pages=1)
    plan = extract(document, load_lexicons().by_language["fr"], Identity("plan", "plan.pdf")).plan
    assert [section.title for section in plan.sections] == titles
    assert {action.section_id for action in plan.actions} == {plan.sections[-1].id}
    assert len(plan.actions) == 2

"""Numbers in circles before the texts that they count, wherever they stand."""

from __future__ import annotations

from io import BytesIO

import pytest
from reportlab.pdfgen.canvas import Canvas

from pipeline.check import check
from pipeline.check.finder import form_of
from pipeline.document import Cell, Document, Line, Row, Table
from pipeline.extract import Identity, extract
from pipeline.extract.headings import bare_number, split_number
from pipeline.lexicon import load_lexicons
from pipeline.model import Plan, Provenance, Region
from pipeline.read.pdf import ENGINES, open_pdf, read_blocks
from pipeline.read.pdf.badges import with_badges
from pipeline.read.pdf.figures import Drawing
from pipeline.read.pdf.lines import to_lines
from tests.pdf.test_unruled import line

TEXTS = ("Planter des arbres", "Ouvrir une halte", "Former le personnel", "Tenir un forum")


def _page(*, bold: bool, lower: float, filled: bool) -> bytes:
    """Print actions, each behind its number in a circle, which stands `lower` than the text."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=(612, 792), invariant=1)
    for size, y, text in ((20, 60, "Plan d'action 2026-2028"), (14, 90, "Axe 1 : Agir"),
                          (12, 112, "Actions")):  # fmt: skip
        canvas.setFont("Helvetica-Bold", size)
        canvas.drawString(54, 792 - y, text)
    for index, text in enumerate(TEXTS):
        y = 792 - 140 - 40 * index
        canvas.setFillColorRGB(0.1, 0.4, 0.5)
        canvas.circle(64, y + 3.5 - lower, 10, stroke=not filled, fill=filled)
        canvas.setFillColorRGB(*(3 * [1 if filled else 0]))
        canvas.setFont("Helvetica-Bold", 10)
        canvas.drawCentredString(64, y - lower, str(index + 1))
        canvas.setFillColorRGB(0, 0, 0)
        canvas.setFont("Helvetica-Bold" if bold else "Helvetica", 10)
        canvas.drawString(82, y, text)
        canvas.setFont("Helvetica", 9)
        canvas.drawString(82, y - 14, "Responsable : Urbanisme")
    canvas.save()
    return out.getvalue()


def _taken(blocks: tuple[Line | Table, ...]) -> Plan:
    document = Document("plan.pdf", "application/pdf", "pdf", "", blocks, n_pages=1)
    lexicon = load_lexicons().pick("Plan d'action de la ville et des citoyens pour les années")
    extraction = extract(document, lexicon, Identity("plan", document.name))
    report = check(extraction, document, {}, extraction.plan)
    assert report.words.unclaimed == 0
    assert not [one for one in report.findings if one.severity == "error"]
    return extraction.plan


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("lower", [-5.0, 0.0, 6.0])
@pytest.mark.parametrize("filled", [False, True])
def test_a_number_in_a_circle_counts_the_title_beside_it(
    engine: str, lower: float, filled: bool
) -> None:
    with open_pdf(_page(bold=True, lower=lower, filled=filled), engine) as pdf:  # type: ignore[arg-type]
        plan = _taken(read_blocks(pdf).blocks)
    assert [(a.number, a.text) for a in plan.actions] == [
        (str(n), text) for n, text in enumerate(TEXTS, 1)
    ]
    assert {a.leads for a in plan.actions} == {("Urbanisme",)}


@pytest.mark.parametrize("lower", [0.0, 6.0])
def test_a_number_in_a_circle_counts_an_item_in_regular_type(lower: float) -> None:
    with open_pdf(_page(bold=False, lower=lower, filled=True), "pypdfium2") as pdf:
        plan = _taken(read_blocks(pdf).blocks)
    assert [a.number for a in plan.actions] == ["1", "2", "3", "4"]


def test_a_sign_set_larger_stands_at_the_first_line_of_its_text() -> None:
    lines = to_lines([*line(100, (60, "①")), *line(94, (75, "Planter")), *line(106, (75, "ici"))])
    assert [one.text for one in with_badges(lines, Drawing())] == ["① Planter", "ici"]


def test_a_number_on_no_ground_stays_alone() -> None:
    lines = to_lines([*line(100, (60, "1")), *line(94, (75, "Planter"))])
    assert [one.text for one in with_badges(lines, Drawing())] == ["Planter", "1"]


def test_a_circled_number_reads_as_the_number_in_it() -> None:
    assert split_number("③ Planter") == ("3", "Planter")
    assert split_number("③e étage") == (None, "③e étage")
    assert bare_number(" ⑫ ") == form_of("⑫") == "12"


def test_circled_numbers_in_a_column_of_their_own() -> None:
    def place(top: float) -> Provenance:
        return Provenance(regions=(Region(page=1, bbox=(50, top, 400, top + 9)),), method="table")

    printed = [("N°", "Action"), *(("①②③④"[n], text) for n, text in enumerate(TEXTS))]
    rows = tuple(
        Row(tuple(Cell(r, c, text, place(100.0 + 20 * r + c)) for c, text in enumerate(row)),
            place(100.0 + 20 * r))
        for r, row in enumerate(printed)
    )  # fmt: skip
    plan = _taken(
        (
            Line("Plan d'action 2026-2028", place(40), level=1),
            Line("Axe 1 : Agir", place(70), level=2),
            Table(rows, 2, 1, place(100)),
        )
    )
    assert [action.number for action in plan.actions] == ["1", "2", "3", "4"]

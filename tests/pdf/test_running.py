"""What the pages of a document repeat is told from what they say."""

from __future__ import annotations

import io

import pytest
from reportlab.pdfgen.canvas import Canvas

from pipeline.document import Line
from pipeline.read.pdf import ENGINES, EngineName, open_pdf, read_blocks


def _file(form: str, pages: int) -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file, (400, 500), invariant=1)
    for number in range(1, pages + 1):
        for line in range(12):
            canvas.drawString(40, 440 - 14 * line, f"Texte de la ligne {line} de cette page.")
        canvas.setFontSize(8)
        canvas.drawString(190, 20, form.format(number, pages))
        canvas.showPage()
    canvas.save()
    return file.getvalue()


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("pages", [1, 2, 3, 12])
@pytest.mark.parametrize(
    "form", ["{}", "{}/{}", "{} / {}", "Page {} de {}", "page {} sur {}", "- {} -"]
)
def test_page_numbers_in_every_form(form: str, pages: int, engine: EngineName) -> None:
    with open_pdf(_file(form, pages), engine) as opened:
        blocks = read_blocks(opened).blocks
    numbers = [b.text for b in blocks if isinstance(b, Line) and b.kind == "page_number"]
    assert numbers == [form.format(number, pages) for number in range(1, pages + 1)]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_word_with_a_figure_that_counts_with_the_pages_may_be_a_heading(
    engine: EngineName,
) -> None:
    file = io.BytesIO()
    canvas = Canvas(file, (400, 500), invariant=1)
    for number in range(1, 5):
        canvas.drawString(40, 470, f"Axe {number}")
        for line in range(12):
            canvas.drawString(40, 440 - 14 * line, f"Texte de la ligne {line} de cette page.")
        canvas.drawString(40, 20, f"Plan de la Ville, page {number}")
        canvas.showPage()
    canvas.save()
    with open_pdf(file.getvalue(), engine) as opened:
        blocks = [block for block in read_blocks(opened).blocks if isinstance(block, Line)]
    assert [b.text for b in blocks if b.kind == "text"][::2] == [f"Axe {n}" for n in range(1, 5)]
    assert sum(block.kind == "running_header" for block in blocks) == 4

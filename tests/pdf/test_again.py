"""Text that is drawn over itself: read once, and bold where only some of a page is."""

from __future__ import annotations

import io

import pytest
from reportlab.pdfgen.canvas import Canvas

from pipeline.read.pdf import ENGINES, EngineName, open_pdf
from pipeline.read.pdf.lines import to_lines, without_doubles

BODY = ["Soutenir les organismes du milieu", "Former les équipes de terrain", "Ouvrir un refuge"]


def _page(labels: int, body: int) -> bytes:
    """Return a page: a label and three lines, each drawn so many times, a hair apart."""
    file = io.BytesIO()
    canvas = Canvas(file, (400, 200), invariant=1)
    for number, text in enumerate(["La Ville vise :", *BODY]):
        for again in range(body if number else labels):
            canvas.drawString(40 + 0.3 * again, 160 - 20 * number, text)
    canvas.save()
    return file.getvalue()


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("labels", "body", "bold"),
    [(1, 1, [False] * 4), (2, 1, [True, False, False, False]), (2, 2, [False] * 4)],
)
def test_what_is_drawn_twice_is_read_once_and_bold_if_the_rest_is_not(
    engine: EngineName, labels: int, body: int, bold: list[bool]
) -> None:
    with open_pdf(_page(labels, body), engine) as opened:
        lines = to_lines(without_doubles(opened.page(1).words))
    assert [line.text for line in lines] == ["La Ville vise :", *BODY]
    assert [line.bold for line in lines] == bold

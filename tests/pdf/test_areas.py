"""Areas of a page and ways of drawing letters: small pages, typeset here, read by both engines."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from reportlab.pdfgen.canvas import Canvas

from pipeline.document import Line
from pipeline.read.pdf import ENGINES, EngineName, PdfBlocks, open_pdf, read_blocks

Draw = Callable[[Canvas], None]
TEXT = "Un texte courant assez long pour que rien de lui ne soit pris pour un titre."


def _typeset(*pages: Draw, size: tuple[float, float] = (612.0, 792.0)) -> bytes:
    """Return a PDF of pages whose origin is the top left and whose y runs downwards."""
    file = BytesIO()
    canvas = Canvas(file, pagesize=size, invariant=1)
    for page in pages:
        page(canvas)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def _blocks(data: bytes, engine: EngineName = "pypdfium2") -> PdfBlocks:
    with open_pdf(data, engine) as opened:
        return read_blocks(opened)


def _lines(data: bytes, engine: EngineName = "pypdfium2") -> list[Line]:
    return [block for block in _blocks(data, engine).blocks if isinstance(block, Line)]


def _column(canvas: Canvas, x: float, y: float, *texts: str, font: str = "Helvetica") -> None:
    """Draw lines one under the other, `y` from the top of a page of letter size."""
    canvas.setFont(font, 10)
    for number, text in enumerate(texts):
        canvas.drawString(x, 792 - y - 12.5 * number, text)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(("moved", "strong"), [(0.0, False), (0.3, True)])
def test_text_drawn_again_a_little_aside_is_bold(
    engine: EngineName, moved: float, strong: bool
) -> None:
    def page(canvas: Canvas) -> None:
        _column(canvas, 54, 80, "Cibles")
        _column(canvas, 54 + moved, 80, "Cibles")
        _column(canvas, 54, 110, TEXT, TEXT)

    label, text = _lines(_typeset(page), engine)
    assert (label.text, label.strong or label.level > 0) == ("Cibles", strong)
    assert (text.text, text.strong, text.level) == (f"{TEXT} {TEXT}", False, 0)


@pytest.mark.parametrize("engine", ENGINES)
def test_equal_letters_side_by_side_are_not_drawn_twice(engine: EngineName) -> None:
    def page(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 5)
        x = 54.0
        for letter in "ville illisible":
            canvas.drawString(x, 700, letter)
            x += canvas.stringWidth(letter, "Helvetica", 5)

    (line,) = _lines(_typeset(page), engine)
    assert (line.text, line.strong, line.level) == ("ville illisible", False, 0)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("spacing", [0.5, 1.0, 1.8, 3.0])
@pytest.mark.parametrize("title", ["Objectif 1", "Participation citoyenne et inclusive"])
def test_letters_drawn_one_by_one_are_words(engine: EngineName, spacing: float, title: str) -> None:
    def page(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 12)
        x = 54.0
        for letter in title:
            canvas.drawString(x, 700, letter)
            x += canvas.stringWidth(letter, "Helvetica-Bold", 12) + spacing
        _column(canvas, 54, 140, TEXT, TEXT)

    assert _lines(_typeset(page), engine)[0].text == title

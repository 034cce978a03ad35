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


def _table(canvas: Canvas, x: float, y: float, width: float, *rows: tuple[str, str]) -> float:
    """Draw a ruled table of two columns with rows of 20 points; return where it ends."""
    canvas.setFont("Helvetica", 10)
    top = 792 - y
    for number, (left, right) in enumerate(rows):
        canvas.drawString(x + 4, top - 20 * number - 13, left)
        canvas.drawString(x + 0.7 * width + 4, top - 20 * number - 13, right)
    for number in range(len(rows) + 1):
        canvas.line(x, top - 20 * number, x + width, top - 20 * number)
    for at in (x, x + 0.7 * width, x + width):
        canvas.line(at, top, at, top - 20 * len(rows))
    return y + 20 * len(rows)


def _rows(*names: str) -> list[tuple[str, str]]:
    return [("Action", "Rôle"), *((name, "Ville") for name in names)]


def _order(data: bytes, engine: EngineName = "pypdfium2") -> list[str]:
    """Return what each block begins with, of tables their first cell under the header."""
    return [
        block.text if isinstance(block, Line) else block.rows[1].cells[0].text
        for block in _blocks(data, engine).blocks
    ]


@pytest.mark.parametrize("engine", ENGINES)
def test_columns_of_a_page_with_tables_at_heights_of_their_own(engine: EngineName) -> None:
    def page(canvas: Canvas) -> None:
        end = _table(canvas, 54, 60, 240, *_rows("1. Un", "2. Deux", "3. Trois"))
        _column(canvas, 54, end + 30, "Objectif 2", font="Helvetica-Bold")
        _table(canvas, 54, end + 44, 240, *_rows("4. Quatre", "5. Cinq"))
        end = _table(canvas, 318, 60, 240, *_rows("6. Six", "7. Sept"))
        _column(canvas, 318, end + 40, "Objectif 3", font="Helvetica-Bold")
        _table(canvas, 318, end + 54, 240, *_rows("8. Huit", "9. Neuf"))

    assert _order(_typeset(page), engine) == [
        "1. Un", "Objectif 2", "4. Quatre", "6. Six", "Objectif 3", "8. Huit",
    ]  # fmt: skip


def test_a_column_that_goes_on_alone() -> None:
    def page(canvas: Canvas) -> None:
        end = _table(canvas, 54, 60, 240, *_rows("1. Un", "2. Deux", "3. Trois"))
        _column(canvas, 54, end + 30, "Objectif 2", font="Helvetica-Bold")
        _table(canvas, 54, end + 44, 240, *_rows("4. Quatre", "5. Cinq"))
        _table(canvas, 318, 60, 240, *_rows("6. Six", "7. Sept"))

    assert _order(_typeset(page)) == ["1. Un", "Objectif 2", "4. Quatre", "6. Six"]


def test_parts_under_each_other_that_each_stand_in_two_columns() -> None:
    def page(canvas: Canvas) -> None:
        _table(canvas, 54, 60, 240, *_rows("1. Un", "2. Deux"))
        _table(canvas, 318, 60, 240, *_rows("3. Trois", "4. Quatre"))
        _column(canvas, 54, 150, "Objectif 2", font="Helvetica-Bold")
        _table(canvas, 54, 170, 240, *_rows("5. Cinq", "6. Six"))
        _table(canvas, 318, 170, 240, *_rows("7. Sept", "8. Huit"))

    assert _order(_typeset(page)) == ["1. Un", "3. Trois", "Objectif 2", "5. Cinq", "7. Sept"]


@pytest.mark.parametrize("engine", ENGINES)
def test_large_type_beside_two_lines_leaves_them_two(engine: EngineName) -> None:
    def page(canvas: Canvas) -> None:
        _column(canvas, 54, 80, "Une ligne de la colonne de gauche", "et celle qui vient après")
        canvas.setFont("Helvetica-Bold", 20)
        canvas.drawString(318, 792 - 89, "Axe 2")

    texts = [line.text for line in _lines(_typeset(page), engine)]
    assert texts == ["Une ligne de la colonne de gauche et celle qui vient après", "Axe 2"]


@pytest.mark.parametrize("columns", [2, 3])
def test_a_list_in_columns_is_no_table(columns: int) -> None:
    texts = [f"élément {number} de la liste" for number in range(3 * columns)]

    def page(canvas: Canvas) -> None:
        for number, text in enumerate(texts):
            column, row = divmod(number, 3)
            _column(canvas, 54 + 170 * column, 80 + 13 * row, "•")
            _column(canvas, 66 + 170 * column, 80 + 13 * row, text)

    lines = _lines(_typeset(page))
    assert [line.text for line in lines] == texts
    assert {line.marker for line in lines} == {"•"}


@pytest.mark.parametrize("engine", ENGINES)
def test_an_item_that_a_column_break_parts_is_whole(engine: EngineName) -> None:
    def page(canvas: Canvas) -> None:
        _column(canvas, 54, 60, *[f"Ligne {n} d'un texte en colonne." for n in range(47)])
        _column(canvas, 54, 660, "•")
        _column(canvas, 66, 660, "Un projet qui offre une occasion de")
        _column(canvas, 330, 60, "développement aux jeunes.")
        _column(canvas, 318, 74, "•")
        _column(canvas, 330, 74, "Une offre alimentaire.")
        _column(canvas, 318, 100, *[f"Ligne {n} d'un texte à droite." for n in range(4, 48)])

    items = [line.text for line in _lines(_typeset(page), engine) if line.depth]
    assert items == [
        "Un projet qui offre une occasion de développement aux jeunes.",
        "Une offre alimentaire.",
    ]


def test_an_item_that_goes_on_in_the_first_column_of_the_next_page() -> None:
    def last(canvas: Canvas) -> None:
        _column(canvas, 318, 700, "•")
        _column(canvas, 330, 700, "Un projet qui offre une occasion de")

    def first(canvas: Canvas) -> None:
        _column(canvas, 66, 60, "développement aux jeunes.")
        _column(canvas, 54, 74, "•")
        _column(canvas, 66, 74, "Une offre alimentaire.")

    lines = _lines(_typeset(last, first))
    assert [line.text for line in lines] == [
        "Un projet qui offre une occasion de développement aux jeunes.",
        "Une offre alimentaire.",
    ]
    assert [region.page for region in lines[0].provenance.regions] == [1, 2]

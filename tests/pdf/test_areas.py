"""Areas of a page and ways of drawing letters: small pages, typeset here, read by both engines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO

import pytest
from reportlab.pdfgen.canvas import Canvas

from pipeline.document import Line, Table
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


@pytest.mark.parametrize("engine", ENGINES)
def test_a_space_without_width_parts_no_word(engine: EngineName) -> None:
    def page(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 10)
        x = 54.0
        for text in ("Boni", "fier l'accueil en con", "certation"):
            canvas.drawString(x, 700, f"{text} ")
            x += canvas.stringWidth(text, "Helvetica", 10)

    assert [line.text for line in _lines(_typeset(page), engine)] == [
        "Bonifier l'accueil en concertation"
    ]


@pytest.mark.parametrize("engine", ENGINES)
def test_letters_of_few_lines_that_reach_into_each_other_are_words(engine: EngineName) -> None:
    def page(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 8.5)
        for x, y, text in ((54, 740, "Actions"), (320, 740, "Porteur"), (54, 700, "Offrir un")):
            for letter in text:
                canvas.drawString(x, y, letter)
                x += canvas.stringWidth(letter, "Helvetica", 8.5) - 0.45 * letter.isalpha()

    texts = [line.text for line in _lines(_typeset(page), engine)]
    assert sorted(texts) == ["Actions", "Offrir un", "Porteur"]


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


@pytest.mark.parametrize(("heading", "below"), [(150, 170), (134, 138)])
def test_parts_under_each_other_that_each_stand_in_two_columns(heading: int, below: int) -> None:
    def page(canvas: Canvas) -> None:
        _table(canvas, 54, 60, 240, *_rows("1. Un", "2. Deux"))
        _table(canvas, 318, 60, 240, *_rows("3. Trois", "4. Quatre"))
        _column(canvas, 54, heading, "Objectif 2", font="Helvetica-Bold")
        _table(canvas, 54, below, 240, *_rows("5. Cinq", "6. Six"))
        _table(canvas, 318, below, 240, *_rows("7. Sept", "8. Huit"))

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
        _column(canvas, 54, 647, "•")
        _column(canvas, 66, 647, "Un projet qui offre une occasion de")
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


@pytest.mark.parametrize("left", [30, 45])
@pytest.mark.parametrize("gap", [12, 30])
def test_a_column_of_text_goes_on_where_the_other_has_ended(left: int, gap: int) -> None:
    def lines(name: str, count: int) -> list[str]:
        return [f"{name} {n} et ce qui la remplit jusqu'au bout." for n in range(count)]

    def page(canvas: Canvas) -> None:
        _column(canvas, 54, 60, *lines("Ligne", left - 8))
        y = 60 + 12.5 * (left - 8)
        _column(canvas, 54, y + gap, "Un titre", font="Helvetica-Bold")
        _column(canvas, 54, y + gap + 14, *lines("Reste", 7))
        _column(canvas, 318, 60, *lines("Droite", 12))

    texts = [line.text.split()[0] for line in _lines(_typeset(page))]
    assert texts == ["Ligne", "Un", "Reste", "Droite"]


def test_what_stands_under_two_columns_comes_after_both() -> None:
    def page(canvas: Canvas) -> None:
        for x in (54, 318):
            _column(canvas, x, 60, *[f"Colonne {x}, ligne {n} de la liste" for n in range(5)])
        _column(canvas, 54, 150, "Objectif 2", font="Helvetica-Bold")
        _column(canvas, 54, 170, TEXT + " " + TEXT[:30], "La fin.")

    texts = [line.text.split(",")[0] for line in _lines(_typeset(page))]
    assert texts[:3] == ["Colonne 54", "Colonne 318", "Objectif 2"]


def test_columns_with_a_narrow_gutter_and_lines_at_heights_of_their_own() -> None:
    def page(canvas: Canvas) -> None:
        _column(
            canvas, 54, 60, *[f"Gauche, la ligne {n} jusqu'au bord" + "." * 3 for n in range(9)]
        )
        width = canvas.stringWidth("Gauche, la ligne 0 jusqu'au bord...", "Helvetica", 10)
        _column(canvas, 54 + width + 9, 65, *[f"Droite, la ligne {n}." for n in range(9)])

    left, right = _lines(_typeset(page))
    assert (left.text.count("Gauche"), right.text.count("Droite")) == (9, 9)
    assert "Droite" not in left.text


def test_a_quote_in_the_left_margin_does_not_cut_the_text_beside_it() -> None:
    def page(canvas: Canvas) -> None:
        _column(
            canvas, 200, 60, *[f"Le texte continue à la ligne {n} de la page." for n in range(20)]
        )
        canvas.setFont("Helvetica-Oblique", 14)
        canvas.drawString(54, 792 - 150, "« Chacun compte »")

    texts = [line.text for line in _lines(_typeset(page))]
    assert texts[0] == "« Chacun compte »"
    assert (len(texts), texts[1].count("Le texte")) == (2, 20)


@pytest.mark.parametrize("moved", [0, 25])
def test_cards_in_columns_and_cards_in_rows(moved: int) -> None:
    def page(canvas: Canvas) -> None:
        for x, down, name in ((54, 0, "gauche"), (318, moved, "droite")):
            for y, number in ((60, 1), (160 + down, 2)):
                _column(canvas, x, y, f"Fiche {name} {number}", font="Helvetica-Bold")
                _column(canvas, x, y + 20, *[f"Un texte de fiche, ligne {n}" for n in range(3)])

    heads = [line.text[6:] for line in _lines(_typeset(page)) if line.text.startswith("Fiche")]
    by_row = ["gauche 1", "droite 1", "gauche 2", "droite 2"]
    assert heads == (sorted(by_row, key=lambda head: head[0] != "g") if moved else by_row)


def test_bullets_that_hang_in_a_gutter() -> None:
    texts = [f"Organisme du quartier {number}" for number in range(9)]

    def page(canvas: Canvas) -> None:
        for number, text in enumerate(texts):
            column, row = divmod(number, 3)
            _column(canvas, 54 + 125 * column, 80 + 13 * row, "•")
            _column(canvas, 66 + 125 * column, 80 + 13 * row, text)

    assert [line.text for line in _lines(_typeset(page))] == texts


@pytest.mark.parametrize("engine", ENGINES)
def test_a_bullet_between_the_words_of_titles_parts_none(engine: EngineName) -> None:
    titles = [f"Axe {n} • {name}" for n, name in enumerate(("Culture", "Habitation", "Climat"), 1)]

    def page(canvas: Canvas) -> None:
        for number, title in enumerate(titles):
            _column(canvas, 54, 80 + 90 * number, title, font="Helvetica-Bold")
            _column(canvas, 54, 100 + 90 * number, TEXT, TEXT)

    assert [line.text for line in _lines(_typeset(page), engine)][::2] == titles


@pytest.mark.parametrize("size", [9, 14])
def test_an_icon_before_a_large_title_makes_no_item_of_it(size: int) -> None:
    def page(canvas: Canvas) -> None:
        for number in range(3):
            canvas.circle(58, 792 - 77 - 90 * number, 3, stroke=0, fill=1)
            title = f"Axe {number + 1} – Un titre"
            canvas.setFont("Helvetica-Bold", size)
            canvas.drawString(66, 792 - 80 - 90 * number, title)
            _column(canvas, 54, 110 + 90 * number, *[TEXT[:90]] * 4)

    titles = [line for line in _lines(_typeset(page)) if line.text.startswith("Axe")]
    assert [(line.depth, line.level > 0) for line in titles] == [(int(size < 10), size > 10)] * 3


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("pages", [1, 2])
def test_a_table_that_goes_on_in_another_column_is_one(engine: EngineName, pages: int) -> None:
    names = [f"{number}. Mesure" for number in range(1, 9)]

    def left(canvas: Canvas) -> None:
        _column(canvas, 54 if pages == 1 else 318, 60, "Objectif 1", TEXT[:40])
        _table(canvas, 54 if pages == 1 else 318, 100, 240, *_rows(*names[:5]))

    def right(canvas: Canvas) -> None:
        _table(canvas, 318 if pages == 1 else 54, 60, 240, *_rows(*names[5:])[1:])

    def both(canvas: Canvas) -> None:
        left(canvas)
        right(canvas)

    blocks = _blocks(_typeset(both) if pages == 1 else _typeset(left, right), engine).blocks
    tables = [block for block in blocks if not isinstance(block, Line)]
    assert [[row.cells[0].text for row in table.rows] for table in tables] == [["Action", *names]]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("bold", [True, False])
def test_a_header_alone_at_the_foot_of_a_page(engine: EngineName, bold: bool) -> None:
    """It is told as on one page: by bold texts over texts that are not."""
    edges, head = (54, 80, 300, 400), ("N°", "Action", "Pilote")
    body = [(str(number), f"Mesure {number} du plan", "Voirie") for number in range(1, 5)]

    def ruled(canvas: Canvas, y: float, *rows: Sequence[str], font: str) -> None:
        canvas.grid(edges, [792 - y - 20 * row for row in range(len(rows) + 1)])
        for number, row in enumerate(rows):
            for x, text in zip(edges, row, strict=False):
                _column(canvas, x + 4, y + 14 + 20 * number, text, font=font)

    def first(canvas: Canvas) -> None:
        _column(canvas, 54, 60, TEXT, TEXT)
        ruled(canvas, 700, head, font="Helvetica-Bold" if bold else "Helvetica")

    def second(canvas: Canvas) -> None:
        ruled(canvas, 60, *body, font="Helvetica")
        _column(canvas, 54, 400, TEXT, TEXT)

    blocks = _blocks(_typeset(first, second), engine).blocks
    (table,) = [block for block in blocks if isinstance(block, Table)]
    assert table.header_rows == bold
    assert [tuple(cell.text for cell in row.cells) for row in table.rows] == [head, *body]


def test_wide_gaps_of_a_justified_line_part_no_text() -> None:
    def page(canvas: Canvas) -> None:
        words = ["La", "Ville", "soutient", "les"]
        room = 140 - sum(canvas.stringWidth(word, "Helvetica", 10) for word in words)
        x = 54.0
        for word in words:
            _column(canvas, x, 60, word)
            x += canvas.stringWidth(word, "Helvetica", 10) + room / 3
        _column(
            canvas,
            54,
            72.5,
            "organismes communautaires de tous les",
            "quartiers de son territoire.",
        )

    (line,) = _lines(_typeset(page))
    assert line.text.startswith("La Ville soutient les organismes communautaires")


def test_columns_that_both_begin_a_paragraph_where_they_do_not_meet() -> None:
    def page(canvas: Canvas) -> None:
        for x, down, name in ((54, 0, "gauche"), (318, 8, "droite")):
            for part in range(4):
                y = 60 + 75 * part + down
                texts = [f"Texte {name} {part}, ligne {n} du texte." for n in range(5)]
                _column(canvas, x, y, *texts)

    texts = [line.text[6:14] for line in _lines(_typeset(page))]
    assert texts == [f"{name} {part}" for name in ("gauche", "droite") for part in range(4)]


def test_a_numbered_list_in_columns_is_no_table() -> None:
    def page(canvas: Canvas) -> None:
        for number in range(12):
            column, row = divmod(number, 4)
            _column(canvas, 54 + 170 * column, 80 + 30 * row, f"{number + 1}. Mettre en place une")
            _column(canvas, 54 + 170 * column, 92 + 30 * row, "mesure pour les citoyens.")

    lines = _lines(_typeset(page))
    assert [line.marker for line in lines] == [f"{number}." for number in range(1, 13)]
    assert {line.text for line in lines} == {"Mettre en place une mesure pour les citoyens."}


def test_coded_lists_under_a_head_each_are_no_table() -> None:
    def page(canvas: Canvas) -> None:
        for column in range(3):
            x = 54 + 170 * column
            _column(canvas, x, 60, f"Axe {column + 1} : Agir", font="Helvetica-Bold")
            for row in range(3):
                _column(canvas, x, 80 + 30 * row, f"{column + 1}.{row + 1} Mettre en place une")
                _column(canvas, x, 92 + 30 * row, "mesure pour les citoyens")

    texts = [line.text for line in _lines(_typeset(page))]
    assert [text.split(" ")[0] for text in texts] == [
        "Axe", "1.1", "1.2", "1.3", "Axe", "2.1", "2.2", "2.3", "Axe", "3.1", "3.2", "3.3",
    ]  # fmt: skip


HEADINGS = (
    "Objectif : Sécuriser les parcours des personnes à mobilité réduite en hiver",
    "Objectif : Faciliter les trajets entre les édifices et les arrêts d'autobus",
    "Objectif : Soutenir les familles dont un membre vit avec une incapacité",
    "Objectif : Offrir une information que toute la population peut comprendre",
)


def _headed(said: str, size: float, *before: str) -> bytes:
    """Typeset a title, lines in bold, and tables in this type under bold headings."""

    def page(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 24)
        canvas.drawString(54, 720, "Plan d'action 2026-2028")
        canvas.setFont("Helvetica", 16)
        canvas.drawString(54, 690, "Une ville pour toutes et tous")
        _column(canvas, 54, 130, *before, font="Helvetica-Bold")
        for number, heading in enumerate(HEADINGS):
            canvas.setFont("Helvetica-Bold", 12)
            canvas.drawString(54, 500 - 120 * number, heading)
            canvas.setFont(said, size)
            for row, text in enumerate(("Action", "Abaisser les bordures", "Poser des supports")):
                canvas.drawString(58, 480 - 120 * number - 20 * row, text)
                canvas.drawString(404, 480 - 120 * number - 20 * row, "Ville" if row else "Rôle")
            for row in range(4):
                y = 494 - 120 * number - 20 * row
                canvas.line(54, y, 554, y)
            for x in (54, 400, 554):
                canvas.line(x, 494 - 120 * number, x, 434 - 120 * number)

    return _typeset(page)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("size", [8.0, 11.0])
def test_where_all_text_stands_in_tables_the_headings_over_them_are_no_text(
    engine: EngineName, size: float
) -> None:
    title, _, *headings = _lines(_headed("Helvetica", size), engine)
    assert tuple(line.text for line in headings) == HEADINGS
    (level,) = {line.level for line in headings}
    assert level > title.level


def test_a_lead_in_bold_is_text_and_the_larger_headings_under_it_are_none() -> None:
    lead = [TEXT] * 3
    _, _, text, *headings = _lines(_headed("Helvetica", 9.0, *lead))
    assert (text.text, text.level) == (" ".join(lead), 0)
    assert tuple(line.text for line in headings if line.level) == HEADINGS


def test_where_the_tables_are_in_bold_too_bold_is_text() -> None:
    headings = _lines(_headed("Helvetica-Bold", 9.0))[2:]
    assert tuple(line.text for line in headings) == HEADINGS
    assert {(line.level, line.strong) for line in headings} == {(0, False)}


@pytest.mark.parametrize("engine", ENGINES)
def test_a_note_right_under_the_table_that_calls_it(engine: EngineName) -> None:
    def page(canvas: Canvas) -> None:
        _column(canvas, 54, 400, *[TEXT] * 20)
        canvas.setFont("Helvetica", 9)
        for row, text in enumerate(("Action", "Abaisser les bordures", "Poser des supports")):
            canvas.drawString(58, 680 - 20 * row, text)
            canvas.drawString(404, 680 - 20 * row, "Ville" if row else "Rôle")
        for row in range(4):
            canvas.line(54, 694 - 20 * row, 554, 694 - 20 * row)
        for x in (54, 400, 554):
            canvas.line(x, 694, x, 634)
        canvas.drawString(60, 620, "Selon l'aide reçue du ministère.")
        canvas.setFont("Helvetica", 5)
        canvas.drawString(146, 664, "1")
        canvas.drawString(56, 623, "1")

    (note,) = (line for line in _lines(_typeset(page), engine) if line.kind == "note")
    assert (note.marker, note.text) == ("1", "Selon l'aide reçue du ministère.")


@pytest.mark.parametrize("engine", ENGINES)
def test_a_number_between_the_lines_of_a_title_stands_by_itself(engine: EngineName) -> None:
    def page(canvas: Canvas) -> None:
        _column(canvas, 54, 300, *[TEXT] * 20)
        canvas.setFont("Helvetica-Bold", 14)
        canvas.drawString(54, 663, "2.1")
        _column(canvas, 100, 120, "Aménager une halte pour", "les piétons", font="Helvetica-Bold")

    number, title, *_ = _lines(_typeset(page), engine)
    assert (number.text, title.text) == ("2.1", "Aménager une halte pour les piétons")


@pytest.mark.parametrize("engine", ENGINES)
def test_a_large_number_close_beside_a_label_and_a_title(engine: EngineName) -> None:
    def page(canvas: Canvas) -> None:
        _column(canvas, 54, 300, *[TEXT] * 20)
        canvas.setFont("Helvetica-Bold", 44)
        canvas.drawString(54, 670, "1")
        canvas.setFont("Helvetica", 11)
        canvas.drawString(90, 692, "Axe")
        canvas.setFont("Helvetica-Bold", 17)
        canvas.drawString(90, 671, "Une ville à pied")

    lines = _lines(_typeset(page), engine)
    assert [line.text for line in lines[:3]] == ["1", "Axe", "Une ville à pied"]


@pytest.mark.parametrize("engine", ENGINES)
def test_equal_letters_that_touch_are_of_one_word(engine: EngineName) -> None:
    heads = (6, "Objectif"), (126, "N°"), (166, "Action"), (471, "Responsable"), (623, "Budget")
    rows = (126, "2.4"), (166, "Rendre le ruisseau et les programmes accessibles"), (471, "Ville")

    def page(canvas: Canvas) -> None:
        canvas.translate(45, 742)
        canvas.scale(0.75, -0.75)
        for y, texts in ((0, heads), (23, rows)):
            for x, text in texts:
                drawn = canvas.beginText()
                drawn.setFont("Helvetica", 11.33)
                at = float(x)
                for letter in text:
                    drawn.setTextTransform(1, 0, 0, -1, at, y)
                    drawn.textOut(letter)
                    at += canvas.stringWidth(letter, "Helvetica", 11.33) - 0.003
                canvas.drawText(drawn)

    texts = [line.text for line in _lines(_typeset(page), engine)]
    assert "2.4 Rendre le ruisseau et les programmes accessibles" in texts

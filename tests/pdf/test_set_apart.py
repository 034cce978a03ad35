"""Pages whose texts stand side by side, up the page, aslant or letter by letter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO

import pytest
from reportlab.pdfgen.canvas import Canvas

from pipeline.document import Line, Table
from pipeline.read.pdf import ENGINES, EngineName, open_pdf, read_blocks

Draw = Callable[[Canvas], None]
HEIGHT = 792
BOLD, PLAIN = "Helvetica-Bold", "Helvetica"
MARKED = ("No", "Action", "Responsable")


def _read(engine: EngineName, *pages: Draw) -> list[Line | Table]:
    file = BytesIO()
    canvas = Canvas(file, (612, HEIGHT), invariant=1)
    for draw in pages:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    with open_pdf(file.getvalue(), engine) as opened:
        return list(read_blocks(opened).blocks)


def _text(
    canvas: Canvas, x: float, y: float, text: str, font: str = PLAIN, size: float = 9
) -> None:
    canvas.setFont(font, size)
    canvas.drawString(x, HEIGHT - y, text)


def _grid(canvas: Canvas, x: float, y: float, rows: Sequence[Sequence[str]]) -> None:
    canvas.setLineWidth(0.5)
    for n, row in enumerate(rows):
        for k, text in enumerate(row):
            left, wide = x + (0, 30)[k], (30, 210)[k]
            canvas.rect(left, HEIGHT - y - 18 * n - 18, wide, 18)
            _text(canvas, left + 4, y + 18 * n + 12, text, PLAIN if n else BOLD)


def _firsts(blocks: Sequence[Line | Table]) -> list[str]:
    """Return the text of each line, and of the first cell under the header of each table."""
    return [b.text if isinstance(b, Line) else b.rows[1].cells[0].text for b in blocks]


@pytest.mark.parametrize("engine", ENGINES)
def test_each_table_stands_under_the_head_of_its_column(engine: EngineName) -> None:
    def page(canvas: Canvas) -> None:
        for k, title in enumerate(("Axe 1 – Bouger", "Axe 2 – Habiter")):
            _text(canvas, 50 + 270 * k, 60, title, BOLD, 11)
            number = 1 + 2 * k
            rows = [["No", "Action"], [f"{number}", "Ouvrir"], [f"{number + 1}", "Planter"]]
            _grid(canvas, 50 + 270 * k, 75, rows)

    assert _firsts(_read(engine, page)) == ["Axe 1 – Bouger", "1", "Axe 2 – Habiter", "3"]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_page_number_ends_no_column(engine: EngineName) -> None:
    def before(canvas: Canvas) -> None:
        _text(canvas, 50, 60, "La Ville publie ce plan après avoir entendu les gens du quartier.")
        _text(canvas, 530, 770, "Page 1")

    def page(canvas: Canvas) -> None:
        for x, y, title, number in (
            (50, 60, "Axe 1 – Bouger", 1),
            (50, 170, "Axe 2 – Habiter", 3),
            (320, 60, "Axe 3 – Apprendre", 5),
        ):
            _text(canvas, x, y, title, BOLD, 14)
            rows = [["No", "Action"], [f"{number}", "Ouvrir"], [f"{number + 1}", "Planter"]]
            _grid(canvas, x, y + 12, rows)
        _text(canvas, 530, 770, "Page 2")

    blocks = _read(engine, before, page)
    assert _firsts(blocks)[2:] == [
        "Axe 1 – Bouger", "1", "Axe 2 – Habiter", "3", "Axe 3 – Apprendre", "5", "Page 2"
    ]  # fmt: skip


def _marked_table(canvas: Canvas, top: float) -> None:
    """Draw a table of rules across whose last two columns have heads that are set up the page."""
    for x, text in zip((50, 85, 300), MARKED, strict=True):
        _text(canvas, x, top, text, BOLD)
    canvas.setFont(BOLD, 9)
    for x, text in ((430, "Court terme"), (460, "Long terme")):
        canvas.saveState()
        canvas.translate(x, HEIGHT - top)
        canvas.rotate(90)
        canvas.drawString(0, 0, text)
        canvas.restoreState()
    for n, (text, mark) in enumerate((("Ouvrir un parc", 424), ("Planter cent arbres", 454))):
        canvas.line(46, HEIGHT - top - 6 - 18 * n, 480, HEIGHT - top - 6 - 18 * n)
        for x, value in ((50, f"{n + 1}"), (85, text), (300, "Loisirs"), (mark, "X")):
            _text(canvas, x, top + 18 + 18 * n, value)
    canvas.line(46, HEIGHT - top - 42, 480, HEIGHT - top - 42)


@pytest.mark.parametrize("engine", ENGINES)
def test_heads_set_up_the_page_reach_over_the_header(engine: EngineName) -> None:
    def page(canvas: Canvas) -> None:
        _text(canvas, 50, 60, "Axe 1 – Bouger", BOLD, 14)
        _marked_table(canvas, 130)

    title, table = _read(engine, page)
    assert isinstance(title, Line)
    assert isinstance(table, Table)
    assert table.header_rows == 1
    assert [cell.text for cell in table.rows[0].cells] == [*MARKED, "Court terme", "Long terme"]


def test_a_title_beside_heads_set_up_the_page_is_no_cell_of_theirs() -> None:
    def page(canvas: Canvas) -> None:
        _text(canvas, 50, 100, "Axe 1 – Bouger", BOLD, 14)
        _marked_table(canvas, 130)

    *_, title, table = _read("pypdfium2", page)
    assert isinstance(title, Line)
    assert title.text == "Axe 1 – Bouger"
    assert isinstance(table, Table)
    assert table.rows[0].cells[0].text == "No"


@pytest.mark.parametrize("engine", ENGINES)
def test_a_line_half_way_between_two_rows_belongs_to_the_upper_one(engine: EngineName) -> None:
    def page(canvas: Canvas) -> None:
        for y, *texts in (
            (60, "No", "Action", "Responsable"),
            (80, "1", "Ouvrir un parc et ses jeux d'eau", "Loisirs"),
            (92, "", "dans le quartier des Tanneries", ""),
            (104, "2", "Bâtir un réseau", "Greffe et affaires"),
            (116, "", "", "juridiques"),
            (128, "3", "Planter cent arbres le long", "Travaux publics"),
            (140, "", "de la rue Principale", ""),
        ):
            for x, text in zip((50, 85, 300), texts, strict=True):
                _text(canvas, x, y, text, BOLD if y == 60 else PLAIN)
        for x in (78, 290):
            canvas.line(x, HEIGHT - 50, x, HEIGHT - 144)
        canvas.line(46, HEIGHT - 66, 400, HEIGHT - 66)

    (table,) = _read(engine, page)
    assert isinstance(table, Table)
    assert [row.cells[2].text for row in table.rows[1:]] == [
        "Loisirs", "Greffe et affaires juridiques", "Travaux publics"
    ]  # fmt: skip


@pytest.mark.parametrize("engine", ENGINES)
def test_letters_set_apart_are_a_word_though_some_stand_close(engine: EngineName) -> None:
    def page(canvas: Canvas) -> None:
        x = 50.0
        for letters in ("P", "A", "R", "T", "E", "N", "AI", "R", "E", "S"):
            _text(canvas, x, 60, letters, BOLD)
            x += canvas.stringWidth(letters, BOLD, 9) + 3

    (line,) = _read(engine, page)
    assert isinstance(line, Line)
    assert line.text == "PARTENAIRES"


def test_what_a_form_sets_aslant_is_no_text_of_a_cell() -> None:
    def page(canvas: Canvas) -> None:
        canvas.beginForm("stamp")
        canvas.setFont(BOLD, 80)
        canvas.drawString(0, 0, "PROJET")
        canvas.endForm()
        _grid(canvas, 50, 60, [["No", "Action"], *([f"{n}", "Ouvrir un parc"] for n in range(20))])
        canvas.saveState()
        canvas.translate(60, HEIGHT - 400)
        canvas.rotate(40)
        canvas.doForm("stamp")
        canvas.restoreState()

    *_, table = _read("pypdfium2", page)
    assert isinstance(table, Table)
    assert {row.cells[1].text for row in table.rows[1:]} == {"Ouvrir un parc"}


def test_a_label_begins_a_line_where_it_often_does() -> None:
    def page(canvas: Canvas) -> None:
        for n, action in enumerate(("Ouvrir un parc", "Planter cent arbres", "Lire", "Jouer")):
            _text(canvas, 50, 60 + 40 * n, f"1.{n} {action}")
            _text(canvas, 50, 71 + 40 * n, "Responsable : Direction des loisirs")
            _text(canvas, 300, 60 + 40 * n, "Un texte qui se lit à côté des actions")
            _text(canvas, 300, 71 + 40 * n, "et qui ne dit rien de ce qu'elles sont.")

    lines = [block.text for block in _read("pypdfium2", page) if isinstance(block, Line)]
    assert [text for text in lines if text.startswith("Responsable")] == [
        "Responsable : Direction des loisirs"
    ] * 4


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(("call", "kind"), [("1", "note"), ("", "text")])
def test_the_marker_of_a_note_may_end_with_a_point(
    call: str, kind: str, engine: EngineName
) -> None:
    def page(canvas: Canvas) -> None:
        _text(canvas, 50, 60, "La Ville publie ce plan après avoir entendu les gens du quartier.")
        _grid(canvas, 50, 75, [["No", "Action"], ["1", "Ouvrir un parc"], ["2", "Planter"]])
        wide = canvas.stringWidth("Ouvrir un parc", PLAIN, 9)
        _text(canvas, 84 + wide, 101, call, PLAIN, 5.5)
        _text(canvas, 50, 740, "1. En attente d'une décision.", PLAIN, 7)

    *_, note = _read(engine, page)
    assert isinstance(note, Line)
    assert (note.kind, note.text) == (kind, "En attente d'une décision.")


@pytest.mark.parametrize("engine", ENGINES)
def test_a_text_merged_over_rows_that_nothing_rules_is_one(engine: EngineName) -> None:
    def page(canvas: Canvas) -> None:
        lines = (
            (60, "Objectif", "No", "Action", "Responsable"),
            (80, "Soutenir les familles", "1", "Ouvrir un parc et ses jeux", "Loisirs"),
            (91, "à faible revenu et les", "", "", ""),
            (102, "proches aidants", "", "", ""),
            (96, "", "2", "Bâtir un réseau", "Greffe"),
            (112, "", "3", "Planter cent arbres", "Parcs"),
            (132, "Habiter", "4", "Isoler la mairie", "Bâtiments"),
        )
        for y, *texts in lines:
            for x, text in zip((50, 160, 190, 330), texts, strict=True):
                _text(canvas, x, y, text, BOLD if y == 60 else PLAIN)
        for y in (48, 66, 118, 138):
            canvas.line(46, HEIGHT - y, 400, HEIGHT - y)

    (table,) = _read(engine, page)
    assert isinstance(table, Table)
    texts = [cell.text for row in table.rows[1:] for cell in row.cells if cell.column == 0]
    assert [text for text in texts if text] == [
        "Soutenir les familles à faible revenu et les proches aidants", "Habiter"
    ]  # fmt: skip


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("rows", [1, 2])
def test_a_bold_title_over_the_text_of_a_cell_is_no_row(rows: int, engine: EngineName) -> None:
    def page(canvas: Canvas) -> None:
        for n in range(rows):
            y = 60 + 40 * n
            canvas.rect(46, HEIGHT - y - 40, 54, 40)
            canvas.rect(100, HEIGHT - y - 40, 210, 40)
            _text(canvas, 60, y + 18, "Action")
            _text(canvas, 64, y + 29, f"3.{n}")
            _text(canvas, 104, y + 13, "Aménager des haltes le long de la rivière", BOLD)
            _text(canvas, 104, y + 24, "Responsable : Communications")
            _text(canvas, 104, y + 35, "Échéance : En continu")

    (table,) = _read(engine, page)
    assert isinstance(table, Table)
    texts = [[cell.text.partition("\n")[0] for cell in row.cells] for row in table.rows]
    title = "Aménager des haltes le long de la rivière"
    assert texts == [[f"Action 3.{n}", title] for n in range(rows)]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_painted_text_without_a_number_heads_numbered_rows(engine: EngineName) -> None:
    rows = (
        ("No", "Action", "Responsable"),
        ("Objectif 1.1 – Soutenir les familles", "", ""),
        ("1.1.1", "Ouvrir un parc et ses jeux", "Loisirs"),
        ("1.1.2", "Bâtir un réseau", "Greffe"),
        ("Objectif 1.2 – Habiter la ville", "", ""),
        ("1.2.1", "Isoler la mairie", "Bâtiments"),
        ("1.2.2", "Planter cent arbres", "Parcs"),
    )

    def page(canvas: Canvas) -> None:
        for n, row in enumerate(rows):
            y = 60 + 18 * n
            canvas.setFillColorRGB(0.8, 0.95, 0.8)
            if row[0].startswith("Objectif"):
                canvas.rect(46, HEIGHT - y - 18, 420, 18, stroke=0, fill=1)
            canvas.setFillColorRGB(0, 0, 0)
            canvas.line(46, HEIGHT - y - 18, 466, HEIGHT - y - 18)
            for x, text in zip((50, 85, 330), row, strict=True):
                _text(canvas, x, y + 12, text, PLAIN if n else BOLD)

    (table,) = _read(engine, page)
    assert isinstance(table, Table)
    texts = [tuple(cell.text for cell in row.cells) for row in table.rows]
    assert texts == [row if row[1] else row[:1] for row in rows]


@pytest.mark.parametrize("engine", ENGINES)
def test_heads_set_up_the_page_tell_columns_of_letters(engine: EngineName) -> None:
    services = ("Urbanisme", "Loisirs", "Voirie")
    rows = (("1", "Bâtir un réseau de veilleurs dans la ville", "RC", ""),
            ("2", "Planter cent arbres le long de la rue", "C", "R"),
            ("3", "Ouvrir un parc et ses jeux en été", "", "CR"))  # fmt: skip

    def page(canvas: Canvas) -> None:
        _text(canvas, 50, 120, "No", BOLD)
        _text(canvas, 85, 120, "Action", BOLD)
        _text(canvas, 350, 120, "Échéance", BOLD)
        canvas.setFont(BOLD, 9)
        for k, text in enumerate(services):
            canvas.saveState()
            canvas.translate(285 + 20 * k, HEIGHT - 120)
            canvas.rotate(90)
            canvas.drawString(0, 0, text)
            canvas.restoreState()
        for n, (number, text, first, last) in enumerate(rows):
            canvas.line(46, HEIGHT - 126 - 18 * n, 420, HEIGHT - 126 - 18 * n)
            _text(canvas, 50, 138 + 18 * n, number)
            _text(canvas, 85, 138 + 18 * n, text)
            _text(canvas, 350, 138 + 18 * n, "2027")
            for k, letters in ((0, first), (1, last)):
                for j, letter in enumerate(letters):
                    _text(canvas, 278 + 20 * (k + j), 138 + 18 * n, letter)
        canvas.line(46, HEIGHT - 180, 420, HEIGHT - 180)

    (table,) = _read(engine, page)
    assert isinstance(table, Table)
    assert [cell.text for cell in table.rows[0].cells] == ["No", "Action", *services, "Échéance"]
    assert [row.cells[1].text for row in table.rows[1:]] == [row[1] for row in rows]


@pytest.mark.parametrize("engine", ENGINES)
def test_an_item_goes_on_in_its_column(engine: EngineName) -> None:
    titles = (("Mettre à jour le plan du", "Québec et de ses rives"), ("Lire à la", "Bibliothèque"))

    def page(canvas: Canvas) -> None:
        _text(
            canvas, 50, 40, "La Ville publie ce plan après avoir entendu les gens du quartier. " * 2
        )
        for k, (upper, lower) in enumerate(titles):
            _text(canvas, 60 + 130 * k, 80, f"{k + 1}. {upper}", BOLD)
            _text(canvas, 60 + 130 * k, 91, lower, BOLD)
            _text(canvas, 60 + 130 * k, 102, "Responsable : Direction")

    texts = [block.text for block in _read(engine, page) if isinstance(block, Line)]
    assert "Mettre à jour le plan du Québec et de ses rives" in texts


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("rows", [1, 2])
def test_a_list_goes_on_in_the_next_column_as_deep(rows: int, engine: EngineName) -> None:
    def page(canvas: Canvas) -> None:
        _text(canvas, 50, 60, "Axe 1 – Bouger", BOLD, 14)
        for k in range(2):
            for n in range(rows):
                _text(canvas, 60 + 250 * k, 90 + 30 * n, "•")
                _text(canvas, 70 + 250 * k, 90 + 30 * n, f"Ouvrir le parc {n} du secteur {k}")
                _text(canvas, 80 + 250 * k, 104 + 30 * n, "•")
                _text(canvas, 90 + 250 * k, 104 + 30 * n, f"Jeux {n} du parc")

    items = [b for b in _read(engine, page) if isinstance(b, Line) and b.depth]
    assert [item.depth for item in items] == [1, 2] * 2 * rows

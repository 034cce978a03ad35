"""Documents printed to PDF: what tags, line ends and places tell where nothing is drawn."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from pipeline.document import Line, Table
from pipeline.read.pdf import ENGINES, EngineName, open_pdf, read_blocks
from pipeline.read.pdf.cards import in_cards
from pipeline.read.pdf.lines import TextLine
from pipeline.read.pdf.primitives import Word
from pipeline.read.pdf.tagged import tagged_frames
from pipeline.read.pdf.within import Placed
from tests.pdf.looks.programs import run
from tests.pdf.tagging import Tagged, tagged_pdf

Block = Line | Table
HEADS = ("No", "Action", "Responsable", "Budget 2026", "Budget 2027")
HEAD_AT = (52, 100, 192, 259, 325.7)
ROWS = (
    ("1", "Planter cent arbres", "Parcs", "5 000 $", "7 000 $"),
    ("2", "Ouvrir un jardin", "Loisirs", "", "9 000 $"),
)
ROW_AT = (52, 71, 192, 259, 325.7)


def _read(data: bytes, engine: EngineName = "pypdfium2") -> list[Block]:
    with open_pdf(data, engine) as opened:
        return list(read_blocks(opened).blocks)


def _texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def _rows(*, spans: bool = True, bold: bool = True) -> list[list[Tagged]]:
    head = [
        Tagged(text, x, 100, "TH" if spans else "P", bold)
        for text, x in zip(HEADS, HEAD_AT, strict=True)
    ]
    body = [
        [Tagged(text, x, 116 + 16 * n) for text, x in zip(row, ROW_AT, strict=True) if text]
        for n, row in enumerate(ROWS)
    ]
    return [head, *body]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_tagged_table_with_gutters_as_narrow_as_a_space_is_read(engine: EngineName) -> None:
    (table,) = _read(tagged_pdf(_rows()), engine)
    assert isinstance(table, Table)
    assert table.header_rows == 1
    assert _texts(table) == [list(HEADS), *map(list, ROWS)]


def test_what_a_browser_tags_as_no_table_is_one_under_bold_heads() -> None:
    names = ("NonStruct", "NonStruct", "NonStruct")
    (table,) = _read(tagged_pdf(_rows(spans=False), names=names))
    assert isinstance(table, Table)
    assert _texts(table) == [list(HEADS), *map(list, ROWS)]
    with open_pdf(tagged_pdf(_rows(spans=False, bold=False), names=names), "pypdfium2") as plain:
        ink = plain.page(1)
        assert len(ink.tags()) == 1
        assert tagged_frames(ink.tags(), Placed(ink.words), []) == []


def test_tagged_cells_keep_the_rows_and_columns_they_span() -> None:
    rows = [
        [
            Tagged("Action", 60, 108, "TH", True, rows=2),
            Tagged("Calendrier", 210, 100, "TH", True, columns=2),
        ],
        [Tagged("2026", 200, 116, "TH", True), Tagged("2027", 250, 116, "TH", True)],
        [Tagged("Former les gardiens", 50, 132), Tagged("X", 200, 132)],
        [Tagged("Nommer un agent", 50, 148), Tagged("X", 250, 148)],
    ]
    (table,) = _read(tagged_pdf(rows))
    assert isinstance(table, Table)
    assert (table.header_rows, table.n_columns) == (2, 3)
    action, calendar = table.rows[0].cells
    assert (action.text, action.row_span) == ("Action", 2)
    assert (calendar.text, calendar.column_span) == ("Calendrier", 2)
    marks = [[cell.mark.char if cell.mark else "" for cell in row.cells] for row in table.rows[2:]]
    assert marks == [["", "X", ""], ["", "", "X"]]


def test_a_mark_left_of_its_head_is_of_the_column_that_is_free_in_its_row() -> None:
    rows = [
        [
            Tagged("Action", 90, 100, "TH", True),
            Tagged("Responsable", 180, 100, "TH", True),
            Tagged("Court terme", 265, 100, "TH", True),
        ],
        [Tagged("Planter cent arbres", 50, 116), Tagged("Parcs", 180, 116), Tagged("X", 250, 116)],
        [Tagged("Ouvrir un jardin", 50, 132), Tagged("Loisirs", 180, 132)],
    ]
    (table,) = _read(tagged_pdf(rows))
    assert isinstance(table, Table)
    assert [cell.mark.char if cell.mark else cell.text for cell in table.rows[1].cells] == [
        "Planter cent arbres", "Parcs", "X",
    ]  # fmt: skip


def test_tags_that_do_not_fit_what_stands_there_make_no_frame() -> None:
    with open_pdf(tagged_pdf(_rows()), "pypdfium2") as opened:
        ink = opened.page(1)
        placed = Placed(ink.words)
        (table,) = ink.tags()
    head, first, second = table
    assert len(tagged_frames([table], placed, [])) == 1
    assert tagged_frames([[head, second, first]], placed, []) == []
    assert tagged_frames([[head, [*first, replace(first[0], columns=9)]]], placed, []) == []
    wide = replace(head[1], rows=3)
    assert tagged_frames([[[head[0], wide, *head[2:]], first, second]], placed, []) == []


def test_a_file_without_tags_has_no_tagged_tables() -> None:
    for engine in ENGINES:
        with open_pdf(_typeset(lambda canvas: canvas.drawString(54, 700, "Texte")), engine) as file:
            assert list(file.page(1).tags()) == []


def _typeset(draw: Callable[[Canvas], None]) -> bytes:
    file = BytesIO()
    canvas = Canvas(file, pagesize=(612.0, 792.0), invariant=1)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return file.getvalue()


def _lines(*placed: tuple[float, float, str], bold: bool = False) -> list[Line]:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold" if bold else "Helvetica", 10)
        for x, y, text in placed:
            canvas.drawString(x, 792 - y, text)

    return [block for block in _read(_typeset(draw)) if isinstance(block, Line)]


PROSE = "Un texte courant assez long pour que l'on sache combien de place une ligne a ici."


def test_labels_and_the_values_indented_under_them_are_lines_of_their_own() -> None:
    said = ["Pilote", "Direction du patrimoine", "Budget", "1,2 M€", "Indicateur", "Part des toits"]
    dl = [(54.0 + 30 * (n % 2), 120 + 12.0 * n, text) for n, text in enumerate(said)]
    texts = [line.text for line in _lines((54, 60, PROSE), (54, 72, PROSE), *dl)]
    assert texts[-6:] == said


def test_labelled_lines_that_follow_closely_are_lines_of_their_own() -> None:
    said = ["Responsable : Petite enfance", "Échéance : 2027", "Budget : 90 000 €"]
    lines = [(54.0, 120 + 12.0 * n, text) for n, text in enumerate(said)]
    texts = [line.text for line in _lines((54, 60, PROSE), *lines)]
    assert texts[-3:] == said


def test_a_line_that_its_next_word_had_no_room_on_goes_on() -> None:
    texts = [line.text for line in _lines((54, 60, PROSE[:70]), (54, 72, "Ville de Nantes."))]
    assert texts == [f"{PROSE[:70].strip()} Ville de Nantes."]


def test_what_stands_under_the_heads_of_cards_side_by_side_stays_with_its_head() -> None:
    def draw(canvas: Canvas) -> None:
        for x, number in ((54, 1), (318, 2)):
            canvas.setFont("Helvetica-Bold", 12)
            canvas.drawString(x, 700, f"Action {number} : Nommer dix rues")
            canvas.setFont("Helvetica", 10)
            canvas.drawString(x, 680, f"Responsable : Service {number}")
            canvas.drawString(x, 660, f"Date : 202{number}")
        canvas.drawString(54, 600, PROSE)

    texts = [block.text for block in _read(_typeset(draw)) if isinstance(block, Line)]
    assert texts[:6] == [
        "Action 1 : Nommer dix rues", "Responsable : Service 1", "Date : 2021",
        "Action 2 : Nommer dix rues", "Responsable : Service 2", "Date : 2022",
    ]  # fmt: skip


def test_a_border_of_its_own_around_each_cell_is_no_mark_in_a_merged_row() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 9)
        cells = [
            (36, 100, 70, 20, "Projet"), (106, 100, 90, 20, "Tâche"), (196, 100, 40, 20, "2026"),
            (36, 120, 70, 40, "Case"), (106, 120, 90, 20, "Construire"), (196, 120, 40, 20, ""),
            (106, 140, 90, 20, "Équiper"), (196, 140, 40, 20, ""),
        ]  # fmt: skip
        canvas.setFillColorRGB(0, 0.6, 0)
        canvas.rect(199, 792 - 138, 34, 16, stroke=0, fill=1)
        canvas.setFillColorRGB(0, 0, 0)
        for x, y, width, height, text in cells:
            canvas.rect(x + 1.2, 792 - y - height + 1.2, width - 2.4, height - 2.4)
            canvas.setFont("Helvetica-Bold" if y == 100 else "Helvetica", 9)
            canvas.drawString(x + 5, 792 - y - 13, text)

    (table,) = (block for block in _read(_typeset(draw)) if isinstance(block, Table))
    marked = [cell.mark is not None for row in table.rows[1:] for cell in row.cells[-1:]]
    assert marked == [True, False]


def test_two_names_on_lines_with_room_are_two_texts_of_a_cell() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 9)
        for x in (36, 186):
            for y, height in ((100, 20), (120, 40)):
                canvas.rect(x, 792 - y - height, 150, height)
        canvas.drawString(42, 792 - 113, "Action")
        canvas.drawString(192, 792 - 113, "Responsables")
        canvas.drawString(42, 792 - 135, "Loger")
        canvas.drawString(192, 792 - 133, "Habitation")
        canvas.drawString(192, 792 - 144, "Urbanisme")

    (table,) = (block for block in _read(_typeset(draw)) if isinstance(block, Table))
    assert any(cell.text == "Habitation\nUrbanisme" for row in table.rows for cell in row.cells)


def _cards(canvas: Canvas) -> None:
    titles = (("Action 1 : Planter", "cent arbres"), ("Action 2 : Former",), ("Action 3 : Loger",))
    for number, title in enumerate(titles):
        x = 40 + 170.0 * number
        canvas.setFillColorRGB(0.9, 0.95, 1)
        canvas.rect(x, 600, 160, 100, stroke=0, fill=1)
        canvas.setFillColorRGB(0, 0, 0)
        said = [f"Pilote : Service {number}", f"Budget : {number} 000 €"]
        for line, text in enumerate((*title, *said)):
            canvas.setFont("Helvetica-Bold" if line < len(title) else "Helvetica", 10)
            canvas.drawString(x + 8, 680 - 16 * line, text)


def test_what_stands_on_a_painted_card_stays_together() -> None:
    lines = [block for block in _read(_typeset(_cards)) if isinstance(block, Line)]
    assert [line.text for line in lines if line.text.startswith("Budget")] == [
        "Budget : 0 000 €", "Budget : 1 000 €", "Budget : 2 000 €",
    ]  # fmt: skip
    heads = [line.text[:8] for line in lines if line.text.startswith("Action")]
    order = [line.text[:6] for line in lines if line.text[:6] in ("Action", "Budget")]
    assert heads == ["Action 1", "Action 2", "Action 3"]
    assert order == ["Action", "Budget"] * 3


def test_lines_are_parted_by_card_only_where_nothing_stands_beside() -> None:
    boxes = [(x, 100.0, x + 160, 200.0) for x in (40.0, 210.0)]
    places = [(50.0, 110.0), (220.0, 110.0), (50.0, 130.0), (220.0, 130.0)]
    lines = [_line_at(x, y) for x, y in places]
    a, b, c, d = lines
    assert in_cards(lines, boxes) == [[], [a, c], [b, d], []]
    assert in_cards(lines, boxes[:1]) == [lines]
    beside = [*lines, _line_at(400.0, 120.0)]
    assert in_cards(beside, boxes) == [beside]


def _line_at(x: float, y: float) -> TextLine:
    line = TextLine([Word("Mot", x, y, x + 30, y + 10, 10.0, "Helvetica", bold=False)])
    line.measure()
    return line


TURNED = """<!doctype html><meta charset="utf-8"><style>
table { font: 8.5pt 'Liberation Sans', sans-serif; border-collapse: collapse }
th, td { border: 1px solid } span { writing-mode: vertical-rl; transform: rotate(180deg) }
</style><p>Planter cent arbres et tenir un inventaire de ceux qui poussent dans la ville.</p>
<table><tr><th>Action</th><th><span>2026</span></th><th><span>2027</span></th></tr>
<tr><td>Planter cent arbres</td><td>X</td><td></td></tr></table>"""


@pytest.mark.skipif(shutil.which("chromium") is None, reason="chromium is not installed")
def test_letters_that_a_browser_turns_one_by_one_are_a_word(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(TURNED, encoding="utf-8")
    options = "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'user'}"
    file = tmp_path / "page.pdf"
    run(tmp_path, "chromium", *options, f"--print-to-pdf={file}", f"file://{tmp_path}/page.html")
    for engine in ENGINES:
        (table,) = (b for b in _read(file.read_bytes(), engine) if isinstance(b, Table))
        assert _texts(table)[0] == ["Action", "2026", "2027"]


@pytest.mark.parametrize("engine", ["pypdfium2", "pdfplumber"])
def test_notes_whose_raised_numbers_touch_their_texts_are_notes(engine: EngineName) -> None:
    notes = "Montant indexé chaque année.", "En attente d'une confirmation."

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 10)
        for y in range(700, 600, -14):
            canvas.drawString(54, y, PROSE)
        for number, text in enumerate(notes, 1):
            canvas.setFont("Helvetica", 5)
            canvas.drawString(54, 93 - 11 * number, str(number))
            canvas.setFont("Helvetica", 8)
            canvas.drawString(54 + canvas.stringWidth("1", "Helvetica", 5), 90 - 11 * number, text)

    found = [b for b in _read(_typeset(draw), engine) if isinstance(b, Line) and b.kind == "note"]
    assert [(note.marker, note.text) for note in found] == [("1", notes[0]), ("2", notes[1])]


@pytest.mark.parametrize("engine", ["pypdfium2", "pdfplumber"])
def test_short_lines_of_narrow_columns_whose_letters_are_set_one_by_one_are_words(
    engine: EngineName,
) -> None:
    column = ["proches", "aidants", "du", "territoire", "de", "reponse", "ou", "non"] * 3
    title = "Un titre qui court sur toute la largeur de la page et la couvre bien"

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 10)
        canvas.drawString(50, 760, title)
        for left in (79.5, 300, 520):
            for place, word in enumerate(column):
                x = left
                for letter in word:
                    canvas.drawString(x, 700 - 9.5 * place, letter)
                    x += canvas.stringWidth(letter, "Helvetica", 10)

    blocks = _read(_typeset(draw), engine)
    told = " ".join(b.text for b in blocks if isinstance(b, Line)).split()
    assert told == [*title.split(), *column * 3]

"""Tables of Word documents: merged cells, header rows, marks."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.document import Line
from pipeline.model import Mark
from tests.docx.package import lines, opened, p, t, table, tbl, tc, tr
from tests.docx.test_text import NUMBERING, item

GO = "<w:vMerge/>"
START = '<w:vMerge w:val="restart"/>'


def span(columns: int) -> str:
    return f'<w:gridSpan w:val="{columns}"/>'


def shape(folder: Path, body: str) -> list[tuple[int, int, int, int, str]]:
    return [
        (cell.row, cell.column, cell.row_span, cell.column_span, cell.text)
        for row in table(folder, body).rows
        for cell in row.cells
    ]


def test_merged_cells_span_rows_and_columns(tmp_path: Path) -> None:
    body = tbl(
        tr(tc("Axe", START), tc("Période", span(2))),
        tr(tc("", GO), "2024", "2025"),
        tr(tc("A", START), "x", ""),
        tr(tc("", GO), tc("large", span(2))),
        tr(tc("", GO), "y", "z"),
        tr("B", "x", "x"),
    )
    assert shape(tmp_path, body) == [
        (0, 0, 2, 1, "Axe"), (0, 1, 1, 2, "Période"),
        (1, 1, 1, 1, "2024"), (1, 2, 1, 1, "2025"),
        (2, 0, 3, 1, "A"), (2, 1, 1, 1, ""), (2, 2, 1, 1, ""),
        (3, 1, 1, 2, "large"),
        (4, 1, 1, 1, "y"), (4, 2, 1, 1, "z"),
        (5, 0, 1, 1, "B"), (5, 1, 1, 1, ""), (5, 2, 1, 1, ""),
    ]  # fmt: skip
    found = table(tmp_path, body)
    assert (found.n_columns, found.header_rows) == (3, 2)
    assert opened(tmp_path, body).findings == ()


def test_old_merges_and_rows_that_begin_late(tmp_path: Path) -> None:
    body = tbl(
        tr("a", tc("b", '<w:hMerge w:val="restart"/>'), tc("", "<w:hMerge/>")),
        tr("c", properties='<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>'),
        tr(tc("", GO), "d", "e"),
    )
    assert shape(tmp_path, body) == [
        (0, 0, 1, 1, "a"), (0, 1, 1, 2, "b"),
        (1, 0, 1, 1, ""), (1, 1, 1, 1, "c"), (1, 2, 1, 1, ""),
        (2, 0, 1, 1, ""), (2, 1, 1, 1, "d"), (2, 2, 1, 1, "e"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        (tr("Actions", "2024", properties="<w:tblHeader/>"), 1),
        (tr("Actions", "2024"), 1),
        (tr("1. Ouvrir", "✓"), 0),
        (tr("Actions", "2024", properties='<w:tblHeader w:val="0"/>'), 1),
    ],
)
def test_header_rows_are_marked_or_told(tmp_path: Path, first: str, expected: int) -> None:
    body = tbl(first, tr("2. Fermer", "✓"), tr("3. Former", ""))
    assert table(tmp_path, body).header_rows == expected


def test_a_sign_over_numbers_is_a_label(tmp_path: Path) -> None:
    body = tbl(tr("#", "Actions"), tr("1", "Ouvrir"), tr("2", "Former"))
    assert table(tmp_path, body).header_rows == 1


def test_a_mark_in_the_middle_of_the_table_is_no_header(tmp_path: Path) -> None:
    body = tbl(
        tr("Actions", "2024"), tr("1. Ouvrir", "✓"), tr("a", "b", properties="<w:tblHeader/>")
    )
    assert table(tmp_path, body).header_rows == 1


BOX = (
    "<w:sdt><w:sdtPr><w14:checkbox>{}</w14:checkbox></w:sdtPr>"
    "<w:sdtContent>{}</w:sdtContent></w:sdt>"
)
OLD_BOX = (
    '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox>{}</w:checkBox></w:ffData>'
    '</w:fldChar></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
PICTURE = '<w:r><w:drawing><wp:inline><wp:docPr w:descr="{}"/></wp:inline></w:drawing></w:r>'


@pytest.mark.parametrize(
    ("inner", "mark"),
    [
        (t("✓"), Mark(kind="glyph", char="✓")),
        (t("X"), Mark(kind="glyph", char="X")),
        (t("Oui"), Mark(kind="text", char="Oui")),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', Mark(kind="dingbat", char="✓")),
        ('<w:r><w:sym w:font="Wingdings 2" w:char="F050"/></w:r>', Mark(kind="dingbat", char="✓")),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>', Mark(kind="dingbat", char="☐")),
        (t("\uf0fc", '<w:rFonts w:ascii="Wingdings"/>'), Mark(kind="dingbat", char="✓")),
        (BOX.format('<w14:checked w14:val="1"/>', t("☒")), Mark(kind="glyph", char="☒")),
        (BOX.format('<w14:checked w14:val="0"/>', t("☐")), Mark(kind="glyph", char="☐")),
        (BOX.format("", ""), Mark(kind="glyph", char="☐")),
        (OLD_BOX.format("<w:checked/>"), Mark(kind="glyph", char="☒")),
        (OLD_BOX.format('<w:default w:val="0"/>'), Mark(kind="glyph", char="☐")),
        (PICTURE.format("Coche"), Mark(kind="image", char=None)),
        (PICTURE.format("✓"), Mark(kind="image", char="✓")),
        (PICTURE.format(""), Mark(kind="image", char=None)),
        (PICTURE.format("") + t("texte"), None),
        (t("texte"), None),
        ("", None),
    ],
)
def test_the_mark_of_a_cell(tmp_path: Path, inner: str, mark: Mark | None) -> None:
    cell = f"<w:p>{inner}</w:p>"
    body = tbl(tr("Actions", "2024"), tr("1. Ouvrir", tc(cell)), tr("2. Fermer", ""))
    found = table(tmp_path, body).rows[1].cells[1]
    assert found.mark == mark
    assert found.text == ("texte" if "texte" in inner else "")


def test_a_colour_is_a_mark_where_no_text_stands_on_it(tmp_path: Path) -> None:
    def shade(colour: str) -> str:
        return f'<w:shd w:val="clear" w:fill="{colour}"/>'

    body = tbl(
        tr(tc("Actions", shade("DDDDDD")), "2024", "2025"),
        tr("1. Ouvrir", tc("", shade("00B050")), tc("", shade("FFFFFF"))),
        tr(tc("2. Fermer", shade("EEEEEE")), tc("", shade("EEEEEE")), tc("", shade("auto"))),
        tr("3. Former", tc("", shade("DDDDDD")), tc("", shade("00B050"))),
    )
    marks = [[cell.mark for cell in row.cells[1:]] for row in table(tmp_path, body).rows[1:]]
    shaded = Mark(kind="shade")
    assert marks == [[shaded, None], [None, None], [None, shaded]]


def test_cells_keep_their_paragraphs_lists_and_inner_tables(tmp_path: Path) -> None:
    inner = p("Faire :") + item("un", 2) + item("deux", 1) + tbl(tr("a", "b"), tr("c", "d")) + p("")
    body = p("avant") + tbl(tr("Actions", "Qui"), tr(tc(inner), "Ville"))
    document = opened(tmp_path, body, numbering=NUMBERING)
    (found,) = document.tables()
    assert found.rows[1].cells[0].text == "Faire :\n• un\n1. deux\na b\nc d"
    assert found.provenance.lines == (2, 12)
    assert found.rows[1].cells[0].provenance.lines == (4, 11)
    assert found.rows[1].provenance.lines == (4, 12)


def test_struck_text_notes_and_pictures_of_a_cell(tmp_path: Path) -> None:
    cell = p(
        t("30 juin", "<w:strike/>")
        + t(" 31 juillet")
        + t("1", '<w:vertAlign w:val="superscript"/>')
        + PICTURE.format("Un plan de la ville")
    )
    document = opened(tmp_path, tbl(tr("Actions", "Date"), tr("Ouvrir", tc(cell))))
    (found,) = document.tables()
    date = found.rows[1].cells[1]
    assert (date.text, date.struck, date.calls) == ("31 juillet", ("30 juin",), ("1",))
    assert [line.text for line in document.lines()] == ["Un plan de la ville"]


def test_of_several_pictures_nobody_knows_which_says_yes(tmp_path: Path) -> None:
    def drawn(source: str) -> str:
        data = f'<a:graphic><a:graphicData uri="x"><a:blip r:embed="{source}"/></a:graphicData>'
        inline = f"<wp:inline><wp:docPr/>{data}</a:graphic></wp:inline>"
        return p(f"<w:r><w:drawing>{inline}</w:drawing></w:r>")

    def marks(*sources: str) -> list[Mark | None]:
        cells = (tc(drawn(source)) for source in sources)
        found = table(tmp_path, tbl(tr("Actions", "2025", "2026"), tr("Ouvrir", *cells)))
        return [cell.mark for cell in found.rows[1].cells[1:]]

    assert marks("r1", "r1") == [Mark(kind="image")] * 2
    assert marks("r1", "r2") == [Mark(kind="image", char="?")] * 2


def test_pictures_that_words_tell_apart_say_these_words(tmp_path: Path) -> None:
    rows = (tr("Ouvrir", tc(p(PICTURE.format(said)))) for said in ("Terminé", "À venir"))
    found = table(tmp_path, tbl(tr("Actions", "Statut"), *rows))
    assert [(row.cells[1].text, row.cells[1].mark) for row in found.rows[1:]] == [
        ("Terminé", None),
        ("À venir", None),
    ]


def test_a_pattern_is_a_shade(tmp_path: Path) -> None:
    striped = '<w:shd w:val="diagStripe" w:color="auto" w:fill="auto"/>'
    plain = '<w:shd w:val="clear" w:color="auto" w:fill="auto"/>'
    found = table(
        tmp_path,
        tbl(
            tr("Actions", "2025", "2026"),
            tr("Ouvrir une halte", tc("", striped), tc("", plain)),
            tr("Former les équipes", tc("", plain), tc("", striped)),
        ),
    )
    assert [[cell.mark for cell in row.cells[1:]] for row in found.rows[1:]] == [
        [Mark(kind="shade"), None],
        [None, Mark(kind="shade")],
    ]


def test_rows_in_controls_and_deleted_rows(tmp_path: Path) -> None:
    body = tbl(
        tr("Actions", "Qui"),
        f"<w:sdt><w:sdtContent>{tr('Ouvrir', 'Ville')}</w:sdtContent></w:sdt>",
        tr("Parti", "Ville", properties="<w:del/>"),
        f"<w:tr><w:sdt><w:sdtContent>{tc('Fermer')}</w:sdtContent></w:sdt>{tc('État')}</w:tr>",
    )
    found = table(tmp_path, body)
    assert [[cell.text for cell in row.cells] for row in found.rows] == [
        ["Actions", "Qui"],
        ["Ouvrir", "Ville"],
        ["Fermer", "État"],
    ]


def test_a_table_of_one_cell_is_a_frame_and_an_empty_one_is_nothing(tmp_path: Path) -> None:
    body = tbl(tr(tc(p("Encadré") + p("deux")))) + tbl(tr("", "")) + "<w:tbl/>" + p("fin")
    document = opened(tmp_path, body)
    assert list(document.tables()) == []
    assert [line.text for line in document.lines()] == ["Encadré", "deux", "fin"]


def test_a_table_in_a_frame_stays_one(tmp_path: Path) -> None:
    inner = tbl(tr("Actions", "Qui"), tr("Ouvrir", "Ville"))
    framed = tbl(tr(tc(p("Axe 1") + inner + p("")))) + tbl(tr("Axe 2"), tr(tc(inner + p("fin"))))
    assert [
        block.text if isinstance(block, Line) else [c.text for row in block.rows for c in row.cells]
        for block in opened(tmp_path, framed).blocks
    ] == [
        "Axe 1",
        ["Actions", "Qui", "Ouvrir", "Ville"],
        "Axe 2",
        ["Actions", "Qui", "Ouvrir", "Ville"],
        "fin",
    ]


def test_a_table_that_holds_a_table_in_each_row_arranges_them(tmp_path: Path) -> None:
    inner = tbl(tr("Actions", "Qui"), tr("Ouvrir", "Ville"))
    blocks = opened(tmp_path, tbl(tr("Axe 1", tc(inner + p(""))))).blocks
    assert [isinstance(block, Line) for block in blocks] == [True, False]
    beside = tbl(tr("Actions", "Qui"), tr("Ouvrir", tc(inner + p(""))))
    (found,) = opened(tmp_path, beside).blocks
    assert not isinstance(found, Line)


def test_a_row_with_too_many_cells_is_reported(tmp_path: Path) -> None:
    body = tbl(tr("Actions", "Qui"), tr("Ouvrir", "Ville", "trop"), tr("a", "b"))
    (finding,) = opened(tmp_path, body).findings
    assert (finding.code, finding.where) == ("table_row_width", "plan.docx:3")


def test_a_table_in_a_running_header_is_no_table(tmp_path: Path) -> None:
    document = opened(tmp_path, p("a"), header=tbl(tr("Ville", "de Québec")))
    assert list(document.tables()) == []
    assert [line.kind for line in lines(tmp_path, p("a"), header=tbl(tr("Ville", "x")))] == [
        "text",
        "running_header",
    ]


def test_the_number_of_a_cell_that_holds_nothing_else_is_its_text(tmp_path: Path) -> None:
    number = p("", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
    dot = p("", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>')
    body = tbl(
        tr("N°", "Mesure", "2026"),
        tr(tc(number, START), "Planter des haies", tc(dot)),
        tr(tc(number, GO), "Tailler les haies", "X"),
        tr(tc(number), "Créer un sentier", ""),
    )
    found = [row.cells[0].text for row in table(tmp_path, body, numbering=NUMBERING).rows]
    assert found == ["N°", "1.", "Tailler les haies", "2."]

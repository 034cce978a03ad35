"""The Markdown reader, rule by rule, on pieces of text as real plans print them."""

from __future__ import annotations

import hashlib
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.document import Block, Line, Table
from pipeline.read import SUFFIXES, ReadError, read
from pipeline.read.markdown import read_markdown


def blocks_of(text: str) -> list[Block]:
    return read_markdown(text, "plan.md")[0]


def line_of(text: str) -> Line:
    (block,) = blocks_of(text)
    assert isinstance(block, Line)
    return block


def table_of(text: str) -> Table:
    (table,) = [block for block in blocks_of(text) if isinstance(block, Table)]
    return table


def texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("Le *Plan* **d'action**", "Le Plan d'action"),
        ("[Politique \\(2020\\) et Cadre \\(2021\\)](#)", "Politique (2020) et Cadre (2021)"),
        ("[Vision](https://exemple.test/a_(b)) de la Ville", "Vision de la Ville"),
        ("[Sans cible]()", "Sans cible"),
        ("[Avis]({{ site.baseurl }}/avis) public{: .bouton}", "Avis public"),
        ("un&nbsp;logement &amp; un toit", "un logement & un toit"),
        ("<b>40.</b> Concevoir des espaces", "40. Concevoir des espaces"),
        ("VILLE DE  \nQUÉBEC", "VILLE DE QUÉBEC"),
        ("un  texte\u00a0espacé", "un texte espacé"),
        ("E\u0301galité", "Égalité"),
        ("Texte <!-- caché --> visible", "Texte visible"),
        ("50 m<sup>2</sup> plantés", "50 m2 plantés"),
    ],
)
def test_markup_is_not_text(source: str, text: str) -> None:
    assert line_of(source).text == text


@pytest.mark.parametrize(
    ("source", "level", "marker", "text"),
    [
        ("# AXE 1", 1, "", "AXE 1"),
        ("### Objectif 1 ###", 3, "", "Objectif 1"),
        ("## ► Responsable", 2, "►", "Responsable"),
        ("### ► **EC = en cours**", 3, "►", "EC = en cours"),
        ("Titre\n=====", 1, "", "Titre"),
        ("Sous-titre\n-----", 2, "", "Sous-titre"),
        ("## Axe 1 : Air {#axe-1 .titre}", 2, "", "Axe 1 : Air"),
    ],
)
def test_headings(source: str, level: int, marker: str, text: str) -> None:
    line = line_of(source)
    assert (line.level, line.marker, line.text, line.depth) == (level, marker, text, 0)


@pytest.mark.parametrize(
    ("source", "depth", "marker", "text"),
    [
        ("- Des services", 1, "-", "Des services"),
        ("- ▶ de la souplesse;", 1, "-", "de la souplesse;"),
        ("- › Actions récentes", 1, "-", "Actions récentes"),
        ("► **Vivre-ensemble**", 1, "►", "Vivre-ensemble"),
        ("* Un\nsuite de la ligne", 1, "*", "Un suite de la ligne"),
        ("  - Deuxième rang", 2, "-", "Deuxième rang"),
        ("1. Premier pas", 1, "1.", "1. Premier pas"),
    ],
)
def test_list_items(source: str, depth: int, marker: str, text: str) -> None:
    line = line_of(source)
    assert (line.depth, line.marker, line.text) == (depth, marker, text)


def test_a_line_is_strong_only_when_all_of_it_is() -> None:
    assert line_of("**Mise en œuvre  \ndu plan**").strong
    assert not line_of("**Des ressources** insuffisantes").strong


def test_a_gap_as_wide_as_a_page_break_sets_a_line_apart() -> None:
    near, far = blocks_of("Un\n\nDeux")[1], blocks_of("Un\n\n\n\nDeux")[1]
    assert isinstance(near, Line)
    assert isinstance(far, Line)
    assert (near.apart, far.apart) == (False, True)


def test_a_note_is_found_from_its_call() -> None:
    called, note = blocks_of("déserts alimentaires <sup>1</sup>\n\n<sup>1</sup> Une zone.")
    assert isinstance(called, Line)
    assert isinstance(note, Line)
    assert (called.text, called.calls) == ("déserts alimentaires", ("1",))
    assert (note.kind, note.marker, note.text) == ("note", "1", "Une zone.")


def test_a_bracketed_note_and_a_starred_one() -> None:
    blocks = blocks_of("Texte[^5] et plus*\n\n[^5]: La loi.\n\n&#42; *Prolongé.*")
    assert [
        (block.kind, block.marker, block.text, block.calls)
        for block in blocks
        if isinstance(block, Line)
    ] == [
        ("text", "", "Texte et plus", ("5", "*")),
        ("note", "5", "La loi.", ()),
        ("note", "*", "Prolongé.", ()),
    ]


def test_a_star_without_a_note_stays() -> None:
    assert line_of("Rabais 20 %\\*").text == "Rabais 20 %*"


def test_struck_out_text_is_kept_apart() -> None:
    line = line_of("<s>30 juin 2025</s> <b>31 juillet 2025</b>")
    assert (line.text, line.struck) == ("31 juillet 2025", ("30 juin 2025",))


def test_images_are_lines_of_their_own() -> None:
    assert [
        (block.kind, block.text)
        for block in blocks_of('![Une carte]({{ base }}/c.png "titre")\n\nSuite')
        if isinstance(block, Line)
    ] == [("image", "Une carte"), ("text", "Suite")]


def test_a_yaml_head_is_metadata() -> None:
    head, title = blocks_of("---\ntitle: Plan\n---\n# Plan")
    assert isinstance(head, Line)
    assert isinstance(title, Line)
    assert (head.kind, head.text, title.level) == ("metadata", "title: Plan", 1)


def test_a_table_of_tabs_whose_cells_begin_like_a_list() -> None:
    table = table_of(
        "ACTIONS\tRÔLE\t2024\n1. Renouveler\tResponsable\t✓\n2. Rendre\tResponsable\t—"
    )
    assert (table.header_rows, table.n_columns) == (1, 3)
    assert texts(table)[1] == ["1. Renouveler", "Responsable", ""]
    marks = [row.cells[2].mark for row in table.rows[1:]]
    assert [mark.char if mark else None for mark in marks] == ["✓", "—"]
    assert table.rows[1].provenance.lines == (2, 2)


def test_a_header_of_two_rows_with_its_spans() -> None:
    table = table_of("Actions\tÉchéancier\t\t\n\tEC\tCT\tMT\n1. Collaborer\t\t✓\t")
    assert table.header_rows == 2
    assert [
        (cell.text, cell.row, cell.column, cell.row_span, cell.column_span)
        for row in table.rows[:2]
        for cell in row.cells
    ] == [
        ("Actions", 0, 0, 2, 1),
        ("Échéancier", 0, 1, 1, 3),
        ("EC", 1, 1, 1, 1),
        ("CT", 1, 2, 1, 1),
        ("MT", 1, 3, 1, 1),
    ]


def test_a_contents_list_with_page_numbers_has_no_header() -> None:
    assert table_of("Mise en contexte\t4\nRôles de la Ville\t6").header_rows == 0


def test_a_pipe_table_with_escaped_pipes() -> None:
    table = table_of(
        "{:.tableau}\n| Action | Date |\n|---|:--:|\n| a \\| b | 2025 |\n| c `x|y` | |"
    )
    assert texts(table) == [["Action", "Date"], ["a | b", "2025"], ["c x|y", ""]]


def test_a_row_that_does_not_fit_is_a_finding_and_is_kept() -> None:
    blocks, findings = read_markdown("A\tB\tC\nun deux\tx\t\ntrois\tx\nq\tr\ts\tt", "plan.md")
    assert [(f.code, f.severity, f.where) for f in findings] == [
        ("table_row_width", "error", "plan.md:3"),
        ("table_row_width", "error", "plan.md:4"),
    ]
    assert findings[0].message == "the row has 2 cells, the table has 3 columns"
    (table,) = blocks
    assert isinstance(table, Table)
    assert [len(row.cells) for row in table.rows] == [3, 3, 2, 4]


def test_a_table_of_html_inside_markdown() -> None:
    table = table_of(
        "<table>\n<thead><tr><th>Ministère<th>Action</tr></thead>\n"
        "<tr><td rowspan=2>MC</td><td>Publier<br>les codes</td></tr>\n"
        "<tr><td><p>Un</p><p>Deux</p></td></tr>\n</table>"
    )
    assert (table.header_rows, table.n_columns) == (1, 2)
    assert [(c.text, c.row, c.column, c.row_span) for row in table.rows[1:] for c in row.cells] == [
        ("MC", 1, 0, 2),
        ("Publier\nles codes", 1, 1, 1),
        ("Un\nDeux", 2, 1, 1),
    ]
    assert table.rows[2].provenance.lines == (4, 4)


def test_a_line_too_long_is_said_and_read() -> None:
    blocks, findings = read_markdown("mot " * 60_000, "plan.md")
    assert [f.code for f in findings] == ["long_line"]
    assert len(blocks) == 1


@given(st.text(max_size=400))
def test_any_text_is_read_without_a_fault(text: str) -> None:
    blocks, _ = read_markdown(text, "plan.md")
    lines = text.count("\n") + 1
    for block in blocks:
        assert block.provenance.lines is not None
        first, last = block.provenance.lines
        assert 1 <= first <= last <= lines


words = st.text(st.characters(categories=("Ll", "Lu")), min_size=1, max_size=12)
cells = st.lists(words, min_size=1, max_size=5).map(" ".join)


@given(st.lists(words, min_size=1, max_size=40))
def test_no_word_of_a_paragraph_is_lost(printed: list[str]) -> None:
    text = "Mot " + " ".join(printed)
    assert line_of(text).text == unicodedata.normalize("NFC", text)


@given(st.lists(st.lists(cells, min_size=3, max_size=3), min_size=2, max_size=6))
def test_a_table_says_the_same_in_every_syntax(rows: list[list[str]]) -> None:
    rows = [[f"a {cell}" for cell in row] for row in rows]
    tabs = "\n".join("\t".join(row) for row in rows)
    pipes = "\n".join("| " + " | ".join(row) + " |" for row in [rows[0], ["---"] * 3, *rows[1:]])
    page = "".join(
        "<tr>" + "".join(f"<{tag}>{cell}</{tag}>" for cell in row) + "</tr>"
        for tag, row in zip(["th", *["td"] * len(rows)], rows, strict=False)
    )
    read_as = [texts(table_of(text)) for text in (tabs, pipes, f"<table>{page}</table>")]
    assert read_as[0] == read_as[1] == read_as[2]


def test_a_file_is_read_with_its_digest(tmp_path: Path) -> None:
    path = tmp_path / "plan.md"
    path.write_bytes(b"# Plan d'action\r\n\r\nTexte\r\n")
    document = read(path)
    assert (document.reader, document.media_type, document.n_lines) == (
        "markdown",
        "text/markdown",
        4,
    )
    assert document.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_file_of_an_unknown_ending(tmp_path: Path) -> None:
    path = tmp_path / "plan.odt"
    path.write_bytes(b"x")
    with pytest.raises(ReadError) as caught:
        read(path)
    assert str(caught.value) == (
        "plan.odt: no reader reads '.odt' files; "
        f"the endings that are read are {', '.join(SUFFIXES)}"
    )


def test_a_picture_alone_in_a_cell_is_a_mark_or_says_its_words() -> None:
    text = "| Action | 2025 | Statut |\n|---|---|---|\n"
    text += "| Semer | ![Oui](a.png) | ![Réalisé](ok.png) |\n"
    text += "| Planter | | ![En cours](c.png) |\n"
    table = table_of(text)
    assert [[c.mark.char if c.mark else c.text for c in row.cells] for row in table.rows[1:]] == [
        ["Semer", "Oui", "Réalisé"],
        ["Planter", "", "En cours"],
    ]


def test_definitions_are_items_under_their_term() -> None:
    blocks = blocks_of("Responsable\n:   Service des parcs\n\nÉchéance\n: mai 2026\n: ou juin\n")
    lines = [(block.text, block.depth) for block in blocks if isinstance(block, Line)]
    assert lines == [
        ("Responsable", 0), ("Service des parcs", 1),
        ("Échéance", 0), ("mai 2026", 1), ("ou juin", 1),
    ]  # fmt: skip


def test_the_signs_of_a_quote_are_no_text() -> None:
    quoted = blocks_of("> **Pilote :** Voirie  \n> **Échéance :** 2026\n>\n> - Isoler la mairie\n")
    assert [(b.text, b.depth) for b in quoted if isinstance(b, Line)] == [
        ("Pilote : Voirie", 0),
        ("Échéance : 2026", 0),
        ("Isoler la mairie", 1),
    ]
    assert line_of("> 50 % des toits").text == "> 50 % des toits"
    assert line_of("Viser une part\n> 50 % des toits").text == "Viser une part > 50 % des toits"


def test_what_is_written_for_a_sign_is_the_sign() -> None:
    row = "| Isoler | :white_check_mark: | :x: | :warning: |"
    cells = table_of(f"| Action | 2026 | 2027 | 2028 |\n|---|---|---|---|\n{row}\n").rows[1].cells
    assert [cell.mark and cell.mark.char for cell in cells] == [None, "✓", "❌", None]
    assert cells[3].text == ":warning:"


def test_bullets_behind_forced_breaks_are_items() -> None:
    found = blocks_of("Actions :<br>• Isoler<br>• Planter\n")
    assert [(b.depth, b.text) for b in found if isinstance(b, Line)] == [
        (0, "Actions :"),
        (1, "Isoler"),
        (1, "Planter"),
    ]


@pytest.mark.parametrize("closing", ["##", "{#eau}", "## {#eau}", "  ## {.axe}"])
def test_what_closes_a_heading_is_no_part_of_it(closing: str) -> None:
    line = line_of(f"## Axe 1 : Protéger l'eau {closing}")
    assert (line.level, line.text) == (2, "Axe 1 : Protéger l'eau")


def test_the_line_that_names_the_kind_of_a_notice_is_markup() -> None:
    text = "> [!IMPORTANT]\n> **1.1 Poser des compteurs**\n> Responsable : Travaux publics\n"
    assert [block.text for block in blocks_of(text) if isinstance(block, Line)] == [
        "1.1 Poser des compteurs Responsable : Travaux publics"
    ]


def test_the_title_of_a_front_matter_heads_a_text_that_has_none() -> None:
    head = '---\ntitle: "Plan d\'action 2026-2028"\ndate: 2025-11-03\n---\n\n'
    first = blocks_of(f"{head}## Axe 1 : Eau\n")[0]
    assert isinstance(first, Line)
    assert (first.kind, first.level, first.text) == ("text", 1, "Plan d'action 2026-2028")
    own = blocks_of(f"{head}# Plan d'action 2026-2028\n\n## Axe 1 : Eau\n")
    assert [block.level for block in own if isinstance(block, Line)] == [0, 0, 1, 2]

"""The readers of HTML and of plain text."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from pipeline.document import Line, Table
from pipeline.read import read
from pipeline.read.page import PageParser
from pipeline.read.plain import read_plain

PAGE = """<!doctype html>
<html><head><title>Plan | Ville</title><style>p {}</style></head>
<body>
<nav><a href="/">Accueil</a></nav>
<h1>Plan d'action en <em>culture</em></h1>
<p>Un texte<sup>1</sup> sur
deux lignes.</p>
<script>alert("non")</script>
<ul>
  <li>Premier
  <li>Second
    <ul><li>Sous-item</li></ul>
  </li>
</ul>
<img src="a.png" alt="Une affiche">
<table>
<tr><th rowspan="2">Actions</th><th colspan="2">Échéancier</th></tr>
<tr><th>2025</th><th>2026</th></tr>
<tr><td>1. Ouvrir <del>deux</del> trois lieux</td><td>✓</td><td></td></tr>
</table>
<dl><dt>Responsable</dt><dd>Porte l'action.</dd></dl>
</body></html>
"""


def parsed(source: str) -> PageParser:
    parser = PageParser("page.html")
    parser.read(source)
    return parser


def test_the_lines_of_a_page() -> None:
    lines = [block for block in parsed(PAGE).blocks if isinstance(block, Line)]
    assert [(b.kind, b.level, b.depth, b.text) for b in lines] == [
        ("metadata", 0, 0, "Plan | Ville"),
        ("metadata", 0, 0, "Accueil"),
        ("text", 1, 0, "Plan d'action en culture"),
        ("text", 0, 0, "Un texte sur deux lignes."),
        ("text", 0, 1, "Premier"),
        ("text", 0, 1, "Second"),
        ("text", 0, 2, "Sous-item"),
        ("image", 0, 0, "Une affiche"),
        ("text", 0, 0, "Responsable"),
        ("text", 0, 1, "Porte l'action."),
    ]
    assert lines[3].calls == ("1",)
    assert lines[3].provenance.lines == (6, 7)
    assert lines[8].strong


def test_the_table_of_a_page() -> None:
    (table,) = [block for block in parsed(PAGE).blocks if isinstance(block, Table)]
    assert (table.header_rows, table.n_columns) == (2, 3)
    assert [(c.text, c.column) for c in table.rows[1].cells] == [("2025", 1), ("2026", 2)]
    action, first, second = table.rows[2].cells
    assert (action.text, action.struck) == ("1. Ouvrir trois lieux", ("deux",))
    assert first.mark is not None
    assert first.mark.char == "✓"
    assert second.mark is None


def test_a_table_inside_a_cell_is_its_text() -> None:
    (table,) = parsed(
        "<table><tr><td>A <table><tr><td>b</td><td>c</td></tr></table> d</td>"
        "<td>e</td></tr></table>"
    ).blocks
    assert isinstance(table, Table)
    assert [cell.text for cell in table.rows[0].cells] == ["A\nb c\nd", "e"]


@given(st.text("<>/abtrdhul1 \n\"'=&;", max_size=120))
def test_any_html_is_read_without_a_fault(source: str) -> None:
    for block in parsed(source).blocks:
        assert block.provenance.lines is not None


def test_headings_of_plain_text_are_told_by_their_looks() -> None:
    blocks, _ = read_plain(
        "Pour un milieu accueillant\nPlan d'action en cohabitation\nUn texte qui se termine.\n"
        "- Un partenaire;\n- Un autre.\nDes actions concrètes\nSuite du texte, plus longue.\n",
        "page.txt",
    )
    lines = [block for block in blocks if isinstance(block, Line)]
    assert [(line.level, line.depth) for line in lines] == [
        (1, 0), (1, 0), (0, 0), (0, 1), (0, 1), (2, 0), (0, 0),
    ]  # fmt: skip


def test_a_line_over_a_list_heads_it_where_a_gap_sets_it_apart() -> None:
    blocks, _ = read_plain(
        "Plan d'action\n\nUn texte qui se termine.\n\nAxe 1 : Eau\n\nActions\n- Planter\n"
        "- Accompagner la\nVille\n- Tondre\n",
        "page.txt",
    )
    lines = [block for block in blocks if isinstance(block, Line)]
    assert [(line.text, line.level, line.depth) for line in lines[2:]] == [
        ("Axe 1 : Eau", 2, 0), ("Actions", 2, 0), ("Planter", 0, 1),
        ("Accompagner la", 0, 1), ("Ville", 0, 0), ("Tondre", 0, 1),
    ]  # fmt: skip


def test_hard_wrapped_text_is_joined() -> None:
    paragraph = "Les mots de ce paragraphe sont coupés à la même largeur par un\n"
    blocks, _ = read_plain(paragraph * 8 + "point.\n\nUn autre paragraphe.\n", "page.txt")
    assert len(blocks) == 2
    assert blocks[0].provenance.lines == (1, 9)


def test_tabbed_lines_of_plain_text_are_a_table(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text("Plan d'action\n\nAction\t2025\n1. Ouvrir\tX\n2. Fermer\t\n", encoding="utf-8")
    (table,) = read(path).tables()
    assert table.provenance.lines == (3, 5)
    assert [len(row.cells) for row in table.rows] == [2, 2, 2]


def test_lines_numbered_one_after_the_other_are_a_list() -> None:
    text = "AXE 1\n\nActions :\n1. Planter\n2. Tailler\n\n2.1 Voir\n\n2.2 Lire\n3. Un\n3.1 Deux\n"
    blocks, _ = read_plain(text, "plan.txt")
    lines = [block for block in blocks if isinstance(block, Line)]
    assert [(line.text, line.marker) for line in lines if line.depth] == [
        ("1. Planter", "1."),
        ("2. Tailler", "2."),
    ]


def test_what_is_set_in_under_an_item_belongs_to_it() -> None:
    text = (
        "Plan d'action\n\nUn texte qui se termine.\n\nOrientation 1 : Apprendre\n\n"
        "    • Financer l'aide aux devoirs dans\n      toutes les écoles\n"
        "      Responsable : Loisirs\n      Échéance : 2025\n\n    • Prêter des tablettes\n"
        "Objectif 2 : Lire\n\nFin.\n"
    )
    lines = [block for block in read_plain(text, "plan.txt")[0] if isinstance(block, Line)]
    assert [(line.text, line.level, line.depth) for line in lines[3:]] == [
        ("Financer l'aide aux devoirs dans toutes les écoles", 0, 3),
        ("Responsable : Loisirs", 0, 4),
        ("Échéance : 2025", 0, 4),
        ("Prêter des tablettes", 0, 3),
        ("Objectif 2 : Lire", 2, 0),
        ("Fin.", 0, 0),
    ]


def test_labels_that_come_again_are_text_and_a_number_before_a_page_break_is_the_page_s() -> None:
    text = (
        "Plan d'action\n\nUn texte qui se termine.\n\nAxe 1 : Rues\nObjectif 1 : Laver\n\n"
        "Pilote : Voirie\nÉchéance : 2026\n\n12\n\fAxe 2 : Parcs\n\nPilote : Parcs\n"
        "Échéance : 2027\n\nFin.\n"
    )
    lines = [block for block in read_plain(text, "plan.txt")[0] if isinstance(block, Line)]
    assert [(line.text, line.level, line.kind, line.apart) for line in lines[2:]] == [
        ("Axe 1 : Rues", 2, "text", False),
        ("Objectif 1 : Laver", 2, "text", False),
        ("Pilote : Voirie", 0, "text", False),
        ("Échéance : 2026", 0, "text", False),
        ("12", 0, "page_number", False),
        ("Axe 2 : Parcs", 2, "text", True),
        ("Pilote : Parcs", 0, "text", False),
        ("Échéance : 2027", 0, "text", False),
        ("Fin.", 0, "text", False),
    ]


def _texts(text: str) -> list[tuple[str, int, int, str]]:
    lines = [block for block in read_plain(text, "plan.txt")[0] if isinstance(block, Line)]
    return [(line.text, line.level, line.depth, line.kind) for line in lines]


def test_the_letter_that_a_bullet_became_begins_an_item() -> None:
    text = (
        "Plan vert\n\nUne phrase.\n\nMesure 1 : Planter\n   o Pilote : Parcs\n   o Délai : 2026\n"
    )
    assert _texts(text)[2:] == [
        ("Mesure 1 : Planter", 2, 0, "text"),
        ("Pilote : Parcs", 0, 2, "text"),
        ("Délai : 2026", 0, 2, "text"),
    ]


def test_an_item_alone_under_a_heading_takes_up_the_numbers_of_the_list_before() -> None:
    text = (
        "Plan vert\n\nUne phrase.\n\nEnjeu 1 : Rues\n  1) Laver.\n  2) Peindre.\n"
        "Enjeu 2 : Parcs\n  3) Planter.\n"
    )
    assert _texts(text)[3:] == [
        ("1) Laver.", 0, 1, "text"),
        ("2) Peindre.", 0, 1, "text"),
        ("Enjeu 2 : Parcs", 2, 0, "text"),
        ("3) Planter.", 0, 1, "text"),
    ]


def test_what_the_first_page_begins_with_is_no_text_where_others_print_it_again() -> None:
    def top(n: int) -> str:
        return f"PLAN VERT 2026-2028\nCommune de Sart{' ' * 40}Page {n}\n\n"

    text = f"{top(1)}AXE 1 : EAU\n\nUne phrase.\n\f{top(2)}AXE 2 : AIR\n\nUne autre.\n"
    assert _texts(text) == [
        ("PLAN VERT 2026-2028", 1, 0, "text"),
        ("Commune de Sart Page 1", 0, 0, "running_header"),
        ("AXE 1 : EAU", 1, 0, "text"),
        ("Une phrase.", 0, 0, "text"),
        ("PLAN VERT 2026-2028", 0, 0, "running_header"),
        ("Commune de Sart Page 2", 0, 0, "running_header"),
        ("AXE 2 : AIR", 2, 0, "text"),
        ("Une autre.", 0, 0, "text"),
    ]


def test_sheets_that_begin_pages_with_their_numbers_are_text() -> None:
    sheets = "\f".join(f"FICHE {n}\nPilote : Voirie\n\nUne phrase.\n" for n in (1, 2, 3))
    assert [kind for *_, kind in _texts(sheets)] == ["text"] * 9


def test_words_in_a_badge_at_the_end_of_a_heading_stand_under_it() -> None:
    heads = (
        '<h3>Action 1 : Planter <span class="badge bg-success">Terminé</span></h3>'
        '<h3><span class="badge">1.2</span> Tailler <span class="tag-count badge">4</span></h3>'
        '<h3>Action <span class="label">verte</span> du mois</h3>'
        '<p>Un texte <span class="badge">Nouveau</span></p>'
    )
    lines = [block for block in parsed(heads).blocks if isinstance(block, Line)]
    assert [(line.level, line.text) for line in lines] == [
        (3, "Action 1 : Planter"),
        (0, "Terminé"),
        (3, "1.2 Tailler 4"),
        (3, "Action verte du mois"),
        (0, "Un texte Nouveau"),
    ]


def test_lines_with_codes_that_count_are_a_list() -> None:
    text = (
        "Plan vert\n\nUne phrase.\n\nAxe 1. Eau\n\nA1. Mesurer\nA2. Publier\n\nB2. Lire\nC3. Voir\n"
    )
    blocks, _ = read_plain(text, "plan.txt")
    lines = [block for block in blocks if isinstance(block, Line)]
    assert [(line.text, line.marker) for line in lines if line.depth] == [
        ("A1. Mesurer", "A1."),
        ("A2. Publier", "A2."),
    ]

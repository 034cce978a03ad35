"""Tables of plain text and Markdown that are drawn with signs, or set in columns of blanks."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.document import Block, Line, Table
from pipeline.model import Finding
from pipeline.read.markdown import read_markdown
from pipeline.read.plain import read_plain

GRID = """\
+-----------------------------+----------------+-----------------+
| Action                      | Pilote         | Calendrier      |
+=============================+================+=================+
| Aménager des bassins de     | Génie          | 2026-2027       |
| rétention                   +----------------+-----------------+
|                             | Parcs          | 2028            |
+-----------------------------+----------------+-----------------+
| Axe 2 : Rivières            |                                  |
+-----------------------------+----------------+-----------------+
"""

LAYOUT = """\
 No    Mesure                                Responsable                2026   2027

 1     Visiter tous les logements de plus    Service des incendies      X      X
       de six étages                         et de la prévention
 2     Former les gardiens d'enfants         Croix-Rouge                       X
"""

RULED = """\
  Action                     Échéance
  -------------------------- ----------
  Isoler la mairie           2026
  Remplacer les fenêtres     2027
"""


def texts(blocks: list[Block]) -> list[list[str]]:
    (table,) = [block for block in blocks if isinstance(block, Table)]
    rows = table.rows
    return [[c.text or (c.mark.char or "" if c.mark else "") for c in row.cells] for row in rows]


def plain(text: str) -> tuple[list[Block], list[Finding]]:
    return read_plain(text, "plan.txt")


@pytest.mark.parametrize("read", [read_plain, read_markdown])
def test_a_drawn_table_keeps_what_its_cells_span(
    read: Callable[[str, str], tuple[list[Block], list[Finding]]],
) -> None:
    blocks, findings = read(GRID, "p")
    assert texts(blocks) == [
        ["Action", "Pilote", "Calendrier"],
        ["Aménager des bassins de rétention", "Génie", "2026-2027"],
        ["Parcs", "2028"],
        ["Axe 2 : Rivières", ""],
    ]
    (table,) = blocks
    assert isinstance(table, Table)
    assert (table.header_rows, table.n_columns, findings) == (1, 3, [])
    assert table.rows[1].cells[0].row_span == 2
    assert table.rows[3].cells[1].column_span == 2
    assert table.rows[1].cells[0].provenance.lines == (4, 6)


def test_lines_of_a_drawn_table_are_rows_where_nothing_is_drawn_between_them() -> None:
    signs = "┌───────────────────┬──────────┐\n│ Action            │ Échéance │\n"
    signs += "├───────────────────┼──────────┤\n│ Rénover la salle  │ 2025     │\n"
    signs += "│ du conseil        │          │\n│ Prêter l'église   │ 2026     │\n"
    signs += "└───────────────────┴──────────┘\n"
    blocks, findings = plain(signs)
    assert texts(blocks) == [
        ["Action", "Échéance"],
        ["Rénover la salle du conseil", "2025"],
        ["Prêter l'église", "2026"],
    ]
    assert findings == []


def test_columns_of_blanks_are_a_table_and_lines_go_on_with_their_cells() -> None:
    blocks, findings = plain(LAYOUT)
    assert texts(blocks) == [
        ["No", "Mesure", "Responsable", "2026", "2027"],
        ["1", "Visiter tous les logements de plus de six étages",
         "Service des incendies et de la prévention", "X", "X"],
        ["2", "Former les gardiens d'enfants", "Croix-Rouge", "", "X"],
    ]  # fmt: skip
    assert findings == []


def test_a_rule_under_the_head_makes_two_columns_a_table() -> None:
    wanted = [
        ["Action", "Échéance"],
        ["Isoler la mairie", "2026"],
        ["Remplacer les fenêtres", "2027"],
    ]
    assert texts(plain(RULED)[0]) == wanted
    assert texts(read_markdown(RULED, "p")[0]) == wanted


def test_the_line_over_the_names_of_columns_may_begin_some() -> None:
    text = (
        "Axe 1 : Bouger\n\n"
        "                               Service\n"
        "No     Action                  responsable     Indicateur\n"
        "1      Ouvrir un parc          Loisirs         Ouverture\n"
        "2      Prêter des vélos        Loisirs         Nombre\n"
    )
    (head, *_) = texts(plain(text)[0])
    assert head == ["No", "Action", "Service responsable", "Indicateur"]
    assert len(plain(text)[0]) == 2


def test_a_line_between_rows_stands_over_all_columns() -> None:
    text = (
        "No     Action                  Service         Année\n\n"
        "AXE 1 : VERDIR LA VILLE ET SES ABORDS\n"
        "1      Planter des haies       Parcs           2026\n\n"
        "AXE 2 : LIRE\n"
        "2      Prêter des livres       Culture         2027\n\n"
        "AXE 3 : NAGER\n\n"
        "No     Action                  Service         Année\n"
        "3      Ouvrir la piscine       Loisirs         2028\n"
    )
    first, heading, second = plain(text)[0]
    assert texts([first]) == [
        ["No", "Action", "Service", "Année"],
        ["AXE 1 : VERDIR LA VILLE ET SES ABORDS"],
        ["1", "Planter des haies", "Parcs", "2026"],
        ["AXE 2 : LIRE"],
        ["2", "Prêter des livres", "Culture", "2027"],
    ]
    assert isinstance(heading, Line)
    assert texts([second])[1] == ["3", "Ouvrir la piscine", "Loisirs", "2028"]


def test_a_table_ends_with_its_page() -> None:
    rows = "{0}Action                  Service         Année\n{1}       Culture         2027\n"
    text = rows.format("", "Prêter des livres") + "                                          3\n"
    text += rows.format("\f", "Ouvrir un musée  ")
    kinds = [b.kind if isinstance(b, Line) else len(b.rows) for b in plain(text)[0]]
    assert kinds == [2, "page_number", 2]


def test_a_row_that_may_go_on_with_the_one_above_is_a_finding() -> None:
    merged = (
        "Objectif       Action                Service      Année\n"
        "Verdir         Planter des arbres    Parcs        2025\n"
        "               Semer des prairies    Voirie       2026\n"
    )
    blocks, findings = plain(merged)
    assert texts(blocks)[2] == ["", "Semer des prairies", "Voirie", "2026"]
    assert [(f.code, f.where) for f in findings] == [("row_unsure", "plan.txt:3")]


def test_lines_in_lower_case_that_fill_every_column_are_a_finding() -> None:
    small = (
        "action                service      moment\n"
        "planter des arbres    parcs        printemps\n"
        "semer des prairies    voirie       automne\n"
    )
    assert [f.code for f in plain(small)[1]] == ["row_unsure", "row_unsure"]


@pytest.mark.parametrize(
    "text",
    [
        "Le plan a été adopté.  Il sera suivi.\nUn bilan sera fait.  Il sera public.\n",
        "Axe 1   Attirer ............ 2\nAxe 2   Animer ............. 3\n",
        "Marie Tremblay      Luc Roy      Ève Côté\nLa suite du texte vient sans colonnes.\n",
        "+ Ouvrir un local\n+ Former des bénévoles\n",
    ],
)
def test_other_lines_are_no_table(text: str) -> None:
    assert not any(isinstance(block, Table) for block in plain(text)[0])
    assert not any(isinstance(block, Table) for block in read_markdown(text, "p")[0])


MULTILINE = """\
-------------------------------------------------------------
N° Mesure                 Pilote                 Coût    2026
                                                 estimé
-- ---------------------- ---------------------- ------- ----
1  Intégrer des critères  Ressources humaines    75 k$   x
   sociaux aux achats

2  Réaliser une étude     Service de l'urbanisme 3 500 $
   d'achalandage
-------------------------------------------------------------

"""


@pytest.mark.parametrize("read", [plain, lambda text: read_markdown(text, "plan.md")])
def test_a_rule_in_pieces_says_where_columns_begin(
    read: Callable[[str], tuple[list[Block], list[Finding]]],
) -> None:
    assert texts(read(MULTILINE)[0]) == [
        ["N°", "Mesure", "Pilote", "Coût estimé", "2026"],
        ["1", "Intégrer des critères sociaux aux achats", "Ressources humaines", "75 k$", "x"],
        ["2", "Réaliser une étude d'achalandage", "Service de l'urbanisme", "3 500 $", ""],
    ]


def test_a_number_that_letters_begin_is_that_of_a_row() -> None:
    text = """\
  N°      Mesure                            Direction responsable        Échéancier
  I.2.1   Réaliser une étude d'achalandage  Service des communications   Juin 2026
  I.2.2   Soutenir dix jardins partagés     Mobilité                     En continu
"""
    blocks, findings = plain(text)
    assert [row[0] for row in texts(blocks)] == ["N°", "I.2.1", "I.2.2"]
    assert findings == []


@pytest.mark.parametrize("reader", [plain, lambda text: read_markdown(text, "plan.md")])
def test_a_head_over_a_rule_begins_another_table(
    reader: Callable[[str], tuple[list[Block], list[Finding]]],
) -> None:
    text = (
        "N°   Mesures                    Pilote\n"
        "--   ------------------------   ------------------------\n"
        "1    Réserver des locaux aux    Service des\n"
        "     associations               communications\n\n\n"
        "Défi 2 : Diversifier l'offre de loisirs\n\n"
        "N°   Mesures                    Pilote\n"
        "--   ------------------------   --------------\n"
        "2    Installer des fontaines    Travaux publics\n"
    )
    blocks, _ = reader(text)
    found = [block.text if isinstance(block, Line) else len(block.rows) for block in blocks]
    assert found == [2, "Défi 2 : Diversifier l'offre de loisirs", 2]

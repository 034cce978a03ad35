"""Tables that print one action a column, and cells that say several things of one."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.model import Action
from tests.taken import take_text

TITLE = "# Plan d'action pour le logement 2026-2028\n\n## Axe 1 : Rénover\n\n"
SIDEWAYS = """\
| {act} | Isoler l'école du Lac | Ouvrir un guichet unique | Réviser le zonage |
|---|---|---|---|
| Pilote | Travaux publics | Direction générale | Urbanisme |
| Budget | 25 000 $ | 75 k$ | 3 500 $ |
| 2026 | X | | X |
| 2027 | | X | |
"""
SAID = """\
| Action | Mise en œuvre |
|---|---|
| 1.1 Isoler l'école du Lac | {first} : Travaux publics<br>Échéancier : Automne 2027 |
| 1.2 Ouvrir un guichet | {first} : Direction générale<br>Échéancier : 2026 |
"""


def actions(tmp_path: Path, text: str) -> tuple[Action, ...]:
    taken = take_text(tmp_path, TITLE + text)
    assert taken.errors == []
    assert taken.unclaimed == []
    return taken.plan.actions


@pytest.mark.parametrize("act", ["Action", "Intitulé de l'action", "Mesures"])
def test_a_table_of_one_action_a_column_is_turned(tmp_path: Path, act: str) -> None:
    found = actions(tmp_path, SIDEWAYS.format(act=act))
    assert [(a.text, a.leads, a.budget) for a in found] == [
        ("Isoler l'école du Lac", ("Travaux publics",), "25 000 $"),
        ("Ouvrir un guichet unique", ("Direction générale",), "75 k$"),
        ("Réviser le zonage", ("Urbanisme",), "3 500 $"),
    ]
    states = [[e.state == "planned" for e in a.schedule] for a in found]
    assert states == [[True, False], [False, True], [True, False]]


def test_a_table_whose_first_row_names_its_columns_stands_upright(tmp_path: Path) -> None:
    rows = "| Action | Pilote | Partenaires |\n|---|---|---|\n| Budget | Mairie | Région |\n"
    found = actions(tmp_path, rows + "| Indicateurs | Voirie | Région |\n")
    assert [(a.text, a.leads) for a in found] == [
        ("Budget", ("Mairie",)),
        ("Indicateurs", ("Voirie",)),
    ]


def test_labels_in_a_cell_of_their_own_fill_the_action(tmp_path: Path) -> None:
    found = actions(tmp_path, SAID.format(first="Porteur"))
    assert [(a.number, a.leads, a.deadline and a.deadline.text, a.extra) for a in found] == [
        ("1.1", ("Travaux publics",), "Automne 2027", {}),
        ("1.2", ("Direction générale",), "2026", {}),
    ]


def test_a_cell_that_is_not_all_labels_stays_as_it_is(tmp_path: Path) -> None:
    text = SAID.format(first="Porteur").replace("<br>", " et d'autres<br>selon les crédits<br>")
    found = actions(tmp_path, text)
    assert [a.leads for a in found] == [(), ()]
    assert all("Porteur" in a.extra["Mise en œuvre"] for a in found)


def test_a_number_over_the_labels_of_a_table_leads_the_title_of_an_action(tmp_path: Path) -> None:
    card = "<table><tr><td>{}</td><td>{}</td></tr><tr><td>Responsable :</td><td>{}</td></tr>"
    card += "<tr><td>Échéance :</td><td>{}</td></tr></table>\n\n"
    found = actions(
        tmp_path,
        card.format("1.1", "Isoler l'école", "Voirie", "2026")
        + card.format("1.2", "Ouvrir un guichet", "Mairie", "Juin 2027"),
    )
    assert [(a.number, a.text, a.leads, a.deadline and a.deadline.text) for a in found] == [
        ("1.1", "Isoler l'école", ("Voirie",), "2026"),
        ("1.2", "Ouvrir un guichet", ("Mairie",), "Juin 2027"),
    ]

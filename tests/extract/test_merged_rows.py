"""An action whose cell spans rows takes what each of them says; nothing of a row is lost."""

from __future__ import annotations

from pathlib import Path

from pipeline.model import Action
from tests.taken import take_text

PAGE = """<html lang="fr"><body><h1>Plan d'action</h1><h2>Axe 1 : Loger</h2><table>
<tr><th>Actions</th><th>Porteur</th><th>Indicateurs</th><th>Budget</th><th>Budget révisé</th>
<th>Échéance</th><th>Remarque</th></tr>{}</table></body></html>"""
ROWS = """<tr><td rowspan="2">1. Ouvrir un refuge</td><td>Ville</td><td>Nombre de places</td>
<td>10 000 $</td><td>12 000 $</td><td>2025</td><td>Pilote</td></tr>
<tr><td>CIUSSS</td><td>Taux</td><td>20 000 $</td><td>22 000 $</td><td>mai 2026</td><td>Suite</td>
</tr><tr><td>2. Former</td><td>Ville</td><td></td><td></td><td>5 $</td><td>2026</td><td></td></tr>
"""


def actions(tmp_path: Path, rows: str) -> list[Action]:
    taken = take_text(tmp_path, PAGE.format(rows), "plan.html")
    assert taken.errors == []
    assert taken.unclaimed == []
    return list(taken.plan.actions)


def test_every_row_of_a_merged_action_counts(tmp_path: Path) -> None:
    first, second = actions(tmp_path, ROWS)
    assert first.text == "Ouvrir un refuge"
    assert first.leads == ("Ville", "CIUSSS")
    assert first.indicators == ("Nombre de places", "Taux")
    assert first.budget == "10 000 $\n20 000 $"
    assert first.deadline is not None
    assert (first.deadline.text, first.deadline.date) == ("2025\nmai 2026", None)
    assert first.extra == {"Budget révisé": "12 000 $\n22 000 $"}
    assert [note.text for note in first.notes] == ["Pilote", "Suite"]
    assert (second.budget, second.extra) == (None, {"Budget révisé": "5 $"})


def test_a_cell_merged_beside_counts_once(tmp_path: Path) -> None:
    rows = ROWS.replace("<td>10 000 $</td>", '<td rowspan="2">10 000 $</td>')
    first = actions(tmp_path, rows.replace("<td>20 000 $</td>", ""))[0]
    assert first.budget == "10 000 $"


def test_who_leads_a_milestone_leads_the_action_too(tmp_path: Path) -> None:
    head = "<th>Actions</th><th>Étape</th><th>Responsable</th><th>Échéance</th>"
    rows = (
        '<td rowspan="2">Rénover l’aréna</td><td>Refaire le toit</td><td>Immeubles</td>'
        "<td>2025</td></tr>\n<tr><td>Changer la glace</td><td>Loisirs</td><td>2026</td>"
    )
    page = f"<html lang='fr'><h1>Plan d'action</h1><h2>Axe 1 : Loger</h2><table><tr>{head}</tr>\n"
    taken = take_text(tmp_path, f"{page}<tr>{rows}</tr></table></html>", "plan.html")
    assert taken.errors == []
    (action,) = taken.plan.actions
    assert action.leads == ("Immeubles", "Loisirs")
    assert [item.text for item in action.items] == ["Refaire le toit", "Changer la glace"]


def test_a_cell_over_two_columns_of_leads_says_its_text_once(tmp_path: Path) -> None:
    head = '<th>Actions</th><th colspan="2">Responsables</th><th>Échéance</th>'
    rows = (
        '<td>1. Rénover l’aréna</td><td colspan="2">Immeubles</td><td>2025</td></tr>\n'
        "<tr><td>2. Ouvrir la halte</td><td>Loisirs</td><td>Greffe</td><td>2026</td>"
    )
    page = f"<html lang='fr'><h1>Plan d'action</h1><h2>Axe 1 : Loger</h2><table><tr>{head}</tr>\n"
    taken = take_text(tmp_path, f"{page}<tr>{rows}</tr></table></html>", "plan.html")
    assert taken.errors == []
    assert [action.leads for action in taken.plan.actions] == [
        ("Immeubles",),
        ("Loisirs", "Greffe"),
    ]

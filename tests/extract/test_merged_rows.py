"""An action whose cell spans rows takes what each of them says; nothing of a row is lost."""

from __future__ import annotations

from pathlib import Path

from pipeline.check import check
from pipeline.extract import Identity, extract
from pipeline.lexicon import load_lexicons
from pipeline.model import Action
from pipeline.read import read

PAGE = """<html lang="fr"><body><h1>Plan d'action</h1><h2>Axe 1 : Loger</h2><table>
<tr><th>Actions</th><th>Porteur</th><th>Indicateurs</th><th>Budget</th><th>Budget révisé</th>
<th>Échéance</th><th>Remarque</th></tr>{}</table></body></html>"""
ROWS = """<tr><td rowspan="2">1. Ouvrir un refuge</td><td>Ville</td><td>Nombre de places</td>
<td>10 000 $</td><td>12 000 $</td><td>2025</td><td>Pilote</td></tr>
<tr><td>CIUSSS</td><td>Taux</td><td>20 000 $</td><td>22 000 $</td><td>mai 2026</td><td>Suite</td>
</tr><tr><td>2. Former</td><td>Ville</td><td></td><td></td><td>5 $</td><td>2026</td><td></td></tr>
"""


def actions(tmp_path: Path, rows: str) -> list[Action]:
    path = tmp_path / "plan.html"
    path.write_text(PAGE.format(rows), encoding="utf-8")
    document = read(path)
    extraction = extract(document, load_lexicons().pick(PAGE), Identity("plan", "plan.html"))
    report = check(extraction, document, {})
    assert [f.code for f in report.findings if f.severity == "error"] == []
    assert report.words.unclaimed == 0
    return list(extraction.plan.actions)


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

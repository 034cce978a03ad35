"""Sub-items that are printed inside the text of an action."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.extract.items import split_items
from tests.taken import take_text


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("Ouvrir le musée a) Former les guides b) Fixer le tarif",
         ["Former les guides", "Fixer le tarif"]),
        ("Ouvrir le musée\na) former les guides;\nb) fixer le tarif.",
         ["former les guides;", "fixer le tarif."]),
        ("Appliquer l'annexe b) du plan de 2024", []),
        ("Ouvrir a) le musée", []),
        ("Ouvrir le parc b) Planter c) Arroser", []),
    ],
)  # fmt: skip
def test_phrases_behind_letters_in_a_row_are_items(text: str, items: list[str]) -> None:
    assert split_items(text) == items


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("<ul><li>Offrir des bourses</li><li>Prêter des locaux</li></ul>", ["action_all_items"]),
        ("Aider par :<ul><li>des bourses</li><li>des locaux</li></ul>", []),
        ("<ul><li>Offrir des bourses</li></ul>", []),
    ],
)
def test_a_list_without_a_text_before_it_may_be_several_actions(
    tmp_path: Path, cell: str, said: list[str]
) -> None:
    head = "<tr><th>Objectif</th><th>Actions</th></tr>"
    rows = f"<tr><td>Objectif 1 : Soutenir</td><td>{cell}</td></tr>"
    rows += "<tr><td>Objectif 2 : Diffuser</td><td>Ouvrir la salle</td></tr>"
    body = f"<h1>Plan d'action 2026-2028</h1><table>{head}{rows}</table>"
    taken = take_text(tmp_path, body, "plan.html")
    assert len(taken.plan.actions) == 2
    assert [f.code for f in taken.report.findings if f.code == "action_all_items"] == said

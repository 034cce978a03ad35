"""Headings whose number stands before their word, or is all that says that they hold actions."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.taken import take_text

TABLE = "| Action | Responsable |\n|---|---|\n| Poser des compteurs | Travaux publics |\n"


def test_a_number_before_the_word_is_that_of_the_section(tmp_path: Path) -> None:
    head = "# Plan d'action 2026-2028\n\nLa Ville agit.\n\n"
    body = f"## 1. Axe : Eau\n\n{TABLE}\n## 2. Axe – Air\n\n{TABLE}"
    taken = take_text(tmp_path, head + body)
    found = [(section.kind, section.number, section.title) for section in taken.plan.sections]
    assert found == [("axe", "1", "Eau"), ("axe", "2", "Air")]
    assert taken.unclaimed == []


def test_a_heading_whose_number_goes_on_in_an_action_is_a_section(tmp_path: Path) -> None:
    said = "Responsable : Parcs\n\nÉchéance : 2026\n\n"
    text = (
        "# Plan d'action 2026-2028\n\n## 1. Aménager\n\n### 1.1 Mettre en valeur le fleuve\n\n"
        f"#### 1.1.1 Poser des bancs\n\n{said}#### 1.1.2 Planter des haies\n\n{said}"
    )
    taken = take_text(tmp_path, text)
    assert [(s.number, s.title) for s in taken.plan.sections] == [
        ("1", "Aménager"),
        ("1.1", "Mettre en valeur le fleuve"),
    ]
    assert {action.section_id for action in taken.plan.actions} == {taken.plan.sections[1].id}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("## Axe 1 : Eau\n\nL'eau manque.\n\n## Axe 2 : Air\n\nL'air est lourd.\n", 1),
        (f"## Axe 1 : Eau\n\n{TABLE}", 0),
        ("## Axe 1 : Eau\n\nLe plan compte 34 actions.\n", 0),
        ("## Axe 1 : Eau\n\n| Rue | Débit |\n|---|---|\n| Nord | 12 |\n", 1),
    ],
)
def test_sections_without_any_action_are_said_to_have_none(
    tmp_path: Path, text: str, said: int
) -> None:
    report = take_text(tmp_path, f"# Plan d'action 2026-2028\n\n{text}").report
    assert [found.code for found in report.findings].count("actions_missing") == said

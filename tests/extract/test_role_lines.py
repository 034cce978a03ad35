"""A legend of roles in lines of running text, a label and what defines it each."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.model import Plan
from tests.taken import take_text

PAGE = """# Plan d'action 2026-2028

## Rôles de la Ville

{}

## Axe 1 : Habiter

| Action | Rôle de la Ville |
|---|---|
| Ouvrir un local | {} |
| Former le personnel | {} |
"""


def _plan(tmp_path: Path, legend: str, first: str, second: str) -> Plan:
    taken = take_text(tmp_path, PAGE.format(legend, first, second))
    assert taken.errors == []
    assert not [f for f in taken.report.findings if f.code == "roles_undefined"]
    return taken.plan


@pytest.mark.parametrize("sign", [" : ", " = "])
def test_lines_define_roles(tmp_path: Path, sign: str) -> None:
    legend = f"Leader{sign}la Ville réalise l'action.\n\nPartenaire{sign}elle y prend part."
    plan = _plan(tmp_path, legend, "Leader", "Partenaire")
    assert [(role.label, role.definition) for role in plan.roles] == [
        ("Leader", "la Ville réalise l'action."), ("Partenaire", "elle y prend part."),
    ]  # fmt: skip
    assert [action.role_ids for action in plan.actions] == [("leader",), ("partenaire",)]


def test_letters_are_the_roles_where_the_column_prints_them(tmp_path: Path) -> None:
    legend = "R : Responsable – la Ville décide.\n\nC : Collaborateur – la Ville aide."
    plan = _plan(tmp_path, legend, "R", "C")
    assert [(role.label, role.definition) for role in plan.roles] == [
        ("R", "Responsable – la Ville décide."), ("C", "Collaborateur – la Ville aide."),
    ]  # fmt: skip


def test_running_text_among_the_lines_defines_nothing(tmp_path: Path) -> None:
    text = "La Ville joue un rôle dans le milieu.\n\nElle vise ceci : agir.\n\nDe plus : aider."
    taken = take_text(tmp_path, PAGE.format(text, "Leader", "Partenaire"))
    assert [(role.label, role.definition) for role in taken.plan.roles] == [
        ("Leader", None), ("Partenaire", None)
    ]  # fmt: skip

"""Where a cover ends, and the years it gives to the plan."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.model import Plan
from tests.taken import take_text

TEXT = "Une personne sur cinq vit avec une gêne dans ses déplacements."
BODY = """
# Axe 1. Une voirie praticable

| N° | Action | 2026 | 2027 |
|---|---|---|---|
| 1 | Abaisser les bordures | X | |
"""


def plan_of(tmp_path: Path, head: str) -> tuple[Plan, int]:
    """Read a plan with this head; count the words that found no place."""
    taken = take_text(tmp_path, head + BODY)
    return taken.plan, taken.report.words.unclaimed


@pytest.mark.parametrize("title", ["Schéma d'accessibilité", "Pour une ville sans obstacle"])
@pytest.mark.parametrize("heading", ["Introduction", "Mot du maire", "Contexte"])
def test_a_heading_of_text_ends_the_cover(tmp_path: Path, title: str, heading: str) -> None:
    plan, unclaimed = plan_of(tmp_path, f"# {title}\n\n2026-2028\n\n# {heading}\n\n{TEXT}\n")
    assert unclaimed == 0
    assert (plan.title, plan.subtitle) == (f"{title} 2026-2028", None)
    assert [(one.heading, one.text) for one in plan.passages] == [(heading, TEXT)]


def test_a_cover_goes_on_to_the_line_that_names_the_plan(tmp_path: Path) -> None:
    plan, _ = plan_of(tmp_path, f"# Vision 2040\n\n# Contexte\n\n# Plan vélo 2026-2028\n\n{TEXT}\n")
    assert plan.title == "Plan vélo 2026-2028"


@pytest.mark.parametrize("line", ["Plan d'action 2026-2028", "2026–2028", "2026 / 2028"])
def test_years_of_another_line_of_the_cover(tmp_path: Path, line: str) -> None:
    cover = f"# Plan canopée et fraîcheur\n\nPour des étés plus doux\n\n{line}\n\n"
    plan, _ = plan_of(tmp_path, f"{cover}# Contexte\n\n{TEXT}\n")
    assert plan.title == "Plan canopée et fraîcheur"
    assert (plan.period.start, plan.period.end) == (2026, 2028)
    assert "period" in plan.provenance


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("la Politique familiale adoptée en 2022.", "Politique familiale"),
        ("la Politique des aînés, adoptée par le conseil.", "Politique des aînés"),
        ("la Stratégie nature 2020-2030 adoptée en 2019.", "Stratégie nature 2020-2030"),
        ("la Politique Une ville qui bouge.", "Politique Une ville qui bouge"),
        ("la Vision verte publiée par la Ville et soutenue par le milieu", "Vision verte"),
    ],
)
def test_a_parent_is_called_without_what_became_of_it(
    tmp_path: Path, said: str, title: str
) -> None:
    plan, unclaimed = plan_of(
        tmp_path, f"# Plan d'action 2024-2027\n\n# Contexte\n\nCe plan découle de {said}\n"
    )
    assert (plan.parent_title, unclaimed) == (title, 0)


@pytest.mark.parametrize("line", ["Plan issu de la Vision 2020-2040", "Bilan des années 2020-2025"])
def test_years_of_another_document_are_not_the_plans(tmp_path: Path, line: str) -> None:
    plan, _ = plan_of(tmp_path, f"# Plan canopée\n\n{line}\n\n# Contexte\n\n{TEXT}\n")
    assert (plan.period.start, plan.period.end) == (None, None)


@pytest.mark.parametrize("title", ["Plan d'action vélo 2026-2028", "Pour une ville sans obstacle"])
@pytest.mark.parametrize("between", ["", "Ville de Rive-Haute\n\n", "#### Ville de Rive-Haute\n\n"])
@pytest.mark.parametrize("body", ["##", "#####"])
def test_a_subtitle_set_as_no_other_heading_is_no_section(
    tmp_path: Path, title: str, between: str, body: str
) -> None:
    head = f"# {title}\n\n### Rouler plus et mieux\n\n{between}{body} Introduction\n\n{TEXT}\n"
    found = take_text(tmp_path, head + BODY.replace("# Axe", f"{body} Axe")).plan
    assert (found.title, found.subtitle) == (title, "Rouler plus et mieux")
    assert [(one.kind, one.parent_id) for one in found.sections] == [("axe", None)]
    assert [one.heading for one in found.passages] == ["Introduction"]


@pytest.mark.parametrize(
    ("heading", "below"),
    [
        ("Notre vision du vélo", f"{TEXT}\n"),
        ("Rouler plus et mieux", "## Rouler en sécurité\n"),
        ("Rouler plus et mieux", f"### Rouler en sécurité\n\n{TEXT}\n"),
        ("1. Rouler plus et mieux", ""),
        ("Rouler plus et mieux", "- Un réseau\n- Des supports\n"),
    ],
)
def test_a_heading_of_the_body_is_no_subtitle(tmp_path: Path, heading: str, below: str) -> None:
    body = f"## {heading}\n\n{below}"
    plan, _ = plan_of(tmp_path, f"# Plan d'action vélo 2026-2028\n\n{body}")
    assert plan.subtitle is None


@pytest.mark.parametrize("heading", ["Bilan du plan 2022-2025", "Le plan en bref"])
def test_a_heading_under_the_title_and_behind_text_is_no_cover(
    tmp_path: Path, heading: str
) -> None:
    head = f"# Plan vélo 2026-2028\n\nLe conseil l'a adopté en mars.\n\n## {heading}\n\n{TEXT}\n"
    plan, unclaimed = plan_of(tmp_path, head)
    assert unclaimed == 0
    assert (plan.title, plan.period.start) == ("Plan vélo 2026-2028", 2026)
    assert (heading, TEXT) in [(one.heading, one.text) for one in plan.passages]


def test_a_legend_behind_the_text_of_a_cover_is_read(tmp_path: Path) -> None:
    legend = "Légende : ✅ prévu, ⏳ à confirmer, ❌ non prévu"
    head = f"# Plan vélo 2026-2027\n\nLe conseil l'a adopté en mars.\n\n{legend}\n"
    taken = take_text(tmp_path, head + BODY.replace("| X | |", "| ⏳ | ✅ |"))
    (action,) = taken.plan.actions
    assert [entry.state for entry in action.schedule] == ["unclear", "planned"]
    assert taken.report.words.unclaimed == 0
    assert taken.plan.period.end == 2027

"""Plans that print an action as a sheet: labelled lines, a table downwards, an item of a list."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from pipeline.model import Plan, Report
from tests.taken import take_text

HEAD = "# Plan d'action en accessibilité 2025-2028\n\n## Axe 1 – Se déplacer\n\n"
LINES = """#### Action 1.1 – Abaisser les bordures

**Responsable :** Travaux publics

**Partenaires :** Comité des usagers; Office des transports

**Échéance :** décembre 2026

**Budget :** 250 000 $

**Priorité :** élevée

Les bordures sont abaissées selon la norme.

#### Action 1.2 – Traduire le site

- Responsable : Communications
- Indicateurs :
  - Pages traduites
  - Satisfaction

#### Action 1.3 – Former les équipes

Responsable :

Ressources humaines
"""
SHEETS = """#### Action 1.1 – Abaisser les bordures

| Responsable | Travaux publics |
|---|---|
| Partenaires | Comité des usagers; Office des transports |
| Échéance | décembre 2026 |
| Budget | 250 000 $ |
| Priorité | élevée |

Les bordures sont abaissées selon la norme.

#### Action 1.2 – Traduire le site

| Responsable | Communications |
|---|---|
| Indicateurs | Pages traduites;<br>Satisfaction |

#### Action 1.3 – Former les équipes

<table><tr><td>Responsable</td><td>Ressources humaines</td>
<td>Partenaires</td><td></td></tr></table>
"""
LIST = """Actions :

1.1. Abaisser les bordures

1.2. Traduire le site

1.3. Former les équipes
"""


def taken(tmp_path: Path, text: str, head: str = HEAD) -> tuple[Plan, Report]:
    found = take_text(tmp_path, head + text)
    assert found.errors == []
    assert found.unclaimed == []
    return found.plan, found.report


def said(plan: Plan) -> list[dict[str, Any]]:
    """Return what stands in the fields of the actions that are not empty."""
    names = ("number", "text", "leads", "partners", "indicators", "budget", "extra")
    dumped = (action.model_dump() for action in plan.actions)
    return [{name: one[name] for name in names if one[name]} for one in dumped]


WHOLE = [
    {
        "number": "1.1",
        "text": "Abaisser les bordures",
        "leads": ("Travaux publics",),
        "partners": ("Comité des usagers", "Office des transports"),
        "budget": "250 000 $",
        "extra": {"Priorité": "élevée"},
    },
    {
        "number": "1.2",
        "text": "Traduire le site",
        "leads": ("Communications",),
        "indicators": ("Pages traduites", "Satisfaction"),
    },
    {"number": "1.3", "text": "Former les équipes", "leads": ("Ressources humaines",)},
]


BADGES = re.sub(r"#### Action (1\.\d) – (.*)", r"#### \1\n\n##### \2", SHEETS)


@pytest.mark.parametrize("text", [LINES, SHEETS, BADGES], ids=["lines", "tables", "badges"])
def test_what_is_said_under_the_heading_of_an_action(tmp_path: Path, text: str) -> None:
    plan, _ = taken(tmp_path, text)
    assert said(plan) == WHOLE
    deadline = plan.actions[0].deadline
    assert deadline is not None
    assert deadline.text == "décembre 2026"
    assert "Les bordures sont abaissées selon la norme." in [p.text for p in plan.passages]


def test_a_sign_beside_the_label_of_a_field_is_its_text(tmp_path: Path) -> None:
    sheet = "#### {}\n\n| Responsable | Parcs |\n|---|---|\n| Budget | {} |\n\n"
    heads = "A1.1 : Planter", "A1.2 : Tailler", "A1.3 : Tondre"
    budgets = "5 000 $", "s. o.", "–"
    plan, _ = taken(tmp_path, "".join(map(sheet.format, heads, budgets)))
    assert [(a.number, a.text, a.leads, a.budget) for a in plan.actions] == [
        (number, text, ("Parcs",), budget)
        for (number, text), budget in zip((h.split(" : ") for h in heads), budgets, strict=True)
    ]


def test_a_table_downwards_that_names_its_action(tmp_path: Path) -> None:
    sheet = "| Action | {} |\n|---|---|\n| Responsable | {} |\n| Échéance | {} |\n\n"
    text = sheet.format("1. Planter", "Parcs", "2026") + sheet.format("2. Tailler", "Voirie", "")
    plan, _ = taken(tmp_path, text)
    assert said(plan) == [
        {"number": "1", "text": "Planter", "leads": ("Parcs",)},
        {"number": "2", "text": "Tailler", "leads": ("Voirie",)},
    ]
    assert {action.section_id for action in plan.actions} == {"plan/axe-1"}


def test_a_title_over_a_table_downwards_is_the_action(tmp_path: Path) -> None:
    row = '<tr><td colspan="2">{}</td></tr>'
    text = (
        f"<table>{row.format('Action 1 : Planter')}<tr><td>Responsable</td><td>Parcs</td></tr>"
        "<tr><td>Échéance</td><td>2026</td></tr></table>"
    )
    plan, _ = taken(tmp_path, text)
    assert said(plan) == [{"number": "1", "text": "Planter", "leads": ("Parcs",)}]


def test_a_table_of_two_columns_stays_one(tmp_path: Path) -> None:
    text = "| Action | Responsable |\n|---|---|\n| 1. Planter | Parcs |\n| 2. Tailler | Voirie |\n"
    plan, _ = taken(tmp_path, text)
    assert [one["leads"] for one in said(plan)] == [("Parcs",), ("Voirie",)]


def test_the_items_under_a_heading_for_actions(tmp_path: Path) -> None:
    plan, _ = taken(tmp_path, LIST)
    assert [(a.number, a.text, a.flags) for a in plan.actions] == [
        ("1.1", "Abaisser les bordures", ()),
        ("1.2", "Traduire le site", ()),
        ("1.3", "Former les équipes", ()),
    ]


def test_items_of_a_list_with_what_is_said_of_them(tmp_path: Path) -> None:
    text = """### Actions

- Abaisser les bordures
  - Responsable : Travaux publics
  - Échéance : 2026
- Traduire le site
  - les formulaires
  - les avis
"""
    plan, _ = taken(tmp_path, text)
    first, second = plan.actions
    assert (first.text, first.leads) == ("Abaisser les bordures", ("Travaux publics",))
    assert first.deadline is not None
    assert [item.text for item in second.items] == ["les formulaires", "les avis"]


def test_numbered_items_are_actions_where_nothing_else_is(tmp_path: Path) -> None:
    plan, report = taken(tmp_path, "1. Planter\n2. Tailler\n3. Arroser\n\n- un exemple\n")
    assert [(a.number, a.text) for a in plan.actions] == [
        ("1", "Planter"), ("2", "Tailler"), ("3", "Arroser"),
    ]  # fmt: skip
    assert {flag for action in plan.actions for flag in action.flags} == {"list_guessed"}
    (found,) = [f for f in report.findings if f.code == "list_guessed"]
    assert found.message == (
        "no table and no heading names an action; 3 numbered items of sections were taken for them"
    )


def test_paragraphs_with_codes_are_actions_where_nothing_else_is(tmp_path: Path) -> None:
    text = "1.1 Planter\n\n1.2 Tailler\n\nResponsable : Parcs\n\n1.3 Arroser\n\nLe bilan suit.\n"
    plan, report = taken(tmp_path, text)
    assert [(a.number, a.text, a.leads) for a in plan.actions] == [
        ("1.1", "Planter", ()), ("1.2", "Tailler", ("Parcs",)), ("1.3", "Arroser", ()),
    ]  # fmt: skip
    assert [item for action in plan.actions for item in action.items] == []
    (found,) = [f for f in report.findings if f.code == "list_guessed"]
    assert "3 numbered paragraphs of sections" in found.message


def test_items_of_the_innermost_sections_are_actions_where_nothing_else_is(
    tmp_path: Path,
) -> None:
    text = """Elle mise sur :

- la proximité
- la patience
- l'écoute

### Objectif 1 : Planter

- Planter des arbres
- Semer des fleurs

### Objectif 2 : Tailler

- Tailler les haies
"""
    plan, report = taken(tmp_path, text)
    assert [(a.text, a.section_id, a.flags) for a in plan.actions] == [
        ("Planter des arbres", "plan/axe-1/objectif-1", ("list_guessed",)),
        ("Semer des fleurs", "plan/axe-1/objectif-1", ("list_guessed",)),
        ("Tailler les haies", "plan/axe-1/objectif-2", ("list_guessed",)),
    ]
    (found,) = [f for f in report.findings if f.code == "list_guessed"]
    assert found.message == (
        "no table and no heading names an action; 3 items of sections were taken for them"
    )


def test_a_section_by_a_known_word_is_one_without_actions_too(tmp_path: Path) -> None:
    text = "La Ville agit.\n\n## Axe 2 – Voir\n\nLa Ville éclaire.\n"
    plan, _ = taken(tmp_path, text)
    assert [(s.kind, s.number, s.title) for s in plan.sections] == [
        ("axe", "1", "Se déplacer"), ("axe", "2", "Voir"),
    ]  # fmt: skip


def test_most_actions_outside_the_sections_are_told_too(tmp_path: Path) -> None:
    table = "| Action | Responsable |\n|---|---|\n"
    text = f"{table}| Planter | Parcs |\n\n## Suivi et évaluation\n\n"
    _, report = taken(tmp_path, f"{text}{table}| Semer | Parcs |\n| Tailler | Parcs |\n")
    (found,) = [f for f in report.findings if f.code == "action_sectionless"]
    assert found.message == "2 of 3 actions stand in no section, as 'Semer'"


def test_an_action_outside_the_sections_is_told(tmp_path: Path) -> None:
    table = "| Action | Responsable |\n|---|---|\n"
    text = f"{table}| 1. Planter | Parcs |\n| 2. Tailler | Parcs |\n\n## Mise en œuvre du plan\n\n"
    _, report = taken(tmp_path, text + table + "| 3. Semer | Parcs |\n")
    (found,) = [f for f in report.findings if f.code == "action_sectionless"]
    assert found.message == "1 of 3 actions stand in no section, as 'Semer'"


@pytest.mark.parametrize(
    "text",
    [
        "1. Planter\n2. Tailler\n",
        "- Planter\n- Tailler\n- Arroser\n",
        "La Ville vise :\n\n1. Planter\n2. Tailler\n3. Arroser\n",
    ],
    ids=["two", "bullets", "targets"],
)
def test_other_lists_are_none(tmp_path: Path, text: str) -> None:
    plan, _ = taken(tmp_path, text)
    assert plan.actions == ()


def test_a_note_alone_is_text(tmp_path: Path) -> None:
    plan, _ = taken(tmp_path, "#### Action 1 – Planter\n\nNote : selon la saison.\n")
    assert plan.actions[0].notes == ()
    assert [p.text for p in plan.passages] == ["Note : selon la saison."]


def test_a_number_before_the_label_that_it_belongs_to(tmp_path: Path) -> None:
    head = "# Plan d'action en accessibilité 2025-2028\n\n"
    table = "| N° | Action | Budget |\n|---|---|---|\n| {0} | {1} | 5 000 $ |\n\n"
    text = "".join(
        f"## {number}\n\n#### Axe\n\n### {title}\n\n{table.format(number, action)}"
        for number, title, action in ((1, "Se déplacer", "Marcher"), (2, "Participer", "Voter"))
    )
    plan, _ = taken(tmp_path, text, head)
    assert [(s.kind, s.number, s.title) for s in plan.sections] == [
        ("axe", "1", "Se déplacer"), ("axe", "2", "Participer")
    ]  # fmt: skip

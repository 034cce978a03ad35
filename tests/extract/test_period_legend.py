"""A legend of periods in one sentence, and actions that a bold item names over its labels."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.model import Plan
from tests.taken import take_text


def plan_of(tmp_path: Path, text: str) -> tuple[Plan, int]:
    taken = take_text(tmp_path, text)
    return taken.plan, taken.report.words.unclaimed


@pytest.mark.parametrize("lead", ["", "Légende : "])
def test_a_sentence_defines_the_periods(tmp_path: Path, lead: str) -> None:
    plan, unclaimed = plan_of(
        tmp_path,
        f"""# Plan vélo

{lead}CT : court terme (2026) ; MT : moyen terme (2027-2028).

## Axe 1 : Rouler

| No | Action | CT | MT |
|---|---|---|---|
| 1 | Poser des arceaux | X | |
""",
    )
    assert [(one.id, one.label, one.definition) for one in plan.schedule.periods] == [
        ("CT", "court terme", "(2026)"),
        ("MT", "moyen terme", "(2027-2028)"),
    ]
    assert [entry.state for entry in plan.actions[0].schedule] == ["planned", "not_planned"]
    assert plan.subtitle is None
    assert unclaimed == 0


def test_a_sentence_of_other_labels_defines_none(tmp_path: Path) -> None:
    sentence = "CT : court terme ; Budget : en dollars"
    text = f"# Plan vélo\n\n{sentence}\n\n## Axe 1 : Rouler\n\nTexte de la page."
    assert plan_of(tmp_path, text)[0].schedule.periods == ()


def test_a_bold_numbered_item_over_labels_is_an_action(tmp_path: Path) -> None:
    text = """# Plan famille

## Axe 1 : Garder

- **1.1 Ouvrir une crèche**

Responsable : Petite enfance

Échéance : 2027

- **1.2 Créer un relais**

Responsable : CCAS

Échéance : 2026
"""
    plan, unclaimed = plan_of(tmp_path, text)
    assert [(one.number, one.text, one.leads) for one in plan.actions] == [
        ("1.1", "Ouvrir une crèche", ("Petite enfance",)),
        ("1.2", "Créer un relais", ("CCAS",)),
    ]
    assert unclaimed == 0


def test_letters_of_the_legend_in_a_column_of_deadlines_are_periods(tmp_path: Path) -> None:
    head = "| Mesure | Échéancier | Responsable |\n|---|---|---|\n"
    plan, unclaimed = plan_of(
        tmp_path,
        "# Plan d’adaptation\n\n## Axe 1 : Inondations\n\n"
        f"{head}| Cartographier | CT | Urbanisme |\n| Agrandir les ponceaux | MT | Génie |\n\n"
        f"## Axe 2 : Canicules\n\n{head}| Ouvrir des haltes | CT | Loisirs |\n\n"
        "CT : court terme (2026) ; MT : moyen terme (2028) ; LT : long terme (2030)\n",
    )
    assert plan.schedule.kind == "horizons"
    assert [period.id for period in plan.schedule.periods] == ["CT", "MT", "LT"]
    assert [[entry.state for entry in action.schedule] for action in plan.actions] == [
        ["planned", "not_planned", "not_planned"],
        ["not_planned", "planned", "not_planned"],
        ["planned", "not_planned", "not_planned"],
    ]
    assert unclaimed == 0


def test_a_year_over_its_first_parts_alone_is_that_of_those_beside_them(tmp_path: Path) -> None:
    head = '<th rowspan="2">Action</th><th colspan="2">2026</th>'
    head += '<th rowspan="2">T3</th><th rowspan="2">T4</th><th>2027</th><th rowspan="2">T2</th>'
    rows = "<tr><td>Ouvrir un local</td><td>X</td><td></td><td>X</td><td></td><td></td><td>X</td>"
    rows += "</tr><tr><td>Former le personnel</td>" + "<td></td>" * 4 + "<td>X</td><td></td></tr>"
    page = f"<html lang='fr'><body><h1>Plan d'action</h1><h2>Axe 1 : Loger</h2><table><tr>{head}"
    page += f"</tr><tr><th>T1</th><th>T2</th><th>T1</th></tr>{rows}</table></body></html>"
    plan = take_text(tmp_path, page, "plan.html").plan
    assert [(p.id, p.start) for p in plan.schedule.periods] == [
        ("2026 T1", "2026-01-01"), ("2026 T2", "2026-04-01"), ("2026 T3", "2026-07-01"),
        ("2026 T4", "2026-10-01"), ("2027 T1", "2027-01-01"), ("2027 T2", "2027-04-01"),
    ]  # fmt: skip
    assert [e.period_id for e in plan.actions[0].schedule if e.state == "planned"] == [
        "2026 T1", "2026 T3", "2027 T2"
    ]  # fmt: skip
    assert plan.actions[0].grids == ()

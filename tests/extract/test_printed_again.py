"""What a plan prints twice, looks back on, or sums up, and bold lines that head tables."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.check import check
from pipeline.document import Table
from pipeline.extract import Identity, extract
from pipeline.lexicon import load_lexicons
from pipeline.model import Plan, Report
from pipeline.read import read

HEAD = "# Plan d'action 2025-2026\n\nCe plan a été adopté par le conseil municipal.\n\n"
DETAIL = """## Axe 1 : Eau

| N° | Action | Responsable |
|---|---|---|
| 1 | Poser des compteurs | Génie |
| 2 | Réparer les fuites | Génie |

## Axe 2 : Air

| N° | Action | Responsable |
|---|---|---|
| 3 | Planter des arbres | Parcs |
"""


def read_plan(tmp_path: Path, body: str) -> tuple[Plan, Report]:
    """Read a plan; no word of it may be lost or counted twice."""
    path = tmp_path / "plan.md"
    path.write_text(HEAD + body, encoding="utf-8")
    document = read(path)
    extraction = extract(document, load_lexicons().by_language["fr"], Identity("plan", path.name))
    report = check(extraction, document, {})
    assert [one.text for one in report.unclaimed] == []
    return extraction.plan, report


def codes(report: Report, severity: str = "warning") -> list[str]:
    return [finding.code for finding in report.findings if finding.severity == severity]


def sections(plan: Plan) -> list[tuple[str, str | None, str]]:
    return [(section.kind, section.number, section.title) for section in plan.sections]


def test_a_calendar_of_all_actions_adds_only_when(tmp_path: Path) -> None:
    calendar = """
## Calendrier

| N° | Action | 2025 | 2026 |
|---|---|---|---|
| 1 | Poser des compteurs | x | |
| 2 | Réparer les fuites | x | x |
| 3 | Planter des arbres | | x |
"""
    plan, report = read_plan(tmp_path, DETAIL + calendar)
    assert sections(plan) == [("axe", "1", "Eau"), ("axe", "2", "Air")]
    assert [(a.number, a.leads, [e.state for e in a.schedule], a.flags) for a in plan.actions] == [
        ("1", ("Génie",), ["planned", "not_planned"], ()),
        ("2", ("Génie",), ["planned", "planned"], ()),
        ("3", ("Parcs",), ["not_planned", "planned"], ()),
    ]
    assert codes(report) + codes(report, "error") == []


def test_a_list_before_the_headings_of_actions_is_an_overview(tmp_path: Path) -> None:
    listed = (
        "## Liste des actions\n\n| N° | Action |\n|---|---|\n| 1 | Isoler |\n| 2 | Peindre |\n\n"
    )
    headed = "".join(
        f"## Fiche action n°{n} : {text}\n\nPilote : {lead}\n\nÉchéance : 2026\n\n"
        for n, text, lead in [(1, "Isoler", "Ville"), (2, "Peindre", "École")]
    )
    plan, report = read_plan(tmp_path, listed + headed)
    assert [(a.number, a.text, a.leads) for a in plan.actions] == [
        ("1", "Isoler", ("Ville",)),
        ("2", "Peindre", ("École",)),
    ]
    assert codes(report, "error") == []


COSTS = """
## Coûts

| N° | Action | Coût | Priorité |
|---|---|---|---|
| 1 | Poser des compteurs | 10 $ | Haute |
| 2 | Réparer les fuites | 20 $ | Haute |
| 3 | Planter des arbres | 30 $ | Moyenne |
"""


def test_a_column_that_only_an_overview_has_goes_to_the_actions(tmp_path: Path) -> None:
    plan, report = read_plan(tmp_path, DETAIL + COSTS)
    assert [(a.number, a.leads, a.budget, a.extra) for a in plan.actions] == [
        ("1", ("Génie",), "10 $", {"Priorité": "Haute"}),
        ("2", ("Génie",), "20 $", {"Priorité": "Haute"}),
        ("3", ("Parcs",), "30 $", {"Priorité": "Moyenne"}),
    ]
    assert [s[2] for s in sections(plan)] == ["Eau", "Air"]
    assert codes(report) + codes(report, "error") == []


def test_a_table_that_picks_out_numbered_actions_adds_to_these(tmp_path: Path) -> None:
    one = DETAIL.replace("\n## Axe 2 : Air\n\n| N° | Action | Responsable |\n|---|---|---|\n", "")
    plan, report = read_plan(
        tmp_path, one + COSTS.replace("| 2 | Réparer les fuites | 20 $ | Haute |\n", "")
    )
    assert [(a.number, a.leads, a.budget) for a in plan.actions] == [
        ("1", ("Génie",), "10 $"),
        ("2", ("Génie",), None),
        ("3", ("Parcs",), "30 $"),
    ]
    assert codes(report) + codes(report, "error") == []


def test_a_table_that_says_otherwise_of_known_actions_is_kept_and_said(tmp_path: Path) -> None:
    otherwise = COSTS.replace("Coût |", "Responsable |").replace("20 $", "Voirie")
    plan, report = read_plan(tmp_path, DETAIL + otherwise)
    assert len(plan.actions) == 6
    assert [s[2] for s in sections(plan)] == ["Eau", "Air", "Coûts"]
    assert codes(report).count("actions_again") == 1


@pytest.mark.parametrize("axis", ["Axe {}", "{title}", "Axe {} : {title}"])
def test_a_list_that_adds_only_the_section_of_each_action_is_an_overview(
    tmp_path: Path, axis: str
) -> None:
    texts = ("Poser des compteurs", "Réparer les fuites", "Planter des arbres")
    axes = [axis.format(n, title=title) for n, title in ((1, "Eau"), (1, "Eau"), (2, "Air"))]
    told = "\n".join(
        f"| {n} | {text} | {one} |"
        for n, (text, one) in enumerate(zip(texts, axes, strict=True), 1)
    )
    listed = f"\n## Annexe : Liste\n\n| N° | Action | Axe |\n|---|---|---|\n{told}\n"
    plan, report = read_plan(tmp_path, DETAIL + listed)
    assert [action.number for action in plan.actions] == ["1", "2", "3"]
    assert codes(report) + codes(report, "error") == []


def test_a_row_of_an_action_that_says_two_things_is_kept_and_said(tmp_path: Path) -> None:
    twice = COSTS + "| 1 | Poser des compteurs | 15 $ | Haute |\n"
    plan, report = read_plan(tmp_path, DETAIL + twice)
    assert codes(report).count("actions_again") == 1
    assert len(plan.actions) == 7


def test_of_two_tables_with_the_same_rows_the_one_that_says_less_is_an_overview(
    tmp_path: Path,
) -> None:
    bare = "## Sommaire des mesures\n\n| Mesure |\n|---|\n"
    rows = "| Poser des compteurs d'eau |\n| Réparer les fuites d'eau |\n\n"
    full = (
        "## Axe 1 : Eau\n\n| Mesure | Responsable |\n|---|---|\n"
        "| Poser des compteurs d'eau | Génie |\n| Réparer les fuites d'eau | Génie |\n"
    )
    plan, _ = read_plan(tmp_path, bare.replace("| Mesure |", "| Mesure | |").replace(
        "|---|", "|---|---|") + rows.replace(" |\n", " | |\n") + full)  # fmt: skip
    assert [(a.text, a.leads) for a in plan.actions] == [
        ("Poser des compteurs d'eau", ("Génie",)),
        ("Réparer les fuites d'eau", ("Génie",)),
    ]


@pytest.mark.parametrize("head", ["Bilan 2021-2024", "Suivi du plan précédent"])
def test_what_a_plan_looks_back_on_is_no_action_of_it(tmp_path: Path, head: str) -> None:
    past = f"## {head}\n\n| Action | État |\n|---|---|\n| Ouvrir un parc | Fait |\n\n"
    plan, report = read_plan(tmp_path, past + DETAIL)
    assert [action.number for action in plan.actions] == ["1", "2", "3"]
    assert codes(report) == ["actions_past"]
    assert any("Ouvrir un parc" in passage.text for passage in plan.passages)


def test_how_many_actions_the_plan_before_had_is_not_announced(tmp_path: Path) -> None:
    past = (
        "## Bilan du plan précédent\n\nLe plan a permis de réaliser 18 des 21 actions prévues.\n\n"
    )
    plan, report = read_plan(tmp_path, past + DETAIL)
    assert plan.announced_actions is None
    assert "announced_not_listed" not in codes(report)
    now = "## Mise en œuvre\n\nLe présent plan réunit 30 actions.\n\n"
    plan, report = read_plan(tmp_path, past + now + DETAIL)
    assert plan.announced_actions is not None
    assert plan.announced_actions.text == "Le présent plan réunit 30 actions."
    assert "announced_not_listed" in codes(report)


def test_an_annex_of_what_was_withdrawn_holds_no_action(tmp_path: Path) -> None:
    rows = "| Action | Motif |\n|---|---|\n| Ouvrir un parc | Coût |\n"
    annex = f"\n## Annexe – Actions retirées\n\n{rows}"
    plan, report = read_plan(tmp_path, DETAIL + annex)
    assert [action.number for action in plan.actions] == ["1", "2", "3"]
    assert "actions_past" in codes(report)


def test_a_report_on_a_plan_keeps_its_actions(tmp_path: Path) -> None:
    past = "## Bilan 2021-2024\n\n| Action | État |\n|---|---|\n| Ouvrir un parc | Fait |\n\n"
    plan, report = read_plan(tmp_path, past)
    assert [action.text for action in plan.actions] == ["Ouvrir un parc"]
    assert "actions_past" not in codes(report)
    for heading in ("Bilan et suites", "Réalisations attendues"):
        plan, _ = read_plan(tmp_path, past.replace("Bilan 2021-2024", heading) + DETAIL)
        assert len(plan.actions) == 4


def test_a_heading_that_says_that_a_section_goes_on_is_no_section(tmp_path: Path) -> None:
    rows = "| N° | Action | Responsable |\n|---|---|---|\n| 4 | Limer | TP |\n"
    plan, report = read_plan(tmp_path, f"{DETAIL}\n## Axe 2 : Air (suite)\n\n{rows}")
    assert sections(plan) == [("axe", "1", "Eau"), ("axe", "2", "Air")]
    assert [action.section_id for action in plan.actions][-1] == "plan/axe-2"
    assert codes(report, "error") == []


def test_a_row_of_sums_is_no_action(tmp_path: Path) -> None:
    rows = "| Action | Coût |\n|---|---|\n| Poser des compteurs | 10 $ |\n| Total | 10 $ |\n"
    plan, _ = read_plan(tmp_path, "## Axe 1 : Eau\n\n" + rows)
    assert [action.text for action in plan.actions] == ["Poser des compteurs"]


def test_a_row_that_somebody_leads_is_no_sum(tmp_path: Path) -> None:
    rows = "| Action | Responsable |\n|---|---|\n| Total respect du bruit | Parcs |\n| Total | |\n"
    plan, _ = read_plan(tmp_path, "## Axe 1 : Eau\n\n" + rows)
    assert [action.text for action in plan.actions] == ["Total respect du bruit"]


def test_bold_lines_over_several_tables_head_them(tmp_path: Path) -> None:
    table = "| Action | Responsable |\n|---|---|\n| {} | Parcs |\n\n"
    eau, air = table.format("Poser des compteurs"), table.format("Planter des arbres")
    plan, _ = read_plan(tmp_path, f"**Eau potable**\n\n{eau}**B. Air**\n\n{air}")
    assert sections(plan) == [("section", None, "Eau potable"), ("section", "B", "Air")]
    plan, _ = read_plan(tmp_path, f"**Nos actions :**\n\n{eau}**Nos actions :**\n\n{air}")
    assert sections(plan) == []


def test_targets_that_number_headings_over_actions_are_sections(tmp_path: Path) -> None:
    body = DETAIL.replace("Axe 1", "Cible 1").replace("Axe 2", "Cible 2")
    plan, _ = read_plan(tmp_path, body)
    assert sections(plan) == [("cible", "1", "Eau"), ("cible", "2", "Air")]


@pytest.mark.parametrize(("heading", "made"), [("2", False), ("2025", True)])
def test_a_number_over_the_name_of_a_section_to_come_is_none(
    tmp_path: Path, heading: str, made: bool
) -> None:
    body = DETAIL.replace("## Axe", "### Axe")
    plan, _ = read_plan(tmp_path, f"## Nos axes\n\n## 1\n\nEau\n\n## {heading}\n\nAir\n\n{body}")
    own = [("section", None, heading)] if made else []
    assert sections(plan) == [*own, ("axe", "1", "Eau"), ("axe", "2", "Air")]


def test_an_overview_with_sections_in_it_makes_none(tmp_path: Path) -> None:
    rows = "| **Axe 1 : Eau** | |\n| 1 | Poser des compteurs |\n| 2 | Réparer les fuites |\n"
    rows += "| **Axe 2 : Air** | |\n| 3 | Planter des arbres |\n"
    listed = f"## Synthèse\n\n| N° | Action |\n|---|---|\n{rows}\n"
    plan, report = read_plan(tmp_path, listed + DETAIL)
    assert sections(plan) == [("axe", "1", "Eau"), ("axe", "2", "Air")]
    assert [action.number for action in plan.actions] == ["1", "2", "3"]
    assert codes(report, "error") == []


def test_bold_lines_head_tables_that_text_introduces(tmp_path: Path) -> None:
    table = "Elle agit.\n\n| Action | Responsable |\n|---|---|\n| {} | TP |\n\n"
    body = f"**Eau**\n\n{table.format('Poser')}**Air**\n\n{table.format('Planter')}"
    plan, _ = read_plan(tmp_path, body)
    assert [section[2] for section in sections(plan)] == ["Eau", "Air"]


def test_items_that_are_sections_head_those_under_them(tmp_path: Path) -> None:
    body = (
        "## Plan d'action\n\n- **Axe 1 : Eau**\n    - Poser des compteurs\n"
        "    - Réparer les fuites\n- **Axe 2 : Air**\n    - Planter des arbres\n"
    )
    plan, _ = read_plan(tmp_path, body)
    assert sections(plan) == [("axe", "1", "Eau"), ("axe", "2", "Air")]
    assert [(action.text, action.section_id) for action in plan.actions] == [
        ("Poser des compteurs", "plan/axe-1"),
        ("Réparer les fuites", "plan/axe-1"),
        ("Planter des arbres", "plan/axe-2"),
    ]


def test_a_document_of_which_nothing_is_read_says_so(tmp_path: Path) -> None:
    _, report = read_plan(tmp_path, "- Poser des compteurs\n- Réparer les fuites\n")
    assert "plan_empty" in codes(report)


def test_items_that_are_measures_stand_under_the_targets_that_head_them(tmp_path: Path) -> None:
    body = (
        "## Cible 1 : Eau\n\n- Mesure 1 : Poser des compteurs\n- Mesure 2 : Réparer les fuites\n\n"
        "## Cible 2 : Air\n\n- Mesure 3 : Planter des arbres\n"
    )
    plan, _ = read_plan(tmp_path, body)
    assert sections(plan) == [("cible", "1", "Eau"), ("cible", "2", "Air")]
    assert [(action.number, action.section_id) for action in plan.actions] == [
        ("1", "plan/cible-1"),
        ("2", "plan/cible-1"),
        ("3", "plan/cible-2"),
    ]


def test_what_an_item_says_of_the_one_before_it_is_no_action(tmp_path: Path) -> None:
    body = (
        "## Axe 1 : Eau\n\n### Actions\n\n- Poser des compteurs\n- Responsable : Génie\n"
        "- Échéance : 2026\n- Réparer les fuites\n- Responsable : Voirie\n"
        "- Planter des arbres | Responsable : Parcs | Échéance : 2027\n"
    )
    plan, _ = read_plan(tmp_path, body)
    assert [(action.text, action.leads) for action in plan.actions] == [
        ("Poser des compteurs", ("Génie",)),
        ("Réparer les fuites", ("Voirie",)),
        ("Planter des arbres", ("Parcs",)),
    ]
    assert plan.actions[0].deadline is not None


def test_labels_under_the_bold_heading_of_a_measure_are_its_own(tmp_path: Path) -> None:
    body = "## Domaine 1 : Air\n\n" + "".join(
        f"### **Mesure 1.{n} Planter {what}**\n\nObjectif : verdir {what}.\n\n"
        f"Responsable : Parcs\n\nDélai : {2025 + n}\n\n"
        for n, what in ((1, "des arbres"), (2, "des haies"))
    )
    plan, _ = read_plan(tmp_path, body)
    assert [(action.number, action.text, action.leads) for action in plan.actions] == [
        ("1.1", "Planter des arbres", ("Parcs",)),
        ("1.2", "Planter des haies", ("Parcs",)),
    ]


def test_a_header_in_plain_type_under_a_text_over_all_columns_is_one(tmp_path: Path) -> None:
    path = tmp_path / "plan.html"
    rows = (
        ["<td colspan=3>AXE 1 – EAU</td>", "<td>Objectifs</td><td>Actions</td><td>Échéance</td>"],
        ["<td rowspan=2>Mesurer</td><td>Poser des compteurs</td><td>2025</td>"],
        ["<td>Publier les relevés</td><td>2026</td>"],
    )
    table = "".join(f"<tr>{row}</tr>\n" for group in rows for row in group)
    text = f"<html lang='fr'><h1>Plan d'action 2025-2026</h1>\n<table>{table}</table></html>"
    path.write_text(text, encoding="utf-8")
    document = read(path)
    tables = [replace(one, header_rows=0) for one in document.tables()]
    lines = [block for block in document.blocks if not isinstance(block, Table)]
    plain = replace(document, blocks=(*lines, *tables))
    lexicon = load_lexicons().by_language["fr"]
    plan = extract(plain, lexicon, Identity("plan", path.name)).plan
    assert sections(plan) == [("axe", "1", "EAU"), ("objectif", None, "Mesurer")]
    assert [action.text for action in plan.actions] == [
        "Poser des compteurs",
        "Publier les relevés",
    ]

"""The ledger notices what is lost, what is invented and what is counted twice."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.check import check
from pipeline.document import Document
from pipeline.extract import Extraction
from pipeline.model import Plan, Report
from tests.taken import take_text

NARRATIVE = """## Mise en contexte

La Ville soutient les arts depuis longtemps.

## Mise en œuvre

La Ville rendra compte chaque année.
"""

PLAN = """# Plan d'action en culture 2025-2027

## Mise en contexte

La Ville soutient les arts depuis longtemps.

## Axe 1 : Des lieux vivants

La Ville vise :

- Trois lieux de plus

Actions\tRôle\t2025\t2026
1. Ouvrir des ateliers\tResponsable\tX\t
2. Animer les parcs\tResponsable\t\tX

## Mise en œuvre

La Ville rendra compte chaque année.
"""


def taken(text: str, folder: Path) -> tuple[Extraction, Document]:
    found = take_text(folder, text)
    return found.extraction, found.document


def report_on(text: str, folder: Path) -> Report:
    return take_text(folder, text).report


def changed(extraction: Extraction, **fields: object) -> Extraction:
    values = extraction.plan.model_dump() | fields
    return replace(extraction, plan=Plan.model_validate(values))


def codes(report: Report) -> list[str]:
    return [finding.code for finding in report.findings]


def test_every_word_has_one_place(tmp_path: Path) -> None:
    report = report_on(PLAN, tmp_path)
    assert codes(report) == ["roles_undefined"]
    assert report.words.unclaimed == 0
    assert report.words.kept == len(NARRATIVE.replace("#", "").split())
    assert report.words.ignored == {"label": 5}


def test_a_lost_action_is_unclaimed_text(tmp_path: Path) -> None:
    extraction, document = taken(PLAN, tmp_path)
    lost = changed(extraction, actions=extraction.plan.model_dump()["actions"][:1])
    report = check(lost, document, {})
    assert [quote.text for quote in report.unclaimed] == ["2. Animer les parcs Responsable X"]
    assert report.unclaimed[0].provenance.lines == (15, 15)
    assert "unclaimed_many" in codes(report)


def test_an_invented_text_is_an_error(tmp_path: Path) -> None:
    extraction, document = taken(PLAN, tmp_path)
    actions = extraction.plan.model_dump()["actions"]
    actions[0]["text"] = "Ouvrir trois ateliers"
    report = check(changed(extraction, actions=actions), document, {})
    (finding,) = [f for f in report.findings if f.code == "text_not_found"]
    assert (finding.severity, finding.where) == ("error", "plan/action-1")
    assert finding.message == (
        "'Ouvrir trois ateliers' does not occur at the place it is said to be read from"
    )


def test_words_counted_twice_are_an_error(tmp_path: Path) -> None:
    extraction, document = taken(PLAN, tmp_path)
    sections = extraction.plan.model_dump()["sections"]
    target = sections[0]["targets"][0]
    sections[0]["targets"] = [target, target | {"id": "plan/axe-1/cible-2"}]
    report = check(changed(extraction, sections=sections), document, {})
    assert "text_claimed_twice" in codes(report)


def test_text_of_nobody_is_listed_with_its_place(tmp_path: Path) -> None:
    report = report_on(PLAN + "\n\n\n\nZOR siroc\n", tmp_path)
    assert [(q.text, q.provenance.lines) for q in report.unclaimed] == [("ZOR siroc", (24, 24))]


def test_a_numbered_line_of_a_passage_that_follows_an_action_may_be_one(tmp_path: Path) -> None:
    extraction, document = taken(PLAN, tmp_path)
    plan = extraction.plan.model_dump()
    first, second, *rest = plan["actions"]
    actions = [first | {"number": "1.1"}, second | {"number": "1.2"}, *rest]
    place = first["provenance"]
    said = {"id": "plan/passage-9", "kind": "other", "provenance": place, "section_id": None}
    for text, found in (("1.3 Créer un sentier", True), ("1.2 Animer", False), ("1.5 Va", False)):
        passages = [said | {"heading": None, "text": f"Voici la suite.\n{text}"}]
        report = check(changed(extraction, actions=actions, passages=passages), document, {})
        assert ("action_left_out" in codes(report)) is found, text


def test_an_action_without_a_text_is_told(tmp_path: Path) -> None:
    extraction, document = taken(PLAN, tmp_path)
    first, *rest = extraction.plan.model_dump()["actions"]
    report = check(changed(extraction, actions=[first | {"text": ""}, *rest]), document, {})
    assert [f.where for f in report.findings if f.code == "action_empty"] == [first["id"]]


def test_a_reference_to_nothing_is_an_error(tmp_path: Path) -> None:
    extraction, document = taken(PLAN, tmp_path)
    actions = extraction.plan.model_dump()["actions"]
    actions[1]["section_id"] = "plan/axe-9"
    report = check(changed(extraction, actions=actions), document, {})
    assert [(f.code, f.where) for f in report.findings if f.severity == "error"] == [
        ("reference_broken", "plan/action-2")
    ]


@pytest.mark.parametrize(
    ("old", "new", "code", "message"),
    [
        ("2. Animer", "3. Animer", "action_number_hole", "no action has the number 2"),
        (
            "1. Ouvrir des ateliers",
            "1.1 Ouvrir des ateliers 1.2 Former les gens 1.3 Ouvrir 2.5 fois",
            "action_run_together",
            "the text holds what look like numbers of actions: 1.2, 1.3",
        ),
        (
            "2. Animer",
            "1. Animer",
            "action_number_repeated",
            "the number 1 is printed a second time: 'Animer les parcs'",
        ),
        (
            "\t\tX\n",
            "\t\t◍\n",
            "mark_unknown",
            "row 2, column '2026': nobody knows the mark '◍'",
        ),
        (
            "Ouvrir des ateliers\tResponsable\tX\t\n",
            "Ouvrir des ateliers\tResponsable\t\t\n",
            "schedule_empty",
            "no period is marked",
        ),
        (
            "\tX",
            "\t",
            "schedule_unmarked",
            "none of 2 actions is marked in any of 2025, 2026",
        ),
        (
            "\tX\n\n## Mise",
            "\n\n## Mise",
            "table_row_width",
            "the row has 3 cells, the table has 4 columns",
        ),
        ("1. Ouvrir des ateliers\t", "\t", "row_without_action",
         "row 1 of the table has no text under 'Actions'"),
        ("## Mise en contexte", "## Zorglub", "heading_unknown",
         "no lexicon knows the heading 'Zorglub'; its text is a passage"),
    ],
)  # fmt: skip
def test_each_fault_has_its_finding(
    tmp_path: Path, old: str, new: str, code: str, message: str
) -> None:
    assert old in PLAN
    report = report_on(PLAN.replace(old, new), tmp_path)
    assert [f.message for f in report.findings if f.code == code] == [message]


def test_a_repeated_number_keeps_both_actions(tmp_path: Path) -> None:
    extraction, _ = taken(PLAN.replace("2. Animer", "1. Animer"), tmp_path)
    assert [action.id for action in extraction.plan.actions] == ["plan/action-1", "plan/action-1~2"]


def test_a_row_too_short_leaves_the_missing_cell_unclear(tmp_path: Path) -> None:
    extraction, _ = taken(PLAN.replace("\tX\n\n## Mise", "\n\n## Mise"), tmp_path)
    action = extraction.plan.actions[1]
    assert [entry.state for entry in action.schedule] == ["not_planned", "unclear"]
    assert "cell_missing" in action.flags


def test_a_word_under_a_year_that_another_table_has_is_claimed_as_printed(tmp_path: Path) -> None:
    table = "| Action | 2025 | 2026 |\n|---|---|---|\n"
    first = f"## Axe 1 : Lire\n\n{table}| Ouvrir un rayon | X | X |\n\n"
    second = f"## Axe 2 : Jouer\n\n{table}| Ouvrir une ludothèque | X | à confirmer |\n"
    report = report_on(f"# Plan culture 2025-2026\n\n{first}{second}", tmp_path)
    assert [quote.text for quote in report.unclaimed] == []
    assert "schedule_unclear" in codes(report)


def test_an_expected_count_that_does_not_hold(tmp_path: Path) -> None:
    extraction, document = taken(PLAN, tmp_path)
    report = check(extraction, document, {"actions": 3, "axe": 1})
    assert [(f.where, f.message) for f in report.findings if f.severity == "error"] == [
        ("plan.yaml: expect.actions", "plan.yaml expects 3 actions, the plan has 2")
    ]


def test_an_expected_count_of_what_nothing_is_called(tmp_path: Path) -> None:
    extraction, document = taken(PLAN, tmp_path)
    report = check(extraction, document, {"action": 2, "objectif": 0})
    (finding,) = [f for f in report.findings if f.severity == "error"]
    assert finding.message == "plan.yaml expects 2 action, and nothing in the plan is called so"
    assert finding.hint.startswith("what is counted in this plan is sections, ")
    assert " actions, " in finding.hint


def test_every_code_is_documented() -> None:
    root = Path(__file__).parents[2]
    documented = (root / "docs" / "findings.md").read_text(encoding="utf-8")
    sources = [path.read_text(encoding="utf-8") for path in (root / "pipeline").rglob("*.py")]
    made = {
        code
        for source in sources
        for code in re.findall(
            r'(?:code=|findings\.add\(\s*|_about\(\s*claim, )"([a-z_]+)"', source
        )
    }
    assert len(made) > 15
    assert sorted(code for code in made if f"`{code}`" not in documented) == []


def test_what_a_legend_calls_a_mark_is_printed_in_the_legend_alone(tmp_path: Path) -> None:
    text = """# Plan d'action jeunesse 2024-2026

Légende : R = réalisé ; C = en cours

| Actions | 2024 | 2025 |
|---|---|---|
| 1. Ouvrir une maison des jeunes | R | C |
| 2. Former les animateurs | | X (60 %) |
| 3. Tenir un forum | C | R |
"""
    extraction, document = taken(text, tmp_path)
    report = check(extraction, document, {})
    assert extraction.plan.actions[0].extra == {"2024": "réalisé", "2025": "en cours"}
    assert [one.code for one in report.findings if one.severity == "error"] == []
    assert report.words.unclaimed == 0


def test_the_number_of_an_item_may_be_the_marker_of_its_list(tmp_path: Path) -> None:
    text = (
        "# Plan 2025-2027\n\n## Axe 1 : A\n\n### Actions\n\n1. Ouvrir ici\n2. Former dix jeunes\n"
    )
    extraction, document = taken(text, tmp_path)
    assert [action.number for action in extraction.plan.actions] == ["1", "2"]
    report = check(extraction, document, {})
    assert [one.code for one in report.findings if one.severity == "error"] == []
    assert report.words.unclaimed == 0


def test_the_words_that_describe_the_picture_of_a_mark_are_claimed(tmp_path: Path) -> None:
    rows = '<tr><td>Semer</td><td><img src="a.png" alt="Oui"></td></tr>'
    rows += "<tr><td>Planter</td><td><svg><title>Oui</title></svg></td></tr>"
    table = f"<table><tr><th>Action</th><th>2026</th></tr>{rows}</table>"
    page = f"<html lang='fr'><h1>Plan d'action 2025-2026</h1><h2>Axe 1 : Air</h2>{table}</html>"
    taken = take_text(tmp_path, page, "plan.html")
    assert taken.unclaimed == []
    assert taken.errors == []

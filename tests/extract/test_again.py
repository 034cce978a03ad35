"""What goes on or adds up: headings printed again, rows of totals, arrows from year to year."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.model import Plan, Report
from tests.taken import take_text

HEAD = "# Plan d'action culturel 2026-2028\n\n"
TABLE = "| N° | Action | Budget |\n|---|---|---|\n"


def _read(tmp_path: Path, body: str) -> tuple[Plan, Report]:
    taken = take_text(tmp_path, HEAD + body)
    return taken.plan, taken.report


@pytest.mark.parametrize(
    "again",
    [
        "Axe 1 – Ouvrir les lieux (suite)",
        "Axe 1 – Ouvrir les lieux – suite et fin",
        "Axe 1 – Ouvrir les lieux",
        "Axe 1 (suite)",
    ],
)
def test_a_heading_printed_again_goes_on_with_its_section(tmp_path: Path, again: str) -> None:
    plan, report = _read(
        tmp_path,
        f"## Axe 1 – Ouvrir les lieux\n\n{TABLE}| 1 | Ouvrir le musée | 5 000 $ |\n\n"
        f"## {again}\n\n{TABLE}| 2 | Prêter la salle | 1 000 $ |\n\n"
        f"## Axe 2 – Soutenir les arts\n\n{TABLE}| 3 | Créer une bourse | 8 000 $ |\n",
    )
    assert [section.title for section in plan.sections] == [
        "Ouvrir les lieux", "Soutenir les arts"
    ]  # fmt: skip
    first, second = (section.id for section in plan.sections)
    assert [action.section_id for action in plan.actions] == [first, first, second]
    assert [finding.code for finding in report.findings if finding.severity != "info"] == []
    assert report.words.unclaimed == 0


def test_a_number_printed_for_another_section_is_an_error(tmp_path: Path) -> None:
    plan, report = _read(
        tmp_path,
        f"## Axe 1 – Ouvrir les lieux\n\n{TABLE}| 1 | Ouvrir le musée | 5 000 $ |\n\n"
        f"## Axe 1 – Soutenir les arts\n\n{TABLE}| 2 | Créer une bourse | 8 000 $ |\n",
    )
    assert len(plan.sections) == 2
    assert "section_number_repeated" in [finding.code for finding in report.findings]


@pytest.mark.parametrize("total", ["Total", "TOTAL DE L'AXE 1", "Sous-total :"])
def test_a_row_that_adds_up_the_others_is_no_action(tmp_path: Path, total: str) -> None:
    plan, report = _read(
        tmp_path,
        f"## Axe 1 – Ouvrir les lieux\n\n{TABLE}| 1 | Ouvrir le musée | 5 000 $ |\n"
        f"| 2 | Totaliser les entrées | 1 000 $ |\n|  | {total} | 6 000 $ |\n",
    )
    assert [action.text for action in plan.actions] == ["Ouvrir le musée", "Totaliser les entrées"]
    assert report.words.unclaimed == 0


def test_an_arrow_in_a_year_says_that_the_action_goes_on(tmp_path: Path) -> None:
    years = "| N° | Action | 2026 | 2027 |\n|---|---|---|---|\n"
    plan, report = _read(
        tmp_path, f"## Axe 1 – Lire\n\n{years}| 1 | Prêter | ✓ | → |\n| 2 | Lire | ✓ | |\n"
    )
    states = [[entry.state for entry in action.schedule] for action in plan.actions]
    assert states == [["planned", "planned"], ["planned", "not_planned"]]
    assert [finding.code for finding in report.findings if finding.severity != "info"] == []


@pytest.mark.parametrize("numbers", [("1. ", "2. ", "3. "), ("1 ", "2 ", "3 "), ("", "", "")])
def test_a_title_with_the_word_of_a_passage_heads_actions_as_those_beside_it_do(
    tmp_path: Path, numbers: tuple[str, ...]
) -> None:
    titles = "Habitation et logement", "Simplifier les démarches", "Gouvernance partagée"
    plan, report = _read(
        tmp_path,
        "".join(
            f"## {number}{title}\n\n{TABLE}| A-{place} | Prêter la salle {place} | 5 000 $ |\n\n"
            for place, (number, title) in enumerate(zip(numbers, titles, strict=True), 1)
        ),
    )
    assert [section.title for section in plan.sections] == [*titles]
    assert [section.number for section in plan.sections] == [
        number.strip(". ") or None for number in numbers
    ]
    assert [action.section_id for action in plan.actions] == [s.id for s in plan.sections]
    assert report.findings == ()

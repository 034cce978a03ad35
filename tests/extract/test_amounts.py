"""Columns that look like others: amounts under years, codes under "Mesure"; no action at all."""

from __future__ import annotations

from pathlib import Path

from pipeline.model import Plan, Report
from tests.taken import take_text

HEAD = "# Plan d’action en logement 2025-2027\n\n## Axe 1 : Soutenir\n\n"


def _read(tmp_path: Path, body: str) -> tuple[Plan, Report]:
    taken = take_text(tmp_path, HEAD + body)
    return taken.plan, taken.report


def test_amounts_under_years_are_no_marks(tmp_path: Path) -> None:
    plan, report = _read(
        tmp_path,
        "| Actions | Responsable | 2025 | 2026 | Phasage |\n|---|---|---|---|---|\n"
        "| Offrir une aide | Finances | 10 000 $ | 15 000 $ | 2025 |\n"
        "| Acquérir des terrains | Urbanisme | 500 000 $ | — | 2026-2027 |\n",
    )
    assert plan.schedule.kind == "dates"
    assert [(a.schedule, dict(a.extra)) for a in plan.actions] == [
        ((), {"2025": "10 000 $", "2026": "15 000 $"}),
        ((), {"2025": "500 000 $", "2026": "—"}),
    ]
    assert [f.code for f in report.findings if f.severity != "info"] == []


def test_a_plan_whose_tables_hold_no_action_says_so(tmp_path: Path) -> None:
    table = "| Zone | Résultat |\n|---|---|\n| Nord | Sentiers |\n"
    plan, report = _read(tmp_path, table)
    assert plan.actions == ()
    (found,) = [f for f in report.findings if f.code == "actions_missing"]
    assert found.message == "the document has 1 tables and none was read as actions"


def test_codes_beside_the_actions_number_them_in_a_table_of_one_row_too(tmp_path: Path) -> None:
    head = "| Mesure | Intitulé | Porteur |\n|---|---|---|\n"
    plan, _ = _read(
        tmp_path,
        f"{head}| T1 | Électrifier | Voirie |\n| T2 | Relier | Voirie |\n\n"
        f"## AXE N°2 – Bâtir\n\n{head}| B1 | Isoler | Bâtiments |\n",
    )
    assert [(a.number, a.text) for a in plan.actions] == [
        ("T1", "Électrifier"), ("T2", "Relier"), ("B1", "Isoler"),
    ]  # fmt: skip
    assert [(s.number, s.title) for s in plan.sections] == [("1", "Soutenir"), ("2", "Bâtir")]

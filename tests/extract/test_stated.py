"""Actions that a page states one by one: folded parts, cards, sheets with labels of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.check import check
from pipeline.extract import Extraction, Identity, extract
from pipeline.lexicon import load_lexicons
from pipeline.model import Action
from pipeline.read import read

HEAD = "<!doctype html><html lang='fr'><body><main><h1>Plan vert 2026-2028</h1>"
AXES = "<h2>Axe 1 : Verdir la ville</h2>{first}<h2>Axe 2 : Protéger l’eau</h2>{second}"
SAID = {
    "first": ("1.1", "Planter des arbres", "Parcs", "2027", "10 000 $"),
    "second": ("2.1", "Financer des barils", "Environnement", "2026", "5 000 $"),
}
FOLDED = """<details><summary>{0} {1}</summary><ul><li><strong>Responsable :</strong> {2}</li>
<li><strong>Échéancier :</strong> {3}</li><li><strong>Budget :</strong> {4}</li></ul></details>"""
BUTTON = """<div><button aria-expanded="false">{0} {1}</button><p>Responsable : {2}</p>
<p>Échéancier : {3}</p><p>Budget : {4}</p></div>"""
SHEET = """<h3>Fiche action n° {0} – {1}</h3><dl><dt>Pilote</dt><dd>{2}</dd>
<dt>Calendrier</dt><dd>{3}</dd><dt>Budget</dt><dd>{4}</dd></dl>"""
CARD = """<article><div><span class="badge">{0}</span> <h4>{1}</h4></div>
<p><b>Responsable :</b> {2}</p><p><b>Échéance :</b> {3}</p><p><b>Budget :</b> {4}</p></article>"""
BOLD = """<p><b>{0} {1}</b></p><p><b>Responsable</b></p><p>{2}</p><p><b>Échéance</b></p><p>{3}</p>
<p><b>Budget</b></p><p>{4}</p>"""
DEEPER = """<h3>{0} {1}</h3><h4>Responsable</h4><p>{2}</p><h4>Échéance</h4><p>{3}</p>
<h4>Budget</h4><p>{4}</p>"""


def _read(tmp_path: Path, body: str) -> tuple[Extraction, list[str]]:
    path = tmp_path / "plan.html"
    path.write_text(f"{HEAD}{body}</main></body></html>", encoding="utf-8")
    document = read(path)
    extraction = extract(document, load_lexicons().pick(HEAD), Identity("plan", "plan.html"))
    report = check(extraction, document, {})
    return extraction, [quote.text for quote in report.unclaimed]


def _said(action: Action) -> tuple[str | None, str, str, str, str]:
    due = action.deadline.text if action.deadline else ""
    return action.number, action.text, ", ".join(action.leads), due, action.budget or ""


@pytest.mark.parametrize("form", [FOLDED, BUTTON, SHEET, CARD, BOLD, DEEPER], ids=range(6))
def test_a_title_over_labels_is_an_action(tmp_path: Path, form: str) -> None:
    body = AXES.format(**{name: form.format(*said) for name, said in SAID.items()})
    extraction, unclaimed = _read(tmp_path, body)
    plan = extraction.plan
    assert [_said(action) for action in plan.actions] == [*SAID.values()]
    assert [section.title for section in plan.sections] == ["Verdir la ville", "Protéger l’eau"]
    assert [action.section_id for action in plan.actions] == ["plan/axe-1", "plan/axe-2"]
    assert unclaimed == []


def test_labels_under_one_title_only_state_no_action(tmp_path: Path) -> None:
    said = "<h2>Suivi</h2><p>Responsable : Greffe</p><p>Échéance : 2027</p>"
    extraction, unclaimed = _read(tmp_path, said)
    assert extraction.plan.actions == ()
    assert unclaimed == []


def test_parts_of_years_are_periods(tmp_path: Path) -> None:
    head = (
        "<tr><th rowspan=2>Action</th><th colspan=2>2026</th><th colspan=2>2027</th></tr>"
        "<tr><th>T3</th><th>T4</th><th>T1</th><th>T2</th></tr>"
    )
    row = "<tr><td>1. Planter</td><td>●</td><td></td><td></td><td>●</td></tr>"
    extraction, unclaimed = _read(tmp_path, f"<h2>Axe 1 : Eau</h2><table>{head}{row}</table>")
    periods = [(p.id, p.start, p.end) for p in extraction.plan.schedule.periods]
    assert periods == [
        ("2026 T3", "2026-07-01", "2026-09-30"),
        ("2026 T4", "2026-10-01", "2026-12-31"),
        ("2027 T1", "2027-01-01", "2027-03-31"),
        ("2027 T2", "2027-04-01", "2027-06-30"),
    ]
    (action,) = extraction.plan.actions
    assert [e.state for e in action.schedule] == [
        "planned", "not_planned", "not_planned", "planned",
    ]  # fmt: skip
    assert unclaimed == []


@pytest.mark.parametrize(
    ("header", "start", "end"),
    [
        ("T1 2026", "2026-01-01", "2026-03-31"),
        ("2026-T2", "2026-04-01", "2026-06-30"),
        ("2e semestre 2026", "2026-07-01", "2026-12-31"),
        ("févr. 2028", "2028-02-01", "2028-02-29"),
        ("T1", None, None),
    ],
)
def test_a_part_of_a_year_has_its_days(
    tmp_path: Path, header: str, start: str | None, end: str | None
) -> None:
    table = f"<table><tr><th>Action</th><th>{header}</th></tr><tr><td>Semer</td><td>X</td></tr>"
    extraction, unclaimed = _read(tmp_path, f"{table}</table>")
    (period,) = extraction.plan.schedule.periods
    assert (period.id, period.start, period.end) == (header, start, end)
    assert unclaimed == []


def test_what_a_screen_reader_says_of_an_icon_is_no_text_of_its_cell(tmp_path: Path) -> None:
    icon = '<i class="fa fa-check"></i><span class="sr-only">Travaux prévus</span>'
    table = (
        "<table><tr><td>No</td><td>Action</td><td>2026</td><td>2027</td></tr>"
        f"<tr><td>1</td><td>Semer</td><td>{icon}</td><td></td></tr>"
        "<tr><td>2</td><td>Tondre</td><td></td><td>Prévu</td></tr></table>"
    )
    extraction, unclaimed = _read(tmp_path, table)
    actions = extraction.plan.actions
    assert [(a.number, a.text) for a in actions] == [("1", "Semer"), ("2", "Tondre")]
    assert [[e.state for e in a.schedule] for a in actions] == [
        ["planned", "not_planned"],
        ["not_planned", "planned"],
    ]
    assert unclaimed == []

"""Actions that a page states one by one: folded parts, cards, sheets with labels of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.extract import Extraction
from pipeline.model import Action
from tests.taken import take_text

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
TERMS = """<dl><dt>Action {0} : {1}</dt><dd>Responsable : {2}<br>Échéance : {3}<br>Budget : {4}</dd>
</dl>"""
NAMED = """<table><tr><td>ACTION N°{0}</td><td>{1}</td></tr><tr><td>Pilote</td><td>{2}</td></tr>
<tr><td>Calendrier</td><td>{3}</td></tr><tr><td>Coût</td><td>{4}</td></tr>
<tr><td>Description de l’action</td><td>On le fait.</td></tr></table>"""
DESCRIBED = """<h3>FICHE ACTION N° {0} – {1}</h3>
<table><tr><td>Service référent</td><td>{2}</td></tr>
<tr><td>Calendrier</td><td>{3}</td></tr><tr><td>Coût</td><td>{4}</td></tr>
<tr><td>Description de l’action</td><td>On le fait.</td></tr></table>"""
DEEPER = """<h3>{0} {1}</h3><h4>Responsable</h4><p>{2}</p><h4>Échéance</h4><p>{3}</p>
<h4>Budget</h4><p>{4}</p>"""


def _read(tmp_path: Path, body: str) -> tuple[Extraction, list[str]]:
    taken = take_text(tmp_path, f"{HEAD}{body}</main></body></html>", "plan.html")
    return taken.extraction, taken.unclaimed


def _said(action: Action) -> tuple[str | None, str, str, str, str]:
    due = action.deadline.text if action.deadline else ""
    return action.number, action.text, ", ".join(action.leads), due, action.budget or ""


@pytest.mark.parametrize(
    "form", [FOLDED, BUTTON, SHEET, CARD, BOLD, TERMS, NAMED, DESCRIBED, DEEPER], ids=range(9)
)
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


@pytest.mark.parametrize("parts", [("Automne", "Hiver"), ("T1", "T2")])
def test_parts_of_years_that_two_calendar_years_share_are_told_apart(
    tmp_path: Path, parts: tuple[str, str]
) -> None:
    years = "2025-2026", "2026-2027"
    over = "".join(f"<th colspan=2>{year}</th>" for year in years)
    under = "".join(f"<th>{part}</th>" for _ in years for part in parts)
    head = f"<tr><th rowspan=2>Action</th>{over}</tr><tr>{under}</tr>"
    row = "<tr><td>Former le personnel</td><td>X</td><td></td><td></td><td>X</td></tr>"
    extraction, unclaimed = _read(tmp_path, f"<table>{head}{row}</table>")
    periods = extraction.plan.schedule.periods
    assert [(p.id, p.start, p.end) for p in periods] == [
        (f"{year} {part}", None, None) for year in years for part in parts
    ]
    (action,) = extraction.plan.actions
    assert [e.state for e in action.schedule] == [
        "planned", "not_planned", "not_planned", "planned",
    ]  # fmt: skip
    assert (unclaimed, action.grids) == ([], ())


@pytest.mark.parametrize(
    ("header", "start", "end"),
    [
        ("T1 2026", "2026-01-01", "2026-03-31"),
        ("2026-T2", "2026-04-01", "2026-06-30"),
        ("2e semestre 2026", "2026-07-01", "2026-12-31"),
        ("févr. 2028", "2028-02-01", "2028-02-29"),
        ("T1", None, None),
        ("Printemps 2026", None, None),
        ("2027 et +", "2027-01-01", None),
        ("2028+", "2028-01-01", None),
        ("2027 et suivantes", "2027-01-01", None),
        ("2027-2028 et plus", "2027-01-01", None),
        ("Après 2027", None, None),
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


@pytest.mark.parametrize("first", [1, 9])
def test_a_year_of_initials_names_its_months(tmp_path: Path, first: int) -> None:
    order = [(first - 1 + i) % 12 for i in range(12)]
    initials = "".join(f"<th>{'JFMAMJJASOND'[i]}</th>" for i in order)
    head = f"<tr><th rowspan=2>Action</th><th colspan=12>2026</th></tr><tr>{initials}</tr>"
    marks = "".join(f"<td>{'x' if i in (5, 6) else ''}</td>" for i in order)
    table = f"<table>{head}<tr><td>Semer</td>{marks}</tr></table>"
    extraction, unclaimed = _read(tmp_path, table)
    (action,) = extraction.plan.actions
    planned = [e.period_id for e in action.schedule if e.state == "planned"]
    assert planned == ["2026 juin", "2026 juillet"]
    assert [len(action.schedule), action.grids] == [12, ()]
    starts = {p.id: p.start for p in extraction.plan.schedule.periods}
    assert starts["2026 mars"] == "2026-03-01"
    assert unclaimed == []


def test_years_printed_again_under_another_title_are_no_time(tmp_path: Path) -> None:
    head = (
        "<tr><th rowspan=2>Action</th><th colspan=2>Prévu</th><th colspan=2>Réalisé</th></tr>"
        "<tr><th>2025</th><th>2026</th><th>2025</th><th>2026</th></tr>"
    )
    row = "<tr><td>Semer</td><td>X</td><td>X</td><td></td><td>X</td></tr>"
    extraction, unclaimed = _read(tmp_path, f"<table>{head}{row}</table>")
    (action,) = extraction.plan.actions
    assert [e.state for e in action.schedule] == ["planned", "planned"]
    grids = [(g.title, g.column, g.state) for g in action.grids]
    assert grids == [("Réalisé", "2025", "not_planned"), ("Réalisé", "2026", "planned")]
    assert unclaimed == []


@pytest.mark.parametrize("rest", ["<td colspan=2>{}</td>", "<td>{}</td><td></td>"])
@pytest.mark.parametrize(
    ("top", "under", "number"),
    [("1", "1.1", "1.1.1"), ("A", "A.1", "A.1.1"), ("II", "II.1", "II.1.1")],
)
def test_rows_whose_number_the_next_one_goes_on_from_are_sections(
    tmp_path: Path, rest: str, top: str, under: str, number: str
) -> None:
    head = "<tr><th>No</th><th>Intitulé</th><th>Responsable</th></tr>"
    rows = "".join(
        f"<tr><td>{n}</td>{rest.format(title)}</tr>"
        for n, title in ((top, "Préserver l'eau"), (under, "Rouvrir les rivières"))
    )
    rows += f"<tr><td>{number}</td><td>Planter des saules</td><td>Parcs</td></tr>"
    rows += f"<tr><td>{number[:-1]}2</td><td>Curer le lit</td><td>Voirie</td></tr>"
    extraction, unclaimed = _read(tmp_path, f"<table>{head}{rows}</table>")
    sections = extraction.plan.sections
    assert [(s.number, s.title) for s in sections] == [
        (top, "Préserver l'eau"),
        (under, "Rouvrir les rivières"),
    ]
    assert sections[1].parent_id == sections[0].id
    assert [(a.number, a.text, a.section_id) for a in extraction.plan.actions] == [
        (number, "Planter des saules", sections[1].id),
        (f"{number[:-1]}2", "Curer le lit", sections[1].id),
    ]
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


def test_the_names_of_tabs_head_their_panels(tmp_path: Path) -> None:
    tabs = "".join(
        f"<li><a id='t{n}' role='tab' href='#p{n}'>{name}</a></li>"
        for n, name in enumerate(("Équipements", "Activités"))
    )
    head = "<table><tr><th>No</th><th>Action</th><th>2026</th></tr>"
    panels = "".join(
        f"<div role='tabpanel' aria-labelledby='t{n}'>{head}<tr><td>{n + 1}</td><td>{text}</td>"
        "<td>✔</td></tr></table></div>"
        for n, text in enumerate(("Refaire le terrain", "Créer une ligue"))
    )
    extraction, unclaimed = _read(tmp_path, f"<ul role='tablist'>{tabs}</ul>{panels}")
    plan = extraction.plan
    assert [section.title for section in plan.sections] == ["Équipements", "Activités"]
    assert [(a.text, a.section_id) for a in plan.actions] == [
        ("Refaire le terrain", "plan/section-1"),
        ("Créer une ligue", "plan/section-2"),
    ]
    assert unclaimed == []


def test_one_state_under_each_of_many_titles(tmp_path: Path) -> None:
    cards = "".join(
        f"<h3>{title}</h3><p>Trois écoles pilotes.</p><dl><dt>Statut</dt><dd>{state}</dd></dl>"
        for title, state in (("Semer", "Réalisé"), ("Tondre", "En cours"), ("Arroser", "À venir"))
    )
    extraction, unclaimed = _read(tmp_path, f"<h2>Énergie</h2>{cards}")
    assert [(a.text, a.extra) for a in extraction.plan.actions] == [
        ("Semer", {"Statut": "Réalisé"}),
        ("Tondre", {"Statut": "En cours"}),
        ("Arroser", {"Statut": "À venir"}),
    ]
    assert [section.title for section in extraction.plan.sections] == ["Énergie"]
    assert unclaimed == []


def test_sections_that_hold_sections_and_bands_over_the_header(tmp_path: Path) -> None:
    table = (
        "<table><tr><td colspan=3>Objectif 1 : Participer</td></tr><tr><th>Action(s)</th>"
        "<th>Pilote(s)</th><th>Échéance(s)</th></tr><tr><td>{0}</td><td>DG</td><td>2026</td></tr>"
        "</table>"
    )
    body = "<h2>I. Gouverner</h2><h3>A. Ici</h3>{0}<h2>II. Vivre</h2><h3>A. Là</h3>{1}"
    texts = ("Créer un budget", "Ouvrir un atelier")
    extraction, unclaimed = _read(tmp_path, body.format(*(table.format(text) for text in texts)))
    plan = extraction.plan
    assert [(s.number, s.title) for s in plan.sections] == [
        ("I", "Gouverner"), ("A", "Ici"), ("1", "Participer"),
        ("II", "Vivre"), ("A", "Là"), ("1", "Participer"),
    ]  # fmt: skip
    assert [(a.text, a.leads, a.deadline and a.deadline.text) for a in plan.actions] == [
        (text, ("DG",), "2026") for text in texts
    ]
    assert unclaimed == []


@pytest.mark.parametrize(
    "form",
    [
        "<ul><li><strong>Action {0}</strong> : {1}</li></ul>",
        "<p><strong>Action {0} : {1}</strong></p><p>Détails à venir au printemps.</p>",
    ],
    ids=["items", "bold"],
)
def test_lines_that_an_action_label_begins(tmp_path: Path, form: str) -> None:
    said = [("1.1", "Former les cadres"), ("1.2", "Publier l’index"), ("2.1", "Créer un prix")]
    first, second, third = (form.format(*one) for one in said)
    extraction, unclaimed = _read(
        tmp_path, f"<h2>Axe 1 : Ici</h2>{first}{second}<h2>Axe 2 : Là</h2>{third}"
    )
    plan = extraction.plan
    assert [(s.id, s.title) for s in plan.sections] == [("plan/axe-1", "Ici"), ("plan/axe-2", "Là")]
    assert [(a.number, a.text) for a in plan.actions] == said
    assert [a.section_id for a in plan.actions] == ["plan/axe-1", "plan/axe-1", "plan/axe-2"]
    assert unclaimed == []


def test_headers_that_count_years_are_periods(tmp_path: Path) -> None:
    table = (
        "<table><tr><th>Action</th><th>An 1 (2026)</th><th>An 2 (2027)</th><th>An 3 (2028)</th>"
        "</tr><tr><td>Semer</td><td>X</td><td></td><td></td></tr>"
        "<tr><td>Tondre</td><td></td><td>X</td><td></td></tr></table>"
    )
    extraction, unclaimed = _read(tmp_path, table)
    assert [(p.id, p.start) for p in extraction.plan.schedule.periods] == [
        ("An 1 (2026)", "2026-01-01"), ("An 2 (2027)", "2027-01-01"), ("An 3 (2028)", "2028-01-01"),
    ]  # fmt: skip
    assert all(not action.grids for action in extraction.plan.actions)
    assert unclaimed == []


def test_places_that_are_counted_are_no_periods(tmp_path: Path) -> None:
    table = (
        "<table><tr><th>Action</th><th>Quartier 1</th><th>Quartier 2</th></tr>"
        "<tr><td>Semer</td><td>X</td><td></td></tr><tr><td>Tondre</td><td></td><td>X</td></tr>"
    )
    extraction, _ = _read(tmp_path, f"{table}</table>")
    assert extraction.plan.schedule.periods == ()
    assert [len(action.grids) for action in extraction.plan.actions] == [2, 2]


def test_each_step_of_an_action_keeps_its_own_deadline(tmp_path: Path) -> None:
    table = (
        "<table><tr><th>Action</th><th>Étapes</th><th>Échéance</th></tr>"
        "<tr><td rowspan=2>Semer</td><td>Acheter</td><td>mai 2026</td></tr>"
        "<tr><td>Planter</td><td>juin 2026</td></tr></table>"
    )
    extraction, unclaimed = _read(tmp_path, table)
    (action,) = extraction.plan.actions
    assert action.deadline is None
    assert [(i.text, i.deadline and i.deadline.text) for i in action.items] == [
        ("Acheter", "mai 2026"), ("Planter", "juin 2026"),
    ]  # fmt: skip
    assert unclaimed == []


def test_the_sign_of_a_number_may_stand_close_to_it(tmp_path: Path) -> None:
    body = (
        "<h2>Engagement n°1 : Ici</h2><h3>Nos actions</h3><ul><li>Semer</li></ul>"
        "<h2>Axe n°2 : Là</h2><h3>Action n°1 – Tondre</h3><p>Pilote : Département</p>"
    )
    taken = take_text(tmp_path, f"{HEAD}{body}</main></body></html>", "plan.html")
    plan = taken.plan
    assert [(s.kind, s.number, s.title) for s in plan.sections] == [
        ("engagement", "1", "Ici"), ("axe", "2", "Là"),
    ]  # fmt: skip
    assert [(a.number, a.text, a.leads) for a in plan.actions] == [
        (None, "Semer", ()), ("1", "Tondre", ("Département",)),
    ]  # fmt: skip
    assert taken.unclaimed == []
    assert taken.errors == []


def test_headings_under_a_title_that_names_no_plan_are_sections(tmp_path: Path) -> None:
    head = "<table><tr><th>N°</th><th>Action</th></tr>"
    table = head + "<tr><td>A.{0}</td><td>Semer {0}</td></tr></table>"
    tables = "".join(f"<h2>OS.{n} Partie {n}</h2>{table.format(n)}" for n in (1, 2))
    plan = take_text(tmp_path, f"<main><h1>PST 2025-2030</h1>{tables}</main>", "plan.html").plan
    assert plan.title == "PST 2025-2030"
    assert [(s.number, s.title) for s in plan.sections] == [
        ("OS.1", "Partie 1"),
        ("OS.2", "Partie 2"),
    ]


@pytest.mark.parametrize(
    ("wide", "narrow"), [("Projet", "Activités"), ("Engagement", "Actions"), ("Projet", "Mesures")]
)
def test_one_of_two_columns_holds_the_actions(tmp_path: Path, wide: str, narrow: str) -> None:
    table = (
        f"<table><tr><th>{wide}</th><th>{narrow}</th><th>Responsable</th></tr>"
        "<tr><td rowspan=2>Parc</td><td>Semer</td><td>DG</td></tr>"
        "<tr><td>Tondre</td><td>Parcs</td></tr></table>"
    )
    extraction, unclaimed = _read(tmp_path, f"<h2>Axe 1 : Ici</h2>{table}")
    assert [a.text for a in extraction.plan.actions] == ["Semer", "Tondre"]
    assert [a.leads for a in extraction.plan.actions] == [("DG",), ("Parcs",)]
    assert unclaimed == []


def test_a_link_after_the_last_value_is_no_value(tmp_path: Path) -> None:
    cards = "".join(
        f"<li><h3>Action {n} : Semer</h3><dl><dt>Pilote :</dt><dd>DG</dd><dt>Échéance :</dt>"
        f"<dd>202{n}</dd></dl><a href='#'>En savoir plus</a></li>"
        for n in (6, 7)
    )
    extraction, unclaimed = _read(tmp_path, f"<h2>Axe 1 : Ici</h2><ul>{cards}</ul>")
    due = [a.deadline.text for a in extraction.plan.actions if a.deadline]
    assert due == ["2026", "2027"]
    assert unclaimed == []


TITLED = "<tr><td colspan='2'>Action {0} : {1}</td></tr>"
LABELLED = "<tr><td>Action</td><td>{0} {1}</td></tr>"


@pytest.mark.parametrize("head", [TITLED, LABELLED])
def test_actions_that_one_table_prints_under_each_other(tmp_path: Path, head: str) -> None:
    said = "<tr><td>Responsable</td><td>{2}</td></tr><tr><td>Budget</td><td>{4}</td></tr>"
    rows = "".join((head + said).format(*values) for values in SAID.values())
    extraction, unclaimed = _read(
        tmp_path, f"<h2>Axe 1 : Verdir la ville</h2><table>{rows}</table>"
    )
    assert [(a.number, a.text, a.leads, a.budget) for a in extraction.plan.actions] == [
        ("1.1", "Planter des arbres", ("Parcs",), "10 000 $"),
        ("2.1", "Financer des barils", ("Environnement",), "5 000 $"),
    ]
    assert unclaimed == []


def test_what_committees_do_is_no_action(tmp_path: Path) -> None:
    cells = ("Comité de pilotage", "Élus et directions de tous les services", "Valider les choix")
    row = "".join(f"<td>{text}</td>" for text in cells)
    head = "<tr><th>Instance</th><th>Composition</th><th>Rôle</th></tr>"
    extraction, unclaimed = _read(
        tmp_path, f"<h2>Gouvernance</h2><table>{head}<tr>{row}</tr></table>"
    )
    assert [len(extraction.plan.actions), len(extraction.plan.roles)] == [0, 0]
    assert unclaimed == []


def test_fields_that_head_rows_beside_their_objectives_are_sections(tmp_path: Path) -> None:
    head = "<tr><th>Objectif</th><th>N°</th><th>Action</th></tr>"
    rows = "".join(
        f"<tr><td colspan=3>Champ {n} : {name}</td></tr><tr><td>{n}.1 {goal}</td><td>{n}.1.1</td>"
        f"<td>{text}</td></tr>"
        for n, name, goal, text in (
            (1, "Habitat", "Vieillir chez soi", "Adapter des logements"),
            (2, "Transport", "Se déplacer sans voiture", "Prolonger la navette"),
        )
    )
    extraction, unclaimed = _read(tmp_path, f"<table>{head}{rows}</table>")
    assert [(s.kind, s.number, s.title) for s in extraction.plan.sections] == [
        ("champ", "1", "Habitat"),
        ("objectif", "1.1", "Vieillir chez soi"),
        ("champ", "2", "Transport"),
        ("objectif", "2.1", "Se déplacer sans voiture"),
    ]
    assert [a.section_id for a in extraction.plan.actions] == [
        extraction.plan.sections[1].id,
        extraction.plan.sections[3].id,
    ]
    assert unclaimed == []


RUN = "<p>Obstacle : {0}</p><p>Mesure : {1}</p><p>Responsable : {2}</p><p>Échéance : {3}</p>"
RUNS = [
    ("Entrée haute", "Construire une rampe", "Immeubles", "2026"),
    ("Comptoir haut", "Abaisser le comptoir", "Immeubles", "2027"),
    ("Site illisible", "Réécrire les pages", "Communications", "2026"),
]


def test_labels_state_the_actions_where_several_stand_under_one_heading(tmp_path: Path) -> None:
    first, second, third = (RUN.format(*run) for run in RUNS)
    body = f"<h2>1. Bâtiments</h2>{first}{second}<h2>2. Communications</h2>{third}"
    extraction, unclaimed = _read(tmp_path, body)
    assert [section.title for section in extraction.plan.sections] == [
        "Bâtiments",
        "Communications",
    ]
    assert [
        (a.extra["Obstacle"], a.text, a.leads[0], a.deadline and a.deadline.text)
        for a in extraction.plan.actions
    ] == RUNS
    places = [action.section_id for action in extraction.plan.actions]
    assert places[0] == places[1] != places[2]
    assert unclaimed == []


def test_a_word_for_actions_in_plain_type_holds_no_section_that_follows(tmp_path: Path) -> None:
    card = (
        "<article><p>Engagement {0}</p><h3>{1}</h3><dl><dt>Pilote</dt><dd>{2}</dd>"
        "<dt>Échéance</dt><dd>{3}</dd><dt>Budget</dt><dd>{4}</dd></dl></article>"
    )
    said = [
        ("1", "Planter des arbres", "Parcs", "2027", "10 000 $"),
        ("2", "Ouvrir un verger", "Parcs", "2028", "8 000 $"),
        ("3", "Financer des barils", "Environnement", "2026", "5 000 $"),
    ]
    body = AXES.format(
        first=card.format(*said[0]) + card.format(*said[1]), second=card.format(*said[2])
    )
    extraction, unclaimed = _read(tmp_path, body)
    assert [_said(action) for action in extraction.plan.actions] == said
    assert [section.kind for section in extraction.plan.sections] == ["axe", "axe"]
    assert unclaimed == []


def test_a_numbered_title_that_holds_the_word_of_a_field_is_no_label(tmp_path: Path) -> None:
    sheet = "<h4>{0} {1}</h4><p>Terminé</p><p>Responsable : {2}</p><p>Échéance : {3}</p>"
    said = [
        ("1.1", "Publier le budget ouvert", "Finances", "2024", ""),
        ("2.1", "Créer un dossier citoyen", "Accueil", "2026", ""),
    ]
    body = AXES.format(first=sheet.format(*said[0]), second=sheet.format(*said[1]))
    extraction, unclaimed = _read(tmp_path, body)
    assert [_said(action) for action in extraction.plan.actions] == said
    assert unclaimed == []


def test_a_numbered_heading_holds_the_actions_whose_numbers_go_on_from_it(tmp_path: Path) -> None:
    text = (
        "Plan d'action du centre 2026-2029\n\nLe conseil l'a adopté en mars.\n\n"
        "1. REDYNAMISER LE COMMERCE\n\nAction 1.1 - Racheter deux locaux\nPilote : Économie\n"
        "Calendrier : 2026\n\n2. EMBELLIR LA VILLE\n\nAction 2.1 - Refaire la place\n"
        "Pilote : Voirie\nCalendrier : 2029\n"
    )
    plan = take_text(tmp_path, text, "plan.txt").plan
    assert [(s.number, s.title) for s in plan.sections] == [
        ("1", "REDYNAMISER LE COMMERCE"),
        ("2", "EMBELLIR LA VILLE"),
    ]
    assert [action.section_id for action in plan.actions] == [s.id for s in plan.sections]


def test_a_label_of_targets_says_one_of_the_section_in_its_own_line(tmp_path: Path) -> None:
    sheet = "<h3>Action {0} : {1}</h3><p>Pilote : {2}</p><p>Échéance : {3}</p><p>Budget : {4}</p>"
    goal = "<p><b>Cible :</b> {}</p>"
    body = AXES.format(
        first=goal.format("20 % de canopée") + sheet.format(*SAID["first"]),
        second=goal.format("Mille barils") + sheet.format(*SAID["second"]),
    )
    extraction, unclaimed = _read(tmp_path, body)
    assert [
        [target.text for target in section.targets] for section in extraction.plan.sections
    ] == [
        ["20 % de canopée"],
        ["Mille barils"],
    ]
    assert [_said(action) for action in extraction.plan.actions] == [*SAID.values()]
    assert unclaimed == []


@pytest.mark.parametrize("heading", ["Nos axes", "Les orientations"])
def test_a_list_of_the_axes_under_a_heading_of_its_own_is_known(
    tmp_path: Path, heading: str
) -> None:
    listed = "\n".join(
        ("<ul>", "<li>Axe 1 : Verdir la ville</li>", "<li>Axe 2 : Eau</li>", "</ul>")
    )
    sheets = {name: SHEET.format(*said) for name, said in SAID.items()}
    extraction, unclaimed = _read(
        tmp_path, f"<h2>{heading}</h2>\n{listed}\n{AXES.format(**sheets)}"
    )
    assert [section.number for section in extraction.plan.sections] == ["1", "2"]
    assert [finding.code for finding in extraction.findings] == []
    assert unclaimed == []


@pytest.mark.parametrize("box", ["<aside>{}</aside>", "<div class='bloc-encadre'>{}</div>"])
def test_the_heading_of_a_box_on_a_page_heads_the_text_in_it_alone(
    tmp_path: Path, box: str
) -> None:
    said = "<h3>Le saviez-vous ?</h3><p>Un habitant jette 400 kg par an.</p>"
    table = "<table><tr><th>Action</th><th>Pilote</th></tr><tr><td>{}</td><td>Eau</td></tr></table>"
    first, second = table.format("Planter"), table.format("Arroser")
    body = AXES.format(first=f"{box.format(said)}{first}", second=box.format(said + second))
    extraction, _ = _read(tmp_path, body)
    titles = {section.id: section.title for section in extraction.plan.sections}
    assert [titles[action.section_id or ""] for action in extraction.plan.actions] == [
        "Verdir la ville",
        "Le saviez-vous ?",
    ]


STATUS = """<details><summary>{0} {1} <span class="status">En cours</span></summary>
<p>Pilote : {2}</p><p>Échéance : {3}</p><p>Budget : {4}</p></details>"""
STATUS_HEAD = """<h3><b>{0} {1} <span class="badge">En cours</span></b></h3>
<p>Pilote : {2}</p><p>Échéance : {3}</p><p>Budget : {4}</p>"""


@pytest.mark.parametrize("form", [STATUS, STATUS_HEAD])
def test_a_status_in_the_title_of_an_action_is_not_its_text(tmp_path: Path, form: str) -> None:
    body = AXES.format(**{name: form.format(*said) for name, said in SAID.items()})
    extraction, unclaimed = _read(tmp_path, body)
    assert [_said(action) for action in extraction.plan.actions] == [*SAID.values()]
    assert [passage.text for passage in extraction.plan.passages] == ["En cours"] * 2
    assert len(extraction.plan.sections) == 2
    assert unclaimed == []


def test_a_target_in_a_line_that_looks_like_a_heading_ends_no_section(tmp_path: Path) -> None:
    text = (
        "Plan d'action énergie 2026-2030\n\nLe conseil l'a adopté en mars.\n\n"
        "AXE I - SOBRIÉTÉ\nCible : moins 20 % de consommation\n\n"
        "Action I.1 : Éteindre la nuit\nPilote : Énergie\nÉchéance : 2026\n\n"
        "AXE II - SOLAIRE\nCible : 5 000 panneaux\n\n"
        "Action II.1 : Équiper les écoles\nPilote : Écoles\nÉchéance : 2029\n"
    )
    plan = take_text(tmp_path, text, "plan.txt").plan
    assert [[target.text for target in section.targets] for section in plan.sections] == [
        ["moins 20 % de consommation"],
        ["5 000 panneaux"],
    ]
    assert [action.section_id for action in plan.actions] == [s.id for s in plan.sections]


@pytest.mark.parametrize("between", ["", "La Ville tient à ses milieux.\n\n"])
def test_a_word_for_actions_heads_those_that_are_numbered_on_from_it(
    tmp_path: Path, between: str
) -> None:
    text = (
        "Plan d'action pour l'eau 2026-2029\n\nLe conseil l'a adopté en mars.\n\n"
        f"Engagement 1 : Protéger\n\n{between}    Action 1.1 - Clôturer la rive\n"
        "        Pilote : Parcs\n        Échéance : 2026\n\n    Action 1.2 - Planter une haie\n"
        "        Pilote : Parcs\n        Échéance : 2027\n\n"
    )
    text += "Engagement 2 : Mesurer\n\n    Action 2.1 - Poser des sondes\n        Pilote : Eau\n"
    plan = take_text(tmp_path, text, "plan.txt").plan
    assert [(s.kind, s.number) for s in plan.sections] == [("engagement", "1"), ("engagement", "2")]
    assert [(a.number, a.leads) for a in plan.actions] == [
        ("1.1", ("Parcs",)),
        ("1.2", ("Parcs",)),
        ("2.1", ("Eau",)),
    ]


def test_leaders_part_a_label_from_its_value(tmp_path: Path) -> None:
    said = "• {}\n  Direction responsable ...... {}\n  Budget ...... 75 k$\n  Échéancier …… {}\n\n"
    text = (
        "Plan d'action en culture 2026-2029\n\nLe conseil l'a adopté en mars.\n\n"
        "Volet A : Créer\n\n"
        + said.format("Offrir des ateliers", "Culture", "Fin 2027")
        + "Volet B : Diffuser\n\n"
        + said.format("Prêter la salle", "Loisirs", "2028")
        + said.format("Filmer les spectacles", "Loisirs", "2026-2028")
    )
    taken = take_text(tmp_path, text, "plan.txt")
    assert taken.unclaimed == []
    assert [
        (a.text, a.leads, a.budget, a.deadline and a.deadline.text) for a in taken.plan.actions
    ] == [
        ("Offrir des ateliers", ("Culture",), "75 k$", "Fin 2027"),
        ("Prêter la salle", ("Loisirs",), "75 k$", "2028"),
        ("Filmer les spectacles", ("Loisirs",), "75 k$", "2026-2028"),
    ]


def test_a_plain_line_alone_between_runs_of_labels_is_the_title_of_an_action(
    tmp_path: Path,
) -> None:
    said = "{}\n\n**Porteur :** {}\n\n**Calendrier :** {}\n\n"
    text = (
        "# Plan d'action en culture 2026-2028\n\nLe conseil l'a adopté en mars.\n\n"
        "## Axe 1 : Créer\n\n"
        + said.format("Offrir des ateliers", "Culture", "2026")
        + said.format("Prêter la salle", "Loisirs", "2027")
        + "## Axe 2 : Diffuser\n\n"
        + said.format("Filmer les spectacles", "Loisirs", "2028")
    )
    taken = take_text(tmp_path, text)
    assert taken.unclaimed == []
    assert [(a.text, a.leads) for a in taken.plan.actions] == [
        ("Offrir des ateliers", ("Culture",)),
        ("Prêter la salle", ("Loisirs",)),
        ("Filmer les spectacles", ("Loisirs",)),
    ]


@pytest.mark.parametrize("sign", ["->", "=>", ">"])
def test_arrows_of_signs_are_bullets_in_plain_text(tmp_path: Path, sign: str) -> None:
    said = "> 1.{} {}\n   {} Pilote : {}\n   {} Échéance : 2026\n"
    text = (
        "Plan d'action en culture 2026-2028\n\nLe conseil l'a adopté en mars.\n\nAxe 1 : Créer\n\n"
    )
    text += said.format(1, "Offrir des ateliers", sign, "Culture", sign)
    text += said.format(2, "Prêter la salle", sign, "Loisirs", sign)
    plan = take_text(tmp_path, text, "plan.txt").plan
    assert [(a.number, a.text, a.leads) for a in plan.actions] == [
        ("1.1", "Offrir des ateliers", ("Culture",)),
        ("1.2", "Prêter la salle", ("Loisirs",)),
    ]


def test_a_line_that_its_words_make_an_action_is_one_as_it_stands(tmp_path: Path) -> None:
    said = "    Engagement {} : {}\n        o Responsable : {}\n        o Échéance : 2026\n"
    text = (
        "Stratégie zéro déchet 2026-2030\n\nLe conseil l'a adoptée en mars.\n\nAxe 1 - Réduire\n\n"
    )
    text += said.format(1, "Bannir le plastique", "Achats")
    text += said.format(2, "Taxer les imprimés", "Finances")
    plan = take_text(tmp_path, text, "plan.txt").plan
    assert [s.kind for s in plan.sections] == ["axe"]
    assert [(a.number, a.leads) for a in plan.actions] == [("1", ("Achats",)), ("2", ("Finances",))]


@pytest.mark.parametrize("label", ["Clientèle visée", "Lieu", "Description"])
def test_a_label_beside_one_that_is_known_says_something_of_the_action(
    tmp_path: Path, label: str
) -> None:
    said = "<h3>Action {} : {}</h3><p><b>{}</b></p><p>{}</p><p><b>Échéance</b></p><p>{}</p>"
    body = "".join(
        said.format(number, text, label, place, due)
        for number, text, place, due in ((1, "Semer", "Parcs", "2026"), (2, "Lire", "Parc", "2027"))
    )
    extraction, unclaimed = _read(tmp_path, f"<h2>Axe 1 : Verdir</h2>{body}")
    actions = extraction.plan.actions
    assert [(a.text, a.extra, a.deadline.text if a.deadline else None) for a in actions] == [
        ("Semer", {label: "Parcs"}, "2026"), ("Lire", {label: "Parc"}, "2027")
    ]  # fmt: skip
    assert unclaimed == []


def test_a_label_of_six_words_says_who_leads(tmp_path: Path) -> None:
    said = "<h3>Action {} : {}</h3><p>Responsable de la mise en œuvre : {}</p>"
    body = said.format(1, "Semer", "Parcs") + said.format(2, "Lire", "Culture")
    extraction, _ = _read(tmp_path, f"<h2>Axe 1 : Verdir</h2>{body}")
    assert [a.leads for a in extraction.plan.actions] == [("Parcs",), ("Culture",)]

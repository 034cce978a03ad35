"""Cards that are tables: a title over labelled cells, values under labels, a number beside both."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.model import Plan
from tests.taken import take_text

CARDS = (
    ("1", "Planter des haies", "Parcs", "2026"),
    ("2", "Semer des prairies fleuries", "Voirie", "Fin 2027"),
)
OVER = (
    "<table><tr><td>{}</td><td>{}</td></tr>"
    "<tr><td>Responsable : {}</td><td>Échéance : {}</td></tr></table>"
)
UNDER = (
    "<h3>{} {}</h3><table><tr><th>Pilote</th><th>Calendrier</th></tr>"
    "<tr><td>{}</td><td>{}</td></tr></table>"
)
ROW = "<tr><td>{}</td><td><p>{}</p><p>Responsable : {}</p><p>Échéance : {}</p></td></tr>"

WORDED = ROW.replace("<td>{}</td>", "<td><p>Action</p><p>{}</p></td>", 1)
TITLED = (
    "<table><tr><td colspan=2>Action {} : {}</td></tr>"
    "<tr><td>Responsable</td><td>Échéance</td></tr><tr><td>{}</td><td>{}</td></tr></table>"
)


def _plan(tmp_path: Path, body: str) -> tuple[Plan, int]:
    page = (
        "<!doctype html><html lang='fr'><body><main><h1>Plan d’action nature</h1>"
        f"<h2>Axe 1 : Verdir</h2>{body}</main></body></html>"
    )
    taken = take_text(tmp_path, page, "plan.html")
    return taken.plan, taken.report.words.unclaimed


@pytest.mark.parametrize(
    "body",
    [
        "".join(OVER.format(*card) for card in CARDS),
        "".join(UNDER.format(*card) for card in CARDS),
        f"<table>{''.join(ROW.format(*card) for card in CARDS)}</table>",
        f"<table>{''.join(WORDED.format(*card) for card in CARDS)}</table>",
        "".join(TITLED.format(*card) for card in CARDS),
    ],
    ids=["over", "under", "beside", "beside a word", "titled"],
)
def test_a_card_states_an_action(tmp_path: Path, body: str) -> None:
    plan, unclaimed = _plan(tmp_path, body)
    assert [
        (a.number, a.text, *a.leads, a.deadline and a.deadline.text) for a in plan.actions
    ] == list(CARDS)
    assert {a.section_id for a in plan.actions} == {"plan/axe-1"}
    assert [section.title for section in plan.sections] == ["Verdir"]
    assert unclaimed == 0


def test_one_card_alone_is_a_table_like_others(tmp_path: Path) -> None:
    plan, _ = _plan(tmp_path, UNDER.format(*CARDS[0]))
    assert plan.actions == ()


def test_titles_that_do_not_count_on_keep_their_figures(tmp_path: Path) -> None:
    cards = (("40", "arbres à planter", "Parcs", "2026"), ("3", "mares à curer", "Eaux", "2027"))
    plan, _ = _plan(tmp_path, "".join(UNDER.format(*card) for card in cards))
    assert [(a.number, a.text) for a in plan.actions] == [
        (None, "40 arbres à planter"),
        (None, "3 mares à curer"),
    ]


def test_the_title_of_a_card_may_hold_a_colon(tmp_path: Path) -> None:
    cards = (CARDS[0], ("2", "Ouvrir un guichet : accueil et conseil", "Voirie", "2027"))
    plan, _ = _plan(tmp_path, f"<table>{''.join(ROW.format(*card) for card in cards)}</table>")
    assert [(a.number, a.text) for a in plan.actions] == [card[:2] for card in cards]


STACK = (
    "<tr><td>Action {}</td><td>{}</td></tr>"
    "<tr><td>Responsable</td><td>{}</td></tr><tr><td>Échéance</td><td>{}</td></tr>"
)


def test_cards_stacked_in_one_table_begin_with_the_number_of_an_action(tmp_path: Path) -> None:
    rows = "".join(STACK.format(*card) for card in CARDS)
    plan, unclaimed = _plan(tmp_path, f"<table>{rows}</table>")
    assert [(a.number, a.text, a.leads, a.deadline and a.deadline.text) for a in plan.actions] == [
        (number, text, (lead,), when) for number, text, lead, when in CARDS
    ]
    assert unclaimed == 0


def test_a_title_stands_under_the_number_that_heads_its_card(tmp_path: Path) -> None:
    card = "<h3>0{}</h3><p>{}</p><p>Responsable : {}</p><p>Échéance : {}</p>"
    plan, unclaimed = _plan(tmp_path, "".join(card.format(*one) for one in CARDS))
    assert [(a.number, a.text, a.leads) for a in plan.actions] == [
        (f"0{number}", text, (lead,)) for number, text, lead, _ in CARDS
    ]
    assert unclaimed == 0

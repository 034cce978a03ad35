"""What a printed web page wraps around a plan: links over its title, an imprint under it."""

from __future__ import annotations

from pathlib import Path

from pipeline.document import Document, Line
from pipeline.extract import Identity, extract
from pipeline.lexicon import load_lexicons
from pipeline.model import Plan, Provenance, Region

PLACE = Provenance(regions=(Region(page=1, bbox=(0.0, 0.0, 1.0, 1.0)),), method="paragraph")
ABOVE = (
    Line("Passer au contenu", PLACE),
    Line("Services", PLACE, depth=1, marker="•"),
    Line("Rechercher", PLACE),
)
BODY = (
    Line("Axe 1 : Cultiver en ville", PLACE, level=2),
    Line("Actions", PLACE, level=3),
    Line("Ouvrir dix jardins", PLACE, depth=1, marker="1."),
    Line("Former des bénévoles", PLACE, depth=1, marker="2."),
    Line("un atelier au printemps", PLACE, depth=2, marker="•"),
)
UNDER = (
    Line("© 2026 Ville de Saint-Aubin. Tous droits réservés.", PLACE),
    Line("Nous joindre", PLACE, depth=1, marker="•"),
)


def plan_of(*blocks: Line) -> Plan:
    document = Document("plan.pdf", "application/pdf", "test", "0" * 64, blocks, n_pages=1)
    lexicon = load_lexicons().pick(" ".join(line.text for line in blocks))
    return extract(document, lexicon, Identity("plan", str(Path("plan.pdf")))).plan


def test_the_largest_heading_is_the_title_though_links_stand_above_it() -> None:
    title = Line("Feuille de route pour l’agriculture urbaine", PLACE, level=1)
    plan = plan_of(*ABOVE, title, *BODY)
    assert plan.title == title.text
    assert [section.title for section in plan.sections] == ["Cultiver en ville"]


def test_a_heading_that_others_are_larger_than_is_no_title_under_links() -> None:
    small = Line("Nos conseils", PLACE, level=3)
    assert plan_of(*ABOVE, small, *BODY).title is None


def test_the_number_of_a_list_is_that_of_the_action() -> None:
    plan = plan_of(Line("Plan d’action", PLACE, level=1), *BODY)
    assert [(one.number, one.text) for one in plan.actions] == [
        ("1", "Ouvrir dix jardins"), ("2", "Former des bénévoles"),
    ]  # fmt: skip


def test_the_links_under_the_notice_of_rights_are_no_actions() -> None:
    plan = plan_of(Line("Plan d’action", PLACE, level=1), *BODY, *UNDER)
    assert [one.text for one in plan.actions] == ["Ouvrir dix jardins", "Former des bénévoles"]


def test_a_running_head_over_the_title_is_not_the_title() -> None:
    head = Line("Ville de Montclair – Plan d’action", PLACE)
    title = Line("Plan d’action 2026-2028 – Égalité", PLACE, level=1)
    assert plan_of(head, title, *BODY).title == title.text

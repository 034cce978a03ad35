"""The three real plans, held against their sources by a reading that shares no code with ours."""

from __future__ import annotations

import html
import json
import re
import unicodedata
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from pipeline.check.rules import counts
from pipeline.extract import Extraction, Identity
from pipeline.model import Plan, Report
from tests.taken import take

RAW = Path(__file__).parents[2] / "raw"
HOMELESSNESS = "quebec-itinerance-2024-2026/source.md"
SOCIAL = "quebec-developpement-social-2025-2030/source.md"
COHABITATION = "trois-rivieres-cohabitation-sociale/source.txt"
EVERY = (HOMELESSNESS, SOCIAL, COHABITATION)


@cache
def taken(name: str) -> tuple[Extraction, Report]:
    found = take(RAW / name, Identity(name.split("/")[0], name, "Ville de Québec"))
    return found.extraction, found.report


def plan_of(name: str) -> Plan:
    return taken(name)[0].plan


def naive(text: str) -> str:
    """Take the markup off a piece of Markdown, knowing nothing of the reader."""
    text = re.sub(r"\s*<sup>.*?</sup>", "", text)
    text = re.sub(r"\[((?:\\.|[^\]\\])*)\]\(\S*?\)", r"\1", text)
    text = re.sub(r"<[^>]+>", "", text).replace("**", "").replace("*", "")
    text = re.sub(r"\\(.)", r"\1", html.unescape(text))
    return " ".join(unicodedata.normalize("NFC", text).split())


def source_lines(name: str) -> list[str]:
    return (RAW / name).read_text(encoding="utf-8").splitlines()


def test_the_homelessness_plan_is_whole() -> None:
    plan = plan_of(HOMELESSNESS)
    found = counts(plan)
    assert (found["axe"], found["objectif"], found["targets"]) == (5, 12, 38)
    assert (found["actions"], found["schedule"], found["planned"]) == (58, 174, 150)
    roles = Counter(role for action in plan.actions for role in action.role_ids)
    assert roles == {"responsable": 29, "collaborateur": 12, "mobilisateur": 9, "contributeur": 8}
    assert plan.title == "PLAN D'ACTION 2024-2026"
    assert plan.parent_title == "Vision en matière d'itinérance 2024-2030"
    assert (plan.period.start, plan.period.end) == (2024, 2026)


def test_the_social_development_plan_is_whole() -> None:
    found = counts(plan_of(SOCIAL))
    assert (found["orientation"], found["axe_intervention"], found["objectif"]) == (3, 7, 14)
    assert (found["targets"], found["unit_mentions"], found["units"]) == (43, 52, 15)
    assert (found["cited_lines"], found["citations"], found["documents"]) == (83, 120, 35)
    assert (found["principle_mentions"], found["principles"]) == (18, 6)
    assert (found["actions"], found["schedule"], found["planned"]) == (57, 171, 57)


def test_the_cohabitation_page_is_whole() -> None:
    plan, report = taken(COHABITATION)[0].plan, taken(COHABITATION)[1]
    assert [section.kind for section in plan.sections] == ["champ_intervention"] * 6
    assert len(plan.partners) == 4
    assert "Fonds pour bâtir des communautés plus sécuritaires" in plan.funding[0].text
    assert plan.period.end == 2027
    assert plan.announced_actions is not None
    assert plan.announced_actions.minimum == 50
    assert plan.announced_actions.text.startswith("Plus d’une cinquantaine d’actions")
    assert "announced_not_listed" in {finding.code for finding in report.findings}


@pytest.mark.parametrize("name", [HOMELESSNESS, SOCIAL])
def test_every_action_is_the_sources_row_to_the_letter(name: str) -> None:
    rows = [line.split("\t") for line in source_lines(name) if "\t" in line]
    printed = []
    for row in rows:
        numbered = re.fullmatch(r"(\d+)\. (.*)", naive(row[0]))
        if numbered:
            marks = [cell.strip() for cell in row[1:] if cell.strip() in ("✓", "—", "")]
            printed.append((numbered[1], numbered[2], [mark == "✓" for mark in marks]))
    assert [
        (a.number, a.text, [e.state == "planned" for e in a.schedule])
        for a in plan_of(name).actions
    ] == printed


@pytest.mark.parametrize(
    ("name", "heading"), [(HOMELESSNESS, "La Ville vise :"), (SOCIAL, "Visées")]
)
def test_every_target_is_the_sources_item_to_the_letter(name: str, heading: str) -> None:
    printed, inside = [], False
    for line in source_lines(name):
        if line.startswith("#"):
            inside = naive(line.lstrip("# ")) == heading
        elif inside and line.startswith("- "):
            printed.append(naive(line[2:]))
        elif line.strip():
            inside = False
    found = [target.text for section in plan_of(name).sections for target in section.targets]
    assert found == printed


def test_each_plan_keeps_its_own_definitions_of_the_roles() -> None:
    for name in (HOMELESSNESS, SOCIAL):
        text = " ".join(naive(line.lstrip("# ►")) for line in source_lines(name))
        for role in plan_of(name).roles:
            assert f"{role.label} {role.definition}" in " ".join(text.split())
    ours, theirs = plan_of(HOMELESSNESS).roles, plan_of(SOCIAL).roles
    assert [role.id for role in ours] == [role.id for role in theirs]
    assert all(a.definition != b.definition for a, b in zip(ours, theirs, strict=True))


def test_each_horizon_keeps_the_plans_own_definition() -> None:
    periods = {period.id: period for period in plan_of(SOCIAL).schedule.periods}
    assert list(periods) == ["EC", "CT", "MT"]
    assert [period.label for period in periods.values()] == [
        "en cours",
        "court terme",
        "moyen terme",
    ]
    assert periods["EC"].definition == (
        "Actions récentes en cours de déploiement ou qui se déroulent de manière régulière et "
        "constante depuis plusieurs années."
    )
    assert str(periods["CT"].definition).startswith("(2 ans et moins)")
    assert periods["EC"].horizon_years is None
    assert [
        (years.min, years.max)
        for period in periods.values()
        if (years := period.horizon_years) is not None
    ] == [(0, 2), (3, 5)]


@pytest.mark.parametrize("name", EVERY)
def test_the_ledger_adds_up(name: str) -> None:
    report = taken(name)[1]
    for words in [report.words, *(part.words for part in report.ranges)]:
        assert words.total == (
            words.claimed + words.kept + sum(words.ignored.values()) + words.unclaimed
        )
    assert sum(part.words.total for part in report.ranges) == report.words.total
    assert sum(len(quote.text.split()) for quote in report.unclaimed) == report.words.unclaimed
    assert report.words.unclaimed < 0.01 * report.words.total


@pytest.mark.parametrize("name", EVERY)
def test_no_real_plan_has_an_error(name: str) -> None:
    assert [f for f in taken(name)[1].findings if f.severity == "error"] == []


def test_a_line_that_names_two_documents_is_two_citations() -> None:
    plan = plan_of(SOCIAL)
    documents = {document.id: document for document in plan.documents}
    lines: dict[str, list[str]] = {}
    for citation in plan.citations:
        lines.setdefault(citation.line_id, []).append(citation.text)
    assert ["Vision en matière d'itinérance 2024-2030", "Plan d'action 2024-2026"] in lines.values()
    following = next(c for c in plan.citations if c.text == "Plan d'action 2024-2026")
    assert documents[str(following.document_id)].parent_title == (
        "Vision en matière d'itinérance 2024-2030"
    )
    assert all(citation.document_id in documents for citation in plan.citations)
    awaited = next(d for d in plan.documents if d.title.startswith("Plan Climat"))
    assert awaited.status == "adoption prévue en 2026"


def test_a_footnote_is_taken_out_of_the_text_and_kept() -> None:
    action = next(a for a in plan_of(SOCIAL).actions if a.number == "23")
    assert action.text.endswith("dans les déserts et marais alimentaires")
    assert [note.text.split(" désigne")[0] for note in action.notes] == ["Un désert alimentaire"]


def test_sub_items_are_read_and_stay_in_the_text() -> None:
    action = next(a for a in plan_of(HOMELESSNESS).actions if a.number == "24")
    assert [item.text for item in action.items] == [
        "Réalisation d'affiche d'information",
        "Création d'un espace dédié sur le site Web de la Ville",
    ]
    assert all(item.text in action.text for item in action.items)


def test_ids_are_the_printed_numbers() -> None:
    plan = plan_of(SOCIAL)
    assert plan.actions[0].id == "quebec-developpement-social-2025-2030/action-1"
    assert plan.sections[2].id == (
        "quebec-developpement-social-2025-2030/orientation-1/axe-intervention-1/objectif-1"
    )
    targets = [t.id for s in plan_of(HOMELESSNESS).sections for t in s.targets]
    assert targets[1] == "quebec-itinerance-2024-2026/axe-1/objectif-1/cible-2"


def test_a_plan_survives_json() -> None:
    for name in EVERY:
        plan = plan_of(name)
        assert Plan.model_validate(json.loads(plan.model_dump_json())) == plan

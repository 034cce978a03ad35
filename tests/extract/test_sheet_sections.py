"""Sheets of actions that name their sections in rows of their own, and by words for both."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.model import Plan
from tests.taken import take_text

TITLES = ("Créer un guichet", "Aider les copropriétés", "Réaliser 25 km")


def sheets(
    tmp_path: Path, axes: tuple[str, ...], goals: tuple[str, ...], title: str, before: str = ""
) -> Plan:
    """Read a page of one sheet for each axis; nothing of it may be lost or claimed twice."""
    page = f"<html lang='fr'><h1>Plan climat 2025-2030</h1>\n{before}\n"
    for number, (axis, goal, text) in enumerate(zip(axes, goals, TITLES, strict=True), 1):
        named = title.format(number, text)
        said = (("Axe", axis), ("Objectif", goal), ("Pilote", "Voirie"), ("Partenaires", "CAUE"),
            ("Calendrier", "2026"))  # fmt: skip
        rows = [f"<td>{label}</td><td>{value}</td>" for label, value in said]
        if named.startswith("<td"):
            rows.insert(0, named)
        body = "\n".join(f"<tr>{row}</tr>" for row in rows)
        page += f"{named if rows[0] != named else ''}\n<table>{body}</table>\n"
    taken = take_text(tmp_path, f"{page}</html>", "plan.html")
    assert taken.errors == []
    assert taken.unclaimed == []
    return taken.plan


WIDE = "<td colspan=2>Fiche-action n° {} : {}</td>"
OVER = "<h3>Action {} – {}</h3>"
BESIDE = "<td>Mesure {}</td><td>{}</td>"
AXES = ("1. Habitat", "1. Habitat", "2. Mobilité")
GOALS = ("1.1 Rénover", "1.1 Rénover", "2.1 Pédaler")


@pytest.mark.parametrize("title", [WIDE, OVER, BESIDE], ids=["wide", "over", "beside"])
def test_sheets_stand_under_the_sections_that_they_name(title: str, tmp_path: Path) -> None:
    plan = sheets(tmp_path, AXES, GOALS, title)
    assert [(s.kind, s.number, s.title, s.parent_id) for s in plan.sections] == [
        ("axe", "1", "Habitat", None),
        ("objectif", "1.1", "Rénover", "plan/axe-1"),
        ("axe", "2", "Mobilité", None),
        ("objectif", "2.1", "Pédaler", "plan/axe-2"),
    ]
    ids = ("axe-1/objectif-1.1", "axe-1/objectif-1.1", "axe-2/objectif-2.1")
    assert [(a.number, a.text, a.section_id, a.leads, a.extra) for a in plan.actions] == [
        (str(number), text, f"plan/{held}", ("Voirie",), {})
        for number, (text, held) in enumerate(zip(TITLES, ids, strict=True), 1)
    ]


@pytest.mark.parametrize(
    ("axes", "goals"),
    [
        (("1. Habitat", "2. Mobilité", "1. Habitat"), GOALS),
        (("Habitat", "Habitat", "Mobilité"), ("Rénover mieux", "Isoler", "Pédaler")),
    ],
    ids=["come back to", "not numbered"],
)
def test_what_may_be_no_section_is_said_of_the_action(
    axes: tuple[str, str, str], goals: tuple[str, str, str], tmp_path: Path
) -> None:
    plan = sheets(tmp_path, axes, goals, WIDE)
    assert plan.sections == ()
    assert [a.extra for a in plan.actions] == [
        {"Axe": axis, "Objectif": goal} for axis, goal in zip(axes, goals, strict=True)
    ]


def test_sections_that_headings_name_are_these(tmp_path: Path) -> None:
    before = "<h2>Axe 1 – Habitat et mobilité</h2><p>La Ville agit.</p>"
    plan = sheets(tmp_path, AXES, ("Rénover", "Isoler", "Pédaler"), WIDE, before)
    assert [(s.number, s.title) for s in plan.sections] == [("1", "Habitat et mobilité")]
    assert [a.extra["Axe"] for a in plan.actions] == list(AXES)

"""Columns that say the section of each row, as sections over the rows."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from pipeline.model import Plan
from tests.taken import take_text

HEAD = "<tr><th>{}</th><th>{}</th><th>Action</th><th>2025</th><th>2026</th></tr>\n"


def plan(tmp_path: Path, rows: str, first: str = "Axe", second: str = "Objectif") -> Plan:
    """Read a page with one table; nothing of it may be lost or claimed twice."""
    header = HEAD.format(first, second)
    page = f"<html lang='fr'><h1>Plan d'action 2025-2026</h1><table>{header}{rows}</table></html>"
    taken = take_text(tmp_path, page, "plan.html")
    assert taken.errors == []
    assert taken.unclaimed == []
    findings = taken.report.findings
    said = {f.message.split("'")[1] for f in findings if f.code == "column_unknown"}
    assert said == {header for action in taken.plan.actions for header in action.extra}
    return taken.plan


def row(axis: str, objective: str, action: str) -> str:
    cells = "".join(part for part in (axis, objective) if part.startswith("<td"))
    return f"<tr>{cells}<td>{action}</td><td>X</td><td></td></tr>\n"


def shape(plan: Plan) -> list[tuple[str, str | None, str, str | None]]:
    return [(s.kind, s.number, s.title, s.parent_id) for s in plan.sections]


MERGED = (
    row('<td rowspan="3">1. Habitation</td>', '<td rowspan="2">1.1 Loger</td>', "1.1.1 Bâtir")
    + row("", "", "1.1.2 Rénover")
    + row("", "<td>1.2 Accéder</td>", "1.2.1 Reconduire")
    + row("<td>2. Culture</td>", "<td>2.1 Lire</td>", "2.1.1 Prêter")
)
AGAIN = (
    row("<td>1. Habitation</td>", "<td>1.1 Loger</td>", "1.1.1 Bâtir")
    + row("<td></td>", "<td>1.1 Loger</td>", "1.1.2 Rénover")
    + row("<td>1. Habitation</td>", "<td>1.2 Accéder</td>", "1.2.1 Reconduire")
    + row("<td>2. Culture</td>", "<td>2.1 Lire</td>", "2.1.1 Prêter")
)


@pytest.mark.parametrize("rows", [MERGED, AGAIN], ids=["merged", "said again"])
def test_columns_of_section_words_are_sections(rows: str, tmp_path: Path) -> None:
    found = plan(tmp_path, rows)
    assert shape(found) == [
        ("axe", "1", "Habitation", None),
        ("objectif", "1.1", "Loger", "plan/axe-1"),
        ("objectif", "1.2", "Accéder", "plan/axe-1"),
        ("axe", "2", "Culture", None),
        ("objectif", "2.1", "Lire", "plan/axe-2"),
    ]
    titles = {s.id: s.title for s in found.sections}
    assert [(a.number, a.text, titles[a.section_id or ""], a.extra) for a in found.actions] == [
        ("1.1.1", "Bâtir", "Loger", {}),
        ("1.1.2", "Rénover", "Loger", {}),
        ("1.2.1", "Reconduire", "Accéder", {}),
        ("2.1.1", "Prêter", "Lire", {}),
    ]


@pytest.mark.parametrize("head", ["Axe", ""])
def test_a_merged_section_holds_the_bands_beside_it(head: str, tmp_path: Path) -> None:
    rows = ""
    for axis, title, goal in ((1, "Prévention", "Agir tôt"), (2, "Hébergement", "Ouvrir des lits")):
        band = f"<td colspan=4>Objectif {axis}.1 – {goal}</td>"
        rows += f"<tr><td rowspan=3>Axe {axis} – {title}</td>{band}</tr>\n"
        for number in (1, 2):
            rows += row("<td>Ville</td>", "", f"{axis}.1.{number} Créer un fonds")
    found = plan(tmp_path, rows, head, "Porteur")
    assert shape(found) == [
        ("axe", "1", "Prévention", None),
        ("objectif", "1.1", "Agir tôt", "plan/axe-1"),
        ("axe", "2", "Hébergement", None),
        ("objectif", "2.1", "Ouvrir des lits", "plan/axe-2"),
    ]
    assert [(a.number, a.section_id, a.leads, a.extra) for a in found.actions] == [
        (f"{axis}.1.{number}", f"plan/axe-{axis}/objectif-{axis}.1", ("Ville",), {})
        for axis in (1, 2)
        for number in (1, 2)
    ]


def test_a_row_beside_a_merged_section_stands_where_it_is_printed(tmp_path: Path) -> None:
    found = plan(tmp_path, MERGED)
    lines = [a.provenance.lines or (0, 0) for a in found.actions]
    assert all(first == last for first, last in lines)
    assert [b[0] - a[0] for a, b in pairwise(lines)] == [1, 1, 1]


def test_a_row_reaches_over_merged_cells_that_say_something_of_it(tmp_path: Path) -> None:
    rows = (
        row('<td rowspan="2">1. Habitation</td>', '<td rowspan="2">Ville</td>', "1.1 Bâtir")
        + row("", "", "1.2 Rénover")
        + row("<td>2. Culture</td>", "<td>Ville</td>", "2.1 Prêter")
    )
    first, second, _ = plan(tmp_path, rows, second="Porteur").actions
    assert first.leads == second.leads == ("Ville",)
    assert first.provenance.lines is not None
    assert second.provenance.lines == (first.provenance.lines[0], first.provenance.lines[0] + 1)


def test_values_without_numbers_and_with_their_own_word(tmp_path: Path) -> None:
    rows = row("<td>Axe A - Habitation</td>", "<td>Loger</td>", "1. Bâtir") + row(
        "<td>Axe B - Culture</td>", "<td>Faire lire</td>", "2. Prêter"
    )
    assert [(kind, number, title) for kind, number, title, _ in shape(plan(tmp_path, rows))] == [
        ("axe", "A", "Habitation"),
        ("objectif", None, "Loger"),
        ("axe", "B", "Culture"),
        ("objectif", None, "Faire lire"),
    ]


def test_a_section_that_is_come_back_to_stays_a_column(tmp_path: Path) -> None:
    rows = "".join(
        row(f"<td>{axis}</td>", f"<td>{goal}</td>", action)
        for axis, goal, action in (
            ("Habitation", "Loger", "1. Bâtir"),
            ("Culture", "Lire", "2. Prêter"),
            ("Habitation", "Loger", "3. Rénover"),
        )
    )
    found = plan(tmp_path, rows)
    assert found.sections == ()
    assert [a.extra for a in found.actions] == [
        {"Axe": axis, "Objectif": goal}
        for axis, goal in (("Habitation", "Loger"), ("Culture", "Lire"), ("Habitation", "Loger"))
    ]


def test_a_column_that_no_lexicon_calls_a_section_stays_one(tmp_path: Path) -> None:
    found = plan(tmp_path, MERGED, "Sujet", "Ton")
    assert found.sections == ()
    assert found.actions[0].extra == {"Sujet": "1. Habitation", "Ton": "1.1 Loger"}


@pytest.mark.parametrize("alike", [True, False])
def test_a_column_that_goes_along_with_the_sections_may_stand_before_them(
    alike: bool, tmp_path: Path
) -> None:
    """One that says something else of each row tells nothing of sections."""
    said = ("Loyers élevés", "") if alike else ("Loyers élevés", "Logis vétustes")
    span = "<td rowspan=2>{}</td>" if alike else "<td>{}</td>"
    first, second = span.format(said[0]), span.format(said[1]) if said[1] else ""
    rows = row(first, '<td rowspan="2">1.1 Loger</td>', "1.1.1 Bâtir")
    rows += row(second, "", "1.1.2 Rénover")
    rows += row("<td>Livres rares</td>", "<td>2.1 Lire</td>", "2.1.1 Prêter")
    found = plan(tmp_path, rows, "Constats")
    assert [s.title for s in found.sections] == (["Loger", "Lire"] if alike else [])
    assert [a.extra["Constats"] for a in found.actions] == [
        said[0], said[1] or said[0], "Livres rares",
    ]  # fmt: skip


@pytest.mark.parametrize(("numbers", "own"), [("1234", True), ("1 2 ", False)])
def test_the_number_of_each_row_may_stand_before_its_section(
    tmp_path: Path, numbers: str, own: bool
) -> None:
    axes = ["Axe 1 : Habiter"] * 2 + ["Axe 2 : Bouger"] * 2
    cells = zip(numbers, axes, ("Bâtir", "Rénover", "Pédaler", "Marcher"), strict=True)
    rows = "".join(row(f"<td>{n}</td>", f"<td>{axis}</td>", action) for n, axis, action in cells)
    made = plan(tmp_path, rows, "N°", "Axe")
    axes_of = [a.section_id and a.section_id.split("/")[-1] for a in made.actions]
    assert axes_of == (["axe-1", "axe-1", "axe-2", "axe-2"] if own else [None] * 4)
    assert [a.text for a in made.actions] == ["Bâtir", "Rénover", "Pédaler", "Marcher"]


def test_a_word_for_actions_heads_sections_where_actions_stand_behind_it(tmp_path: Path) -> None:
    found = plan(tmp_path, MERGED, "Axe", "Engagement")
    assert [(kind, number) for kind, number, _, _ in shape(found)][:2] == [
        ("axe", "1"),
        ("engagement", "1.1"),
    ]
    rows = row("<td>1. Loger</td>", "<td>Bâtir</td>", "1.1 Bâtir trente logements")
    assert [s.kind for s in plan(tmp_path, rows, "Axe", "Engagement").sections] == ["axe"]

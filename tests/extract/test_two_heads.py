"""A section and one inside it that one line prints are two."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.taken import take_text

TABLE = (
    "<table><tr><th>Action</th><th>Porteur</th></tr>{}<tr><td>{}</td><td>Eau</td></tr></table>\n"
)
PAIR = "Axe {0} – Habitat n° {0}{1}Objectif {0}.1 – Rénover mieux"


@pytest.mark.parametrize("between", [" ", " | ", " – "])
@pytest.mark.parametrize("banded", [False, True])
def test_a_number_that_goes_on_begins_a_heading_of_its_own(
    tmp_path: Path, banded: bool, between: str
) -> None:
    page = "<html lang='fr'><h1>Plan climat 2025-2030</h1>\n"
    for axis, action in ((1, "Isoler"), (2, "Ventiler")):
        pair = PAIR.format(axis, between)
        band = f"\n<tr><td colspan=2>{pair}</td></tr>\n" if banded else ""
        page += ("" if banded else f"<h2>{pair}</h2>\n") + TABLE.format(band, action)
    taken = take_text(tmp_path, f"{page}</html>", "plan.html")
    assert (taken.errors, taken.unclaimed) == ([], [])
    assert [(s.kind, s.number, s.title, s.parent_id) for s in taken.plan.sections] == [
        ("axe", "1", "Habitat n° 1", None),
        ("objectif", "1.1", "Rénover mieux", "plan/axe-1"),
        ("axe", "2", "Habitat n° 2", None),
        ("objectif", "2.1", "Rénover mieux", "plan/axe-2"),
    ]
    ids = [action.section_id for action in taken.plan.actions]
    assert ids == ["plan/axe-1/objectif-1.1", "plan/axe-2/objectif-2.1"]


@pytest.mark.parametrize("title", ["Suivre l'Objectif 2 – Faim zéro", "Relier l'Axe 1.1 du réseau"])
def test_a_title_may_name_another_section(tmp_path: Path, title: str) -> None:
    page = f"<html lang='fr'><h1>Plan climat 2025-2030</h1>\n<h2>Axe 1 – {title}</h2>\n"
    taken = take_text(tmp_path, page + TABLE.format("", "Isoler"), "plan.html")
    assert [section.title for section in taken.plan.sections] == [title]

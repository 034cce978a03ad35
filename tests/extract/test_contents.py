"""Tables of contents are told from what they announce."""

from __future__ import annotations

import pytest

from pipeline.document import Block, Line, Table
from pipeline.extract.contents import find_contents
from pipeline.model import Provenance

PLACE = Provenance(lines=(1, 1), method="paragraph")
LONG = "Ce plan porte sur les milieux de vie et sur les personnes qui les habitent. " * 5


def found(*texts: str | None) -> list[str]:
    """Return the texts taken for contents; None stands for a table."""
    blocks: list[Block] = [
        Line(text, PLACE) if text is not None else Table((), 0, 0, PLACE) for text in texts
    ]
    return [line.text for line in find_contents(blocks, lambda line: line.text == "Sommaire")]


LED = ["Introduction ........ 3", "Axe 1 : Loger . . . . . . 12", "Annexes …… iv"]


def test_entries_with_leaders() -> None:
    assert found("Plan", *LED, "Introduction", LONG) == LED


def test_what_stands_between_entries_belongs_to_them() -> None:
    assert found(LED[0], "Section 2.", LED[1], LED[2], "Section 3.") == [
        LED[0], "Section 2.", LED[1], LED[2],
    ]  # fmt: skip


def test_the_heading_above_belongs_to_them() -> None:
    assert found("Plan", "Sommaire", "Page", *LED) == ["Sommaire", "Page", *LED]
    assert found("Sommaire", LONG, *LED) == LED


def test_under_a_heading_of_them_a_few_entries_will_do() -> None:
    assert found("Plan", "Sommaire", *LED[:2], LONG) == ["Sommaire", *LED[:2]]
    assert found("Plan", *LED[:2], LONG) == []


@pytest.mark.parametrize("between", [LONG, None])
def test_text_and_tables_end_the_entries(between: str | None) -> None:
    assert found(*LED, between, "Nom ...... 1") == LED


def test_two_lines_with_leaders_are_none() -> None:
    assert found("Nom : ............ 1", "Date : ........ 2", "Texte") == []


def test_dots_that_lead_to_no_page_are_none() -> None:
    assert found("Nom : ..........", "Date : ..........", "Lieu : ..........") == []
    said = ["Direction ...... développement", "Budget ...... 75 k$", "Échéancier ...... 2026-2028"]
    assert found(*said, *said) == []


def test_entries_under_a_heading() -> None:
    entries = ["Mot du maire 3", "Axe 1", "Loger les personnes 5", "Axe 2", "Verdir la ville 9"]
    assert found("Sommaire", *entries, "Mot du maire", LONG) == ["Sommaire", *entries]


def test_pages_do_not_go_back() -> None:
    entries = ["Mot 3", "Axe 1 5", "Axe 2 9"]
    assert found("Sommaire", *entries, "Objectif 1", LONG) == ["Sommaire", *entries]


def test_a_heading_without_entries_is_left_to_others() -> None:
    assert found("Sommaire", "Ce qui suit dit tout.", LONG, "Axe 1 5", "Axe 2 9", "Axe 3 12") == []


def test_pages_in_a_column_of_their_own() -> None:
    entries = ["Axe 1", "1.1 Loger 1.2 Verdir", "3", "3 4", "Axe 2", LONG, "5", "5 5 6"]
    assert found("Sommaire", *entries, "Axe 1", LONG) == ["Sommaire", *entries]
    assert found("Sommaire", "Axe 1", "Axe 2", "3", "7", "9", "Axe 1", LONG)[1:] == [
        "Axe 1", "Axe 2", "3", "7", "9",
    ]  # fmt: skip
    assert found("Sommaire", "Axe 1", "9", "3", "2") == []
    many = ["Axe 1", "1.1 Loger", "1.2 Verdir", "1.3 Semer", "1.4 Planter", "3", "3 3 4 4"]
    assert found("Sommaire", *many, "Axe 1", LONG) == ["Sommaire", *many]

"""The numbers that rows print: in the text, behind a word for actions, in a cell of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.check import check
from pipeline.extract import Identity, extract
from pipeline.lexicon import load_lexicons
from pipeline.read import read
from tests.taken import take_text

PAGE = """<html lang="fr"><h1>Plan d'action 2025-2026</h1><h2>Axe 1 : Bâtiments</h2>
<table><tr>{}</tr>{}</table></html>"""


def numbers(tmp_path: Path, header: list[str], *rows: list[str]) -> list[tuple[str | None, str]]:
    """Return the number and the text of each action of a table; no word of it may be lost."""
    path = tmp_path / "plan.html"
    head = "".join(f"<th>{text}</th>" for text in header)
    body = "".join(f"<tr>{''.join(f'<td>{c}</td>' for c in row)}</tr>\n" for row in rows)
    path.write_text(PAGE.format(head, body), encoding="utf-8")
    document = read(path)
    lexicon = load_lexicons().by_language["fr"]
    extraction = extract(document, lexicon, Identity("plan", path.name))
    report = check(extraction, document, {})
    assert [one.text for one in report.unclaimed] == []
    assert [one.code for one in report.findings if one.severity == "error"] == []
    return [(action.number, action.text) for action in extraction.plan.actions]


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("Mesure 1 : Isoler la mairie", "1"),
        ("Action n° 12 – Isoler la mairie", "12"),
        ("Fiche action n°3<br>Isoler la mairie", "3"),
        ("Action A-4 | Isoler la mairie", "A-4"),
        ("A 1.1.2 Isoler la mairie", "A 1.1.2"),
        ("1.2 Isoler la mairie", "1.2"),
    ],
)
def test_a_number_in_the_text_may_stand_behind_a_word_for_actions(
    tmp_path: Path, printed: str, number: str
) -> None:
    rows = [printed, "Ville"], ["Mesure 99 : Peindre", "Ville"]
    assert numbers(tmp_path, ["Mesure", "Responsable"], *rows)[0] == (number, "Isoler la mairie")


@pytest.mark.parametrize("text", ["Mesure les débits d'eau", "Action 3", "Projet 2030 : isoler"])
def test_a_word_for_actions_alone_is_text(tmp_path: Path, text: str) -> None:
    assert numbers(tmp_path, ["Mesure", "Responsable"], [text, "Ville"]) == [(None, text)]


@pytest.mark.parametrize(
    ("texts", "split"),
    [
        (("1 Isoler", "2 Peindre", "3 Chauffer"), True),
        (("1 Isoler", "2 Peindre", "4 Chauffer"), False),
        (("1 Isoler", "2 Peindre", "Chauffer"), False),
        (("1 arbre par rue", "2 bancs par parc", "3 fontaines"), False),
        (("5 Stations de vélos", "6 Abris", "7 Bornes"), False),
    ],
)
def test_integers_that_count_the_texts_of_all_rows_number_them(
    tmp_path: Path, texts: tuple[str, ...], split: bool
) -> None:
    found = numbers(tmp_path, ["Mesure", "Responsable"], *([text, "Ville"] for text in texts))
    assert found == [tuple(t.split(" ", 1)) if split else (None, t) for t in texts]


def test_a_cell_of_its_own_may_say_the_word(tmp_path: Path) -> None:
    rows = ["Action 1", "Isoler", "Ville"], ["Action 2", "Peindre", "Ville"]
    found = numbers(tmp_path, ["N°", "Action", "Responsable"], *rows)
    assert found == [("1", "Isoler"), ("2", "Peindre")]


def test_a_number_may_end_in_a_letter(tmp_path: Path) -> None:
    rows = ["1.A Isoler", "Ville"], ["1.B. Peindre", "Ville"], ["2-c) Laver", "Ville"]
    found = numbers(tmp_path, ["Mesure", "Responsable"], *rows)
    assert found == [("1.A", "Isoler"), ("1.B", "Peindre"), ("2-c", "Laver")]


def test_a_column_without_a_name_numbers_a_single_row_too(tmp_path: Path) -> None:
    for printed in ("3", "Action 3"):
        found = numbers(tmp_path, ["", "Mesure", "Responsable"], [printed, "Isoler", "Ville"])
        assert found == [("3", "Isoler")]


def test_bullets_that_begin_a_text_are_no_part_of_it(tmp_path: Path) -> None:
    rows = ["<ul><li>Isoler</li><li>Peindre</li></ul>", "Ville"], ["• Laver", "Ville"]
    found = numbers(tmp_path, ["Mesure", "Responsable"], *rows)
    assert found == [(None, "Isoler Peindre"), (None, "Laver")]


def test_a_word_that_only_the_document_has_may_number_actions(tmp_path: Path) -> None:
    path = tmp_path / "plan.md"
    said = "Porteur : {}\n\nCalendrier : 2026\n\n"
    path.write_text(
        "# Plan énergie 2025-2028\n\nAdopté en juin.\n\n"
        f"## FA 1.1 - Isoler\n\n{said.format('Ville')}"
        f"## FA 1.2 - Peindre\n\n{said.format('École')}",
        encoding="utf-8",
    )
    lexicon = load_lexicons().by_language["fr"]
    plan = extract(read(path), lexicon, Identity("plan", path.name)).plan
    assert [(a.number, a.text, a.leads) for a in plan.actions] == [
        ("FA 1.1", "Isoler", ("Ville",)),
        ("FA 1.2", "Peindre", ("École",)),
    ]


def test_numbers_on_one_line_with_those_of_sections_are_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "plan.html"
    head = "<tr><th>Action</th><th>Qui</th></tr>"
    row = "<tr><td>1. Isoler\nla mairie</td><td>Ville</td></tr>"
    path.write_text(
        "<html lang='fr'><h1>Plan d'action 2025</h1><h2>Axe 1 : Bâtir</h2>"
        f"<table>{head}{row}</table></html>",
        encoding="utf-8",
    )
    document = read(path)
    lexicon = load_lexicons().by_language["fr"]
    extraction = extract(document, lexicon, Identity("plan", path.name))
    assert [one.text for one in check(extraction, document, {}).unclaimed] == []


def test_letters_that_follow_each_other_number_rows(tmp_path: Path) -> None:
    rows = ["a) Isoler", "Ville"], ["b) Peindre", "Ville"], ["c) Laver", "Ville"]
    header = ["Mesure", "Responsable"]
    assert numbers(tmp_path, header, *rows) == [("a", "Isoler"), ("b", "Peindre"), ("c", "Laver")]


def test_letters_of_items_in_a_text_are_its_own(tmp_path: Path) -> None:
    text = "a) Isoler les murs b) Isoler le toit"
    assert numbers(tmp_path, ["Mesure", "Responsable"], [text, "Ville"]) == [(None, text)]


def test_letters_that_do_not_follow_each_other_are_text(tmp_path: Path) -> None:
    rows = ["a) Isoler", "Ville"], ["f) Peindre", "Ville"]
    found = numbers(tmp_path, ["Mesure", "Responsable"], *rows)
    assert found == [(None, "a) Isoler"), (None, "f) Peindre")]


@pytest.mark.parametrize("sign", ["{})", "({})", "{}."])
def test_letters_in_a_column_without_a_name_number_rows(tmp_path: Path, sign: str) -> None:
    rows = [[sign.format(one), f"Isoler {one}", "Ville"] for one in "abcab"]
    found = numbers(tmp_path, ["", "Action", "Responsable"], *rows[:3])
    assert found == [("a", "Isoler a"), ("b", "Isoler b"), ("c", "Isoler c")]


def test_letters_that_do_not_count_are_no_numbers(tmp_path: Path) -> None:
    rows = ["C", "Isoler", "Ville"], ["A", "Peindre", "Ville"]
    found = numbers(tmp_path, ["", "Action", "Responsable"], *rows)
    assert found == [(None, "Isoler"), (None, "Peindre")]


def test_numbers_that_a_table_lists_under_actions_are_none(tmp_path: Path) -> None:
    rows = ["Parcs", "M-1, M-3 et M-12"], ["Loisirs", "M-2"]
    assert numbers(tmp_path, ["Responsable", "Actions"], *rows) == []


@pytest.mark.parametrize(
    ("header", "row"),
    [
        (["N°", "Action"], ["1", "Isoler la mairie"]),
        (["Action", "Pilote"], ["1. Isoler la mairie", "Voirie"]),
    ],
)
def test_a_last_row_across_all_columns_is_no_action(
    tmp_path: Path, header: list[str], row: list[str]
) -> None:
    across = "</td></tr><tr><td colspan='2'>Mise à jour : janvier 2026"
    assert numbers(tmp_path, header, [row[0], row[1] + across]) == [("1", "Isoler la mairie")]


def test_a_year_before_a_text_is_no_number(tmp_path: Path) -> None:
    table = "| Action | Responsable |\n|---|---|\n| 2026 : année du vélo | Parcs |\n"
    plan = take_text(tmp_path, f"# Plan d'action\n\n## Axe 1 : Rouler\n\n{table}").plan
    assert [(a.number, a.text) for a in plan.actions] == [(None, "2026 : année du vélo")]

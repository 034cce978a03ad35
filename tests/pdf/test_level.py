"""Rows that no rule parts: figures with a name each, and titles in the middle of a table."""

from __future__ import annotations

import pytest

from pipeline.read.pdf.primitives import Word
from tests.pdf.test_unruled import laid_out, line, rule, tables

XS = (60, 260, 340, 420)
HEADS = ("Poste", "2025", "2026")
BUDGET = (
    ("Habitation", "120 000", "125 000"),
    ("Parcs et boisés", "40 000", "-"),
    ("Bibliothèque", "8 000", "9 500"),
    ("Loisirs", "15 000", "15 000"),
)
TOTAL = ("Total", "183 000", "149 500")


def _row(top: float, texts: tuple[str, ...], *, bold: bool = False) -> list[Word]:
    return line(top, *zip((x + 6 for x in XS[:3]), texts, strict=True), bold=bold)


def _ruled(body: list[Word], bottom: float) -> list[list[str]]:
    """A header, a body and a total that are ruled off, and columns that are."""
    words = _row(104, HEADS, bold=True) + body + _row(bottom + 4, TOTAL)
    across = [rule(60, y, 420, y) for y in (100, 118, bottom, bottom + 18)]
    down = [rule(x, 100, x, bottom + 18) for x in XS]
    (table,) = tables(laid_out(words, [*across, *down]))
    return table


def test_lines_of_figures_with_a_name_each_are_rows() -> None:
    body = [word for n, row in enumerate(BUDGET) for word in _row(122 + 12 * n, row)]
    assert _ruled(body, 172) == [list(row) for row in (HEADS, *BUDGET, TOTAL)]


def test_a_text_that_runs_on_beside_figures_is_one_row() -> None:
    texts = (
        "Appuyer les organismes qui offrent",
        "un toit aux personnes sans abri et",
        "de l'aide",
    )
    body = [
        word for n, (text, row) in enumerate(zip(texts, BUDGET, strict=False))
        for word in _row(122 + 12 * n, (text, *row[1:]))
    ]  # fmt: skip
    assert len(_ruled(body, 160)) == 3


def test_a_title_in_the_middle_of_a_table_parts_no_columns_and_is_one_cell() -> None:
    words = _row(104, HEADS)
    tops = (122, 140, 158, 176, 194, 212)
    rows = (BUDGET[0], BUDGET[1], None, BUDGET[2], BUDGET[3], TOTAL)
    for top, texts in zip(tops, rows, strict=True):
        words += line(top, (197, "Culture et loisirs")) if texts is None else _row(top, texts)
    across = [rule(60, y, 420, y) for y in (100, 118, 154, 172, 230)]
    (table,) = tables(laid_out(words, across))
    assert ["Culture et loisirs"] in table
    assert [len(row) for row in table if row != ["Culture et loisirs"]] == [3] * 6


def test_rows_under_a_wide_gap_begin_another_table() -> None:
    words = _row(104, HEADS, bold=True) + _row(122, BUDGET[0]) + _row(140, BUDGET[1])
    words += line(
        250, (66, "Objectif"), (160, "Cible"), (230, "Échéance"), (320, "Suivi"), bold=True
    )
    words += line(268, (66, "Logements"), (160, "500"), (230, "2028"), (320, "annuel"))
    words += line(286, (66, "Parcs"), (160, "12"), (230, "2027"), (320, "annuel"))
    across = [rule(60, y, 420, y) for y in (100, 118, 136, 154, 264, 282, 300)]
    first, second = tables(laid_out(words, across))
    assert first == [list(row) for row in (HEADS, *BUDGET[:2])]
    assert second[0] == ["Objectif", "Cible", "Échéance", "Suivi"]
    assert [row[1] for row in second[1:]] == ["500", "12"]


@pytest.mark.parametrize("head", ["Coûts", "Coûts en milliers de dollars par an"])
def test_figures_side_by_side_in_every_row_are_columns_that_no_rule_parts(head: str) -> None:
    rows = ("Habitation", "120", "125"), ("Parcs", "40", "-"), ("Loisirs", "8", "9")
    words = line(104, (66, "Poste"), (270, head), bold=True)
    for n, texts in enumerate(rows):
        words += line(122 + 18 * n, *zip((66, 270, 380), texts, strict=True))
    across = [rule(60, y, 480, y) for y in (100, 118, 136, 154, 172)]
    down = [rule(x, 100, x, 172) for x in (60, 260, 480)]
    (table,) = tables(laid_out(words, [*across, *down]))
    assert table == [["Poste", head], *map(list, rows)]


def test_two_figures_in_some_rows_are_one_text() -> None:
    rows = (("Habitation", "120", "125"), ("Parcs", "40"), ("Loisirs", "8", "9"))
    words = line(104, (66, "Poste"), (270, "Coûts"), bold=True)
    for n, texts in enumerate(rows):
        words += line(122 + 18 * n, *zip((66, 270, 340), texts, strict=False))
    across = [rule(60, y, 480, y) for y in (100, 118, 136, 154, 172)]
    down = [rule(x, 100, x, 172) for x in (60, 260, 480)]
    (table,) = tables(laid_out(words, [*across, *down]))
    assert [len(row) for row in table] == [2, 2, 2, 2]


def test_figures_under_one_word_are_columns_between_rules_across_too() -> None:
    rows = ("Habitation", "120", "125"), ("Parcs", "40", "-"), ("Loisirs", "8", "9")
    words = line(104, (66, "Poste"), (220, "Reste"), (270, "Fonctionnement/investissement"))
    for n, (name, *figures) in enumerate(rows):
        words += line(122 + 18 * n, (66, name), (225, "3"))
        words += line(122 + 18 * n, *zip((275, 380), figures, strict=True))
    across = [rule(60, y, 420, y) for y in (100, 118, 136, 154, 172)]
    (table,) = tables(laid_out(words, across))
    assert table[0] == ["Poste", "Reste", "Fonctionnement/investissement"]
    assert table[1:] == [[name, "3", *figures] for name, *figures in rows]

"""Rows of one bold text across a table, which head the rows under them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.read.pdf.primitives import Path, Word
from tests.pdf.test_unruled import band, laid_out, line, lines, rule, tables

HEADS = (60, "N°"), (90, "Actions"), (300, "Lead"), (420, "2026")
AXIS = "Axis 1: A town that everybody can walk through at any time of the year"
GOALS = "Goal 1.1: Open places", "Goal 1.2: Warm places"


def row(top: float, number: str) -> list[Word]:
    text = f"Open place {number} to those"
    return line(top, (60, number), (90, text), (300, "Works"), (428, "✓"))


def test_bold_texts_across_head_the_rows_under_them() -> None:
    words = [*line(100, *HEADS, bold=True), *line(118, (60, AXIS), bold=True)]
    words += [*line(136, (60, GOALS[0]), bold=True), *row(154, "1.1.1"), *row(172, "1.1.2")]
    words += [*line(190, (60, GOALS[1]), bold=True), *row(208, "1.2.1"), *row(226, "1.2.2")]
    across = [rule(55, y, 475, y) for y in range(114, 245, 18)]
    (table,) = tables(laid_out(words, [band(55, 114, 475, 132), *across]))
    assert table[0] == ["N°", "Actions", "Lead", "2026"]
    assert table[1:3] == [[AXIS], [GOALS[0]]]
    assert table[5] == [GOALS[1]]
    assert [cells[0] for cells in table if len(cells) == 4] == [
        "N°", "1.1.1", "1.1.2", "1.2.1", "1.2.2"
    ]  # fmt: skip


def test_a_bold_text_between_tables_with_headers_of_their_own_is_no_row() -> None:
    words, across = [], []
    for n, goal in enumerate(GOALS):
        y = 100 + 90 * n
        words += [*line(y, (60, goal), bold=True), *line(y + 18, *HEADS, bold=True)]
        words += [*row(y + 36, f"1.{n}.1"), *row(y + 54, f"1.{n}.2")]
        across += [rule(55, y + down, 475, y + down) for down in (14, 32, 50, 68)]
    layout = laid_out(words, across)
    assert [len(table) for table in tables(layout)] == [3, 3]
    assert lines(layout) == list(GOALS)


def test_a_bold_action_without_more_in_its_row_heads_nothing() -> None:
    words = [*line(100, (60, "Actions"), (300, "Lead"), (420, "2026"), bold=True)]
    for n, lead in enumerate(("Works", "", "Parks")):
        y = 118 + 18 * n
        words += line(y, (60, f"Open place {n}"), bold=True)
        words += [*line(y, (300, lead)), *line(y, (428, "✓"))] if lead else []
    (table,) = tables(laid_out(words, [rule(55, y, 475, y) for y in range(114, 180, 18)]))
    assert table[2] == ["Open place 1", "", ""]


def test_bold_texts_right_under_heads_that_no_rule_is_over_head_rows() -> None:
    large = [replace(word, size=12.0) for word in line(118, (60, AXIS), bold=True)]
    words = [*line(100, *HEADS, bold=True), *large, *line(136, (60, GOALS[0]), bold=True)]
    words += [*row(154, "1.1.1"), *row(172, "1.1.2")]
    (table,) = tables(laid_out(words, [rule(55, y, 475, y) for y in range(114, 200, 18)]))
    assert table == [
        [text for _, text in HEADS], [AXIS], [GOALS[0]],
        ["1.1.1", "Open place 1.1.1 to those", "Works", "✓"],
        ["1.1.2", "Open place 1.1.2 to those", "Works", "✓"],
    ]  # fmt: skip


@pytest.mark.parametrize("headed", [True, False])
def test_painted_axes_head_rows_without_numbers_under_one_row_of_heads(headed: bool) -> None:
    titles = line(100, (60, "Actions"), (300, "Lead"), (420, "Date"), bold=True) if headed else []
    words, paths = titles, [rule(55, y, 475, y) for y in range(114, 280, 18)]
    for n, goal in enumerate(GOALS):
        top = 118 + 72 * n
        axis = line(top, (60, f"Axis {n}"), bold=True)
        words = [*words, *(replace(word, size=12.0) for word in axis)]
        words += line(top + 18, (60, goal), bold=True)
        for k, lead in enumerate(("Works", "Parks")):
            y = top + 36 + 18 * k
            words += line(y, (60, f"Open {lead.lower()} to those"), (300, lead), (420, "2026"))
        paths.insert(0, band(55, top - 4, 475, top + 14))
    found = tables(laid_out(words, paths))
    told = [cells for table in found for cells in table if len(cells) == 1]
    assert (told == [["Axis 0"], [GOALS[0]], ["Axis 1"], [GOALS[1]]]) is headed
    assert (sum(map(len, found)) == 9) is headed


def test_rows_that_nothing_is_drawn_for_go_on_under_the_last_text_across() -> None:
    words = [*line(100, *HEADS, bold=True), *line(118, (60, AXIS), bold=True)]
    words += [*row(140, "1.1"), *row(160, "1.2"), *line(178, (60, GOALS[1]), bold=True)]
    words += [*row(200, "1.3"), *row(220, "1.4")]
    words += line(250, (60, "What follows is text that stands under the table."))
    layout = laid_out(words, [band(55, top, 475, top + 16) for top in (96, 114, 174)])
    (table,) = tables(layout)
    assert [cells[0] for cells in table] == ["N°", AXIS, "1.1", "1.2", GOALS[1], "1.3", "1.4"]
    assert lines(layout) == ["What follows is text that stands under the table."]


@pytest.mark.parametrize("under", [("T1", "T2", "T3", "T4"), ("S1", "S2")])
def test_a_title_in_the_middle_of_more_columns_than_it_reaches_into(under: tuple[str, ...]) -> None:
    count = len(under)
    at = [240 + 24 * n for n in range(3 * count)]
    years = [(sum(at[n * count :][:count]) / count - 5, str(2026 + n)) for n in range(3)]
    words = [*line(100, (60, "N°"), (90, "Actions"), bold=True), *line(100, *years, bold=True)]
    words += line(118, *zip(at, under * 3, strict=True), bold=True)
    for n in range(4):
        words += line(140 + 18 * n, (60, f"1.{n + 1}"), (90, "Open a place to all"))
        words += line(140 + 18 * n, (at[n] + 2, "✓"), (at[-1 - n] + 2, "✓"))
    right = at[-1] + 20
    across = [rule(55, y, right, y) for y in (96, 134, *range(152, 210, 18))]
    (table,) = tables(laid_out(words, across))
    assert [text for text in table[0] if text] == ["N°", "Actions", "2026", "2027", "2028"]
    assert [text for text in table[1] if text] == list(under * 3)


@pytest.mark.parametrize("left", [60, 232])
def test_strips_over_heads_of_columns_stand_over_the_table(left: int) -> None:
    words: list[Word] = []
    paths: list[Path] = []
    for n, goal in enumerate(("Goal 1.1: Open", "Goal 1.2: Warm")):
        y = 100 + 110 * n
        words += [*line(y, (left, goal), bold=True), *line(y + 20, *HEADS, bold=True)]
        words += [*row(y + 38, f"1.{n}.1"), *row(y + 56, f"1.{n}.2"), *row(y + 74, f"1.{n}.3")]
        paths += [band(55, y - 4, 475, y + 16), band(55, y + 52, 475, y + 70)]
        paths += [band(55 + 105 * k, y + 16, 160 + 105 * k, y + 34) for k in range(4)]
    layout = laid_out(words, paths)
    assert [[cells[0] for cells in table] for table in tables(layout)] == [
        ["N°", "1.0.1", "1.0.2", "1.0.3"], ["N°", "1.1.1", "1.1.2", "1.1.3"]
    ]  # fmt: skip
    assert lines(layout) == ["Goal 1.1: Open", "Goal 1.2: Warm"]


def test_headings_between_a_table_and_a_box_head_no_rows() -> None:
    words = [*line(100, *HEADS, bold=True), *row(118, "1.1"), *row(136, "1.2")]
    words += [*line(170, (60, GOALS[1]), bold=True), *line(190, (60, "Targets"), bold=True)]
    words += [
        *line(212, (60, "•"), (72, "Warm places to sit in")),
        *line(230, (60, "•"), (72, "A")),
    ]
    box = [rule(55, y, 475, y) for y in (206, 246)] + [rule(x, 206, x, 246) for x in (55, 475)]
    layout = laid_out(words, [*(rule(55, y, 475, y) for y in (96, 114, 154)), *box])
    (table,) = tables(layout)
    assert [cells[0] for cells in table] == ["N°", "1.1", "1.2"]
    assert lines(layout)[:2] == [GOALS[1], "Targets"]


def test_rows_of_a_line_each_between_painted_axes_stay_apart() -> None:
    words, paths, leads = (
        line(100, (60, "Actions"), (300, "Lead"), (420, "Date"), bold=True),
        [],
        [],
    )
    for n in range(3):
        top = 118 + 54 * n
        words += line(top, (60, f"Axis {n}"), bold=True)
        paths.append(band(55, top - 4, 475, top + 14))
        leads += [f"Works {n}", f"Parks {n}"]
        for k, lead in enumerate(leads[-2:], 1):
            at = top + 18 * k
            words += line(at, (60, f"Open place {k} to those"), (300, lead), (420, "2026"))
    (table,) = tables(laid_out(words, paths))
    assert [cells[1] for cells in table if len(cells) == 3] == ["Lead", *leads]

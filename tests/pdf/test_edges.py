"""Rules that stand between the rows of a table alone: rows over the first one and under the last.

What is beyond the edges belongs to the table where it is set as the rows between them are.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from pipeline.document import Cell, Row, Table
from pipeline.model import Provenance, Region
from pipeline.read.pdf.columns import Ink, find_columns
from pipeline.read.pdf.joined import join_tables
from pipeline.read.pdf.layout import PageLayout
from pipeline.read.pdf.lines import TextLine, to_lines
from pipeline.read.pdf.primitives import Path, Subpath, Word
from pipeline.read.pdf.rows import split_rows
from pipeline.read.pdf.titles import header_edges
from tests.pdf.test_unruled import (
    SIZE,
    band,
    heads,
    laid_out,
    line,
    lines,
    rows,
    rule,
    tables,
)

HEADS = line(100, (60, "N°"), (90, "Actions"), (300, "2024"), (360, "2025"), bold=True)
ACTIONS = ("Open a place", "Keep it open", "Tell everybody")


def row(top: float, number: int) -> list[Word]:
    """A row of two lines whose number and tick stand at half its height."""
    return [
        *line(top, (90, f"{ACTIONS[number - 1]} to all those")),
        *line(top + 6, (60, str(number)), (308, "✓")),
        *line(top + 12, (90, "who want to come")),
    ]


def test_a_last_row_that_no_rule_closes() -> None:
    words = [*HEADS, *(word for n in range(3) for word in row(118 + 30 * n, n + 1))]
    across = [rule(55, y, 475, y) for y in (114, 144, 174)]
    layout = laid_out([*words, *line(230, (60, "What follows is text."))], across)
    (table,) = tables(layout)
    assert [row[0] for row in table[1:]] == ["1", "2", "3"]
    assert table[3] == ["3", "Tell everybody to all those who want to come", "✓", ""]
    assert lines(layout) == ["What follows is text."]


def test_a_first_row_without_a_rule_over_it() -> None:
    words = [*HEADS, *(word for n in range(3) for word in row(118 + 30 * n, n + 1))]
    across = [rule(55, y, 475, y) for y in (144, 174, 204)]
    layout = laid_out([*line(60, (60, "What is before is text.")), *words], across)
    (table,) = tables(layout)
    assert table[0] == ["N°", "Actions", "2024", "2025"]
    assert [row[0] for row in table[1:]] == ["1", "2", "3"]
    assert lines(layout) == ["What is before is text."]


def test_a_row_whose_first_line_says_the_same_as_the_first_row_begins_no_table() -> None:
    words = list(HEADS)
    for n in range(3):
        top = 118 + 30 * n
        words += line(top, (90, "Open a place" if n == 1 else "Keep it open"))
        words += line(top + 12, (60, str(n + 1)), (90, f"to all {n + 4}"), (308, "✓"))
    layout = laid_out(words, [rule(55, y, 475, y) for y in (114, 144, 174, 204)])
    (table,) = tables(layout)
    assert [row[:2] for row in table[1:]] == [
        ["1", "Keep it open to all 4"], ["2", "Open a place to all 5"],
        ["3", "Keep it open to all 6"],
    ]  # fmt: skip


def test_text_in_columns_under_a_table_that_a_rule_closes_is_no_row() -> None:
    words = [*HEADS, *(word for n in range(2) for word in row(118 + 30 * n, n + 1))]
    across = [rule(55, y, 475, y) for y in (114, 144, 174)]
    beside = (60, "Text stands here"), (300, "and more beside it")
    layout = laid_out([*words, *line(183, *beside), *line(195, *beside)], across)
    (table,) = tables(layout)
    assert [row[0] for row in table[1:]] == ["1", "2"]


def numbered(page: int, *rows: tuple[str, str]) -> Table:
    """A table of an objective merged over the page, and of actions that begin with numbers."""
    made = []
    for r, texts in enumerate(rows):
        regions = Region(page=page, bbox=(50, 100 + 20 * r, 550, 120 + 20 * r))
        place = Provenance(regions=(regions,), method="table")
        cells = [Cell(r, 1, texts[1], place)]
        if not r or texts[0]:
            cells.insert(0, Cell(r, 0, texts[0], place, row_span=2))
        made.append(Row(tuple(cells), place))
    return Table(tuple(made), 2, 0, made[0].provenance)


def test_a_row_with_a_number_beside_a_merged_cell_is_no_rest() -> None:
    before = numbered(
        1, ("1.1. Nature", "1.1.1 Planter"), ("", "1.1.2 Semer"),
        ("1.2. Culture", "1.2.1 Lire"), ("", "1.2.2 Jouer"),
    )  # fmt: skip
    (table,) = join_tables([[before], [numbered(2, ("", "1.2.3 Danser"), ("", "1.2.4 Peindre"))]])
    assert isinstance(table, Table)
    assert [row.cells[-1].text for row in table.rows] == [
        "1.1.1 Planter", "1.1.2 Semer", "1.2.1 Lire", "1.2.2 Jouer", "1.2.3 Danser", "1.2.4 Peindre"
    ]  # fmt: skip


def test_a_number_that_its_column_breaks_begins_one_row() -> None:
    words = [*HEADS]
    for n, action in enumerate(ACTIONS):
        words += line(118 + 24 * n, (60, "1.1."), (90, f"{action} to all those"), (308, "✓"))
        words += line(130 + 24 * n, (60, str(n + 1)), (90, "who want to come"))
    (table,) = tables(laid_out(words, [rule(55, y, 475, y) for y in (96, 114, 192)]))
    assert [row[0] for row in table[1:]] == ["1.1.1", "1.1.2", "1.1.3"]


def test_a_table_over_a_heading_does_not_go_on_on_the_next_page() -> None:
    heading = line(730, (60, "Axis 3"), bold=True)
    for word in heading:
        word.size = 14.0
    words = [*heads(600), *rows(630, 2), *heading]
    layout = laid_out(line(60, (60, "that goes on with a list")), number=2, before=laid_out(words))
    assert tables(layout) == []
    assert lines(layout) == ["that goes on with a list"]


def test_a_narrow_gutter_parts_columns_whose_heads_begin_at_its_end() -> None:
    words = line(100, (60, "N°"), (80, "Action"), (300, "Lead"), (362, "Year"), bold=True)
    for n, action in enumerate(ACTIONS):
        y = 118 + 14 * n
        words += line(y, (60, str(n + 1)), (80, action), (300, "Public Works"), (362, "2026"))
    across = [rule(55, y, 400, y) for y in (96, 114, 160)]
    (table,) = tables(laid_out(words, across))
    assert table[0] == ["N°", "Action", "Lead", "Year"]
    assert table[1] == ["1", "Open a place", "Public Works", "2026"]


def test_a_narrow_gutter_under_one_head_parts_nothing() -> None:
    words = line(100, (60, "N°"), (80, "Action"), (300, "Lead of it"), bold=True)
    for n, action in enumerate(ACTIONS):
        y = 118 + 14 * n
        words += line(y, (60, str(n + 1)), (80, action), (300, "Public Works"), (362, "Main"))
    across = [rule(55, y, 400, y) for y in (96, 114, 160)]
    (table,) = tables(laid_out(words, across))
    assert table[1] == ["1", "Open a place", "Public Works Main"]


def test_a_title_that_reaches_a_little_into_the_second_of_its_columns() -> None:
    words = line(100, (60, "N°"), (80, "Action"), (300, "Schedules"), bold=True)
    words += line(112, (308, "2025"), (350, "2026"), (392, "2027"), bold=True)
    for n, action in enumerate(ACTIONS):
        y = 130 + 14 * n
        words += line(y, (60, str(n + 1)), (80, action), (315 + 42 * n, "X"))
    (table,) = tables(laid_out(words, [rule(55, y, 430, y) for y in (96, 126, 172)]))
    assert table[0][:3] == ["N°", "Action", "Schedules"]
    assert table[1][:2] == ["2025", "2026"]
    assert table[2] == ["1", "Open a place", "X", "", ""]


def test_a_text_over_an_edge_beside_another_on_two_lines_is_no_title() -> None:
    words = line(100, (60, "A text that reaches over"), (250, "Works"))
    words += line(112, (60, "an edge"), (250, "and more"))
    assert header_edges([], (50.0, 120.0, 300.0), to_lines(words)) == []


def test_heads_in_regular_type_over_the_columns_of_the_first_row() -> None:
    words = line(96, (60, "N°"), (90, "Actions"), (300, "Responsable"), (420, "2024"))
    for n, action in enumerate(ACTIONS):
        words += line(118 + 18 * n, (60, f"1.{n}"), (90, action), (300, "Greffe"), (427, "✓"))
    across = [rule(55, y, 475, y) for y in (110, 132, 150, 168)]
    layout = laid_out([*line(60, (60, "What is before is text.")), *words], across)
    (table,) = tables(layout)
    assert table[0] == ["N°", "Actions", "Responsable", "2024"]
    assert table[1] == ["1.0", "Open a place", "Greffe", "✓"]
    assert lines(layout) == ["What is before is text."]


def test_a_text_merged_over_two_rows_that_rules_leave_free() -> None:
    words = line(100, (60, "N°"), (90, "Actions"), (300, "Responsable"), (420, "Date"), bold=True)
    for n, action in enumerate(ACTIONS):
        words += line(118 + 24 * n, (60, f"1.{n + 1}"), (90, action), (420, "2026"))
    words += [
        *line(124, (300, "Service")),
        *line(134, (300, "du greffe")),
        *line(166, (300, "Parc")),
    ]
    across = [rule(55, y, 475, y) for y in (114, 162, 186)]
    across += [rule(55, 138, 290, 138), rule(410, 138, 475, 138)]
    (table,) = tables(laid_out(words, across))
    assert table[1:] == [
        ["1.1", "Open a place", "Service du greffe", "2026"],
        ["1.2", "Keep it open", "2026"],
        ["1.3", "Tell everybody", "Parc", "2026"],
    ]


def test_a_text_across_a_table_is_no_rest_of_a_row_over_a_page_break() -> None:
    before = numbered(1, ("1.1. Nature", "1.1.1 Planter"), ("", "1.1.2 Semer"))
    after = numbered(2, ("", "1.2.1 Lire"), ("", "1.2.2 Jouer"))
    across = Cell(0, 0, "Axe 2 : Culture", after.rows[0].provenance, column_span=2)
    rest = [replace(row, cells=tuple(replace(cell, row=n) for cell in row.cells))
            for n, row in enumerate(after.rows, 1)]  # fmt: skip
    after = replace(after, rows=(Row((across,), after.rows[0].provenance), *rest))
    (table,) = join_tables([[before], [after]])
    assert isinstance(table, Table)
    assert [row.cells[-1].text for row in table.rows] == [
        "1.1.1 Planter", "1.1.2 Semer", "Axe 2 : Culture", "1.2.1 Lire", "1.2.2 Jouer"
    ]  # fmt: skip


PLAIN_HEADS = line(100, (60, "Actions"), (300, "Responsable"), (400, "Date"), bold=True)
PLACES = (
    "Place du marché",
    "Parc du moulin",
    "Quai des brumes",
    "Jardin public",
    "Halle aux grains",
)


def _plain_rows() -> list[Word]:
    """Rows of two lines that nothing but rules or grounds parts."""
    words = []
    for n, place in enumerate(PLACES):
        y = 118 + 24 * n
        words += line(y, (60, f"Ouvrir : {place}"), (300, "Greffe"), (400, "2026"))
        words += line(y + 12, (60, "Tous les jours"), (300, "Urbanisme"))
    return words


@pytest.mark.parametrize("left", [0, 40])
def test_a_banner_over_a_table_leaves_it_its_rules(left: int) -> None:
    banner = band(left, 20, 600 - left, 60)
    words = [*line(35, (60, "Axe 1 : Ouvrir"), bold=True), *PLAIN_HEADS, *_plain_rows()]
    layout = laid_out(
        words, [banner, *(rule(55, 114 + 24 * n, 475, 114 + 24 * n) for n in range(6))]
    )
    assert _texts(layout) == [
        [f"Ouvrir : {p} Tous les jours", "Greffe Urbanisme", "2026"] for p in PLACES
    ]
    assert lines(layout) == ["Axe 1 : Ouvrir"]


def test_two_banners_are_no_edges_of_the_table_between_them() -> None:
    words = [*line(35, (60, "Axe 1 : Ouvrir"), bold=True), *PLAIN_HEADS, *_plain_rows()]
    words += line(715, (60, "La ville et ses places"))
    across = [rule(55, 114 + 24 * n, 475, 114 + 24 * n) for n in range(6)]
    layout = laid_out(words, [band(0, 20, 600, 60), band(0, 700, 600, 740), *across])
    assert _texts(layout) == [
        [f"Ouvrir : {p} Tous les jours", "Greffe Urbanisme", "2026"] for p in PLACES
    ]
    assert lines(layout) == ["Axe 1 : Ouvrir", "La ville et ses places"]


@pytest.mark.parametrize("bleed", [0, 3])
def test_banners_over_tables_are_no_edges_of_these(bleed: float) -> None:
    """The tables under one banner need not have the same columns."""
    names = ("Actions", "Porteur", "Suivi", "Date")
    words, paths, wanted = [], [], []
    for n in range(3):
        top = 40 + 240 * n
        axis = line(top + 10, (60, f"Axe {n + 1} : Ouvrir"), bold=True)
        words += [replace(word, size=14.0) for word in axis]
        paths.append(band(bleed, top, 600 - bleed, top + 32))
        for under, at in ((top + 50, 230), (top + 140, 300)):
            xs = (60, at, 400, 480)
            words += line(under, (60, f"Objectif {n + 1}.{at}"), bold=True)
            words += line(under + 20, *zip(xs, names, strict=True), bold=True)
            wanted.append([list(names)])
            paths.append(band(55, under + 16, 545, under + 34))
            for k, place in enumerate(PLACES[:2]):
                y = under + 38 + 24 * k
                longer = " et les quartiers autour" if at > 230 else ""
                row = (f"{n + 1}.{k + 1} {place}{longer}", "Urbanisme", "Rapport", "2026")
                words += line(y, *zip(xs, row, strict=True))
                paths.append(rule(55, y + 18, 545, y + 18))
                wanted[-1].append(list(row))
    layout = laid_out(words, paths)
    assert tables(layout) == wanted
    assert len(lines(layout)) == 9


def test_rows_whose_outer_corners_are_round_and_gaps_between_them() -> None:
    painted = []
    for n in range(len(PLACES)):
        top, bottom = 116.0 + 24 * n, 137.0 + 24 * n
        painted += [_rounded(55, top, 290, bottom), band(292, top, 392, bottom)]
        painted += [band(394, top, 482, bottom), _rounded(484, top, 560, bottom)]
    words = [*PLAIN_HEADS, *line(100, (490, "Lieu"), bold=True), *_plain_rows()]
    words += [word for n in range(len(PLACES)) for word in line(118 + 24 * n, (490, "Est"))]
    assert _texts(laid_out(words, painted)) == [
        [f"Ouvrir : {place} Tous les jours", "Greffe Urbanisme", "2026", "Est"] for place in PLACES
    ]


def _texts(layout: PageLayout) -> list[list[str]]:
    """The texts of the only table of a page, each on one line, without those of its header."""
    (table,) = tables(layout)
    return [[" ".join(text.split()) for text in cells] for cells in table[1:]]


def _rounded(x0: float, top: float, x1: float, bottom: float) -> Path:
    points = [
        (x0 + 5, top), (x1 - 5, top), (x1, top), (x1, top + 5), (x1, bottom - 5), (x1, bottom),
        (x1 - 5, bottom), (x0 + 5, bottom), (x0, bottom), (x0, bottom - 5), (x0, top + 5),
        (x0, top),
    ]  # fmt: skip
    return Path([Subpath(points, curved=True, closed=True)], None, (230, 240, 240))


def test_a_label_and_its_value_over_the_rule_under_them_are_a_row() -> None:
    said = ("Responsable", "Greffe"), ("Partenaires", "Musée"), ("Budget", "5 000 $")
    words = line(60, (60, "Ouvrir le musée le soir"), bold=True)
    for n, (label, value) in enumerate(said):
        words += [*line(100 + 18 * n, (60, label), bold=True), *line(100 + 18 * n, (200, value))]
    layout = laid_out(words, [rule(55, 113 + 18 * n, 475, 113 + 18 * n) for n in range(3)])
    assert tables(layout) == [[list(pair) for pair in said]]
    assert lines(layout) == ["Ouvrir le musée le soir"]


def test_a_box_around_a_page_is_no_table_of_what_stands_in_it() -> None:
    box = [rule(20, y, 580, y) for y in (20, 780)] + [rule(x, 20, x, 780) for x in (20, 580)]
    small = line(60, (60, "Ville de Port-Clair"))
    title = (60, "Plan"), (122, "d'action"), (228, "culturel"), (322, "et"), (352, "social")
    large = [
        replace(word, x1=x1, bottom=word.top + 26, size=26.0)
        for word, x1 in zip(line(90, *title, bold=True), (115, 221, 315, 345, 430), strict=True)
    ]
    assert tables(laid_out([*small, *large], box)) == []


def test_the_rules_of_a_table_in_a_box_around_the_page() -> None:
    box = [rule(20, y, 580, y) for y in (20, 780)] + [rule(x, 20, x, 780) for x in (20, 580)]
    words = [*line(60, (60, "Axe 1 : Ouvrir"), bold=True), *PLAIN_HEADS, *_plain_rows()]
    across = [rule(55, 114 + 24 * n, 475, 114 + 24 * n) for n in range(6)]
    layout = laid_out(words, [*box, *across])
    assert _texts(layout) == [
        [f"Ouvrir : {p} Tous les jours", "Greffe Urbanisme", "2026"] for p in PLACES
    ]
    assert lines(layout) == ["Axe 1 : Ouvrir"]


@pytest.mark.parametrize("rounded", [False, True])
def test_cards_in_boxes_side_by_side_are_no_table(rounded: bool) -> None:
    words = []
    paths: list[Path] = []
    for n, place in enumerate(PLACES[:3]):
        x = 40.0 + 170 * n
        corners = [(x, 100.0), (x + 160, 100.0), (x + 160, 190.0), (x, 190.0)]
        if rounded:
            paths.append(replace(_rounded(x, 100, x + 160, 190), fill=None, stroke=(0, 0, 0)))
        else:
            paths += [rule(*a, *b) for a, b in zip(corners, corners[1:] + corners[:1], strict=True)]
        words += line(110, (x + 6, f"{place}"), bold=True)
        words += line(128, (x + 6, "Responsable : Greffe")) + line(146, (x + 6, "Budget : 5 $"))
    layout = laid_out(words, paths)
    assert tables(layout) == []
    assert lines(layout)[::3] == list(PLACES[:3])


def test_what_is_left_of_a_row_under_a_painted_header_that_no_rule_closes() -> None:
    xs = (55, 85, 295, 355, 415)
    words = [*HEADS, *line(118, (90, "who want to come")), *row(150, 2)]
    painted = [band(x0, 96, x1, 114) for x0, x1 in pairwise(xs)]
    across = [rule(55, y, 415, y) for y in (96, 146, 190)]
    down = [rule(x, 96, x, 190) for x in xs]
    (table,) = tables(laid_out(words, [*painted, *across, *down]))
    assert table[:2] == [["N°", "Actions", "2024", "2025"], ["", "who want to come", "", ""]]


def test_turned_years_that_the_height_of_their_row_breaks() -> None:
    xs = (55, 85, 295, 335, 375)
    words = [*line(98, (60, "N°"), (90, "Actions"), bold=True), *row(118, 1), *row(150, 2)]
    for x, year in ((300, "26"), (340, "27")):
        for left, part in ((x, "20"), (x + 12, year)):
            words.append(Word(part, left, 98, left + SIZE, 108, SIZE, "Text", True, 270))
    across = [rule(55, y, 375, y) for y in (96, 110, 146, 190)]
    down = [rule(x, 96, x, 190) for x in xs]
    (table,) = tables(laid_out(words, [*across, *down]))
    assert table[0] == ["N°", "Actions", "2026", "2027"]


def test_a_first_column_on_a_dark_ground_begins_no_table_with_each_row() -> None:
    words = [*line(100, (60, "N°"), (90, "Actions"), (300, "Lead"))]
    painted = []
    for n in range(5):
        y = 118 + 22 * n
        words += line(y, (60, f"1.{n + 1}"), (90, "Open a place to all"), (300, f"Works {n}"))
        painted += [band(85, y - 4, 420, y + 14)]
        dark = band(55, y - 4, 85, y + 14)
        painted.append(Path(dark.subpaths, None, (40, 60, 110)))
    (table,) = tables(laid_out(words, painted))
    assert [cells[0] for cells in table] == ["N°", "1.1", "1.2", "1.3", "1.4", "1.5"]


def test_a_title_beside_a_large_number_keeps_its_words() -> None:
    number = Word("1", 50.0, 100.0, 70.0, 140.0, 40.0, "Text", True)
    title = ("Des", 82.0, 116.0), ("milieux", 121.0, 180.0), ("de", 185.0, 204.0)
    words = [Word(text, x0, 108.0, x1, 126.0, 18.0, "Text", True) for text, x0, x1 in title]
    assert [line.text for line in to_lines([number, *words])] == ["1 Des milieux de"]


def test_a_row_ends_under_its_longest_text_though_the_next_is_longer_in_another_column() -> None:
    def column(*placed: tuple[float, str]) -> list[TextLine]:
        words = [Word(t, 50.0, y, 90.0, y + 9.5, 9.5, "Text", False) for y, t in placed]
        return to_lines(words)

    columns: list[list[TextLine]] = [
        column((346, "M-7"), (387, "M-8")),
        column((346, "Prolonger"), (387, "Nommer"), (400, "l'histoire"), (429, "Planter")),
        column((346, "Loisirs"), (359, "et vie"), (372, "communautaire"), (387, "Greffe")),
    ]
    (cut,) = split_rows(columns, [[], [], []], by_gaps=False)
    assert 381.5 < cut < 387


def test_drawn_marks_are_no_lines_that_a_long_text_may_reach_beside() -> None:
    header = [[Ink((60, 100, 90, 110), "Action"), Ink((250, 100, 280, 110), "Lead")]]
    texts = [(60.0, 200.0 if number == 2 else 100.0) for number in range(7)]
    body = [[Ink((x0, 120, x1, 130), "Open"), Ink((250, 120, 280, 130), "Works")]
            for x0, x1 in texts]  # fmt: skip
    marks = [[Ink((x, 120, x + 8, 128), "✓")] for x in (360, 400, 440) for _ in texts]
    assert find_columns(header, [*body, *marks], 55, 500)[:2] == [55, 225]


def test_large_numbers_on_painted_cards_side_by_side_head_no_columns() -> None:
    words, cards = [], []
    for x in (60, 220, 380):
        cards.append(band(x - 8, 90, x + 140, 190))
        words += [*line(100, (x, str(x // 6)), bold=True), *line(130, (x, "Open"), (x + 30, "it"))]
        words += [*line(150, (x, "Lead: Works")), *line(162, (x, "End: 2027"))]
    items = laid_out(words, cards).items
    assert [item.text for item in items if isinstance(item, TextLine)][:4] == [
        "10", "Open it", "Lead: Works", "End: 2027"
    ]  # fmt: skip
    assert not any(isinstance(item, Table) for item in items)


def test_a_line_between_a_painted_strip_and_heads_is_none_of_them() -> None:
    strip = [band(43, 134, 80, 164), band(80, 134, 570, 164)]
    large = line(143, (55, "1"), (90, "A green town"), bold=True)
    words = [replace(word, size=14.0) for word in large]
    words += [*line(176, (43, "Objective 1.1"), bold=True), *line(176, (109, "Sow in all streets"))]
    heads_of = (48, "N°"), (82, "Actions"), (387, "Lead"), (516, "End")
    words += line(201, *heads_of, bold=True)
    for number, top in enumerate((218, 248, 278)):
        cells = (48, str(number)), (82, "Open it to all of them"), (387, "Works"), (516, "2027")
        words += line(top, *cells)
    layout = laid_out(words, [*strip, *(rule(43, y, 570, y) for y in (213, 243, 273, 303))])
    assert "Objective 1.1 Sow in all streets" in lines(layout)
    ((head, *_),) = tables(layout)
    assert head == [text for _, text in heads_of]

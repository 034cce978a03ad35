"""Ruled tables: what is no border of a cell, and the borders that do not look like rules."""

from __future__ import annotations

from itertools import pairwise

import pytest

from pipeline.read.pdf.primitives import Path, Subpath
from tests.pdf.test_unruled import laid_out, line, rule, tables

XS = (60, 200, 320, 440)
YS = (100, 120, 140, 160)
HEADS = ("Action", "Responsable", "Échéance")
ROWS = (
    HEADS,
    ("Ouvrir une halte", "Travaux publics", "2025"),
    ("Planter des arbres", "Parcs", "2026"),
)


def _painted(x0: float, top: float, x1: float, bottom: float) -> Path:
    corners = [(x0, top), (x1, top), (x1, bottom), (x0, bottom), (x0, top)]
    return Path([Subpath([(x, y) for x, y in corners], closed=True)], None, (200, 0, 0))


def _grid(thick: float) -> list[Path]:
    """Paint the borders of each cell by themselves, and the squares where they meet."""
    half = thick / 2
    sides = [_painted(a + half, y - half, b - half, y + half) for y in YS for a, b in pairwise(XS)]
    sides += [_painted(x - half, a + half, x + half, b - half) for x in XS for a, b in pairwise(YS)]
    corners = [_painted(x - half, y - half, x + half, y + half) for x in XS for y in YS]
    return [*sides, *corners]


def _texts() -> list[tuple[float, tuple[str, ...]]]:
    return [(y + 5, row) for y, row in zip(YS, ROWS, strict=False)]


@pytest.mark.parametrize("thick", [1, 3, 4.5, 6])
def test_borders_part_cells_however_thick_they_are(thick: float) -> None:
    words = [
        word for top, row in _texts()
        for word in line(top, *zip((x + 6 for x in XS[:3]), row, strict=True))
    ]  # fmt: skip
    (table,) = tables(laid_out(words, _grid(thick)))
    assert table == [list(row) for row in ROWS]


def test_a_thick_border_leaves_no_mark_in_the_cells_beside_it() -> None:
    words = line(105, *zip((x + 6 for x in XS[:3]), ("Action", "2025", "2026"), strict=True))
    words += line(125, (66, "Ouvrir une halte")) + line(145, (66, "Planter des arbres"))
    (table,) = tables(laid_out(words, _grid(3)))
    assert table[1:] == [["Ouvrir une halte", "", ""], ["Planter des arbres", "", ""]]


def test_a_bar_over_the_walls_of_a_row_is_no_border() -> None:
    words = line(105, *zip((x + 6 for x in XS[:3]), ("Action", "2025", "2026"), strict=True))
    words += line(125, (66, "Ouvrir une halte")) + line(145, (66, "Planter des arbres"))
    across = [rule(60, y, 440, y) for y in YS]
    down = [rule(x, a, x, b) for x in XS for a, b in pairwise(YS)]
    (table,) = tables(laid_out(words, [*across, *down, _painted(200, 128, 440, 132)]))
    assert [row[0] for row in table] == ["Action", "Ouvrir une halte", "Planter des arbres"]


def test_a_rule_from_wall_to_wall_is_no_underline() -> None:
    words = line(105, (68, "Axe 1"), (202, "Ouvrir une halte"), (400, "12 000"))
    words += line(120, (202, "Planter des arbres"), (405, "8 000"))
    words += line(135, (202, "Former le personnel"), (400, "24 500"))
    right = max(word.x1 for word in words) + 1
    across = [rule(60, 102, right, 102), rule(60, 147, right, 147)]
    across += [rule(200, y, right, y) for y in (116, 131)]
    down = [rule(x, 102, x, 147) for x in (60, 200, 380, right)]
    (table,) = tables(laid_out(words, [*across, *down]))
    assert table == [
        ["Axe 1", "Ouvrir une halte", "12 000"],
        ["Planter des arbres", "8 000"],
        ["Former le personnel", "24 500"],
    ]


def test_a_ground_behind_a_word_of_a_cell_begins_no_row() -> None:
    words = line(105, *zip((x + 6 for x in XS[:3]), HEADS, strict=True), bold=True)
    words += line(130, (66, "Publier le relevé")) + line(142, (66, "M2 des loyers"))
    words += line(124, (206, "Habitation et")) + line(136, (206, "T3 avec l'appui"))
    words += line(148, (206, "du quartier"), (326, "2025"))
    across = [rule(60, y, 440, y) for y in (100, 120, 164, 184)]
    words += line(169, (66, "Tenir un registre"), (206, "Greffe"), (326, "2026"))
    down = [rule(x, 100, x, 184) for x in XS]
    grounds = [_painted(w.x0, w.top, w.x1, w.bottom) for w in words if w.text in ("M2", "T3")]
    (table,) = tables(laid_out(words, [*across, *down, *grounds]))
    assert [" ".join(row[0].split()) for row in table] == [
        "Action",
        "Publier le relevé M2 des loyers",
        "Tenir un registre",
    ]


def _under(*heads: tuple[float, str], bold: bool = True) -> list[list[str]]:
    words = line(50, (60, "Ce que la Ville fera")) + line(107, *heads, bold=bold)
    for top, row in _texts()[1:]:
        words += line(top, *zip((x + 6 for x in XS[:3]), row, strict=True))
    paths = [rule(60, y, 440, y) for y in YS[1:]] + [rule(x, 120, x, 160) for x in XS]
    (table,) = tables(laid_out(words, paths))
    return table


def test_bold_heads_over_a_ruled_table_are_its_first_row() -> None:
    heads = tuple(zip((x + 6 for x in XS[:3]), HEADS, strict=True))
    assert _under(*heads) == [list(row) for row in ROWS]
    assert _under(*heads, bold=False) == [list(row) for row in ROWS[1:]]


@pytest.mark.parametrize(("x", "first"), [(62, HEADS), (206, ROWS[1])])
def test_a_title_right_over_heads_is_none_of_them(x: float, first: tuple[str, ...]) -> None:
    """What begins over a later column may head that and the next one."""
    words = line(95, (x, "Politique culturelle et plan d'action de la Ville"), bold=True)
    heads = tuple(zip((x + 6 for x in XS[:3]), HEADS, strict=True))
    words += line(107, *heads, bold=True)
    for top, row in _texts()[1:]:
        words += line(top, *zip((x + 6 for x in XS[:3]), row, strict=True))
    paths = [rule(60, y, 440, y) for y in YS[1:]] + [rule(x, 120, x, 160) for x in XS]
    (table,) = tables(laid_out(words, paths))
    assert table[0] == list(first)


@pytest.mark.parametrize("painted", [True, False])
@pytest.mark.parametrize("titled", [True, False])
def test_heads_on_grounds_that_reach_down_to_a_table_are_its_first_row(
    titled: bool, painted: bool
) -> None:
    rows = ROWS[1:] if titled else ROWS[1:2]
    begin = 100 if titled else 120
    words = line(begin - 20, *zip((x + 6 for x in XS[:3]), HEADS, strict=True))
    if titled:
        words += line(105, (66, "Objectif 1 : Mieux se loger dans tous les quartiers"), bold=True)
    for top, row in zip((125, 145), rows, strict=False):
        words += line(top, *zip((x + 6 for x in XS[:3]), row, strict=True))
    ys = (100, 120, 140, 160) if titled else (120, 140)
    paths = [rule(60, y, 440, y) for y in ys]
    paths += [rule(x, 120 if x in XS[1:3] else begin, x, ys[-1]) for x in XS]
    if painted:
        paths += [_painted(a, begin - 30, b, begin) for a, b in pairwise(XS)]
    found = [table[0] for table in tables(laid_out(words, paths))]
    first = ["Objectif 1 : Mieux se loger dans tous les quartiers"] if titled else list(rows[0])
    assert found == [list(HEADS) if painted else first]


@pytest.mark.parametrize("merged", [False, True])
def test_grounds_that_fit_the_columns_are_the_cells_of_heads_in_two_rows(merged: bool) -> None:
    """The body may begin with a title, or with a cell that is merged over its rows."""
    xs = (60, 200, 320, 380, 440)
    words = line(75, (66, "Mesures"), (206, "Porteur")) + line(65, (326, "Échéancier"))
    words += line(85, (326, "2026"), (386, "2027"))
    title = [(66, "Habiter")] if merged else []
    words += [] if merged else line(105, (66, "Objectif 1 : Mieux se loger partout"), bold=True)
    for top, who in ((125, "Parcs"), (145, "Greffe")):
        words += line(top, *(title if top == 125 else ()), (206, who), (346, "X"))
        words += [] if merged else line(top, (66, f"Planter {top}"))
    begin = 120 if merged else 100
    shift = begin - 100
    for word in words:
        if word.top < 100:
            word.top, word.bottom = word.top + shift, word.bottom + shift
    grounds = [(60, 60, 200, 100), (200, 60, 320, 100), (320, 60, 440, 80)]
    grounds += [(320, 80, 380, 100), (380, 80, 440, 100)]
    paths = [_painted(a, top + shift, b, low + shift) for a, top, b, low in grounds]
    paths += [rule(200 if merged and y == 140 else 60, y, 440, y) for y in (begin, 140, 160)]
    paths += [] if merged else [rule(60, 120, 440, 120)]
    paths += [rule(x, begin if x in (60, 440) else 120, x, 160) for x in xs]
    (table,) = tables(laid_out(words, paths))
    assert table[:2] == [["Mesures", "Porteur", "Échéancier"], ["2026", "2027"]]
    assert table[2][0] == ("Habiter" if merged else "Objectif 1 : Mieux se loger partout")
    assert len(table) == (4 if merged else 5)


def test_a_bold_line_that_heads_no_column_stays_over_its_table() -> None:
    assert _under((66, "Axe 1"), (206, "Habitation")) == [list(row) for row in ROWS[1:]]
    title = (150, "Un quartier"), (208, "pour toutes et pour"), (306, "eux"), (324, "tous")
    assert _under(*title) == [list(row) for row in ROWS[1:]]
    whole = "Axe 1 : une ville où il fait bon vivre pour toutes et tous"
    assert _under((66, whole)) == [list(row) for row in ROWS[1:]]


def test_a_ground_that_is_painted_in_pieces_is_no_border() -> None:
    words = line(105, *zip((x + 6 for x in XS[:3]), HEADS, strict=True), bold=True)
    for top, row in _texts()[1:]:
        words += line(top, *zip((x + 6 for x in XS[:3]), row, strict=True))
    pieces = [
        _painted(left, 100, right, 120)
        for x, end in pairwise(XS)
        for left, right in ((x, x + 5), (x + 5, end - 5), (end - 5, end))
    ]
    across = [rule(60, y, 440, y) for y in YS]
    (table,) = tables(laid_out(words, [*pieces, *across]))
    assert table == [list(row) for row in ROWS]


def test_a_ground_behind_the_heads_parts_them_from_the_first_row_where_no_rule_does() -> None:
    words = line(105, (66, "Action"), (280, "Mise en œuvre"), bold=True)
    words += line(125, (206, "Responsable"), (326, "Échéance"), bold=True)
    rows = (*ROWS[1:], ("Former le personnel", "Greffe", "2027"))
    for n, row in enumerate(rows):
        words += line(145 + 20 * n, *zip((x + 6 for x in XS[:3]), row, strict=True))
    grounds = [_painted(60, 100, 200, 120), _painted(200, 100, 440, 120)]
    grounds += [_painted(a, 120, b, 140) for a, b in pairwise(XS)]
    across = [rule(60, y, 440, y) for y in (160, 180, 200)]
    down = [rule(x, 120 if x == 320 else 100, x, 200) for x in XS]
    (table,) = tables(laid_out(words, [*grounds, *across, *down]))
    assert table[:2] == [["Action", "Mise en œuvre"], ["Responsable", "Échéance"]]
    assert table[2:] == [list(row) for row in rows]


def test_the_bars_of_a_chart_are_no_walls() -> None:
    words = line(105, (66, "Logements livrés")) + line(
        165, (66, "2024"), (126, "2025"), (186, "2026")
    )
    bars = [_painted(x, top, x + 6, 160) for x, top in ((76, 130), (136, 140), (196, 120))]
    assert tables(laid_out(words, [*bars, rule(60, 160, 440, 160), rule(60, 118, 440, 118)])) == []


@pytest.mark.parametrize("thick", [3, 6])
def test_a_thick_wall_parts_the_heads_of_a_table_without_a_rule_over_them(thick: float) -> None:
    words = [
        word for top, row in _texts()
        for word in line(top, *zip((x + 6 for x in XS[:3]), row, strict=True))
    ]  # fmt: skip
    grid = [path for path in _grid(thick) if path.subpaths[0].points[0][1] != 100 - thick / 2]
    (table,) = tables(laid_out(words, grid))
    assert table == [list(row) for row in ROWS]

"""Borders of tables: how thick they are, and how close text comes to them, changes no cell."""

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

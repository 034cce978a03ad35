"""Tables whose style rules some rows or some columns into cells, and not the others."""

from __future__ import annotations

import pytest

from pipeline.document import Table
from pipeline.read.pdf.primitives import Path
from tests.pdf.test_unruled import band, laid_out, line, rule, tables

XS = (55, 295, 355, 415, 475)


def test_texts_side_by_side_in_a_row_without_walls_are_its_cells() -> None:
    words = line(104, (60, "Actions"), (300, "Lead"), (360, "2025"), (420, "2026"), bold=True)
    words += line(122, (60, "1. Open"), (300, "Works"), (380, "X"))
    words += line(140, (60, "2. Keep"), (300, "Parks"), (380, "X"))
    words += line(158, (60, "3. Tell"), (300, "Parks"), (440, "X"))
    across = [rule(55, y, 475, y) for y in range(100, 173, 18)]
    sides = [rule(x, 100, x, 172) for x in (55, 475)]
    inner = [rule(x, y, x, y + 18) for x in XS[1:-1] for y in (118, 154)]
    (table,) = tables(laid_out(words, [*across, *sides, *inner]))
    assert table == [
        ["Actions", "Lead", "2025", "2026"],
        ["1. Open", "Works", "X", ""],
        ["2. Keep", "Parks", "X", ""],
        ["3. Tell", "Parks", "", "X"],
    ]


def test_a_title_over_all_columns_keeps_its_cell() -> None:
    words = [*line(104, (60, "Axis 1: A town for"), (300, "all")), *line(122, (60, "1. Open"))]
    words += line(122, (300, "Works"), (380, "X"))
    across = [rule(55, y, 475, y) for y in (100, 118, 136)]
    sides = [rule(x, 100, x, 136) for x in (55, 475)]
    inner = [rule(x, 118, x, 136) for x in XS[1:-1]]
    (table,) = tables(laid_out(words, [*across, *sides, *inner]))
    assert table == [["Axis 1: A town for all"], ["1. Open", "Works", "X", ""]]


HEADS = (60, "N°"), (90, "Actions"), (250, "Lead"), (360, "2025"), (420, "2026")


def _marked(bold: bool) -> list[list[str]]:
    """Return a table that rules its rows, and of its columns those of the marks."""
    words = line(104, *HEADS, bold=bold)
    words += line(122, (60, "1"), (90, "Open"), (120, "two"), (250, "Works"), (380, "X"))
    words += line(140, (60, "2"), (90, "Keep"), (250, "Parks"), (440, "X"))
    words += line(158, (60, "3"), (90, "Tell"), (250, "City"), (280, "hall"), (380, "X"))
    across = [rule(55, y, 475, y) for y in range(100, 173, 18)]
    sides = [rule(x, 100, x, 172) for x in (55, 355, 415, 475)]
    (table,) = tables(laid_out(words, [*across, *sides]))
    return table


def test_heads_set_apart_part_the_columns_that_no_rule_does() -> None:
    assert _marked(bold=True) == [
        ["N°", "Actions", "Lead", "2025", "2026"],
        ["1", "Open two", "Works", "X", ""],
        ["2", "Keep", "Parks", "", "X"],
        ["3", "Tell", "City hall", "X", ""],
    ]


def test_plain_texts_set_apart_are_no_heads() -> None:
    assert _marked(bold=False)[0] == ["N° Actions Lead", "2025", "2026"]


@pytest.mark.parametrize(
    ("bars", "planned"),
    [
        ((((298, 352),), ((358, 472),)), [[0], [1, 2]]),
        ((((298, 352), (418, 472)), ((300, 470),)), [[0, 2], [0]]),
    ],
)
def test_bars_on_a_timeline_that_nothing_rules_part_it(
    bars: tuple[tuple[tuple[int, int], ...], ...], planned: list[list[int]]
) -> None:
    words = line(104, (60, "Actions"), (300, "2025"), (360, "2026"), (420, "2027"), bold=True)
    words += [*line(122, (60, "Open")), *line(140, (60, "Keep"))]
    paths = [rule(55, y, 475, y) for y in (100, 118, 136, 154)]
    paths += [rule(x, 100, x, 118) for x in XS] + [rule(x, 100, x, 154) for x in (55, 295, 475)]
    for number, row in enumerate(bars):
        top = 124 + 18 * number
        paths += [Path(band(x0, top, x1, top + 6).subpaths, None, (120, 10, 180)) for x0, x1 in row]
    (table,) = (one for one in laid_out(words, paths).items if isinstance(one, Table))
    marked = [[cell.column - 1 for cell in row.cells if cell.mark] for row in table.rows[1:]]
    assert marked == planned

"""Tables whose style rules some rows or some columns into cells, and not the others."""

from __future__ import annotations

from tests.pdf.test_unruled import laid_out, line, rule, tables

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

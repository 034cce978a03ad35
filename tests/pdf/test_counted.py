"""Heads of columns as narrow as they are: years without a gap, told apart by counting up."""

from __future__ import annotations

import pytest

from pipeline.document import Table
from pipeline.read.pdf.counted import follows, without_touching
from pipeline.read.pdf.primitives import Path, Subpath, Word
from tests.pdf.test_unruled import SIZE, laid_out, line, rule

YEARS = ("2024", "2025", "2026")
PLANNED = ((0, 1), (2,), (0, 2), (1,))
LEFT, WIDE = 360.0, 20.0


def _word(text: str, x0: float, x1: float) -> Word:
    return Word(text, x0, 100, x1, 100 + SIZE, SIZE, "Text", True)


def _field(row: int, column: int) -> Path:
    x, top = LEFT + WIDE * column, 118.0 + 20 * row
    corners = [(x, top), (x + WIDE, top), (x + WIDE, top + 20), (x, top + 20), (x, top)]
    return Path([Subpath(corners, closed=True)], None, (30, 120, 140))


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("20242025", ["2024", "2025"]),
        ("202420252026", ["2024", "2025", "2026"]),
        ("T1T2T3T4", ["T1", "T2", "T3", "T4"]),
        ("T1T2T3T4T1T2", ["T1", "T2", "T3", "T4", "T1", "T2"]),
        ("2025-20262026-2027", ["2025-2026", "2026-2027"]),
        ("2025-20262027-2028", ["2025-2026", "2027-2028"]),
        ("20242026", ["20242026"]),
        ("2025-20262029-2030", ["2025-20262029-2030"]),
        ("B1B1B1", ["B1B1B1"]),
        ("1234567", ["1234567"]),
        ("A1B2C3", ["A1B2C3"]),
        ("S1S2", ["S1S2"]),
    ],
)
def test_a_word_of_several_years_is_one_for_each(text: str, parts: list[str]) -> None:
    words = without_touching([_word(text, 100, 100 + 5.0 * len(text))])
    assert [word.text for word in words] == parts
    assert (words[0].x0, words[-1].x1) == (100, 100 + 5.0 * len(text))


@pytest.mark.parametrize(
    ("before", "text", "gap", "said"),
    [
        ("2024", "2025", 0.3, True),
        ("T1", "T2", 0.0, True),
        ("T1", "T2", 0.3, False),
        ("T4", "T1", 0.0, True),
        ("2025-2026", "2026-2027", 0.3, True),
        ("T1", "S2", 0.0, False),
        ("2024", "2026", 0.0, False),
        ("12", "13", 0.0, False),
        ("de", "2025", 0.3, False),
    ],
)
def test_a_year_follows_the_one_before_it(before: str, text: str, gap: float, said: bool) -> None:
    assert follows(_word(before, 0, 10), _word(text, 10, 20), gap) is said


@pytest.mark.parametrize("ruled", [False, True])
@pytest.mark.parametrize("gap", [0.0, 0.5])
def test_painted_cells_stand_under_years_that_touch(ruled: bool, gap: float) -> None:
    years = [_word(y, LEFT + WIDE * k, LEFT + WIDE * (k + 1) - gap) for k, y in enumerate(YEARS)]
    if not gap:
        years = [_word("".join(YEARS), LEFT, LEFT + 3 * WIDE)]
    words = [*line(100, (54, "N°"), (90, "Action"), bold=True), *years]
    for row, text in enumerate(("Planter des arbres", "Ouvrir une halte", "Former", "Adopter")):
        words += line(123 + 20 * row, (56, str(row + 1)), (90, text))
    paths = [_field(row, column) for row, columns in enumerate(PLANNED) for column in columns]
    if ruled:
        paths += [rule(52, 118 + 20 * row, LEFT + 3 * WIDE, 118 + 20 * row) for row in range(5)]
        paths.append(rule(52, 98, LEFT + 3 * WIDE, 98))
    tables = [item for item in laid_out(words, paths).items if isinstance(item, Table)]
    (table,) = tables
    assert [cell.text for cell in table.rows[0].cells] == ["N°", "Action", *YEARS]
    marked = [
        tuple(cell.column - 2 for cell in row.cells if cell.mark is not None)
        for row in table.rows[1:]
    ]
    assert tuple(marked) == PLANNED

"""Lines in columns: which of them may be one row."""

from __future__ import annotations

import pytest

from pipeline.read.pdf.apart import is_one_row
from pipeline.read.pdf.lines import to_lines
from tests.pdf.test_unruled import line

FULL = ((60, "Ouvrir un refuge"), (300, "Voirie"), (420, "2026"))
WRAPPED = ((60, "pour les familles"), (300, "et parcs"))


@pytest.mark.parametrize(
    ("texts", "one"),
    [
        ([FULL], True),
        ([FULL, WRAPPED], True),
        ([FULL, WRAPPED[:1]], True),
        ([FULL, FULL], False),
        ([WRAPPED, FULL, FULL, FULL], False),
        ([WRAPPED[:1]], False),
        ([], False),
    ],
    ids=["a line", "two wrap", "one wraps", "two full", "overflowing first", "prose", "nothing"],
)
def test_lines_with_a_text_in_every_column_are_no_single_row(
    texts: list[tuple[tuple[float, str], ...]], one: bool
) -> None:
    words = [word for n, row in enumerate(texts) for word in line(100 + 14 * n, *row)]
    assert is_one_row(to_lines(words)) is one

"""Cards side by side that end where their own text does, and what is merged beside ruled rows."""

from __future__ import annotations

import pytest

from tests.pdf.test_unruled import band, laid_out, line, lines, rule, tables


@pytest.mark.parametrize("masonry", [False, True])
def test_cards_of_one_row_may_end_apart(masonry: bool) -> None:
    """A third card that begins beside the longer one is of a column of cards."""
    words, grounds = [], []
    third = 170 if masonry else 200
    for number, (x, top, rows) in enumerate(((40, 100, 3), (310, 100, 5), (40, third, 3)), 1):
        grounds.append(band(x, top, x + 250, top + 12 + 16 * rows))
        words += line(top + 6, (x + 8, f"Action {number}"), bold=True)
        for n in range(1, rows):
            words += line(top + 6 + 16 * n, (x + 8, f"Ligne {n} de la carte {number}"))
    titles = [text for text in lines(laid_out(words, grounds)) if text.startswith("Action")]
    assert titles == [f"Action {n}" for n in ((1, 3, 2) if masonry else (1, 2, 3))]


def test_lines_of_one_text_are_a_row_where_rules_part_rows_beside_a_merged_cell() -> None:
    words = line(100, (60, "Objectif"), (160, "N°"), (200, "Mesure"), (420, "Coût"), bold=True)
    words += line(118, (60, "But 3.1 –"), (160, "31"), (200, "Exiger une preuve"), (420, "Fonds"))
    words += line(130, (60, "Améliorer"), (200, "Déposer le bilan"), (420, "PRIMADA"))
    words += line(142, (60, "le tri"))
    words += line(148, (160, "32"), (200, "Agrandir le site"), (420, "5 $"))
    across = [rule(55, y, 475, y) for y in (114, 164)]
    (table,) = tables(laid_out(words, [*across, rule(155, 144, 475, 144)]))
    assert table[1:] == [
        ["But 3.1 – Améliorer le tri", "31", "Exiger une preuve Déposer le bilan", "Fonds PRIMADA"],
        ["32", "Agrandir le site", "5 $"],
    ]

"""Sub-items that are printed inside the text of an action."""

from __future__ import annotations

import pytest

from pipeline.extract.items import split_items


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("Ouvrir le musée a) Former les guides b) Fixer le tarif",
         ["Former les guides", "Fixer le tarif"]),
        ("Ouvrir le musée\na) former les guides;\nb) fixer le tarif.",
         ["former les guides;", "fixer le tarif."]),
        ("Appliquer l'annexe b) du plan de 2024", []),
        ("Ouvrir a) le musée", []),
        ("Ouvrir le parc b) Planter c) Arroser", []),
    ],
)  # fmt: skip
def test_phrases_behind_letters_in_a_row_are_items(text: str, items: list[str]) -> None:
    assert split_items(text) == items

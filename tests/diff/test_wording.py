"""Two wordings, word by word."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.diff.wording import wording

TEXTS = st.one_of(st.text(max_size=60), st.text("ab, é'", max_size=40))


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("Ouvrir un refuge", "Ouvrir un refuge", "Ouvrir un refuge"),
        ("Ouvrir un refuge", "Ouvrir deux refuges", "Ouvrir [un refuge>deux refuges]"),
        ("Ouvrir un refuge", "Ouvrir un grand refuge", "Ouvrir un [>grand ]refuge"),
        ("D'ici 2025, agir.", "D'ici 2026, agir.", "D'ici [2025>2026], agir."),
        ("Plan 2024-2026", "Plan 2027-2029", "Plan [2024-2026>2027-2029]"),
        ("", "Agir", "[>Agir]"),
        ("Agir", "", "[Agir>]"),
        ("a b c", "x b z", "[a>x] b [c>z]"),
    ],
)
def test_phrases(old: str, new: str, shown: str) -> None:
    pieces = wording(old, new)
    text = "".join({"=": "{}", "-": "[{}>]", "+": "[>{}]"}[sign].format(t) for sign, t in pieces)
    assert text.replace(">][>", ">") == shown


@given(TEXTS, TEXTS)
def test_the_pieces_are_the_two_texts(old: str, new: str) -> None:
    pieces = wording(old, new)
    assert "".join(text for sign, text in pieces if sign != "+") == old
    assert "".join(text for sign, text in pieces if sign != "-") == new
    assert all(text for _, text in pieces)
    assert all(one[0] != other[0] for one, other in pairwise(pieces))


@given(TEXTS)
def test_what_is_the_same_is_one_piece(text: str) -> None:
    assert wording(text, text) == ((("=", text),) if text else ())

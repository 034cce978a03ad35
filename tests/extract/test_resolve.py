"""Labels are matched to a vocabulary as RapidFuzz's ratio would have it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from pipeline.extract.resolve import likeness

WORDS = st.text("abcé ", max_size=12)


@given(WORDS, WORDS, st.integers(1, 100))
def test_likeness_is_the_ratio_from_the_least_on(left: str, right: str, least: int) -> None:
    ratio = fuzz.ratio(left, right)
    assert likeness(left, right, least) == (ratio if ratio >= least else 0)

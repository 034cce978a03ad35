"""What holds for any text, whatever it says."""

from __future__ import annotations

import csv
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from pipeline.enrich.finder import Finder

with Path(__file__).with_name("phrases_fr.csv").open(encoding="utf-8", newline="") as _file:
    _PIECES = sorted({word for row in csv.DictReader(_file) for word in row["text"].split()})

_ODD = st.sampled_from(["", "-", "’", "'", "…", "1 000", "2024", "20%", "«", "»", "(", "Se", "s’"])
_WORDY = st.lists(st.sampled_from(_PIECES) | _ODD, max_size=25).map(" ".join)
_ANY = st.text(max_size=80)
_SETTINGS = settings(
    deadline=None,
    max_examples=300,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@_SETTINGS
@given(text=_WORDY | _ANY)
@example(text="")
@example(text=" ")
@example(text="Se")
@example(text="Poursuivre et")
@example(text="quartier ")
@example(text="20 à")
@example(text="1" * 400 + " logements")
@example(text="1" * 5000 + " logements")
@example(text="Former 500 jeunes à Québec. " * 200)
@example(text="31 février 2024")
@example(text="programme En Route  %")
@example(text="²³ logements")
def test_mentions_stand_where_they_say(finder_fr: Finder, text: str) -> None:
    mentions = finder_fr.find(text)
    for mention in mentions:
        assert text[mention.start : mention.end] == mention.text
        assert mention.text == mention.text.strip() != ""
    assert list(mentions) == sorted(mentions, key=lambda one: (one.start, one.end, one.kind))
    for one, other in combinations(mentions, 2):
        assert one.kind != other.kind or one.end <= other.start or other.end <= one.start


@_SETTINGS
@given(text=_WORDY)
def test_a_straight_apostrophe_says_the_same_as_a_curly_one(finder_fr: Finder, text: str) -> None:
    straight, curly = text.replace("’", "'"), text.replace("'", "’")
    assert [(one.kind, one.start, one.end) for one in finder_fr.find(straight)] == [
        (one.kind, one.start, one.end) for one in finder_fr.find(curly)
    ]


@_SETTINGS
@given(text=_WORDY)
def test_the_same_text_has_the_same_mentions(finder_fr: Finder, text: str) -> None:
    first = finder_fr.find(text)
    finder_fr.find("Planter 500 arbres à Québec d'ici 2030")
    assert finder_fr.find(text) == first

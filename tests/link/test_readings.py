"""What was read of the texts of a plan and kept is what reading them again gives."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from pipeline.link.profile import load_profiler
from pipeline.link.readings import read_texts, recall_texts
from pipeline.model import Plan


@pytest.fixture(autouse=True)
def _forgotten() -> Iterator[None]:
    """Nothing is remembered before a test, nor after it."""
    load_profiler.cache_clear()
    yield
    load_profiler.cache_clear()


def test_what_is_recalled_is_what_was_read(plans: list[Plan]) -> None:
    for plan in plans:
        kept = read_texts(plan)
        load_profiler.cache_clear()
        profiler = load_profiler(plan.language)
        read = {text: profiler.profile(text) for text in json.loads(kept)["profiles"]}
        assert {action.id for action in plan.actions if action.text not in read} == set()
        load_profiler.cache_clear()
        recall_texts(plan.language, kept)
        recalled = load_profiler(plan.language)
        assert {text: recalled.profile(text) for text in read} == read
        assert recalled.words.stems(read) == json.loads(kept)["stems"]


def test_what_is_recalled_is_not_read_again() -> None:
    kept = {"profiles": {"Planter": [{"x": 1.0}, {}, {}, {}, ["y"]]}, "stems": {"arbrique": "arb"}}
    recall_texts("fr", json.dumps(kept).encode())
    assert load_profiler("fr").profile("Planter").concepts == {"x": 1.0}
    assert load_profiler("fr").words.stems(["Arbriqué"]) == {"arbrique": "arb"}

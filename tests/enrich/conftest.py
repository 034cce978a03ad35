"""Finders are made once: the French tokenizer takes seconds to load."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pipeline.enrich.finder import Finder
from pipeline.enrich.words import MentionWords, load_mention_words

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def words_fr() -> MentionWords:
    words = load_mention_words("fr")
    assert words is not None
    return words


@pytest.fixture(scope="session")
def cache_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("lemmas")


@pytest.fixture(scope="session")
def finder_fr(words_fr: MentionWords, cache_dir: Path) -> Finder:
    return Finder("fr", words_fr, titles={}, cache_dir=cache_dir)


@pytest.fixture(scope="session")
def finder_en(cache_dir: Path) -> Finder:
    words = load_mention_words("en")
    assert words is not None
    return Finder("en", words, titles={}, cache_dir=cache_dir)

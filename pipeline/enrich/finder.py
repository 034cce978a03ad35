"""All the finders of one language at work on one text after another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.enrich.dates import DateFinder
from pipeline.enrich.found import settle
from pipeline.enrich.lemmas import load_lemmas
from pipeline.enrich.names import find_names
from pipeline.enrich.quantities import QuantityFinder
from pipeline.enrich.reading import Reader, phrases_of
from pipeline.enrich.titles import TitleFinder
from pipeline.enrich.tokens import tokenizer
from pipeline.enrich.trained import TrainedFinder
from pipeline.enrich.verbs import VerbFinder
from pipeline.lexicon import load_lexicons

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from pipeline.enrich.words import MentionWords
    from pipeline.model import Mention


# In characters. An action or a title is never that long; what is was not read as it should be.
_LONGEST_TEXT = 20_000


class Finder:
    """Finds the mentions of texts of one language; `titles` are the plan's own documents."""

    def __init__(
        self,
        language: str,
        words: MentionWords,
        *,
        titles: Mapping[str, str | None],
        model: str | None = None,
        cache_dir: Path | None = None,
    ) -> None:
        lexicon = load_lexicons().by_language[language]
        lemmas = load_lemmas(language, words.verbs, cache_dir)
        self._words = words
        self._lemmas = lemmas
        self._verbs = VerbFinder(words.verbs, lemmas)
        self._titles = TitleFinder(words.documents, lexicon, lemmas, titles)
        self._quantities = QuantityFinder(words.quantities, lexicon, lemmas)
        self._dates = DateFinder(words.dates, lexicon.months)
        self._trained = TrainedFinder(model, words.trained) if model else None
        phrases = [*phrases_of(words), *self._titles.own_phrases()]
        self._reader = Reader(tokenizer(words.tokens), lexicon, phrases)

    def find(self, text: str) -> tuple[Mention, ...]:
        """Return the mentions of a text, sorted by place; a text as long as a book has none."""
        if len(text) > _LONGEST_TEXT:
            return ()
        reading = self._reader.read(text)
        found = [
            *self._verbs.find(reading),
            *find_names(reading, self._words, self._lemmas),
            *self._titles.find(reading),
            *self._quantities.find(reading),
            *self._dates.find(text),
        ]
        if self._trained:
            found += self._trained.find(text, found)
        return settle(found, text)

"""Documents that a text cites: by name, by the plan's own list, or by how a title looks.

A title begins with a capitalised word for a document inside a sentence ("la Stratégie concertée
sur ...") or with any such word before a proper name ("le programme ÉquiMobilité"); it ends at its
years, at punctuation, or at a word that no title goes on with.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.enrich.found import Found, Value
from pipeline.enrich.reading import Phrase, Reading, is_proper, lower

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from spacy.tokens import Doc, Token

    from pipeline.enrich.lemmas import Lemmas
    from pipeline.enrich.words import DocumentWords
    from pipeline.lexicon import Lexicon

_YEAR = re.compile(r"(?:19|20)\d\d$")
_DASHES = frozenset("-–—")


class TitleFinder:
    """Finds the documents that a text cites; `ids` are those of the plan's own list, by title."""

    def __init__(
        self,
        words: DocumentWords,
        lexicon: Lexicon,
        lemmas: Lemmas,
        ids: Mapping[str, str | None],
    ) -> None:
        self._words = words
        self._lexicon = lexicon
        self._lemmas = lemmas
        self._ids = ids
        self._generic = frozenset(
            word for text in (*lexicon.documents, *words.generic) for word in lexicon.bare(text)
        )
        self._heads = frozenset(lexicon.key(text)[0] for text in lexicon.documents)

    def own_phrases(self) -> list[Phrase]:
        """Return the titles of the plan's own list that are telling enough to look for."""
        return [Phrase("own_document", title, title) for title in self._ids if self._tells(title)]

    def find(self, reading: Reading) -> Iterator[Found]:
        """Yield the documents of a text."""
        for hit in reading.of("document", "own_document"):
            span = reading.doc[hit.start : hit.end]
            yield Found("document", span.start_char, span.end_char, self._value(hit.name), 1)
        for at, token in enumerate(reading.doc):
            if token.norm_ in self._heads:
                end = self._end(reading.doc, at)
                span = reading.doc[at:end]
                if self._begins(reading.doc, at, end) and self._tells(span.text):
                    value: Value = {"canonical": span.text}
                    yield Found("document", span.start_char, span.end_char, value)

    def _value(self, title: str) -> Value:
        value: Value = {"canonical": title}
        if document_id := self._ids.get(title):
            value["document_id"] = document_id
        return value

    def _tells(self, title: str) -> bool:
        """A word for a document alone ("Plan d'action") is no title; years or a name make one."""
        return any(word not in self._generic for word in self._lexicon.bare(title))

    def _begins(self, doc: Doc, at: int, end: int) -> bool:
        if doc.text.isupper():
            return False
        if not is_proper(doc[at]):
            return at + 1 < end and is_proper(doc[at + 1])
        dated = any(_YEAR.match(token.text) for token in doc[at:end])
        return dated or (at > 0 and (doc[at - 1].is_quote or not doc[at - 1].is_punct))

    def _end(self, doc: Doc, at: int) -> int:
        end = at + 1
        while end < len(doc) and not self._stops(doc, end):
            if _YEAR.match(doc[end].text):
                return self._past_years(doc, end)
            end += 1
        while end > at + 1 and (doc[end - 1].is_space or self._is_article(doc[end - 1])):
            end -= 1
        return end

    def _stops(self, doc: Doc, at: int) -> bool:
        token = doc[at]
        if token.is_punct or token.is_bracket or token.is_quote:
            return not (token.text in _DASHES and not doc[at - 1].whitespace_)
        return (
            lower(token) in self._words.stops
            or self._lemmas.infinitive(token.text) is not None
            or lower(token) in self._lemmas.futures
            or (is_proper(token) and token.norm_ in self._heads)
        )

    def _past_years(self, doc: Doc, at: int) -> int:
        if at + 2 < len(doc) and doc[at + 1].text in _DASHES and _YEAR.match(doc[at + 2].text):
            return at + 3
        return at + 1

    def _is_article(self, token: Token) -> bool:
        return lower(token) in self._words.articles

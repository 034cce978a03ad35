"""A text as the finders see it: spaCy's tokens, and where the words of the lexicon stand.

Comes in: a text. Goes out: a `Reading`, made by a blank spaCy pipeline and one phrase matcher that
holds every phrase of the language. Phrases compare by the lexicon's own key: without case, accents
and plurals. spaCy takes most of a second to import, so it is loaded on first use only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from spacy.tokenizer import Tokenizer
    from spacy.tokens import Doc, Token

    from pipeline.enrich.words import MentionWords
    from pipeline.lexicon import Lexicon

_CONTEXT = "|"
_IGNORED = "ignored"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase of the lexicon: what it plays, what it names; `|` ends what only stands before."""

    role: str
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a phrase stands, in tokens; `reach` counts what stands before it too."""

    role: str
    name: str
    start: int
    end: int
    reach: int


@dataclass(frozen=True, slots=True)
class Reading:
    """The tokens of a text and the phrases in it, by role, in the order of the text."""

    doc: Doc
    hits: Mapping[str, Sequence[Hit]]
    starts: Mapping[tuple[str, int], Hit]
    ends: frozenset[tuple[str, int]]

    def of(self, *roles: str) -> list[Hit]:
        """Return the hits of some roles, but those inside a phrase that names nothing."""
        ignored = self.hits.get(_IGNORED, ())
        names_nothing = {place for hit in ignored for place in range(hit.start, hit.end)}
        return [
            hit
            for role in roles
            for hit in self.hits.get(role, ())
            if not names_nothing.issuperset(range(hit.start, hit.end))
        ]

    def at(self, role: str, start: int) -> Hit | None:
        """Return the longest hit of a role that starts at a token."""
        return self.starts.get((role, start))

    def before(self, role: str, end: int) -> bool:
        """Tell whether a phrase of a role ends at a token."""
        return (role, end) in self.ends


class Reader:
    """Reads texts of one language."""

    def __init__(self, tokenizer: Tokenizer, lexicon: Lexicon, phrases: Iterable[Phrase]) -> None:
        from spacy.matcher import PhraseMatcher

        self._tokenizer = tokenizer
        self._lexicon = lexicon
        self._phrases = tuple(phrases)
        self._matcher = PhraseMatcher(tokenizer.vocab, attr="NORM")
        for index, phrase in enumerate(self._phrases):
            self._matcher.add(str(index), [self._phrase(phrase.text)])
        self._contexts = [self._context(phrase.text) for phrase in self._phrases]

    def read(self, text: str) -> Reading:
        """Return a text's tokens and the phrases that stand in it."""
        doc = self._tokens(text)
        hits: dict[str, list[Hit]] = {}
        for key, start, end in self._matcher(doc):
            index = int(self._tokenizer.vocab.strings[key])
            phrase, begin = self._phrases[index], start + self._contexts[index]
            if _spelled(phrase, doc[begin:end].text):
                hit = Hit(phrase.role, phrase.name, begin, end, end - start)
                hits.setdefault(phrase.role, []).append(hit)
        for found in hits.values():
            found.sort(key=lambda hit: (hit.start, -hit.end, -hit.reach, hit.name))
        ordered = [hit for found in hits.values() for hit in found]
        # The longest of a place comes first: it is written last, and stays.
        starts = {(hit.role, hit.start): hit for hit in reversed(ordered)}
        return Reading(doc, hits, starts, frozenset((hit.role, hit.end) for hit in ordered))

    def _tokens(self, text: str) -> Doc:
        doc: Doc = self._tokenizer(text)
        for token in doc:
            token.norm_ = " ".join(self._lexicon.key(token.text)) or token.text
        return doc

    def _phrase(self, text: str) -> Doc:
        """The tokenizer tells an elision only by the letter behind it ("plus d'")."""
        bare = text.replace(_CONTEXT, "")
        return self._tokens(f"{bare}h")[:-1].as_doc() if bare.endswith("'") else self._tokens(bare)

    def _context(self, text: str) -> int:
        """Return how many tokens of a phrase only stand before what it names."""
        if _CONTEXT not in text:
            return 0
        return len(self._phrase(text)) - len(self._phrase(text.rpartition(_CONTEXT)[2]))


def _spelled(phrase: Phrase, text: str) -> bool:
    """An acronym is one only in capitals, a name taken as written only as written."""
    if phrase.role == "exact":
        return text == phrase.name
    return not phrase.text.isupper() or text.isupper()


def phrases_of(words: MentionWords) -> list[Phrase]:
    """Return every phrase of a language with the role it plays."""
    organisations, groups, places = words.organisations, words.groups, words.places
    named = {
        "organisation": organisations.named,
        "group": groups.alone,
        "group_head": groups.completed,
        "complement": groups.complements,
        "place": places.named,
        "document": words.documents.named,
    }
    listed = {
        "organisation_head": organisations.tails.required,
        "organisation_tailed": organisations.tails.optional,
        "place_head": places.tails.required,
        "place_tailed": places.tails.optional,
        _IGNORED: words.ignored.phrases,
        "verb_phrase": words.verbs.phrases,
        "subject": words.verbs.subjects,
        "minimum": words.quantities.minimum,
        "maximum": words.quantities.maximum,
        "about": words.quantities.about,
    }
    return [
        *(
            Phrase(role, name, text)
            for role, names in named.items()
            for name, others in names.items()
            for text in dict.fromkeys((name, *others))
        ),
        *(Phrase(role, text, text) for role, texts in listed.items() for text in texts),
        *(
            Phrase("exact", name, text)
            for name, texts in organisations.exact.items()
            for text in texts
        ),
    ]


def lower(token: Token) -> str:
    """Return a token in lower case, with a plain apostrophe."""
    return token.lower_.replace("’", "'")


def is_proper(token: Token) -> bool:
    """Tell whether a token begins like a name."""
    return token.text[0].isupper()


@lru_cache(maxsize=64)
def split(phrases: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Return small phrases as sequences of tokens, the longest first."""
    pieces = [tuple(re.findall(r"[^\s']+'?", phrase.lower())) for phrase in phrases]
    return tuple(sorted(pieces, key=lambda piece: (-len(piece), piece)))


def skip(doc: Doc, at: int, phrases: tuple[str, ...]) -> int:
    """Return the token after the longest of some small phrases that starts at a token."""
    first = lower(doc[at]) if at < len(doc) else ""
    for piece in split(phrases):
        if piece[0] == first and piece == tuple(map(lower, doc[at : at + len(piece)])):
            return at + len(piece)
    return at


def plain(words: Iterable[str]) -> frozenset[str]:
    """Return words as they compare with a folded token."""
    return frozenset(fold(word) for word in words)

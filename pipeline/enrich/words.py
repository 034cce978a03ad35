"""The words of mentions, as data: one file a language, and the words a workspace adds.

Comes in: `lexicon/mentions_<language>.toml`. Goes out: `MentionWords`, or nothing where no file
speaks the language. What each table means is said in the French file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from pipeline.invalid import first_fault
from pipeline.lexicon import LexiconError, data_file, has_data_file
from pipeline.lexicon_tables import merged
from pipeline.model import MentionKind

Phrases = tuple[str, ...]
Names = Mapping[str, Phrases]
Months = tuple[int, int]


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class TokenWords(_Table):
    """What a tokenizer keeps together or takes apart in a language."""

    elided: Phrases = ()
    """What an apostrophe ends, and is a token of its own."""
    tied: Phrases = ()
    """What a hyphen ties to a verb, and is a token of its own."""
    first_parts: Phrases = ()
    """What is one token with the word behind its hyphen."""
    between: Phrases = ()
    """What stands between two hyphens in a word that is one token."""
    whole: Phrases = ()
    """What is one token as it stands."""


class VerbWords(_Table):
    """How verbs look, which ones plans start with, and what stands around them."""

    infinitive_endings: Phrases
    future_endings: Phrases
    known: Phrases
    phrases: Phrases
    reflexives: Phrases
    clitics: Phrases
    adverbs: Phrases
    conjunctions: Phrases
    relatives: Phrases
    auxiliaries: Phrases
    subjects: Phrases
    nouns: Phrases


class Tails(_Table):
    """Words that take a proper name behind them: they need one, or may have one."""

    required: Phrases = ()
    optional: Phrases = ()


class OrganisationWords(_Table):
    """Organisations by name, by the word that heads their name, and as written."""

    tails: Tails = Tails()
    named: Names
    exact: Names = {}


class GroupWords(_Table):
    """Groups of people, and the complements that say which people."""

    alone: Names
    completed: Names
    complements: Names
    joins: Phrases
    articles: Phrases
    conjunctions: Phrases
    before: Phrases


class PlaceWords(_Table):
    """Places by name and by the word that heads their name."""

    tails: Tails = Tails()
    named: Names


class IgnoredWords(_Table):
    """Phrases that hold a name's word and name nothing ("parc immobilier")."""

    phrases: Phrases


class TailWords(_Table):
    """The words inside a proper name: before its first word, and between two."""

    links: Phrases
    joins: Phrases


class DocumentWords(_Table):
    """Documents by name, and what ends a title."""

    stops: Phrases
    articles: Phrases
    generic: Phrases
    named: Names


class QuantityWords(_Table):
    """How numbers are written and what stands around them."""

    decimal: str
    thousands: str
    labels: Phrases
    of: Phrases
    adjectives: Phrases
    plurals: Phrases
    some: Phrases
    to: Phrases
    symbols: Phrases
    nouns: Phrases
    minimum: Phrases
    maximum: Phrases
    about: Phrases
    multipliers: Mapping[str, int]


class DateWords(_Table):
    """The words around years; seasons and parts of a year by first and last month."""

    between: tuple[tuple[str, str], ...]
    until: Phrases
    from_: Phrases
    first: Phrases
    seasons: Mapping[str, Months]
    parts: Mapping[str, Months]

    model_config = ConfigDict(alias_generator=lambda name: name.rstrip("_"))


class MentionWords(_Table):
    """All the words of one language."""

    tokens: TokenWords = TokenWords()
    verbs: VerbWords
    organisations: OrganisationWords
    groups: GroupWords
    places: PlaceWords
    ignored: IgnoredWords
    tails: TailWords
    documents: DocumentWords
    quantities: QuantityWords
    dates: DateWords
    trained: Mapping[str, MentionKind]


def load_mention_words(
    language: str, added: Mapping[str, Any] | None = None
) -> MentionWords | None:
    """Load the words of a language, with a workspace's own added; None where there are none.

    Raises:
        LexiconError: the added words have a table that does not exist or a value of a wrong type.
    """
    name = f"mentions_{language}.toml"
    if not has_data_file(name):
        return None
    tables = data_file(name)
    try:
        return MentionWords.model_validate(merged(tables, added or {}))
    except ValidationError as error:
        key, reason = first_fault(error, MentionWords)
        raise LexiconError(f"{language}.mentions.{key}: {reason}; see lexicon/{name}") from error

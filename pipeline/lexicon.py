"""The vocabulary of plans, as data: one file a language, and the words a workspace adds.

A `Lexicon` holds what one language calls its sections, columns, lists, marks and horizons. The
package ships `lexicon/<language>.toml`; a workspace's `lexicon.toml` has the same tables under
the language's name, and its words are added to the package's (a single value replaces). Stages
get a lexicon as an argument and never load one. Phrases compare folded and without plurals; one
that starts with "=" must be the whole text, any other may stand inside it.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from itertools import chain
from pathlib import Path
from typing import Any, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipeline.invalid import first_fault
from pipeline.lexicon_tables import (
    ColourName,
    ColumnField,
    Cues,
    ListName,
    MarkWords,
    Phrases,
    merged,
)
from pipeline.model import PassageKind
from pipeline.text import fold, folded, singular

_WORD = re.compile(r"\w+")
_ENDINGS = re.compile(
    r"(?<=\w)(?:\((?:[esx]{1,2}|nes?|rices?|trices?|euses?)\)|[·•]e?[·•]?s?\b"
    r"|[·•.-](?:e|ne|ve|euse|rice|trice)(?:[·•.-]?s)?\b)"
)
_BEFORE_ENDINGS = "(·•.-"

_PACKAGE = Path(__file__).with_name("lexicon")
CACHED_TEXTS = 1 << 12
CACHED_WORDS = 1 << 14
Name = TypeVar("Name", bound=str)
Filed = tuple[Name, bool, tuple[str, ...]]
"""The entry that a phrase belongs to, whether it must be the whole text, and its words."""


@dataclass(frozen=True, slots=True)
class _Table(Generic[Name]):
    """The phrases of a table by their first words, and the entries of texts that were asked for."""

    table: Mapping[Name, Phrases]
    """Held so that no other one comes to stand at its address."""
    starts: dict[str, list[Filed[Name]]]
    known: dict[str, Name | None]


class LexiconError(ValueError):
    """A lexicon file that cannot be used; the message names the file and the key."""


class Lexicon(BaseModel):
    """The vocabulary of one language."""

    model_config = ConfigDict(frozen=True, extra="forbid", ignored_types=(cached_property,))

    language: str
    stopwords: Phrases = ()
    small_words: Phrases = ()
    plural_endings: Phrases = ()
    articles: Phrases = ()
    prepositions: Phrases = ()
    """What stands between a word and what it says something of ("Nombre de partenaires")."""
    naming: Phrases = ()
    """What before a preposition names the same as what stands behind it ("Nom du responsable")."""
    sections: Phrases = ()
    captions: Phrases = ()
    actions: Phrases = ()
    annexes: Phrases = ()
    lists: Mapping[ListName, Phrases] = Field(default_factory=dict)
    passages: Mapping[PassageKind, Phrases] = Field(default_factory=dict)
    columns: Mapping[ColumnField, Phrases] = Field(default_factory=dict)
    horizons: Mapping[str, Phrases] = Field(default_factory=dict)
    documents: Phrases = ()
    ongoing: Phrases = ()
    """Horizons that also say how far an action has come."""
    continued: Phrases = ()
    """What is printed behind a heading that is printed again where its section goes on."""
    totals: Phrases = ()
    """What begins a row that adds up the others and is no action."""
    marks: MarkWords = MarkWords()
    colours: Mapping[ColourName, Phrases] = Field(default_factory=dict)
    months: Mapping[str, int] = Field(default_factory=dict)
    parts: Mapping[Literal["quarter", "half", "season", "year"], Phrases] = Field(
        default_factory=dict
    )
    numbers: Mapping[str, int] = Field(default_factory=dict)
    cues: Cues = Cues()
    mentions: Mapping[str, Any] = Field(default_factory=dict)
    """What a workspace adds to `mentions_<language>.toml`, in the tables of that file."""

    def key(self, text: str) -> tuple[str, ...]:
        """Return the words of a text as they compare: folded, singular, without punctuation."""
        known = self._keys.get(text)
        if known is None:
            if len(self._keys) >= CACHED_TEXTS:
                self._keys.clear()
            ended = any(sign in text for sign in _BEFORE_ENDINGS)
            plain = folded(_ENDINGS.sub("", text) if ended else text)
            known = tuple(map(self._singular, _WORD.findall(plain)))
            self._keys[text] = known
        return known

    def bare(self, text: str) -> tuple[str, ...]:
        """Return the comparable words of a text without articles and prepositions."""
        key = self.key(text)
        return tuple(word for word in key if word not in self._small) or key

    def comparable(self, text: str) -> str:
        """Return a label in the form in which labels compare."""
        return " ".join(self.bare(text))

    def kind(self, words: str) -> str:
        """Return the slug of a section word, as it is written ("champ d'action": champ_action)."""
        plain = _WORD.findall(fold(words))
        return "_".join([w for w in plain if self._singular(w) not in self._small] or plain)

    def find(self, phrases: Iterable[str], text: str) -> tuple[int, int] | None:
        """Return where a phrase first stands in a text, in words (start, end), longest first."""
        key = self.key(text)
        starts = self._starts(tuple(phrases))
        if starts.keys().isdisjoint(key):
            return None
        found = [
            place
            for first in starts.keys() & key
            for whole, wanted in starts[first]
            if (place := _place(wanted, key, whole))
        ]
        return min(found, key=lambda place: (place[0], -place[1]), default=None)

    def count(self, phrases: Phrases, text: str) -> int:
        """Return how many of the phrases stand in a text."""
        key = self.key(text)
        starts = self._starts(phrases)
        return sum(
            _place(wanted, key, whole) is not None
            for first in starts.keys() & key
            for whole, wanted in starts[first]
        )

    def classify(self, table: Mapping[Name, Phrases], text: str) -> Name | None:
        """Return the entry of a table whose phrase stands in a text: earliest, then longest."""
        filed = self._filed(table)
        if text not in filed.known:
            if len(filed.known) >= CACHED_TEXTS:
                filed.known.clear()
            filed.known[text] = self._classified(filed.starts, text)
        return filed.known[text]

    def _classified(self, starts: Mapping[str, Sequence[Filed[Name]]], text: str) -> Name | None:
        key = self.key(text)
        found = [
            (place[0], -place[1], name)
            for first in starts.keys() & key
            for name, whole, wanted in starts[first]
            if (place := _place(wanted, key, whole))
        ]
        return min(found)[2] if found else None

    def is_word(self, phrases: Iterable[str], text: str) -> bool:
        """Tell whether a text is one of the phrases, whole."""
        return self.key(text) in self._wholes(tuple(phrases))

    @cached_property
    def section_words(self) -> Mapping[str, str]:
        """The words for sections by the form in which they compare."""
        return {self.comparable(phrase): phrase for phrase in self.sections}

    @cached_property
    def _small(self) -> frozenset[str]:
        return frozenset(self._singular(fold(word)) for word in self.small_words)

    @cached_property
    def _keys(self) -> dict[str, tuple[str, ...]]:
        """Every stage asks for the same texts again: their keys are made once."""
        return {}

    @cached_property
    def _indexes(self) -> dict[Phrases, dict[str, list[tuple[bool, tuple[str, ...]]]]]:
        """Phrases are asked for at every line: they are filed by their first word once."""
        return {}

    @cached_property
    def _sets(self) -> dict[Phrases, frozenset[tuple[str, ...]]]:
        """The words of whole phrases, by the phrases that were asked for."""
        return {}

    def _wholes(self, phrases: Phrases) -> frozenset[tuple[str, ...]]:
        known = self._sets.get(phrases)
        if known is None:
            keys = (self.key(phrase.removeprefix("=")) for phrase in phrases)
            known = self._sets[phrases] = frozenset(keys)
        return known

    def _starts(self, phrases: Phrases) -> dict[str, list[tuple[bool, tuple[str, ...]]]]:
        known = self._indexes.get(phrases)
        if known is None:
            known = self._indexes[phrases] = {}
            for phrase in phrases:
                wanted = self.key(phrase.removeprefix("="))
                if wanted:
                    known.setdefault(wanted[0], []).append((phrase.startswith("="), wanted))
        return known

    @cached_property
    def _tables(self) -> dict[int, _Table[Any]]:
        """Tables are asked for as often: their phrases are filed together, by which table it is."""
        return {}

    def _filed(self, table: Mapping[Name, Phrases]) -> _Table[Name]:
        known = self._tables.get(id(table))
        if known is None:
            known = self._tables[id(table)] = _Table(table, {}, {})
            for name, phrases in table.items():
                for first, filed in self._starts(phrases).items():
                    known.starts.setdefault(first, []).extend((name, *one) for one in filed)
        return known

    @cached_property
    def _singular(self) -> Callable[[str], str]:
        """What a word is without its plural: texts share their words, so each is asked for once."""
        return lru_cache(CACHED_WORDS)(partial(singular, endings=self.plural_endings))


@dataclass(frozen=True)
class Lexicons:
    """The lexicons at hand, by language; the first one is taken where nothing tells."""

    by_language: Mapping[str, Lexicon]

    def pick(self, *texts: str) -> Lexicon:
        """Return the lexicon of the language whose stop words texts have most of."""
        words = Counter(chain.from_iterable(map(_WORD.findall, texts)))
        counts = {
            language: sum(count for word, count in words.items() if fold(word) in stopwords)
            for language, lexicon in self.by_language.items()
            for stopwords in [{fold(word) for word in lexicon.stopwords}]
        }
        return self.by_language[max(counts, key=lambda language: counts[language])]


def load_lexicons(override: Path | None = None) -> Lexicons:
    """Load the package's lexicons, with a workspace's words added where it has a file.

    Raises:
        LexiconError: the workspace's file is not TOML, or has a key that no lexicon knows.
    """
    tables = {language: dict(table) for language, table in _package_tables().items()}
    if override is not None and override.is_file():
        for language, table in _parse(override).items():
            if not isinstance(table, dict) or language in Lexicon.model_fields:
                raise LexiconError(
                    f"{override.name}: '{language}' is not a language's table; "
                    "write the words under [fr], [fr.columns], ..."
                )
            tables[language] = merged(tables.get(language, {"language": language}), table)
    return Lexicons({language: _lexicon(table, override) for language, table in tables.items()})


def has_data_file(name: str) -> bool:
    """Tell whether the lexicon folder has a data file: not every language has all of them."""
    return (_PACKAGE / name).is_file()


def data_file(name: str) -> Mapping[str, Any]:
    """Return a data file of the lexicon folder, parsed."""
    return _parse(_PACKAGE / name)


@lru_cache(maxsize=1)
def _package_tables() -> Mapping[str, Mapping[str, Any]]:
    """French comes first: it is what plans are written in where nothing else tells."""
    return {language: _parse(_PACKAGE / f"{language}.toml") for language in ("fr", "en")}


def _place(wanted: tuple[str, ...], key: tuple[str, ...], whole: bool) -> tuple[int, int] | None:
    """Return where words stand in a key that holds the first of them."""
    if whole:
        return (0, len(key)) if wanted == key else None
    start = -1
    for _ in range(key.count(wanted[0])):
        start = key.index(wanted[0], start + 1)
        if key[start : start + len(wanted)] == wanted:
            return start, start + len(wanted)
    return None


def _parse(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LexiconError(f"{path.name}: not a TOML file: {error}") from error


def _lexicon(table: Mapping[str, Any], override: Path | None) -> Lexicon:
    try:
        return Lexicon.model_validate(table)
    except ValidationError as error:
        key, reason = first_fault(error, Lexicon)
        name = override.name if override else "lexicon"
        raise LexiconError(f"{name}: {table['language']}.{key}: {reason}") from error

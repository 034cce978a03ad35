"""What linking knows of the words of a language: a text comes in, its comparable words go out.

Every word has two forms. The light form has neither case, accents, plural nor feminine, and is
what the phrases of the lexicon are compared with; the stem is Snowball's and joins a verb with
its noun. Small words are left out, and generic ones (those that most actions of most plans have)
are marked, since alone they prove nothing. A language without lexicon has neither.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from pipeline.lexicon import data_file, has_data_file

_SNOWBALL = {"fr": "french", "en": "english", "es": "spanish", "de": "german", "it": "italian"}
_SENTENCE = re.compile(r"[.;:!?()\[\]]+")
_PLAIN = str.maketrans(
    {"œ": "oe", "æ": "ae", "ß": "ss", "–": ".", "—": ".", "•": "."}
    | dict.fromkeys("’‘ʼ«»“”/…\u00a0\u202f", " ")
)
_WORD = re.compile(r"[a-z0-9]+")
_PRINTED = re.compile(r"[^\W_]+")
_STEM_MIN = 3


class _Gesture(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    words: tuple[str, ...]
    near: tuple[str, ...] = ()


Role = Literal["head", "detail", "purpose", "circumstance", "partner"]


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    small: tuple[str, ...] = ()
    generic: tuple[str, ...] = ()
    gestures: Mapping[str, _Gesture] = Field(default_factory=dict)
    openings: Mapping[Role, tuple[str, ...]] = Field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """A folded word, and what is known of it."""

    text: str
    light: str
    stem: str
    generic: bool
    small: bool
    opens: Mapping[str, tuple[tuple[Phrase, Role], ...]]
    """The phrases that it begins and that open a part of a text, by their second word (none: "")
    and longest first; of each, what follows its second word."""


class Segment(NamedTuple):
    """A part of a text: what it is to the action, and its words without small ones."""

    role: Role
    words: tuple[Word, ...]


Phrase = tuple[str, ...]
"""Light forms. One that ends in "*" stands for every word that begins so, one that begins with
"-" follows the word before it at once, and "..." stands for any number of words."""


@dataclass(frozen=True)
class Words:
    """The words of one language."""

    language: str
    small: frozenset[str] = frozenset()
    generic: tuple[str, ...] = ()
    gestures: Mapping[str, _Gesture] = field(default_factory=dict)
    openings: Mapping[Role, tuple[str, ...]] = field(default_factory=dict)
    _words: dict[str, Word] = field(default_factory=dict, compare=False, repr=False)
    _chunks: dict[str, tuple[Word | None, ...]] = field(
        default_factory=dict, compare=False, repr=False
    )
    _told: dict[str, tuple[str, ...]] = field(default_factory=dict, compare=False, repr=False)

    def segments(self, text: str) -> list[Segment]:
        """Return the parts of a text: what is done, then what for, where, and with whom.

        A part ends where a word opens the next one ("afin de", "en collaboration avec"). What
        stands after the first sentence, or in brackets, is detail.
        """
        found: list[Segment] = []
        role: Role = "head"
        part: list[Word] = []
        words = self._read(text)
        for place, word in enumerate(words):
            opened = word.opens and self._opened(word, words, place) if word else None
            if (opened or word is None) and part:
                found.append(Segment(role, tuple(part)))
                part = []
            if word is None:
                role = "detail" if found else "head"
                continue
            role = opened or role
            if not word.small:
                part.append(word)
        return [*found, Segment(role, tuple(part))] if part else found

    def tokens(self, text: str) -> list[str]:
        """Return the words of a text, folded, without small words."""
        return [word.text for word in self._read(text) if word and not word.small]

    def telling(self, text: str) -> dict[str, str]:
        """Return the words of a text that say something, as printed, by their stems."""
        found: dict[str, str] = {}
        for printed in _PRINTED.findall(text):
            stems = self._told.get(printed)
            if stems is None:
                stems = self._told[printed] = tuple(self._telling(printed))
            for stem in stems:
                found.setdefault(stem, printed.lower())
        return found

    def _telling(self, printed: str) -> Iterator[str]:
        for word in self._read(printed):
            if word and not (word.small or word.generic) and len(word.text) > 1:
                yield word.stem

    def word(self, text: str) -> Word:
        """Return what is known of a folded word."""
        known = self._words.get(text)
        if known is None:
            form = light(text)
            known = self._words[text] = Word(
                text,
                form,
                _stem(self.language, text),
                self.is_generic(form),
                text in self.small,
                self._opening.get(text, {}),
            )
        return known

    def phrase(self, text: str) -> Phrase:
        """Return a phrase of the lexicon in the form in which it is looked for."""
        parts = [part for word in text.split() for part in self._parts(word)]
        return tuple(parts)

    def _read(self, text: str) -> list[Word | None]:
        """Return the words of a text, and None where a sentence ends.

        What stands between two blanks is kept as read, for most of it comes again.
        """
        known, words = self._chunks, list[Word | None]()
        for chunk in text.split():
            read = known.get(chunk)
            if read is None:
                read = known[chunk] = tuple(self._read_chunk(chunk))
            words += read
        return words

    def _read_chunk(self, chunk: str) -> Iterator[Word | None]:
        for number, part in enumerate(_SENTENCE.split(plain(chunk))):
            if number:
                yield None
            yield from map(self.word, _WORD.findall(part))

    @staticmethod
    def _opened(word: Word, words: Sequence[Word | None], place: int) -> Role | None:
        following = words[place + 1] if place + 1 < len(words) else None
        for rest, role in word.opens.get(following.text, ()) if following else ():
            after = words[place + 2 : place + 2 + len(rest)]
            if tuple(one.text if one else "" for one in after) == rest:
                return role
        return word.opens[""][0][1] if "" in word.opens else None

    def is_generic(self, form: str) -> bool:
        """Tell whether a light form is a word that most actions of most plans have."""
        beginning = (form[:size] for size in range(1, len(form) + 1))
        return form in self._generic or any(f"{one}*" in self._generic for one in beginning)

    def _parts(self, word: str) -> Iterator[str]:
        if word == "...":
            yield word
            return
        forms = _WORD.findall(plain(word.removesuffix("*")))
        kept = [form for form in forms if form not in self.small]
        for n, form in enumerate(kept, 1):
            joined = "-" if n > 1 and "-" in word else ""
            if word.endswith("*") and n == len(kept):
                yield f"{joined}{form}*"
            else:
                yield f"{joined}{light(form)}"

    @cached_property
    def _generic(self) -> frozenset[str]:
        return frozenset(self.generic)

    @cached_property
    def _opening(self) -> dict[str, dict[str, tuple[tuple[Phrase, Role], ...]]]:
        """The phrases that open a part, by their first and second words, longest first."""
        opening: dict[str, dict[str, list[tuple[Phrase, Role]]]] = {}
        for role, phrases in self.openings.items():
            for text in phrases:
                first, second, *rest = (*_WORD.findall(plain(text)), "")
                begun = opening.setdefault(first, {}).setdefault(second, [])
                begun.append((tuple(filter(None, rest)), role))
        return {
            first: {
                second: tuple(sorted(phrases, key=lambda one: -len(one[0])))
                for second, phrases in seconds.items()
            }
            for first, seconds in opening.items()
        }


def load_words(language: str) -> Words:
    """Return the words of a language; without lexicon, none is small or generic."""
    name = f"links_{language}.toml"
    if not has_data_file(name):
        return Words(language)
    return _words(language, data_file(name))


def plain(text: str) -> str:
    """Return a text in lower case ASCII; unlike `fold` it keeps nothing in memory."""
    lower = text.lower()
    if lower.isascii():
        return lower
    decomposed = unicodedata.normalize("NFD", lower.translate(_PLAIN))
    return decomposed.encode("ascii", "ignore").decode("ascii")


def matches(word: str, forms: Iterable[str]) -> bool:
    """Tell whether a light form is one of the forms, or begins like one that ends in "*"."""
    first = word[:1]
    return any(
        form[0] == first and (word == form or (form[-1] == "*" and word.startswith(form[:-1])))
        for form in forms
    )


@lru_cache(maxsize=1 << 16)
def light(word: str) -> str:
    """Return a folded word without plural and feminine ("municipales" and "municipaux" meet)."""
    if len(word) > 4 and word.endswith("aux") and not word.endswith("eaux"):
        word = f"{word[:-3]}al"
    if len(word) > 3 and word[-1] in "sx":
        word = word[:-1]
    while len(word) > 3 and word[-1] == "e":
        word = word[:-1]
    if len(word) > 4 and word[-1] == word[-2]:
        word = word[:-1]
    return f"{word[:-2]}if" if word.endswith("iv") else word


def _words(language: str, values: Mapping[str, Any]) -> Words:
    table = _Table.model_validate(values)
    small = frozenset(plain(word) for word in table.small)
    bare = Words(language, small)
    generic = tuple(form for word in table.generic for form in bare.phrase(word))
    return Words(language, small, generic, table.gestures, table.openings)


def _stem(language: str, word: str) -> str:
    if len(word) <= _STEM_MIN or language not in _SNOWBALL:
        return word
    return str(_stemmer(_SNOWBALL[language]).stemWord(word))


@lru_cache(maxsize=4)
def _stemmer(algorithm: str) -> Any:
    import Stemmer

    return Stemmer.Stemmer(algorithm)

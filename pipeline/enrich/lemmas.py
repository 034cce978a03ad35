"""What is needed of spaCy's lookup tables: infinitives, verb forms and nouns, kept compactly.

The tables take long to load and much memory, so what is used of them is worked out once and kept
in a folder, in a file named after the versions and the words that it was made from. A word counts
as a verb when the tables say so or when it is what one of their future forms comes from: the
list of verbs of the French tables misses many common ones, the future forms do not.
"""

from __future__ import annotations

import json
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter, ValidationError

from pipeline.hashes import sha256
from pipeline.text import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.enrich.words import VerbWords

_FORMAT = 1
_Stored = tuple[list[str], dict[str, str], dict[str, str], dict[str, str]]


@dataclass(frozen=True)
class Lemmas:
    """Infinitives, and what forms come from: of the future, of any tense, of nouns."""

    infinitives: frozenset[str]
    futures: Mapping[str, str]
    forms: Mapping[str, str]
    nouns: Mapping[str, str]

    def infinitive(self, word: str) -> str | None:
        """Return the infinitive that a word is; capitals may have lost their accents."""
        lower = word.lower()
        if not (lower[0].isalpha() and lower[-1].isalpha()):
            return None
        return lower if lower in self.infinitives else self._folded.get(fold(word))

    @cached_property
    def _folded(self) -> Mapping[str, str]:
        return {fold(word): word for word in sorted(self.infinitives, reverse=True)}


def load_lemmas(language: str, words: VerbWords, cache_dir: Path | None) -> Lemmas:
    """Return the lemmas of a language, from the folder where they are kept if it has them.

    A folder that cannot be read or written costs time and nothing else.
    """
    if cache_dir is None:
        return _lemmas(_build(language, words))
    path = cache_dir / f"lemmas-{language}-{_fingerprint(words)}.json"
    try:
        return _read(path.read_bytes())
    except (OSError, ValidationError):  # a file that was cut short is as good as none
        stored = _build(language, words)
        with suppress(OSError):
            _write(path, stored)
        return _lemmas(stored)


def _lemmas(stored: _Stored) -> Lemmas:
    infinitives, futures, forms, nouns = stored
    return Lemmas(frozenset(infinitives), futures, forms, nouns)


def _fingerprint(words: VerbWords) -> str:
    ground = [_FORMAT, _version("spacy"), _version("spacy-lookups-data"), words.model_dump()]
    return sha256(json.dumps(ground, sort_keys=True).encode())[:16]


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


@lru_cache(maxsize=2)
def _read(content: bytes) -> Lemmas:
    """Plans of one run have the same lemmas: they are read once."""
    return _lemmas(TypeAdapter(_Stored).validate_json(content))


def _write(path: Path, stored: _Stored) -> None:
    """Write beside and swap: another run may be reading."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(stored, ensure_ascii=False, separators=(",", ":"))
    beside: Path | None = None
    try:
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", dir=path.parent, suffix=".part", delete=False
        ) as file:
            beside = Path(file.name)
            file.write(text)
        beside.replace(path)
    except OSError:
        if beside is not None:
            beside.unlink(missing_ok=True)
        raise


@lru_cache(maxsize=2)
def _build(language: str, words: VerbWords) -> _Stored:
    lemma_of, listed_verbs, listed_nouns = _tables(language)
    ends, future_ends = words.infinitive_endings, words.future_endings
    futures = {
        form: lemma
        for form, lemma in lemma_of.items()
        if form.endswith(future_ends) and lemma.endswith(ends) and form not in listed_nouns
    }
    listed = {verb for verb in listed_verbs if ends and verb.endswith(ends)}
    infinitives = (listed | set(futures.values()) | set(words.known)) - set(words.nouns)
    known = infinitives.intersection(words.known)
    forms = {form: lemma for form, lemma in lemma_of.items() if lemma in known}
    plurals = {form: lemma for form, lemma in lemma_of.items() if lemma in listed_nouns}
    nouns = {noun: lemma_of.get(noun, noun) for noun in listed_nouns} | plurals
    return (
        sorted(infinitives),
        dict(sorted(futures.items())),
        dict(sorted(forms.items())),
        dict(sorted(nouns.items())),
    )


def _tables(language: str) -> tuple[dict[str, str], set[str], set[str]]:
    """The lookup tables by word: spaCy's own `Lookups` keep hashes, so the data is read itself."""
    from spacy.util import registry

    files = registry.lookups.get(language) if language in registry.lookups else {}
    lookup, index = _data(files, "lemma_lookup"), _data(files, "lemma_index")
    lemma_of = {form: _first(lemma) for form, lemma in lookup.items()}
    return lemma_of, set(index.get("verb", ())), set(index.get("noun", ()))


def _data(files: Mapping[str, Path], name: str) -> dict[str, Any]:
    from spacy.util import load_language_data

    table = load_language_data(files[name]) if name in files else {}
    return table if isinstance(table, dict) else {}


def _first(lemma: str | list[str]) -> str:
    return lemma if isinstance(lemma, str) else lemma[0]

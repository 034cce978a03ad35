"""Items → matrices: one row an item, one column a term, rarer terms weighing more.

Everything that pairs are scored by is kept in sparse matrices of 32-bit numbers, so that a pair
costs a few row products and a million items fit in memory. Weights of terms are relative: a term
of one item in a large collection weighs 1, one that all have weighs next to nothing.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from pipeline.link.matrices import Matrix, rarity, scaled, unit
from pipeline.link.profile import (
    Profile,
    Profiler,
    SectionProfile,
    Weights,
    load_profiler,
    with_members,
)
from pipeline.link.search import Postings, postings, search_rows

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from pipeline.link.items import Item, Items
    from pipeline.link.matrices import Rows

UNKNOWN = 0.5
"""What texts name besides the concepts that are known: two that share a weak one are not alike."""
GRAM = 4
LETTERS_KEPT = 50_000
"""The n-grams of so many items are worked out once; of more, they would take too much memory."""


@dataclass(frozen=True)
class Side:
    """Items of one kind, a row each. Rows called `unit` have length 1."""

    plan: NDArray[np.int32]
    concepts: Matrix
    unit_concepts: Matrix
    context: NDArray[np.int32]
    """The row of `Index.contexts` that says what the item's section is about."""
    unit_stems: Matrix
    words: Matrix
    grams: Matrix
    """The character n-grams of each word."""
    unit_gestures: Matrix
    unit_mentions: Matrix
    documents: Matrix
    search: Matrix
    """What candidates are looked for by, of length 1."""
    texts: NDArray[np.object_]
    """The stems of each item in their order, to hold nearly identical texts against each other."""

    @cached_property
    def turned(self) -> Postings:
        """The rows by what they are looked for by."""
        return postings(self.search, self.plan)

    def letters_of(self, rows: Rows) -> Matrix:
        """Return the character n-grams of items, of length 1."""
        if len(self.plan) <= LETTERS_KEPT:
            return self._letters[rows]
        once, places = np.unique(rows, return_inverse=True)
        return unit(self.words[once] @ self.grams)[places]

    @cached_property
    def _letters(self) -> Matrix:
        return unit(self.words @ self.grams)


@dataclass(frozen=True, slots=True)
class Names:
    """What the columns are called, to give reasons by."""

    concepts: tuple[str, ...]
    stems: tuple[str, ...]
    gestures: tuple[str, ...]
    mentions: tuple[str, ...]
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Index:
    """Actions and sections over the same columns."""

    actions: Side
    sections: Side
    contexts: Matrix
    """What each section is about, of length 1; the last row is empty."""
    names: Names
    plans: int

    def side(self, kind: str) -> Side:
        """Return the side of a kind of items."""
        return self.actions if kind == "action" else self.sections


def build_index(items: Items, profilers: Mapping[str, Profiler] | None = None) -> Index:
    """Read all items of all plans; `profilers` stand in for the lexicons of their languages."""
    reader = _Reader(items, dict(profilers or {}))
    reader.read()
    weigh = _Weighing(reader)
    return Index(
        actions=weigh.side(items.actions, 0, len(items.actions)),
        sections=weigh.side(items.sections, len(items.actions), reader.rows),
        contexts=weigh.contexts(),
        names=Names(
            reader.concepts.columns.names,
            reader.stems.columns.names,
            reader.gestures.columns.names,
            reader.mentions.columns.names,
            reader.documents.columns.names,
        ),
        plans=len(items.plan_ids),
    )


class _Columns(dict[str, int]):
    """The columns by name; a new name is the next column as long as rows are read."""

    def __missing__(self, name: str) -> int:
        column = self[name] = len(self)
        return column

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names in the order of the columns of a matrix.

        It is their own and not that of the rows: what a row sums up to, to the last bit, does
        not hang on which rows came before.
        """
        return tuple(sorted(self))

    @cached_property
    def places(self) -> NDArray[np.int32]:
        """Where the columns as read stand in a matrix."""
        places = np.empty(max(1, len(self)), np.int32)
        places[[self[name] for name in self.names]] = np.arange(len(self), dtype=np.int32)
        return places


class _Table:
    """A matrix that grows by rows of named weights."""

    def __init__(self, columns: _Columns | None = None) -> None:
        self.columns = _Columns() if columns is None else columns
        self._indices = array("i")
        self._values = array("f")
        self._ends = array("q", [0])

    def add(self, weights: Mapping[str, float]) -> None:
        self._indices.extend(map(self.columns.__getitem__, weights))
        self._values.extend(weights.values())
        self._ends.append(len(self._indices))

    def matrix(self) -> Matrix:
        rows = len(self._ends) - 1
        values = np.frombuffer(self._values, np.float32) if self._values else np.empty(0, "f4")
        indices = np.frombuffer(self._indices, np.int32) if self._indices else np.empty(0, "i4")
        made = sparse.csr_matrix(
            (values.copy(), self.columns.places[indices], np.array(self._ends, np.int64)),
            shape=(rows, max(1, len(self.columns))),
            dtype=np.float32,
        )
        made.sort_indices()
        return made


class _Reader:
    """Reads items one by one into tables: first the actions, then the sections."""

    def __init__(self, items: Items, profilers: dict[str, Profiler]) -> None:
        self._items = items
        self._profilers = profilers
        self.concepts, self.stems, self.words = _Table(), _Table(), _Table()
        self.gestures, self.mentions, self.documents = _Table(), _Table(), _Table()
        self.about = _Table(self.concepts.columns)
        self.texts: list[str] = []
        self.sections = len(items.sections)
        self.rows = len(items.actions) + len(items.sections)
        self._told: dict[tuple[str, str], bool] = {}
        self._members: dict[int, int] = defaultdict(int)
        self._named: dict[int, Weights] = defaultdict(dict)

    def read(self) -> None:
        sections = [self._section(section) for section in self._items.sections]
        for action in self._items.actions:
            profiler = self._profiler(action)
            profile = profiler.profile(action.text)
            section = None if action.section is None else sections[action.section]
            concepts = profiler.completed(profile, section, action.text)
            self._add(action, profile, concepts)
            self._count(action, concepts)
        for place, (item, section) in enumerate(zip(self._items.sections, sections, strict=True)):
            whole = section.whole()
            named, members = self._named[place], self._members[place]
            self._add(item, whole, with_members(whole.concepts, named, members))
            self.about.add(section.about())
        self.about.add({})

    def telling(self) -> dict[str, float]:
        """Return what each concept tells by itself; the least of what the languages say."""
        least: dict[str, float] = {}
        for profiler in self._profilers.values():
            for concept, weight in profiler.concepts.weights.items():
                least[concept] = min(weight, least.get(concept, weight))
        return least

    def _count(self, action: Item, concepts: Weights) -> None:
        above = action.section
        while above is not None:
            self._members[above] += 1
            named = self._named[above]
            for concept, weight in concepts.items():
                named[concept] = named.get(concept, 0.0) + weight
            above = self._items.sections[above].section

    def _section(self, section: Item) -> SectionProfile:
        return self._profiler(section).read_section(section, self._parents(section))

    def _parents(self, section: Item) -> Iterator[Item]:
        above = section.section
        while above is not None:
            yield self._items.sections[above]
            above = self._items.sections[above].section

    def _profiler(self, item: Item) -> Profiler:
        language = self._items.languages[item.plan]
        known = self._profilers.get(language)
        if known is None:
            known = self._profilers[language] = load_profiler(language)
        return known

    def _add(self, item: Item, profile: Profile, concepts: Weights) -> None:
        self.concepts.add(concepts)
        self.stems.add(profile.stems)
        self.words.add(profile.words)
        self.gestures.add(profile.gestures)
        self.mentions.add(dict.fromkeys(self._naming(item), 1.0))
        self.documents.add(dict.fromkeys(item.documents, 1.0))
        self.texts.append(" ".join(profile.sequence))

    def _naming(self, item: Item) -> Iterator[str]:
        """Yield what an item names, without what most actions name ("la Ville")."""
        if not item.mentions:
            return
        words = self._profiler(item).words
        for name in item.mentions:
            known = words.language, name
            if known not in self._told:
                called = words.tokens(name.split(":", 1)[1])
                self._told[known] = any(not words.word(word).generic for word in called)
            if self._told[known]:
                yield name


class _Weighing:
    """Turns what was read into weighed rows."""

    def __init__(self, reader: _Reader) -> None:
        self._reader = reader
        self._concepts = reader.concepts.matrix()
        telling = reader.telling()
        names = reader.concepts.columns.names or ("",)
        weights = np.array([telling.get(one, 1.0) for one in names], np.float32)
        self._rarity = rarity(self._concepts) * weights
        self._concepts = scaled(self._concepts, self._rarity)
        stems = reader.stems.matrix()
        stems = scaled(stems, rarity(stems))
        self._stems = unit(stems)
        self._words = reader.words.matrix()
        self._grams = _grams(reader.words.columns.names)
        self._gestures = _rare_unit(reader.gestures.matrix())
        self._mentions = _rare_unit(reader.mentions.matrix())
        self._documents = reader.documents.matrix()
        self._search = search_rows(self._stems, unit(self._concepts), reader.stems.columns.names)
        self._texts = np.array(reader.texts, dtype=object)

    def side(self, items: Sequence[Item], start: int, stop: int) -> Side:
        none = self._reader.sections
        return Side(
            plan=np.array([item.plan for item in items], np.int32),
            concepts=self._concepts[start:stop],
            unit_concepts=unit(self._concepts[start:stop], UNKNOWN),
            context=np.array(
                [none if item.section is None else item.section for item in items], np.int32
            ),
            unit_stems=self._stems[start:stop],
            words=self._words[start:stop],
            grams=self._grams,
            unit_gestures=self._gestures[start:stop],
            unit_mentions=self._mentions[start:stop],
            documents=self._documents[start:stop],
            search=self._search[start:stop],
            texts=self._texts[start:stop],
        )

    def contexts(self) -> Matrix:
        return unit(scaled(self._reader.about.matrix(), self._rarity), UNKNOWN)


def _rare_unit(matrix: Matrix) -> Matrix:
    return unit(scaled(matrix, rarity(matrix)))


def _grams(words: Sequence[str]) -> Matrix:
    """Return the character n-grams of words; a word and its misspelling share most of them."""
    table = _Table()
    for word in words:
        padded = f" {word} "
        count = max(1, len(padded) - GRAM + 1)
        table.add(dict.fromkeys((padded[n : n + GRAM] for n in range(count)), 1.0))
    matrix = table.matrix()
    return scaled(matrix, rarity(matrix)) if words else matrix

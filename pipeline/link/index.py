"""Items → matrices: one row an item, one column a term, rarer terms weighing more.

Everything that pairs are scored by is kept in sparse matrices of 32-bit numbers, so that a pair
costs a few row products and a million items fit in memory. Weights of terms are relative: a term
of one item in a large collection weighs 1, one that all have weighs next to nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from pipeline.link.matrices import Matrix, rarity, scaled, unit
from pipeline.link.profile import load_profiler
from pipeline.link.readings import FIELDS, Table, read_items
from pipeline.link.search import Postings, postings, search_rows
from pipeline.link.signs import row_signs

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from pipeline.link.items import Item, Items
    from pipeline.link.matrices import Rows
    from pipeline.link.profile import Profiler
    from pipeline.link.readings import Reading

UNKNOWN = 0.8
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
    words: tuple[str, ...]
    gestures: tuple[str, ...]
    mentions: tuple[str, ...]
    documents: tuple[str, ...]


@dataclass(frozen=True)
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

    @cached_property
    def signs(self) -> Mapping[str, NDArray[np.uint64]]:
        """The signs of the rows of both sides, by the kind of their items."""
        return row_signs(self)


def build_index(
    items: Items,
    profilers: Mapping[str, Profiler] | None = None,
    readings: Sequence[Reading] = (),
) -> Index:
    """Weigh what items name.

    Args:
        items: All items of all plans.
        profilers: Stand in for the lexicons of their languages.
        readings: What was read of each plan, in their order; the items are read where it is not
            given.
    """
    weigh = _Weighing(items, readings or (read_items(items, profilers),), profilers or {})
    return Index(
        actions=weigh.side(items.actions, 0, len(items.actions)),
        sections=weigh.side(
            items.sections, len(items.actions), len(items.actions) + len(items.sections)
        ),
        contexts=weigh.contexts,
        names=weigh.names,
        plans=len(items.plan_ids),
    )


class _Weighing:
    """Turns what was read into weighed rows: first those of the actions, then of the sections."""

    def __init__(
        self, items: Items, readings: Sequence[Reading], profilers: Mapping[str, Profiler]
    ) -> None:
        parts = [*(one.actions for one in readings), *(one.sections for one in readings)]
        tables = {name: [part.tables[name] for part in parts] for name in FIELDS}
        about = [*(one.about for one in readings), _nothing()]
        named = {name: _names(some) for name, some in tables.items()}
        # What a section is about is told by the same columns as what items name.
        named["concepts"] = _names([*tables["concepts"], *about])
        rows = {name: _matrix(tables[name], named[name]) for name in FIELDS}
        telling = _telling(items, profilers)
        weights = [telling.get(one, 1.0) for one in named["concepts"] or ("",)]
        rare = rarity(rows["concepts"]) * np.array(weights, np.float32)
        self._concepts = scaled(rows["concepts"], rare)
        self._stems = unit(scaled(rows["stems"], rarity(rows["stems"])))
        self._words = rows["words"]
        self._grams = _grams(named["words"])
        self._gestures = _rare_unit(rows["gestures"])
        self._mentions = _rare_unit(rows["mentions"])
        self._documents = rows["documents"]
        self._search = search_rows(self._stems, unit(self._concepts), named["stems"])
        self._texts = np.array([text for part in parts for text in part.texts], dtype=object)
        self._no_section = len(items.sections)
        self.contexts = unit(scaled(_matrix(about, named["concepts"]), rare), UNKNOWN)
        self.names = Names(**named)

    def side(self, items: Sequence[Item], start: int, stop: int) -> Side:
        none = self._no_section
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


def _names(tables: Iterable[Table]) -> tuple[str, ...]:
    """Return the names of the columns of tables, in the order of the columns of a matrix.

    It is their own and not that of the rows: what a row sums up to, to the last bit, does not
    hang on which rows came before.
    """
    return tuple(sorted(set().union(*(table.names for table in tables))))


def _matrix(tables: Sequence[Table], names: Sequence[str]) -> Matrix:
    """Put the rows of tables under each other."""
    places = dict(zip(names, range(len(names)), strict=True))
    indices, values, ends = [np.empty(0, "i4")], [np.empty(0, "f4")], [np.zeros(1, np.int64)]
    entries = 0
    for table in tables:
        own = np.array([places[name] for name in table.names], np.int32)
        if own.size:
            indices.append(own[np.frombuffer(table.indices, np.int32)])
            values.append(np.frombuffer(table.values, np.float32))
        ends.append(np.frombuffer(table.ends, np.int64)[1:] + entries)
        entries += len(table.indices)
    made = sparse.csr_matrix(
        (np.concatenate(values), np.concatenate(indices), np.concatenate(ends)),
        shape=(sum(map(len, ends)) - 1, max(1, len(names))),
        dtype=np.float32,
    )
    made.sort_indices()
    return made


def _nothing() -> Table:
    """Return one row of nothing: what an item that stands in no section stands under."""
    table = Table()
    table.add({})
    return table


def _telling(items: Items, profilers: Mapping[str, Profiler]) -> dict[str, float]:
    """Return what each concept tells by itself; the least of what the languages say."""
    least: dict[str, float] = {}
    for language in {items.languages[one.plan] for one in (*items.actions, *items.sections)}:
        profiler = profilers.get(language) or load_profiler(language)
        for concept, weight in profiler.concepts.weights.items():
            least[concept] = min(weight, least.get(concept, weight))
    return least


def _rare_unit(matrix: Matrix) -> Matrix:
    return unit(scaled(matrix, rarity(matrix)))


def _grams(words: Sequence[str]) -> Matrix:
    """Return the character n-grams of words; a word and its misspelling share most of them."""
    table = Table()
    for word in words:
        padded = f" {word} "
        count = max(1, len(padded) - GRAM + 1)
        table.add(dict.fromkeys((padded[n : n + GRAM] for n in range(count)), 1.0))
    matrix = _matrix([table], _names([table]))
    return scaled(matrix, rarity(matrix)) if words else matrix

"""Items → the pairs worth scoring: for each item, those of other plans that share most with it.

Never all pairs: rows that say what an item names are multiplied sparsely, a block of rows at a
time, and only the best of each row are kept. Besides stems and concepts, items are looked for by
pairs of their rarest stems, which stay rare in large collections; terms that very many items have
are left out of the search, so that the cost of one item does not grow with the collection.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

import numpy as np
from scipy import sparse

from pipeline.link.matrices import Matrix, begins_run, dots, places_in_runs, rarity, scaled, unit

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from pipeline.link.index import Side
    from pipeline.link.matrices import Floats, Rows

CONCEPT_WEIGHT, PAIR_WEIGHT = 0.6, 0.7
RARE_STEMS = 9
"""How many of its rarest stems an item is looked for by two by two."""
_MIX = np.uint64(0x9E3779B97F4A7C15)
_HALF = np.uint64(32)
FREQUENT_MAX = 250
"""How many items may have a term that is searched by."""
BLOCK, DOTS = 250_000, 200_000
"""How many items are searched against, and how many pairs compared, at a time."""
THREADS_FROM = 500
"""So many items are looked for on all cores; for fewer, threads cost more than they bring."""
WIDER = 3
"""How many times more candidates are looked up than are kept."""
BEST_MIN, BEST_MAX, BEST_OF_EACH_PLAN, PAIRS = 12, 200, 8, 60_000
"""How many candidates an item has: some of each other plan, fewer in a large collection."""


class Found(NamedTuple):
    """Pairs of rows, left and right, and how like they are in what is searched by."""

    left: Rows
    right: Rows
    likeness: Floats

    def at(self, places: slice | NDArray[np.intp]) -> Found:
        """Return some of the pairs."""
        return Found(self.left[places], self.right[places], self.likeness[places])


def best_of(items: int, plans: int) -> int:
    """Return how many candidates to keep for each item of a collection."""
    wanted = max(30, BEST_OF_EACH_PLAN * (plans - 1))
    return max(BEST_MIN, min(wanted, BEST_MAX, PAIRS // max(items, 1)))


def search_rows(stems: Matrix, concepts: Matrix, names: Sequence[str]) -> Matrix:
    """Return what items are looked for by: stems (as called), concepts, pairs of rare stems."""
    terms = sparse.hstack([stems, concepts * CONCEPT_WEIGHT], format="csr")
    counts = np.bincount(terms.indices, minlength=terms.shape[1])
    terms.data[(counts > FREQUENT_MAX)[terms.indices] | (counts < 2)[terms.indices]] = 0
    terms.eliminate_zeros()
    return unit(sparse.hstack([terms, _rare_pairs(stems, names) * PAIR_WEIGHT], format="csr"))


@dataclass(frozen=True, slots=True)
class Postings:
    """The right side of a search: for blocks of its rows, the rows that have each column."""

    blocks: tuple[Matrix, ...]
    plan: Rows
    own: int
    """How many rows of one plan there are at most: none of an item's own plan is a candidate."""


def postings(rows: Matrix, plan: Rows) -> Postings:
    """Turn rows round, to be searched in."""
    blocks = tuple(
        rows[start : start + BLOCK].T.tocsr() for start in range(0, rows.shape[0], BLOCK)
    )
    return Postings(blocks, plan, int(np.bincount(plan).max()) if len(plan) else 0)


def search(side: Side, start: int, stop: int, other: Side, best: int) -> Found:
    """Return the best candidates of some rows of a side, in rows of the other side.

    More are looked up than are kept: of these, the most like in what is searched by are taken in
    turn with the most like in all of their words.
    """
    wide = _looked_up(side, start, stop, other, best * WIDER)
    words = _blocks_of_dots(side, other, wide)
    turns = np.minimum(2 * ranks(wide.left, wide.likeness), 2 * ranks(wide.left, words) + 1).astype(
        np.float32
    )
    last = max(1.0, float(turns.max(initial=0)))
    return wide.at(np.flatnonzero(ranks(wide.left, -turns / last) < best))


def _looked_up(side: Side, start: int, stop: int, other: Side, wanted: int) -> Found:
    from sparse_dot_topn import sp_matmul_topn, zip_sp_matmul_topn

    turned, rows = other.turned, side.search[start:stop]
    wanted += min(turned.own, wanted)
    threads = (os.cpu_count() or 1) if stop - start >= THREADS_FROM else 1
    parts = [
        sp_matmul_topn(rows, block, wanted, sort=True, n_threads=threads) for block in turned.blocks
    ]
    if not parts or not rows.shape[0]:
        return Found(np.empty(0, "i4"), np.empty(0, "i4"), np.empty(0, "f4"))
    merged = parts[0] if len(parts) == 1 else zip_sp_matmul_topn(wanted, parts)
    left = np.repeat(np.arange(start, stop, dtype=np.int32), np.diff(merged.indptr))
    right, likeness = merged.indices.astype(np.int32), merged.data
    kept = (side.plan[left] != turned.plan[right]) & (likeness > 0)
    return Found(left[kept], right[kept], likeness[kept])


def _blocks_of_dots(side: Side, other: Side, found: Found) -> Floats:
    """Return how like pairs are in all their words."""
    parts = [np.empty(0, np.float32)]
    for start in range(0, len(found.left), DOTS):
        block = slice(start, start + DOTS)
        parts.append(dots(side.unit_stems[found.left[block]], other.unit_stems[found.right[block]]))
    return np.concatenate(parts)


def ranks(left: Rows, values: Floats) -> NDArray[np.int64]:
    """Return the rank of each pair among those of its left row, the highest value first.

    Values lie between -1 and 2; equal ones keep their order.
    """
    # One key of row and value sorts several times faster than two keys.
    order = np.argsort(left * 4.0 - values, kind="stable")
    found = np.empty(len(left), np.int64)
    found[order] = places_in_runs(left[order])
    return found


def _rare_pairs(stems: Matrix, names: Sequence[str]) -> Matrix:
    """Return the pairs of rare stems of each item, where another item has the pair too."""
    # A stem has one number in every collection, and so its pairs one order.
    numbers = np.array([*(crc32(name.encode()) for name in names), -1], np.int64)
    rare = numbers[_rarest(stems)]
    keys = [
        _mixed(rare[:, first], rare[:, second])
        for first in range(RARE_STEMS)
        for second in range(first + 1, RARE_STEMS)
    ]
    every = np.concatenate(keys)
    shared = _shared(every)
    column = np.searchsorted(shared, every)
    column[column == len(shared)] = 0
    kept = np.flatnonzero(shared[column] == every) if len(shared) else np.empty(0, np.int64)
    rows = (kept % stems.shape[0]).astype(np.int32)
    columns = column[kept].astype(np.int32)
    made = sparse.csr_matrix(
        (np.ones(len(kept), np.float32), (rows, columns)),
        shape=(stems.shape[0], max(1, len(shared))),
    )
    weighed = scaled(made, rarity(made))
    # Dividing the matrix itself would make its numbers twice as wide.
    weighed.data /= np.float32(len(keys) ** 0.5)
    return weighed


def _rarest(stems: Matrix) -> NDArray[np.int64]:
    """Return the rarest stems of each item that another item has too, in order; -1 for none."""
    counts = np.bincount(stems.indices, minlength=stems.shape[1])
    rows = np.repeat(np.arange(stems.shape[0], dtype=np.int32), np.diff(stems.indptr))
    common = counts[stems.indices] > 1
    rows, columns = rows[common], stems.indices[common]
    order = np.lexsort((columns, counts[columns], rows))
    rows, columns = rows[order], columns[order]
    rank = places_in_runs(rows)
    few = rank < RARE_STEMS
    rare = np.full((stems.shape[0], RARE_STEMS), -1, np.int64)
    rare[rows[few], rank[few]] = columns[few]
    return rare


def _mixed(first: NDArray[np.int64], second: NDArray[np.int64]) -> NDArray[np.uint32]:
    """Return a number for each two stems, whatever their order; 0 where one is missing."""
    low, high = np.minimum(first, second), np.maximum(first, second)
    mixed = (low.astype(np.uint64) << _HALF | high.astype(np.uint64)) * _MIX
    mixed ^= mixed >> _HALF
    found = ((mixed * _MIX) >> _HALF).astype(np.uint32)
    found[low < 0] = 0
    return found


def _shared(keys: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Return the numbers that some, and not very many, items have, in order."""
    if not len(keys):
        return keys
    ordered = np.sort(keys)
    starts = np.flatnonzero(begins_run(ordered))
    counts = np.diff(np.concatenate([starts, [len(ordered)]]))
    numbers = ordered[starts]
    return numbers[(counts > 1) & (counts <= FREQUENT_MAX) & (numbers > 0)]

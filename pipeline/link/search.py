"""Items → the pairs worth scoring: for each item, those of other plans that share most with it.

Never all pairs: rows that say what an item names are multiplied sparsely, a block of rows at a
time, and only the best of each row are kept. Besides stems and concepts, items are looked for by
pairs of neighbouring stems, which stay rare in large collections; terms that very many items have
are left out of the search, so that the cost of one item does not grow with the collection.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy import sparse

from pipeline.link.matrices import Matrix, rarity, scaled, unit

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from pipeline.link.index import Side
    from pipeline.link.matrices import Floats, Rows

CONCEPT_WEIGHT, NEIGHBOUR_WEIGHT = 0.6, 0.7
NEIGHBOUR_BITS_MAX, NEIGHBOURS_OF_ITEM = 22, 32
"""Pairs of neighbouring stems fall into a power of two of columns: some for each item."""
_MIX_FIRST, _MIX_SECOND = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F)
REACH = 2
"""How many stems on two stems are still neighbours."""
FREQUENT_MAX = 500
"""How many items may have a term that is searched by."""
BLOCK = 250_000
"""How many items are searched against at a time."""
BEST_MIN, BEST_MAX, BEST_OF_EACH_PLAN, PAIRS = 12, 200, 8, 120_000
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


def search_rows(stems: Matrix, concepts: Matrix, sequences: array[int], ends: array[int]) -> Matrix:
    """Return what items are looked for by: stems, concepts and neighbouring stems."""
    neighbours = _neighbours(sequences, ends)
    neighbours = unit(scaled(neighbours, rarity(neighbours)))
    made = unit(
        sparse.hstack(
            [stems, concepts * CONCEPT_WEIGHT, neighbours * NEIGHBOUR_WEIGHT], format="csr"
        )
    )
    counts = np.bincount(made.indices, minlength=made.shape[1])
    made.data[(counts > FREQUENT_MAX)[made.indices] | (counts < 2)[made.indices]] = 0
    made.eliminate_zeros()
    return made


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


def search(side: Side, start: int, stop: int, found_in: Postings, best: int) -> Found:
    """Return the best candidates of some rows of a side, in rows of the other side."""
    from sparse_dot_topn import sp_matmul_topn, zip_sp_matmul_topn

    wanted = best + min(found_in.own, best)
    rows = side.search[start:stop]
    parts = [sp_matmul_topn(rows, block, wanted, sort=True) for block in found_in.blocks]
    if not parts or not rows.shape[0]:
        return Found(np.empty(0, "i4"), np.empty(0, "i4"), np.empty(0, "f4"))
    merged = parts[0] if len(parts) == 1 else zip_sp_matmul_topn(wanted, parts)
    left = np.repeat(np.arange(start, stop, dtype=np.int32), np.diff(merged.indptr))
    right, likeness = merged.indices.astype(np.int32), merged.data
    other = (side.plan[left] != found_in.plan[right]) & (likeness > 0)
    left, right, likeness = left[other], right[other], likeness[other]
    order = np.lexsort((right, -likeness, left))
    left, right, likeness = left[order], right[order], likeness[order]
    first = np.searchsorted(left, left, side="left")
    kept = np.arange(len(left)) - first < best
    return Found(left[kept], right[kept], likeness[kept])


def _neighbours(sequences: array[int], ends: array[int]) -> Matrix:
    """Count, by hash, the pairs of neighbouring stems of each item."""
    stems = np.frombuffer(sequences, np.int32) if sequences else np.empty(0, "i4")
    item = np.repeat(np.arange(len(ends) - 1, dtype=np.int32), np.diff(np.array(ends)))
    rows, columns = [np.empty(0, "i4")], [np.empty(0, "i4")]
    bits = min(NEIGHBOUR_BITS_MAX, (len(ends) * NEIGHBOURS_OF_ITEM).bit_length())
    for apart in range(1, REACH + 1):
        together = item[apart:] == item[:-apart]
        first, second = stems[:-apart][together], stems[apart:][together]
        mixed = first.astype(np.uint64) * _MIX_FIRST + second.astype(np.uint64) * _MIX_SECOND
        columns.append((mixed >> np.uint64(64 - bits)).astype(np.int32))
        rows.append(item[apart:][together])
    shape = (len(ends) - 1, 1 << bits)
    place = np.concatenate(rows), np.concatenate(columns)
    made = sparse.csr_matrix((np.ones(len(place[0]), "f4"), place), shape=shape)
    made.data[:] = 1
    return made

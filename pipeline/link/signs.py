"""Rows of an index → a sign each: the same wherever a row says the same, whatever stands around.

What a pair's features are made of is what both rows hold, by the names of the columns and to the
last bit of their weights. A sign is a sum of 128 bits over a row's entries, each mixed from its
column's name and its weight, so that a million rows cost a few operations on whole columns.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from pipeline.link.index import Index, Side
    from pipeline.link.matrices import Matrix

    Numbers = NDArray[np.uint64]

HALVES = 2
"""A sign is two numbers of 64 bits, mixed apart from each other."""
_STEP, _FIRST, _SECOND = map(
    np.uint64, (0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB)
)
_SHIFTS = np.uint64(30), np.uint64(27), np.uint64(31)


def row_signs(index: Index) -> dict[str, Numbers]:
    """Return the signs of the rows of both sides, two numbers a row."""
    columns = _Columns(index)
    return {kind: columns.signs(index.side(kind)) for kind in ("action", "section")}


def summed_up(parts: NDArray[Any]) -> Numbers:
    """Return a sign for each row of a table, whose rows are whole numbers of 64 bits."""
    numbers = np.ascontiguousarray(parts).view(np.uint64)
    signs = np.zeros((len(numbers), HALVES), np.uint64)
    for half in range(HALVES):
        signs[:, half] = half
        for column in numbers.T:
            signs[:, half] = _mixed(signs[:, half] ^ column) + _STEP
    return signs


class _Columns:
    """The numbers that stand for the columns of an index."""

    def __init__(self, index: Index) -> None:
        names = index.names
        self._concepts, self._stems, self._gestures, self._mentions, self._documents = map(
            numbers,
            (names.concepts, names.stems, names.gestures, names.mentions, names.documents),
        )
        # A word is told by its name, and what its groups of letters weigh stands in their order.
        grams = index.actions.grams
        places = np.arange(grams.nnz) - np.repeat(grams.indptr[:-1], np.diff(grams.indptr))
        weights = _summed(grams, places.astype(np.uint64))
        self._words = _mixed(numbers(names.words) + weights[: len(names.words), 0])
        self._contexts = _summed(index.contexts, _of(self._concepts, index.contexts))

    def signs(self, side: Side) -> Numbers:
        parts = [
            _summed(matrix, _of(columns, matrix))
            for matrix, columns in (
                (side.concepts, self._concepts),
                (side.unit_stems, self._stems),
                (side.words, self._words),
                (side.unit_gestures, self._gestures),
                (side.unit_mentions, self._mentions),
                (side.documents, self._documents),
            )
        ]
        parts.append(self._contexts[side.context])
        parts.append(np.repeat(numbers(side.texts)[:, None], HALVES, axis=1))
        signs = np.zeros((len(side.plan), HALVES), np.uint64)
        for part in parts:
            signs = _mixed(signs + part + _STEP)
        return signs


def numbers(names: Iterable[str]) -> Numbers:
    """Return a number for each name."""
    made = b"".join(blake2b(name.encode(), digest_size=8).digest() for name in names)
    return np.frombuffer(made, np.uint64)


def _of(columns: Numbers, matrix: Matrix) -> Numbers:
    """Return the number of each entry's column."""
    return columns[matrix.indices] if matrix.nnz else np.empty(0, np.uint64)


def _summed(matrix: Matrix, columns: Numbers) -> Numbers:
    """Sum up rows of entries, each told by the number of its column and its weight."""
    weights = np.ascontiguousarray(matrix.data).view(np.uint32).astype(np.uint64)
    entries = columns + _mixed(weights + _STEP)
    ends = np.zeros((matrix.nnz + 1, HALVES), np.uint64)
    for half in range(HALVES):
        entries = _mixed(entries + _STEP)
        np.cumsum(entries, out=ends[1:, half])
    sums: Numbers = ends[matrix.indptr[1:]] - ends[matrix.indptr[:-1]]
    return sums


def _mixed(numbers: Numbers) -> Numbers:
    """Spread every bit over the whole number (the finaliser of SplitMix64)."""
    mixed = (numbers ^ (numbers >> _SHIFTS[0])) * _FIRST
    mixed = (mixed ^ (mixed >> _SHIFTS[1])) * _SECOND
    return mixed ^ (mixed >> _SHIFTS[2])

"""The few operations on sparse matrices that linking is made of. This module knows nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Rows = NDArray[np.int32]

Matrix = Any
"""A `scipy.sparse.csr_matrix` of float32."""

STEPS = 32
"""How many weights a column may have."""
SIZE_DIGITS = 5
"""How many binary digits of the size of a collection count."""
FREQUENT_FROM = 0.2
"""The least weight at which a text counts as one that has a term."""


def unit(matrix: Matrix, unknown: float = 0.0) -> Matrix:
    """Return a matrix with rows of length 1; empty rows stay empty.

    Rows are shorter by what is unknown of them: a length at right angles to all others.
    """
    squared = matrix.copy()
    squared.data **= 2
    squares = sums(squared)
    squares = np.where(squares > 0, squares + np.float32(unknown**2), squares)
    lengths = np.sqrt(squares, where=squares > 0, out=np.ones_like(squares))
    made = matrix.copy()
    made.data /= np.repeat(lengths, np.diff(made.indptr))
    return made


def rarity(matrix: Matrix) -> Floats:
    """Weigh columns as BM25 does, relative to a column that one row alone has.

    Weights go by steps, so that few of them move when a few rows of a large collection change.
    """
    rows = _about(matrix.shape[0])
    having = matrix.indices[matrix.data >= FREQUENT_FROM]
    counts = np.bincount(having, minlength=matrix.shape[1]).astype(np.float64)
    weights = np.log1p((rows - counts + 0.5) / (counts + 0.5))
    relative = (weights / np.log1p((rows - 0.5) / 1.5)).clip(0, 1)
    steps: Floats = (np.rint(relative * STEPS) / STEPS).astype(np.float32)
    return steps


def _about(size: int) -> int:
    """Round a size up, so that the weights of all columns stay when a few rows come or go."""
    step = 1 << max(0, size.bit_length() - SIZE_DIGITS)
    return -(-size // step) * step


def scaled(matrix: Matrix, by: Floats) -> Matrix:
    """Return a matrix with its columns multiplied."""
    made = matrix.copy()
    made.data *= by[made.indices]
    return made


def pair_keys(rows: NDArray[Any], columns: NDArray[Any]) -> NDArray[np.int64]:
    """Return a number for each pair, which sorts pairs by the first and then by the second."""
    keys: NDArray[np.int64] = rows.astype(np.int64) << 32 | columns
    return keys


def begins_run(ordered: NDArray[Any]) -> NDArray[np.bool_]:
    """Tell of each number whether it is the first of its run of equal ones."""
    begins = np.ones(len(ordered), np.bool_)
    begins[1:] = ordered[1:] != ordered[:-1]
    return begins


def places_in_runs(ordered: NDArray[Any]) -> NDArray[np.int64]:
    """Return the place of each number in its run of equal ones, from 0."""
    starts = np.flatnonzero(begins_run(ordered))
    sizes = np.diff(np.append(starts, len(ordered)))
    places: NDArray[np.int64] = np.arange(len(ordered)) - np.repeat(starts, sizes)
    return places


def sums(matrix: Matrix) -> Floats:
    """Sum the entries of a matrix by row, always in the same order."""
    totals: Floats = matrix @ np.ones(matrix.shape[1], np.float32)
    return totals


def dots(left: Matrix, right: Matrix) -> Floats:
    """Multiply two matrices row by row."""
    return sums(left.multiply(right).tocsr())


def overlap(left: Matrix, right: Matrix) -> Matrix:
    """Return the lower of each two entries."""
    return left.minimum(right).tocsr()

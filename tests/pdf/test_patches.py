"""Patches of ink: the same as SciPy finds."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import ndimage

from pipeline.read.pdf.patches import (
    Mask,
    count_patches,
    filled,
    grown,
    inner_patches,
    shrunk,
    without_specks,
)

SIDE = st.integers(1, 14)
PICTURES = st.tuples(SIDE, SIDE).flatmap(lambda shape: arrays(np.bool_, shape))
ALL_ROUND = np.ones((3, 3))


@given(PICTURES)
def test_patches_are_those_that_scipy_finds(ink: Mask) -> None:
    labels, count = ndimage.label(ink, structure=ALL_ROUND)
    edge = np.concatenate([labels[0], labels[-1], labels[:, 0], labels[:, -1]])
    assert count_patches(ink) == count
    assert np.array_equal(inner_patches(ink), ink & ~np.isin(labels, edge))


@given(PICTURES, st.floats(0, 1))
def test_specks_are_the_patches_that_scipy_finds_small(ink: Mask, share: float) -> None:
    labels, _ = ndimage.label(ink, structure=ALL_ROUND)
    sizes = np.bincount(labels.ravel())
    sizes[0] = 0
    kept = ink & (sizes[labels] >= share * sizes.max())
    assert np.array_equal(without_specks(ink, share), kept)


@given(PICTURES)
def test_holes_are_filled_as_scipy_fills_them(ink: Mask) -> None:
    assert np.array_equal(filled(ink), ndimage.binary_fill_holes(ink))


@given(PICTURES, st.integers(1, 4))
def test_ink_grows_and_shrinks_as_in_scipy(ink: Mask, pixels: int) -> None:
    assert np.array_equal(grown(ink, pixels), ndimage.binary_dilation(ink, ALL_ROUND, pixels))
    assert np.array_equal(shrunk(ink, pixels), ndimage.binary_erosion(ink, ALL_ROUND, pixels))
    closed = ndimage.binary_closing(ink, ALL_ROUND, pixels)
    assert np.array_equal(shrunk(grown(ink, pixels), pixels), closed)


@pytest.mark.parametrize("turns", range(4))
def test_a_long_spiral_is_one_patch(turns: int) -> None:
    size = 61
    ink = np.zeros((size, size), dtype=np.bool_)
    y, x, dy, dx, length = 0, 0, 0, 1, size - 1
    ink[0, 0] = True
    legs = [length, *(side for side in range(length, 1, -2) for _ in range(2))]
    for leg in legs:
        for _ in range(leg):
            y, x = y + dy, x + dx
            ink[y, x] = True
        dy, dx = dx, -dy
    ink = np.rot90(ink, turns)
    assert ink.sum() > 10 * size
    assert count_patches(ink) == ndimage.label(ink, structure=ALL_ROUND)[1] == 1

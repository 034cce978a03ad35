"""A pair beside what its items share with the rest of each other's plan."""

from __future__ import annotations

import numpy as np

from pipeline.link.engine import Measured
from pipeline.link.index import Side, build_index
from pipeline.link.items import gather
from pipeline.link.levels import NAMES, measured_level
from pipeline.link.mutual import mutual
from tests.link.samples import plan_of

MUTUAL = NAMES.index("mutual")


def _pairs(rows: list[tuple[int, int, float]]) -> Measured:
    left, right, shared = zip(*rows, strict=True)
    features = np.zeros((len(rows), 0), np.float32)
    return Measured(
        np.array(left, np.int32), np.array(right, np.int32), features, np.array(shared, np.float32)
    )


def _side() -> Side:
    """Return six items: two in each of three plans."""
    texts = ["Ouvrir une patinoire", "Tenir un marché public"]
    return build_index(gather([plan_of(name, texts) for name in "abc"])).actions


def test_one_is_the_best_of_both_and_the_others_are_held_against_it() -> None:
    side = _side()
    found = mutual(_pairs([(0, 2, 0.8), (0, 3, 0.4), (1, 2, 0.2), (1, 3, 0.2)]), side, side)
    assert np.allclose(found, [1.0, 0.4**2 / (0.8 * 0.4), 0.2**2 / (0.2 * 0.8), 0.2 / 0.4])


def test_a_better_one_in_another_plan_does_not_make_a_pair_less() -> None:
    side = _side()
    alone = mutual(_pairs([(0, 2, 0.3)]), side, side)
    beside = mutual(_pairs([(0, 2, 0.3), (0, 4, 0.9), (2, 5, 0.9)]), side, side)
    assert alone[0] == beside[0] == 1.0


def test_nothing_shared_is_nothing() -> None:
    side = _side()
    assert mutual(_pairs([(0, 2, 0.0)]), side, side).tolist() == [0.0]


def test_the_counterpart_stands_out_of_what_has_the_same_theme() -> None:
    left = ["Aménager une patinoire au parc", "Prêter des patins"]
    right = ["Construire une patinoire", "Offrir des cours de hockey"]
    pairs = measured_level("action", build_index(gather([plan_of("a", left), plan_of("b", right)])))
    ends = zip(pairs.left.tolist(), pairs.right.tolist(), strict=True)
    values = dict(zip(ends, pairs.features[:, MUTUAL].tolist(), strict=True))
    assert values[0, 2] == 1.0
    assert all(value <= 1.0 for value in values.values())

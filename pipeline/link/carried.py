"""Scores of pairs of actions → what they say of the pairs with the sections above them.

An action takes the best score it has with an action under the section; two sections take the
mean, over the actions of either, of the best score that each finds under the other. In a large
collection the sections brought together so are as few for an item as its candidates are.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from pipeline.link.matrices import begins_run, pair_keys
from pipeline.link.search import best_of, ranks

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from pipeline.link.items import Item, Items
    from pipeline.link.matrices import Rows
    from pipeline.model import LinkKind

    Doubles = NDArray[np.float64]

CARRIED_MIN, CARRIED_MAX = 0.01, 0.99
"""The scores from which two actions bring their sections together, and bring them no closer."""
_LEAST, _MOST = (math.log(one / (1 - one)) for one in (CARRIED_MIN, CARRIED_MAX))

Best = Mapping[tuple[int, int], float]
"""The scores of pairs of actions, by their rows."""


class Carried(NamedTuple):
    """Pairs of rows, each once and in order, and how near their actions bring them (0 to 1)."""

    left: Rows
    right: Rows
    value: Doubles


NOTHING = Carried(np.empty(0, np.int32), np.empty(0, np.int32), np.empty(0))


class Carrier:
    """Says of pairs with sections what the scores of the actions under them come to."""

    def __init__(self, items: Items, best: Best) -> None:
        """Take the scores of pairs of actions."""
        self._items = items
        self._best = best
        self._most = best_of(max(len(items.actions), len(items.sections)), len(items.plan_ids))

    def carried_to(self, kind: LinkKind) -> Carried:
        """Return what they say of a kind of pairs with sections."""
        found = self._actions
        return _few(
            found if kind == "action_section" else _of_sections(self._items, found), self._most
        )

    @cached_property
    def _actions(self) -> Carried:
        return _with_sections(self._items, self._best)


def strength(scores: Doubles) -> Doubles:
    """Return how far scores are, in log-odds, between the least and the most that is carried."""
    bounded = scores.clip(CARRIED_MIN, CARRIED_MAX)
    # NumPy's logarithm is not the same to the last bit on every processor.
    log_odds = np.array([math.log(odds) for odds in (bounded / (1 - bounded)).tolist()], np.float64)
    strengths: Doubles = (log_odds - _LEAST) / (_MOST - _LEAST)
    return strengths


def _with_sections(items: Items, best: Best) -> Carried:
    """Return what each action finds under the sections of others: the best of each."""
    ends = np.array(list(best), np.int64).reshape(-1, 2)
    strengths = strength(np.array(list(best.values()), np.float64))
    mine = np.concatenate([ends[:, 0], ends[:, 1]])
    other = np.concatenate([ends[:, 1], ends[:, 0]])
    rows, sections = _above(items.actions, items.sections, other)
    left, value = mine[rows], np.tile(strengths, 2)[rows]
    order = np.lexsort((value, sections, left))
    left, sections, value = left[order], sections[order], value[order]
    last = np.roll(begins_run(pair_keys(left, sections)), -1)
    return _pairs(left[last], sections[last], value[last])


def _of_sections(items: Items, action: Carried) -> Carried:
    """Return what the actions under either of two sections find under the other, as a share."""
    everything = np.arange(len(items.actions))
    under = np.bincount(
        _above(items.actions, items.sections, everything)[1], minlength=len(items.sections)
    )
    rows, own = _above(items.actions, items.sections, action.left)
    other, value = action.right[rows].astype(np.int64), action.value[rows]
    # In the order of the actions, so that a sum does not hang on how deep they stand.
    order = np.lexsort((rows, other, own))
    own, other, value = own[order], other[order], value[order] / under[own[order]]
    low, high = np.minimum(own, other), np.maximum(own, other)
    keys, pair = np.unique(pair_keys(low, high), return_inverse=True)
    total = np.bincount(pair, value, minlength=len(keys)) / 2
    return _pairs(keys >> 32, keys & 0xFFFFFFFF, total)


def _above(
    items: Sequence[Item], sections: Sequence[Item], rows: Iterable[int] | NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return every section above some items: the places in `rows`, and the sections."""
    parent = np.array([_place(section) for section in sections] or [-1], np.int64)
    above = np.array([_place(item) for item in items] or [-1], np.int64)
    found = [(np.empty(0, np.int64), np.empty(0, np.int64))]
    section = above[np.asarray(rows, np.int64)] if len(items) else np.empty(0, np.int64)
    places = np.arange(len(section))
    while len(places):
        there = section >= 0
        places, section = places[there], section[there]
        found.append((places, section))
        section = parent[section]
    return np.concatenate([one for one, _ in found]), np.concatenate([one for _, one in found])


def _place(item: Item) -> int:
    return -1 if item.section is None else item.section


def _few(carried: Carried, best: int) -> Carried:
    """Keep the pairs that are among the best of one of their items."""
    values = carried.value.astype(np.float32)
    kept = (ranks(carried.left, values) < best) | (ranks(carried.right, values) < best)
    return Carried(carried.left[kept], carried.right[kept], carried.value[kept])


def _pairs(left: NDArray[np.int64], right: NDArray[np.int64], value: Doubles) -> Carried:
    return Carried(left.astype(np.int32), right.astype(np.int32), value)

"""Scored pairs of every level: actions with actions, actions with sections, sections with sections.

Pairs with a section are scored by their own texts like any other, and by what the actions under
the section find (`carried`): an objective counts when one of its actions does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pipeline.link.carried import CARRIED_MIN, NOTHING, Best, Carried, Carrier
from pipeline.link.engine import (
    Here,
    Measured,
    Runner,
    candidates,
    in_batches,
    joined,
    measure_pairs,
    with_usual,
)
from pipeline.link.features import FEATURES, OF_CANDIDATES, Pairs
from pipeline.link.matrices import pair_keys
from pipeline.link.mutual import mutual
from pipeline.link.score import Model, probability
from pipeline.link.search import Found

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from pipeline.link.index import Index
    from pipeline.link.items import Items
    from pipeline.link.remembered import Memory
    from pipeline.model import LinkKind

LEVELS: Mapping[LinkKind, tuple[str, str]] = {
    "action": ("action", "action"),
    "action_section": ("action", "section"),
    "section": ("section", "section"),
}
TEXT_NAMES = (*FEATURES, "mutual")
"""What is known of a pair without the actions under its sections."""
NAMES = (*TEXT_NAMES, "actions")


@dataclass(frozen=True, slots=True)
class Level:
    """The pairs of one kind of links, their features in the order of `NAMES`, and scores."""

    kind: LinkKind
    pairs: Measured
    scores: NDArray[np.float64]


def levels(
    items: Items,
    index: Index,
    model: Model,
    runner: Runner | None = None,
    memory: Memory | None = None,
) -> list[Level]:
    """Score the pairs of all levels; what is in the memory is not measured again."""
    made: list[Level] = []
    carrier: Carrier | None = None
    for kind in LEVELS:
        pairs = measured_level(kind, index, carrier, runner, memory)
        scores = probability(model.kinds[kind].log_odds(pairs.features, NAMES))
        made.append(Level(kind, pairs, scores))
        if kind == "action":
            carrier = Carrier(items, best_pairs(pairs, scores))
    return made


def measured_level(
    kind: LinkKind,
    index: Index,
    carrier: Carrier | None = None,
    runner: Runner | None = None,
    memory: Memory | None = None,
) -> Measured:
    """Measure the candidate pairs of a level; `carrier` knows what the actions found."""
    left, right = LEVELS[kind]
    here = runner or Here()
    found = candidates(index, left, right, here)
    carried = carrier.carried_to(kind) if carrier else NOTHING
    if len(carried.left):
        found = _joined(found, carried)
    texts = (
        _remembered(kind, index, found, here, memory)
        if memory
        else joined(measure_pairs(index, left, right, found, here))
    )
    mutually = mutual(texts, index.side(left), index.side(right))
    features = np.column_stack([texts.features, mutually, _values(found, carried)])
    pairs = Measured(found.left, found.right, features, texts.shared)
    if memory:
        memory.note(kind, pairs)
    return pairs


def _remembered(
    kind: LinkKind, index: Index, found: Found, runner: Runner, memory: Memory
) -> Measured:
    """Measure the pairs that are not in the memory; of the others, what hangs on others still."""
    left, right = LEVELS[kind]
    found, usual = with_usual(index, left, right, found)
    places = memory.places(kind, left, right, found)
    known, new = np.flatnonzero(places >= 0), np.flatnonzero(places < 0)
    features = np.empty((len(places), len(FEATURES)), np.float32)
    shared = np.empty(len(places), np.float32)
    fresh = joined(in_batches(index, left, right, found.at(new), usual[new], runner))
    features[new], shared[new] = fresh.features, fresh.shared
    if len(known):
        before = memory.before(kind)
        features[known] = before.features[places[known], : len(FEATURES)]
        shared[known] = before.shared[places[known]]
        pairs = Pairs(index, index.side(left), index.side(right), *found.at(known), usual[known])
        for name in OF_CANDIDATES:
            features[known, NAMES.index(name)] = FEATURES[name](pairs)
    return Measured(found.left, found.right, features, shared)


def best_pairs(pairs: Measured, scores: NDArray[np.float64]) -> Best:
    """Return the scores that bring sections together."""
    kept = scores >= CARRIED_MIN
    rows = zip(pairs.left[kept].tolist(), pairs.right[kept].tolist(), strict=True)
    return dict(zip(rows, scores[kept].tolist(), strict=True))


def _joined(found: Found, carried: Carried) -> Found:
    """Add the pairs that only the actions under the sections bring together."""
    left, right = (
        np.concatenate([found.left, carried.left]),
        np.concatenate([found.right, carried.right]),
    )
    unknown = np.full(len(carried.left), np.nan, np.float32)
    likeness = np.concatenate([found.likeness, unknown])
    _, first = np.unique(pair_keys(left, right), return_index=True)
    return Found(left[first], right[first], likeness[first])


def _values(found: Found, carried: Carried) -> NDArray[np.float32]:
    """Return what is carried to each pair; 0 where nothing is."""
    values = np.zeros(len(found.left), np.float32)
    places = np.searchsorted(pair_keys(*found[:2]), pair_keys(*carried[:2]))
    values[places] = carried.value
    return values

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
from pipeline.link.engine import Here, Measured, Runner, candidates, measure_pairs
from pipeline.link.features import FEATURES
from pipeline.link.score import Model, probability
from pipeline.link.search import Found

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from pipeline.link.index import Index
    from pipeline.link.items import Items
    from pipeline.link.matrices import Rows
    from pipeline.model import LinkKind

LEVELS: Mapping[LinkKind, tuple[str, str]] = {
    "action": ("action", "action"),
    "action_section": ("action", "section"),
    "section": ("section", "section"),
}
NAMES = (*FEATURES, "actions")


@dataclass(frozen=True, slots=True)
class Level:
    """The pairs of one kind of links, their features in the order of `NAMES`, and scores."""

    kind: LinkKind
    pairs: Measured
    scores: NDArray[np.float64]


def levels(items: Items, index: Index, model: Model, runner: Runner | None = None) -> list[Level]:
    """Score the pairs of all levels."""
    made: list[Level] = []
    carrier: Carrier | None = None
    for kind in LEVELS:
        pairs = measured_level(kind, index, carrier, runner)
        scores = probability(model.kinds[kind].log_odds(pairs.features, NAMES))
        made.append(Level(kind, pairs, scores))
        if kind == "action":
            carrier = Carrier(items, best_pairs(pairs, scores))
    return made


def measured_level(
    kind: LinkKind, index: Index, carrier: Carrier | None = None, runner: Runner | None = None
) -> Measured:
    """Measure the candidate pairs of a level; `carrier` knows what the actions found."""
    left, right = LEVELS[kind]
    here = runner or Here()
    found = candidates(index, left, right, here)
    carried = carrier.carried_to(kind) if carrier else NOTHING
    if len(carried.left):
        found = _joined(found, carried)
    batches = list(measure_pairs(index, left, right, found, here))
    texts = [np.empty((0, len(FEATURES)), np.float32), *(batch.features for batch in batches)]
    features = np.column_stack([np.concatenate(texts), _values(found, carried)])
    return Measured(found.left, found.right, features)


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
    _, first = np.unique(_keys(left, right), return_index=True)
    return Found(left[first], right[first], likeness[first])


def _values(found: Found, carried: Carried) -> NDArray[np.float32]:
    """Return what is carried to each pair; 0 where nothing is."""
    values = np.zeros(len(found.left), np.float32)
    places = np.searchsorted(_keys(*found[:2]), _keys(*carried[:2]))
    values[places] = carried.value
    return values


def _keys(left: Rows, right: Rows) -> NDArray[np.int64]:
    keys: NDArray[np.int64] = left.astype(np.int64) << 32 | right
    return keys

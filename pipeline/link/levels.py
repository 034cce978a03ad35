"""Scored pairs of every level: actions with actions, actions with sections, sections with sections.

Pairs with a section are scored by their own texts like any other, and by what the actions under
the section find: an objective counts when one of its actions does. An action takes the best score
it has with an action under the section; two sections take the mean, over the actions of either,
of the best score that each finds under the other.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pipeline.link.engine import Here, Measured, Runner, candidates, measure_pairs
from pipeline.link.features import FEATURES
from pipeline.link.score import Model, probability
from pipeline.link.search import Found

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from pipeline.link.index import Index
    from pipeline.link.items import Items
    from pipeline.model import LinkKind

CARRIED_MIN, CARRIED_MAX = 0.01, 0.99
"""The scores from which two actions bring their sections together, and bring them no closer."""
LEVELS: Mapping[LinkKind, tuple[str, str]] = {
    "action": ("action", "action"),
    "action_section": ("action", "section"),
    "section": ("section", "section"),
}
NAMES = (*FEATURES, "actions")


Best = Mapping[tuple[int, int], float]
"""The scores of pairs of actions, by their rows."""


@dataclass(frozen=True, slots=True)
class Level:
    """The pairs of one kind of links, their features in the order of `NAMES`, and scores."""

    kind: LinkKind
    pairs: Measured
    scores: NDArray[np.float64]


def levels(items: Items, index: Index, model: Model, runner: Runner | None = None) -> list[Level]:
    """Score the pairs of all levels."""
    made: list[Level] = []
    best: Best = {}
    for kind in LEVELS:
        pairs = measured_level(kind, items, index, best, runner)
        scores = probability(model.kinds[kind].log_odds(pairs.features, NAMES))
        made.append(Level(kind, pairs, scores))
        if kind == "action":
            best = best_pairs(pairs, scores)
    return made


def measured_level(
    kind: LinkKind, items: Items, index: Index, best: Best, runner: Runner | None = None
) -> Measured:
    """Measure the candidate pairs of a level; `best` says what the actions found."""
    left, right = LEVELS[kind]
    here = runner or Here()
    carried = {} if kind == "action" else _carried(kind, items, best)
    found = _joined(candidates(index, left, right, here), carried)
    batches = list(measure_pairs(index, left, right, found, here))
    texts = [np.empty((0, len(FEATURES)), np.float32), *(batch.features for batch in batches)]
    pairs = zip(found.left.tolist(), found.right.tolist(), strict=True)
    actions = np.array([carried.get(pair, 0.0) for pair in pairs], np.float32)
    features = np.column_stack([np.concatenate(texts), actions]).astype(np.float32)
    return Measured(found.left, found.right, features)


def best_pairs(pairs: Measured, scores: NDArray[np.float64]) -> Best:
    """Return the scores that bring sections together."""
    kept = scores >= CARRIED_MIN
    rows = zip(pairs.left[kept].tolist(), pairs.right[kept].tolist(), strict=True)
    return dict(zip(rows, scores[kept].tolist(), strict=True))


def strength(score: float) -> float:
    """Return how far a score is, in log-odds, between the least and the most that is carried."""
    least, most = (math.log(one / (1 - one)) for one in (CARRIED_MIN, CARRIED_MAX))
    bounded = min(max(score, CARRIED_MIN), CARRIED_MAX)
    return (math.log(bounded / (1 - bounded)) - least) / (most - least)


def _carried(kind: LinkKind, items: Items, best: Best) -> dict[tuple[int, int], float]:
    """Return what the scores of actions say of the pairs with the sections above them."""
    action: dict[tuple[int, int], float] = defaultdict(float)
    for (a, b), score in best.items():
        carried = strength(score)
        for mine, other in ((a, b), (b, a)):
            for section in _above(items, items.actions[other].section):
                if carried > action[mine, section]:
                    action[mine, section] = carried
    if kind == "action_section":
        return dict(action)
    return _between_sections(items, action)


def _between_sections(
    items: Items, action: Mapping[tuple[int, int], float]
) -> dict[tuple[int, int], float]:
    under: dict[int, int] = defaultdict(int)
    total: dict[tuple[int, int], float] = defaultdict(float)
    for item in items.actions:
        for section in _above(items, item.section):
            under[section] += 1
    for (mine, section), score in sorted(action.items()):
        for own in _above(items, items.actions[mine].section):
            total[own, section] += score
    pairs = sorted({(min(pair), max(pair)) for pair in total})
    return {
        (a, b): (total.get((a, b), 0.0) / under[a] + total.get((b, a), 0.0) / under[b]) / 2
        for a, b in pairs
    }


def _above(items: Items, section: int | None) -> Iterator[int]:
    while section is not None:
        yield section
        section = items.sections[section].section


def _joined(found: Found, carried: Mapping[tuple[int, int], float]) -> Found:
    """Add the pairs that only the actions under the sections bring together."""
    more = np.array(sorted(carried), np.int32).reshape(-1, 2)
    left, right = (
        np.concatenate([found.left, more[:, 0]]),
        np.concatenate([found.right, more[:, 1]]),
    )
    likeness = np.concatenate([found.likeness, np.full(len(more), np.nan, np.float32)])
    key = left.astype(np.int64) << 32 | right
    _, first = np.unique(key, return_index=True)
    return Found(left[first], right[first], likeness[first])

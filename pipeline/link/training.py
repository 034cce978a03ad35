"""Plans and reference links → judged pairs with their features, and the weights fitted to them.

Actions are fitted first; the pairs with a section then take what the held-out scores of the
actions say, so that no figure of a section rests on weights that saw its objective.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pipeline.link.carried import Carrier
from pipeline.link.fit import Judged, best_threshold, calibrated, calibration, fit, held_out
from pipeline.link.gold import Gold
from pipeline.link.grades import OVERLAPPING
from pipeline.link.levels import NAMES, TEXT_NAMES, best_pairs, measured_level
from pipeline.link.score import Model, Weights, probability

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from pipeline.link.engine import Measured
    from pipeline.link.index import Index
    from pipeline.link.items import Items
    from pipeline.model import LinkKind

DIGITS = 6


@dataclass(frozen=True, slots=True)
class Fitted:
    """One kind of links: its judged pairs, held-out scores, and weights fitted to all of them."""

    judged: Judged
    left: tuple[str, ...]
    right: tuple[str, ...]
    scores: NDArray[np.float64]
    weights: Weights


@dataclass(frozen=True, slots=True)
class Training:
    """What fitting found out, by kind of links."""

    kinds: Mapping[LinkKind, Fitted]
    threshold: float

    def model(self) -> Model:
        """Return the weights as a model."""
        return Model({kind: one.weights for kind, one in self.kinds.items()}, self.threshold)

    def as_json(self, note: str) -> str:
        """Return the model as the file of the package, with how it was fitted."""
        values = {
            "note": note,
            "threshold": self.threshold,
            "kinds": {
                kind: {
                    "intercept": round(one.weights.intercept, DIGITS),
                    "weights": {name: round(w, DIGITS) for name, w in one.weights.of.items()},
                    "judged_pairs": len(one.scores),
                    "positive_pairs": int(one.judged.positive.sum()),
                }
                for kind, one in self.kinds.items()
            },
        }
        return json.dumps(values, ensure_ascii=False, indent=2) + "\n"


def train(items: Items, index: Index, gold: Gold) -> Training:
    """Fit the weights of every kind of links."""
    data = _Data(items, gold)
    pairs = measured_level("action", index)
    action = _fitted(data.actions(pairs))
    threshold = best_threshold(action.scores, action.judged.positive)
    best = dict(best_pairs(pairs, probability(action.weights.log_odds(pairs.features, NAMES))))
    rows = {item.id: row for row, item in enumerate(items.actions)}
    for left, right, score in zip(action.left, action.right, action.scores.tolist(), strict=True):
        best[_ordered(rows[left], rows[right])] = score
    carrier = Carrier(items, best)
    with_sections = measured_level("action_section", index, carrier)
    sections = measured_level("section", index, carrier)
    kinds: dict[LinkKind, Fitted] = {
        "action": action,
        "action_section": _fitted(data.with_sections(with_sections)),
        "section": _fitted(data.sections(sections)),
    }
    return Training(kinds, threshold)


def fit_actions(items: Items, index: Index, gold: Gold) -> Fitted:
    """Fit the weights of links between actions alone."""
    return _fitted(_Data(items, gold).actions(measured_level("action", index)))


@dataclass(frozen=True, slots=True)
class _Labelled:
    """Judged pairs by their ids."""

    judged: Judged
    left: tuple[str, ...]
    right: tuple[str, ...]


class _Data:
    """The judged pairs of every kind of links."""

    def __init__(self, items: Items, gold: Gold) -> None:
        self._items = items
        self._gold = gold
        self._action = {item.id: row for row, item in enumerate(items.actions)}
        self._section_of = {
            item.id: items.sections[item.section].id if item.section is not None else item.id
            for item in items.actions
        }
        self._section = {item.id: row for row, item in enumerate(items.sections)}
        right = items.plan_ids.index(gold.right)
        self._right = [item.id for item in items.actions if item.plan == right]

    def actions(self, pairs: Measured) -> _Labelled:
        """Every judged action with every action of the other plan."""
        labels = {
            (left, right): self._positive(left, right)
            for left in self._gold.judged
            for right in self._right
        }
        return self._labelled(labels, pairs, self._action, self._action, TEXT_NAMES)

    def with_sections(self, pairs: Measured) -> _Labelled:
        """Every judged action with every section that holds actions of the other plan."""
        labels: dict[tuple[str, str], bool] = {}
        for left in self._gold.judged:
            for right in self._right:
                pair = left, self._section_of[right]
                labels[pair] = labels.get(pair, False) or self._positive(left, right)
        return self._labelled(labels, pairs, self._action, self._section, NAMES)

    def sections(self, pairs: Measured) -> _Labelled:
        """Every section of a judged action with every section of the other plan."""
        labels: dict[tuple[str, str], bool] = {}
        for left in self._gold.judged:
            for right in self._right:
                pair = self._section_of[left], self._section_of[right]
                labels[pair] = labels.get(pair, False) or self._positive(left, right)
        return self._labelled(labels, pairs, self._section, self._section, NAMES)

    def _positive(self, left: str, right: str) -> bool:
        return self._gold.grade(left, right) in OVERLAPPING

    def _labelled(
        self,
        labels: Mapping[tuple[str, str], bool],
        pairs: Measured,
        left_rows: Mapping[str, int],
        right_rows: Mapping[str, int],
        names: Sequence[str],
    ) -> _Labelled:
        known = {
            pair: row
            for row, pair in enumerate(zip(pairs.left.tolist(), pairs.right.tolist(), strict=True))
        }
        features = np.zeros((len(labels), len(names)), np.float32)
        for n, (left, right) in enumerate(labels):
            rows = left_rows[left], right_rows[right]
            row = known.get(rows if left_rows is not right_rows else _ordered(*rows))
            if row is not None:
                features[n] = pairs.features[row, : len(names)]
        left_ids, right_ids = zip(*labels, strict=True)
        judged = Judged(
            tuple(names),
            features,
            np.array(list(labels.values()), np.bool_),
            tuple(self._section_of.get(one, one) for one in left_ids),
            tuple(self._section_of.get(one, one) for one in right_ids),
        )
        return _Labelled(judged, left_ids, right_ids)


def _fitted(labelled: _Labelled) -> Fitted:
    judged = labelled.judged
    log_odds = held_out(judged)
    slope, offset = calibration(log_odds, judged.positive)
    return Fitted(
        judged,
        labelled.left,
        labelled.right,
        probability(log_odds * slope + offset),
        calibrated(fit(judged), slope, offset),
    )


def _ordered(first: int, second: int) -> tuple[int, int]:
    return min(first, second), max(first, second)

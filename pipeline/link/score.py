"""Features of pairs → scores, by weights that are data.

The log-odds of a pair are an intercept and one contribution for each feature: its value times its
weight. Nothing else enters, so that the reasons of a link add up to its score. The weights stand
in `weights.json`, with how they were fitted.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Doubles = NDArray[np.float64]

WEIGHTS = Path(__file__).with_name("weights.json")
SCORE_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Weights:
    """The intercept of one kind of links, and the weight of each feature."""

    intercept: float
    of: Mapping[str, float]

    def vector(self, names: Sequence[str]) -> Doubles:
        """Return the weights in the order of some features; one without weight counts nothing."""
        return np.array([self.of.get(name, 0.0) for name in names], np.float64)

    def log_odds(self, features: NDArray[np.float32], names: Sequence[str]) -> Doubles:
        """Return the log-odds of pairs, one a row."""
        parts: Doubles = np.einsum("ij,j->i", features.astype(np.float64), self.vector(names))
        return self.intercept + parts


@dataclass(frozen=True, slots=True)
class Model:
    """The weights of every kind of links, and the score from which a link counts."""

    kinds: Mapping[str, Weights]
    threshold: float


@lru_cache(maxsize=1)
def load_model() -> Model:
    """Return the model of the package."""
    return parse_model(WEIGHTS.read_bytes())


def parse_model(content: bytes) -> Model:
    """Read a model from JSON."""
    values = json.loads(content)
    kinds = {
        kind: Weights(one["intercept"], one["weights"]) for kind, one in values["kinds"].items()
    }
    return Model(kinds, values["threshold"])


def logistic(log_odds: float) -> float:
    """Return the score of log-odds as it is published.

    Python's exponential is the same on every processor, to the last bit; NumPy's is not.
    """
    return round(1 / (1 + math.exp(-log_odds)), SCORE_DIGITS)


def probability(log_odds: Doubles) -> Doubles:
    """Return the scores of log-odds."""
    scores: Doubles = 1.0 / (1.0 + np.exp(-log_odds.clip(-50, 50)))
    return scores

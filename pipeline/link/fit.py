"""Judged pairs → weights: a logistic model that is held close to what is known beforehand.

There are few judged pairs, so the weights start from a ratio that the meaning of the features
gives (`PRIOR`) and may leave it only as far as the evidence pays for: the logarithm of each
weight's ratio to the prior is regularised, which also keeps every weight positive. Whatever is
reported is scored by weights fitted without the objectives of the pair, on either side, and the
log-odds are then calibrated by Platt's method on those held-out scores.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pipeline.link.score import Weights, probability

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from pipeline.link.score import Doubles

PRIOR: Mapping[str, float] = {
    "concepts": 1.0,
    "main_concept": 0.2,
    "containment": 0.5,
    "context": 0.5,
    "wording": 0.5,
    "letters": 0.5,
    "near_text": 1.0,
    "gesture": 0.2,
    "mentions": 0.1,
    "documents": 0.1,
    "prominence": 0.3,
    "actions": 2.5,
}
"""The weights relative to each other, as far as meaning tells before any pair is judged."""
STRENGTH = 8.0
"""How strongly the logarithms of the weights are held to those of the prior."""
THRESHOLD_DIGITS = 2
START = (-7.0, 5.0)
"""Where the search for the intercept and the scale begins."""


@dataclass(frozen=True, slots=True)
class Judged:
    """Pairs with what is known of them, a row each."""

    names: tuple[str, ...]
    features: NDArray[np.float32]
    positive: NDArray[np.bool_]
    left_group: tuple[str, ...]
    """The section of each pair's left item: what is left out together."""
    right_group: tuple[str, ...]


def fit(judged: Judged, kept: NDArray[np.bool_] | None = None) -> Weights:
    """Fit weights to judged pairs, or to those of them that are kept."""
    from scipy.optimize import minimize

    rows = slice(None) if kept is None else kept
    x = judged.features[rows].astype(np.float64)
    y = judged.positive[rows].astype(np.float64)
    prior = np.array([PRIOR[name] for name in judged.names])

    def loss(theta: Doubles) -> tuple[float, Doubles]:
        weights = prior * np.exp(theta[1:].clip(-20, 20))
        z = theta[0] + np.einsum("ij,j->i", x, weights)
        error = probability(z) - y
        away = theta[1:] - theta[1:].mean()
        value = float(np.sum(np.logaddexp(0, z) - y * z) + STRENGTH / 2 * away @ away)
        slope = np.concatenate([[error.sum()], np.einsum("ij,i->j", x, error) * weights + STRENGTH * away])
        return value, slope

    start = np.concatenate([[START[0]], np.full(len(prior), np.log(START[1]))])
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 500})
    weights = prior * np.exp(found.x[1:])
    return Weights(float(found.x[0]), dict(zip(judged.names, map(float, weights), strict=True)))


def held_out(judged: Judged) -> Doubles:
    """Return log-odds of every pair by weights fitted without both of its objectives."""
    left, right = np.array(judged.left_group), np.array(judged.right_group)
    log_odds = np.zeros(len(left))
    for a in sorted(set(judged.left_group)):
        for b in sorted(set(judged.right_group)):
            scored = (left == a) & (right == b)
            if scored.any():
                weights = fit(judged, (left != a) & (right != b))
                log_odds[scored] = weights.log_odds(judged.features[scored], judged.names)
    return log_odds


def calibration(log_odds: Doubles, positive: NDArray[np.bool_]) -> tuple[float, float]:
    """Return Platt's slope and offset for held-out log-odds, with his softened targets."""
    from scipy.optimize import minimize

    yes, no = int(positive.sum()), int((~positive).sum())
    target = np.where(positive, (yes + 1) / (yes + 2), 1 / (no + 2))

    def loss(theta: Doubles) -> float:
        z = theta[0] * log_odds + theta[1]
        return float(np.sum(np.logaddexp(0, z) - target * z))

    slope, offset = minimize(loss, np.array([1.0, 0.0]), method="BFGS").x
    return float(slope), float(offset)


def calibrated(weights: Weights, slope: float, offset: float) -> Weights:
    """Return weights whose log-odds are calibrated."""
    return Weights(
        weights.intercept * slope + offset,
        {name: weight * slope for name, weight in weights.of.items()},
    )


def best_threshold(scores: Doubles, positive: NDArray[np.bool_]) -> float:
    """Return the score from which a link counts: half of the best F1 of held-out scores.

    For calibrated scores no other threshold has a better expected F1, and it hangs less on the
    few judged pairs than the score at which they happen to balance best.
    """
    found = np.argsort(-scores, kind="stable")
    right = np.cumsum(positive[found])
    best = 2 * right / (np.arange(1, len(found) + 1) + positive.sum())
    return round(float(best.max()) / 2, THRESHOLD_DIGITS)

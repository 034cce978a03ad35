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
    "main_concept": 0.3,
    "containment": 0.35,
    "context": 0.7,
    "wording": 0.3,
    "letters": 0.3,
    "near_text": 3.0,
    "gesture": 0.2,
    "mentions": 0.1,
    "documents": 0.1,
    "prominence": 0.3,
    "mutual": 0.8,
    "actions": 2.5,
}
"""The weights relative to each other, as far as meaning tells before any pair is judged."""
STRENGTH = 15.0
"""How strongly the logarithms of the weights are held to those of the prior."""
STEPS_MAX, GAIN_MIN, DAMPING, DAMPING_MIN = 200, 1e-10, 1e-3, 1e-9
"""When fitting ends, and how cautiously it begins."""
STEPS = tuple(step / 100 for step in range(5, 96, 5))
"""The thresholds that are tried."""
START = (-7.0, 5.0)
"""Where the search for the intercept and the scale begins."""
AS_THEY_ARE = np.array([1.0, 0.0])
"""The slope and the offset that leave log-odds as they are."""


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
    """Fit weights to judged pairs, or to those of them that are kept.

    Where all of them are alike there is nothing to learn: the weights are those of the prior.
    """
    rows = slice(None) if kept is None else kept
    prior = np.array([PRIOR[name] for name in judged.names])
    loss = _Loss(judged.features[rows].astype(np.float64), judged.positive[rows], prior)
    theta = np.concatenate([[START[0]], np.full(len(prior), np.log(START[1]))])
    theta = _least(loss, theta) if loss.teaches else theta
    weights = prior * np.exp(theta[1:])
    return Weights(float(theta[0]), dict(zip(judged.names, map(float, weights), strict=True)))


class _Loss:
    """The regularised loss of an intercept and the logarithms of the weights over the prior."""

    def __init__(self, x: Doubles, positive: NDArray[np.bool_], prior: Doubles) -> None:
        self._x, self._y, self._prior = x, positive.astype(np.float64), prior
        count = len(prior)
        self.teaches = bool(positive.any() and not positive.all())
        self._hold = STRENGTH * (np.eye(count) - np.full((count, count), 1 / count))

    def value(self, theta: Doubles) -> float:
        z = self._log_odds(theta)
        held = np.einsum("i,ij,j->", theta[1:], self._hold, theta[1:])
        return float(np.sum(np.logaddexp(0, z) - self._y * z) + held / 2)

    def slope(self, theta: Doubles) -> tuple[Doubles, Doubles]:
        """Return the gradient, and the curvature as Gauss and Newton take it."""
        z = self._log_odds(theta)
        p = probability(z)
        moved = np.column_stack([np.ones(len(z)), self._x * self._weights(theta)])
        gradient = np.einsum("ij,i->j", moved, p - self._y)
        gradient[1:] += np.einsum("ij,j->i", self._hold, theta[1:])
        curvature = np.einsum("ij,ik->jk", moved * (p * (1 - p))[:, None], moved)
        curvature[1:, 1:] += self._hold
        return gradient, curvature

    def _weights(self, theta: Doubles) -> Doubles:
        weights: Doubles = self._prior * np.exp(theta[1:].clip(-20, 20))
        return weights

    def _log_odds(self, theta: Doubles) -> Doubles:
        parts: Doubles = np.einsum("ij,j->i", self._x, self._weights(theta))
        log_odds: Doubles = theta[0] + parts
        return log_odds


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


def calibration(
    log_odds: Doubles, positive: NDArray[np.bool_], pull: float = 0.0
) -> tuple[float, float]:
    """Return Platt's slope and offset for held-out log-odds, with his softened targets.

    `pull` says how strongly slope 1 and offset 0 are held on to: the weight of their squared
    distance. With some, few judgements, or perfectly separated ones, change little.
    """
    yes, no = int(positive.sum()), int((~positive).sum())
    target = np.where(positive, (yes + 1) / (yes + 2), 1 / (no + 2))
    moved = np.column_stack([log_odds, np.ones(len(log_odds))])
    theta = _least(_CrossEntropy(moved, target, pull), AS_THEY_ARE)
    return float(theta[0]), float(theta[1])


class _CrossEntropy:
    """The loss of a slope and an offset for log-odds, by what their chances should be."""

    def __init__(self, moved: Doubles, target: Doubles, pull: float) -> None:
        self._moved, self._target, self._pull = moved, target, pull

    def value(self, theta: Doubles) -> float:
        z = np.einsum("ij,j->i", self._moved, theta)
        held = self._pull / 2 * np.sum((theta - AS_THEY_ARE) ** 2)
        return float(np.sum(np.logaddexp(0, z) - self._target * z) + held)

    def slope(self, theta: Doubles) -> tuple[Doubles, Doubles]:
        p = probability(np.einsum("ij,j->i", self._moved, theta))
        gradient = np.einsum("ij,i->j", self._moved, p - self._target)
        gradient += self._pull * (theta - AS_THEY_ARE)
        curvature = np.einsum("ij,ik->jk", self._moved * (p * (1 - p))[:, None], self._moved)
        return gradient, curvature + self._pull * np.eye(len(theta))


def _least(loss: _Loss | _CrossEntropy, theta: Doubles) -> Doubles:
    """Return where a loss is least, by Newton's steps as Levenberg and Marquardt damp them."""
    value, damping = loss.value(theta), DAMPING
    for _ in range(STEPS_MAX):
        gradient, curvature = loss.slope(theta)
        step = np.linalg.solve(curvature + damping * np.eye(len(theta)), -gradient)
        reached = loss.value(theta + step)
        if reached > value:
            damping *= 10
            continue
        gained, damping = value - reached, max(damping / 10, DAMPING_MIN)
        theta, value = theta + step, reached
        if gained < GAIN_MIN:
            break
    return theta


def calibrated(weights: Weights, slope: float, offset: float) -> Weights:
    """Return weights whose log-odds are calibrated."""
    return Weights(
        weights.intercept * slope + offset,
        {name: weight * slope for name, weight in weights.of.items()},
    )


def best_threshold(scores: Doubles, positive: NDArray[np.bool_]) -> float:
    """Return the score from which a link counts: where precision and recall balance best (F1).

    F1 is taken as the mean over each step and its neighbours, since with few judged pairs a
    single pair moves it.
    """

    def f1(step: float) -> float:
        found = scores >= step
        right = float((found & positive).sum())
        return 2 * right / max(1.0, float(found.sum() + positive.sum()))

    values = [f1(step) for step in STEPS]
    smooth = np.convolve(values, np.full(3, 1 / 3), mode="valid")
    return STEPS[1 + int(np.argmax(smooth))]

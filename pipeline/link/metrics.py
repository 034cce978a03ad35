"""Scores and labels → how good a ranking is. Pure arithmetic on lists; this module knows nobody."""

from __future__ import annotations

import random
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from itertools import pairwise

SEED, ROUNDS, TAIL = 20250101, 1000, 0.025
"""Bootstrap: the same resamples every time, and what is cut off at either end."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A judged pair: whose item was judged, its score, and whether it is an overlap or better."""

    group: Hashable
    score: float
    positive: bool


@dataclass(frozen=True, slots=True)
class Metrics:
    """What a ranking is worth."""

    average_precision: float
    precision: float
    recall: float
    f1: float
    recall_at_3: float
    read_for_90: float
    """The share of pairs to read, best first, to see 90 % of the positive ones."""
    top_1: float
    """The share of items with a positive pair whose best pair is positive."""


@dataclass(frozen=True, slots=True)
class Bin:
    """A range of scores: how many pairs, their mean score, and the share that is positive."""

    low: float
    high: float
    pairs: int
    mean: float
    positive: float


def measure(pairs: Sequence[Pair], threshold: float) -> Metrics:
    """Measure a ranking at a threshold."""
    ranked = sorted(pairs, key=lambda pair: -pair.score)
    total = sum(pair.positive for pair in pairs)
    found = [pair for pair in pairs if pair.score >= threshold]
    right = sum(pair.positive for pair in found)
    precision = right / len(found) if found else 0.0
    recall = right / total if total else 0.0
    return Metrics(
        average_precision=average_precision(ranked),
        precision=precision,
        recall=recall,
        f1=2 * precision * recall / (precision + recall) if right else 0.0,
        recall_at_3=_recall_at(ranked, 3, total),
        read_for_90=_read_for(ranked, 0.9, total),
        top_1=_top_1(ranked),
    )


def average_precision(ranked: Sequence[Pair]) -> float:
    """Return the mean precision at each positive pair."""
    right, total = 0, 0.0
    for place, pair in enumerate(ranked, 1):
        if pair.positive:
            right += 1
            total += right / place
    return total / right if right else 0.0


def interval(pairs: Sequence[Pair]) -> tuple[float, float]:
    """Return the 95 % interval of average precision when the judged items are drawn again."""
    import numpy as np

    ranked = sorted(pairs, key=lambda pair: -pair.score)
    names = list(dict.fromkeys(pair.group for pair in pairs))
    place = {name: n for n, name in enumerate(names)}
    group = np.array([place[pair.group] for pair in ranked])
    positive = np.array([pair.positive for pair in ranked])
    draw = random.Random(SEED)
    values = []
    for _ in range(ROUNDS):
        drawn = np.bincount(draw.choices(range(len(names)), k=len(names)), minlength=len(names))
        times = drawn[group]
        right = times * positive
        if right.any():
            precision = np.cumsum(right) / np.maximum(np.cumsum(times), 1)
            values.append(float((right * precision).sum() / right.sum()))
    values.sort()
    cut = int(len(values) * TAIL)
    return (values[cut], values[-1 - cut]) if values else (0.0, 0.0)


def reliability(pairs: Sequence[Pair], edges: Sequence[float]) -> list[Bin]:
    """Return what became of the pairs of each range of scores that has any."""
    table = []
    for low, high in pairwise(edges):
        last = high == edges[-1]
        inside = [p for p in pairs if low <= p.score < high or (last and p.score == high)]
        if inside:
            mean = sum(pair.score for pair in inside) / len(inside)
            share = sum(pair.positive for pair in inside) / len(inside)
            table.append(Bin(low, high, len(inside), mean, share))
    return table


def _by_group(ranked: Sequence[Pair]) -> dict[Hashable, list[Pair]]:
    groups: dict[Hashable, list[Pair]] = {}
    for pair in ranked:
        groups.setdefault(pair.group, []).append(pair)
    return groups


def _recall_at(ranked: Sequence[Pair], count: int, total: int) -> float:
    best = [pair for pairs in _by_group(ranked).values() for pair in pairs[:count]]
    return sum(pair.positive for pair in best) / total if total else 0.0


def _read_for(ranked: Sequence[Pair], share: float, total: int) -> float:
    seen = 0
    for place, pair in enumerate(ranked, 1):
        seen += pair.positive
        if total and seen >= share * total:
            return place / len(ranked)
    return 1.0


def _top_1(ranked: Sequence[Pair]) -> float:
    groups = [pairs for pairs in _by_group(ranked).values() if any(p.positive for p in pairs)]
    return sum(pairs[0].positive for pairs in groups) / len(groups) if groups else 0.0

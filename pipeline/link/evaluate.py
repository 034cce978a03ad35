"""Plans and reference links → how good the links are, against plainer methods in the same run.

Two scores of each judged pair are measured: by the weights of the package, and held out (by
weights fitted without the objectives of the pair, on either side). Only the second says what to
expect of pairs that nobody has seen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.link.features import FEATURES
from pipeline.link.fit import best_threshold
from pipeline.link.gold import GRADES, Gold
from pipeline.link.grades import OVERLAPPING
from pipeline.link.index import build_index
from pipeline.link.items import gather
from pipeline.link.metrics import Metrics, Pair, interval, measure
from pipeline.link.profile import load_profiler
from pipeline.link.score import load_model, probability
from pipeline.link.training import Training, fit_actions, train

if TYPE_CHECKING:
    from pipeline.link.items import Items
    from pipeline.link.profile import Profiler
    from pipeline.link.training import Fitted
    from pipeline.model import Plan

RARE = 3
"""A label that names its concept in fewer actions may have been written for them."""
WORST = 10


@dataclass(frozen=True, slots=True)
class Line:
    """A method and its figures, with the 95 % interval of its average precision."""

    method: str
    metrics: Metrics
    interval: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Worst:
    """A pair that the held-out scores place badly."""

    left: str
    right: str
    grade: str
    score: float


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What reference links say of the links of two plans."""

    training: Training
    actions: tuple[Line, ...]
    """Action with action: held out, as shipped, without concepts, and plainer methods."""
    objectives: tuple[Line, ...]
    """Action with objective: held out, as shipped."""
    pairs: tuple[Pair, ...]
    grades: Mapping[str, Mapping[str, int]]
    """By grade of the reference, how many pairs count as an overlap and how many do not."""
    missed: tuple[Worst, ...]
    false: tuple[Worst, ...]


def evaluate(plans: Sequence[Plan], gold: Gold) -> Evaluation:
    """Measure the links of two plans on reference links."""
    items = _items(plans, gold)
    training = train(items, build_index(items), gold)
    action = training.kinds["action"]
    lines = [
        _line("held out", _pairs(action, action.scores.tolist()), training.threshold),
        _line("as shipped", _pairs(action, _shipped(action)), load_model().threshold),
        *_guards(items, gold),
        *_plain(items, action),
    ]
    objectives = [
        _objectives("held out", action, action.scores.tolist(), items, training.threshold),
        _objectives("as shipped", action, _shipped(action), items, load_model().threshold),
    ]
    return Evaluation(
        training,
        tuple(lines),
        tuple(objectives),
        tuple(_pairs(action, action.scores.tolist())),
        _grades(action, gold, training.threshold),
        *_worst(action, gold),
    )


def fitted(plans: Sequence[Plan], gold: Gold) -> Training:
    """Fit the weights to reference links, and measure nothing."""
    items = _items(plans, gold)
    return train(items, build_index(items), gold)


def _items(plans: Sequence[Plan], gold: Gold) -> Items:
    return gather([plan for plan in plans if plan.id in (gold.left, gold.right)])


def _line(method: str, pairs: Sequence[Pair], threshold: float) -> Line:
    return Line(method, measure(pairs, threshold), interval(pairs))


def _pairs(fitted: Fitted, scores: Sequence[float]) -> list[Pair]:
    return [
        Pair(left, score, positive)
        for left, score, positive in zip(
            fitted.left, scores, fitted.judged.positive.tolist(), strict=True
        )
    ]


def _shipped(fitted: Fitted) -> list[float]:
    weights = load_model().kinds["action"]
    scores: list[float] = probability(
        weights.log_odds(fitted.judged.features, fitted.judged.names)
    ).tolist()
    return scores


def _objectives(
    method: str, fitted: Fitted, scores: Sequence[float], items: Items, threshold: float
) -> Line:
    """An objective counts when one of its actions does: its score is that of the best of them."""
    section = {one.id: one.section for one in items.actions}
    best: dict[tuple[str, int | None], tuple[float, bool]] = {}
    for left, right, score, positive in zip(
        fitted.left, fitted.right, scores, fitted.judged.positive.tolist(), strict=True
    ):
        key = left, section[right]
        known = best.get(key, (0.0, False))
        best[key] = max(known[0], score), known[1] or positive
    pairs = [Pair(left, score, positive) for (left, _), (score, positive) in best.items()]
    return _line(method, pairs, threshold)


def _guards(items: Items, gold: Gold) -> list[Line]:
    """Measure without concepts, and without the labels that few actions have."""
    guards = (
        ("held out, no concepts", _without(items, least=None)),
        (f"held out, no label in fewer than {RARE} actions", _without(items, least=RARE)),
    )
    lines = []
    for name, profilers in guards:
        action = fit_actions(items, build_index(items, profilers), gold)
        threshold = best_threshold(action.scores, action.judged.positive)
        lines.append(_line(name, _pairs(action, action.scores.tolist()), threshold))
    return lines


def _without(items: Items, least: int | None) -> dict[str, Profiler]:
    """Return readers whose concepts have lost all labels, or those that few actions have."""
    made = {}
    for language in sorted(set(items.languages)):
        profiler = load_profiler(language)
        every = {
            (key, label)
            for key, entry in profiler.concepts.entries.items()
            for label in (*entry.labels, *entry.excluded)
        }
        counts = _fired(items, profiler)
        lost = {one for one in every if least is None or 0 < counts[one] < least}
        made[language] = profiler.with_concepts(profiler.concepts.without(frozenset(lost)))
    return made


def _fired(items: Items, profiler: Profiler) -> Counter[tuple[str, str]]:
    counts: Counter[tuple[str, str]] = Counter()
    for item in items.actions:
        named = set()
        for segment in profiler.words.segments(item.text):
            lights = [word.light for word in segment.words]
            named |= {(key, label) for key, label, _ in profiler.concepts.fired(lights)}
        counts.update(named)
    return counts


def _plain(items: Items, fitted: Fitted) -> list[Line]:
    """Measure what plainer methods make of the same pairs, each at its best threshold."""
    from rapidfuzz import fuzz

    text = {one.id: one.text for one in items.actions}
    lines = []
    for name, scorer in (
        ("rapidfuzz token_set_ratio", fuzz.token_set_ratio),
        ("rapidfuzz WRatio", fuzz.WRatio),
    ):
        scores = [
            scorer(text[left], text[right]) / 100
            for left, right in zip(fitted.left, fitted.right, strict=True)
        ]
        lines.append(_at_best(name, _pairs(fitted, scores)))
    for feature in ("wording", "letters", "concepts"):
        scores = fitted.judged.features[:, list(FEATURES).index(feature)].tolist()
        lines.append(_at_best(f"{feature} alone", _pairs(fitted, scores)))
    return lines


def _at_best(name: str, pairs: Sequence[Pair]) -> Line:
    steps = sorted({pair.score for pair in pairs if pair.positive})
    best = max(steps, key=lambda step: measure(pairs, step).f1, default=0.0)
    return _line(name, pairs, best)


def _grades(fitted: Fitted, gold: Gold, threshold: float) -> dict[str, dict[str, int]]:
    table = {grade: {"above": 0, "below": 0} for grade in GRADES}
    for left, right, score in zip(fitted.left, fitted.right, fitted.scores.tolist(), strict=True):
        table[gold.grade(left, right)]["above" if score >= threshold else "below"] += 1
    return table


def _worst(fitted: Fitted, gold: Gold) -> tuple[tuple[Worst, ...], tuple[Worst, ...]]:
    every = [
        Worst(left, right, gold.grade(left, right), round(score, 4))
        for left, right, score in zip(
            fitted.left, fitted.right, fitted.scores.tolist(), strict=True
        )
    ]
    missed = sorted((w for w in every if w.grade in OVERLAPPING), key=lambda w: w.score)
    false = sorted((w for w in every if w.grade not in OVERLAPPING), key=lambda w: -w.score)
    return tuple(missed[:WORST]), tuple(false[:WORST])

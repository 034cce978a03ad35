"""Scores and judgements → scores that agree better with the people who judged.

Judged links come in by their log-odds; for each kind of link a slope and an offset go out (Platt
scaling), with the log loss before and after, both on pairs that the fit had not seen. Slope and
offset are applied to the contributions and the intercept, so that the reasons still add up to the
score. What people judge is not a random sample (the review asks the uncertain first), so the
offset tells about the pairs that were asked, and the caller decides whether to use it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.hashes import sha256
from pipeline.link.fit import calibration
from pipeline.link.grades import APART, OVERLAPPING
from pipeline.link.score import logistic
from pipeline.model import Link, LinkKind, Links

FOLDS = 5
LEAST_EXAMPLES = 20
"""How many judged pairs of one kind a fit needs, and among them:"""
LEAST_OF_A_SIDE = 5

PULL = 1.0
"""How strongly slope 1 and offset 0 are held on to: the weight of one log-odds unit squared."""

_SCORE_EDGE = 1e-6
_CONTRIBUTION_DECIMALS = 6


@dataclass(frozen=True, slots=True)
class Example:
    """A judged pair: its id, the log-odds of its score, and whether a person saw an overlap."""

    pair: str
    log_odds: float
    overlaps: bool


@dataclass(frozen=True, slots=True)
class Recalibration:
    """What was learnt for one kind of link: log-odds → slope * log-odds + offset.

    `before` and `after` are mean log losses (nats) of the pairs, each scored by a fit without it.
    """

    kind: LinkKind
    slope: float
    offset: float
    examples: int
    overlapping: int
    before: float
    after: float

    @property
    def better(self) -> bool:
        """Whether pairs that the fit had not seen came out better."""
        return self.after < self.before


def learn(links: Links) -> tuple[Recalibration, ...]:
    """Fit a recalibration for every kind of link that has been judged often enough."""
    by_kind: dict[LinkKind, list[Example]] = {}
    for link in links.links:
        example = _example(link, links.intercepts)
        if example is not None:
            by_kind.setdefault(link.kind, []).append(example)
    return tuple(
        _recalibration(kind, examples)
        for kind, examples in sorted(by_kind.items())
        if _enough(examples)
    )


def recalibrated(links: Links, learnt: Sequence[Recalibration]) -> Links:
    """Return links with the scores, contributions and intercepts that were learnt."""
    by_kind: Mapping[LinkKind, Recalibration] = {one.kind: one for one in learnt}
    intercepts = {
        kind: _intercept(value, by_kind[kind]) if kind in by_kind else value
        for kind, value in links.intercepts.items()
    }
    rescored = tuple(
        _rescored(link, by_kind[link.kind], links.intercepts) if link.kind in by_kind else link
        for link in links.links
    )
    return links.model_copy(update={"intercepts": intercepts, "links": rescored})


def fit(examples: Sequence[Example]) -> tuple[float, float]:
    """Return the slope and the offset that examples ask for, in whatever order they come."""
    ordered = sorted(examples, key=lambda one: one.pair)
    log_odds = np.array([one.log_odds for one in ordered], np.float64)
    return calibration(log_odds, np.array([one.overlaps for one in ordered], np.bool_), PULL)


def log_loss(examples: Sequence[Example], slope: float = 1.0, offset: float = 0.0) -> float:
    """Return the sum of the log losses (nats) of examples under a slope and an offset."""
    losses = [
        _softplus(-z if example.overlaps else z)
        for example in examples
        for z in (slope * example.log_odds + offset,)
    ]
    return math.fsum(losses)


def _example(link: Link, intercepts: Mapping[LinkKind, float]) -> Example | None:
    if link.judgement is None or link.judgement.value not in (*OVERLAPPING, *APART):
        return None
    return Example(link.id, _log_odds(link, intercepts), link.judgement.value in OVERLAPPING)


def _log_odds(link: Link, intercepts: Mapping[LinkKind, float]) -> float:
    """Return the log-odds of a link: what its reasons add up to, as scores are rounded."""
    if link.features:
        return math.fsum(
            [intercepts.get(link.kind, 0.0), *(one.contribution for one in link.features)]
        )
    inside = min(max(link.score, _SCORE_EDGE), 1 - _SCORE_EDGE)
    return math.log(inside / (1 - inside))


def _enough(examples: Sequence[Example]) -> bool:
    positive = sum(example.overlaps for example in examples)
    return (
        len(examples) >= LEAST_EXAMPLES
        and min(positive, len(examples) - positive) >= LEAST_OF_A_SIDE
    )


def _recalibration(kind: LinkKind, examples: Sequence[Example]) -> Recalibration:
    folds = _folds(examples)
    after = 0.0
    for fold in folds:
        held_out = {example.pair for example in fold}
        slope, offset = fit([one for one in examples if one.pair not in held_out])
        after += log_loss(fold, slope, offset)
    slope, offset = fit(examples)
    return Recalibration(
        kind=kind,
        slope=slope,
        offset=offset,
        examples=len(examples),
        overlapping=sum(example.overlaps for example in examples),
        before=log_loss(examples) / len(examples),
        after=after / len(examples),
    )


def _folds(examples: Sequence[Example]) -> list[list[Example]]:
    """Deal the examples out by the hash of their pair, each side of the judgement by itself."""

    def dealt(example: Example) -> tuple[bool, str]:
        return example.overlaps, sha256(example.pair.encode())

    ordered = sorted(examples, key=dealt)
    return [ordered[first::FOLDS] for first in range(FOLDS)]


def _softplus(z: float) -> float:
    return max(z, 0.0) + math.log1p(math.exp(-abs(z)))


def _intercept(value: float, learnt: Recalibration) -> float:
    return round(learnt.slope * value + learnt.offset, _CONTRIBUTION_DECIMALS)


def _rescored(link: Link, learnt: Recalibration, intercepts: Mapping[LinkKind, float]) -> Link:
    z = learnt.slope * _log_odds(link, intercepts) + learnt.offset
    features = tuple(
        feature.model_copy(
            update={
                "contribution": round(learnt.slope * feature.contribution, _CONTRIBUTION_DECIMALS)
            }
        )
        for feature in link.features
    )
    return link.model_copy(update={"score": logistic(z), "features": features})

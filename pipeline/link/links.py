"""Scored pairs → links of the contract, each with its reasons.

Contributions are rounded to six decimals first and added up afterwards: with the intercept, the
contributions shown are exactly the log-odds of the score shown (of four decimals).
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import numpy as np

from pipeline.link.grades import grade
from pipeline.link.levels import LEVELS, NAMES
from pipeline.link.profile import load_profiler
from pipeline.link.reasons import Evidence, Evidences, sentence
from pipeline.model import Link, LinkFeature

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from pipeline.link.index import Index
    from pipeline.link.items import Item, Items
    from pipeline.link.levels import Level
    from pipeline.link.score import Model
    from pipeline.model import LinkKind

SCORE_MIN = 0.05
"""The least score of a link that is kept."""
BEST_OF_ITEM = 20
"""How many links of one kind an item has at most."""
FEWEST_OF_ITEM, FEW_FROM = 5, 500
"""In a collection of more actions than this only fewer are kept for their item's sake, by the
square root, down to so many: nobody looks at more, and what is published stays readable. The
other item of a link may have more, up to the most that any has."""
SCORE_DIGITS, PART_DIGITS, VALUE_DIGITS = 4, 6, 4
TERMS_SHOWN = 8


class Maker:
    """Makes the links of one collection of plans."""

    def __init__(self, items: Items, index: Index, model: Model) -> None:
        """Take what the pairs are rows of, and the weights they were scored by."""
        self._items = items
        self._index = index
        self._model = model
        self._profilers = {name: load_profiler(name) for name in sorted(set(items.languages))}
        # The reasons are French sentences: what French calls a concept comes last and stays.
        self._evidences = Evidences(
            index, [*self._profilers.values(), load_profiler("fr")], items.printed
        )
        self._topics: dict[str, dict[str, str]] = {}

    def links(self, level: Level) -> Iterator[Link]:
        """Yield the links of a level that are kept, by the rows of their items."""
        left_kind, right_kind = LEVELS[level.kind]
        best = kept_of_item(len(self._items.actions))
        for row in _kept(level, best, same_side=left_kind == right_kind):
            yield self._link(level, row)

    def _item(self, kind: str, row: int) -> Item:
        return (self._items.actions if kind == "action" else self._items.sections)[row]

    def ends(self, level: Level, row: int) -> tuple[Item, Item]:
        """Return the two items of a pair."""
        left_kind, right_kind = LEVELS[level.kind]
        return (
            self._item(left_kind, int(level.pairs.left[row])),
            self._item(right_kind, int(level.pairs.right[row])),
        )

    def score(self, level: Level, row: int) -> float | None:
        """Return the score of a pair as it is published; None where it is too low for a link."""
        score = self._score(level.kind, self._parts(level.kind, self._values(level, row)))
        return score if score >= SCORE_MIN else None

    def _values(self, level: Level, row: int) -> dict[str, float]:
        return dict(zip(NAMES, level.pairs.features[row].tolist(), strict=True))

    def _parts(self, kind: LinkKind, values: Mapping[str, float]) -> dict[str, float]:
        weights = self._model.kinds[kind].of
        return {name: round(values[name] * weight, PART_DIGITS) for name, weight in weights.items()}

    def _score(self, kind: LinkKind, parts: Mapping[str, float]) -> float:
        log_odds = math.fsum([self._model.kinds[kind].intercept, *parts.values()])
        return round(1 / (1 + math.exp(-log_odds)), SCORE_DIGITS)

    def _link(self, level: Level, row: int) -> Link:
        left, right = self.ends(level, row)
        evidence = self._evidence(level, row, left, right)
        values = self._values(level, row)
        parts = self._parts(level.kind, values)
        score = self._score(level.kind, parts)
        features = [
            LinkFeature(
                name=name,
                value=round(values[name], VALUE_DIGITS),
                contribution=part,
                detail=sentence(level.kind, name, values[name], evidence),
            )
            for name, part in sorted(parts.items(), key=lambda one: (-one[1], one[0]))
            if part
        ]
        first, second = sorted((left.id, right.id))
        return Link(
            id=f"{first}~{second}",
            left=first,
            right=second,
            kind=level.kind,
            grade=grade(level.kind, score, values, self._model.threshold),
            score=score,
            features=tuple(features),
            shared_terms=evidence.terms[:TERMS_SHOWN],
        )

    def _evidence(self, level: Level, row: int, left: Item, right: Item) -> Evidence:
        left_kind, right_kind = LEVELS[level.kind]
        pair = int(level.pairs.left[row]), int(level.pairs.right[row])
        mine, other = self._telling(left), self._telling(right)
        words = [word for stem, word in mine.items() if stem in other]
        sides = self._index.side(left_kind), self._index.side(right_kind)
        return self._evidences.of(*sides, pair, words)

    def _telling(self, item: Item) -> dict[str, str]:
        """Return the words of an item that say something, as printed, by their stems."""
        known = self._topics.get(item.id)
        if known is None:
            words = self._profilers[self._items.languages[item.plan]].words
            printed = " ".join((item.text, *item.targets))
            known = self._topics[item.id] = words.telling(printed)
        return known


def may_score(scores: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Tell which scores may be enough for a link once they are rounded."""
    enough: NDArray[np.bool_] = scores >= SCORE_MIN - 10**-SCORE_DIGITS
    return enough


def kept_of_item(actions: int) -> int:
    """Return how many links an item keeps in a collection of so many actions."""
    share = math.sqrt(FEW_FROM / max(actions, FEW_FROM))
    return max(FEWEST_OF_ITEM, int(BEST_OF_ITEM * share))


def _kept(level: Level, best: int, *, same_side: bool) -> Iterator[int]:
    """Yield the rows that score enough and are among the best of one of their items.

    Neither item gets more links than one may have: a pair that is good for one of them alone goes
    where the other has its full number of better ones.
    """
    links: dict[int, int] = defaultdict(int)
    rows = np.flatnonzero(may_score(level.scores))
    order = rows[np.argsort(-level.scores[rows], kind="stable")]
    left, right = level.pairs.left[order].astype(np.int64), level.pairs.right[order].astype("i8")
    ends = np.column_stack([left, right if same_side else -1 - right])
    wanted = (_times_seen(ends) < best).any(axis=1)
    for row, score, (first, second) in zip(
        order[wanted].tolist(),
        level.scores[order[wanted]].tolist(),
        ends[wanted].tolist(),
        strict=True,
    ):
        if round(score, SCORE_DIGITS) < SCORE_MIN:
            break
        if links[first] < BEST_OF_ITEM and links[second] < BEST_OF_ITEM:
            yield row
            links[first] += 1
            links[second] += 1


def _times_seen(ends: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return how often the item at each end of the pairs stands at an end of a pair before."""
    every = ends.ravel()
    order = np.argsort(every, kind="stable")
    ordered = every[order]
    seen = np.empty(len(every), np.int64)
    seen[order] = np.arange(len(every)) - np.searchsorted(ordered, ordered, side="left")
    return seen.reshape(-1, 2)

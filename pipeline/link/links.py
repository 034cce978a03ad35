"""Scored pairs → links of the contract, each with its reasons.

Contributions are whole millionths, and are added up as such: with the intercept, the
contributions shown are exactly the log-odds of the score shown (of four decimals).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from pipeline.link.grades import Telling, grade
from pipeline.link.levels import LEVELS, NAMES
from pipeline.link.matrices import places_in_runs
from pipeline.link.profile import load_profiler
from pipeline.link.reasons import Evidence, Evidences, sentence
from pipeline.link.score import SCORE_DIGITS, logistic
from pipeline.link.signs import HALVES, numbers, summed_up
from pipeline.model import Link, LinkFeature

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from pipeline.link.index import Index
    from pipeline.link.items import Item, Items
    from pipeline.link.levels import Level
    from pipeline.link.score import Model
    from pipeline.link.signs import Numbers
    from pipeline.model import Grade, Judgement, LinkKind

    Rows = NDArray[np.int64]

SCORE_MIN = 0.05
"""The least score of a link that is kept."""
BEST_OF_ITEM = 20
"""How many links of one kind an item has at most."""
FEWEST_OF_ITEM, FEW_FROM = 3, 500
"""In a collection of more actions than this fewer are kept for their item's sake, down to so many:
nobody looks at more, and what is published stays readable. The other item of a link may have
more, up to the most that any has."""
VALUE_DIGITS = 4
MILLION = 1_000_000
TERMS_SHOWN = 8


class Draft(NamedTuple):
    """A link that is kept, without its reasons; `left` sorts before `right`."""

    left: str
    right: str
    kind: LinkKind
    grade: Grade | None
    score: float
    level: Level
    row: int
    """Its pair in the level."""
    judgement: Judgement | None = None


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
        self._known_signatures: dict[str, Numbers] = {}

    def drafts(self, level: Level) -> Iterator[Draft]:
        """Yield the links of a level that are kept, the surest first."""
        left_kind, right_kind = LEVELS[level.kind]
        best = kept_of_item(len(self._items.actions))
        rows = np.fromiter(_kept(level, best, same_side=left_kind == right_kind), np.int64)
        columns = [NAMES.index(name) for name in Telling._fields]
        graded = level.pairs.features[rows][:, columns]
        scores = self.scores(level, rows)
        lefts, rights = self._items.side(left_kind), self._items.side(right_kind)
        ends = zip(level.pairs.left[rows].tolist(), level.pairs.right[rows].tolist(), strict=True)
        for row, (one, other), score, values in zip(
            rows.tolist(), ends, scores, graded.tolist(), strict=True
        ):
            if score >= SCORE_MIN:
                left, right = lefts[one].id, rights[other].id
                said = grade(level.kind, score, Telling(*values), self._model.threshold)
                left, right = (left, right) if left < right else (right, left)
                yield Draft(left, right, level.kind, said, score, level, row)

    def ends(self, level: Level, row: int) -> tuple[Item, Item]:
        """Return the two items of a pair."""
        left_kind, right_kind = LEVELS[level.kind]
        return (
            self._items.side(left_kind)[int(level.pairs.left[row])],
            self._items.side(right_kind)[int(level.pairs.right[row])],
        )

    def scores(self, level: Level, rows: Rows) -> list[float]:
        """Return the scores of pairs as they are published."""
        intercept = round(self._model.kinds[level.kind].intercept * MILLION)
        log_odds = self._parts(level, rows).sum(axis=1) + intercept
        return [logistic(millionths / MILLION) for millionths in log_odds.tolist()]

    def keys(self, drafts: Sequence[Draft]) -> list[bytes]:
        """Return for each draft what stands for all that its link is made from."""
        keys = np.empty((len(drafts), HALVES), np.uint64)
        levels = {one.level.kind: one.level for one in drafts}
        for kind, level in levels.items():
            places = [place for place, one in enumerate(drafts) if one.kind == kind]
            rows = np.array([drafts[place].row for place in places], np.int64)
            left, right = (
                self._signatures(side)[ends[rows]]
                for side, ends in zip(
                    LEVELS[kind], (level.pairs.left, level.pairs.right), strict=True
                )
            )
            features = level.pairs.features[rows].astype(np.float64).view(np.uint64)
            kinds = np.full((len(rows), 1), numbers([kind])[0])
            keys[places] = summed_up(np.concatenate([kinds, left, right, features], axis=1))
        content, size = keys.tobytes(), keys.itemsize * HALVES
        return [content[start : start + size] for start in range(0, len(content), size)]

    def links(self, drafts: Sequence[Draft]) -> Iterator[Link]:
        """Yield the whole links."""
        # What is worked out for many rows at once takes a fraction of what it takes for each.
        levels = {one.level.kind: one.level for one in drafts}
        numbers = {
            kind: self._numbers(level, [one.row for one in drafts if one.kind == kind])
            for kind, level in levels.items()
        }
        for one in drafts:
            yield self._link(one, *next(numbers[one.kind]))

    def _numbers(
        self, level: Level, rows: Sequence[int]
    ) -> Iterator[tuple[Sequence[float], Sequence[int]]]:
        """Yield the features of pairs, and what they contribute."""
        places = np.array(rows, np.int64)
        values, parts = level.pairs.features[places].tolist(), self._parts(level, places).tolist()
        return zip(values, parts, strict=True)

    def _link(self, draft: Draft, values: Sequence[float], parts: Sequence[int]) -> Link:
        evidence = self._evidence(draft.level, draft.row)
        told = [one for one in zip(parts, NAMES, values, strict=True) if one[0]]
        told.sort(key=lambda one: (-one[0], one[1]))
        features = [
            LinkFeature(
                name=name,
                value=round(value, VALUE_DIGITS),
                contribution=part / MILLION,
                detail=sentence(draft.kind, name, value, evidence),
            )
            for part, name, value in told
        ]
        return Link(
            id=f"{draft.left}~{draft.right}",
            left=draft.left,
            right=draft.right,
            kind=draft.kind,
            grade=draft.grade,
            score=draft.score,
            features=tuple(features),
            shared_terms=evidence.terms[:TERMS_SHOWN],
            judgement=draft.judgement,
        )

    def _parts(self, level: Level, rows: Rows) -> Rows:
        """Return what the features of pairs contribute, in millionths of log-odds."""
        weights = self._model.kinds[level.kind].vector(NAMES)
        features = level.pairs.features[rows].astype(np.float64)
        parts: Rows = np.rint(features * weights * MILLION).astype(np.int64)
        return parts

    def _signatures(self, kind: str) -> Numbers:
        """Return the signs of all that is said of the items of a kind, a row each."""
        if kind not in self._known_signatures:
            said = numbers(repr(self._said(item)) for item in self._items.side(kind))
            rows = np.column_stack([said, self._index.signs[kind]])
            self._known_signatures[kind] = rows
        return self._known_signatures[kind]

    def _said(self, item: Item) -> tuple[object, ...]:
        return (
            item.id,
            item.text,
            item.targets,
            self._items.languages[item.plan],
            [self._items.printed.get(other) for other in (*item.mentions, *item.documents)],
        )

    def _evidence(self, level: Level, row: int) -> Evidence:
        left_kind, right_kind = LEVELS[level.kind]
        left, right = self.ends(level, row)
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
    return max(FEWEST_OF_ITEM, BEST_OF_ITEM * FEW_FROM // max(actions, FEW_FROM))


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
    for row, (first, second) in zip(order[wanted].tolist(), ends[wanted].tolist(), strict=True):
        if links[first] < BEST_OF_ITEM and links[second] < BEST_OF_ITEM:
            yield row
            links[first] += 1
            links[second] += 1


def _times_seen(ends: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return how often the item at each end of the pairs stands at an end of a pair before."""
    every = ends.ravel()
    order = np.argsort(every, kind="stable")
    seen = np.empty(len(every), np.int64)
    seen[order] = places_in_runs(every[order])
    return seen.reshape(-1, 2)

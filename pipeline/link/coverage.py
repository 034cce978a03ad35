"""Scored pairs → what each plan answers of another: for every section its best counterpart there.

What a planner asks is which objectives have no counterpart. The best of a section in each other
plan is looked for among all pairs that were scored, and not only among the links that are kept:
in a large collection these are fewer.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from pipeline.lean import built
from pipeline.link.levels import LEVELS
from pipeline.link.links import SCORE_MIN, may_score
from pipeline.model import Coverage, SectionCoverage

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from pipeline.link.items import Items
    from pipeline.link.levels import Level
    from pipeline.link.links import Maker

    Places = NDArray[np.int64]


_GIVEN, _PAIR = set(SectionCoverage.model_fields), set(Coverage.model_fields)


class _Meetings(NamedTuple):
    """Sections, and by place what of which other plan each meets, in which level and pair.

    The others are numbered through: the actions, then the sections.
    """

    section: Places
    other: Places
    plan: Places
    level: Places
    pair: Places
    score: NDArray[np.float64]


def coverage(
    items: Items, levels: Sequence[Level], maker: Maker, threshold: float
) -> tuple[Coverage, ...]:
    """Return what the sections of each plan find in each other plan, in plan order."""
    best = _best(items, levels, maker)
    sections: list[list[tuple[int, str]]] = [[] for _ in items.plan_ids]
    for place, section in enumerate(items.sections):
        sections[section.plan].append((place, section.id))
    made: list[Coverage] = []
    for number, plan in enumerate(items.plan_ids):
        for there, other in enumerate(items.plan_ids):
            if there != number:
                found = tuple(
                    [
                        _covered(section, best.get((place, there)), threshold)
                        for place, section in sections[number]
                    ]
                )
                values = {"plan_id": plan, "other_plan_id": other, "sections": found}
                made.append(built(Coverage, values, _PAIR))
    return tuple(made)


def _best(
    items: Items, levels: Sequence[Level], maker: Maker
) -> dict[tuple[int, int], tuple[str, float]]:
    """Return by section and other plan the id of the best counterpart, and its score."""
    found = _all(part for number, level in enumerate(levels) for part in _of(number, level, items))
    # Of the same score, the first stays first: by level, and then by pair.
    order = np.argsort(-found.score, kind="stable")
    key = found.section[order] * max(1, len(items.plan_ids)) + found.plan[order]
    _, firsts = np.unique(key, return_index=True)
    kept = order[firsts]
    names = [item.id for side in (items.actions, items.sections) for item in side]
    best: dict[tuple[int, int], tuple[str, float]] = {}
    for number, level in enumerate(levels):
        there = kept[found.level[kept] == number]
        scores = maker.scores(level, found.pair[there])
        columns = (column[there].tolist() for column in (found.section, found.plan, found.other))
        best |= {
            (section, plan): (names[other], score)
            for section, plan, other, score in zip(*columns, scores, strict=True)
            if score >= SCORE_MIN
        }
    return best


def _of(number: int, level: Level, items: Items) -> Iterable[_Meetings]:
    """Yield what the sections of a level meet: a section is at the right, or at both ends."""
    kinds = LEVELS[level.kind]
    if "section" not in kinds:
        return
    pairs = np.flatnonzero(may_score(level.scores))
    ends = level.pairs.left[pairs], level.pairs.right[pairs]
    every = chain(items.actions, items.sections)
    plans = np.array([item.plan for item in every], np.int64)
    for mine, theirs in ((1, 0), (0, 1)):
        if kinds[mine] == "section":
            first = 0 if kinds[theirs] == "action" else len(items.actions)
            other = ends[theirs].astype(np.int64) + first
            yield _Meetings(
                ends[mine].astype(np.int64),
                other,
                plans[other],
                np.full(len(pairs), number, np.int64),
                pairs,
                level.scores[pairs],
            )


def _all(parts: Iterable[_Meetings]) -> _Meetings:
    none = np.empty(0, np.int64)
    every = [_Meetings(none, none, none, none, none, np.empty(0)), *parts]
    return _Meetings(*(np.concatenate(column) for column in zip(*every, strict=True)))


def _covered(section: str, found: tuple[str, float] | None, threshold: float) -> SectionCoverage:
    other, score = found or (None, None)
    covered = score is not None and score >= threshold
    values = {"section_id": section, "best": other, "score": score, "covered": covered}
    return built(SectionCoverage, values, _GIVEN)

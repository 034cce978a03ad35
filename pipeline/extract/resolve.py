"""What is printed somewhere, matched to the plan's own closed vocabulary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Protocol, TypeVar

ALIKE = 90
"""The least likeness (0-100) at which a printed label is taken for one of the vocabulary."""


class Labelled(Protocol):
    """An entry of a closed vocabulary."""

    @property
    def label(self) -> str:
        """The label as printed in the vocabulary."""


T = TypeVar("T", bound=Labelled)


def resolve(text: str, vocabulary: Iterable[T], normal: Callable[[str], str]) -> T | None:
    """Return the entry a printed label stands for, or None.

    The same words under `normal` win; else the most alike entry, if it is alike enough and no
    other comes as near.
    """
    wanted = normal(text)
    scored = [(likeness(wanted, normal(entry.label), ALIKE), entry) for entry in vocabulary]
    scored.sort(key=lambda pair: -pair[0])
    if not scored or scored[0][0] < ALIKE:
        return None
    tied = len(scored) > 1 and scored[1][0] == scored[0][0]
    return None if tied else scored[0][1]


@lru_cache(maxsize=1 << 12)
def likeness(left: str, right: str, least: float) -> float:
    """Return how alike two texts are letter by letter (0-100); 0 where that is under `least`.

    Few texts have the length and the letters for it: only these need RapidFuzz, which is slow to
    load.
    """
    if left == right:
        return 100.0
    both = len(left) + len(right)
    if 200 * min(len(left), len(right)) < least * both:
        return 0.0
    if 200 * (Counter(left) & Counter(right)).total() < least * both:
        return 0.0
    from rapidfuzz import fuzz

    return fuzz.ratio(left, right, score_cutoff=least)

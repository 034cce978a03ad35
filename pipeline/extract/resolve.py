"""What is printed somewhere, matched to the plan's own closed vocabulary."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar

from rapidfuzz import fuzz

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
    scored = [(fuzz.ratio(wanted, normal(entry.label)), entry) for entry in vocabulary]
    scored.sort(key=lambda pair: -pair[0])
    if not scored or scored[0][0] < ALIKE:
        return None
    tied = len(scored) > 1 and scored[1][0] == scored[0][0]
    return None if tied else scored[0][1]

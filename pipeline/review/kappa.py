"""Two readers' grades of the same pairs → how far they agree beyond chance (Cohen's kappa)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two readers agree.

    `observed` and `expected` are shares (0-1) of pairs graded alike, in fact and by chance;
    `kappa` is null where both used one and the same grade only, as chance then explains all.
    """

    pairs: int
    observed: float
    expected: float
    kappa: float | None
    table: dict[tuple[str, str], int]
    """How many pairs got each two grades, the first reader's first."""


def agreement(grades: Sequence[tuple[str, str]]) -> Agreement | None:
    """Compare two readers' grades, a tuple for each pair; None where there is no pair."""
    number = len(grades)
    if not number:
        return None
    table = Counter(grades)
    first = Counter(one for one, _ in grades)
    second = Counter(other for _, other in grades)
    alike = sum(count for (one, other), count in table.items() if one == other)
    # In whole numbers, so that complete agreement by chance is told exactly.
    chance = sum(first[grade] * second[grade] for grade in first)
    whole = number * number
    kappa = None if chance == whole else (alike * number - chance) / (whole - chance)
    return Agreement(number, alike / number, chance / whole, kappa, dict(sorted(table.items())))

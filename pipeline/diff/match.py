"""The parts of two plans → which part of the one is which of the other.

The same text comes first, wherever it stands; then the most alike texts, best pair first, where
the same id counts for something; ties go by order, so that the same two plans always pair the
same way. Parts of a structure (an axe, a role, a period) are also the same by their id alone.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from pipeline.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.diff.parts import Part

ALIKE = 66.0
"""From here on, two texts are one that was reworded. Of 4,855 pairs of different actions or
targets of two published plans, 8 are more alike than this, all of them targets."""
ALIKE_SAME_ID = 50.0
"""The same for texts with the same id."""
_SAME_ID_BONUS = 10.0
_ADDED_WORDS_WEIGHT = 0.75
"""What it counts that all words of a text stand in the other, which says more."""
_BY_ID = frozenset({"plan", "roles", "periods", "principles", "units", "sections", "documents"})
"""The kinds that are the same by their id alone."""
_EXACT = frozenset({"plan", "periods"})
"""The kinds whose texts are too short to be alike ("2024", "2025")."""

Pair = tuple["Part", "Part"]


def pair(kind: str, old: Sequence[Part], new: Sequence[Part], *, by_id: bool = True) -> list[Pair]:
    """Pair the parts that are the same, in the order of the old ones; `by_id`: ids mean something.

    Between two editions a number is only a number: there, only texts tell.
    """
    found = _same_text(old, new)
    if kind not in _EXACT:
        _alike(old, new, found, by_id=by_id)
    if by_id and kind in _BY_ID:
        _same_id(old, new, found)
    return [(old[i], new[j]) for i, j in sorted(found.items())]


def nearest(some: Sequence[Part], others: Sequence[Part]) -> dict[str, str]:
    """Return by id which of the others is most like a part, where one is like a reworded one.

    A part that nothing carries on may have gone into one that carries on another, and a new one
    may have been a half of an old one: to each there is one pair, and this says what is left.
    """
    scores = _scores([part.text for part in some], [part.text for part in others])
    found = {}
    for part, row in zip(some, scores, strict=True):
        best = max(row, default=0.0)
        if best >= ALIKE:
            found[part.id] = others[row.index(best)].id
    return found


def _same_text(old: Sequence[Part], new: Sequence[Part]) -> dict[int, int]:
    """Pair equal texts; of several equal ones, those with the same id first, then by order."""
    places: dict[str, list[int]] = defaultdict(list)
    for j, part in enumerate(new):
        places[part.text].append(j)
    found: dict[int, int] = {}
    for same_id in (True, False):
        for i, part in enumerate(old):
            free = [j for j in places.get(part.text, []) if not same_id or new[j].id == part.id]
            if i not in found and free:
                found[i] = free[0]
                places[part.text].remove(free[0])
    return found


def _alike(old: Sequence[Part], new: Sequence[Part], found: dict[int, int], *, by_id: bool) -> None:
    rows = [i for i in range(len(old)) if i not in found]
    taken = set(found.values())
    columns = [j for j in range(len(new)) if j not in taken]
    scores = _scores([old[i].text for i in rows], [new[j].text for j in columns])
    candidates = []
    for i, row in zip(rows, scores, strict=True):
        for j, score in zip(columns, row, strict=True):
            same_id = by_id and old[i].id == new[j].id
            if score >= (ALIKE_SAME_ID if same_id else ALIKE):
                candidates.append((-score - _SAME_ID_BONUS * same_id, i, j))
    for _, i, j in sorted(candidates):
        if i not in found and j not in taken:
            found[i] = j
            taken.add(j)


def _scores(old: Sequence[str], new: Sequence[str]) -> list[list[float]]:
    """Return how alike texts are, in percent: as they stand, or one within the other."""
    if not old or not new:
        return [[] for _ in old]
    import numpy as np
    from rapidfuzz import fuzz, process

    texts = [fold(text) for text in old], [fold(text) for text in new]
    whole = process.cdist(*texts, scorer=fuzz.ratio, dtype=np.float64)
    within = process.cdist(*texts, scorer=fuzz.token_set_ratio, dtype=np.float64)
    scores: list[list[float]] = np.maximum(whole, within * _ADDED_WORDS_WEIGHT).tolist()
    return scores


def _same_id(old: Sequence[Part], new: Sequence[Part], found: dict[int, int]) -> None:
    taken = set(found.values())
    rest = {part.id: j for j, part in enumerate(new) if j not in taken}
    for i, part in enumerate(old):
        if i not in found and part.id in rest:
            found[i] = rest.pop(part.id)

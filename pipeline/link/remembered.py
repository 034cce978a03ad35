"""Features of pairs that were measured before, found again by what both rows say.

When one plan of many changes, nearly all pairs stay what they were: only the others are measured
again. How a pair stands out among the candidates of its items is told anew each time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

import numpy as np

from pipeline.link.engine import Measured
from pipeline.link.matrices import pair_keys

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from pipeline.link.index import Index
    from pipeline.link.search import Found
    from pipeline.link.signs import Numbers

    Places = NDArray[np.int64]

_COLUMNS = tuple(one.name for one in fields(Measured))


@dataclass(frozen=True, slots=True)
class Remembered:
    """Pairs by level, sorted by their rows, and the signs of the rows by side."""

    signs: Mapping[str, Numbers] = field(default_factory=dict)
    pairs: Mapping[str, Measured] = field(default_factory=dict)


class Memory:
    """Finds the pairs of one index among those of another; notes those of its own."""

    def __init__(self, index: Index, before: Remembered) -> None:
        """Take what is measured now, and what was measured before."""
        self._signs = index.signs
        self._before = before
        self._rows = {
            side: _places(before.signs[side], signs)
            for side, signs in self._signs.items()
            if side in before.signs
        }
        self._now: dict[str, Measured] = {}

    def places(self, level: str, left: str, right: str, found: Found) -> Places:
        """Return where pairs stood among those of the level before; -1 for a new one."""
        pairs = self._before.pairs.get(level)
        if pairs is None or not len(pairs.left):
            return np.full(len(found.left), -1, np.int64)
        ends = self._rows[left][found.left], self._rows[right][found.right]
        known, wanted = pair_keys(pairs.left, pairs.right), pair_keys(*ends)
        at = np.minimum(np.searchsorted(known, wanted), len(known) - 1)
        there = (known[at] == wanted) & (ends[0] >= 0) & (ends[1] >= 0)
        return np.where(there, at, -1)

    def before(self, level: str) -> Measured:
        """Return the pairs of a level as they were measured before."""
        return self._before.pairs[level]

    def note(self, level: str, pairs: Measured) -> None:
        """Remember the pairs of a level for the next time."""
        self._now[level] = pairs

    def now(self) -> Remembered:
        """Return what can be found again the next time."""
        return Remembered(self._signs, self._now)


def to_bytes(remembered: Remembered) -> bytes:
    """Return what was measured as bytes."""
    parts: dict[str, NDArray[Any]] = {
        f"{side}.signs": signs for side, signs in remembered.signs.items()
    }
    for level, pairs in remembered.pairs.items():
        for name in _COLUMNS:
            parts[f"{level}.{name}"] = getattr(pairs, name)
    content = BytesIO()
    np.savez(content, allow_pickle=False, **parts)
    return content.getvalue()


def from_bytes(content: bytes) -> Remembered:
    """Return what `to_bytes` made these bytes of; nothing where they are damaged."""
    signs: dict[str, Numbers] = {}
    pairs: dict[str, Measured] = {}
    try:
        with np.load(BytesIO(content), allow_pickle=False) as parts:
            for name in parts.files:
                level, _, part = name.partition(".")
                if part == "signs":
                    signs[level] = parts[name]
                elif part == _COLUMNS[0]:
                    pairs[level] = Measured(*(parts[f"{level}.{one}"] for one in _COLUMNS))
    except (BadZipFile, EOFError, KeyError, OSError, ValueError):
        return Remembered()
    return Remembered(signs, pairs)


def _places(before: Numbers, now: Numbers) -> Places:
    """Return the row that had the sign of each row before; -1 where none had."""
    rows = {sign.tobytes(): row for row, sign in enumerate(before)}
    return np.array([rows.get(sign.tobytes(), -1) for sign in now], np.int64)

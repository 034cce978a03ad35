"""What the finders hand on, and how it is settled: the longest of a kind wins, names hold others.

Comes in: everything found in one text, in any order. Goes out: the mentions, none of which
overlaps another of its kind, sorted by start, end and kind.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.model import Mention, MentionKind

if TYPE_CHECKING:
    from collections.abc import Iterable

Value = dict[str, str | int | float | None]

# What stands wholly inside one of these is a part of its name and no mention of its own.
_HOLDERS: dict[MentionKind, tuple[MentionKind, ...]] = {
    "place": ("document", "organisation", "group"),
    "group": ("document", "organisation", "place"),
    "organisation": ("document", "place"),
    "date": ("document", "quantity"),
    "quantity": ("document", "date"),
}


@dataclass(frozen=True, slots=True)
class Found:
    """A mention to be: offsets in the text, what it means, and how much of the text says so."""

    kind: MentionKind
    start: int
    end: int
    value: Value | None = None
    reach: int = 0


def settle(found: Iterable[Found], text: str) -> tuple[Mention, ...]:
    """Return the mentions of a text."""
    kept = _longest(found)
    free = [one for one in kept.found if not _is_part(one, kept)]
    return tuple(
        Mention(
            kind=one.kind,
            text=text[one.start : one.end],
            start=one.start,
            end=one.end,
            value=one.value,
        )
        for one in sorted(free, key=lambda one: (one.start, one.end, one.kind))
    )


@dataclass(frozen=True, slots=True)
class _Kept:
    """What was kept, and which of it stands on each character, by kind."""

    found: list[Found]
    on: dict[MentionKind, dict[int, Found]]


def _longest(found: Iterable[Found]) -> _Kept:
    kept = _Kept([], {})
    for one in sorted(found, key=lambda one: (one.start - one.end, -one.reach, one.start)):
        on = kept.on.setdefault(one.kind, {})
        if not any(place in on for place in range(one.start, one.end)):
            kept.found.append(one)
            on.update(dict.fromkeys(range(one.start, one.end), one))
    return kept


def _is_part(one: Found, kept: _Kept) -> bool:
    holders = (kept.on.get(kind, {}).get(one.start) for kind in _HOLDERS.get(one.kind, ()))
    return any(
        holder is not None
        and one.end <= holder.end
        and (holder.start, holder.end) != (one.start, one.end)
        for holder in holders
    )


def overlap(one: Found, other: Found) -> bool:
    """Tell whether two findings share a character."""
    return one.start < other.end and other.start < one.end

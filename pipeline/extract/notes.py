"""Footnotes and endnotes, found again from their calls."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.document import Line
from pipeline.model import Provenance, Quote


class Notes:
    """The notes of a document in reading order.

    A call means the next note with its mark, at the foot of the same page; where none follows,
    the last one before it.
    """

    def __init__(self, lines: Iterable[Line]) -> None:
        """Take the lines of a document; those that are notes are kept."""
        self._notes = [line for line in lines if line.kind == "note"]
        self._called: list[Provenance] = []

    def resolve(self, call: str, place: Provenance) -> Quote | None:
        """Return the note that a call at a place stands for, or None."""
        matching = [note for note in self._notes if note.marker == call]
        after = [note for note in matching if _position(note.provenance) >= _position(place)]
        note = after[0] if after else (matching[-1] if matching else None)
        if note is None:
            return None
        self._called.append(note.provenance)
        return Quote(text=note.text, provenance=note.provenance)

    def is_called(self, note: Line) -> bool:
        """Tell whether a call was resolved to this note."""
        return note.provenance in self._called


def _position(place: Provenance) -> tuple[float, float]:
    if place.lines:
        return float(place.lines[0]), 0.0
    return (float(place.regions[0].page), place.regions[0].bbox[1]) if place.regions else (0.0, 0.0)

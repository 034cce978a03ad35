"""How deep a list item stands, where lists of one level each are set in one under the other.

A word processor numbers the levels of one list; but "List Bullet 2" is a list of its own, and only
how far it is set in says that it stands under the items before it.
"""

from __future__ import annotations

LEAST_TWIPS = 100
"""An item stands under another that begins at least so much to the left of it."""


class Indents:
    """The items that are open, from the outermost in."""

    def __init__(self) -> None:
        """Start with no list."""
        self._offsets: dict[str, int] = {}
        self._open: list[tuple[int, int]] = []

    def depth(self, number: str, depth: int, indent: int | None) -> int:
        """Return how deep an item of a list stands, its level in that list counted from 1."""
        if number not in self._offsets:
            over = [
                above
                for above, left in self._open
                if indent is not None and left + LEAST_TWIPS <= indent
            ]
            self._offsets[number] = max(over[-1] + 1 - depth, 0) if over else 0
        found = depth + self._offsets[number]
        self._open = [(above, left) for above, left in self._open if above < found]
        if indent is not None:
            self._open.append((found, indent))
        return found

    def close(self) -> None:
        """Take the next item for the first of its lists: text stands before it."""
        self._offsets.clear()
        self._open.clear()

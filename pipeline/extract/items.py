"""Items of an action: those printed inside its text, and the milestones of a table under it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import ascii_lowercase

from pipeline.extract.columns import Column
from pipeline.extract.dates import deadline
from pipeline.extract.draft import Ground, free_header, notes_of, printed_in, row_place
from pipeline.extract.grid import Grid
from pipeline.model import Deadline, Item, Quote
from pipeline.text import BULLETS, clean

_INLINE_ITEM = re.compile(r"\s[–—•▪‣◦●]\s+(?=[^\W\d_])")
_LETTER = re.compile(r"(?:^|\s)([a-zA-Z])\)\s+(?=[^\W\d_])")
LEAST_LETTERED = 2
_BULLET = re.compile(rf"^[–—{BULLETS}*-]\s+")


def read_items(grid: Grid, ground: Ground) -> Iterator[tuple[Item, list[Quote]]]:
    """Yield the milestones of a table that stands under an action, with the notes they call."""
    main = grid.column("item") or grid.column("action")
    assert main is not None
    for row, cell in enumerate(main.cells):
        if cell is not None and cell.text:
            yield read_item(grid, row, main, ground), notes_of(grid, row, ground)


def read_item(grid: Grid, row: int, main: Column, ground: Ground) -> Item:
    """Read one row of a milestone table."""
    cell = main.cells[row]
    assert cell is not None
    due: Deadline | None = None
    extra: dict[str, str] = {}
    for column in grid.columns:
        other = column.cells[row]
        if other is None:
            continue
        for struck in other.struck:
            extra[f"{column.header} [struck]".strip()] = struck
        if column is main or column.field in ("number", "action") or not printed_in(other):
            continue
        if column.field == "deadline" and due is None:
            due = deadline(printed_in(other), ground.lexicon)
        else:
            extra[free_header(extra, column)] = printed_in(other)
    return Item(text=clean(cell.text), deadline=due, extra=extra, provenance=row_place(grid, row))


def split_items(text: str) -> list[str]:
    """Split the sub-items printed inside an action's text from each other, bullets dropped.

    Sub-items are paragraphs behind a bullet or behind a line that ends with a colon, or phrases
    that each follow a dash and begin with a capital, or letters in a row: "a) ... b) ...". A dash
    inside a sentence splits nothing.
    """
    paragraphs = [part for part in text.split("\n") if part.strip()]
    if len(paragraphs) > 1:
        if all(_BULLET.match(part.strip()) for part in paragraphs):
            return [clean(_BULLET.sub("", part.strip())) for part in paragraphs]
        listed = [part for part in paragraphs[1:] if _BULLET.match(part.strip())]
        if listed or paragraphs[0].rstrip().endswith(":"):
            return [clean(_BULLET.sub("", part.strip())) for part in listed or paragraphs[1:]]
    if lettered := _lettered(clean(text)):
        return lettered
    pieces = [clean(piece) for piece in _INLINE_ITEM.split(clean(text))]
    items = pieces[1:]
    if not items or not all(item[:1].isupper() for item in items):
        return []
    return items if len(items) > 1 or pieces[0].endswith((".", ":")) else []


def _lettered(text: str) -> list[str]:
    """Return the phrases of a text behind the letters "a)", "b)" and so on, in their order."""
    found = list(_LETTER.finditer(text))
    letters = "".join(one.group(1).lower() for one in found)
    if len(found) < LEAST_LETTERED or not ascii_lowercase.startswith(letters):
        return []
    ends = [*(one.start() for one in found[1:]), len(text)]
    return [clean(text[one.end() : end]) for one, end in zip(found, ends, strict=True)]


def without_bullet(text: str) -> str:
    """Return a paragraph without the bullet that it begins with."""
    return _BULLET.sub("", text.strip())


def without_bullets(text: str) -> str:
    """Return a text on one line, without the bullets that begin its paragraphs."""
    return clean(" ".join(without_bullet(part) for part in text.split("\n")))

"""Marks that are in the file and cannot be seen on the page → unclear.

White signs, signs under a white patch, on a hidden layer or cut away stand in cells that look
empty. They are looked for where all cells of the marked columns hold one and the same mark: a
grid that says the same everywhere says nothing, as printed it must say more. Signs that are set
in the colour of their ground are looked for everywhere.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model import Mark
from pipeline.read.marks import mark_of
from pipeline.read.pdf.content import Content
from pipeline.read.pdf.primitives import WHITE, Box, PageInk, Word

_LEAST = 4
"""So many cells hold the same mark by chance."""
_INK = frozenset({"glyph", "dingbat", "text", "stroke", "image"})
_UNSEEN = "?"


def as_seen(
    contents: Sequence[Content], marks: Sequence[Mark | None], header_rows: int, ink: PageInk
) -> list[Mark | None]:
    """Return marks, those that nobody sees as unclear.

    Args:
        contents: what stands in the cells of a table.
        marks: the mark of each cell.
        header_rows: how many of the rows are the header.
        ink: the page, which says what its places look like.
    """
    kept = list(marks)
    body = [i for i, content in enumerate(contents) if content.place.row >= header_rows]
    columns = {contents[i].place.column for i in body if marks[i] is not None}
    held = [i for i in body if contents[i].place.column in columns]
    said = {marks[i] for i in held}
    uniform = len(held) >= _LEAST and len(columns) > 1 and len(said) == 1
    boxes: dict[int, Box] = {}
    for i in held if uniform else _pale(contents, marks, held, ink):
        mark, box = marks[i], _inked(contents[i])
        if mark is not None and mark.kind in _INK and box is not None:
            boxes[i] = box
    glimpsed = ink.glimpse([*boxes.values()])
    for (i, box), shows in zip(boxes.items(), glimpsed, strict=True):
        mark = marks[i]
        if mark is not None and not shows and ink.look(box) is None:
            kept[i] = mark_of(mark.kind, _UNSEEN)
    return kept


def _pale(
    contents: Sequence[Content], marks: Sequence[Mark | None], held: Sequence[int], ink: PageInk
) -> list[int]:
    """Return the cells with a mark that is text in the colour of a ground."""
    written = [i for i in held if marks[i] is not None and contents[i].words]
    pale = ink.pale({contents[i].colour or WHITE for i in written}) if written else ()
    return [i for i in written if any(_begins_in(box, contents[i].words[0]) for box in pale)]


def _begins_in(box: Box, word: Word) -> bool:
    middle = (word.top + word.bottom) / 2
    return box[0] <= (word.x0 + word.x1) / 2 <= box[2] and box[1] <= middle <= box[3]


def _inked(content: Content) -> Box | None:
    """Return the box around what a cell holds."""
    boxes = [(w.x0, w.top, w.x1, w.bottom) for w in content.words]
    boxes += [shape.box for shape in content.shapes]
    boxes += [picture.box for picture in content.pictures]
    if not boxes:
        return None
    x0, top, x1, bottom = zip(*boxes, strict=True)
    return min(x0), min(top), max(x1), max(bottom)

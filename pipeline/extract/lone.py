"""A mark of unknown meaning that is the only one → a lexicon in which its place says "planned".

Where one sign stands in some cells of the grids, the others are empty or say no, and no other
mark is there, it is what marks them, whatever it looks like. That is a conclusion, and is said.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.document import ALONE, Block, Cell, Table
from pipeline.extract.crossed import marked_columns
from pipeline.extract.legend import saying
from pipeline.extract.schedule import state_of
from pipeline.lexicon import Lexicon
from pipeline.lexicon_tables import MarkWords

_LEAST = 3
"""One that stands in fewer cells may as well be a slip."""
_UNKNOWN = "?"


def with_lone_mark(blocks: Sequence[Block], lexicon: Lexicon) -> Lexicon:
    """Return a lexicon in which the only mark of these tables marks what is planned."""
    marks = lexicon.marks
    tables = [block for block in blocks if isinstance(block, Table)]
    cells = [cell for table in tables for cell in marked_columns(table)]
    marked = [cell for cell in cells if not _says_no(cell, lexicon)]
    held = [_sign(cell, marks) for cell in marked]
    contrast = len(held) < len(cells)
    if not contrast or len(held) < _LEAST or len(set(held)) > 1 or not held[0]:
        return lexicon
    said = saying(lexicon, {held[0]: "planned"}, marks.meanings)
    update = {"marks": said.marks.model_copy(update={"lone": held[0]})}
    return said.model_copy(update=update)


def _says_no(cell: Cell, lexicon: Lexicon) -> bool:
    """Tell whether a cell is empty, or says no by itself and not beside full marks."""
    hollow = cell.mark is not None and cell.mark.char in lexicon.marks.hollow
    return not hollow and state_of(cell.mark, "", lexicon) == "not_planned"


def _sign(cell: Cell, marks: MarkWords) -> str:
    """Return the sign in a cell; none where its meaning is known, or nobody knows its form."""
    char = cell.mark.char if cell.mark is not None else None
    if char == _UNKNOWN and cell.provenance.method.endswith(ALONE):
        return char
    known = {*marks.planned, *marks.unclear, *marks.hollow, *marks.meanings}
    return "" if char is None or char in known or char.isalnum() else char


def is_lone(cell: Cell, lexicon: Lexicon) -> bool:
    """Tell whether a cell holds the mark that only its place gives a meaning."""
    return (
        cell.mark is not None
        and cell.mark.char is not None
        and (cell.mark.char == lexicon.marks.lone)
    )

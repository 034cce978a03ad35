"""Text that a named rule leaves out of a plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.document import Block, Cell, Table
from pipeline.model import Provenance
from pipeline.text import clean


@dataclass(frozen=True, slots=True)
class Ignored:
    """A text, where it stands, and the rule that leaves it out.

    The rules are label, repeated_header, overview, repeated_title, connector, toc, metadata,
    image, page_number and running_header.
    """

    rule: str
    text: str
    provenance: Provenance


def ignored(rule: str, pieces: Iterable[Block | Cell]) -> Iterator[Ignored]:
    """Yield the texts of lines, cells and whole tables that a rule leaves out."""
    for piece in pieces:
        if isinstance(piece, Table):
            yield from ignored(rule, (cell for row in piece.rows for cell in row.cells))
        else:
            text = clean(piece.text) if isinstance(piece, Cell) else piece.text
            yield Ignored(rule, text, piece.provenance)

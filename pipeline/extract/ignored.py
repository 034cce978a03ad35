"""Text that a named rule leaves out of a plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.document import Block, Line
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


def ignored(rule: str, blocks: Iterable[Block]) -> Iterator[Ignored]:
    """Yield the texts of lines and of the cells of tables that a rule leaves out."""
    for block in blocks:
        if isinstance(block, Line):
            yield Ignored(rule, block.text, block.provenance)
            continue
        for row in block.rows:
            for cell in row.cells:
                yield Ignored(rule, clean(cell.text), cell.provenance)

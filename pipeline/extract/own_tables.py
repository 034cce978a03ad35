"""The tables whose actions are the plan's own: not those of a plan before it, nor listed again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.document import Block, Cell, Line, Table
from pipeline.extract.findings import Findings
from pipeline.extract.grid import Grid
from pipeline.extract.grids import Grids
from pipeline.extract.headings import Headings
from pipeline.extract.overviews import overviews
from pipeline.extract.past import without_past
from pipeline.extract.unfold import Unfolded
from pipeline.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class OwnTables:
    """The blocks that are left, and the grids of all tables.

    `overviews` are those of whole tables that only list again, `headed` the headings in them.
    """

    blocks: list[Block]
    grids: dict[Table, Grid]
    overviews: list[Grid]
    headed: list[Cell]

    def holds_actions(self, table: Table) -> bool:
        """Tell whether the rows of a table are actions."""
        return self.grids[table].holds_actions()


def own_tables(
    blocks: Sequence[Block],
    unfolded: Unfolded,
    grids: Grids,
    headings: Headings,
    lexicon: Lexicon,
    findings: Findings,
) -> OwnTables:
    """Take out the tables that only list again, with their headings."""
    parts = without_past(blocks, grids.parts, headings, lexicon, findings)
    acting = dict.fromkeys(p.source for p in unfolded.parts if parts[p.table].holds_actions())
    lines = [block for block in blocks if isinstance(block, Line)]
    again = overviews(lines, [grids.whole[one] for one in acting], headings, lexicon, findings)
    sources = [grid.table for grid in again]
    out = {id(part.table) for part in unfolded.parts if part.source in sources}
    out |= {id(line) for source in sources for line in unfolded.heads[source]}
    return OwnTables(
        [block for block in blocks if id(block) not in out],
        parts,
        again,
        [cell for source in sources for cell in unfolded.headed[source]],
    )

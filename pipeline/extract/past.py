"""What stands under a heading that looks back on what was done: it is not of this plan's actions.

"Bilan 2021-2024" before the actions of a new plan lists those of the plan before it, and says how
many these were; an annex of "actions retirées" lists those that the plan has no more. A document
that is all of it such a report lists the actions that it reports on, and keeps them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from pipeline.document import Block, Line, Table
from pipeline.extract.findings import Findings
from pipeline.extract.grid import Grid
from pipeline.extract.headings import Headings
from pipeline.lexicon import Lexicon


def without_past(
    blocks: Sequence[Block],
    grids: Mapping[Table, Grid],
    headings: Headings,
    lexicon: Lexicon,
    findings: Findings,
) -> dict[Table, Grid]:
    """Return the grids with no column of actions in the tables that look back."""
    made = dict(grids)
    over = looking_back(blocks, headings, lexicon)
    under = [(block, line) for block, line in over if isinstance(block, Table)]
    past = [(table, line) for table, line in under if line and grids[table].holds_actions()]
    if not any(line is None and grids[table].holds_actions() for table, line in under):
        return made
    for table, line in past:
        assert line is not None
        columns = [
            replace(c, field="extra") if c.field == "action" else c for c in made[table].columns
        ]
        made[table] = replace(made[table], columns=tuple(columns))
        findings.add(
            "actions_past",
            "warning",
            table.provenance,
            f"the table stands under '{line.text}': its rows are kept as text and are no actions",
            "name the heading otherwise where these are actions of the plan",
        )
    return made


def looking_back(
    blocks: Sequence[Block], headings: Headings, lexicon: Lexicon
) -> Iterator[tuple[Block, Line | None]]:
    """Yield each table and line of text with the heading that looks back over it, if any does."""
    looking: Line | None = None
    for block in blocks:
        if isinstance(block, Table) or (head := headings.of(block)) is None:
            yield block, looking
        elif looking is None or block.level <= looking.level:
            title = head.title if head.role == "annex" and head.title else block.text
            looking = block if _looks_back(title, lexicon) else None


def _looks_back(title: str, lexicon: Lexicon) -> bool:
    """Tell whether a title begins with a word for what was done, and names nothing beside it."""
    found = lexicon.find(lexicon.cues.past, title)
    if found is None or found[0] > 0:
        return False
    behind = lexicon.key(title)[found[1] : found[1] + 1]
    return not any(lexicon.is_word(lexicon.cues.conjunction, word) for word in behind)

"""Tables that were read as lines: the heads of columns, or marks, that stand outside every table.

A table that nothing is drawn for may not be told from text. What gives it away is looked for in
the lines: heads of columns one after the other with nothing said under them, more of them where
none is set as a head, and lines that are nothing but a mark. A table under one of actions that has
as many columns and names none of them may be a part of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from pipeline.document import Block, Line, Table
from pipeline.extract.findings import Findings
from pipeline.extract.schedule import state_of
from pipeline.lexicon import Lexicon
from pipeline.read.marks import text_mark
from pipeline.text import words

LEAST = 2
"""So many heads, or lines that are marks, are no accident."""
LEAST_PLAIN = 3
"""So many heads are none where nothing but their words says so."""
PLAIN_CHARS = 100
"""A longer line that is not set as a head is text."""
HEAD_WORDS = 3
_YEAR = re.compile(r"(?:19|20)\d\d")


def find_unread(blocks: Sequence[Block], lexicon: Lexicon, findings: Findings) -> None:
    """Add a finding for each row of heads that heads no table, and one for lost marks."""
    hint = "look at the place: a table may have been read as lines; its values are not in the plan"
    for heads in _rows_of_heads(blocks, lexicon):
        printed = " ".join(line.text for line in heads)
        findings.add(
            "table_unread",
            "warning",
            heads[0].provenance,
            f"'{printed}' reads as heads of columns and heads no table",
            hint,
        )
    for before, table in pairwise(blocks):
        if (
            isinstance(before, Table)
            and isinstance(table, Table)
            and _may_go_on(before, table, lexicon)
        ):
            findings.add(
                "table_unread",
                "warning",
                table.provenance,
                "the table stands under one of actions, has as many columns and names none of them",
                hint,
            )
    lost = [block for block in blocks if isinstance(block, Line) and _is_lost(block, lexicon)]
    if len(lost) >= LEAST:
        findings.add(
            "table_unread",
            "warning",
            lost[0].provenance,
            f"{len(lost)} lines are marks that stand in no table, as '{lost[0].text}' here",
            hint,
        )


def _rows_of_heads(blocks: Sequence[Block], lexicon: Lexicon) -> Iterator[list[Line]]:
    """Yield the lines that stand one after the other and are all heads of columns."""
    named = [(block, _heads(block, lexicon)) for block in blocks]
    for is_head, run in groupby(named, key=lambda pair: bool(pair[1])):
        found = list(run) if is_head else []
        fields = {field for _, heads in found for field in heads}
        set_so = any(isinstance(line, Line) and (line.level or line.strong) for line, _ in found)
        least = LEAST if set_so else LEAST_PLAIN
        if len(fields) >= least and not all(map(_YEAR.fullmatch, fields)):
            yield [line for line, _ in found if isinstance(line, Line)]


def _heads(block: Block, lexicon: Lexicon) -> set[str]:
    """Return the fields, or the years, that all words of a line name."""
    if not isinstance(block, Line) or block.depth:
        return set()
    if block.kind != "text" or block.text[-1:] in ".:;!?":
        return set()
    if not (block.level or block.strong) and len(block.text) > PLAIN_CHARS:
        return set()
    whole = lexicon.classify(lexicon.columns, block.text)
    if whole is not None and len(words(block.text)) == 1:
        return {whole}
    tokens = block.text.split()
    named = [
        token if _YEAR.fullmatch(token) else lexicon.classify(lexicon.columns, token)
        for token in tokens
    ]
    if all(named):
        return {name for name in named if name}
    return {whole} if whole is not None and len(tokens) <= HEAD_WORDS else set()


def _may_go_on(before: Table, table: Table, lexicon: Lexicon) -> bool:
    """Tell whether a table has no heads that are known, and may go on with that of actions."""
    if table.n_columns != before.n_columns or "action" not in _named(before, lexicon):
        return False
    return not _named(table, lexicon)


def _named(table: Table, lexicon: Lexicon) -> set[str]:
    """Return the fields, or the years, that the heads of a table name."""
    heads = [cell.text for row in table.rows[: table.header_rows] for cell in row.cells]
    named = (lexicon.classify(lexicon.columns, text) for text in heads if text)
    return {name for name in named if name} | {text for text in heads if _YEAR.fullmatch(text)}


def _is_lost(line: Line, lexicon: Lexicon) -> bool:
    """Tell whether a line says nothing but that something is planned."""
    mark = text_mark(line.text) if line.kind == "text" else None
    return mark is not None and state_of(mark, "", lexicon) == "planned"

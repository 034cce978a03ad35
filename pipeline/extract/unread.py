"""Tables that were read as lines, or without their header: what they hold is not in the plan.

A table that nothing is drawn for may not be told from text. What gives it away is looked for in
the lines: heads of columns one after the other with nothing said under them, more of them where
none is set as a head, or with as many lines under each, and lines that are nothing but a mark.
Rows that are numbered and stand under no header may be actions too, and a table under one of
actions that has as many columns and names none of them may be a part of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, pairwise

from pipeline.document import Block, Line, Table
from pipeline.extract.findings import Findings
from pipeline.extract.headings import bare_number
from pipeline.extract.schedule import state_of
from pipeline.lexicon import Lexicon
from pipeline.model import Provenance
from pipeline.read.marks import text_mark
from pipeline.text import clean, words

LEAST = 2
"""So many heads, or lines that are marks, are no accident."""
LEAST_PLAIN = 3
"""So many heads are none where nothing but their words says so."""
PLAIN_CHARS = 100
"""A longer line that is not set as a head is text."""
HEAD_WORDS = 3
_YEAR = re.compile(r"(?:19|20)\d\d")
_HINT = "look at the place: a table may have been read as lines; its values are not in the plan"


def find_unread(
    blocks: Sequence[Block],
    holds_actions: Callable[[Table], bool],
    lexicon: Lexicon,
    findings: Findings,
) -> None:
    """Add findings for heads that head no table, lost marks, and tables that lost their header."""
    for place, message in _unread(blocks, holds_actions, lexicon):
        findings.add("table_unread", "warning", place, message, _HINT)


def _unread(
    blocks: Sequence[Block], holds_actions: Callable[[Table], bool], lexicon: Lexicon
) -> Iterator[tuple[Provenance, str]]:
    for heads in _rows_of_heads(blocks, lexicon):
        printed = " ".join(line.text for line in heads)
        yield heads[0].provenance, f"'{printed}' reads as heads of columns and heads no table"
    for line, count in _columns(blocks, lexicon):
        said = f"'{line.text}' stands over {count} lines, as the head of a column before it does"
        yield line.provenance, said
    for before, block in pairwise((None, *blocks)):
        if not isinstance(block, Table):
            continue
        if not holds_actions(block) and _is_numbered(block):
            yield (
                block.provenance,
                f"{len(block.rows)} numbered rows stand under no header, as "
                f"'{clean(block.rows[0].cells[0].text)}', and are no actions",
            )
        elif isinstance(before, Table) and _may_go_on(before, block, lexicon):
            said = (
                "the table stands under one of actions, has as many columns and names none of them"
            )
            yield block.provenance, said
    lost = [block for block in blocks if isinstance(block, Line) and _is_lost(block, lexicon)]
    if len(lost) >= LEAST:
        said = f"{len(lost)} lines are marks that stand in no table, as '{lost[0].text}' here"
        yield lost[0].provenance, said


def _is_numbered(table: Table) -> bool:
    """Tell whether a table without a header has a different number before the texts of each row."""
    firsts = [row.cells[0] for row in table.rows if row.cells]
    numbers = [bare_number(clean(cell.text)) for cell in firsts if cell.column == 0]
    told = [number for number in numbers if number and number[-1].isdigit()]
    worded = all(len(words(row.cells[1].text)) >= LEAST for row in table.rows if len(row.cells) > 1)
    several = table.header_rows == 0 and table.n_columns > LEAST and len(told) >= LEAST
    return several and worded and len(set(told)) == len(table.rows)


def _rows_of_heads(blocks: Sequence[Block], lexicon: Lexicon) -> Iterator[list[Line]]:
    """Yield the lines that stand one after the other and are all heads of columns."""
    named = [(block, _heads(block, lexicon)) for block in blocks]
    for is_head, run in groupby(named, key=lambda pair: bool(pair[1])):
        found = list(run) if is_head else []
        fields = {field for _, heads in found for field in heads}
        set_so = all(isinstance(line, Line) and (line.level or line.strong) for line, _ in found)
        least = LEAST if set_so else LEAST_PLAIN
        if len(fields) >= least and not all(map(_YEAR.fullmatch, fields)):
            yield [line for line, _ in found if isinstance(line, Line)]


def _columns(blocks: Sequence[Block], lexicon: Lexicon) -> Iterator[tuple[Line, int]]:
    """Yield heads that have as many lines under them as another head right before has, and those.

    The columns of a table are then read one after the other.
    """
    before: tuple[set[str], int] = set(), 0
    runs: list[tuple[Block, list[Block]]] = []
    for block in blocks:
        if runs and isinstance(block, Line) and _may_be_cell(block):
            runs[-1][1].append(block)
        else:
            runs.append((block, []))
    for head, under in runs:
        fields = _heads(head, lexicon)
        alike = bool(fields and before[0]) and len(under) == before[1] >= LEAST
        if isinstance(head, Line) and alike and not fields & before[0]:
            yield head, len(under)
        before = fields, len(under)


def _may_be_cell(line: Line) -> bool:
    """Tell whether a line in plain type is no sentence."""
    return not (line.level or line.strong or line.depth or line.text[-1:] in ".:;!?")


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

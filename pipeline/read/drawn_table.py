"""A table drawn with signs ("+---+---+" over "| a | b |") → rows of cells.

Corners stand at the edges of columns. A line that is drawn under a column ends the cell there;
where it leaves a column open, the cell goes on below it, and where an edge is missing in a line
of text, the cell spans the columns on both sides of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.document import Table
from pipeline.model import Finding, Provenance
from pipeline.read.grid import Raw, build_table, count_header_rows
from pipeline.read.inline import Inline
from pipeline.read.text_rows import TextLine, cells_of, rows_of
from pipeline.text import clean

HEAD_AND_BODY = 2
"""A table of so many parts may have rows that nothing is drawn between."""
PADDING = 2
"""So many blanks of a cell's width stand beside its text."""
_ASCII = str.maketrans(
    dict.fromkeys("─━┄┈", "-")
    | dict.fromkeys("═", "=")
    | dict.fromkeys("│┃║", "|")
    | dict.fromkeys("┌┬┐├┼┤└┴┘┏┳┓┣╋┫┗┻┛╔╦╗╠╬╣╚╩╝╞╪╡", "+")
)
_CORNERS = tuple("+┌┏╔├╞")
_RULE = re.compile(r"\s*\+(?:[-=:]+\+)+\s*$")
_DRAWN = re.compile(r"[-=:+]*[-=][-=:+]*$")
_ITEM = re.compile(r"[-*•]\s")


@dataclass(slots=True)
class _Open:
    """A cell that no line has ended yet: where it begins, what it spans, and its lines of text."""

    row: int
    span: int
    first: int
    parts: list[str] = field(default_factory=list)


def drawn_end(lines: Sequence[str], index: int) -> int:
    """Return the index behind the drawn table that begins at a line, or this index for none.

    Every line of it reaches from the first edge to the last: no text stands beside it.
    """
    if lines[index].lstrip()[:1] not in _CORNERS:
        return index
    if not _RULE.match(lines[index].translate(_ASCII)):
        return index
    width = len(lines[index].rstrip())
    left = width - len(lines[index].strip())
    end = last = index
    while end < len(lines):
        line = lines[end].translate(_ASCII).rstrip()
        if len(line) != width or line[:left].strip() or {line[left], line[-1]} - set("+|"):
            break
        if _RULE.match(line):
            last = end
        end += 1
    return last + 1 if last > index + 1 else index


def drawn_table(
    lines: Sequence[str], index: int, end: int, name: str, inline: Callable[[str], Inline]
) -> tuple[Table, list[Finding]]:
    """Read the drawn table of the lines from `index` up to `end`, its texts with `inline`.

    Where nothing is drawn between the lines under its head, findings name those that may be rows.
    """
    drawn = [line.translate(_ASCII) for line in lines[index:end]]
    rules = [at for at, line in enumerate(drawn) if _RULE.match(line)]
    edges = sorted({at for rule in rules for at, sign in enumerate(drawn[rule]) if sign == "+"})
    rows, header_rows = _ruled_rows(lines, index, drawn, edges, inline)
    findings: list[Finding] = []
    if len(rows) == len(rules) - 1 <= HEAD_AND_BODY:
        texts = [
            TextLine(
                index + at, False, {n: text.strip() for _, n, _, text in pieces if text.strip()}
            )
            for at in range(rules[-2] + 1, rules[-1])
            if (pieces := _pieces(drawn[at], edges))
        ]
        widths = [right - left - 1 - PADDING for left, right in pairwise(edges)]
        loose = rows_of([line for line in texts if line.texts], widths, name, findings)
        if len(loose) > 1:
            rows = [*rows[:-1], *(cells_of(row, len(widths), inline) for row in loose)]
    place = Provenance(lines=(index + 1, end), method="table")
    return build_table(rows, header_rows or count_header_rows(rows), place), findings


def _ruled_rows(
    lines: Sequence[str],
    index: int,
    drawn: Sequence[str],
    edges: Sequence[int],
    inline: Callable[[str], Inline],
) -> tuple[list[list[Raw]], int]:
    """Return the rows between the lines that are drawn, and how many of them are the head."""
    cells: dict[tuple[int, int], Raw] = {}
    opened: dict[int, _Open] = {}
    row, header_rows = 0, 0
    for at, line in enumerate(drawn):
        pieces = _pieces(line, edges)
        ended = {c for _, c, span, text in pieces if _DRAWN.match(text) for c in range(c, c + span)}
        for place, column, span, text in pieces:
            if not _DRAWN.match(text):
                _add(opened, row, column, span, index + at, lines[index + at][place:][: len(text)])
        for column in [column for column in opened if column in ended]:
            one = opened.pop(column)
            where = Provenance(lines=(one.first + 1, index + at), method="table")
            said = inline("\n".join(one.parts))
            cells[one.row, column] = Raw(said, where, row - one.row + 1, one.span)
        row += 1 if at and ended else 0
        header_rows = header_rows or (row if _RULE.match(line) and "=" in line else 0)
    rows = [[raw for (r, _), raw in sorted(cells.items()) if r == number] for number in range(row)]
    return rows, header_rows


def _pieces(line: str, edges: Sequence[int]) -> list[tuple[int, int, int, str]]:
    """Cut a line at the edges drawn in it: (place, column, columns that it spans, text)."""
    held = [n for n, at in enumerate(edges) if at < len(line) and line[at] in "|+"]
    return [
        (edges[a] + 1, a, b - a, line[edges[a] + 1 : edges[b]].rstrip()) for a, b in pairwise(held)
    ]


def _add(opened: dict[int, _Open], row: int, column: int, span: int, line: int, text: str) -> None:
    """Add a line of text to the cell that is open over its column, or open one."""
    over = (c for c, one in opened.items() if c <= column < c + one.span)
    one = opened.setdefault(next(over, column), _Open(row, span, line))
    part = clean(text)
    if not part:
        return
    if one.parts and not _ITEM.match(part):
        one.parts[-1] += f" {part}"
    else:
        one.parts.append(part)

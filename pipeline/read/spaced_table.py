"""A table set in columns of blanks, as a PDF's text or a typewriter leaves it → rows of cells.

At least two blanks part the pieces of a line; pieces of several lines that stand over each other
make a column, and no piece reaches over two of them. A few lines of one piece each between rows
stand over all columns of those that follow.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import groupby, islice, pairwise

from pipeline.document import Table
from pipeline.model import Finding, Provenance
from pipeline.read.grid import build_table, count_header_rows
from pipeline.read.inline import Inline
from pipeline.read.text_rows import TextLine, cells_of, rows_of

LEAST_COLUMNS = 3
"""Two columns of text may be a page set in two columns; a line drawn under them says not."""
LEAST_RULED = 2
LEAST_GAP = 2
"""At least so many blanks part two columns."""
MOST_BANDS = 3
"""At most so many lines over all columns follow each other."""
MOST_HEADS = 4
"""At most so many lines of a head stand between two rules."""
GAP_LINES = 3
"""As many blank lines end a table."""
_BLANKS = str.maketrans("\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}", "  ", "\f")
_PIECE = re.compile(r"\S+(?: \S+)*")
_RULE = re.compile(r"\s*(?:-{2,}|={2,}|_{2,})(?:\s+(?:-{2,}|={2,}|_{2,}))+\s*$")
_WHOLE = re.compile(r"\s*-{3,}\s*$")
_TEXT = re.compile(r"\S(?:.*\S)?")
_DOTS = re.compile(r"\.{4,}|(?:\. ){3,}")

Pieces = list[tuple[int, int, str]]
"""The pieces of a line: where each begins and ends, and its text."""


@dataclass(slots=True)
class Spaced:
    """The lines of a table, the edges of its columns, where it ends, and where its body begins.

    `body` is None where nothing but the rows says where that is. `bands` are the indexes of the
    lines that stand over all columns, `edges` the pieces of the rule under the head, if one is.
    """

    lines: list[tuple[int, bool, Pieces]]
    columns: list[tuple[int, int]]
    body: int | None
    end: int
    edges: Sequence[tuple[int, int]] = ()
    bands: set[int] = field(default_factory=set)


def find_spaced(
    lines: Sequence[str], index: int, *, after: int = 0, ruled: bool = False
) -> Spaced | None:
    """Return the table of which a line is the first that names all columns, or None.

    The lines over it, from `after` on, may begin some of the names. With `ruled` a rule stands
    under the line.
    """
    rule = _rule_under(lines, index)
    if rule is None and (ruled or "  " not in lines[index].translate(_BLANKS)):
        return None
    edges = [(one.start(), one.end()) for one in re.finditer(r"\S+", lines[rule])] if rule else []
    first = _pieces(lines[index], edges)
    if len(first) < (LEAST_RULED if rule else LEAST_COLUMNS) or _RULE.match(lines[index]):
        return None
    columns = [(start, end) for start, end, _ in first]
    if rule:
        columns = _widened(edges, first) or _widened(columns, _pieces(lines[rule])) or columns
    heads = range(index, rule or index + 1)
    found = Spaced(
        [(at, False, _pieces(lines[at], edges)) for at in heads],
        columns,
        rule,
        heads[-1] + 1,
        edges,
    )
    if not ruled and "\f" not in lines[index]:
        _look_up(found, lines, after)
    _collect(found, lines)
    full = sum(len(pieces) > 1 for _, _, pieces in found.lines)
    least = LEAST_RULED if rule else LEAST_COLUMNS
    return found if full >= 2 and len(found.columns) >= least else None


def spaced_table(
    found: Spaced, name: str, inline: Callable[[str], Inline]
) -> tuple[Table, list[Finding]]:
    """Return the table of the lines found, and a finding for each row that may not be one."""
    lines = [
        TextLine(
            i,
            apart,
            {0 if i in found.bands else _column(p, found.columns): p[2] for p in pieces},
        )
        for i, apart, pieces in found.lines
    ]
    over = [line for line in lines if found.body is not None and line.index < found.body]
    findings: list[Finding] = []
    after = [*(left for left, _ in found.columns[1:]), found.columns[-1][1] + LEAST_GAP]
    widths = [end - LEAST_GAP - left for (left, _), end in zip(found.columns, after, strict=True)]
    rows = [over] if over else []
    for in_band, part in groupby(lines[len(over) :], lambda line: line.index in found.bands):
        held = list(part)
        rows += [[line] for line in held] if in_band else rows_of(held, widths, name, findings)
    bands = [row[0].index in found.bands for row in rows]
    raws = [
        cells_of(row, len(widths), inline, band=band) for row, band in zip(rows, bands, strict=True)
    ]
    place = Provenance(lines=(lines[0].index + 1, lines[-1].index + 1), method="table")
    return build_table(raws, 1 if over else count_header_rows(raws), place), findings


def _rule_under(lines: Sequence[str], index: int) -> int | None:
    """Return where the rule under a head stands, right below it; None where there is none.

    A head of several lines has a rule from end to end over it.
    """
    closed = index > 0 and _WHOLE.match(lines[index - 1]) is not None
    for at in range(index + 1, min(index + 1 + (MOST_HEADS if closed else 1), len(lines))):
        if _RULE.match(lines[at]):
            return at
        if not lines[at].strip():
            return None
    return None


def _pieces(line: str, edges: Sequence[tuple[int, int]] = ()) -> Pieces:
    """Return what at least two blanks part in a line; nothing where tabs or dots lead on.

    Under a rule in pieces, whose edges these are, one blank does where a piece begins.
    """
    if "\t" in line or _DOTS.search(line):
        return []
    line = line.translate(_BLANKS)
    starts = [start for start, _ in edges]
    before = [line[: starts[0]], *(line[at - 1 : at] for at in starts[1:])] if starts else []
    if starts and not any(map(str.strip, before)):
        parts = zip(starts, [*starts[1:], len(line)], strict=True)
        found = [_TEXT.search(line, start, end) for start, end in parts]
        return [(m.start(), m.end(), m[0]) for m in found if m]
    return [(m.start(), m.end(), m[0]) for m in _PIECE.finditer(line)]


def _look_up(found: Spaced, lines: Sequence[str], after: int) -> None:
    """Take the lines over the first one that begin names of columns, but not of the first."""
    first = found.lines[0][0]
    for index in range(first - 1, after - 1, -1):
        pieces = _pieces(lines[index]) if "\f" not in lines[index] else []
        columns = _widened(found.columns, pieces) if pieces else None
        if columns is None or pieces[0][0] < found.columns[0][1]:
            return
        found.columns, found.body = columns, found.body or first + 1
        found.lines.insert(0, (index, False, pieces))


def _collect(found: Spaced, lines: Sequence[str]) -> None:
    """Take the lines that go on with a table, and widen its columns by them."""
    gap = 0
    for index in range(found.end, len(lines)):
        line = lines[index]
        if not line.strip():
            gap += GAP_LINES if "\f" in line else 1
            if gap >= GAP_LINES:
                return
            continue
        if _RULE.match(line):
            found.end, gap = index + 1, 0
            continue
        pieces = [] if "\f" in line else _pieces(line, found.edges)
        columns = _widened(found.columns, pieces)
        inner = bool(pieces) and pieces[0][0] >= found.columns[0][1]
        if "\f" not in line and (ends_page(lines, index) or (gap and _leads(lines, index))):
            return
        if columns is None or not pieces or (gap and len(pieces) == 1 and not inner):
            if len(pieces) > 1 or not _is_band(found, lines, index):
                return
            found.bands.add(index)
            columns = found.columns
        found.columns = columns
        found.lines.append((index, gap > 0, pieces))
        found.end, gap = index + 1, 0


def _leads(lines: Sequence[str], index: int) -> bool:
    """Tell whether a line is the head of a table that has a rule, or a few lines that it is under.

    A rule with nothing right under it closes a table.
    """
    following = (n for n in range(index, len(lines)) if lines[n].strip())
    for at in islice(following, MOST_BANDS + 1):
        rule = _rule_under(lines, at)
        if rule is not None:
            return rule + 1 < len(lines) and bool(lines[rule + 1].strip())
        if len(_pieces(lines[at])) != 1:
            return False
    return False


def _is_band(found: Spaced, lines: Sequence[str], index: int) -> bool:
    """Tell whether a line of one piece, or a few of them, stand over rows of the same table.

    A table that prints its first line again is another one.
    """
    texts = [text for _, _, text in found.lines[0][2]]
    following = (n for n in range(index, len(lines)) if lines[n].strip())
    for at in islice(following, MOST_BANDS + 1):
        pieces = _pieces(lines[at]) if "\f" not in lines[at] else []
        if len(pieces) != 1:
            fits = len(pieces) >= LEAST_COLUMNS and _widened(found.columns, pieces) is not None
            return fits and [text for _, _, text in pieces] != texts
    return False


def ends_page(lines: Sequence[str], index: int) -> bool:
    """Tell whether a line is a number alone with the end of a page behind it."""
    if not lines[index].strip().isdecimal():
        return False
    for after in range(index + 1, len(lines)):
        if lines[after].strip() or "\f" in lines[after]:
            return "\f" in lines[after]
    return any("\f" in line for line in lines)


def _widened(columns: Sequence[tuple[int, int]], pieces: Pieces) -> list[tuple[int, int]] | None:
    """Return columns that hold the pieces too, one each at most; None where some do not fit."""
    wide = list(columns)
    seen: set[int] = set()
    for start, end, _ in pieces:
        over = [n for n, (left, right) in enumerate(wide) if start < right and left < end]
        if len(over) != 1 or over[0] in seen:
            return None
        left, right = wide[over[0]]
        wide[over[0]] = min(left, start), max(right, end)
        seen.add(over[0])
    return wide if all(a[1] <= b[0] for a, b in pairwise(wide)) else None


def _column(piece: tuple[int, int, str], columns: Sequence[tuple[int, int]]) -> int:
    start, end, _ = piece
    return next(n for n, (left, right) in enumerate(columns) if start < right and left < end)

"""Lines of a table that nothing rules between → rows: which line begins one, which goes on.

A piece that begins in lower case goes on with the cell above it; a mark, or a number under a
number, does not. One whose first word had room in the line above was not broken off there; one
that had none may have been. Where that leaves a line unsure, a finding names it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.model import Finding, Provenance
from pipeline.read.grid import Raw
from pipeline.read.inline import Inline
from pipeline.read.marks import text_mark
from pipeline.text import clean


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of a table: its index, whether a gap stands before it, its texts by column."""

    index: int
    apart: bool
    texts: dict[int, str]


_CODE = re.compile(r"[A-ZIVXL]{1,5}[-.]?\d+(?:[-.]\d+)*[.)]?")
"""The number of a row that letters begin: one under another that differs in figures is its own."""
TextRow = list[TextLine]
Verdict = Literal["own", "lower", "full", "room"]
"""What a piece is to the cell above it: none of it, its going on, maybe that, or likely not."""


def rows_of(
    lines: Sequence[TextLine], widths: Sequence[int], name: str, findings: list[Finding]
) -> list[TextRow]:
    """Put the lines together to rows of columns that have these widths, in characters."""
    rows: list[TextRow] = []
    for line in lines:
        new, sure = _begins(line, rows[-1], widths) if rows else (True, True)
        if not sure:
            findings.append(_unsure(name, line.index, new=new))
        if new:
            rows.append([line])
        else:
            rows[-1].append(line)
    return rows


def cells_of(
    row: TextRow, n_columns: int, inline: Callable[[str], Inline], *, band: bool = False
) -> list[Raw]:
    """Return the cells of a row; that of a band spans all columns."""
    place = Provenance(lines=(row[0].index + 1, row[-1].index + 1), method="table")
    if band:
        return [Raw(inline(_text_in(row, 0)), place, column_span=n_columns)]
    return [Raw(inline(_text_in(row, n)), place) for n in range(n_columns)]


def _text_in(row: TextRow, column: int) -> str:
    return clean(" ".join(line.texts[column] for line in row if column in line.texts))


def _begins(line: TextLine, row: TextRow, widths: Sequence[int]) -> tuple[bool, bool]:
    """Tell whether a line begins a row below another, and whether that is sure."""
    said = {n: _verdict(n, text, row, widths[n]) for n, text in line.texts.items()}
    first = said.get(0)
    others = [one for n, one in said.items() if n]
    if line.apart:
        return first is not None or set(others) != {"lower"}, first is not None
    if first in ("own", "room"):
        return True, True
    if first == "full":
        new = not set(others) <= {"lower", "full"}
        return new, new
    if "own" in others:
        return True, False
    if first == "lower" or "lower" in others:
        return False, len(said) < len(widths)
    return len(others) > 1, others == ["full"]


def _verdict(column: int, text: str, row: TextRow, width: int) -> Verdict:
    above = next((line.texts[column] for line in reversed(row) if column in line.texts), None)
    if column == 0 and above and _CODE.fullmatch(text) and _form(text) == _form(above):
        return "own"
    counted = not any(map(str.isalpha, text))
    if text_mark(text) or (counted and (column == 0 or not any(map(str.isalpha, above or "a")))):
        return "own"
    if text[0].islower():
        return "lower"
    return "full" if above and len(above) + 1 + len(text.split()[0]) > width else "room"


def _form(code: str) -> str:
    return re.sub(r"\d+", "0", code)


def _unsure(name: str, index: int, *, new: bool) -> Finding:
    said = "was taken for a row of its own" if new else "was added to the row above it"
    return Finding(
        code="row_unsure",
        severity="warning",
        where=f"{name}:{index + 1}",
        message=f"nothing tells where the rows of this table begin; the line {said}",
        hint="look at the line; put a blank line between the rows of the table",
    )

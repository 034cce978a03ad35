"""The heads of columns that a page prints again in every cell, for small screens → taken off.

Where each cell that holds something begins with the head of its column, the cells say what stands
behind it, and what was taken off is kept as lines that repeat the header.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.document import Line
from pipeline.model import Mark
from pipeline.read.grid import Raw
from pipeline.read.inline import Inline
from pipeline.text import clean

LEAST_COLUMNS = 2
"""A single column may well begin with its name."""
_SIGN = re.compile(r"\s*:?\s*")


def without_labels(
    rows: Sequence[Sequence[Raw]], header_rows: int, drawn: Sequence[Sequence[Mark | None]]
) -> tuple[list[list[Raw]], list[Line]]:
    """Return the rows of a table without the heads that its cells repeat, and those as lines.

    `drawn` are the marks that stand in the cells beside their texts.
    """
    kept = [list(row) for row in rows]
    heads = [clean(raw.inline.text) for raw in rows[0]] if header_rows == 1 else []
    if sum(map(bool, heads)) < LEAST_COLUMNS or len(rows) == 1:
        return kept, []
    body = kept[1:]
    if any(len(row) != len(heads) or any(map(_spans, row)) for row in body):
        return kept, []
    if any([clean(raw.inline.text) for raw in row] == heads for row in body):
        return kept, []  # a row that prints the header again has no text of its own
    if not all(_repeats(raw, head) for row in body for raw, head in zip(row, heads, strict=True)):
        return kept, []
    taken: list[Line] = []
    for row, marks in zip(body, drawn[1:], strict=True):
        for column, (raw, head) in enumerate(zip(row, heads, strict=True)):
            if head and raw.inline.text:
                left = _behind(raw.inline, head)
                row[column] = replace(raw, inline=left, mark=None if left.text else marks[column])
                taken.append(Line(head, raw.provenance, kind="repeated_header"))
    return kept, taken


def _spans(raw: Raw) -> bool:
    return raw.row_span > 1 or raw.column_span > 1


def _repeats(raw: Raw, head: str) -> bool:
    """Tell whether a cell begins with a head, or holds nothing, or has no head over it."""
    return not head or not raw.inline.text or clean(raw.inline.text).startswith(head)


def _behind(inline: Inline, head: str) -> Inline:
    """Return what a cell says behind the head that it begins with."""
    at = re.match(r"\s+".join(map(re.escape, head.split())), inline.text)
    sign = _SIGN.match(inline.text, at.end()) if at else None
    return replace(inline, text=inline.text[sign.end() :], bold=(), heads=()) if sign else inline

"""Paragraphs whose tabs make columns → the runs of them that are tables.

Tabs part the same number of texts in one paragraph after another. Tabs that follow each other
leave a cell empty where the paragraph says where its tabs stop, and may be anything elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby

from pipeline.read.docx.package import Element
from pipeline.read.docx.pieces import Pieces
from pipeline.read.grid import Raw
from pipeline.read.inline import Inline, inline_of

LEAST_COLUMNS = 3
"""Two columns may be labels and what they say, or words and the pages they stand on."""
LEAST_ROWS = 2


def tabbed_runs(children: Sequence[Element], is_text: Callable[[Element], bool]) -> dict[int, int]:
    """Return where runs of paragraphs that are the rows of a table begin, and where they end."""
    widths = [_columns(child) if child.tag == "p" else 0 for child in children]
    if sum(width >= LEAST_COLUMNS for width in widths) < LEAST_ROWS:
        return {}
    runs: dict[int, int] = {}
    at = 0
    for width, run in groupby(widths):
        end = at + len(list(run))
        rows = width >= LEAST_COLUMNS and end - at >= LEAST_ROWS
        if rows and all(map(is_text, children[at:end])):
            runs[at] = end
        at = end
    return runs


def cells_of(pieces: Pieces) -> list[Inline]:
    """Return the texts that tabs part in a paragraph; what was taken out of it is the first's."""
    cells: list[list[tuple[str, bool]]] = [[]]
    for text, bold in pieces.runs:
        first, *rest = text.split("\t")
        cells[-1].append((first, bold))
        cells += [[(part, bold)] for part in rest]
    taken = inline_of(cells[0], pieces.calls, pieces.struck, pieces.images)
    return [taken, *(inline_of(cell, [], []) for cell in cells[1:])]


def without_gaps(rows: Sequence[Sequence[Raw]]) -> list[list[Raw]]:
    """Return the rows without the columns in which nothing stands: they only set the others in."""
    kept = [any(raw.inline.text for raw in column) for column in zip(*rows, strict=True)]
    return [[raw for raw, keep in zip(row, kept, strict=True) if keep] for row in rows]


def _columns(paragraph: Element) -> int:
    """Count the texts that tabs part in a paragraph; none where that is not sure."""
    texts = [""]
    for run in paragraph.iter("r"):
        for child in run:
            if child.tag == "tab":
                texts.append("")
            elif child.tag == "t":
                texts[-1] += child.text or ""
    if len(texts) < LEAST_COLUMNS:
        return 0
    stops = paragraph.findall("pPr/tabs/tab")
    led = any(stop.get("leader", "none") != "none" for stop in stops)
    gaps = not all(text.strip() for text in texts[1:])
    return 0 if led or (gaps and len(stops) < len(texts) - 1) else len(texts)

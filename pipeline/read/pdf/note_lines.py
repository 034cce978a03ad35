"""Which lines begin a note at the foot of a page or under a table, told by their markers."""

from __future__ import annotations

import re

from pipeline.document import Table
from pipeline.read.pdf.layout import PageLayout
from pipeline.read.pdf.lines import CALL_SIZE, TextLine
from pipeline.read.pdf.styles import Styles

NOTE_SIZE = 0.92
_NOTE = re.compile(r"\(?(\d{1,3}|[*†‡§]{1,3})[).]?")
"""The marker of a note; one with a point may be the number of an item."""


def note_marker(first: TextLine, page: PageLayout, styles: Styles) -> str | None:
    """Return the marker of a note at the foot of a page by its first line, or None."""
    found = _NOTE.fullmatch(first.words[0].text)
    if found is None or len(first.words) < 2:
        return None
    raised = first.words[0].size <= CALL_SIZE * first.size
    told = first.top >= 0.5 * page.height and first.words[0].text[-1] != "."
    if not told and not _is_called(first, page):
        return None
    if first.size > (1.0 if raised else NOTE_SIZE) * styles.body:
        return None
    return found.group(1)


def is_next_note(first: TextLine, line: TextLine, page: PageLayout, styles: Styles) -> bool:
    """Tell whether a line begins a note under another: its marker is raised, or counts on."""
    before = note_marker(first, page, styles)
    marker = note_marker(line, page, styles)
    if before is None or marker is None:
        return False
    raised = line.words[0].size <= CALL_SIZE * line.size
    return raised or (before.isdigit() and marker == str(int(before) + 1))


def _is_called(line: TextLine, page: PageLayout) -> bool:
    """Tell whether a table over a line calls the note whose marker the line begins with."""
    marker = line.words[0].text.strip("().")
    return any(
        marker in cell.calls
        for item in page.items
        if isinstance(item, Table) and item.provenance.regions[-1].bbox[3] <= line.top + 1
        for row in item.rows
        for cell in row.cells
    )

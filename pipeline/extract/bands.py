"""Rows of a table that are no rows of its body, told before it is unfolded.

A header that is printed again among the rows is none of them. A section that stands in two cells,
its number and its title, or beside empty cells, becomes one cell over all columns: what has no
words for spans (Markdown) prints a merged cell so, and a form a label beside its value. A bare
number is a section's where the numbers of the rows under it go on from it. Beside empty cells a
section is worded as one, or bold where no other text of its column is.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace

from pipeline.document import Cell, Line, Row, Table
from pipeline.extract.draft import around
from pipeline.extract.fields import column_of
from pipeline.extract.grid import HEADER_WORDS, names_columns
from pipeline.extract.headings import Headings, bare_number, goes_on_from, split_number
from pipeline.lexicon import Lexicon
from pipeline.text import clean, words

LEVEL = 6
"""A heading inside a table stands under every heading outside of it."""
HEADING_WORDS = 25


def banded(table: Table, headings: Headings, lexicon: Lexicon) -> tuple[Table, list[Cell]]:
    """Return a table with its sections as wide cells, and the cells of repeated headers."""
    headed = _named_below(table, lexicon)
    joined, repeated = _without_headers(_with_labels(headed, headings, lexicon))
    return _with_wide_heads(joined, headings), repeated


def _named_below(table: Table, lexicon: Lexicon) -> Table:
    """Let the header of a table reach down to the row that names the columns, where it is blank.

    What must have a header (Markdown) prints an empty one over the names.
    """
    top = table.header_rows
    blank = not any(cell.text or cell.mark for row in table.rows[:top] for cell in row.cells)
    named = blank and 0 < top < len(table.rows) and names_columns(table.rows[top], lexicon)
    return replace(table, header_rows=top + 1) if named else table


def _with_labels(table: Table, headings: Headings, lexicon: Lexicon) -> Table:
    """Join the cells of a row that only prints a section: its word and number, then its title.

    Such a row over the header is part of the header.
    """
    rows = list(table.rows)
    for index, row in enumerate(rows):
        label, title, *others = [cell for cell in row.cells if cell.text or cell.mark] + [None] * 2
        if label is None or title is None or others[:-2] or label.column or title.mark:
            continue
        whole = sum(c.column_span for c in row.cells if c.row_span == 1) == table.n_columns > 2
        wide = title.column_span > 1 or all(len(r.cells) == 1 for r in rows[:index])
        bare = whole and _is_gone_on_from(label, rows[index + 1 :])
        if bare or (whole and wide and _is_label(label, headings)):
            place = around(label.provenance, title.provenance)
            text = f"{label.text}{'.' if bare else ' :'} {title.text}"
            whole_row = replace(label, text=text, provenance=place, column_span=table.n_columns)
            rows[index] = replace(row, cells=(whole_row,))
    if rows == list(table.rows):
        return table
    first = next((i for i, row in enumerate(rows) if len(row.cells) > 1), 0)
    headed = names_columns(rows[first], lexicon) or _names_actions(rows[first], lexicon)
    header_rows = max(table.header_rows, first + 1) if headed else table.header_rows
    return replace(table, rows=tuple(rows), header_rows=header_rows)


def _is_label(cell: Cell, headings: Headings) -> bool:
    """Tell whether a cell is the word and the number of a section, and no action's."""
    head = headings.of(Line(clean(cell.text), cell.provenance, strong=True))
    return head is not None and not head.title and headings.numbers_section(head)


def _is_gone_on_from(cell: Cell, under: Sequence[Row]) -> bool:
    """Tell whether a cell is a number that the number of the row under it goes on from."""
    number = bare_number(cell.text)
    first = next((c for row in under[:1] for c in row.cells if c.column == cell.column), None)
    below = bare_number(first.text) if first is not None else None
    return bool(number and below and goes_on_from(below, number))


def _names_actions(row: Row, lexicon: Lexicon) -> bool:
    """Tell whether the texts of a row are short, and one is what a column of actions is called."""
    texts = [clean(cell.text) for cell in row.cells]
    short = all(len(words(text)) <= HEADER_WORDS for text in texts)
    return short and any(column_of(text, lexicon) == "action" for text in texts)


def _without_headers(table: Table) -> tuple[Table, list[Cell]]:
    """Take the rows out of a table that print the last row of its header again."""
    top = [clean(c.text) for row in table.rows[: table.header_rows][-1:] for c in row.cells]
    found = [
        index
        for index, row in enumerate(table.rows)
        if index >= table.header_rows
        and len(row.cells) == len(top)
        and all(clean(cell.text) == text for cell, text in zip(row.cells, top, strict=True))
    ]
    if not found or len(top) < 2:
        return table, []
    body = rows_between(table, table.header_rows, len(table.rows), found)
    repeated = [cell for index in found for cell in table.rows[index].cells if words(cell.text)]
    return table_of(table, list(table.rows[: table.header_rows]), body), repeated


def _with_wide_heads(table: Table, headings: Headings) -> Table:
    """Let the texts that head the rows under them span the empty cells beside them.

    What has no words for spans (Markdown) prints a merged cell and empty ones.
    """
    lone = {index: cell for index, row in enumerate(table.rows) if (cell := _alone(row, table))}
    if not any(index >= table.header_rows for index in lone):
        return table
    bold = {
        cell.column
        for index, row in enumerate(table.rows[table.header_rows :], table.header_rows)
        for cell in row.cells
        if cell.strong and index not in lone
    }
    rows = list(table.rows)
    for index, cell in lone.items():
        worded = headings.numbers_section(headings.of(line_of(cell)))
        if index >= table.header_rows and (worded or (cell.strong and cell.column not in bold)):
            wide = replace(cell, column_span=table.n_columns - cell.column)
            rows[index] = replace(rows[index], cells=(wide,))
    return replace(table, rows=tuple(rows))


def _alone(row: Row, table: Table) -> Cell | None:
    """Return the one text of a row that begins it and stands beside empty cells only."""
    first, *others = row.cells or (None,)
    if first is None or not others or first.column:
        return None
    if any(c.text or c.mark or c.calls or c.struck for c in others):
        return None
    single = all(cell.row_span == 1 for cell in row.cells)
    whole = sum(cell.column_span for cell in row.cells) == table.n_columns
    return first if single and whole and words(first.text) else None


def line_of(cell: Cell) -> Line:
    """Return a cell as the heading that it is, or as a paragraph where it is long."""
    text = clean(cell.text)
    number, _ = split_number(text)
    level = LEVEL + (number or "").count(".") if len(words(text)) <= HEADING_WORDS else 0
    place = cell.provenance.model_copy(update={"method": "heading" if level else "paragraph"})
    return Line(text, place, level=level, strong=bool(level), calls=cell.calls)


def rows_between(table: Table, first: int, last: int, heads: Container[int]) -> list[Row]:
    """Return the rows of a stretch without its heads; a cell that reaches into it begins there."""
    kept = [index for index in range(first, last) if index not in heads]
    rows: dict[int, list[Cell]] = {index: [] for index in kept}
    for row in table.rows[table.header_rows : last]:
        for cell in row.cells:
            reach = range(max(first, cell.row), min(last, cell.row + cell.row_span))
            covered = [index for index in reach if index in rows]
            if covered:
                rows[covered[0]].append(replace(cell, row=covered[0], row_span=len(covered)))
    return [
        Row(tuple(sorted(cells, key=lambda cell: cell.column)), table.rows[index].provenance)
        for index, cells in rows.items()
    ]


def table_of(table: Table, header: list[Row], rows: list[Row]) -> Table:
    """Return a table of some of its rows, their cells numbered anew."""
    numbered = [
        Row(
            tuple(replace(cell, row=cell.row - _row_start(row) + new) for cell in row.cells),
            row.provenance,
        )
        for new, row in enumerate([*header, *rows])
    ]
    return Table(tuple(numbered), table.n_columns, len(header), table.provenance)


def _row_start(row: Row) -> int:
    """Return the number of a row, as its first cell says it."""
    return min((cell.row for cell in row.cells), default=0)

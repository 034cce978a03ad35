"""Tables whose first columns say the section of each row → heading lines, and the rest of the rows.

"Axe | Objectif | Action | ..." sets beside the actions what other plans set over them. A column
counts where its header is a word for sections and every value could be a heading, each in one
place; else it stays a column like any other.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.document import Cell, Line, Row, Table
from pipeline.extract.codes import CODE
from pipeline.extract.fields import column_of
from pipeline.extract.headings import Headings
from pipeline.lexicon import Lexicon
from pipeline.text import clean, words

LONGEST_TITLE = 25
"""In words: a longer text says more than what its row stands under."""


@dataclass(frozen=True, slots=True)
class Sides:
    """A table with its section columns empty, and the headings before rows of it, by their row.

    `again` are the cells that say once more what the row before them stands under.
    """

    table: Table
    lines: dict[int, list[Line]] = field(default_factory=dict)
    again: tuple[Cell, ...] = ()


def sides(
    table: Table, headings: Headings, lexicon: Lexicon, level: int, heads: Mapping[int, Cell]
) -> Sides:
    """Take the section columns out of a table; the headings have this level and the ones below.

    `heads` are the rows of the body that head those under them, and the texts that do. Those that
    stand beside the section columns are rows of these.
    """
    kinds = _kinds(table, headings, lexicon)
    over = [row for row, cell in heads.items() if cell.column <= max(kinds, default=0)]
    rows = [row for row in range(table.header_rows, len(table.rows)) if row not in over]
    values = [_values(table, column, rows) for column in kinds]
    parts = [sum(head < row for head in over) for row in rows]
    if over and any(map(_are_codes, values)):
        return Sides(table)
    if not kinds or not all(map(are_titles, values)) or not in_one_place(values, parts):
        return Sides(table)
    numbered = min(kinds) > 0 and _are_codes(_values(table, 0, rows))
    if numbered and not _are_of_rows(table, rows, values):
        return Sides(table)
    if not _go_along(table, kinds, rows, 1 if numbered else 0):
        return Sides(table)
    lines: dict[int, list[Line]] = {}
    for at, row in enumerate(rows):
        first = not at or parts[at] != parts[at - 1]
        changed = [c for c, cells in enumerate(values) if first or cells[at] is not cells[at - 1]]
        for column in range(min(changed, default=len(kinds)), len(kinds)):
            cell = values[column][at]
            if cell is not None:
                line = _line(cell, [*kinds.values()][column], lexicon, level + column)
                lines.setdefault(row, []).append(line)
    kept = {id(cell) for cells in values for cell in cells}
    again = tuple(
        cell
        for row in table.rows[table.header_rows :]
        for cell in row.cells
        if cell.column in kinds and words(cell.text) and id(cell) not in kept
        if cell.row not in over
    )
    return Sides(_emptied(table, kinds, over), lines, again)


def _kinds(table: Table, headings: Headings, lexicon: Lexicon) -> dict[int, str]:
    """Return the section words by the first columns they head, before that of the actions.

    The numbers of the rows may stand before them, and columns that no lexicon knows.
    """
    header = [
        cell
        for row in table.rows[: table.header_rows]
        for cell in row.cells
        if cell.column_span == 1
    ]
    named = {cell.column: clean(cell.text) for cell in header if cell.text}
    fields = {column: column_of(text, lexicon) for column, text in named.items()}
    kinds: dict[int, str] = {}
    for column in range(table.n_columns):
        phrase = lexicon.section_words.get(lexicon.comparable(named.get(column, "")))
        if column not in named:
            phrase = _said(table, column, headings)
        action = fields.get(column) == "action" and not _spans_actions(table, column, fields)
        if phrase is not None and not action:
            kinds[column] = phrase
        elif fields.get(column, "") is not None and (column or fields.get(column) != "number"):
            break
    return kinds if "action" in fields.values() else {}


def _said(table: Table, column: int, headings: Headings) -> str | None:
    """Return the word that every text of a column without a head names its section by, or None."""
    body = (cell for row in table.rows[table.header_rows :] for cell in row.cells)
    texts = [c for c in body if c.column == column and c.column_span == 1 and words(c.text)]
    said = [headings.of(Line(clean(c.text), c.provenance, strong=True)) for c in texts]
    kinds = {one.name for one in said if one is not None and headings.numbers_section(one)}
    alike = len(kinds) == 1 and all(map(headings.numbers_section, said))
    return clean(texts[0].text).split()[0] if alike else None


def _are_of_rows(
    table: Table, rows: Sequence[int], values: Sequence[Sequence[Cell | None]]
) -> bool:
    """Tell whether the first column numbers the rows, and not the sections in the next ones."""
    numbers = {c.row: clean(c.text) for row in table.rows for c in row.cells if c.column == 0}
    printed = {numbers.get(row, "") for row in rows} - {""}
    return len(printed) == len(rows) > len({id(cell) for cell in values[-1]})


def _go_along(table: Table, kinds: Collection[int], rows: Sequence[int], first: int) -> bool:
    """Tell whether the columns among those of sections say something of these, row by row.

    Their texts begin where those of the next section column do, which are fewer than the rows.
    """
    begins: dict[int, set[int]] = {}
    for column in range(first, max(kinds) + 1):
        cells = _values(table, column, rows)
        begins[column] = {at for at in range(len(rows)) if not at or cells[at] is not cells[at - 1]}
    after = ((c, min(k for k in kinds if k > c)) for c in begins if c not in kinds)
    return all(begins[c] <= begins[k] and len(begins[k]) < len(rows) for c, k in after)


def _spans_actions(table: Table, column: int, fields: Mapping[int, str | None]) -> bool:
    """Tell whether cells of a column reach over rows of actions that stand behind it."""
    behind = any(name == "action" and other > column for other, name in fields.items())
    body = (cell for row in table.rows[table.header_rows :] for cell in row.cells)
    return behind and any(cell.column == column and cell.row_span > 1 for cell in body)


def _values(table: Table, column: int, rows: Sequence[int]) -> list[Cell | None]:
    """Return by row of the body the cell that says its section: an empty one says the last again.

    One text printed again in the next row is one section. `rows` are the rows to look at.
    """
    cells = {cell.row: cell for row in table.rows for cell in row.cells if cell.column == column}
    found: list[Cell | None] = []
    for row in rows:
        last = found[-1] if found else None
        cell = cells.get(row)
        again = last is not None and cell is not None and clean(cell.text) == clean(last.text)
        goes_on = again or cell is None or not (words(cell.text) or cell.mark)
        found.append(last if goes_on else cell)
    return found


def are_titles(cells: Sequence[Cell | None]) -> bool:
    """Tell whether every text may be the title of a section."""
    return bool(cells) and all(
        cell is not None
        and not cell.mark
        and cell.column_span == 1
        and len(words(cell.text)) <= LONGEST_TITLE
        for cell in cells
    )


def _are_codes(cells: Sequence[Cell | None]) -> bool:
    """Tell whether a column holds codes: those of the rows, where others head the rows."""
    return all(cell is None or CODE.fullmatch(clean(cell.text)) for cell in cells)


def in_one_place(values: Sequence[Sequence[Cell | None]], parts: Sequence[int]) -> bool:
    """Tell whether no section is left and come back to, `values` by column and row."""
    paths = [
        (str(part), *(clean(cell.text) if cell else "" for cell in row))
        for part, row in zip(parts, zip(*values, strict=True), strict=True)
    ]
    for depth in range(2, len(values) + 2):
        seen: set[tuple[str, ...]] = set()
        last: tuple[str, ...] | None = None
        for path in paths:
            here = path[:depth]
            if here != last and here in seen:
                return False
            seen.add(here)
            last = here
    return True


def _line(cell: Cell, kind: str, lexicon: Lexicon, level: int) -> Line:
    """Return a cell as the heading that it is; it need not say again what its column is of."""
    text = clean(cell.text)
    if lexicon.comparable(text.split()[0]) != lexicon.comparable(kind.split()[0]):
        glue = " " if text[0].isdigit() else " : "
        text = f"{kind.capitalize()}{glue}{text}"
    place = cell.provenance.model_copy(update={"method": "heading"})
    return Line(text, place, level=level, strong=True, calls=cell.calls)


def _emptied(table: Table, columns: Collection[int], heads: Collection[int]) -> Table:
    """Return a table with nothing in the body of some columns."""
    rows = [
        row
        if number < table.header_rows or number in heads
        else Row(
            tuple(replace(c, text="", calls=()) if c.column in columns else c for c in row.cells),
            row.provenance,
        )
        for number, row in enumerate(table.rows)
    ]
    return Table(tuple(rows), table.n_columns, table.header_rows, table.provenance)

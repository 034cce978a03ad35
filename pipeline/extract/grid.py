"""A table as a dense grid, and what each of its columns holds.

A `Table` goes in; out come its columns, each with the header printed over it, the field it fills
(action, number, role, lead, ..., period, grid, extra) and its body cells, merged cells repeated
on every row they cover. Headers are told by the plan's own sidecar, then by years, the plan's
legend and the lexicon, then by what stands in the column.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from pipeline.document import Cell, Row, Table
from pipeline.extract.codes import (
    ACTION_WORDS,
    are_all_codes,
    mean_words,
    of_groups,
    of_references,
    with_codes,
)
from pipeline.extract.columns import Column
from pipeline.extract.fields import column_of
from pipeline.extract.headings import split_number
from pipeline.extract.initials import with_initials
from pipeline.extract.letters import horizons_in, with_letters
from pipeline.extract.of_years import with_one_budget, with_years
from pipeline.extract.said import is_qualified
from pipeline.extract.year_parts import (
    YEARS,
    is_onward,
    is_season,
    over,
    part_of_year,
    running,
)
from pipeline.lexicon import Lexicon
from pipeline.text import clean, fold, words

HEADER_WORDS = 6
"""A text of more words is no name of a column."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with its columns read; `rows` are the body rows."""

    table: Table
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    def column(self, field: str) -> Column | None:
        """Return the first column of a field."""
        return next((column for column in self.columns if column.field == field), None)

    def holds_actions(self) -> bool:
        """Tell whether rows of this table are actions."""
        return self.column("action") is not None


def read_grid(
    table: Table, lexicon: Lexicon, period_ids: tuple[str, ...], own: Mapping[str, str]
) -> Grid:
    """Read the columns of a table.

    Args:
        table: the table as printed.
        lexicon: what columns are called.
        period_ids: the periods of the plan's own legend.
        own: header word to field, from the plan's sidecar.
    """
    dense = _dense(table)
    head, body = dense[: table.header_rows], dense[table.header_rows :]
    own_folded = {fold(header): name for header, name in own.items()}
    columns: list[Column] = []
    for index in range(table.n_columns):
        header_cells = _distinct([row[index] for row in head])
        texts = [clean(cell.text) for cell in header_cells if cell.text]
        header = running(over(texts, lexicon), columns[-1].header if columns else "", lexicon)
        title = " / ".join(texts[:-1]) or None
        cells = tuple(row[index] for row in body)
        name = own_folded.get(fold(header)) or _field(header, cells, lexicon, period_ids)
        columns.append(Column(index, header, title, name, cells, tuple(header_cells)))
    rows = table.rows[table.header_rows :]
    columns = _with_one_action(columns, lexicon)
    columns = with_one_budget(with_years(columns, lexicon), lexicon)
    columns = _with_states(columns, lexicon)
    columns = with_letters(_named_once(with_initials(columns, lexicon)), lexicon, period_ids)
    columns = of_groups(_with_action(with_codes(columns, lexicon)))
    columns = of_references(columns, lexicon)
    return Grid(table, tuple(columns), rows)


def with_header(table: Table, lexicon: Lexicon) -> Table:
    """Return a table with a header where only the words of its first row say so.

    A table set in one type shows no header, and its columns still have names. Texts that span the
    table may stand over it.
    """
    if table.header_rows or not table.rows:
        return table
    first = next((i for i, row in enumerate(table.rows) if not _spans(row, table)), 0)
    last = first + max((cell.row_span for cell in table.rows[first].cells), default=1)
    if len(table.rows) <= last or not names_columns(table.rows[first], lexicon):
        return table
    return replace(table, header_rows=last)


def _spans(row: Row, table: Table) -> bool:
    """Tell whether a row is one text over all columns."""
    return len(row.cells) == 1 and row.cells[0].column_span >= table.n_columns > 1


def names_columns(row: Row, lexicon: Lexicon) -> bool:
    """Tell whether every text of a row is what a column is called, one of them that of actions.

    Columns that say what the others stand under are called as sections are.
    """
    texts = [clean(cell.text) for cell in row.cells]
    names = [column_of(text, lexicon) for text in texts]
    known = [
        name
        or YEARS.fullmatch(text)
        or _names_time(text, lexicon)
        or len(horizons_in(text, lexicon)) == 1
        or lexicon.is_word(lexicon.sections, text)
        for name, text in zip(names, texts, strict=True)
    ]
    short = all(len(words(text)) <= HEADER_WORDS for text in texts)
    return short and len(texts) > 1 and all(known) and "action" in names


def part_of(grid: Grid, part: Table, first: int) -> Grid:
    """Return the grid of some rows of a table, its columns read from the whole."""
    rows = part.rows[part.header_rows :]
    columns = tuple(
        replace(column, cells=column.cells[first : first + len(rows)]) for column in grid.columns
    )
    return Grid(part, columns, rows)


def _dense(table: Table) -> list[list[Cell | None]]:
    grid: list[list[Cell | None]] = [[None] * table.n_columns for _ in table.rows]
    for row in table.rows:
        for cell in row.cells:
            for r in range(cell.row, min(cell.row + cell.row_span, len(grid))):
                for c in range(cell.column, min(cell.column + cell.column_span, table.n_columns)):
                    grid[r][c] = cell
    return grid


def _distinct(cells: list[Cell | None]) -> list[Cell]:
    return list(dict.fromkeys(cell for cell in cells if cell is not None))


def _field(
    header: str,
    cells: tuple[Cell | None, ...],
    lexicon: Lexicon,
    period_ids: tuple[str, ...],
) -> str:
    held = [cell for cell in cells if cell is not None]
    marks = sum(cell.mark is not None for cell in held)
    texts = sum(bool(cell.text) for cell in held)
    painted = all(cell.paint is not None for cell in held if cell.text)
    is_period = (
        YEARS.fullmatch(header) is not None
        or _names_time(header, lexicon)
        or _is_year_part(header, lexicon)
        or header in period_ids
        or len(horizons_in(header, lexicon)) == 1
    )
    marked = marks and not (texts and _all_denied(cells, lexicon))
    if is_period and (marked or not texts or painted or _all_said(cells, lexicon)):
        return "period"
    if header:
        known = column_of(header, lexicon)
        if known and not (marks and not texts):
            return known
    if marked and texts <= marks:
        return "grid"
    return "extra" if header or texts else "empty"


def _with_one_action(columns: list[Column], lexicon: Lexicon) -> list[Column]:
    """Where several columns may hold the actions, keep one: that named so, else the last.

    "Projet | Activités" go from what is wide to what is done; the others are kept as extra.
    """
    several = [column for column in columns if column.field == "action"]
    if len(several) < 2:
        return columns
    named = [column for column in several if lexicon.find(lexicon.actions[:1], column.header)]
    kept = named[0] if named else several[-1]
    unnumbered = all(column.field != "number" for column in columns)
    codes = next((c for c in several if c is not kept and are_all_codes(c) and unnumbered), None)
    return [
        replace(column, field="number" if column is codes else "extra")
        if column.field == "action" and column is not kept
        else column
        for column in columns
    ]


def _with_states(columns: list[Column], lexicon: Lexicon) -> list[Column]:
    """Let the columns beside mark columns be of their kind: "En cours" among states is no time.

    A column without a mark in this table is one of them too, where they stand on either side of
    it or it ends their row.
    """
    made = list(columns)
    periods = [column for column in columns if column.field == "period"]
    states = {i for i, column in enumerate(columns) if column.field == "grid"}
    if not states:
        return made
    timeless = [column for column in periods if lexicon.is_word(lexicon.ongoing, column.header)]
    letter = len(periods) == 1 and len(periods[0].header) == 1  # among "R", "C", "P"
    if letter or (timeless and len(timeless) == len(periods)):
        made = [replace(c, field="grid") if c in periods else c for c in made]
    for index in range(1, len(made)):
        column, before = made[index], made[index - 1]
        if column.blank and column.header and column.field == "extra" and before.field == "grid":
            made[index] = replace(column, field="grid")
    for index in range(len(made) - 2, -1, -1):
        column, after = made[index], made[index + 1]
        if column.blank and column.header and column.field == "extra" and after.field == "grid":
            made[index] = replace(column, field="grid")
    return made


def _named_once(columns: list[Column]) -> list[Column]:
    """Let each period be one column: under "Réalisé", the years of "Prévu" are printed again."""
    first = {c.header: c for c in reversed(columns) if c.field == "period"}
    return [
        replace(c, field="grid") if c.field == "period" and first[c.header] is not c else c
        for c in columns
    ]


def _names_time(header: str, lexicon: Lexicon) -> bool:
    """Tell whether a header names a part of a year, or years without an end."""
    part = part_of_year(header, lexicon) is not None
    return part or is_season(header, lexicon) or is_onward(header, lexicon)


def _is_year_part(header: str, lexicon: Lexicon) -> bool:
    """Tell whether a header names a part of a year, its year printed over it or not."""
    year, _, part = header.partition(" ")
    return bool(YEARS.fullmatch(year)) and part_of_year(part, lexicon) is not None


def _all_said(cells: tuple[Cell | None, ...], lexicon: Lexicon) -> bool:
    """Tell whether all texts of a column say yes or no, in words or with a qualified mark."""
    marks = lexicon.marks
    said = {fold(mark) for mark in (*marks.planned, *marks.not_planned, *marks.unclear)}
    texts = (clean(cell.text) for cell in cells if cell is not None and cell.text)
    return all(fold(text) in said or is_qualified(text, lexicon) for text in texts)


def _all_denied(cells: tuple[Cell | None, ...], lexicon: Lexicon) -> bool:
    """Tell whether all marks of a column say no: beside texts, they stand for no text."""
    marks = {cell.mark.char for cell in cells if cell is not None and cell.mark is not None}
    return marks <= set(lexicon.marks.not_planned) - set(lexicon.marks.hollow)


def _with_action(columns: list[Column]) -> list[Column]:
    """Where no header names the actions, take the column whose cells are numbered or longest."""
    fields = {column.field for column in columns}
    if "action" in fields or not columns[0].header_cells:
        return columns
    numbered = [c for c in columns if c.field in ("extra", "empty") and _numbered(c)]
    known = fields & {"period", "lead", "deadline", "number"}
    longest = max((c for c in columns if c.field == "extra"), key=mean_words, default=None)
    guess = numbered[0] if numbered else longest
    if guess is None or not (numbered or (known and mean_words(guess) >= ACTION_WORDS)):
        return columns
    if "item" in fields:
        return columns
    return [replace(c, field="action", guessed=True) if c is guess else c for c in columns]


def _numbered(column: Column) -> bool:
    texts = [cell.text for cell in column.cells if cell is not None and cell.text]
    return bool(texts) and all(split_number(text)[0] for text in texts)

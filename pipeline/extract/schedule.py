"""Time in a plan: the periods of its grids, what they mean, and what each mark says.

Years are read from the headers. Horizons take their meaning from the plan's own legend ("CT =
court terme (2 ans et moins)"); where the plan prints none, the label is the header and nothing
is added. An action gets one entry for every period of the plan.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.document import Cell
from pipeline.extract.columns import Column
from pipeline.extract.grid import Grid
from pipeline.extract.initials import is_initial
from pipeline.extract.legend import state_named
from pipeline.extract.said import is_one_of, is_qualified
from pipeline.extract.year_parts import YEARS, is_onward, is_season, part_of_year, years_in
from pipeline.lean import lean
from pipeline.lexicon import Lexicon
from pipeline.model import (
    INITIAL,
    UNDER_YEAR,
    HorizonYears,
    Mark,
    Period,
    Provenance,
    Schedule,
    ScheduleEntry,
    ScheduleKind,
    State,
)

EMPTY = Mark(kind="none")
DRAWN = frozenset({"stroke", "fill", "image", "shade"})
"""Marks that are not printed as a character; one that only looks like a mark has a character."""


def read_schedule(
    grids: Sequence[Grid], legend: Sequence[Period], dated: bool, lexicon: Lexicon
) -> Schedule:
    """Return the periods of a plan, in the order of the legend, then as first printed.

    `dated` says that the plan's actions have deadlines: its schedule is of dates where no grid
    of periods is printed.
    """
    columns = [column for grid in grids for column in grid.columns if column.field == "period"]
    used = {column.header: column for column in reversed(columns)}
    printed = list(dict.fromkeys(column.header for column in columns))
    known = {period.id: period for period in legend}
    periods = [period for period in legend if period.id in used]
    periods += [_period(used[header], lexicon) for header in printed if header not in known]
    if not periods:
        return Schedule(kind="dates" if dated else "none")
    years = all(YEARS.fullmatch(p.id) or is_onward(p.id, lexicon) for p in periods)
    in_time = all(period.start for period in periods)
    kind: ScheduleKind = "years" if years else "horizons"
    return Schedule(kind=kind, periods=tuple(sorted(periods, key=_start) if in_time else periods))


def entries(
    schedule: Schedule, grid: Grid, row: int, lexicon: Lexicon, place: Provenance
) -> tuple[ScheduleEntry, ...]:
    """Return one entry for every period of the schedule, for one row of a grid.

    A period the table has no column for, and a cell the row is too short for, are unclear.
    """
    columns = {column.header: column for column in grid.columns if column.field == "period"}
    return tuple(
        _entry(period.id, columns.get(period.id), row, lexicon, place)
        for period in schedule.periods
    )


def state_of(mark: Mark | None, text: str, lexicon: Lexicon) -> State:
    """Return what a mark or a qualified mark ("X (60 %)") says; an empty cell is not planned."""
    printed = mark.char if mark is not None and mark.char else text
    if mark is not None and mark.kind in DRAWN and not mark.char:
        return "planned"
    if not printed:
        return "not_planned"
    if mark is not None and _is_colour(mark):
        return state_named(printed, lexicon)
    if is_one_of(printed, lexicon.marks.planned):
        return "planned"
    if is_one_of(printed, lexicon.marks.not_planned):
        return "not_planned"
    return "planned" if is_qualified(printed, lexicon) else "unclear"


def state_in(column: Column, cell: Cell, lexicon: Lexicon) -> State:
    """Return what a cell of a period says; one that prints the period's own name says yes."""
    if cell.mark is not None and cell.mark.kind == "text" and cell.mark.char == column.header:
        return "planned"
    if cell.text and cell.paint is not None:  # what is done then is written on a bar
        return state_named(cell.text, lexicon)
    return state_of(cell.mark, cell.text, lexicon)


def meaning_of(cell: Cell, lexicon: Lexicon) -> str | None:
    """Return what the plan's own legend calls the mark of a cell, or None."""
    if cell.mark is None or not cell.mark.char or cell.mark.char == "?":
        return None
    if _is_colour(cell.mark):
        return cell.mark.char
    return lexicon.marks.meanings.get(cell.mark.char)


def _is_colour(mark: Mark) -> bool:
    """Tell whether a mark has the name that a legend gives its colour."""
    painted = mark.kind in ("shade", "fill") and mark.char is not None
    return painted and any(map(str.isalnum, mark.char or ""))


def horizon_years(text: str, lexicon: Lexicon) -> HorizonYears | None:
    """Return the years a horizon's definition prints ("de 3 à 5 ans": 3 to 5), or None."""
    numbers = [int(number) for number in re.findall(r"\b\d{1,2}\b", text)]
    if len(numbers) == 2 and numbers[0] <= numbers[1]:
        return HorizonYears(min=numbers[0], max=numbers[1])
    if len(numbers) == 1 and lexicon.find(lexicon.cues.under, text):
        return HorizonYears(min=0, max=numbers[0])
    if len(numbers) == 1 and lexicon.find(lexicon.cues.over, text):
        return HorizonYears(min=numbers[0], max=None)
    return None


def _period(column: Column, lexicon: Lexicon) -> Period:
    header = column.header
    part = part_of_year(header, lexicon)
    if part is not None:
        start, end = part.days() or (None, None)
        return Period(id=header, label=header, start=start, end=end, provenance=_place(column))
    if is_season(header, lexicon) or is_onward(header, lexicon):
        first = YEARS.match(header)
        # Which of two years a season is in, nobody says.
        dated = is_onward(header, lexicon) or len(set(years_in(header, lexicon))) == 1
        start = f"{first[0][:4]}-01-01" if first and dated else None
        return Period(id=header, label=header, start=start, provenance=_place(column))
    start, end = years_in(header, lexicon)
    return Period(
        id=header,
        label=header,
        start=f"{start}-01-01" if start else None,
        end=f"{end}-12-31" if end else None,
        provenance=_place(column),
    )


def _place(column: Column) -> Provenance:
    """Return where a period is named: in the header, else in the first cell that prints it."""
    named = [
        cell
        for cell in column.cells
        if cell is not None and cell.mark is not None and cell.mark.char == column.header
    ]
    headed = [cell for cell in column.header_cells if names(cell, column)]
    cells = headed or named or column.header_cells
    method = "column" if named and not headed else cells[-1].provenance.method
    if headed and all(cell.text != column.header for cell in headed):
        method = INITIAL if is_initial(column) else UNDER_YEAR
    return cells[-1 if headed else 0].provenance.model_copy(update={"method": method})


def names(cell: Cell, column: Column) -> bool:
    """Tell whether a header cell prints the name of its column, or the part under a year."""
    return cell.text == column.header or (
        cell is column.header_cells[-1]
        and (column.header.endswith(f" {cell.text}") or is_initial(column))
    )


def _start(period: Period) -> str:
    return period.start or ""


def _entry(
    period_id: str, column: Column | None, row: int, lexicon: Lexicon, place: Provenance
) -> ScheduleEntry:
    cell = column.cells[row] if column is not None else None
    if column is None or cell is None:
        entry = ScheduleEntry(period_id=period_id, state="unclear", mark=EMPTY, provenance=place)
        return lean(entry)
    mark = cell.mark or (Mark(kind="text", char=cell.text) if cell.text else EMPTY)
    entry = ScheduleEntry(
        period_id=period_id,
        state=state_in(column, cell, lexicon),
        mark=mark,
        provenance=cell.provenance,
    )
    return lean(entry)

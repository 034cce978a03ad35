"""Rows of an action table become actions; rows of a milestone table become items.

A `Grid` goes in, drafts of actions come out. A cell merged over several rows counts for each of
them; rows that share one action cell are one action with an item a row. A column that no
lexicon knows is kept, header to text, in `extra`. Nothing is guessed: a role outside the plan's
vocabulary, a mark nobody knows, a cell the row is too short for each leave a flag and a finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.document import Cell
from pipeline.extract.asides import (
    is_aside,
    is_total,
    labelled_rows,
    labels_of,
    numbered_rows,
    texts_of,
)
from pipeline.extract.columns import Column
from pipeline.extract.dates import deadline
from pipeline.extract.draft import (
    ActionDraft,
    Ground,
    around,
    either,
    free_header,
    merge,
    notes_of,
    printed_in,
    row_place,
)
from pipeline.extract.grid import Grid
from pipeline.extract.ignored import Ignored
from pipeline.extract.items import read_item, split_items, without_bullet, without_bullets
from pipeline.extract.labelled import Labelled, row_of
from pipeline.extract.lone import is_lone
from pipeline.extract.parties import VALUES, parted, values_of
from pipeline.extract.resolve import resolve
from pipeline.extract.said_number import Numbered, of_rows
from pipeline.extract.schedule import EMPTY, entries, meaning_of, state_in, state_of
from pipeline.lexicon import Lexicon
from pipeline.model import (
    GridEntry,
    Item,
    Mark,
    Quote,
)
from pipeline.text import clean

_LISTS = frozenset({"lead", "partner", "indicator", "note"})
_ROLES = re.compile(r"\s*(?:[/,;\n]|\bet\b|\band\b)\s*")


def read_actions(grid: Grid, ground: Ground) -> Iterator[ActionDraft]:
    """Yield the actions of a table, top to bottom."""
    column = grid.column("action")
    assert column is not None
    draft: ActionDraft | None = None
    previous: Cell | None = None
    said = of_rows(grid, ground.headings)
    labels = labelled_rows(grid, said, ground.lexicon)
    numbered = numbered_rows(grid, said, labels)
    for row, (cell, own) in enumerate(zip(column.cells, said, strict=True)):
        if draft is not None and row in labels:
            _add_said(draft, labels[row], ground)
            continue
        across = cell is not None and cell.column_span >= len(grid.columns) > 1
        aside = cell is not None and (across or not numbered[row]) and is_aside(grid, row, cell)
        if aside or is_total(grid, row, ground.lexicon):
            ground.asides.extend(texts_of(grid, row))
            continue
        if cell is None or own is None or not (cell.text or cell.mark):
            ground.findings.add(
                "row_without_action",
                "warning",
                grid.rows[row].provenance,
                f"row {row + 1} of the table has no text under '{column.header}'",
                "its words are listed as unclaimed; check whether it belongs to the row above",
            )
            continue
        if cell is previous and draft is not None:
            _add_row(draft, grid, row, ground)
            continue
        if draft is not None:
            yield draft
        previous = cell
        draft = _action(grid, row, cell, own, ground)
        if column.guessed:
            draft.flag("column_guessed")
    if draft is not None:
        yield draft


def _action(grid: Grid, row: int, cell: Cell, said: Numbered, ground: Ground) -> ActionDraft:
    place = row_place(grid, row)
    column = grid.column("number")
    beside = column.cells[row] if column is not None else None
    text = said.text or (cell.mark.char or "" if cell.mark else "")
    if said.label:
        where = beside.provenance if beside is not None and beside.text else cell.provenance
        ground.labels.append(Ignored("label", said.label, where))
    draft = ActionDraft(said.number, without_bullets(text), place)
    draft.items = [Item(text=item, provenance=cell.provenance) for item in split_items(text)]
    draft.schedule = entries(ground.schedule, grid, row, ground.lexicon, place)
    draft.notes = notes_of(grid, row, ground)
    for column in grid.columns:
        _fill(draft, grid, column, row, ground)
    _judge(draft, grid, row, ground)
    return draft


def fill(draft: ActionDraft, grid: Grid, ground: Ground) -> None:
    """Add what the only row of a grid says of an action."""
    for column in grid.columns:
        _fill(draft, grid, column, 0, ground)


def _fill(draft: ActionDraft, grid: Grid, column: Column, row: int, ground: Ground) -> None:
    """Put one cell into the field that its column fills; single fields take their first column."""
    is_first = grid.column(column.field) is column
    cell = column.cells[row]
    if cell is None or _is_said(cell, column, row, grid):
        return
    text = printed_in(cell)
    match column.field:
        case "role" if text:
            _roles(draft, column, cell, ground)
        case "lead":
            draft.leads += _parties(draft, cell, ground)
        case "partner":
            draft.partners += _parties(draft, cell, ground)
        case "indicator":
            draft.indicators += _values(cell)
        case "budget" if text and is_first:
            draft.budget = text
        case "deadline" if text and is_first:
            draft.deadline = deadline(text, ground.lexicon)
        case "note" if text:
            draft.notes.append(Quote(text=text, provenance=cell.provenance))
        case "grid" | "period" if meaning := meaning_of(cell, ground.lexicon):
            draft.extra[free_header(draft.extra, column)] = meaning
            if column.field == "grid":
                draft.grids.append(_grid_entry(column, cell, ground.lexicon))
        case "grid":
            draft.grids.append(_grid_entry(column, cell, ground.lexicon))
        case "period" if cell.text:
            draft.extra[column.header] = text
        case "extra" if ":" in text and (found := labels_of([cell], ground.lexicon)):
            _add_said(draft, found, ground)
        case "extra" | "status" | "empty" | "item" | "budget" | "deadline" if text:
            draft.extra[free_header(draft.extra, column)] = text
        case _:
            pass
    for struck in cell.struck:
        draft.extra[f"{column.header} [struck]".strip()] = struck


def _is_said(cell: Cell, column: Column, row: int, grid: Grid) -> bool:
    """Tell whether a column before that fills the same list has the same cell: it counts once."""
    same = (c for c in grid.columns if c.field == column.field and c.cells[row] is cell)
    return column.field in _LISTS and next(same) is not column


def _roles(draft: ActionDraft, column: Column, cell: Cell, ground: Ground) -> None:
    """Resolve a role cell against the plan's own roles."""
    normal = ground.lexicon.comparable
    whole = resolve(cell.text, ground.roles, normal)
    parts = [clean(cell.text)] if whole else [part for part in _ROLES.split(cell.text) if part]
    for part in parts:
        role = resolve(part, ground.roles, normal)
        if role is None:
            draft.flag("role_unknown")
            ground.findings.add(
                "role_unknown",
                "warning",
                cell.provenance,
                f"'{part}' is none of the plan's roles "
                f"({', '.join(role.label for role in ground.roles)})",
                "correct the role in the source, or add it to the plan's legend",
                (draft, "role_ids"),
            )
            draft.extra[column.header] = clean(cell.text)
            continue
        if role.id not in draft.role_ids:
            draft.role_ids.append(role.id)
        if normal(role.label) != normal(part):
            draft.flag("role_approximate")
            draft.extra[column.header] = clean(cell.text)


def _judge(draft: ActionDraft, grid: Grid, row: int, ground: Ground) -> None:
    """Flag what the row leaves uncertain."""
    for column in grid.columns:
        cell = column.cells[row]
        if column.field not in ("period", "grid"):
            continue
        if cell is None:
            draft.flag("cell_missing")
        elif state_in(column, cell, ground.lexicon) == "unclear":
            draft.flag("mark_unclear")
            ground.findings.add(
                "mark_unknown",
                "warning",
                cell.provenance,
                f"row {row + 1}, column '{column.header}': nobody knows the mark "
                f"'{printed_in(cell)}'",
                "add it to [marks] of lexicon.toml as planned or not_planned",
                (draft, _field(draft, column, cell)),
            )
        elif is_lone(cell, ground.lexicon):
            draft.flag("mark_by_position")
            ground.findings.add(
                "mark_by_position",
                "warning",
                cell.provenance,
                f"the mark '{printed_in(cell)}' is unknown and the only one of the grid: "
                "where it stands is taken as planned",
                "look at one; add it to [marks] of lexicon.toml as planned or not_planned",
                (draft, _field(draft, column, cell)),
            )
    printed = {column.header for column in grid.columns if column.field == "period"}
    if any(period.id not in printed for period in ground.schedule.periods):
        draft.flag("period_missing")


def _field(draft: ActionDraft, column: Column, cell: Cell) -> str:
    """Return the field that a mark fills, as corrections name it."""
    if column.field == "period":
        return f"schedule/{column.header}"
    there = [(one.column, one.provenance) for one in draft.grids]
    return f"grids/{there.index((column.header, cell.provenance)) + 1}"


def _add_said(draft: ActionDraft, found: Sequence[Labelled], ground: Ground) -> None:
    """Add what labels in a row under an action, or in a cell of its own, say of it."""
    further = ActionDraft(None, "", draft.provenance)
    fill(further, row_of(found, ground.lexicon), ground)
    merge(draft, further)
    ground.labels.extend(Ignored("label", one.label, one.place) for one in found)
    draft.provenance = around(draft.provenance, *(one.place for one in found))


def _add_row(draft: ActionDraft, grid: Grid, row: int, ground: Ground) -> None:
    """Add a further row of an action that is merged over several: its milestone is an item."""
    item = grid.column("item")
    cell = item.cells[row] if item is not None else None
    place = row_place(grid, row)
    draft.schedule = either(
        draft.schedule, entries(ground.schedule, grid, row, ground.lexicon, place)
    )
    milestone = cell is not None and bool(cell.text)
    if item is not None and milestone:
        if not draft.items:
            first = row - 1
            draft.items.append(read_item(grid, first, item, ground))
            draft.extra.pop(item.header, None)
            due = grid.column("deadline")
            if due is not None and due.cells[row] is not due.cells[first]:
                draft.deadline = None  # each item has its own
        draft.items.append(read_item(grid, row, item, ground))
    further = ActionDraft(None, "", place)
    for column in grid.columns:
        its_own = column.cells[row] is not column.cells[row - 1]
        # What else a milestone says is its own; who leads it takes part in the action.
        said = not milestone or column.field in ("lead", "partner")
        if its_own and said and column.field not in ("action", "number"):
            _fill(further, grid, column, row, ground)
    merge(draft, further)
    draft.provenance = around(draft.provenance, row_place(grid, row))


def _grid_entry(column: Column, cell: Cell, lexicon: Lexicon) -> GridEntry:
    mark = cell.mark or (Mark(kind="text", char=cell.text) if cell.text else EMPTY)
    return GridEntry(
        title=column.title,
        column=column.header,
        state=state_of(cell.mark, cell.text, lexicon),
        mark=mark,
        provenance=cell.provenance,
    )


def _parties(draft: ActionDraft, cell: Cell, ground: Ground) -> list[str]:
    """Return who leads or takes part; what a line end may part is noted until all is read."""
    values = dict(values_of(cell, ground.lexicon))
    draft.doubts |= {value: parts for value, parts in values.items() if parts}
    return parted(list(values), ground.parties, ground.lexicon)


def _values(cell: Cell) -> list[str]:
    parts = (clean(without_bullet(part)) for part in VALUES.split(cell.text))
    return [part for part in parts if part]

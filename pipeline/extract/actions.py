"""Rows of an action table become actions; rows of a milestone table become items.

A `Grid` goes in, drafts of actions come out. A cell merged over several rows counts for each of
them; rows that share one action cell are one action with an item a row. A column that no
lexicon knows is kept, header to text, in `extra`. Nothing is guessed: a role outside the plan's
vocabulary, a mark nobody knows, a cell the row is too short for each leave a flag and a finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.document import Cell
from pipeline.extract.columns import Column
from pipeline.extract.dates import deadline
from pipeline.extract.findings import Findings
from pipeline.extract.grid import Grid
from pipeline.extract.headings import split_number
from pipeline.extract.notes import Notes
from pipeline.extract.resolve import resolve
from pipeline.extract.schedule import EMPTY, entries, state_in, state_of
from pipeline.lexicon import Lexicon
from pipeline.model import (
    Deadline,
    GridEntry,
    Item,
    Mark,
    Provenance,
    Quote,
    Region,
    Role,
    Schedule,
    ScheduleEntry,
)
from pipeline.text import BULLETS, clean

NUMBERED_SHARE = 0.5
"""A table numbers its actions where at least this share of its rows has a number."""
_INLINE_ITEM = re.compile(r"\s[–—•▪‣◦●]\s+(?=[^\W\d_])")
_BULLET = re.compile(rf"^[–—{BULLETS}*-]\s+")
_VALUES = re.compile(r"\s*[;\n]\s*")
_ROLES = re.compile(r"\s*(?:[/,;\n]|\bet\b|\band\b)\s*")


@dataclass(slots=True)
class ActionDraft:
    """An action before it has an id."""

    number: str | None
    text: str
    provenance: Provenance
    items: list[Item] = field(default_factory=list)
    role_ids: list[str] = field(default_factory=list)
    schedule: tuple[ScheduleEntry, ...] = ()
    leads: list[str] = field(default_factory=list)
    partners: list[str] = field(default_factory=list)
    indicators: list[str] = field(default_factory=list)
    budget: str | None = None
    deadline: Deadline | None = None
    grids: list[GridEntry] = field(default_factory=list)
    notes: list[Quote] = field(default_factory=list)
    extra: dict[str, str] = field(default_factory=dict)
    flags: list[str] = field(default_factory=list)

    def flag(self, name: str) -> None:
        """Mark the action as uncertain in one respect."""
        if name not in self.flags:
            self.flags.append(name)


@dataclass(frozen=True, slots=True)
class Ground:
    """What every row of a plan is read against."""

    lexicon: Lexicon
    schedule: Schedule
    roles: tuple[Role, ...]
    notes: Notes
    findings: Findings
    asides: list[Cell] = field(default_factory=list)
    """Texts in the column of actions that are no action: what introduces or sums up others."""


def read_actions(grid: Grid, ground: Ground) -> Iterator[ActionDraft]:
    """Yield the actions of a table, top to bottom."""
    column = grid.column("action")
    assert column is not None
    draft: ActionDraft | None = None
    previous: Cell | None = None
    for row, cell in enumerate(column.cells):
        if cell is not None and _is_aside(grid, row, cell):
            in_row = dict.fromkeys(column.cells[row] for column in grid.columns)
            ground.asides.extend(c for c in in_row if c is not None and c.text and c.row_span == 1)
            continue
        if cell is None or not (cell.text or cell.mark):
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
        draft = _action(grid, row, cell, ground)
        if column.guessed:
            draft.flag("column_guessed")
    if draft is not None:
        yield draft


def read_items(grid: Grid, ground: Ground) -> Iterator[tuple[Item, list[Quote]]]:
    """Yield the milestones of a table that stands under an action, with the notes they call."""
    main = grid.column("item") or grid.column("action")
    assert main is not None
    for row, cell in enumerate(main.cells):
        if cell is not None and cell.text:
            yield _item(grid, row, main, ground), _notes(grid, row, ground)


def split_items(text: str) -> list[str]:
    """Split the sub-items printed inside an action's text from each other, bullets dropped.

    Sub-items are paragraphs behind a bullet or behind a line that ends with a colon, or phrases
    that each follow a dash and begin with a capital. A dash inside a sentence splits nothing.
    """
    paragraphs = [part for part in text.split("\n") if part.strip()]
    if len(paragraphs) > 1:
        listed = [part for part in paragraphs[1:] if _BULLET.match(part.strip())]
        if listed or paragraphs[0].rstrip().endswith(":"):
            return [clean(_BULLET.sub("", part.strip())) for part in listed or paragraphs[1:]]
    pieces = [clean(piece) for piece in _INLINE_ITEM.split(clean(text))]
    items = pieces[1:]
    if not items or not all(item[:1].isupper() for item in items):
        return []
    return items if len(items) > 1 or pieces[0].endswith((".", ":")) else []


def without_bullets(text: str) -> str:
    """Return a text on one line, without the bullets that begin its further paragraphs."""
    first, *rest = text.split("\n")
    return clean(" ".join([first, *(_BULLET.sub("", part.strip()) for part in rest)]))


def _action(grid: Grid, row: int, cell: Cell, ground: Ground) -> ActionDraft:
    place = row_place(grid, row)
    number, text = split_number(cell.text or (cell.mark.char or "" if cell.mark else ""))
    numbered = grid.column("number")
    if numbered is not None and numbered.cells[row] is not None:
        printed = numbered.cells[row]
        assert printed is not None
        if printed.text:
            number, text = clean(printed.text).rstrip(".)"), cell.text
    draft = ActionDraft(number, without_bullets(text), place)
    draft.items = [Item(text=item, provenance=cell.provenance) for item in split_items(text)]
    draft.schedule = entries(ground.schedule, grid, row, ground.lexicon, place)
    draft.notes = _notes(grid, row, ground)
    for column in grid.columns:
        _fill(draft, column, row, ground)
    _judge(draft, grid, row, ground)
    return draft


def row_place(grid: Grid, row: int) -> Provenance:
    """Return the place of a row with that of the merged cells that reach into it."""
    place = grid.rows[row].provenance
    if place.lines:
        cells = (column.cells[row] for column in grid.columns)
        lines = [cell.provenance.lines for cell in cells if cell and cell.provenance.lines]
        first = min([place.lines[0], *(first for first, _ in lines)])
        last = max([place.lines[1], *(last for _, last in lines)])
        return place.model_copy(update={"lines": (first, last)})
    boxes = {region.page: region.bbox for region in place.regions}
    for column in grid.columns:
        cell = column.cells[row]
        for region in cell.provenance.regions if cell is not None else ():
            if region.page not in boxes:
                continue
            (x0, top, x1, bottom), (left, up, right, down) = boxes[region.page], region.bbox
            boxes[region.page] = min(x0, left), min(top, up), max(x1, right), max(bottom, down)
    regions = tuple(Region(page=page, bbox=box) for page, box in boxes.items())
    return place.model_copy(update={"regions": regions})


def _is_aside(grid: Grid, row: int, cell: Cell) -> bool:
    """Tell whether a text is no action because all others have a number and it has none.

    It stands alone in its row, as what introduces the rows below ("Tout par moyen de :"), or it
    spans columns of the table.
    """
    if not cell.text:
        return False
    numbers = grid.column("number")
    actions = grid.column("action")
    assert actions is not None
    if numbers is not None:
        rows = [n is not None and bool(n.text) for n in numbers.cells]
    else:
        rows = [c is not None and split_number(c.text)[0] is not None for c in actions.cells]
    if rows[row] or sum(rows) < 2 or sum(rows) < NUMBERED_SHARE * len(rows):
        return False
    others = [
        column.cells[row]
        for column in grid.columns
        if column is not actions and column.cells[row] is not cell
    ]
    alone = not any(c is not None and (c.text or c.mark) and c.row_span == 1 for c in others)
    return alone or cell.column_span > 1


def _fill(draft: ActionDraft, column: Column, row: int, ground: Ground) -> None:
    """Put one cell into the field that its column fills."""
    cell = column.cells[row]
    if cell is None:
        return
    text = _printed(cell)
    match column.field:
        case "role" if text:
            _roles(draft, column, cell, ground)
        case "lead":
            draft.leads += _values(cell)
        case "partner":
            draft.partners += _values(cell)
        case "indicator":
            draft.indicators += _values(cell)
        case "budget" if text:
            draft.budget = f"{draft.budget}; {text}" if draft.budget else text
        case "deadline" if text:
            if draft.deadline is None:
                draft.deadline = deadline(text, ground.lexicon)
            else:
                draft.extra[column.header] = text
        case "note" if text:
            draft.notes.append(Quote(text=text, provenance=cell.provenance))
        case "grid":
            draft.grids.append(_grid_entry(column, cell, ground.lexicon))
        case "period" if cell.text:
            draft.extra[column.header] = text
        case "extra" | "empty" | "item" if text:
            draft.extra[_free(draft.extra, column)] = text
        case _:
            pass
    for struck in cell.struck:
        draft.extra[f"{column.header} [struck]".strip()] = struck


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
                f"'{_printed(cell)}'",
                "add it to [marks] of lexicon.toml as planned or not_planned",
            )
    printed = {column.header for column in grid.columns if column.field == "period"}
    if any(period.id not in printed for period in ground.schedule.periods):
        draft.flag("period_missing")


def _add_row(draft: ActionDraft, grid: Grid, row: int, ground: Ground) -> None:
    """Add a further row of an action that is merged over several: its milestone is an item."""
    item = grid.column("item")
    cell = item.cells[row] if item is not None else None
    place = grid.rows[row].provenance
    draft.schedule = _either(
        draft.schedule, entries(ground.schedule, grid, row, ground.lexicon, place)
    )
    if item is not None and cell is not None and cell.text:
        if not draft.items:
            first = row - 1
            draft.items.append(_item(grid, first, item, ground))
            draft.extra.pop(item.header, None)
        draft.items.append(_item(grid, row, item, ground))
        return
    further = ActionDraft(None, "", place)
    for column in grid.columns:
        before = column.cells[row - 1]
        if column.field not in ("action", "number") and column.cells[row] is not before:
            _fill(further, column, row, ground)
    draft.leads += [text for text in further.leads if text not in draft.leads]
    draft.partners += [text for text in further.partners if text not in draft.partners]
    draft.indicators += [text for text in further.indicators if text not in draft.indicators]
    for header, text in further.extra.items():
        draft.extra[header] = f"{draft.extra[header]}\n{text}" if header in draft.extra else text


def _either(
    first: Sequence[ScheduleEntry], second: Sequence[ScheduleEntry]
) -> tuple[ScheduleEntry, ...]:
    """A period is planned for an action where it is planned in any of its rows."""
    return tuple(b if b.state == "planned" else a for a, b in zip(first, second, strict=True))


def _item(grid: Grid, row: int, main: Column, ground: Ground) -> Item:
    cell = main.cells[row]
    assert cell is not None
    due: Deadline | None = None
    extra: dict[str, str] = {}
    for column in grid.columns:
        other = column.cells[row]
        if other is None:
            continue
        for struck in other.struck:
            extra[f"{column.header} [struck]".strip()] = struck
        if column is main or column.field in ("number", "action") or not _printed(other):
            continue
        if column.field == "deadline" and due is None:
            due = deadline(_printed(other), ground.lexicon)
        else:
            extra[_free(extra, column)] = _printed(other)
    return Item(text=clean(cell.text), deadline=due, extra=extra, provenance=cell.provenance)


def _notes(grid: Grid, row: int, ground: Ground) -> list[Quote]:
    """Resolve the footnote calls of a row, each note once."""
    rowed = (column.cells[row] for column in grid.columns)
    cells = dict.fromkeys(cell for cell in rowed if cell is not None and cell.calls)
    found = [
        note
        for cell in cells
        for call in cell.calls
        if (note := ground.notes.resolve(call, cell.provenance)) is not None
    ]
    return list(dict.fromkeys(found))


def _grid_entry(column: Column, cell: Cell, lexicon: Lexicon) -> GridEntry:
    mark = cell.mark or (Mark(kind="text", char=cell.text) if cell.text else EMPTY)
    return GridEntry(
        title=column.title,
        column=column.header,
        state=state_of(cell.mark, cell.text, lexicon),
        mark=mark,
        provenance=cell.provenance,
    )


def _values(cell: Cell) -> list[str]:
    return [clean(part) for part in _VALUES.split(cell.text) if clean(part)]


def _printed(cell: Cell) -> str:
    """Return the text of a cell; a lone dash or tick in a text column prints its character."""
    return clean(cell.text) or (cell.mark.char or "" if cell.mark is not None else "")


def _free(extra: dict[str, str], column: Column) -> str:
    """Return a key for a column: its header, or its place where the header is empty or taken."""
    name = column.header or f"column {column.index + 1}"
    return name if name not in extra else f"{name} ({column.index + 1})"

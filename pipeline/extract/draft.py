"""An action while it is read, what its rows are read against, and how its rows come together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.document import Cell
from pipeline.extract.columns import Column
from pipeline.extract.findings import Findings
from pipeline.extract.grid import Grid
from pipeline.extract.headings import Headings
from pipeline.extract.ignored import Ignored
from pipeline.extract.notes import Notes
from pipeline.lean import lean
from pipeline.lexicon import Lexicon
from pipeline.model import (
    Action,
    Deadline,
    GridEntry,
    Item,
    Provenance,
    Quote,
    Region,
    Role,
    Schedule,
    ScheduleEntry,
)
from pipeline.text import clean


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
    doubts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """The leads and partners that a line end may part, with their parts."""

    def flag(self, name: str) -> None:
        """Mark the action as uncertain in one respect."""
        if name not in self.flags:
            self.flags.append(name)

    def action(self, action_id: str, section_id: str | None) -> Action:
        """Return the action."""
        return lean(
            Action(
                id=action_id,
                number=self.number,
                text=self.text,
                items=tuple(self.items),
                section_id=section_id,
                role_ids=tuple(self.role_ids),
                schedule=self.schedule,
                leads=tuple(self.leads),
                partners=tuple(self.partners),
                indicators=tuple(self.indicators),
                budget=self.budget,
                deadline=self.deadline,
                grids=tuple(self.grids),
                notes=tuple(self.notes),
                extra=self.extra,
                provenance=self.provenance,
                flags=tuple(self.flags),
            )
        )


@dataclass(frozen=True, slots=True)
class Ground:
    """What every row of a plan is read against."""

    lexicon: Lexicon
    schedule: Schedule
    roles: tuple[Role, ...]
    notes: Notes
    findings: Findings
    headings: Headings
    labels: list[Ignored]
    """Where the words go that are printed before numbers."""
    parties: frozenset[str] = frozenset()
    """The names of leads and partners that are names of their own."""
    asides: list[Cell] = field(default_factory=list)
    """Texts in the column of actions that are no action: what introduces or sums up others."""


def merge(draft: ActionDraft, further: ActionDraft) -> None:
    """Add what a further row of an action says, each thing once; what repeats goes by lines."""
    for name in ("leads", "partners", "indicators", "role_ids", "notes", "flags"):
        known = getattr(draft, name)
        known += [one for one in getattr(further, name) if one not in known]
    draft.doubts |= further.doubts
    if further.budget:
        draft.budget = f"{draft.budget}\n{further.budget}" if draft.budget else further.budget
    if draft.deadline is None:
        draft.deadline = further.deadline
    elif further.deadline is not None and further.deadline.text != draft.deadline.text:
        draft.deadline = Deadline(text=f"{draft.deadline.text}\n{further.deadline.text}")
    draft.grids = [*_planned(draft.grids, further.grids)] if draft.grids else further.grids
    for header, text in further.extra.items():
        draft.extra[header] = f"{draft.extra[header]}\n{text}" if header in draft.extra else text


def _planned(first: Sequence[GridEntry], second: Sequence[GridEntry]) -> Iterator[GridEntry]:
    """Yield the entries of a grid, from the row that has them planned where one does."""
    below = {(entry.title, entry.column): entry for entry in second}
    for entry in first:
        other = below.get((entry.title, entry.column))
        yield other if other is not None and other.state == "planned" else entry


def row_place(grid: Grid, row: int) -> Provenance:
    """Return the place of a row with that of the merged cells that say something of it.

    A cell whose text heads the rows beside it is empty here, and reaches over all of them.
    """
    cells = (column.cells[row] for column in grid.columns)
    said = (
        cell for cell in cells if cell and (cell.text or cell.mark or cell.calls or cell.struck)
    )
    return around(grid.rows[row].provenance, *(cell.provenance for cell in said))


def around(first: Provenance, *others: Provenance) -> Provenance:
    """Return the place that holds several: lines from the first to the last, a box a page."""
    lines = [place.lines for place in (first, *others) if place.lines]
    span = (min(start for start, _ in lines), max(end for _, end in lines)) if lines else None
    boxes: dict[int, tuple[float, float, float, float]] = {}
    for place in (first, *others):
        for region in place.regions:
            left, up, right, down = region.bbox
            x0, top, x1, bottom = boxes.get(region.page, region.bbox)
            boxes[region.page] = min(x0, left), min(top, up), max(x1, right), max(bottom, down)
    found = sorted(boxes.items())
    if span == first.lines and found == [(region.page, region.bbox) for region in first.regions]:
        return first
    regions = tuple(lean(Region(page=page, bbox=box)) for page, box in found)
    return lean(first.model_copy(update={"lines": span, "regions": regions}))


def either(
    first: Sequence[ScheduleEntry], second: Sequence[ScheduleEntry]
) -> tuple[ScheduleEntry, ...]:
    """A period is planned for an action where it is planned in any of its rows."""
    return tuple(b if b.state == "planned" else a for a, b in zip(first, second, strict=True))


def notes_of(grid: Grid, row: int, ground: Ground) -> list[Quote]:
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


def printed_in(cell: Cell) -> str:
    """Return the text of a cell; a lone dash or tick in a text column prints its character."""
    return clean(cell.text) or (cell.mark.char or "" if cell.mark is not None else "")


def free_header(extra: dict[str, str], column: Column) -> str:
    """Return a key for a column: its header, or its place where the header is empty or taken."""
    name = column.header or f"column {column.index + 1}"
    return name if name not in extra else f"{name} ({column.index + 1})"

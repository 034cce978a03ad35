"""Actions that a table lists again → what it adds to them: when they are planned, and no more.

The rows of an overview and the actions that are placed already come in. Where every row is one of
these and says what is known of it, but for marks in columns, its marks go to the action and its
words are left out by name; else the rows stay actions, and it is said that they may be there twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pipeline.document import printed
from pipeline.extract.draft import ActionDraft, Ground
from pipeline.extract.grid import Grid
from pipeline.extract.ignored import Ignored
from pipeline.extract.overviews import report_again
from pipeline.extract.sections import SectionDraft
from pipeline.lexicon import Lexicon
from pipeline.model import ScheduleEntry
from pipeline.text import clean

Placed = list[tuple[ActionDraft, SectionDraft | None]]


def place_again(
    drafts: Sequence[ActionDraft], grid: Grid, placed: Placed, ground: Ground
) -> list[Ignored]:
    """Add what the rows of an overview say to the actions that are placed; return its words.

    Where a row says more, or is none of them, all rows are placed as actions of their own.
    """
    lexicon = ground.lexicon
    known: dict[str, list[tuple[ActionDraft, SectionDraft | None]]] = {}
    for one in placed:
        known.setdefault(lexicon.comparable(one[0].text), []).append(one)
    pairs = [(draft, _same(draft, known, lexicon)) for draft in drafts]
    if any(same is None or _adds(draft, *same, lexicon) for draft, same in pairs):
        report_again(grid, ground.findings)
        placed += [(draft, None) for draft in drafts]
        return []
    taken: set[str] = set()
    for draft, same in pairs:
        assert same is not None
        taken.update(_add(draft, same[0]))
    kept = {cell for column in grid.columns if column.header in taken for cell in column.cells}
    cells = dict.fromkeys(cell for row in grid.rows for cell in row.cells)
    return [
        Ignored("overview", clean(printed(cell)), cell.provenance)
        for cell in cells
        if printed(cell) and cell not in kept
    ]


def _same(
    draft: ActionDraft,
    known: Mapping[str, Sequence[tuple[ActionDraft, SectionDraft | None]]],
    lexicon: Lexicon,
) -> tuple[ActionDraft, SectionDraft | None] | None:
    """Return the action of this text, and of this number where both print one."""
    for other, section in known.get(lexicon.comparable(draft.text), ()):
        if draft.number == other.number or None in (draft.number, other.number):
            return other, section
    return None


def _adds(
    draft: ActionDraft, other: ActionDraft, section: SectionDraft | None, lexicon: Lexicon
) -> bool:
    """Tell whether a row says in words what is not known of the action, or in marks otherwise."""
    known = {lexicon.comparable(text) for text in _said(other)}
    if section is not None:
        known |= {lexicon.comparable(text) for text in _names(section)}
    worded = any(lexicon.comparable(text) not in known for text in _said(draft))
    pairs = zip(draft.schedule, other.schedule, strict=True)
    return worded or any(
        "unclear" not in (a.state, b.state) and a.state != b.state for a, b in pairs
    )


def _names(section: SectionDraft) -> Iterator[str]:
    """Yield what a section is called, and how those are that hold it: its id is made of these."""
    labels = [label.replace("-", " ") for label in section.id.split("/")[1:]]
    yield from (section.title, section.number or "", *labels, f"{labels[-1]} {section.title}")


def _said(draft: ActionDraft) -> Iterator[str]:
    """Yield what an action says besides its number, its text and its marks."""
    yield from (*draft.leads, *draft.partners, *draft.indicators, *draft.role_ids)
    yield from (*draft.extra.values(), draft.budget or "")
    yield from (*(item.text for item in draft.items), *(note.text for note in draft.notes))
    yield draft.deadline.text if draft.deadline else ""


def _add(draft: ActionDraft, other: ActionDraft) -> Iterator[str]:
    """Give an action the marks that only the overview has; yield the headers over them."""
    made: list[ScheduleEntry] = []
    for new, old in zip(draft.schedule, other.schedule, strict=True):
        taken = old.state == "unclear" and new.state != "unclear"
        made.append(new if taken else old)
        if taken:
            yield new.period_id
    other.schedule = tuple(made)
    names = {(entry.title, entry.column) for entry in other.grids}
    for entry in draft.grids:
        if (entry.title, entry.column) not in names:
            other.grids.append(entry)
            yield entry.column
    if all(entry.state != "unclear" for entry in made) and "period_missing" in other.flags:
        other.flags.remove("period_missing")

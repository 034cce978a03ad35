"""Actions that a table lists again → what it adds to them: when they are planned, and new columns.

The rows of an overview and the actions that are placed already come in. Where every row is one of
these and says what is known of it, but for marks and columns that none of them has, what it adds
goes to the action and its other words are left out by name; else the rows stay actions, and it is
said that they may be there twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.document import printed
from pipeline.extract.draft import ActionDraft, Ground, around, merge
from pipeline.extract.grid import Grid
from pipeline.extract.ignored import Ignored
from pipeline.extract.overviews import named, report_again
from pipeline.extract.sections import SectionDraft
from pipeline.lexicon import Lexicon
from pipeline.model import ScheduleEntry
from pipeline.text import clean

Place = tuple[ActionDraft, SectionDraft | None]
Placed = list[Place]
Pair = tuple[ActionDraft, Place]
"""A row of an overview, and the action that it is, with its section."""


def place_again(
    drafts: Sequence[ActionDraft], grid: Grid, placed: Placed, ground: Ground
) -> list[Ignored]:
    """Add what the rows of an overview say to the actions that are placed; return its words.

    Where a row says otherwise, or is none of them, all rows are placed as actions of their own.
    """
    pairs = _pairs(drafts, placed, ground.lexicon)
    added = _added(pairs, ground.lexicon) if pairs is not None else None
    if pairs is None or added is None:
        report_again(grid, ground.findings)
        placed += [(draft, None) for draft in drafts]
        return []
    taken: set[str] = set()
    for draft, (other, _) in pairs:
        taken.update(_add(draft, other))
        if added:
            merge(other, _only(draft, added))
            other.provenance = around(other.provenance, draft.provenance)
    kept = {
        cell
        for column in grid.columns
        if column.header in taken or named(column) in added
        for cell in column.cells
    }
    cells = dict.fromkeys(cell for row in grid.rows for cell in row.cells)
    return [
        Ignored("overview", clean(printed(cell)), cell.provenance)
        for cell in cells
        if printed(cell) and cell not in kept
    ]


def _pairs(drafts: Sequence[ActionDraft], placed: Placed, lexicon: Lexicon) -> list[Pair] | None:
    """Return each row with the action of its text, and of its number where both print one.

    Of several actions alike each row takes its own. None where a row is none of them.
    """
    known: dict[str, Placed] = {}
    for one in placed:
        known.setdefault(lexicon.comparable(one[0].text), []).append(one)
    pairs: list[Pair] = []
    used: set[int] = set()
    for draft in drafts:
        numbers = {draft.number, None}
        alike = [
            one
            for one in known.get(lexicon.comparable(draft.text), ())
            if draft.number is None or one[0].number in numbers
        ]
        if not alike:
            return None
        found = next((one for one in alike if id(one[0]) not in used), alike[0])
        used.add(id(found[0]))
        pairs.append((draft, found))
    return pairs


def _added(pairs: Sequence[Pair], lexicon: Lexicon) -> set[str] | None:
    """Return what rows say that no action knows, by the name of the column; None where some do.

    A row that says in words what is not known, of what is known of an action, says otherwise; so
    do two rows of one action.
    """
    added: set[str] = set()
    had: set[str] = set()
    for draft, (other, section) in pairs:
        if _marked_otherwise(draft, other):
            return None
        known = {lexicon.comparable(text) for texts in _said(other).values() for text in texts}
        if section is not None:
            known |= {lexicon.comparable(text) for text in _names(section)}
        had |= _said(other).keys()
        for name, texts in _said(draft).items():
            if any(lexicon.comparable(text) not in known for text in texts):
                added.add(name)
    twice = len({id(other) for _, (other, _) in pairs}) < len(pairs)
    return None if added & (had | {"items", "notes"}) or (added and twice) else added


def _marked_otherwise(draft: ActionDraft, other: ActionDraft) -> bool:
    pairs = zip(draft.schedule, other.schedule, strict=True)
    return any("unclear" not in (a.state, b.state) and a.state != b.state for a, b in pairs)


def _names(section: SectionDraft) -> Iterator[str]:
    """Yield what a section is called, and how those are that hold it: its id is made of these."""
    labels = [label.replace("-", " ") for label in section.id.split("/")[1:]]
    yield from (section.title, section.number or "", *labels, f"{labels[-1]} {section.title}")


def _said(draft: ActionDraft) -> dict[str, list[str]]:
    """Return what an action says besides its number, its text and its marks, by its columns."""
    said = {
        "lead": draft.leads,
        "partner": draft.partners,
        "indicator": draft.indicators,
        "role": draft.role_ids,
        "budget": [draft.budget or ""],
        "deadline": [draft.deadline.text if draft.deadline else ""],
        "items": [item.text for item in draft.items],
        "notes": [note.text for note in draft.notes],
        **{header: [text] for header, text in draft.extra.items()},
    }
    return {name: texts for name, texts in said.items() if any(texts)}


def _only(draft: ActionDraft, names: set[str]) -> ActionDraft:
    """Return a row with nothing but what it says under some names."""
    made = ActionDraft(None, "", draft.provenance)
    made.leads = draft.leads if "lead" in names else []
    made.partners = draft.partners if "partner" in names else []
    made.indicators = draft.indicators if "indicator" in names else []
    made.role_ids = draft.role_ids if "role" in names else []
    made.budget = draft.budget if "budget" in names else None
    made.deadline = draft.deadline if "deadline" in names else None
    made.extra = {header: text for header, text in draft.extra.items() if header in names}
    made.flags = draft.flags if "role" in names else []
    return made


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

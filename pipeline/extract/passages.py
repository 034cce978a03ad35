"""Text that is kept whole under its heading, and text that repeats the plan's own structure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.document import Line, Table
from pipeline.extract.covering import place
from pipeline.lexicon import Lexicon
from pipeline.model import Passage, PassageKind, Provenance
from pipeline.text import clean

SIGNS = 2
"""How many words of one kind a text under an unknown heading needs to be of that kind."""


@dataclass(slots=True)
class PassageDraft:
    """A passage while its text is collected; `pieces` print it, `headings` print its heading."""

    kind: PassageKind
    heading: str | None
    section_id: str | None
    headings: list[Line] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    pieces: list[Line | Table] = field(default_factory=list)

    def add(self, piece: Line | Table) -> None:
        """Add a paragraph, or a table as one line a row."""
        self.pieces.append(piece)
        self.texts += [piece.text] if isinstance(piece, Line) else table_texts(piece)

    def place(self) -> Provenance:
        """Return where the passage and its own heading stand."""
        return place([*self.headings, *self.pieces], "passage")


def table_texts(table: Table) -> list[str]:
    """Return the texts of a table's cells, one each, in reading order."""
    return [
        clean(cell.text or (cell.mark.char or "" if cell.mark else ""))
        for row in table.rows
        for cell in row.cells
        if cell.text
    ]


def kind_of_text(texts: Sequence[str], lexicon: Lexicon) -> PassageKind:
    """Return the kind whose words a text under an unknown heading has most of, at least two."""
    hits = {
        kind: sum(lexicon.count(phrases, text) for text in texts)
        for kind, phrases in lexicon.passages.items()
    }
    most = max(hits.values(), default=0)
    return next(kind for kind in hits if hits[kind] == most) if most >= SIGNS else "other"


def passages(drafts: Sequence[PassageDraft], plan_id: str) -> list[Passage]:
    """Return the passages that say something, with their ids."""
    kept = [draft for draft in drafts if draft.texts or draft.heading]
    return [
        Passage(
            id=f"{plan_id}/passage-{number}",
            heading=draft.heading,
            section_id=draft.section_id,
            kind=draft.kind,
            text="\n".join(draft.texts),
            provenance=draft.place(),
        )
        for number, draft in enumerate(kept, 1)
    ]

"""What the paragraphs of a .docx share, and what is in the file and was not read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.model import Finding
from pipeline.read.counters import roman
from pipeline.read.docx.package import Element
from pipeline.read.docx.styles import Style, is_on

NOTES = ("footnote", "endnote")
_SHOWN = 3
"""How many of the pieces that were dropped a finding shows."""


@dataclass(slots=True)
class Ground:
    """What every paragraph of a document is read against, and what the reading leaves behind.

    `notes` are the printed marks of the notes by (kind, id); `fields` are the fields open at
    this point, True while their code is read.
    """

    styles: Mapping[str, Style]
    notes: dict[tuple[str, str], str] = field(default_factory=dict)
    fields: list[bool] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    inserted: int = 0
    hidden: list[str] = field(default_factory=list)
    drawn: int = 0

    def mark_notes(self, document: Element) -> None:
        """Give the notes the marks that are printed: numbers, Roman ones for a second kind."""
        for kind in NOTES:
            called = (e for e in document.iter(f"{kind}Reference"))
            ids = dict.fromkeys(
                e.get("id", "") for e in called if not is_on(e.get("customMarkFollows"))
            )
            second = bool(self.notes)
            for count, note in enumerate(ids, 1):
                self.notes[kind, note] = roman(count) if second else str(count)

    def findings(self, name: str) -> Iterator[Finding]:
        """Yield what a person should know of text that is in the file and was not read."""
        if self.deleted or self.inserted:
            yield _warning(
                name,
                "tracked_changes",
                f"{self.inserted} insertions were kept and {len(self.deleted)} deletions dropped"
                f"{_some(self.deleted)}",
                "accept or reject the changes in the document",
            )
        if self.hidden:
            yield _warning(
                name,
                "hidden_text",
                f"{len(self.hidden)} pieces of hidden text were dropped{_some(self.hidden)}",
                "show the text in the document if it is meant to be read",
            )
        if self.drawn:
            yield _warning(
                name,
                "drawing_unread",
                f"the text inside {self.drawn} charts or diagrams was not read",
                "check by eye that it repeats what the document says elsewhere",
            )


def _warning(name: str, code: str, message: str, hint: str) -> Finding:
    return Finding(code=code, severity="warning", where=name, message=message, hint=hint)


def _some(texts: Sequence[str]) -> str:
    shown = ", ".join(f"'{text[:60]}'" for text in texts[:_SHOWN])
    return f" ({shown}{', ...' if len(texts) > _SHOWN else ''})" if shown else ""

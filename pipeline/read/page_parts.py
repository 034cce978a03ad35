"""What is collected of a web page: its lines and tables, in the order in which they stand.

Text goes to the line that is open, a line to the cell that is open, a table that closes to the cell
around it or to the page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from pipeline.document import Block, Line
from pipeline.model import Finding, Provenance
from pipeline.read.inline import is_call
from pipeline.read.marks import text_mark
from pipeline.read.page_scope import Attributes, Scope
from pipeline.read.page_table import OpenCell, OpenTable, Part, Piece, span
from pipeline.read.page_text import Text
from pipeline.text import BULLETS

_BULLET = re.compile(rf"([{BULLETS}])\s+(?=\S)")
_OWN_NUMBER = re.compile(
    r"\(?(?:\d+[.)\s]|(?:[IVX]+|[A-Z])\s*[.)])|"
    r"[^\W\d_]+\s+(?:n[°o]\s*)?(?:\d+(?:\.\d+)*|[IVX]+|[A-Z])\s*(?:[.):–—-]|$)"
)
_LISTED = re.compile(r"\s*\(?(?:\d+|[a-zA-Z])[.)]")


def numbered(heading: str) -> bool:
    """Tell whether a heading prints a number of its own, maybe behind a word ("Axe 1")."""
    return _OWN_NUMBER.match(heading) is not None


@dataclass(slots=True)
class Parts:
    """The parts of a page that closed, and what is open: tables, a line, raised text.

    `marker` is the bullet or the number of the item that the next text begins.
    """

    page: list[Part] = field(default_factory=list)
    tables: list[OpenTable] = field(default_factory=list)
    marker: str = ""
    _text: Text | None = None
    _raised: list[str] | None = None

    def blocks(self) -> list[Block]:
        """Return the blocks of the page."""
        return [
            block
            for part in self.page
            for block in (part.lines() if isinstance(part, Piece) else [part])
        ]

    def cell(self) -> OpenCell | None:
        """Return the cell that is open in the innermost table."""
        return self.tables[-1].cell if self.tables else None

    def begin_part(self, counts_as: str, given: Attributes, line: int) -> None:
        """Begin a row, a cell or a group of rows of the innermost table."""
        table = self.tables[-1]
        if counts_as == "tr":
            table.start_row()
            table.head_rows += table.in_head
        elif counts_as in ("td", "th"):
            label = text_mark(given.get("aria-label") or "") if given.get("aria-label") else None
            table.start_cell(
                OpenCell(
                    line,
                    span(given.get("rowspan") or given.get("aria-rowspan")),
                    span(given.get("colspan") or given.get("aria-colspan")),
                    heading=counts_as == "th",
                    label=label,
                )
            )
        else:
            table.in_foot = counts_as == "tfoot"
            table.in_head = counts_as == "thead" and len(table.rows) == table.head_rows

    def end_cell(self, line: int) -> None:
        """End the cell that is open, if one is."""
        if self.tables and self.tables[-1].cell is not None:
            self.tables[-1].cell.end(line)
            self.tables[-1].cell = None

    def end_table(self, name: str, line: int) -> list[Finding]:
        """End the innermost table of the file `name`; return what was found in it."""
        self.end_cell(line)
        parts, findings = self.tables.pop().close(name, line)
        self._sink().extend(parts)
        return findings

    def end_box(self, start: int) -> None:
        """Let the only heading of a box that holds nothing but text head what is in it alone."""
        held = self.page[start:]
        levels = [part.level if isinstance(part, Piece) else 1 for part in held]
        first = held[0] if held else None
        if isinstance(first, Piece) and first.level and len(held) > 1 and not any(levels[1:]):
            self.page[start] = replace(first, boxed=True)

    def open_panel(self, label: str, level: int) -> None:
        """Let the name of the tab with this id head the panel that it shows."""
        for part in self.page:
            if label and isinstance(part, Piece) and part.tab == label and part.kind == "text":
                self.page.remove(part)
                self.page.append(replace(part, level=level, depth=0, marker="", tab=""))
                return

    def add_picture(self, said: str, line: int) -> None:
        """Keep the words that stand for a picture, where there are some."""
        if said:
            place = Provenance(lines=(line, line), method="image")
            self._sink().append(Line(said, place, kind="image"))

    def touch(self, *, label: bool = False) -> None:
        """Take note that an element begins or ends here: that of a label sets words apart."""
        if self._text is not None:
            self._text.touched = True
            self._text.labelled = self._text.labelled or label

    def begin_raised(self) -> None:
        """Take what comes for raised text."""
        self._raised = []

    def end_raised(self, scope: Scope, line: int) -> None:
        """End raised text: the call of a note, or words."""
        if self._raised is None:
            return
        raised, self._raised = "".join(self._raised).strip(), None
        text = self._now(scope, line)
        if is_call(raised, text.text()):
            text.call(raised.strip("[]()"))
        elif raised:
            self.add(raised, scope, line)

    def add(self, text: str, scope: Scope, line: int) -> None:
        """Take text that begins on a line of the source."""
        if self._raised is not None:
            self._raised.append(text)
            return
        if not text.strip() and self._text is None:
            return
        printed_breaks = text.rstrip().count("\n")
        if text != "\n":
            text = " ".join(text.split("\n")) if text.strip() else " "
        now = self._now(scope, line)
        now.add(text, bold=scope.bold, struck=scope.struck, badge=scope.badge, aside=scope.aside)
        if text.strip():
            now.last = line + printed_breaks

    def flush(self) -> Scope | None:
        """End the line that is open; return its scope, where it says something."""
        text, self._text = self._text, None
        if text is None:
            return None
        badges, scope = text.badges(), text.scope
        inline = text.inline()
        if not (inline.text or inline.struck):
            return None
        depth = scope.depth if scope.item and not scope.level else 0
        one = not scope.level and "\n" not in inline.text
        bullet = _BULLET.match(inline.text) if one else None
        if bullet:
            inline.text, depth = inline.text[bullet.end() :], max(1, depth)
            text.marker = bullet[1]
        kind, marker = scope.kind, text.marker if depth else ""
        if scope.level and scope.item and text.marker[:1].isalnum() and not numbered(inline.text):
            inline.text = f"{text.marker} {inline.text}"
        if scope.notes and marker and kind == "text":
            kind, marker = "note", marker.rstrip(".")
        elif marker[:1].isdecimal() and not _LISTED.match(inline.text):
            inline.text = f"{marker} {inline.text}"
        method = "heading" if scope.level else "list" if depth else "paragraph"
        place = Provenance(lines=(text.first, text.last), method=method)
        piece = Piece(inline, place, scope.level, depth, marker, kind, scope.unseen, scope.tab)
        self._sink().append(piece)
        if badges is not None:
            under = place.model_copy(update={"method": "paragraph"})
            self._sink().append(Piece(badges, under, 0, 0, "", kind, scope.unseen, ""))
        return scope

    def _now(self, scope: Scope, line: int) -> Text:
        if self._text is None:
            self._text = Text(line, line, scope, self.marker)
            self.marker = ""
        return self._text

    def _sink(self) -> list[Part]:
        """Return where parts go: the open cell, else the page."""
        for table in reversed(self.tables):
            if table.cell is not None:
                return table.cell.parts
        return self.page

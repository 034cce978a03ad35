"""HTML → blocks: the lines and tables of a page, or of a table inside Markdown.

The standard library's parser gives each tag its line, and is as lenient as browsers are about
elements left open. Elements stand on a stack with the scope that holds inside each; text goes to
the cell that is open, else to the page. ARIA roles count as the elements they stand for.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from html.parser import HTMLParser

from pipeline.document import Block, Line
from pipeline.model import Finding, Mark, Provenance
from pipeline.read.counters import letters, roman
from pipeline.read.hidden import hidden_findings
from pipeline.read.icons import icon, pictured
from pipeline.read.inline import is_call
from pipeline.read.marks import text_mark
from pipeline.read.page_drawn import Drawn, mark
from pipeline.read.page_scope import HEADINGS, Attributes, Scope, inside, is_box, shows
from pipeline.read.page_table import OpenCell, OpenTable, Part, Piece, span
from pipeline.read.page_tags import CLOSED_BY, FENCES, INLINE, ROLES, TABLE_PARTS, VOID
from pipeline.read.page_text import Text
from pipeline.text import BULLETS, clean

MAX_DEPTH = 2000
"""Elements nested deeper are not told apart: no page that a person wrote has them."""

MAX_TABLES = 50
"""Tables nested deeper are text."""

_CONTROLS = dict.fromkeys((*range(9), *range(14, 32), 127))
_UNPRINTED = str.maketrans({"\u00ad": None, "\u200b": None, "\ufeff": None, **_CONTROLS})
_MAIN = re.compile(r"<main\b|\brole\s*=\s*[\"']?main\b", re.IGNORECASE)
_LIGATURES = re.compile(r"material-(?:icons|symbols)")
_BULLET = re.compile(rf"([{BULLETS}])\s+(?=\S)")
_LISTED = re.compile(r"\s*\(?(?:\d+|[a-zA-Z])[.)]")


@dataclass(slots=True)
class _Open:
    """An element that is open: its tag, what it counts as, and the scope inside it.

    `ligature` says that its text is the name of an icon, `count` how many items a list has, and
    `form` what they are counted in: "a" letters, "i" Roman numerals. `box` is the first part of a
    box on the page.
    """

    tag: str
    counts_as: str
    scope: Scope
    ligature: bool = False
    count: int = 0
    form: str = ""
    box: int | None = None


class PageParser(HTMLParser):
    """Collects the blocks of a piece of HTML; `offset` is the number of lines before it."""

    def __init__(self, name: str, offset: int = 0) -> None:
        """Take the file's name for findings, and where in the file the piece begins."""
        super().__init__(convert_charrefs=True)
        self._name = name
        self._offset = offset
        self._has_main = False
        self._open: list[_Open] = []
        self._tags: Counter[str] = Counter()
        self._tables: list[OpenTable] = []
        self._text: Text | None = None
        self._marker = ""
        self._raised: list[str] | None = None
        self._drawn = Drawn()
        self._shown: set[str] = set()
        self._hidden: list[str] = []
        self._headed = False
        self._heading = 1
        self._parts: list[Part] = []
        self.blocks: list[Block] = []
        self.findings: list[Finding] = []

    def read(self, source: str) -> None:
        """Parse a whole piece. Behind the last ">" no tag can be: it is text."""
        self._has_main = _MAIN.search(source) is not None
        end = source.rfind(">") + 1
        self.feed(source[:end] + source[end:].replace("<", "&lt;"))
        self.close()
        self._pop(0)
        self._flush()
        self.blocks = [
            block
            for part in self._parts
            for block in (part.lines() if isinstance(part, Piece) else [part])
        ]
        self.findings += hidden_findings(self._name, self._hidden, self.blocks)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open what a tag opens."""
        given: Attributes = dict(attrs)
        counts_as = ROLES.get(given.get("role") or "", tag)
        if tag in VOID:
            self._void(tag, given)
            return
        if len(self._open) >= MAX_DEPTH or (tag == "table" and len(self._tables) >= MAX_TABLES):
            self._flush()
            return
        self._close_implied(counts_as)
        if counts_as not in INLINE:
            self._flush()
        folded = given.get("role") == "tabpanel" or given.get("id") in self._shown
        scope = inside(
            self._scope(),
            tag,
            given,
            has_main=self._has_main,
            opened=self._opened_level(),
            shown=folded or self._headed,
        )
        self._shown.update(shows(given, scope))
        bold = self._drawn.styles.bold(given)
        scope = scope if bold is None else replace(scope, bold=bold)
        if counts_as in ("ul", "li") and tag not in ("ul", "ol", "li"):
            scope = inside(scope, counts_as, {}, has_main=False)
        ligature = _LIGATURES.search(given.get("class") or "") is not None
        box = len(self._parts) if is_box(tag, given) and not self._tables else None
        self._open.append(_Open(tag, counts_as, scope, ligature, box=box))
        self._tags[tag] += 1
        self._begin(counts_as, tag, given)
        drawing = bool(self._tags["svg"])
        if drawing:
            self._drawn.tag(self.get_starttag_text() or "")
        if not scope.silent:
            self._drawn.opened(self._cell(), tag, given, drawing=drawing)

    def handle_endtag(self, tag: str) -> None:
        """Close what a tag closes: the innermost element of that name, and all inside it."""
        if not self._tags[tag]:
            if tag == "p":
                self._flush()
            return
        for at in range(len(self._open) - 1, -1, -1):
            if self._open[at].tag == tag:
                self._pop(at)
                return
            if self._open[at].counts_as in ("td", "th") and tag not in (*TABLE_PARTS, "table"):
                return

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open and close; a slash closes the elements of a drawing only, as in browsers."""
        self.handle_starttag(tag, attrs)
        if tag in ("path", "use", "circle", "rect", "line", "polygon", "polyline", "svg", "g"):
            self.handle_endtag(tag)

    def handle_data(self, data: str) -> None:
        """Take text."""
        if self._scope().silent:
            if self._open[-1].tag == "style":
                self._drawn.styles.add(data)
            elif self._scope().hidden:
                self._hidden.append(clean(data))
            return
        if self._tags["svg"]:
            self._drawn.text(data)
        elif self._open and self._open[-1].ligature:
            char = icon(f"icon-{clean(data).replace(' ', '-')}")
            mark(self._cell(), Mark(kind="dingbat", char=char))
        else:
            self._add(pictured(data.translate(_UNPRINTED), self._scope().font))

    def _opened_level(self) -> int:
        """Return the level of what opens a folded part: under the heading before it."""
        return self._heading + max(1, self._tags["details"])

    def _scope(self) -> Scope:
        return self._open[-1].scope if self._open else Scope()

    def _void(self, tag: str, given: Attributes) -> None:
        scope = self._scope()
        if tag == "br":
            self._add("\n")
        elif tag == "hr":
            self._flush()
        elif scope.silent or "hidden" in given:
            return
        elif tag == "img":
            self._say(self._drawn.image(self._cell(), given))
        elif tag == "input" and (given.get("type") or "").lower() in ("checkbox", "radio"):
            self._add("☒" if "checked" in given else "☐")

    def _close_implied(self, counts_as: str) -> None:
        """Close the elements that the start of another one ends."""
        closed = CLOSED_BY.get(counts_as)
        if closed is None:
            return
        fence = FENCES.get(counts_as, frozenset({"table"}))
        outermost = None
        for at in range(len(self._open) - 1, -1, -1):
            if self._open[at].counts_as in fence:
                break
            if self._open[at].counts_as in closed:
                outermost = at
        if outermost is not None:
            self._pop(outermost)

    def _begin(self, counts_as: str, tag: str, given: Attributes) -> None:
        if counts_as == "table":
            layout = given.get("role") in ("presentation", "none")
            self._tables.append(OpenTable(self._line(), layout))
        elif counts_as in TABLE_PARTS and self._tables:
            self._begin_part(counts_as, given)
        elif given.get("role") == "tabpanel":
            self._open_panel(given)
        elif tag == "li":
            self._marker = self._item_marker(given)
        elif tag == "ol":
            start = given.get("start") or "1"
            self._open[-1].count = int(start) - 1 if re.fullmatch(r"\d{1,6}", start) else 0
            self._open[-1].form = given.get("type") or ""
        elif tag == "sup":
            self._raised = []

    def _open_panel(self, given: Attributes) -> None:
        """Let the name of a tab head the panel that it shows."""
        label = given.get("aria-labelledby")
        for part in self._parts:
            if label and isinstance(part, Piece) and part.tab == label and part.kind == "text":
                self._parts.remove(part)
                level = min(self._opened_level(), 6)
                self._parts.append(replace(part, level=level, depth=0, marker="", tab=""))
                return

    def _begin_part(self, counts_as: str, given: Attributes) -> None:
        table = self._tables[-1]
        if counts_as == "tr":
            table.start_row()
            table.head_rows += table.in_head
        elif counts_as in ("td", "th"):
            label = text_mark(given.get("aria-label") or "") if given.get("aria-label") else None
            table.start_cell(
                OpenCell(
                    self._line(),
                    span(given.get("rowspan") or given.get("aria-rowspan")),
                    span(given.get("colspan") or given.get("aria-colspan")),
                    heading=counts_as == "th",
                    label=label,
                )
            )
        else:
            table.in_head = counts_as == "thead" and len(table.rows) == table.head_rows

    def _item_marker(self, given: Attributes) -> str:
        """Return the bullet or the number that a browser prints before an item."""
        above = next((o for o in reversed(self._open[:-1]) if o.tag in ("ul", "ol")), None)
        if above is None or above.tag == "ul":
            return "-"
        value = given.get("value") or ""
        above.count = int(value) if re.fullmatch(r"\d{1,6}", value) else above.count + 1
        counted = {"a": letters, "i": roman}.get(above.form.lower(), str)(above.count)
        return f"{counted.upper() if above.form.isupper() else counted}."

    def _pop(self, at: int) -> None:
        """Close all elements from a place of the stack on."""
        while len(self._open) > at:
            element = self._open[-1]
            if element.counts_as not in INLINE:
                self._flush()
            self._open.pop()
            self._tags[element.tag] -= 1
            self._headed = element.counts_as in HEADINGS
            if element.counts_as == "table":
                self._end_table()
            elif element.counts_as in ("td", "th"):
                self._end_cell()
            elif element.counts_as == "thead" and self._tables:
                self._tables[-1].in_head = False
            elif element.box is not None:
                self._end_box(element.box)
            elif element.tag == "sup":
                self._end_raised()
            elif element.tag == "svg":
                self._say(self._drawn.end_svg(self._cell()))

    def _end_box(self, start: int) -> None:
        """Let the only heading of a box that holds nothing but text head what is in it alone."""
        held = self._parts[start:]
        levels = [part.level if isinstance(part, Piece) else 1 for part in held]
        first = held[0] if held else None
        if isinstance(first, Piece) and first.level and len(held) > 1 and not any(levels[1:]):
            self._parts[start] = replace(first, boxed=True)

    def _end_cell(self) -> None:
        if self._tables and self._tables[-1].cell is not None:
            self._tables[-1].cell.end(self._line())
            self._tables[-1].cell = None

    def _end_table(self) -> None:
        self._end_cell()
        parts, findings = self._tables.pop().close(self._name, self._line())
        self._sink().extend(parts)
        self.findings += findings

    def _say(self, words_of_picture: str) -> None:
        """Keep the words that stand for a picture, where there are some."""
        if words_of_picture:
            place = Provenance(lines=(self._line(), self._line()), method="image")
            self._sink().append(Line(words_of_picture, place, kind="image"))

    def _end_raised(self) -> None:
        if self._raised is None:
            return
        raised, self._raised = "".join(self._raised).strip(), None
        text = self._now()
        if is_call(raised, text.text()):
            text.call(raised.strip("[]()"))
        elif raised:
            self._add(raised)

    def _add(self, text: str) -> None:
        if self._raised is not None:
            self._raised.append(text)
            return
        if not text.strip() and self._text is None:
            return
        printed_breaks = text.rstrip().count("\n")
        if text != "\n":
            text = " ".join(text.split("\n")) if text.strip() else " "
        now, scope = self._now(), self._scope()
        self._headed = self._headed and not text.strip()
        now.add(text, bold=scope.bold, struck=scope.struck, badge=scope.badge)
        if text.strip():
            now.last = self._line() + printed_breaks

    def _now(self) -> Text:
        if self._text is None:
            self._text = Text(self._line(), self._line(), self._scope(), self._marker)
            self._marker = ""
        return self._text

    def _cell(self) -> OpenCell | None:
        """Return the cell that is open in the innermost table."""
        return self._tables[-1].cell if self._tables else None

    def _sink(self) -> list[Part]:
        """Return where parts go: the open cell, else the page."""
        for table in reversed(self._tables):
            if table.cell is not None:
                return table.cell.parts
        return self._parts

    def _flush(self) -> None:
        """End the line that is being collected."""
        text, self._text = self._text, None
        if text is None:
            return
        badges, scope = text.badges(), text.scope
        inline = text.inline()
        if not (inline.text or inline.struck):
            return
        depth = scope.depth if scope.item and not scope.level else 0
        bullet = _BULLET.match(inline.text) if not scope.level else None
        if bullet:
            inline.text, depth = inline.text[bullet.end() :], max(1, depth)
            text.marker = bullet[1]
        kind, marker = scope.kind, text.marker if depth else ""
        if scope.notes and marker and kind == "text":
            kind, marker = "note", marker.rstrip(".")
        elif marker[:1].isdecimal() and not _LISTED.match(inline.text):
            inline.text = f"{marker} {inline.text}"
        if scope.level and not scope.opener and not self._tags["details"]:
            self._heading = scope.level
        method = "heading" if scope.level else "list" if depth else "paragraph"
        place = Provenance(lines=(text.first, text.last), method=method)
        piece = Piece(inline, place, scope.level, depth, marker, kind, scope.unseen, scope.tab)
        self._sink().append(piece)
        if badges is not None:
            under = place.model_copy(update={"method": "paragraph"})
            self._sink().append(Piece(badges, under, 0, 0, "", kind, scope.unseen, ""))

    def _line(self) -> int:
        return self.getpos()[0] + self._offset

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

from pipeline.document import Block
from pipeline.model import Finding, Mark
from pipeline.read.counters import letters, roman
from pipeline.read.hidden import hidden_findings
from pipeline.read.icons import icon, pictured
from pipeline.read.page_drawn import Drawn, mark
from pipeline.read.page_laid import Laid, laid_tables
from pipeline.read.page_parts import Parts
from pipeline.read.page_scope import HEADINGS, Attributes, Scope, inside, is_box, is_label, shows
from pipeline.read.page_table import OpenTable
from pipeline.read.page_tags import CLOSED_BY, FENCES, INLINE, ROLES, TABLE_PARTS, VOID
from pipeline.text import clean

MAX_DEPTH = 2000
"""Elements nested deeper are not told apart: no page that a person wrote has them."""

MAX_TABLES = 50
"""Tables nested deeper are text."""

_CONTROLS = dict.fromkeys((*range(9), *range(14, 32), 127))
_UNPRINTED = str.maketrans({"\u00ad": None, "\u200b": None, "\ufeff": None, **_CONTROLS})
_MAIN = re.compile(r"<main\b|\brole\s*=\s*[\"']?main\b", re.IGNORECASE)
_PLAIN_LIST = re.compile(r"list-style(?:-type)?\s*:\s*none", re.IGNORECASE)
_LIGATURES = re.compile(r"material-(?:icons|symbols)")


@dataclass(slots=True)
class _Open:
    """An element that is open: its tag, what it counts as, and the scope inside it.

    `ligature` says that its text is the name of an icon, `count` how many items a list has, and
    `form` what they are counted in: "a" letters, "i" Roman numerals, "none" nothing. `box` is the
    first part of a box on the page, `label` says that the element names what stands behind it.
    """

    tag: str
    counts_as: str
    scope: Scope
    ligature: bool = False
    count: int = 0
    form: str = ""
    box: int | None = None
    label: bool = False


class PageParser(HTMLParser):
    """Collects the blocks of a piece of HTML; `offset` is the number of lines before it."""

    def __init__(self, name: str, offset: int = 0) -> None:
        """Take the file's name for findings, and where in the file the piece begins."""
        super().__init__(convert_charrefs=True)
        self._name = name
        self._offset = offset
        self._has_main = False
        self._laid: Laid = {}
        self._open: list[_Open] = []
        self._tags: Counter[str] = Counter()
        self._parts = Parts()
        self._drawn = Drawn()
        self._shown: set[str] = set()
        self._hidden: list[str] = []
        self._headed = False
        self._heading = 1
        self.blocks: list[Block] = []
        self.findings: list[Finding] = []

    def read(self, source: str) -> None:
        """Parse a whole piece. Behind the last ">" no tag can be: it is text."""
        self._has_main = _MAIN.search(source) is not None
        self._laid = laid_tables(source)
        end = source.rfind(">") + 1
        self.feed(source[:end] + source[end:].replace("<", "&lt;"))
        self.close()
        self._pop(0)
        self._flush()
        self.blocks = self._parts.blocks()
        self.findings += hidden_findings(self._name, self._hidden, self.blocks)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open what a tag opens."""
        given: Attributes = dict(attrs)
        laid = self._laid.get(self.getpos(), ()) if self._laid else ()
        counts_as = ROLES.get(given.get("role") or "", laid[-1] if laid else tag)
        if tag in VOID:
            self._void(tag, given)
            return
        if len(self._open) >= MAX_DEPTH or (
            tag == "table" and len(self._parts.tables) >= MAX_TABLES
        ):
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
        box = len(self._parts.page) if is_box(tag, given) and not self._parts.tables else None
        label = not self._parts.tables and is_label(tag, given, scope)
        scope = replace(scope, bold=True) if label else scope
        self._open.append(_Open(tag, counts_as, scope, ligature, box=box, label=label))
        self._parts.touch()
        self._tags[tag] += 1
        for part in laid[:-1]:
            self._begin(part, tag, given)
        self._begin(counts_as, tag, given)
        drawing = bool(self._tags["svg"])
        if drawing:
            self._drawn.tag(self.get_starttag_text() or "")
        if not scope.silent:
            self._drawn.opened(self._parts.cell(), tag, given, drawing=drawing)

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
            mark(self._parts.cell(), Mark(kind="dingbat", char=char))
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
            self._parts.add_picture(self._drawn.image(self._parts.cell(), given), self._line())
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
            self._parts.tables.append(OpenTable(self._line(), layout))
        elif counts_as in TABLE_PARTS and self._parts.tables:
            self._parts.begin_part(counts_as, given, self._line())
        elif given.get("role") == "tabpanel":
            label = given.get("aria-labelledby") or ""
            self._parts.open_panel(label, min(self._opened_level(), 6))
        elif tag == "li":
            self._parts.marker = self._item_marker(given)
        elif tag == "ol":
            start = given.get("start") or "1"
            self._open[-1].count = int(start) - 1 if re.fullmatch(r"\d{1,6}", start) else 0
            plain = _PLAIN_LIST.search(given.get("style") or "")
            self._open[-1].form = "none" if plain else given.get("type") or ""
        elif tag == "sup":
            self._parts.begin_raised()

    def _item_marker(self, given: Attributes) -> str:
        """Return the bullet or the number that a browser prints before an item."""
        above = next((o for o in reversed(self._open[:-1]) if o.tag in ("ul", "ol")), None)
        if above is None or above.tag == "ul" or above.form == "none":
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
            self._parts.touch(label=element.label)
            if element.counts_as == "table":
                self.findings += self._parts.end_table(self._name, self._line())
            elif element.counts_as in ("td", "th"):
                self._parts.end_cell(self._line())
            elif element.counts_as == "thead" and self._parts.tables:
                self._parts.tables[-1].in_head = False
            elif element.box is not None:
                self._parts.end_box(element.box)
            elif element.tag == "sup":
                self._parts.end_raised(self._scope(), self._line())
            elif element.tag == "svg":
                self._parts.add_picture(self._drawn.end_svg(self._parts.cell()), self._line())

    def _add(self, text: str) -> None:
        self._headed = self._headed and not text.strip()
        self._parts.add(text, self._scope(), self._line())

    def _flush(self) -> None:
        """End the line that is being collected."""
        scope = self._parts.flush()
        if scope and scope.level and not scope.opener and not self._tags["details"]:
            self._heading = scope.level

    def _line(self) -> int:
        return self.getpos()[0] + self._offset

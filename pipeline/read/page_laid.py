"""Elements that only the style of a page sets as a table → what each of them counts as.

A page may state `display: table` for its elements, set rows of as many cells as boxes in a line,
or set all cells in a grid of so many columns. The last two do so with much that is no table: they
count as one where what they hold is text, and where a class of its own or bold type sets the first
row apart, as a header.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from operator import itemgetter

from pipeline.read.page_scope import HEADINGS, Attributes
from pipeline.read.page_style import selected, unconditional
from pipeline.read.page_tags import VOID

LEAST_COLUMNS = 3
"""Two boxes in a line may be anything."""
LEAST_ROWS = 2
LEAST_CELLS = 2
"""So many cells has each row of what is stated to be a table."""
MOST_OPEN = 2000
"""Elements nested deeper are not told apart."""
MOST_CHARS = 500
"""A longer list of columns is cut off."""
_LAID = re.compile(r"display\s*:\s*(?:inline-)?(?:table|grid|flex)", re.IGNORECASE)
_SHEET = re.compile(r"<style\b[^>]*>(.*?)</style", re.IGNORECASE | re.DOTALL)
_DISPLAY = re.compile(r"display\s*:\s*(?:inline-)?([a-z-]+)", re.IGNORECASE)
_UPRIGHT = re.compile(r"flex-(?:direction|flow)\s*:\s*column", re.IGNORECASE)
_TRACKS = re.compile(r"grid-template-columns\s*:\s*([^;}!]+)", re.IGNORECASE)
_REPEAT = re.compile(r"repeat\(\s*(\d+)\s*,((?:[^()]|\([^()]*\))*)\)")
_CALL = re.compile(r"[a-z-]*\([^()]*\)")
_NAMED = re.compile(r"\[[^\[\]]*\]")
_HOLDS_MORE = frozenset(
    {*HEADINGS, "table", "section", "article", "nav", "form", "dl", "details", "header", "footer"}
)

_Rule = tuple[str, frozenset[str], str]
"""A tag or none, the names that it asks for, and what it states."""
_Look = tuple[str, frozenset[str], bool]
Position = tuple[int, int]
Laid = dict[Position, tuple[str, ...]]
"""The parts of a table that begin with the element at a place of the source."""


@dataclass(slots=True)
class _Element:
    """An element: what it states and what stands in it; `tags` are all those inside it."""

    tag: str
    given: Attributes
    at: Position
    text: bool = False
    children: list[_Element] = field(default_factory=list)
    tags: set[str] = field(default_factory=set)
    stated: str = ""

    def display(self) -> str:
        """Return how it is set, where it states it; nothing for boxes under each other."""
        found: list[str] = _DISPLAY.findall(self.stated)
        upright = found and found[-1] == "flex" and _UPRIGHT.search(self.stated)
        return found[-1] if found and not upright else ""

    def tracks(self) -> int:
        """Return the number of columns that it states for what stands in it."""
        found = _TRACKS.findall(self.stated)
        return _count(found[-1]) if found else 0

    def look(self) -> _Look:
        """Return what it may be told by from others: tag, classes, is all of it bold."""
        bold = bool(self.children) and all(one.tag in ("b", "strong") for one in self.children)
        return self.tag, self.classes(), bold and not self.text

    def classes(self) -> frozenset[str]:
        """Return the names of its classes."""
        return frozenset((self.given.get("class") or "").split())


def laid_tables(source: str) -> Laid:
    """Return what the elements of a page count as that its style alone sets as tables."""
    if not _LAID.search(source):
        return {}
    sheets = " ".join(_SHEET.findall(source))
    tree = _Tree(list(selected(unconditional(sheets))))
    tree.feed(source)
    laid: Laid = {}
    waiting = [tree.root]
    while waiting:
        element = waiting.pop()
        found = _stated(element) or _in_lines(element) or _in_grid(element)
        if found:
            laid |= {element.at: ("table",), **found}
        else:
            waiting += element.children
    return laid


class _Tree(HTMLParser):
    """Builds the elements of a page, each with all that the rules for it state."""

    def __init__(self, rules: Sequence[_Rule]) -> None:
        super().__init__(convert_charrefs=True)
        self._rules: dict[str, list[tuple[int, _Rule]]] = {}
        """Those that tell how boxes are set, by one of the names or the tag that each asks for."""
        for index, rule in enumerate(rules):
            if "display" in rule[2] or "grid" in rule[2]:
                self._rules.setdefault(min(rule[1], default=rule[0]), []).append((index, rule))
        self.root = _Element("", {}, (0, 0))
        self._open = [self.root]
        self._open_tags: Counter[str] = Counter()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID or len(self._open) > MOST_OPEN:
            return
        made = _Element(tag, dict(attrs), self.getpos())
        names = {f".{name}" for name in made.classes()} | {f"#{made.given.get('id') or ''}"}
        asked = (rule for key in (*names, tag, "") for rule in self._rules.get(key, ()))
        rules = [rule for _, rule in sorted(asked, key=itemgetter(0))]
        stated = [said for of, asks, said in rules if of in ("", tag) and asks <= names]
        made.stated = ";".join([*stated, made.given.get("style") or ""])
        self._open[-1].children.append(made)
        self._open.append(made)
        self._open_tags[tag] += 1

    def handle_endtag(self, tag: str) -> None:
        closes = self._open_tags[tag] > 0
        while closes:
            closed = self._open.pop()
            self._open_tags[closed.tag] -= 1
            self._open[-1].tags |= closed.tags | {closed.tag}
            closes = closed.tag != tag

    def handle_data(self, data: str) -> None:
        self._open[-1].text = self._open[-1].text or bool(data.strip())


def _stated(element: _Element) -> Laid:
    """Return the rows and cells of an element that is stated to be a table."""
    if element.display() != "table" or "table" in element.tags:
        return {}
    rows: list[tuple[str, _Element]] = []
    for child in element.children:
        inner = child.children if child.display().endswith("-group") else [child]
        part = "th" if child.display() == "table-header-group" else "td"
        rows += [(part, row) for row in inner if row.display() == "table-row"]
    cells = [[c for c in row.children if c.display() == "table-cell"] for _, row in rows]
    if len(rows) < LEAST_ROWS or min(map(len, cells)) < LEAST_CELLS:
        return {}
    laid: Laid = {row.at: ("tr",) for _, row in rows}
    for (part, _), held in zip(rows, cells, strict=True):
        laid |= {cell.at: (part,) for cell in held}
    return laid


def _in_lines(element: _Element) -> Laid:
    """Return the rows and cells of an element that holds nothing but lines of as many boxes."""
    rows = element.children
    if len(rows) < LEAST_ROWS or any(row.display() not in ("flex", "grid") for row in rows):
        return {}
    width = len(rows[0].children)
    if width < LEAST_COLUMNS or any(len(row.children) != width or row.text for row in rows):
        return {}
    if not all(map(_is_cell, (cell for row in rows for cell in row.children))):
        return {}
    head = _looks(rows[:1])
    if any(_looks([row]) == head for row in rows[1:]):
        return {}
    laid: Laid = {row.at: ("tr",) for row in rows}
    for index, row in enumerate(rows):
        laid |= {cell.at: ("td" if index else "th",) for cell in row.children}
    return laid


def _in_grid(element: _Element) -> Laid:
    """Return the cells of an element that sets all of them in columns."""
    cells, width = element.children, element.tracks()
    if element.display() != "grid" or width < LEAST_COLUMNS or element.text:
        return {}
    if len(cells) < LEAST_ROWS * width or len(cells) % width or not all(map(_is_cell, cells)):
        return {}
    head = {cell.look() for cell in cells[:width]}
    if len(head) != 1 or any(cell.look() in head for cell in cells[width:]):
        return {}
    parts = ["th" if index < width else "td" for index in range(len(cells))]
    return {
        cell.at: (part,) if index % width else ("tr", part)
        for index, (cell, part) in enumerate(zip(cells, parts, strict=True))
    }


def _is_cell(element: _Element) -> bool:
    return not element.tags & _HOLDS_MORE and element.tag not in _HOLDS_MORE


def _looks(rows: Sequence[_Element]) -> list[_Look]:
    """Return what rows and their cells may be told by."""
    return [one.look() for row in rows for one in (row, *row.children)]


def _count(tracks: str) -> int:
    """Count the columns that a style states; none where the width of the page says how many."""

    def written(found: re.Match[str]) -> str:
        return " x " * (min(int(found[1]), 100) * _count(found[2]))

    plain = _REPEAT.sub(written, _NAMED.sub(" ", tracks[:MOST_CHARS]))
    while (inner := _CALL.sub("x", plain)) != plain:
        plain = inner
    return 0 if "auto-" in tracks else len(plain.split())

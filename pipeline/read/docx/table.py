"""A table of a .docx → rows of cells, with what each spans, and the mark it holds.

Word writes a cell merged downwards once a row (`vMerge`); here it is one cell that spans the
rows. What a cell says besides text is its mark: a symbol of a dingbat font, a picture, a shade.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.model import Mark, Provenance
from pipeline.read.docx.package import Element
from pipeline.read.docx.styles import switch, whole
from pipeline.read.grid import Raw, count_header_rows
from pipeline.read.inline import Inline
from pipeline.read.marks import text_mark
from pipeline.text import clean, words

MAX_SPAN = 1000
WRAPPERS = frozenset({"sdt", "sdtContent", "customXml", "ins", "moveTo"})
_PLAIN = frozenset({"clear", "nil"})
"""Shades without a pattern of dots or lines."""
_WHITE = frozenset({"auto", "ffffff", "white"})


@dataclass(frozen=True, slots=True)
class Content:
    """What stands in a cell: its text and place, is a symbol all of it, which pictures."""

    inline: Inline
    provenance: Provenance
    symbol: bool = False
    pictures: tuple[str, ...] = ()


@dataclass(slots=True)
class _Slot:
    """A cell where it stands in the grid."""

    raw: Raw
    row: int
    column: int


ReadCell = Callable[[Element], Content]


def unwrapped(parent: Element, tag: str) -> Iterator[Element]:
    """Yield the children of a kind, those inside controls and insertions too."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in WRAPPERS:
            yield from unwrapped(child, tag)


def blocks_of(parent: Element) -> list[Element]:
    """Return the paragraphs and tables of a cell, in order."""
    found: list[Element] = []
    for child in parent:
        if child.tag in ("p", "tbl"):
            found.append(child)
        elif child.tag in WRAPPERS:
            found += blocks_of(child)
    return found


def goes_on(cell: Element) -> bool:
    """Tell whether a cell is a part of the one over it, and prints nothing of its own."""
    return _merge(cell.find("tcPr"), "vMerge") == "continue"


def framed(table: Element) -> list[Element]:
    """Return the cells of a table that only sets frames around what stands in them, else none.

    It has one cell, or one cell a row and a table in one of them, or a table in each row.
    """
    rows = [list(unwrapped(row, "tc")) for row in unwrapped(table, "tr")]
    cells = [cell for row in rows for cell in row]
    inner = [any(True for cell in row for _ in unwrapped(cell, "tbl")) for row in rows]
    single = all(len(row) == 1 for row in rows)
    return cells if len(cells) == 1 or (single and any(inner)) or all(inner) else []


def read_rows(
    table: Element, read_cell: ReadCell, empty: Callable[[], Provenance]
) -> tuple[list[list[Raw]], int]:
    """Return the rows of a table and how many of them are its header."""
    rows: list[list[_Slot]] = []
    marked = 0
    above: dict[int, _Slot] = {}
    for element in unwrapped(table, "tr"):
        properties = element.find("trPr")
        if properties is not None and properties.find("del") is not None:
            continue
        row, above = _row(element, len(rows), above, read_cell, empty)
        if marked == len(rows) and properties is not None and switch(properties, "tblHeader"):
            marked += 1
        rows.append(row)
    if not rows:
        return [], 0
    header_rows = _header_rows(rows, marked)
    return [[slot.raw for slot in row] for row in rows], header_rows


def _row(
    element: Element,
    number: int,
    above: dict[int, _Slot],
    read_cell: ReadCell,
    empty: Callable[[], Provenance],
) -> tuple[list[_Slot], dict[int, _Slot]]:
    """Read a row; `above` are the cells of the row above by the column they begin in."""
    slots: list[_Slot] = []
    here: dict[int, _Slot] = {}
    column = _skipped(element, "gridBefore")
    if column:
        slots.append(_Slot(Raw(Inline(""), empty(), 1, column), number, 0))
    for cell in unwrapped(element, "tc"):
        properties = cell.find("tcPr")
        span = _value(properties, "gridSpan", 1)
        content = read_cell(cell)
        master = above.get(column) if _merge(properties, "vMerge") == "continue" else None
        if _merge(properties, "hMerge") == "continue" and slots:
            last = slots[-1]
            last.raw = replace(last.raw, column_span=last.raw.column_span + span)
        elif master is not None:
            master.raw = replace(master.raw, row_span=number - master.row + 1)
            here[column] = master
        else:
            mark, fill = _mark(content), _fill(properties)
            drawing = " ".join(content.pictures)
            said = next((clean(text) for text in content.inline.images if words(text)), "")
            raw = Raw(content.inline, content.provenance, 1, span, mark, fill, drawing, said)
            here[column] = _Slot(raw, number, column)
            slots.append(here[column])
        column += span
    after = _skipped(element, "gridAfter")
    if after:
        slots.append(_Slot(Raw(Inline(""), empty(), 1, after), number, column))
    return slots, here


def _header_rows(rows: Sequence[Sequence[_Slot]], marked: int) -> int:
    """Return the rows marked as header, else what looks like one; a label may span two rows."""
    if any(not row for row in rows[:2]):
        return marked
    count = marked or count_header_rows([[slot.raw for slot in row] for row in rows])
    first = [slot.raw for slot in rows[0]]
    if count == 1 and len(rows) > 2 and any(raw.column_span > 1 for raw in first):
        spanned = max(raw.row_span for raw in first)
        labels = [slot.raw.inline.text for slot in rows[1]]
        if spanned == 2 and not any(text_mark(text) or len(text) > 60 for text in labels):
            return 2
    return count


def _mark(content: Content) -> Mark | None:
    """Return the mark that a cell holds besides what its text is by itself."""
    if content.symbol:
        return Mark(kind="dingbat", char=content.inline.text)
    if content.pictures and not content.inline.text:
        described = next(
            (mark for text in content.inline.images if (mark := text_mark(text))), None
        )
        return Mark(kind="image", char=described.char if described else None)
    return None


def _fill(properties: Element | None) -> str | None:
    shade = properties.find("shd") if properties is not None else None
    if shade is None:
        return None
    fill = (shade.get("fill") or "auto").lower()
    pattern = shade.get("val", "clear")
    if pattern not in _PLAIN:
        return f"{pattern} {shade.get('color', 'auto')} {fill}"
    return None if fill in _WHITE and not shade.get("themeFill") else fill


def _merge(properties: Element | None, name: str) -> str | None:
    """Return "restart" or "continue" where a cell is merged."""
    merge = properties.find(name) if properties is not None else None
    return merge.get("val", "continue") if merge is not None else None


def _value(properties: Element | None, name: str, default: int) -> int:
    found = properties.find(name) if properties is not None else None
    return max(1, min(whole(found.get("val"), default), MAX_SPAN)) if found is not None else default


def _skipped(row: Element, name: str) -> int:
    properties = row.find("trPr")
    return _value(properties, name, 0)

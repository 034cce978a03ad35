"""Lines of text → headings, paragraphs and list items, told by how they are set.

Lines that follow closely in one type are one paragraph. Type larger than the text's, or a short
paragraph in bold, is a heading; its level is its rank among the types of headings. A bullet or
the number of a list begins an item, deeper ones stand further to the right.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.document import Line, LineKind, Table
from pipeline.model import Provenance
from pipeline.read.pdf.boxed import is_boxed
from pipeline.read.pdf.bullets import DRAWN, is_drawn
from pipeline.read.pdf.content import rounded
from pipeline.read.pdf.fonts import dingbat
from pipeline.read.pdf.layout import PageLayout
from pipeline.read.pdf.lines import TextLine
from pipeline.read.pdf.note_lines import is_next_note, note_marker
from pipeline.read.pdf.paragraphs import append, bold_head, counts_on, line_text, starts_item
from pipeline.read.pdf.styles import (
    HEADING_WORDS,
    LARGER,
    SAME_START_PT,
    STEP,
    Styles,
    label_of,
    start_of,
)
from pipeline.read.places import place
from pipeline.text import CIRCLED, words

INDENT_PT = 7.0
_STOP = re.compile(r"[.;:!?]$")
_END = re.compile(r"[.;,]$")
LEAST_INDENT_PT = 12.0
OFTEN = 3
INDENTED = 0.1
MUCH_ROOM = 0.3
"""A line that leaves this share of its column free, and the room for the next word, was ended.

Where the next one is indented, or it was itself, the smaller share shows it."""
ROOM_PT = 12.0
"""What is left of a line, beside its next word, that nobody leaves free in a title."""


@dataclass(slots=True)
class _Paragraph:
    """Lines of one paragraph on one page."""

    page: int
    lines: list[TextLine]
    bullet: str = ""
    kind: LineKind = "text"

    @property
    def size(self) -> float:
        """The type size of its first line."""
        return self.lines[0].size

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(line.bold for line in self.lines)


def page_blocks(
    page: PageLayout, kinds: Mapping[int, LineKind], styles: Styles
) -> list[Line | Table]:
    """Return the headings, paragraphs, items and tables of a page, in reading order."""
    blocks: list[Line | Table | _Paragraph] = []
    right = max((item.x1 for item in page.items if isinstance(item, TextLine)), default=0.0)
    for item in page.items:
        if isinstance(item, Table):
            blocks.append(item)
            continue
        kind = kinds.get(id(item), "text")
        last = blocks[-1] if blocks else None
        if (
            isinstance(last, _Paragraph)
            and last.kind == kind == "text"
            and _goes_on(last, item, min(right, _reach(last.lines[-1], item, styles)))
            and not is_next_note(last.lines[0], item, page, styles)
            and not _was_broken(last.lines[-1], item, page, styles)
        ):
            last.lines.append(item)
        else:
            blocks.append(_begun(item, page.number, kind))
    indents = _Indents(blocks)
    return [
        block if not isinstance(block, _Paragraph) else _line(block, page, styles, indents)
        for block in blocks
    ]


def _reach(last: TextLine, line: TextLine, styles: Styles) -> float:
    """Return how far the lines run that begin where two lines do."""
    return max(styles.columns.get(start_of(one), one.x1) for one in (last, line))


def _begun(line: TextLine, page: int, kind: LineKind) -> _Paragraph:
    if kind == "text" and starts_item(line):
        first = line.words[0]
        return _Paragraph(page, [line], dingbat(first.text, first.font) or first.text, kind)
    return _Paragraph(page, [line], kind=kind)


def _goes_on(paragraph: _Paragraph, line: TextLine, right: float) -> bool:
    """Tell whether a line goes on with a paragraph; `right` is how far text runs there."""
    last = paragraph.lines[-1]
    if not 0 < line.top - last.top <= STEP * max(last.size, line.size):
        return False
    if starts_item(line, paragraph.lines):
        return False
    if counts_on(line, paragraph.lines[0]):
        return False
    if abs(line.size - last.size) > 0.6 or _changes_weight(last, line):
        return False
    if last.bold and (_changes_family(last, line) or _had_room(paragraph, line)):
        return False
    if paragraph.bullet:
        first = paragraph.lines[0]
        hanging = line.x0 >= first.words[1].x0 - 3
        flush = line.x0 >= first.x0 - 3
        return hanging or (flush and (line.text[:1].islower() or _is_full(last, line, right)))
    if len(paragraph.lines) > 1:
        usual = paragraph.lines[1].top - paragraph.lines[0].top
        if line.top - last.top > 1.3 * usual:
            return False
    return True


def _was_broken(last: TextLine, line: TextLine, page: PageLayout, styles: Styles) -> bool:
    """Tell whether a new line was begun although there was much room on the one before.

    So are the lines of an address, and a value that stands indented under its label. A label
    begins a line where it often does, where there was any room, or another one began the line
    before.
    """
    if last.bold or line.bold or line.text[:1].islower() or last.text[-1] in "-,;(":
        return False
    label = label_of(line)
    if label and (styles.labels[label] >= OFTEN or label_of(last)):
        return True
    indent = abs(last.x0 - line.x0)
    middle = (last.x0 + last.x1) / 2 - (line.x0 + line.x1) / 2
    usual = min(styles.starts[start_of(last)], styles.starts[start_of(line)]) >= OFTEN
    if abs(middle) < SAME_START_PT < indent and not usual:
        return False
    # What hangs under a line shows how far that runs: text beside it may run further.
    beside = (line,) if line.x0 > last.x0 + SAME_START_PT else (last, line)
    right = max(styles.columns.get(start_of(one), 0.0) for one in beside)
    share = 0.0 if label else INDENTED if indent > LEAST_INDENT_PT else MUCH_ROOM
    word = line.words[0]
    room = right - last.x1
    ended = room > word.x1 - word.x0 + share * (right - min(last.x0, line.x0)) + 1
    return ended and not _stands_beside(last, page)


def _stands_beside(line: TextLine, page: PageLayout) -> bool:
    """Tell whether something stands right of a line, so that nobody knows how far it may run."""
    for item in page.items:
        box = item.box if isinstance(item, TextLine) else item.provenance.regions[-1].bbox
        if box[0] > line.x1 and box[1] < line.bottom and line.top < box[3]:
            return True
    return False


def _changes_family(last: TextLine, line: TextLine) -> bool:
    """Tell whether no word of a line is set in a typeface of the line before."""
    before = {_family(word.font) for word in last.words}
    return before.isdisjoint(_family(word.font) for word in line.words)


def _family(font: str) -> str:
    return re.split(r"[-,]", font.rpartition("+")[2])[0].lower()


def _had_room(paragraph: _Paragraph, line: TextLine) -> bool:
    """Tell whether a new word stood on a line of its own though the last line had room for it."""
    if len(paragraph.lines) < 2 or not line.text[:1].isupper():
        return False
    word, last = line.words[0], paragraph.lines[-1]
    widest = max(before.x1 for before in paragraph.lines)
    return last.x1 + (word.x1 - word.x0) + ROOM_PT < widest


def _is_full(last: TextLine, line: TextLine, right: float) -> bool:
    """Tell whether a line is unfinished and the first word of the next had no room on it."""
    word = line.words[0]
    return not _STOP.search(last.text) and last.x1 + (word.x1 - word.x0) > right


def _changes_weight(last: TextLine, line: TextLine) -> bool:
    """Bold and plain lines do not mix, unless a bold lead or a last bold word runs on."""
    if last.bold == line.bold:
        return False
    mixed = any(w.bold for w in last.words) and not last.bold
    return not (mixed and line.bold)


class _Indents:
    """How deep a list item stands, told by the items before it on the page.

    Where a list goes on beside or over its last item, its items begin further right: in the next
    column.
    """

    def __init__(self, blocks: Sequence[Line | Table | _Paragraph]) -> None:
        self._open: list[float] = []
        columns: list[list[_Paragraph]] = [[]]
        for block in blocks:
            if not (isinstance(block, _Paragraph) and block.bullet):
                columns.append([])
                continue
            if columns[-1] and block.lines[0].top <= columns[-1][-1].lines[0].top:
                columns.append([])
            columns[-1].append(block)
        self._starts = {
            id(item): min(one.lines[0].x0 for one in column)
            for column in columns
            for item in column
        }

    def depth(self, item: _Paragraph) -> int:
        x = item.lines[0].x0 - self._starts[id(item)]
        while self._open and x < self._open[-1] - INDENT_PT / 2:
            self._open.pop()
        if not self._open or x > self._open[-1] + INDENT_PT:
            self._open.append(x)
        return len(self._open)

    def close(self) -> None:
        self._open = []


def _line(paragraph: _Paragraph, page: PageLayout, styles: Styles, indents: _Indents) -> Line:
    text = ""
    for line in paragraph.lines:
        printed = line_text(line)
        text = append(text, printed) if text else printed
    calls = tuple(c.text.strip("(),") for line in paragraph.lines for c in line.calls)
    if paragraph.kind != "text":
        return Line(text, _place(paragraph, "running"), kind=paragraph.kind)
    note = note_marker(paragraph.lines[0], page, styles)
    if note is not None:
        marker, rest = note, text[len(text.split(" ", 1)[0]) :].strip()
        return Line(rest, _place(paragraph, "note"), marker=marker, kind="note", calls=calls)
    if paragraph.bullet and not _is_heading(paragraph, styles):
        rest = text.split(" ", 1)[1]
        depth = indents.depth(paragraph)
        return Line(
            rest, _place(paragraph, "list"), depth=depth, marker=paragraph.bullet,
            strong=paragraph.bold and not styles.bold_body, calls=calls,
        )  # fmt: skip
    indents.close()
    if paragraph.bullet == DRAWN:  # an icon
        text = text.split(" ", 1)[1]
    level = _level(paragraph, styles)
    return Line(
        text,
        _place(paragraph, "heading" if level else "paragraph"),
        level=level,
        strong=paragraph.bold and not styles.bold_body,
        boxed=bool(level) and is_boxed(paragraph.lines, page),
        calls=calls,
        head="" if styles.bold_body else bold_head(paragraph.lines[0]),
    )


def _place(paragraph: _Paragraph, method: str) -> Provenance:
    lines = paragraph.lines
    box = (
        min(line.x0 for line in lines), min(line.top for line in lines),
        max(line.x1 for line in lines), max(line.bottom for line in lines),
    )  # fmt: skip
    return place((rounded(paragraph.page, box),), method)


def _is_heading(paragraph: _Paragraph, styles: Styles) -> bool:
    if paragraph.bullet in CIRCLED:
        return _level(paragraph, styles) > 0
    adorned = paragraph.bold and is_drawn(paragraph.lines[0])
    return paragraph.size >= LARGER * styles.body and (adorned or len(paragraph.bullet) > 1)


def _level(paragraph: _Paragraph, styles: Styles) -> int:
    """Return the level of a heading, 1 for the largest type; 0 for text."""
    count = sum(len(words(line.text)) for line in paragraph.lines)
    if count > HEADING_WORDS or not count:
        return 0
    size, bold = round(paragraph.size, 1), paragraph.bold
    larger = size >= LARGER * styles.body
    standing = bold and not styles.bold_body and not _END.search(paragraph.lines[-1].text)
    if not (larger or standing):
        return 0
    style = (size, bold) if (size, bold) in styles.headings else (size, False)
    if style not in styles.headings:
        return 0
    return styles.headings.index(style) + 1

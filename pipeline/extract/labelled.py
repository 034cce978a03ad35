"""Lines that say one thing of an action each ("Responsable : Service des loisirs").

Lines under an action go in. Out comes a grid of one row, its columns headed by the labels, and
which lines it was made of. A label is known by the words of columns; once one is known, other
short labels beside it are columns that no lexicon knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.document import Block, Cell, Line, Table
from pipeline.extract.columns import Column
from pipeline.extract.fields import LABEL_WORDS, field_of
from pipeline.extract.grid import Grid
from pipeline.extract.headings import split_number
from pipeline.extract.one_line import LEAST, PARTING, Said, said_in
from pipeline.lexicon import Lexicon
from pipeline.model import Provenance
from pipeline.text import clean, words

_LABEL = re.compile(
    r"([^\W\d_][^:]{1,60}?)\s*(?::(?=\s|$)|(?:\.\s?){4,}|(?:…\s?){2,})\s*(.*)$", re.DOTALL
)
"""A label ends at a colon, or where leaders begin."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label with what it says: `lines` print both, `values` what stands behind the label."""

    label: str
    values: tuple[tuple[str, Provenance], ...]
    lines: tuple[Line, ...]

    @property
    def place(self) -> Provenance:
        """Return where the label stands."""
        return self.lines[0].provenance


def labelled(lines: Sequence[Line], lexicon: Lexicon) -> list[Labelled]:
    """Return what labelled lines say; nothing where no label is known."""
    found = list(_split(lines, lexicon))
    fields = {field_of(one.label, lexicon) for one in found}
    return found if fields - {None, "note"} else []


def fields_said(lines: Sequence[Line], lexicon: Lexicon) -> set[str]:
    """Return the labels that name fields of an action, those under items left out."""
    outermost = min((line.depth for line in lines if line.depth), default=0)
    outer = (one for one in _split(lines, lexicon) if one.lines[0].depth <= outermost)
    return {lexicon.comparable(one.label) for one in outer if field_of(one.label, lexicon)}


def entries_of(
    blocks: Sequence[Block], lexicon: Lexicon, *, marked: bool = True
) -> list[list[Line]]:
    """Return the items of the outermost list, each with the lines under it.

    Where no line is marked as an item, and need not be, those that begin with a number are. An
    item that says one thing of an action ("Responsable : ...") belongs to the one before it. What
    is listed under the name of a field ("Indicateurs") is none.
    """
    texts = [block for block in blocks if isinstance(block, Line) and block.kind == "text"]
    lines = list(_outside_fields(texts, lexicon))
    outermost = min((line.depth for line in lines if line.depth), default=0)
    entries: list[list[Line]] = []
    for line in lines:
        if outermost:
            titled = bool(entries) and label_in(entries[-1][0]) is None
            said = titled and _says_one(line, lexicon)
            begins, belongs = line.depth == outermost and not said, line.depth >= outermost
        else:
            begins, belongs = not marked and split_number(line.text)[0] is not None, True
        if begins:
            entries.append([line])
        elif belongs and entries:
            entries[-1].append(line)
    return entries


def _outside_fields(lines: Iterable[Line], lexicon: Lexicon) -> Iterator[Line]:
    """Yield lines without the items under a label of their own that names a field."""
    under = False
    for line in lines:
        label = line.text.rstrip(": ")
        if not line.depth and (line.strong or line.text.endswith(":")):
            under = field_of(label, lexicon) is not None
        if not (under and line.depth):
            yield line


def _says_one(line: Line, lexicon: Lexicon) -> bool:
    """Tell whether a line begins with the label of a field."""
    head = _head(line, lexicon)
    label = label_in(line) or (head[0] if head and not head[1][:1].islower() else None)
    if label is None or _ends_said(line, lexicon) or any(sign in label for sign in PARTING):
        return False
    return field_of(label, lexicon) not in (None, "note")


def said_by(line: Line, said: Said) -> list[Labelled]:
    """Return the labels that stand in one line, each with its value."""
    values = (((value, line.provenance),) if value else () for _, value in said.pairs)
    return [
        Labelled(label, value, (line,))
        for (label, _), value in zip(said.pairs, values, strict=True)
    ]


def lists_stated(blocks: Sequence[Block], lexicon: Lexicon) -> bool:
    """Tell whether a list is of actions: under most of its items stands what is said of one."""
    entries = entries_of(blocks, lexicon)
    said = [
        entry
        for entry in entries
        if _ends_said(entry[0], lexicon) or fields_said(_under(entry), lexicon)
    ]
    return bool(said) and len(said) * 2 > len(entries)


def _under(entry: Sequence[Line]) -> list[Line]:
    """Return the lines that stand under an item, and not only behind it."""
    return [line for line in entry[1:] if line.depth > entry[0].depth]


def _ends_said(line: Line, lexicon: Lexicon) -> bool:
    """Tell whether a line ends with labels and what they say of the text before them."""
    said = said_in(line.text, lexicon)
    return bool(said.head and said.pairs)


def row_of(found: Sequence[Labelled], lexicon: Lexicon) -> Grid:
    """Return labelled lines as the only row of a table."""
    columns = []
    for index, one in enumerate(found):
        text = "\n".join(value for value, _ in one.values)
        place = one.values[0][1] if one.values else one.place
        cell = Cell(0, index, text, place)
        name = field_of(one.label, lexicon) or "extra"
        columns.append(Column(index, one.label, None, name, (cell,), ()))
    return Grid(Table((), len(columns), 0, found[0].place), tuple(columns), ())


def label_in(line: Line) -> str | None:
    """Return the short label that a line begins with, before a colon, or None."""
    matched = _LABEL.match(line.text) if line.kind == "text" else None
    if matched is None or len(words(matched[1])) > LABEL_WORDS:
        return None
    return clean(matched[1])


def listed_in(line: Line, name: str, lexicon: Lexicon) -> tuple[str, str] | None:
    """Return the label of a line that is what a list is called, and what it says; None for none."""
    label, matched = label_in(line), _LABEL.match(line.text)
    if label is None or matched is None or not matched[2]:
        return None
    return (label, matched[2]) if lexicon.classify(lexicon.lists, label) == name else None


def _head(line: Line, lexicon: Lexicon) -> tuple[str, str] | None:
    """Return the name of a field that bold sets apart from what is said behind it, or None."""
    if line.kind != "text" or not line.head or field_of(line.head, lexicon) is None:
        return None
    return line.head, line.text[len(line.head) :].lstrip(f" {PARTING}-")


def _split(lines: Sequence[Line], lexicon: Lexicon) -> Iterator[Labelled]:
    """Yield every line with a short label, with the lines that go on with it.

    Bold words may begin sentences; they are labels where they name several fields, and what
    stands behind one of them is no going on of it in lower case.
    """
    heads = {line: head for line in lines if (head := _head(line, lexicon)) and head[1]}
    several = len({field_of(label, lexicon) for label, _ in heads.values()}) >= LEAST
    if not several or all(value[0].islower() for _, value in heads.values()):
        heads.clear()
    index = 0
    while index < len(lines):
        line = lines[index]
        index += 1
        inline = said_in(line.text, lexicon) if line.kind == "text" else None
        if inline and inline.pairs and not inline.head:
            yield from said_by(line, inline)
            continue
        matched = _LABEL.match(line.text) if label_in(line) else None
        if matched is None and line in heads:
            yield Labelled(heads[line][0], ((heads[line][1], line.provenance),), (line,))
            continue
        if matched is None and not _stands_over(line, lines[index : index + 1], lexicon):
            continue
        label = clean(matched[1]) if matched else line.text
        said = clean(matched[2] or "") if matched else ""
        if said:
            yield Labelled(label, ((said, line.provenance),), (line,))
            continue
        below = _below(lines, index, line)
        index += len(below)
        if below or field_of(label, lexicon):
            values = tuple((clean(item.text), item.provenance) for item in below)
            yield Labelled(label, values, (line, *below))


def _stands_over(line: Line, following: Sequence[Line], lexicon: Lexicon) -> bool:
    """Tell whether a line without a colon is the label of the deeper lines that follow it."""
    if line.kind != "text" or len(words(line.text)) > LABEL_WORDS or line.text[-1:] in ".!?":
        return False
    deeper = any(below.depth > line.depth and below.kind == "text" for below in following)
    return deeper and (line.strong or field_of(line.text, lexicon) is not None)


def _below(lines: Sequence[Line], index: int, label: Line) -> list[Line]:
    """Return the items, or the one line, that a label ending its line announces."""
    items: list[Line] = []
    for line in lines[index:]:
        if line.depth <= label.depth or line.kind != "text":
            break
        items.append(line)
    if items or index >= len(lines):
        return items
    following = lines[index]
    is_value = following.kind == "text" and following.depth == label.depth
    return [following] if is_value and not _LABEL.match(following.text) else []

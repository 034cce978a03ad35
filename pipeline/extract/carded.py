"""Tables that state one action each, as cards → headings, and lines that say the rest.

Blocks go in. A card has a title, or a number and a title, over cells that each print a label with
its value ("Pilote : Voirie"); or it stands under a heading, and is one row of values under labels;
or it is a number beside a text that goes on with labels and their values. Several make cards: one
alone is a table like others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.document import Block, Cell, Line, Row, Table
from pipeline.extract.bands import LEVEL
from pipeline.extract.draft import around
from pipeline.extract.fields import LABEL_WORDS, field_of
from pipeline.extract.headings import Headings, bare_number
from pipeline.extract.labelled import label_in
from pipeline.extract.one_line import Said, said_in
from pipeline.lexicon import Lexicon
from pipeline.text import clean, words

LEAST_CARDS = 2
LEAST_ROWS = 3
"""A title over labels over values."""
LEAST_FIELDS = 2
"""So many labels of a card are those of known fields, and at least half of all."""


def as_cards(blocks: Sequence[Block], headings: Headings, lexicon: Lexicon) -> list[Block]:
    """Return blocks with the tables that are cards as lines."""
    cards: dict[int, list[Line]] = {}
    for index, block in enumerate(blocks):
        if isinstance(block, Table):
            before = blocks[index - 1] if index else None
            lines = _labelled(block, lexicon) or _beside_numbers(block, headings, lexicon)
            lines = lines or _under_title(block, lexicon)
            if not lines and isinstance(before, Line) and _may_title(before, headings):
                lines = _row_of_values(block, lexicon)
            if lines:
                cards[index] = lines
    titles = sum(line.level > 0 for lines in cards.values() for line in lines)
    if max(titles, len(cards)) < LEAST_CARDS:
        return list(blocks)
    return [one for i, block in enumerate(blocks) for one in cards.get(i, [block])]


def _may_title(line: Line, headings: Headings) -> bool:
    """Tell whether a line is a heading that no word makes one of a section or an action."""
    head = headings.of(line)
    return bool(line.level) and head is not None and head.role in ("plain", "passage", "list")


def _labelled(table: Table, lexicon: Lexicon) -> list[Line]:
    """Return the lines of a card whose cells print labels with their values; none of another."""
    (top, *under) = (_texts(row) for row in table.rows) if table.rows else ([],)
    if not 1 <= len(top) <= 2:
        return []
    said = [cell for cells in under for cell in cells]
    labels = [label_in(_line(cell)) if clean(cell.text)[-1:] != ":" else None for cell in said]
    named = [label for label in labels if label is not None]
    if len(named) < len(labels) or not _are_fields(named, lexicon):
        return []
    title = top[-1]
    number = bare_number(clean(top[0].text)) if len(top) > 1 else None
    if (len(top) > 1 and number is None) or label_in(_line(title)) in named:
        return []
    text = clean(f"{number}. {title.text}" if number else title.text)
    place = around(top[0].provenance, title.provenance).model_copy(update={"method": "heading"})
    head = replace(_line(title), text=text, provenance=place, level=LEVEL, strong=True)
    return [head, *(_item(cell) for cell in said)]


def _beside_numbers(table: Table, headings: Headings, lexicon: Lexicon) -> list[Line]:
    """Return the lines of a table whose rows are cards, a number beside each; none of another."""
    lines: list[Line] = []
    for number, cells in _numbered_rows(table, headings):
        text = "\n".join(cell.text for cell in cells if cell.text)
        said = said_in(text, lexicon)
        if not said.head:  # a title may hold a colon
            first, _, rest = text.partition("\n")
            said = Said(clean(first), said_in(rest, lexicon).pairs)
        labels = [label for label, _ in said.pairs]
        plain = not any(cell.mark or cell.calls or cell.struck for cell in cells)
        if number is None or not (plain and said.head and _are_fields(labels, lexicon)):
            return []
        place = number.provenance
        for cell in cells:
            place = around(place, cell.provenance)
        title = f"{clean(number.text)}{'.' if bare_number(number.text) else ' :'} {said.head}"
        lines.append(Line(title, place, level=LEVEL, strong=True))
        lines += [Line(f"{label} : {value}", place, depth=1) for label, value in said.pairs]
    return lines


def _numbered_rows(table: Table, headings: Headings) -> Iterator[tuple[Cell | None, list[Cell]]]:
    """Yield each number of the first column with the texts beside it and under them."""
    number: Cell | None = None
    beside: list[Cell] = []
    for row in table.rows if table.n_columns == 2 else ():
        cells = _texts(row)
        if cells and _is_number(cells[0], headings):
            if beside:
                yield number, beside
            number, beside = cells[0], []
            cells = cells[1:]
        beside = [*beside, *cells]
    if beside:
        yield number, beside


def _is_number(cell: Cell, headings: Headings) -> bool:
    """Tell whether a cell is a number, or a word for actions with one."""
    line = _line(cell)
    head = headings.of(line)
    named = head is not None and headings.names_actions(head) and head.number and not head.title
    return bool(named) or bare_number(line.text) is not None


def _under_title(table: Table, lexicon: Lexicon) -> list[Line]:
    """Return the lines of a card whose title stands over labels over values; none of another."""
    top = _texts(table.rows[0]) if len(table.rows) % 2 else []
    if len(top) != 1 or top[0].column_span < table.n_columns or len(table.rows) < LEAST_ROWS:
        return []
    said = _pairs(table.rows[1:])
    if not said or not _are_fields([_label(label) for label, _ in said], lexicon):
        return []
    head = replace(_line(top[0]), level=LEVEL, strong=True)
    return [head, *(line for pair in said for line in _said(*pair))]


def _row_of_values(table: Table, lexicon: Lexicon) -> list[Line]:
    """Return the lines of a card that is a row of values under their labels; none of another."""
    if table.header_rows != 1 or len(table.rows) != 2:
        return []
    said = _pairs(table.rows)
    if not said or not _are_fields([_label(label) for label, _ in said], lexicon):
        return []
    return [line for pair in said for line in _said(*pair)]


def _pairs(rows: Sequence[Row]) -> list[tuple[Cell, Cell]]:
    """Return each cell of every other row with that under it; nothing where one lacks the other."""
    found: list[tuple[Cell, Cell]] = []
    for over, under in zip(rows[::2], rows[1::2], strict=True):
        heads, values = (sorted(row.cells, key=lambda cell: cell.column) for row in (over, under))
        alike = [cell.column for cell in heads] == [cell.column for cell in values]
        plain = all(cell.text and not cell.mark for cell in values)
        if not (alike and plain and all(map(_label, heads))):
            return []
        found += zip(heads, values, strict=True)
    return found


def _label(cell: Cell) -> str:
    return clean(cell.text).rstrip(": ")


def _are_fields(labels: Sequence[str], lexicon: Lexicon) -> bool:
    """Tell whether labels are different ones, short, and name fields and no actions."""
    actions = lexicon.columns.get("action", ())
    known = sum(field_of(label, lexicon) is not None for label in labels)
    return (
        known >= LEAST_FIELDS
        and known * 2 >= len(labels)
        and len(set(labels)) == len(labels)
        and all(len(words(label)) <= LABEL_WORDS for label in labels)
        and not any(lexicon.is_word(actions, label) for label in labels)
    )


def _texts(row: Row) -> list[Cell]:
    return sorted((c for c in row.cells if c.text or c.mark), key=lambda cell: cell.column)


def _line(cell: Cell) -> Line:
    return Line(clean(cell.text), cell.provenance, calls=cell.calls, struck=cell.struck)


def _item(cell: Cell) -> Line:
    return replace(_line(cell), depth=1)


def _said(label: Cell, value: Cell) -> Iterator[Line]:
    yield replace(_item(label), strong=True)
    yield replace(_item(value), depth=2)

"""Tables that print one action downwards, label beside value, turned upright: label over value.

A block goes in, a table of several actions in parts; where it is such a table, the rows of one cell
become lines before it. Where a label names the action, the others become one row under a header;
else each label becomes a list item over its value, for the heading before them is the action, or a
label that is one ("Action n° 3") with its value. The sections that each names head it. All keep
their places.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline.document import Block, Cell, Line, Row, Table
from pipeline.extract.bands import LEVEL
from pipeline.extract.draft import around, printed_in
from pipeline.extract.fields import LABEL_WORDS, field_of
from pipeline.extract.headings import Headings, bare_number
from pipeline.extract.sheet_sections import Pair, over_sheet, section_labels
from pipeline.extract.sideways import sideways
from pipeline.lexicon import Lexicon
from pipeline.model import Provenance
from pipeline.text import clean, words

KNOWN_MIN = 2
"""So many labels of such a table are those of known fields, and at least half of all."""


def upright(blocks: Iterable[Block], headings: Headings, lexicon: Lexicon) -> Iterator[Block]:
    """Yield blocks with the tables that stand on their side turned."""
    every = list(blocks)
    standing = (sideways(one, lexicon) if isinstance(one, Table) else one for one in every)
    parts = [part for one in standing for part in _cards(one, headings, lexicon)]
    sheets = [_pairs(part, lexicon) if isinstance(part, Table) else None for part in parts]
    over = _over_sheets(parts, sheets, every, headings, lexicon)
    last: Block | None = None
    for index, (block, pairs) in enumerate(zip(parts, sheets, strict=True)):
        yield from over.get(index, ())
        if pairs is None or not isinstance(block, Table):
            yield block
            last = block
            continue
        for row in block.rows:
            if len(row.cells) == 1:
                yield (last := _line(row.cells[0]))
        yield from _sheet(block, pairs, last, headings, lexicon)


def _over_sheets(
    parts: Sequence[Block],
    sheets: list[list[Pair] | None],
    blocks: Sequence[Block],
    headings: Headings,
    lexicon: Lexicon,
) -> dict[int, list[Line]]:
    """Take the sections out of sheets; return them by the block that their action begins with."""
    paired = [pairs for pairs in sheets if pairs is not None]
    sections = section_labels(paired, blocks, headings, lexicon)
    over: dict[int, list[Line]] = {}
    for index, (block, pairs) in enumerate(zip(parts, sheets, strict=True)):
        if not sections or pairs is None or not isinstance(block, Table):
            continue
        wide = (_line(row.cells[0]) for row in block.rows if len(row.cells) == 1)
        own = (*wide, *(_title(*pair) for pair in pairs))
        titled = _names_action(pairs, lexicon) or any(_states(line, headings) for line in own)
        at = index if titled or not index else index - 1
        if titled or _states(parts[at], headings):
            over[at], sheets[index] = over_sheet(pairs, sections, lexicon, LEVEL)
    return over


def _sheet(
    block: Table,
    pairs: list[Pair],
    last: Block | None,
    headings: Headings,
    lexicon: Lexicon,
) -> Iterator[Block]:
    """Yield what a sheet says of its action, which is in it or in the block before."""
    titled = [pair for pair in pairs if _states(_title(*pair), headings)]
    if not titled and bare_number(clean(pairs[0][0].text)):
        titled = pairs[:1]
    plain = not any(v.mark or v.calls or v.struck for _, v in pairs)
    if plain and (titled or _states(last, headings)):
        yield from (_title(*pair) for pair in titled[:1])
        yield from _said([pair for pair in pairs if pair not in titled[:1]])
    elif _names_action(pairs, lexicon) or not plain:
        yield _turned(block, pairs)
    else:
        yield from _said(pairs)


def _cards(block: Block, headings: Headings, lexicon: Lexicon) -> list[Block]:
    """Return a block, or the parts of a table that prints several actions one under the other.

    Each begins with a title, or with a label that is a numbered action ("Action 2"); where none
    is, with the label that the first of them begins with.
    """
    if not isinstance(block, Table) or block.n_columns not in (2, 4):
        return [block]
    first = next((clean(row.cells[0].text) for row in block.rows if len(row.cells) > 1), "")
    stating = {id(row) for row in block.rows if _begins_action(row, headings)}
    parts: list[list[Row]] = []
    for row in block.rows:
        paired = parts and len(parts[-1][-1].cells) > 1
        named = id(row) in stating if stating else clean(row.cells[0].text) == first
        begins = len(row.cells) == 1 or named
        if not parts or (paired and begins):
            parts.append([])
        parts[-1].append(row)
    cards = [Table(tuple(rows), block.n_columns, 0, _around(rows)) for rows in parts]
    whole = len(cards) < 2 or any(_pairs(card, lexicon) is None for card in cards)
    return [block] if whole else list(cards)


def _begins_action(row: Row, headings: Headings) -> bool:
    """Tell whether a row labels a text with the number of an action."""
    first, *rest = sorted(row.cells, key=lambda cell: cell.column)
    if not rest:
        return False
    return _states(_heading(_worded_title(first, rest[0]), first.provenance), headings)


def _around(rows: list[Row]) -> Provenance:
    place = rows[0].provenance
    for row in rows[1:]:
        place = around(place, row.provenance)
    return place


def _pairs(table: Table, lexicon: Lexicon) -> list[Pair] | None:
    """Return labels with their values, or None where the table is not made of them."""
    if table.n_columns not in (2, 4):
        return None
    pairs: list[Pair] = []
    for row in table.rows:
        cells = sorted(row.cells, key=lambda cell: cell.column)
        if len(cells) == 1 and cells[0].column_span == table.n_columns:
            continue
        if len(cells) % 2 or any(cell.row_span > 1 for cell in cells):
            return None
        pairs += zip(cells[::2], cells[1::2], strict=True)
    labels = [clean(label.text).rstrip(": ") for label, _ in pairs]
    if any(len(words(label)) > LABEL_WORDS for label in labels) or len(set(labels)) < len(labels):
        return None
    known = sum(_is_known(label, lexicon) for label in labels)
    valued = sum(bool(value.text) for _, value in pairs)
    others = sum(_is_known(clean(value.text), lexicon) for _, value in pairs)
    if known < KNOWN_MIN or known * 2 < len(labels) or not valued or others * 2 >= known:
        return None
    return [(label, _worded(label, value, lexicon)) for label, value in pairs]


def _worded(label: Cell, value: Cell, lexicon: Lexicon) -> Cell:
    """Return a value with its sign as a text ("s. o.", a dash) where a field of text holds it."""
    said = value.mark is not None and field_of(clean(label.text), lexicon) is not None
    return replace(value, text=printed_in(value), mark=None) if said else value


def _is_known(label: str, lexicon: Lexicon) -> bool:
    return field_of(label, lexicon) is not None or lexicon.is_word(
        lexicon.columns.get("action", ()), label
    )


def _names_action(pairs: list[Pair], lexicon: Lexicon) -> bool:
    """Tell whether a value is the action itself, which else is what the table stands under."""
    phrases = lexicon.columns.get("action", ())
    return any(lexicon.find(phrases, clean(label.text)) is not None for label, _ in pairs)


def _states(block: Block | None, headings: Headings) -> bool:
    """Tell whether a line is the heading of an action, by its number: a "Mesure 3" is one here."""
    head = headings.of(block) if isinstance(block, Line) else None
    if head is None or not (head.number and head.title):
        return False
    return head.role == "action" or headings.names_actions(head)


def _title(label: Cell, value: Cell) -> Line:
    """Return a label with its value as the heading that they may be; a number leads its title."""
    place = around(label.provenance, value.provenance).model_copy(update={"method": "heading"})
    return _heading(_worded_title(label, value), place)


def _worded_title(label: Cell, value: Cell) -> str:
    name = clean(label.text).rstrip(": ")
    return f"{name}{' ' if bare_number(name) else ' : '}{clean(value.text)}"


def _heading(text: str, place: Provenance) -> Line:
    return Line(text, place, level=LEVEL, strong=True)


def _said(pairs: list[Pair]) -> Iterator[Line]:
    """Yield each label over the paragraphs of its value."""
    for label, value in pairs:
        place = label.provenance.model_copy(update={"method": "list"})
        yield Line(clean(label.text), place, depth=1, strong=True, calls=label.calls)
        for text in value.text.split("\n"):
            if text.strip():
                yield Line(clean(text), value.provenance, depth=2)


def _line(cell: Cell) -> Line:
    place = cell.provenance.model_copy(update={"method": "heading"})
    return Line(clean(cell.text), place, level=LEVEL, strong=True, calls=cell.calls)


def _turned(table: Table, pairs: list[Pair]) -> Table:
    head = tuple(
        replace(label, row=0, column=i, column_span=1, text=clean(label.text).rstrip(": "))
        for i, (label, _) in enumerate(pairs)
    )
    body = tuple(
        replace(value, row=1, column=i, column_span=1) for i, (_, value) in enumerate(pairs)
    )
    rows = (Row(head, table.provenance), Row(body, table.provenance))
    return Table(rows, len(pairs), 1, table.provenance)

"""Tables that only list again what other tables and headings of a plan say one by one.

A plan may print its actions under their objectives and once more in a table of all of them, with
the years or alone. Every row of such a table has the text, and the number where both print one,
of something that stands in a smaller table or in a heading of its own; of two tables with the same
rows, it is the one that says less; a table whose numbered rows are some of those of another one
picks them out. What else its rows say in words stands elsewhere too, or in a
column that no other table has; where it does not, the table is one like the others, and that its
actions are printed twice is said.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.document import Line
from pipeline.extract.columns import Column
from pipeline.extract.fields import FIELDS
from pipeline.extract.findings import Findings
from pipeline.extract.grid import Grid
from pipeline.extract.headings import Headings
from pipeline.extract.said_number import of_rows
from pipeline.lexicon import Lexicon

_MARKED = ("period", "grid", "empty")
"""The fields of columns that say when, or nothing, and not in words."""
_PLAIN = (*_MARKED, "action", "number")


@dataclass(frozen=True, slots=True, eq=False)
class _Holder:
    """A table or a heading by the numbers and texts that it prints, as they compare."""

    said: tuple[tuple[str | None, str], ...]
    grid: Grid | None = None
    fields: int = 0

    def prints(self, number: str | None, text: str) -> bool:
        """Tell whether it prints a text, with the same number or where one of them has none."""
        return any(text == t and (number == n or None in (number, n)) for n, t in self.said)


def overviews(
    lines: Sequence[Line],
    grids: Sequence[Grid],
    headings: Headings,
    lexicon: Lexicon,
    findings: Findings,
) -> list[Grid]:
    """Return the grids of actions that say nothing of their own.

    `lines` are those outside the tables, and the grids those of whole tables.
    """
    tables = [one for grid in grids if (one := _table(grid, headings, lexicon))]
    holders = [*tables, *(one for line in lines if (one := _line(line, headings, lexicon)))]
    by_text: dict[str, list[_Holder]] = {}
    for one in holders:
        for text in dict.fromkeys(text for _, text in one.said):
            by_text.setdefault(text, []).append(one)
    several = [one for one in tables if len(one.said) > 1]
    spread = [one for one in several if _is_spread(one, by_text)]
    again = {id(one) for one in spread}
    left = {id(one): place for place, one in enumerate(several) if id(one) not in again}
    again |= {id(one) for one in several if id(one) in left and _is_twin(one, left, by_text)}
    again |= {id(one) for one in several if id(one) in left and _is_choice(one, again, by_text)}
    found = [one.grid for one in tables if one.grid is not None and id(one) in again]
    heads = {*_heads(lines, headings, lexicon)} if found else set()
    said = {id(grid): _says_more(grid, lines, grids, heads, lexicon) for grid in found}
    for grid in found:
        if said[id(grid)]:
            report_again(grid, findings)
    return [grid for grid in found if not said[id(grid)]]


def report_again(grid: Grid, findings: Findings) -> None:
    """Say that the actions of a table stand elsewhere too, and are kept in both places."""
    findings.add(
        "actions_again",
        "warning",
        grid.table.provenance,
        "the actions of this table are printed elsewhere too, and it says more of some: "
        "both are kept",
        "count the actions; take the table out of the source where it repeats others",
    )


def _heads(lines: Sequence[Line], headings: Headings, lexicon: Lexicon) -> Iterator[str]:
    """Yield the titles of headings and what stands before them ("Axe 1"), as they compare."""
    for line in lines:
        head = headings.of(line)
        if head is not None and head.title and line.text.endswith(head.title):
            yield lexicon.comparable(head.title)
            yield lexicon.comparable(line.text.removesuffix(head.title))


def _says_more(
    grid: Grid,
    lines: Sequence[Line],
    grids: Sequence[Grid],
    heads: Container[str],
    lexicon: Lexicon,
) -> bool:
    """Tell whether a table says of its actions in words what stands nowhere else.

    A column that only it has adds to what is known, and says nothing against it.
    """
    others = [other for other in grids if other is not grid]
    had = {named(column) for other in others for column in other.columns}
    cells = (c for other in others for row in other.rows for c in row.cells)
    known = {lexicon.comparable(part) for cell in cells for part in _parts(cell.text)}
    texts = (text for line in lines for text in (line.text, line.text.partition(":")[2]))
    known |= {lexicon.comparable(text) for text in texts}
    said = (c for c in grid.columns if c.field not in _PLAIN and named(c) in had)
    own = (cell for column in said for cell in column.cells if cell is not None)
    parts = (lexicon.comparable(part) for cell in own for part in _parts(cell.text))
    return any(part not in known and part not in heads for part in parts)


def named(column: Column) -> str:
    """Return what a column says of actions: its field, or its header where that is none."""
    return column.field if column.field in FIELDS - {"status"} else column.header


def _parts(text: str) -> list[str]:
    return [part for part in text.split("\n") if part.strip()]


def _table(grid: Grid, headings: Headings, lexicon: Lexicon) -> _Holder | None:
    """Return what a table of actions prints."""
    actions = grid.column("action")
    if actions is None:
        return None
    # A merged cell once.
    rows = dict(zip(actions.cells, of_rows(grid, headings), strict=True))
    read = [one for cell, one in rows.items() if cell and cell.text and one]
    said = tuple((one.number, lexicon.comparable(one.text)) for one in read)
    fields = sum(column.field not in _MARKED for column in grid.columns)
    return _Holder(said, grid, fields)


def _line(line: Line, headings: Headings, lexicon: Lexicon) -> _Holder | None:
    """Return what a numbered heading prints."""
    head = headings.of(line)
    if head is None or not (head.number and head.title):
        return None
    return _Holder(((head.number, lexicon.comparable(head.title)),))


def _is_spread(one: _Holder, by_text: Mapping[str, Sequence[_Holder]]) -> bool:
    """Tell whether every row of a table stands in a smaller one too, or in a heading."""
    return all(
        any(
            len(other.said) < len(one.said) and other.prints(number, text)
            for other in by_text[text]
        )
        for number, text in one.said
    )


def _is_choice(
    one: _Holder, again: Container[int], by_text: Mapping[str, Sequence[_Holder]]
) -> bool:
    """Tell whether all rows of a table are numbered, and stand among more in another table."""
    numbered = all(number is not None for number, _ in one.said)
    return numbered and any(
        len(other.said) > len(one.said)
        and id(other) not in again
        and set(one.said) <= set(other.said)
        for other in by_text[one.said[0][1]]
    )


def _is_twin(
    one: _Holder, places: Mapping[int, int], by_text: Mapping[str, Sequence[_Holder]]
) -> bool:
    """Tell whether another table has the same rows and says more, or as much before this one.

    `places` are those of the tables that it may be, by their identity.
    """
    first = one.said[0][1]
    return any(
        other is not one
        and len(other.said) == len(one.said)
        and id(other) in places
        and (other.fields, places[id(one)]) > (one.fields, places[id(other)])
        and all(other.prints(number, text) for number, text in one.said)
        for other in by_text[first]
    )

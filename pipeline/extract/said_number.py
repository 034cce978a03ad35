"""The number that an action is printed with: in its text, behind a word for actions, or in a cell.

"1.2 Investir", "Mesure 3 : Investir" and a cell "Action 3" beside the text all number an action;
the word before the number is a label of it, as over an action that is a heading. Letters number
the rows whose texts they lead where they follow each other ("a) ...", "b) ...").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.document import Cell, Line
from pipeline.extract.grid import Grid
from pipeline.extract.headings import Headings, split_number
from pipeline.extract.items import split_items
from pipeline.text import CIRCLED, clean

_LETTER = re.compile(r"([A-Za-z])\)\s+(?=\S)")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Numbered:
    """A text, the number before it, and what is printed before the number."""

    number: str | None
    text: str
    label: str = ""


def of_rows(grid: Grid, headings: Headings) -> list[Numbered | None]:
    """Return the numbers and the texts of the rows of a grid; None for a row without an action."""
    actions, numbers = grid.column("action"), grid.column("number")
    cells = actions.cells if actions is not None else [None] * len(grid.rows)
    beside = numbers.cells if numbers is not None else [None] * len(cells)
    said = [
        None if cell is None else _of_row(number, cell, headings)
        for number, cell in zip(beside, cells, strict=True)
    ]
    return _with_letters(said)


def _with_letters(said: Sequence[Numbered | None]) -> list[Numbered | None]:
    """Take the letters that lead the texts of rows for their numbers.

    They count up from row to row, or begin anew; the letters of several items in one text are its
    own.
    """
    free = [one for one in said if one and one.number is None]
    led = {
        id(one): match
        for one in free
        if (match := _LETTER.match(one.text)) and not split_items(one.text)
    }
    letters = [match[1].lower() for match in led.values()]
    if any(ord(b) - ord(a) not in (0, 1) and b != "a" for a, b in pairwise(letters)):
        return list(said)
    return [
        Numbered(match[1], one.text[match.end() :]) if one and (match := led.get(id(one))) else one
        for one in said
    ]


def _of_row(beside: Cell | None, cell: Cell, headings: Headings) -> Numbered:
    """Return the number and the text of a row from its cell of actions, and one of numbers."""
    if beside is None or not beside.text:
        return _in_text(cell, headings)
    return replace(_alone(beside, headings), text=cell.text)


def _in_text(cell: Cell, headings: Headings) -> Numbered:
    """Split the number that leads the text of a cell, and the word before it, from the text."""
    number, text = split_number(cell.text)
    if number is not None:
        return Numbered(number, text)
    first, _, below = cell.text.partition("\n")
    found = _labelled(first, cell, headings)
    if found is None:
        return Numbered(None, cell.text)
    text = "\n".join(part for part in (found.text, below) if part)
    return replace(found, text=text) if text else Numbered(None, cell.text)


def _alone(cell: Cell, headings: Headings) -> Numbered:
    """Return the number that a cell of its own prints."""
    text = clean(cell.text)
    found = _labelled(text, cell, headings)
    return (
        found
        if found is not None and not found.text
        else Numbered(CIRCLED.get(text) or text.lstrip("(").rstrip(".)"), "")
    )


def _labelled(text: str, cell: Cell, headings: Headings) -> Numbered | None:
    """Read a number behind a word for actions."""
    head = headings.of(Line(text, cell.provenance)) if text else None
    if head is None or head.number is None or not headings.names_actions(head):
        return None
    if _YEAR.fullmatch(head.number):  # "Projet 2030 : ..." says until when
        return None
    return Numbered(head.number, head.title, head.label())

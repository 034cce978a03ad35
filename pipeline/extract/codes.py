"""Which column of a table numbers its actions, where no header says so, and what it numbers.

Columns go in and come out with their fields set: a column of codes that are all different, left of
all text, is that of the numbers; one whose numbers stand beside several actions each is not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.document import Cell
from pipeline.extract.columns import Column
from pipeline.lexicon import Lexicon
from pipeline.text import clean, words

CODE = re.compile(r"\(?(?:[A-Za-zÉ]{1,4}[-.]?\d{1,3}(?:[.-]\d{1,3})*|\d{1,3}(?:[.-]\d{1,3})*)[.)]?")
_LETTER = re.compile(r"\(?([A-Za-z])[.)]?")
_BETWEEN = re.compile(r"[\s,;]+")
ACTION_WORDS = 3
"""The mean number of words from which a column with no known header may hold the actions."""


def with_codes(columns: list[Column], lexicon: Lexicon) -> list[Column]:
    """Where no header names the numbers, take the column of codes that stands left of all text."""
    if any(column.field == "number" for column in columns):
        return columns
    for column in columns:
        signed = not words(column.header) and bool(column.header or _leads(column, columns))  # "#"
        texts = _texts(column) if signed else []
        if texts and (all(_is_code(t, lexicon) for t in texts) or _count_up(texts)):
            return [replace(c, field="number") if c is column else c for c in columns]
    for column, beside in pairwise(columns):
        if column.field == "action" and beside.field in ("extra", "empty") and _are_codes(column):
            swapped = {column.index: "number", beside.index: "action"}
            return [replace(c, field=swapped.get(c.index, c.field)) for c in columns]
    for column in columns:
        if column.field not in ("extra", "empty"):
            if column.field in ("action", "item"):
                return columns
            continue
        if _are_codes(column):
            return [replace(c, field="number") if c is column else c for c in columns]
        if mean_words(column) >= ACTION_WORDS and _all_single(column):
            return columns
    return columns


def _is_code(text: str, lexicon: Lexicon) -> bool:
    """Tell whether a text is a number or a code, a word for actions before it or none."""
    label, _, code = text.rpartition(" ")
    return CODE.fullmatch(code) is not None and (
        not label or lexicon.is_word(lexicon.actions, label)
    )


def _count_up(texts: Sequence[str]) -> bool:
    """Tell whether texts are letters that follow each other, or begin anew ("a)", "b)")."""
    found = [_LETTER.fullmatch(text) for text in texts]
    letters = [one[1].lower() for one in found if one is not None]
    steps = all(b == "a" or ord(b) - ord(a) == 1 for a, b in pairwise(letters))
    return len(letters) == len(texts) > 1 and steps and letters[0] == "a"


def _leads(column: Column, columns: list[Column]) -> bool:
    """Tell whether a column without a name is the first of a table that names the others."""
    return column is columns[0] and any(other.header for other in columns)


def are_all_codes(column: Column, least: int = 1) -> bool:
    """Tell whether a column holds so many numbers or codes, all different, and nothing else."""
    texts = _texts(column)
    different = least <= len(set(texts)) == len(texts)
    return different and all(CODE.fullmatch(text) for text in texts)


def _are_codes(column: Column) -> bool:
    """Tell whether codes are several: one may be anything where no header says so."""
    return are_all_codes(column, least=2)


def _all_single(column: Column) -> bool:
    """Tell whether no cell of a column is merged over several rows."""
    return all(cell is None or cell.row_span == 1 for cell in column.cells)


def of_groups(columns: list[Column]) -> list[Column]:
    """Numbers that each stand beside several actions number what is above actions."""
    actions = next((column for column in columns if column.field == "action"), None)
    numbers = next((column for column in columns if column.field == "number"), None)
    if actions is None or numbers is None:
        return columns
    beside: dict[Cell, set[Cell]] = {}
    for number, action in zip(numbers.cells, actions.cells, strict=True):
        if number is not None and number.row_span > 1 and action is not None and action.text:
            beside.setdefault(number, set()).add(action)
    if all(len(cells) < 2 for cells in beside.values()):
        return columns
    return [replace(c, field="extra") if c is numbers else c for c in columns]


def of_references(columns: list[Column], lexicon: Lexicon) -> list[Column]:
    """Numbers alone in the column of actions name actions that are printed elsewhere."""
    actions = next((column for column in columns if column.field == "action"), None)
    texts = _texts(actions) if actions is not None else []
    named = [part for text in texts for part in _BETWEEN.split(text) if part]
    codes = (CODE.fullmatch(p) or lexicon.is_word(lexicon.cues.conjunction, p) for p in named)
    if len(texts) < 2 or not all(codes):
        return columns
    return [replace(c, field="extra") if c is actions else c for c in columns]


def mean_words(column: Column) -> float:
    """Return how many words the texts of a column have on average."""
    texts = _texts(column)
    return sum(len(words(text)) for text in texts) / len(texts) if texts else 0.0


def _texts(column: Column) -> list[str]:
    return [clean(cell.text) for cell in column.cells if cell is not None and cell.text]

"""Who leads and who takes part, where commas stand between them: told by the plan's own actions.

A comma may part two services or stand in the name of one ("Culture, sports et loisirs"). What is
printed alone in one row, or with others in one row than in another, is a name of its own; a value
is parted at its commas where every part of it is one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from pipeline.extract.grid import Grid
from pipeline.lexicon import Lexicon
from pipeline.text import clean

_COMMA = re.compile(r"\s*,\s+")
VALUES = re.compile(r"\s*[;\n]\s*")
"""What parts values in any cell."""


def parties_of(grids: Iterable[Grid], lexicon: Lexicon) -> frozenset[str]:
    """Return the names that the columns of leads and partners show to be names of their own."""
    return names_of_own(_printed(grids), lexicon)


def names_of_own(values: Iterable[str], lexicon: Lexicon) -> frozenset[str]:
    """Return the names among values that stand alone in one, or in several different ones."""
    held: dict[str, set[str]] = defaultdict(set)
    for value in values:
        whole = lexicon.comparable(value)
        for part in _COMMA.split(value):
            held[lexicon.comparable(part)].add(whole)
    return frozenset(name for name, wholes in held.items() if name in wholes or len(wholes) > 1)


def parted(values: Sequence[str], parties: frozenset[str], lexicon: Lexicon) -> list[str]:
    """Return values, each parted at its commas where all its parts are names of their own."""
    made: list[str] = []
    for value in values:
        parts = _COMMA.split(value)
        known = all(
            part[:1].isupper() and lexicon.comparable(part) in parties for part in parts if part
        )
        made += [part for part in parts if part] if len(parts) > 1 and known else [value]
    return made


def _printed(grids: Iterable[Grid]) -> Iterator[str]:
    for grid in grids:
        for column in grid.columns:
            for cell in column.cells if column.field in ("lead", "partner") else ():
                if cell is not None:
                    yield from (clean(part) for part in VALUES.split(cell.text) if part.strip())

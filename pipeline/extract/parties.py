"""Who leads and who takes part, where commas stand between them: told by the plan's own actions.

A comma may part two services or stand in the name of one ("Culture, sports et loisirs"). What is
printed alone in one row, or with others in one row than in another, is a name of its own; a value
is parted at its commas where every part of it is one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.document import Break, Cell
from pipeline.extract.grid import Grid
from pipeline.extract.items import without_bullet
from pipeline.lexicon import Lexicon
from pipeline.text import clean

_COMMA = re.compile(r"\s*,\s+")
VALUES = re.compile(r"\s*[;\n]\s*")
"""What parts values in any cell."""


def parties_of(grids: Iterable[Grid], lexicon: Lexicon) -> frozenset[str]:
    """Return the names that the columns of leads and partners show to be names of their own."""
    return names_of_own(_printed(grids, lexicon), lexicon)


def names_of_own(values: Iterable[str], lexicon: Lexicon) -> frozenset[str]:
    """Return the names among values that stand alone in one, or in several different ones."""
    held: dict[str, set[str]] = defaultdict(set)
    for value in values:
        whole = lexicon.comparable(value)
        for part in _COMMA.split(value):
            held[lexicon.comparable(part)].add(whole)
    return frozenset(name for name, wholes in held.items() if name in wholes or len(wholes) > 1)


def values_of(cell: Cell, lexicon: Lexicon) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the values of a cell, each with its parts where it may be several."""
    breaks = list(cell.breaks)
    small = _small_words(lexicon) if breaks else frozenset()
    for printed in VALUES.split(cell.text):
        values = [[clean(without_bullet(printed))]]
        for one in list(breaks):
            found = _broken(values[-1][-1], one)
            if found is None:
                continue
            breaks.remove(one)
            before, after = found
            if _goes_on(before, after, small, lexicon):
                continue
            values[-1][-1] = before
            if one[2] and after[0].isupper():
                values.append([after])
            else:
                values[-1].append(after)
        for parts in values:
            if parts[0]:
                yield " ".join(parts), tuple(parts) if len(parts) > 1 else ()


def _small_words(lexicon: Lexicon) -> frozenset[str]:
    texts = (*lexicon.small_words, *lexicon.stopwords)
    return frozenset(word for text in texts for word in lexicon.key(text))


def _goes_on(before: str, after: str, small: frozenset[str], lexicon: Lexicon) -> bool:
    """Tell whether a text surely goes on behind a line end: in brackets, or beside a small word."""
    edges = {*lexicon.key(before)[-1:], *lexicon.key(after)[:1]}
    return bool(edges & small) or before.count("(") > before.count(")") or after[0] == "("


def _broken(text: str, at: Break) -> tuple[str, str] | None:
    """Return what stands before and behind the end of a line in a text, None where it is none."""
    found = re.search(rf"(?<!\S){re.escape(at[0])}( ){re.escape(at[1])}(?!\S)", text)
    return (text[: found.start(1)], text[found.end(1) :]) if found else None


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


def told(
    values: Sequence[str],
    doubts: Mapping[str, tuple[str, ...]],
    parties: frozenset[str],
    lexicon: Lexicon,
) -> tuple[list[str], list[str]]:
    """Return values, those that may be several parted where all parts are names of their own.

    The second list has those of which nobody knows: no part of the plan prints them whole either.
    """
    made: list[str] = []
    unsure: list[str] = []
    for value in values:
        parts = doubts.get(value, ())
        if parts and all(lexicon.comparable(part) in parties for part in parts):
            made += parts
            continue
        made.append(value)
        if parts and lexicon.comparable(value) not in parties:
            unsure.append(value)
    return made, unsure


def _printed(grids: Iterable[Grid], lexicon: Lexicon) -> Iterator[str]:
    for grid in grids:
        for column in grid.columns:
            for cell in column.cells if column.field in ("lead", "partner") else ():
                if cell is not None:
                    yield from (value for value, parts in values_of(cell, lexicon) if not parts)

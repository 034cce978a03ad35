"""Tables that print one action a column, the labels down the first, turned: one action a row.

A table goes in; where its first column names the fields of an action, the word for actions among
them, and neither another column nor the first row names half as many, the labels become the header
over the rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.document import Cell, Row, Table
from pipeline.extract.fields import LABEL_WORDS, field_of
from pipeline.lexicon import Lexicon
from pipeline.text import clean, words

KNOWN_MIN = 2
"""So many labels, beside the word for actions, are those of known fields, and half of all."""
LEAST_COLUMNS = 3
"""One action beside its labels is no matter of this module."""


def sideways(table: Table, lexicon: Lexicon) -> Table:
    """Return a table turned, where it prints its actions side by side; else as it is."""
    cells = [sorted(row.cells, key=lambda cell: cell.column) for row in table.rows]
    if table.n_columns < LEAST_COLUMNS or any(len(row) != table.n_columns for row in cells):
        return table
    labels, *others = zip(*cells, strict=True)
    heads = [clean(cell.text).rstrip(": ") for cell in labels]
    if any(not head or len(words(head)) > LABEL_WORDS for head in heads):
        return table
    acts = lexicon.columns.get("action", ())
    named = [index for index, head in enumerate(heads) if lexicon.is_word(acts, head)]
    known = _known(labels, lexicon)
    if len(named) != 1 or known < KNOWN_MIN or known * 2 < len(heads) - 1:
        return table
    titled = all(words(column[named[0]].text) for column in others)
    if not titled or any(_known(c, lexicon) * 2 >= known for c in (cells[0][1:], *others)):
        return table
    turned = [[replace(c, text=clean(c.text).rstrip(": ")) for c in labels], *others]
    rows = tuple(
        Row(tuple(replace(c, row=n, column=i) for i, c in enumerate(row)), table.provenance)
        for n, row in enumerate(turned)
    )
    return Table(rows, len(labels), 1, table.provenance)


def _known(cells: Sequence[Cell], lexicon: Lexicon) -> int:
    """Count the cells that name a field of an action."""
    return sum(field_of(clean(cell.text), lexicon) is not None for cell in cells)

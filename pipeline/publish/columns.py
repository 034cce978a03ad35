"""What a published table is made of: columns, keys, references, and rows in their order.

A column of `Type.field` takes its French and English title and description from that field of the
contract; the few columns that exist only in tables have their own entries in
`lexicon/fields.toml`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from pipeline.model import Plan, Provenance

ColumnType = Literal["string", "integer", "number", "date"]
Value = str | int | float | None
RowValues = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, its type, and the field that documents it."""

    name: str
    type: ColumnType
    documented_by: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Reference:
    """Columns that name a row of another table."""

    columns: tuple[str, ...]
    table: str
    target: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableDefinition:
    """A table: its columns in order, the key of a row, and what its rows refer to."""

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    references: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanTable(TableDefinition):
    """A table whose rows come from plans: `rows` yields those of one, in source order."""

    rows: Callable[[Plan], Iterator[RowValues]]


def column(
    name: str, documented_by: str, kind: ColumnType = "string", *, must: bool = False
) -> Column:
    """Return a column; one that `must` be known is never empty."""
    return Column(name, kind, documented_by, must)


PLAN_ID = column("plan_id", "Plan.id", must=True)
PLAN = Reference(("plan_id",), "plans", ("id",))
SECTION = Reference(("section_id",), "sections", ("id",))
ACTION = Reference(("action_id",), "actions", ("id",))

PLACE = (
    column("page", "Region.page", "integer"),
    column("x0", "table.x0", "number"),
    column("top", "table.top", "number"),
    column("x1", "table.x1", "number"),
    column("bottom", "table.bottom", "number"),
    column("line_first", "table.line_first", "integer"),
    column("line_last", "table.line_last", "integer"),
)


def place(provenance: Provenance) -> RowValues:
    """Return the values of `PLACE`: the first region where a text has several."""
    first, last = provenance.lines or (None, None)
    if not provenance.regions:
        return None, None, None, None, None, first, last
    region = provenance.regions[0]
    return region.page, *region.bbox, first, last


def json_text(value: object) -> str:
    """Return a value that is no plain text as the cell that holds it."""
    return json.dumps(value, ensure_ascii=False)

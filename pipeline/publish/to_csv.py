"""The published tables as pandas frames with declared types, and as CSV.

CSV by the rules of Données Québec: UTF-8 without a byte order mark, comma, decimal point, empty
for unknown, and newlines alone at line ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipeline.model import Links, Plan, Report
from pipeline.publish.definitions import TABLES, ColumnType, TableDefinition
from pipeline.publish.rows import RowValues, rows
from pipeline.publish.tables import write_cells

if TYPE_CHECKING:
    import pandas as pd

DTYPES: dict[ColumnType, str] = {
    "string": "string",
    "date": "string",
    "integer": "Int64",
    "number": "Float64",
}
"""The pandas type of each column type; dates stay as printed in ISO 8601."""


def frames(
    plans: Sequence[Plan], reports: Sequence[Report], links: Links | None = None
) -> dict[str, pd.DataFrame]:
    """Return every table as a frame, by name."""
    made = rows(plans, reports, links)
    return {table.name: to_frame(table, made[table.name]) for table in TABLES}


def to_frame(table: TableDefinition, values: Sequence[RowValues]) -> pd.DataFrame:
    """Return the rows of a table as a frame with the types of its columns."""
    import pandas as pd

    names = [column.name for column in table.columns]
    frame = pd.DataFrame(values, columns=names, dtype=object)
    return frame.astype({column.name: DTYPES[column.type] for column in table.columns})


def to_csv(frame: pd.DataFrame) -> bytes:
    """Return a frame as the bytes of a CSV file."""
    cells = frame.astype("string").fillna("")
    return write_cells([list(frame.columns), *cells.itertuples(index=False, name=None)])

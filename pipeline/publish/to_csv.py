"""The rows of a published table as CSV, and as a pandas frame with declared types.

CSV by the rules of Données Québec: UTF-8 without a byte order mark, comma, decimal point, empty
for unknown, and newlines alone at line ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from pipeline.publish.columns import ColumnType, RowValues, TableDefinition
from pipeline.publish.csv_files import write_cells

if TYPE_CHECKING:
    import pandas as pd

DTYPES: dict[ColumnType, str] = {
    "string": "string",
    "date": "string",
    "integer": "Int64",
    "number": "Float64",
}
"""The pandas type of each column type; dates stay as printed in ISO 8601."""


def csv_header(table: TableDefinition) -> bytes:
    """Return the first line of a CSV file."""
    return write_cells([[column.name for column in table.columns]])


def csv_rows(values: Iterable[RowValues]) -> bytes:
    """Return rows as lines of a CSV file."""
    rows = [["" if value is None else str(value) for value in row] for row in values]
    return write_cells(rows)


def to_frame(table: TableDefinition, values: Sequence[RowValues]) -> pd.DataFrame:
    """Return the rows of a table as a frame with the types of its columns."""
    import pandas as pd

    names = [column.name for column in table.columns]
    frame = pd.DataFrame(values, columns=names, dtype=object)
    return frame.astype({column.name: DTYPES[column.type] for column in table.columns})

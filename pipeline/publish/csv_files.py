"""Published CSV bytes → the typed rows of a table, and back.

Whatever else is made from the tables (SQLite, Parquet, CSV for spreadsheets) is made from the CSV
files as they were published, so that no two forms can say different things. An empty cell is
unknown, which is None.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Mapping, Sequence

from pipeline.publish.columns import ColumnType, RowValues, TableDefinition, Value
from pipeline.publish.definitions import TABLES

CONVERT: Mapping[ColumnType, Callable[[str], Value]] = {
    "string": str,
    "date": str,
    "integer": int,
    "number": float,
}


_SPECIAL, _UNSAFE = re.compile(r'[",\r\n]'), re.compile(r'["\r\n]')
"""What makes a cell stand in quotes, by itself and besides commas."""


class TableError(ValueError):
    """A table that is not what its definition says: the file, the line and what is wrong."""


def csv_path(table: TableDefinition) -> str:
    """Return the path of a table's file inside the package."""
    return f"csv/{table.name}.csv"


def read_tables(files: Mapping[str, bytes]) -> dict[str, list[RowValues]]:
    """Return the rows of every table, from the files of the package by their path.

    Raises:
        TableError: a table is missing, or is not what its definition says.
    """
    found: dict[str, list[RowValues]] = {}
    for table in TABLES:
        path = csv_path(table)
        if path not in files:
            raise TableError(f"{path}: the file is missing; run `arrimage run`")
        found[table.name] = read_rows(table, files[path])
    return found


def read_rows(table: TableDefinition, data: bytes) -> list[RowValues]:
    """Return the rows of one table from the bytes of its CSV file."""
    lines = read_cells(data)
    names = [column.name for column in table.columns]
    if not lines or lines[0] != names:
        raise TableError(f"{csv_path(table)}: line 1: the columns are not {', '.join(names)}")
    return [_row(table, cells, number) for number, cells in enumerate(lines[1:], 1)]


def read_cells(data: bytes) -> list[list[str]]:
    """Return the cells of a CSV file as texts, header first."""
    # A cell may hold a whole document, and the csv module refuses more than 131 072 characters.
    csv.field_size_limit(max(csv.field_size_limit(), len(data)))
    return list(csv.reader(io.StringIO(data.decode("utf-8"), newline=""), strict=True))


def write_cells(rows: Sequence[Sequence[str]]) -> bytes:
    """Return cells as the bytes of a CSV file: UTF-8, comma, newlines alone at line ends.

    Written here because the csv module leaves a carriage return bare in some versions of Python,
    and readers take it for the end of a row.
    """
    lines = list(map(",".join, rows))
    text = "\n".join((*lines, ""))
    # Most tables have nothing to quote: one look at all of one is enough.
    commas, ends = sum(map(len, rows)) - len(rows), len(rows)
    if (text.count(","), text.count("\n")) != (commas, ends) or '"' in text or "\r" in text:
        text = "".join(map(_line, rows, lines))
    return text.encode("utf-8")


def _line(cells: Sequence[str], joined: str) -> str:
    plain = joined.count(",") == len(cells) - 1 and not _UNSAFE.search(joined)
    return f"{joined if plain else ','.join(map(_quoted, cells))}\n"


def _quoted(cell: str) -> str:
    return f'"{cell.replace(chr(34), chr(34) * 2)}"' if _SPECIAL.search(cell) else cell


def _row(table: TableDefinition, cells: list[str], number: int) -> RowValues:
    place = f"{csv_path(table)}: row {number}"
    if len(cells) != len(table.columns):
        raise TableError(f"{place}: has {len(cells)} cells, not {len(table.columns)}")
    try:
        return tuple(
            CONVERT[column.type](cell) if cell else None
            for column, cell in zip(table.columns, cells, strict=True)
        )
    except ValueError as error:
        raise TableError(f"{place}: {error}") from error

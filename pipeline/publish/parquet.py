"""The tables as Parquet files, for programs that read columns. Needs the extra `parquet`."""

from __future__ import annotations

import importlib.util
import io
from collections.abc import Mapping

from pipeline.publish.columns import RowValues, TableDefinition
from pipeline.publish.csv_files import read_tables
from pipeline.publish.definitions import TABLES

_TYPES = {"string": "string", "date": "string", "integer": "int64", "number": "float64"}


class ParquetMissingError(RuntimeError):
    """The library that writes Parquet is not installed."""


def parquet_files(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return every table as a Parquet file, by its path inside the package.

    Raises:
        ParquetMissingError: pyarrow is not installed.
    """
    if importlib.util.find_spec("pyarrow") is None:
        raise ParquetMissingError("Parquet needs pyarrow: pip install 'arrimage[parquet]'")
    tables = read_tables(files)
    return {f"parquet/{table.name}.parquet": _write(table, tables[table.name]) for table in TABLES}


def _write(table: TableDefinition, rows: list[RowValues]) -> bytes:
    import pyarrow as pa  # type: ignore[import-untyped]  # no stubs exist
    import pyarrow.parquet as pq  # type: ignore[import-untyped]

    schema = pa.schema(
        [
            pa.field(column.name, _TYPES[column.type], nullable=not column.required)
            for column in table.columns
        ]
    )
    columns = list(zip(*rows, strict=True)) or [() for _ in table.columns]
    arrays = [pa.array(values, field.type) for values, field in zip(columns, schema, strict=True)]
    target = io.BytesIO()
    pq.write_table(pa.Table.from_arrays(arrays, schema=schema), target, compression="zstd")
    return target.getvalue()

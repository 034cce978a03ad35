"""The published tables → one SQLite database, as bytes.

Keys, foreign keys and closed sets of values are those of the definitions. What people search has
a full-text index that folds accents, declared so that Datasette shows a search box by itself. The
same tables give the same bytes with one version of the SQLite library: fixed page size, fixed
order, no time stamp.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping

from pipeline.paths import DATABASE
from pipeline.publish.columns import Column, TableDefinition
from pipeline.publish.csv_files import TableError, read_tables
from pipeline.publish.definitions import TABLES
from pipeline.publish.schema import choices

PAGE_BYTES = 4096
SEARCHED: Mapping[str, tuple[str, ...]] = {
    "actions": ("text",),
    "targets": ("text",),
    "sections": ("title",),
    "passages": ("heading", "text"),
}
"""The tables that can be searched, and the columns in which words are looked for."""

_TYPES = {"string": "TEXT", "date": "TEXT", "integer": "INTEGER", "number": "REAL"}


def database(files: Mapping[str, bytes]) -> bytes:
    """Return the database made from the CSV files of the package, by their path.

    Raises:
        TableError: a table is not what its definition says, or a row names one that is missing.
    """
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        connection.execute(f"PRAGMA page_size = {PAGE_BYTES}")
        connection.execute("BEGIN")
        _fill(connection, files)
        connection.execute("COMMIT")
        _check(connection)
        connection.execute("VACUUM")
        return bytes(connection.serialize())
    except sqlite3.IntegrityError as error:
        raise TableError(f"{DATABASE}: {error}; check the CSV files") from error
    finally:
        connection.close()


def _fill(connection: sqlite3.Connection, files: Mapping[str, bytes]) -> None:
    rows = read_tables(files)
    for table in TABLES:
        connection.execute(_create(table))
        marks = ", ".join("?" for _ in table.columns)
        connection.executemany(
            f"INSERT INTO {_name(table.name)} VALUES ({marks})", rows[table.name]
        )
    for table in TABLES:
        for statement in (*_indexes(table), *_search(table)):
            connection.execute(statement)


def _create(table: TableDefinition) -> str:
    lines = [_column(column) for column in table.columns]
    lines.append(f"PRIMARY KEY ({_names(table.key)})")
    lines += [
        f"FOREIGN KEY ({_names(one.columns)}) REFERENCES {_name(one.table)} ({_names(one.target)})"
        for one in table.references
    ]
    return f"CREATE TABLE {_name(table.name)} (\n  " + ",\n  ".join(lines) + "\n)"


def _column(column: Column) -> str:
    parts = [_name(column.name), _TYPES[column.type], "NOT NULL" if column.required else ""]
    values = ", ".join(f"'{value}'" for value in choices(column.documented_by))
    parts.append(f"CHECK ({_name(column.name)} IN ({values}))" if values else "")
    return " ".join(part for part in parts if part)


def _indexes(table: TableDefinition) -> Iterator[str]:
    """Index what rows are joined by, save where the primary key begins with it."""
    seen = {table.key[:size] for size in range(1, len(table.key) + 1)}
    for reference in table.references:
        if reference.columns not in seen:
            seen.add(reference.columns)
            name = _name("_".join((table.name, *reference.columns)))
            yield f"CREATE INDEX {name} ON {_name(table.name)} ({_names(reference.columns)})"


def _search(table: TableDefinition) -> Iterator[str]:
    if table.name not in SEARCHED:
        return
    index = _name(f"{table.name}_fts")
    yield (
        f"CREATE VIRTUAL TABLE {index} USING fts5({_names(SEARCHED[table.name])}, "
        f"content={_name(table.name)}, tokenize='unicode61 remove_diacritics 2')"
    )
    yield f"INSERT INTO {index} ({index}) VALUES ('rebuild')"
    yield f"INSERT INTO {index} ({index}) VALUES ('optimize')"


def _check(connection: sqlite3.Connection) -> None:
    missing = connection.execute("PRAGMA foreign_key_check").fetchone()
    if missing:
        table, row, target, _ = missing
        raise TableError(f"csv/{table}.csv: row {row}: names a row that {target} does not have")


def _name(name: str) -> str:
    return f'"{name}"'


def _names(names: tuple[str, ...]) -> str:
    return ", ".join(_name(name) for name in names)

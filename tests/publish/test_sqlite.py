"""The database: what the tables say, with their keys, and a search that folds accents."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.publish.columns import TableDefinition
from pipeline.publish.csv_files import TableError, csv_path, read_rows, read_tables
from pipeline.publish.definitions import TABLES
from pipeline.publish.sqlite import SEARCHED, database
from tests.folders import ROOT
from tests.publish.published import EXTRACTED, files
from tests.publish.served import serve


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    path = tmp_path_factory.mktemp("base") / "arrimage.sqlite"
    path.write_bytes(database(files()))
    connection = sqlite3.connect(path)
    yield connection
    connection.close()


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_table_holds_what_its_csv_holds(
    opened: sqlite3.Connection, table: TableDefinition
) -> None:
    assert opened.execute(f'SELECT * FROM "{table.name}" ORDER BY rowid').fetchall() == read_rows(
        table, files()[csv_path(table)]
    )


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_keys_and_references_are_declared(
    opened: sqlite3.Connection, table: TableDefinition
) -> None:
    columns = opened.execute(f'PRAGMA table_info("{table.name}")').fetchall()
    key = sorted((row[5], row[1]) for row in columns if row[5])
    assert tuple(name for _, name in key) == table.key
    assert {row[1] for row in columns if row[3]} >= {c.name for c in table.columns if c.required}
    found: dict[int, list[tuple[str, str, str]]] = {}
    for row in opened.execute(f'PRAGMA foreign_key_list("{table.name}")'):
        found.setdefault(row[0], []).append((row[2], row[3], row[4]))
    wanted = [
        [(one.table, mine, theirs) for mine, theirs in zip(one.columns, one.target, strict=True)]
        for one in table.references
    ]
    assert sorted(found.values()) == sorted(wanted)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_what_rows_are_joined_by_is_found_through_an_index(
    opened: sqlite3.Connection, table: TableDefinition
) -> None:
    for reference in table.references:
        asked = " AND ".join(f'"{name}" = ?' for name in reference.columns)
        plan = opened.execute(
            f'EXPLAIN QUERY PLAN SELECT 1 FROM "{table.name}" WHERE {asked}',
            ["x"] * len(reference.columns),
        ).fetchall()
        assert "USING" in plan[0][3], plan


def test_the_database_is_sound(opened: sqlite3.Connection) -> None:
    assert opened.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert opened.execute("PRAGMA foreign_key_check").fetchall() == []
    assert opened.execute("PRAGMA page_size").fetchone() == (4096,)


@pytest.mark.parametrize("name", SEARCHED)
def test_words_are_found_without_accents_and_case(opened: sqlite3.Connection, name: str) -> None:
    column = SEARCHED[name][-1]
    # SQLite's own LIKE knows nothing of accents: this is the plain way to the same rows.
    plain = opened.execute(
        f'SELECT rowid FROM "{name}" WHERE lower("{column}") LIKE ?', ["%itinérance%"]
    ).fetchall()
    found = opened.execute(
        f'SELECT rowid FROM "{name}_fts" WHERE "{name}_fts" MATCH ? ORDER BY rowid',
        ["ITINERANCE"],
    ).fetchall()
    assert plain
    assert set(plain) <= set(found)


def test_datasette_opens_it_and_finds_a_word_without_its_accent(tmp_path: Path) -> None:
    path = tmp_path / "arrimage.sqlite"
    path.write_bytes(database(files()))
    ask = serve(path, json.loads(files()["metadata.json"]))
    found = json.loads(ask("/arrimage/actions.json?_search=itinerance&_shape=array"))
    assert found
    assert all("itinérance" in row["text"].lower() for row in found)
    page = ask("/arrimage/actions")
    assert 'name="_search"' in page
    assert "Une action par ligne" in page


def test_the_same_bytes_whatever_the_hash_seed() -> None:
    program = (
        "import hashlib, pathlib\n"
        "from pipeline.publish.package import read_package\n"
        "from pipeline.publish.sqlite import database\n"
        f"data = database(read_package(pathlib.Path({str(EXTRACTED)!r})))\n"
        "print(hashlib.sha256(data).hexdigest())\n"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=ROOT,
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for seed in ("1", "2")
    }
    assert digests == {hashlib.sha256(database(files())).hexdigest()}


def changed(path: str, old: str, new: str) -> dict[str, bytes]:
    text = files()[path].decode("utf-8")
    assert old in text
    return {**files(), path: text.replace(old, new, 1).encode("utf-8")}


@pytest.mark.parametrize(
    ("path", "old", "new", "said"),
    [
        ("csv/schedule.csv", ",planned,", ",perhaps,", "CHECK constraint failed"),
        ("csv/action_roles.csv", "action-1,", "action-999,", "names a row that actions"),
        ("csv/periods.csv", ",1,", ",un,", "invalid literal for int"),
        ("csv/sections.csv", ",kind,", ",genre,", "line 1: the columns are not"),
        ("csv/units.csv", "\n", "\n\n", "row 1: has 0 cells"),
        ("csv/plans.csv", ",fr,", ",,", "NOT NULL constraint failed"),
    ],
)
def test_tables_that_do_not_hold_make_no_database(path: str, old: str, new: str, said: str) -> None:
    with pytest.raises(TableError) as error:
        database(changed(path, old, new))
    assert said in str(error.value)


def test_a_missing_table_is_named() -> None:
    with pytest.raises(TableError, match=r"csv/plans\.csv: the file is missing"):
        read_tables({})

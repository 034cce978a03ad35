"""Text of a document stays text: never markup, script, formula, query, row or path."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from pipeline.model import Links, Plan, Report
from pipeline.publish import publish
from pipeline.publish.ckan import dataset, read_settings, resources
from pipeline.publish.csv_files import csv_path, read_cells, read_tables
from pipeline.publish.definitions import TABLES
from pipeline.publish.package import read_package
from pipeline.publish.release import release
from pipeline.publish.safe_csv import variants
from pipeline.publish.sqlite import SEARCHED, database
from tests.publish.hostile import PLAN_ID, TEXTS, hostile_links, hostile_plan, hostile_report
from tests.publish.published import rows
from tests.publish.served import serve
from tests.publish.test_ckan import SETTINGS

if TYPE_CHECKING:
    from tests.cli.conftest import Shell

PATHS = {
    "datapackage.json",
    "metadata.json",
    "links.json",
    "reports/links.json",
    f"plans/{PLAN_ID}.json",
    f"reports/{PLAN_ID}.json",
    *(csv_path(table) for table in TABLES),
}
SHORT = [name for name in TEXTS if name != "megabyte"]
MADE: dict[str, tuple[Plan, Report, dict[str, bytes]]] = {}


@pytest.fixture(params=TEXTS)
def hostile(request: pytest.FixtureRequest) -> tuple[str, Plan, Report, dict[str, bytes]]:
    text = TEXTS[request.param]
    if request.param not in MADE:
        plan, report = hostile_plan(text), hostile_report(text)
        MADE[request.param] = (plan, report, publish([plan], [report], hostile_links(text)))
    return (text, *MADE[request.param])


Hostile = tuple[str, Plan, Report, dict[str, bytes]]


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from strings(key)
            yield from strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from strings(part)


def test_the_hostile_plan_leaves_no_field_out() -> None:
    given = list(strings(json.loads(hostile_plan("§").model_dump_json())))
    assert sum("§" in one for one in given) > 100
    for table in TABLES:
        made = rows([hostile_plan("§")], [hostile_report("§")], hostile_links("§"))[table.name]
        texts = [column.name for column in table.columns if column.type == "string"]
        assert made, table.name
        assert any("§" in str(cell) for cell in made[0]) or not texts, table.name


def test_no_text_names_a_file(hostile: Hostile) -> None:
    *_, files = hostile
    assert set(files) == PATHS


@pytest.mark.parametrize(
    "plan_id", ["../x", "/etc/x", "a/b", "a\x00", "", "A", "é", "a--b", ".", "links"]
)
def test_an_id_that_is_no_name_is_refused(plan_id: str) -> None:
    plan = hostile_plan("x").model_copy(update={"id": plan_id})
    with pytest.raises(ValueError, match="no name of a-z"):
        publish([plan], [])


def test_json_holds_the_text_and_nothing_else(hostile: Hostile) -> None:
    text, plan, report, files = hostile
    assert Links.model_validate_json(files["links.json"]) == hostile_links(text)
    assert Plan.model_validate_json(files[f"plans/{PLAN_ID}.json"]) == plan
    assert Report.model_validate_json(files[f"reports/{PLAN_ID}.json"]) == report
    assert json.loads(files["datapackage.json"])["sources"][0]["plan_id"] == PLAN_ID


def test_csv_has_one_row_for_each_thing_with_the_text_as_it_is(hostile: Hostile) -> None:
    text, plan, report, files = hostile
    wanted = rows([plan], [report], hostile_links(text))
    assert read_tables(files) == wanted
    for table in TABLES:
        data = files[csv_path(table)]
        read = list(csv.reader(io.StringIO(data.decode("utf-8"), newline="")))
        assert len(read) == len(wanted[table.name]) + 1
        if "\x00" not in text:  # pandas stops at NUL; the csv module does not
            frame = pd.read_csv(io.BytesIO(data), dtype="string", keep_default_na=False)
            assert len(frame) == len(wanted[table.name])


def test_csv_for_spreadsheets_has_no_formula(hostile: Hostile) -> None:
    *_, files = hostile
    for path, data in variants(files, safe=True, bom=False).items():
        table = next(table for table in TABLES if csv_path(table) == path)
        for row in read_cells(data)[1:]:
            for column, cell in zip(table.columns, row, strict=True):
                if column.type == "string":
                    assert not cell.lstrip().startswith(("=", "+", "-", "@")), column.name


def test_the_database_holds_the_text_and_its_tables_stand(hostile: Hostile) -> None:
    text, plan, report, files = hostile
    connection = sqlite3.connect(":memory:")
    connection.deserialize(database(files))
    for name, wanted in rows([plan], [report], hostile_links(text)).items():
        assert connection.execute(f'SELECT * FROM "{name}" ORDER BY rowid').fetchall() == wanted
    kept = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    assert {table.name for table in TABLES} | {f"{name}_fts" for name in SEARCHED} <= kept
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    quoted = '"' + text[:50].replace('"', '""').replace("\x00", " ") + '"'
    connection.execute("SELECT * FROM actions_fts WHERE actions_fts MATCH ?", [quoted]).fetchall()
    connection.close()


@pytest.mark.parametrize("hostile", SHORT, indirect=True)
def test_what_a_portal_shows_as_markup_holds_no_text_of_a_document(hostile: Hostile) -> None:
    text, *_, files = hostile
    shown = [*dataset(read_settings(SETTINGS)).values()]
    shown += [value for one in resources(files) for value in one.fields.values()]
    assert not any(text in str(value) for value in shown)
    assert not any("\n" in one.file or ".." in one.file for one in resources(files))


@pytest.mark.parametrize("hostile", SHORT, indirect=True)
def test_a_release_unpacks_inside_its_folder(hostile: Hostile) -> None:
    import zipfile

    *_, files = hostile
    with zipfile.ZipFile(io.BytesIO(release(files, {}))) as packed:
        assert all(name.startswith("arrimage/") and ".." not in name for name in packed.namelist())


@pytest.mark.parametrize("name", ["script", "attribute", "scheme", "markdown"])
def test_datasette_shows_text_as_text(name: str, tmp_path: Path) -> None:
    files = publish(
        [hostile_plan(TEXTS[name])], [hostile_report(TEXTS[name])], hostile_links(TEXTS[name])
    )
    path = tmp_path / "arrimage.sqlite"
    path.write_bytes(database(files))
    ask = serve(path, json.loads(files["metadata.json"]))
    for table in TABLES:
        page = ask(f"/arrimage/{table.name}")
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert 'href="javascript:' not in page


LONG_SOURCE = """# Plan 2024-2026

## Axe 1 : Logement

| Actions | Rôle | 2024 |
|---|---|---|
| 1. {0} | Responsable | ✓ |
| 2. Ouvrir | Responsable | ✓ |

## Contexte

{0}
"""
SOURCE = """# {0}

## Axe 1 : {0}

### Objectif 1 : {0}

La Ville vise :

- {0}

| Actions | Rôle | Partenaires | {0} | 2024 | 2025 |
|---|---|---|---|---|---|
| 1. {0} | {0} | {0} | {0} | ✓ | {0} |
| 2. Ouvrir | Responsable | {0} | | {0} | — |

## {0}

{0}
"""


LONGEST = 150_000  # a longer line of Markdown is no row of a table


@pytest.mark.parametrize("name", [name for name in TEXTS if name not in ("nul", "lines")])
def test_a_hostile_source_runs_and_stays_text(arrimage: Shell, name: str) -> None:
    text = TEXTS[name][:LONGEST]
    arrimage.plan("essai", (SOURCE if name in SHORT else LONG_SOURCE).format(text))
    before = {path for path in arrimage.here.rglob("*") if path.is_file()}
    done = arrimage("run", "--no-enrich")
    folder = arrimage.here / "extracted"
    assert "the program failed on it" not in done.stderr
    assert (folder / "plans" / "essai.json").is_file()
    assert arrimage("publish").exit_code == 0
    files = read_package(folder)
    assert set(files) == {path.replace(f"/{PLAN_ID}.json", "/essai.json") for path in PATHS}
    new = {path for path in arrimage.here.rglob("*") if path.is_file()} - before
    inside = (folder, arrimage.here / ".cache")
    assert all(any(path.is_relative_to(place) for place in inside) for path in new)
    plan = Plan.model_validate_json(files["plans/essai.json"])
    assert len(plan.actions) == 2
    for identifier in (*(a.id for a in plan.actions), *(s.id for s in plan.sections)):
        assert identifier.startswith("essai/")
        assert ".." not in identifier
        assert not set(identifier) - set("abcdefghijklmnopqrstuvwxyz0123456789-/~")


@pytest.mark.parametrize("name", ["nul", "lines"])
def test_a_source_with_control_characters_is_refused_in_one_line(
    arrimage: Shell, name: str
) -> None:
    arrimage.write("essai.md", SOURCE.format(TEXTS[name]))
    done = arrimage("extract", "essai.md")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith("error: essai.md: is a binary file, not text")
    assert len(done.stderr.splitlines()) == 1

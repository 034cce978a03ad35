"""The data package: what it describes, and that an independent program finds it so."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.model import Plan, Report, Schedule, Source, WordCount
from pipeline.publish import publish
from pipeline.publish.columns import TableDefinition
from pipeline.publish.datapackage import table_texts
from pipeline.publish.definitions import TABLES
from pipeline.publish.package import PackageError, plans_of, read_package, report_of
from tests.publish.published import EXTRACTED, files


def described() -> dict[str, Any]:
    value: dict[str, Any] = json.loads(files()["datapackage.json"])
    return value


def resource(name: str) -> dict[str, Any]:
    return next(one for one in described()["resources"] if one["name"] == name)


def test_every_file_is_described_with_its_size_and_hash() -> None:
    listed = {one["path"]: one for one in described()["resources"]}
    assert set(listed) == set(files()) - {"datapackage.json", "metadata.json"}
    assert len({one["name"] for one in described()["resources"]}) == len(listed)
    for path, one in listed.items():
        assert one["bytes"] == len(files()[path])
        assert one["hash"] == f"sha256:{hashlib.sha256(files()[path]).hexdigest()}"


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_table_is_described_in_both_languages_with_its_schema(table: TableDefinition) -> None:
    one = resource(table.name)
    assert one["type"] == "table"
    assert all(one[text] for text in ("title", "description", "title_en", "description_en"))
    assert [field["name"] for field in one["schema"]["fields"]] == [c.name for c in table.columns]
    assert one["schema"]["primaryKey"] == list(table.key)
    assert one["dialect"]["delimiter"] == ","


def test_every_json_file_says_what_it_is_in_both_languages() -> None:
    said = [one for one in described()["resources"] if one["path"].endswith(".json")]
    assert said
    for one in said:
        assert all(one[text] for text in ("title", "description", "title_en", "description_en"))
        assert "{" not in one["title"] + one["title_en"]
    name = "quebec-itinerance-2024-2026"
    title = next(plan.title for plan in plans_of(files()) if plan.id == name)
    assert resource(f"plans-{name}-json")["title"] == f"Plan : {title}"
    assert resource(f"reports-{name}-json")["title"] == f"Rapport de lecture : {title}"


def test_every_table_has_its_texts() -> None:
    assert {table.name for table in TABLES} <= set(table_texts())


def test_closed_sets_are_constraints_and_references_are_keys() -> None:
    schema = resource("schedule")["schema"]
    state = next(field for field in schema["fields"] if field["name"] == "state")
    assert state["constraints"] == {
        "required": True,
        "enum": ["planned", "not_planned", "unclear"],
    }
    assert schema["foreignKeys"][1] == {
        "fields": ["plan_id", "period_id"],
        "reference": {"resource": "periods", "fields": ["plan_id", "id"]},
    }


def test_what_no_plan_says_is_left_out_and_what_one_says_is_there() -> None:
    package = described()
    assert "licenses" not in package
    assert all("path" not in source for source in package["sources"])
    plan = Plan(
        id="plan",
        title="Plan",
        publisher="Ville",
        language="fr",
        schedule=Schedule(kind="none"),
        source=Source(
            path="raw/plan/source.md",
            sha256="0" * 64,
            media_type="text/markdown",
            reader="markdown",
            licence="CC-BY-4.0",
            url="https://ville.example/plan",
            published="2024",
        ),
    )
    words = WordCount(total=0, claimed=0, kept=0, unclaimed=0)
    made = publish([plan], [Report(plan_id="plan", words=words)])
    package = json.loads(made["datapackage.json"])
    assert package["licenses"] == [{"name": "CC-BY-4.0"}]
    assert package["contributors"] == [{"title": "Ville", "roles": ["publisher"]}]
    assert package["sources"] == [
        {
            "title": "Plan",
            "path": "https://ville.example/plan",
            "version": "2024",
            "plan_id": "plan",
            "hash": f"sha256:{'0' * 64}",
        }
    ]
    metadata = json.loads(made["metadata.json"])
    assert (metadata["license"], metadata["source"]) == ("CC-BY-4.0", "Ville")


def test_datasette_metadata_names_the_columns_that_exist() -> None:
    tables = json.loads(files()["metadata.json"])["databases"]["arrimage"]["tables"]
    assert list(tables) == [table.name for table in TABLES]
    for table in TABLES:
        assert list(tables[table.name]["columns"]) == [column.name for column in table.columns]


def test_frictionless_finds_the_package_valid_with_its_foreign_keys(tmp_path: Path) -> None:
    frictionless = pytest.importorskip("frictionless", reason="frictionless is not installed")
    copy = tmp_path / "extracted"
    shutil.copytree(EXTRACTED, copy, ignore=shutil.ignore_patterns("site", "*.sqlite"))
    report = frictionless.Package(str(copy / "datapackage.json")).validate()
    assert report.valid, report.flatten(["name", "type", "message"])[:5]
    path = copy / "csv" / "actions.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(lines[:1] + lines[2:]), encoding="utf-8")
    report = frictionless.Package(str(copy / "datapackage.json")).validate()
    found = {kind for _, kind in report.flatten(["name", "type"])}
    assert {"foreign-key", "hash-count", "byte-count"} & found == {
        "foreign-key",
        "hash-count",
        "byte-count",
    }


def test_a_package_reads_back_as_it_was_written() -> None:
    assert [plan.id for plan in plans_of(files())] == sorted(
        path.stem for path in (EXTRACTED / "plans").glob("*.json")
    )
    for plan in plans_of(files()):
        assert report_of(files(), plan.id).plan_id == plan.id


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda at: (at / "csv/actions.csv").write_text("x"), "changed since it was published"),
        (lambda at: (at / "csv/actions.csv").unlink(), "the file is missing"),
        (lambda at: (at / "csv/autre.csv").write_text("x"), "does not name it"),
        (lambda at: (at / "plans/x.json").symlink_to("/etc/passwd"), "is not a plain file"),
        (lambda at: (at / "datapackage.json").unlink(), "the file is missing"),
        (lambda at: (at / "datapackage.json").write_text("[]"), "not readable"),
        (lambda at: (at / "datapackage.json").write_text("{"), "not readable"),
    ],
)
def test_a_package_that_was_changed_is_refused(
    tmp_path: Path, change: Callable[[Path], object], said: str
) -> None:
    copy = tmp_path / "extracted"
    shutil.copytree(EXTRACTED, copy, ignore=shutil.ignore_patterns("site", "*.sqlite"))
    change(copy)
    with pytest.raises(PackageError, match=said) as error:
        read_package(copy)
    assert "\n" not in str(error.value)


def test_a_plan_of_another_version_is_refused() -> None:
    with pytest.raises(PackageError, match="of another version"):
        plans_of({"plans/x.json": b"{}"})
    with pytest.raises(PackageError, match="is missing"):
        report_of({}, "x")

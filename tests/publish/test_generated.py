"""What is generated from the contract is current, and a new contract asks for a new version."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from pipeline.model import SCHEMA_VERSION, Contract
from pipeline.publish.definitions import TABLES
from pipeline.publish.dictionary import dictionary
from pipeline.publish.generate import generated, main, stale
from pipeline.publish.schema import contracts, field_texts, schema_files
from pipeline.publish.versions import recorded
from tests.folders import ROOT

VERSIONS = json.loads((ROOT / "schemas" / "versions.json").read_text(encoding="utf-8"))


def test_what_is_generated_is_current() -> None:
    assert stale(ROOT) == []
    assert main(["--check"], ROOT) == 0


def test_the_schemas_are_those_recorded_for_their_version() -> None:
    assert recorded(schema_files(), SCHEMA_VERSION, VERSIONS) == VERSIONS
    assert list(VERSIONS)[-1] == SCHEMA_VERSION


def test_every_version_is_in_the_changelog() -> None:
    changes = (ROOT / "schemas" / "CHANGELOG.md").read_text(encoding="utf-8")
    for version in VERSIONS:
        assert f"\n## {version}\n" in changes


def with_plan(old: str, new: str) -> dict[str, str]:
    schemas = schema_files()
    assert old in schemas["plan-1.schema.json"]
    schemas["plan-1.schema.json"] = schemas["plan-1.schema.json"].replace(old, new)
    return schemas


STRUCTURE = ('"subtitle": {', '"soustitre": {')
TEXTS = ('"title": "Sous-titre"', '"title": "Autre"')


@pytest.mark.parametrize("change", [STRUCTURE, TEXTS])
def test_a_changed_schema_under_the_same_version_fails(change: tuple[str, str]) -> None:
    with pytest.raises(ValueError, match="raise SCHEMA_VERSION"):
        recorded(with_plan(*change), SCHEMA_VERSION, VERSIONS)


@pytest.mark.parametrize("version", ["1.1.0", "2.0.0"])
def test_a_new_structure_is_a_new_minor_or_major_version(version: str) -> None:
    old = {"1.0.0": VERSIONS["1.0.0"]}
    assert list(recorded(with_plan(*STRUCTURE), version, old)) == ["1.0.0", version]


def test_a_patch_changes_texts_and_nothing_else() -> None:
    old = recorded(schema_files(), "1.0.0", {})
    assert "1.0.1" in recorded(with_plan(*TEXTS), "1.0.1", old)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=r"1\.0\.1 is a patch of 1\.0\.0"):
        recorded(with_plan(*STRUCTURE), "1.0.1", old)  # type: ignore[arg-type]


def test_a_version_does_not_go_back() -> None:
    with pytest.raises(ValueError, match="does not come after"):
        recorded(with_plan(*STRUCTURE), "0.9.0", {"1.0.0": VERSIONS["1.0.0"]})


def test_the_command_writes_what_is_missing_and_refuses_a_silent_change(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([], tmp_path) == 0
    assert stale(tmp_path) == []
    (tmp_path / "docs" / "fields.md").write_text("autre", encoding="utf-8")
    assert main(["--check"], tmp_path) == 1
    assert "docs/fields.md is stale" in capsys.readouterr().err
    shutil.copy(tmp_path / "schemas" / "versions.json", tmp_path / "kept.json")
    changed = json.loads((tmp_path / "kept.json").read_text(encoding="utf-8"))
    changed[SCHEMA_VERSION]["structure"] = "0" * 64
    (tmp_path / "schemas" / "versions.json").write_text(json.dumps(changed), encoding="utf-8")
    assert main([], tmp_path) == 1
    assert "raise SCHEMA_VERSION" in capsys.readouterr().err


def test_the_dictionary_has_every_field_in_both_languages() -> None:
    text, texts = dictionary(), field_texts()
    for table in TABLES:
        assert f"### `csv/{table.name}.csv`" in text
        for column in table.columns:
            french, english, *_ = texts[column.documented_by]
            assert f"**{french}.**" in text
            assert f"**{english}.**" in text
    for name, contract in contracts().items():
        part = text.split(f"### `{name}`\n")[1].split("\n### ")[0]
        for field in contract.model_fields:
            assert f"| `{field}` |" in part
    assert set(contracts()) == {typed.__name__ for typed in Contract.__subclasses__()}
    assert generated(ROOT)["docs/fields.md"] == text


def test_every_row_of_the_dictionary_has_five_cells() -> None:
    for line in dictionary().splitlines():
        if line.startswith("|"):
            assert line.replace("\\|", "").count("|") == 6, line

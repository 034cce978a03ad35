"""What is published fits its schemas, its types and its keys, and is the same bytes always."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from functools import cache
from typing import Any

import jsonschema
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import model
from pipeline.model import (
    LinkReport,
    Links,
    Plan,
    Provenance,
    Quote,
    Report,
    Schedule,
    Source,
    WordCount,
)
from pipeline.publish import publish
from pipeline.publish.columns import TableDefinition
from pipeline.publish.definitions import TABLES
from pipeline.publish.schema import field_texts, schema_files
from pipeline.publish.to_csv import DTYPES
from tests.folders import ROOT

EXTRACTED = ROOT / "extracted"
PLANS = sorted((EXTRACTED / "plans").glob("*.json"))


@cache
def published() -> dict[str, bytes]:
    plans = [Plan.model_validate_json(path.read_bytes()) for path in PLANS]
    reports = [
        Report.model_validate_json((EXTRACTED / "reports" / path.name).read_bytes())
        for path in PLANS
    ]
    links = Links.model_validate_json((EXTRACTED / "links.json").read_bytes())
    found = LinkReport.model_validate_json((EXTRACTED / "reports" / "links.json").read_bytes())
    return publish(plans, reports, links, found)


def frame_of(table: TableDefinition) -> pd.DataFrame:
    types = {column.name: DTYPES[column.type] for column in table.columns}
    data = published()[f"csv/{table.name}.csv"]
    return pd.read_csv(io.BytesIO(data), dtype=types, keep_default_na=False, na_values=[""])


def test_what_is_committed_is_what_is_published() -> None:
    kept = {
        str(path.relative_to(EXTRACTED)): path.read_bytes()
        for pattern in ("*.json", "plans/*", "reports/*", "csv/*")
        for path in sorted(EXTRACTED.glob(pattern))
    }
    assert kept == published()


@pytest.mark.parametrize("kind", ["plan", "report"])
def test_json_fits_its_schema_by_an_independent_validator(kind: str) -> None:
    schema = json.loads((ROOT / "schemas" / f"{kind}-1.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for path in PLANS:
        value = json.loads(published()[f"{kind}s/{path.name}"])
        assert [error.message for error in validator.iter_errors(value)] == []
    broken = json.loads(published()[f"{kind}s/{PLANS[0].name}"]) | {"unknown": 1}
    assert [error.validator for error in validator.iter_errors(broken)] == ["additionalProperties"]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_table_reads_with_its_types_and_keys(table: TableDefinition) -> None:
    frame = frame_of(table)
    assert list(frame.columns) == [column.name for column in table.columns]
    assert not frame.duplicated(list(table.key)).any()
    for column in table.columns:
        assert not (column.required and frame[column.name].isna().any()), column.name
    for reference in table.references:
        target = frame_of(next(t for t in TABLES if t.name == reference.table))
        known = set(target[list(reference.target)].itertuples(index=False, name=None))
        used = frame[list(reference.columns)].dropna().itertuples(index=False, name=None)
        assert set(used) <= known, reference


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_table_schema_says_what_the_table_is(table: TableDefinition) -> None:
    schema = json.loads(schema_files()[f"tables/{table.name}.schema.json"])
    assert [field["name"] for field in schema["fields"]] == [c.name for c in table.columns]
    assert schema["primaryKey"] == list(table.key)
    assert all(field["title"] and field["title_en"] for field in schema["fields"])


def test_every_field_of_the_contract_is_documented_and_nothing_else() -> None:
    types: dict[str, Any] = {
        name: value
        for name, value in vars(model).items()
        if isinstance(value, type) and issubclass(value, model.Contract) and name != "Contract"
    }
    fields = {f"{name}.{field}" for name, value in types.items() for field in value.model_fields}
    documented = set(field_texts())
    used = {column.documented_by for table in TABLES for column in table.columns}
    assert documented == fields | {f"{name}._" for name in types} | {
        name for name in used if name.startswith("table.")
    }
    assert all(all(texts) for texts in field_texts().values())


def test_the_same_bytes_whatever_the_hash_seed() -> None:
    program = (
        "import hashlib, pathlib\n"
        "from pipeline.model import Plan, Report\n"
        "from pipeline.publish import publish\n"
        "paths = sorted(pathlib.Path('extracted/plans').glob('*.json'))\n"
        "plans = [Plan.model_validate_json(p.read_bytes()) for p in paths]\n"
        "files = publish(plans, [])\n"
        "print(hashlib.sha256(repr(sorted(files.items())).encode()).hexdigest())\n"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=ROOT,
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1


printable = st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=60)


@given(texts=st.lists(printable.filter(str.strip), max_size=5))
def test_any_text_survives_the_csv(texts: list[str]) -> None:
    place = Provenance(lines=(1, 1), method="list")
    plan = Plan(
        id="plan",
        language="fr",
        schedule=Schedule(kind="none"),
        source=Source(path="p", sha256="0", media_type="text/markdown", reader="markdown"),
        partners=tuple(Quote(text=text, provenance=place) for text in texts),
    )
    words = WordCount(total=0, claimed=0, kept=0, unclaimed=0)
    files = publish([plan], [Report(plan_id="plan", words=words)])
    frame = pd.read_csv(
        io.BytesIO(files["csv/plan_texts.csv"]), dtype="string", keep_default_na=False
    )
    assert list(frame["text"]) == texts
    assert json.loads(files["plans/plan.json"])["partners"] == [
        json.loads(quote.model_dump_json()) for quote in plan.partners
    ]

"""The worked examples run as they stand, and give the same answer by three ways."""

from __future__ import annotations

import csv
import io
import os
import sqlite3
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

import pipeline
from pipeline.publish.package import read_package
from pipeline.publish.sqlite import database
from tests.folders import ROOT

EXAMPLES = ROOT / "docs" / "examples"


def truth() -> Counter[tuple[str, str]]:
    """Count from the models what the examples count from the tables, the database and JSON."""
    return Counter(
        (plan.id, entry.period_id)
        for plan in pipeline.load(ROOT / "extracted").plans
        for action in plan.actions
        for entry in action.schedule
        if entry.state == "planned"
    )


def run(name: str, folder: Path) -> str:
    done = subprocess.run(
        [sys.executable, EXAMPLES / name, ROOT / "extracted"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout


def counted(text: str) -> dict[tuple[str, str], int]:
    """Read a table of plan_id, period_id and planned."""
    rows = csv.DictReader(io.StringIO(text))
    return {(row["plan_id"], row["period_id"]): int(row["planned"]) for row in rows}


@pytest.mark.parametrize("name", ["actions_by_period.py", "plain_json.py"])
def test_a_script_counts_what_is_there(name: str, tmp_path: Path) -> None:
    output = run(name, tmp_path)
    assert truth()
    assert counted(output.split("\n\n")[0]) == truth()


def test_the_notebook_shows_where_an_action_was_read(tmp_path: Path) -> None:
    shown = run("actions_by_period.py", tmp_path).split("\n\n")[1].splitlines()
    plans = [plan for plan in pipeline.load(ROOT / "extracted").plans if plan.actions]
    assert [line.split()[0] for line in shown] == [plan.id for plan in plans]


def test_every_query_runs_and_answers() -> None:
    connection = sqlite3.connect(":memory:")
    connection.deserialize(database(read_package(ROOT / "extracted")))
    connection.row_factory = sqlite3.Row
    text = (EXAMPLES / "queries.sql").read_text(encoding="utf-8")
    queries = [part for part in text.split(";\n") if part.strip()]
    answers = [connection.execute(query).fetchall() for query in queries]
    connection.close()
    by_period, found, objectives = answers
    assert {(row["plan_id"], row["period_id"]): row["planned"] for row in by_period} == truth()
    assert any("[itinérance]" in row["words"] for row in found)
    assert {row["kind"] for row in found} >= {"action"}
    sizes = Counter(
        action.section_id
        for plan in pipeline.load(ROOT / "extracted").plans
        for action in plan.actions
    )
    assert {row["id"]: row["actions"] for row in objectives}.items() <= sizes.items()


def test_the_guide_names_the_examples_that_there_are() -> None:
    guide = (ROOT / "docs" / "publishing.md").read_text(encoding="utf-8")
    for path in EXAMPLES.iterdir():
        assert f"(examples/{path.name})" in guide

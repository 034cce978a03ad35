"""`pipeline.load`: what was published, as models and frames, and what is said of what is not."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

import pipeline
from pipeline.data import Data, LoadError
from pipeline.model import Links, Plan, Report
from pipeline.publish import publish
from pipeline.publish.definitions import TABLES
from pipeline.publish.to_csv import DTYPES, to_frame
from tests.folders import ROOT
from tests.publish.published import EXTRACTED, rows


@pytest.fixture(scope="module")
def data() -> Data:
    opened = pipeline.load(EXTRACTED)
    assert isinstance(opened, Data)
    return opened


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    target = tmp_path / "extracted"
    shutil.copytree(EXTRACTED, target, ignore=shutil.ignore_patterns("site", "*.sqlite"))
    return target


def test_the_function_stays_a_function() -> None:
    assert pipeline.load(str(EXTRACTED)).plans == pipeline.load(EXTRACTED).plans


def test_models_are_those_that_were_published(data: Data) -> None:
    assert all(isinstance(plan, Plan) for plan in data.plans)
    assert all(isinstance(report, Report) for report in data.reports)
    assert isinstance(data.links, Links)
    assert [report.plan_id for report in data.reports] == [plan.id for plan in data.plans]
    again = publish(data.plans, data.reports, data.links)
    for path in (EXTRACTED / "csv").iterdir():
        assert again[f"csv/{path.name}"] == path.read_bytes()


def test_a_plan_is_found_by_its_id(data: Data) -> None:
    assert data.plan(data.plans[1].id) is data.plans[1]
    with pytest.raises(LoadError, match="has no plan autre; it has"):
        data.plan("autre")


def test_frames_have_the_declared_types_and_the_published_values(data: Data) -> None:
    wanted = rows(data.plans, data.reports, data.links)
    assert list(data.frames) == [table.name for table in TABLES]
    assert len(data.frames) == len(TABLES)
    for table in TABLES:
        frame = data.frames[table.name]
        pd.testing.assert_frame_equal(frame, to_frame(table, wanted[table.name]))
        assert data.frames[table.name] is frame
        for column in table.columns:
            assert str(frame[column.name].dtype) == DTYPES[column.type]
    with pytest.raises(KeyError):
        data.frames["autre"]


def test_links_are_read_where_there_are_some(copy: Path) -> None:
    (copy / "links.json").write_text(Links(intercepts={"action": -2.5}).model_dump_json())
    assert pipeline.load(copy).links.intercepts == {"action": -2.5}
    (copy / "links.json").unlink()
    assert pipeline.load(copy).links == Links()


def test_a_report_on_links_is_not_the_report_of_a_plan(copy: Path) -> None:
    (copy / "reports" / "links.json").write_text('{"schema_version": "1.0.0", "findings": []}')
    assert len(pipeline.load(copy).reports) == len(pipeline.load(copy).plans)


def edit(path: Path, field: str, value: object) -> None:
    content = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**content, field: value}), encoding="utf-8")


def first(at: Path) -> Path:
    return min((at / "plans").iterdir())


def read(data: Data) -> tuple[int, int]:
    return len(data.plans), len(data.frames["actions"])


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda at: edit(first(at), "schema_version", "2.0.0"), "is of version 2.0.0"),
        (lambda at: edit(first(at), "titre", "x"), "titre: Extra inputs"),
        (lambda at: edit(first(at), "actions", "x"), "actions: "),
        (lambda at: first(at).write_text("{"), "file: Invalid JSON"),
        (lambda at: (at / "csv" / "actions.csv").unlink(), "No such file"),
        (lambda at: (at / "csv" / "actions.csv").write_text("a,b\n"), "the columns are not"),
        (lambda at: (at / "csv" / "actions.csv").write_bytes(b"\xff"), "utf-8"),
    ],
)
def test_what_does_not_fit_is_said_in_one_line(
    copy: Path, change: Callable[[Path], object], said: str
) -> None:
    change(copy)
    with pytest.raises(LoadError) as error:
        read(pipeline.load(copy))
    assert said in str(error.value)
    assert "\n" not in str(error.value)


def test_a_folder_without_plans_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match="holds no plans/"):
        pipeline.load(tmp_path)


def test_pandas_is_not_imported_for_the_models() -> None:
    program = (
        "import sys, pipeline\n"
        f"assert pipeline.load({str(EXTRACTED)!r}).plans\n"
        "print('pandas' in sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == "False\n"

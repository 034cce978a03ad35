"""The release: one archive of everything, the same bytes always, and what may not be in one."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from pipeline.model import Finding, Plan, Report
from pipeline.publish.package import plans_of, report_of
from pipeline.publish.publishable import publishable
from pipeline.publish.release import checksums, release
from pipeline.publish.sqlite import database
from tests.folders import ROOT
from tests.publish.published import files


def test_the_archive_holds_everything_with_its_checksums(tmp_path: Path) -> None:
    site = {"index.html": b"<!doctype html>", "pages/1.png": b"\x89PNG"}
    archive = release(files(), site)
    assert archive == release(dict(reversed(files().items())), site)
    with zipfile.ZipFile(io.BytesIO(archive)) as packed:
        assert packed.testzip() is None
        names = packed.namelist()
        assert {info.date_time for info in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        packed.extractall(tmp_path)
    schemas = {
        path.relative_to(ROOT / "schemas").as_posix()
        for path in (ROOT / "schemas").rglob("*.schema.json")
    }
    assert names == sorted(
        [
            *(f"arrimage/{path}" for path in files()),
            *(f"arrimage/site/{path}" for path in site),
            *(f"arrimage/schemas/{path}" for path in schemas),
            *(f"arrimage/{name}" for name in ("fields.md", "arrimage.sqlite", "SHA256SUMS")),
        ]
    )
    assert (tmp_path / "arrimage" / "arrimage.sqlite").read_bytes() == database(files())
    sums = (tmp_path / "arrimage" / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    assert len(sums) == len(names) - 1
    if shutil.which("sha256sum"):
        subprocess.run(
            ["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"],
            cwd=tmp_path / "arrimage",
            check=True,
        )


def test_checksums_are_those_of_the_content() -> None:
    assert checksums({"b": b"", "a": b"abc"}) == (
        b"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  a\n"
        b"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  b\n"
    )


@pytest.fixture
def pair() -> tuple[Plan, Report]:
    plan = plans_of(files())[0]
    return plan, report_of(files(), plan.id).model_copy(update={"findings": ()})


@pytest.mark.parametrize("state", ["reviewed", "published"])
def test_a_reviewed_plan_without_errors_may_go(pair: tuple[Plan, Report], state: str) -> None:
    assert publishable(*pair, state) == []


@pytest.mark.parametrize("state", ["draft", None])
def test_a_draft_may_not_go(pair: tuple[Plan, Report], state: str | None) -> None:
    (line,) = publishable(*pair, state)
    assert line.startswith(f"{pair[0].id}: its state is {state or 'not given'}")


def test_error_findings_are_counted_by_code(pair: tuple[Plan, Report]) -> None:
    plan, report = pair
    error = Finding(code="x", severity="error", where="w", message="m", hint="h")
    warning = error.model_copy(update={"severity": "warning", "code": "y"})
    found = report.model_copy(update={"findings": (error, warning, error)})
    (line,) = publishable(plan, found, "reviewed")
    assert "error findings (2 x)" in line

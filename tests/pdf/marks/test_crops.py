"""What could not be read is shown: a picture of its cell, from the command line and on the site."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image

from pipeline.cli import main
from tests.pdf.marks.cases import CASES
from tests.pdf.marks.page import spot, typeset

CASE = next(case for case in CASES if case.name == "two scrawls")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "plan.pdf"
    path.write_bytes(typeset(CASE))
    return path


def test_extract_writes_a_picture_of_every_unclear_mark(source: Path, tmp_path: Path) -> None:
    folder = tmp_path / "crops"
    arguments = ["extract", "--report", "--crops", str(folder), str(source)]
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == 0, done.output
    answer = json.loads(done.stdout)
    unclear = [
        f"{action['id']}#schedule/{entry['period_id']}"
        for action in answer["plan"]["actions"]
        for entry in action["schedule"]
        if entry["state"] == "unclear"
    ]
    assert unclear
    assert list(answer["crops"]) == unclear
    first = spot(0, 0)
    for path in answer["crops"].values():
        with Image.open(path) as picture:
            assert picture.width == pytest.approx((first.x1 - first.x0 + 12) * 200 / 72, abs=6)
            assert len(set(picture.convert("L").tobytes())) > 20
    assert f"{len(unclear)} unclear marks" in done.stderr


def test_a_plan_without_doubts_has_no_pictures(tmp_path: Path) -> None:
    source = tmp_path / "plan.pdf"
    source.write_bytes(typeset(next(case for case in CASES if case.name == "dot")))
    folder = tmp_path / "crops"
    done = CliRunner().invoke(main, ["extract", "--report", "--crops", str(folder), str(source)])
    assert json.loads(done.stdout)["crops"] == {}
    assert not folder.exists()


def test_the_site_cuts_unclear_marks_out_of_their_pages(source: Path, tmp_path: Path) -> None:
    for arguments in (["new", str(source), "--id", "plan"], ["run", "--no-enrich"],
                      ["publish", "site"]):  # fmt: skip
        done = CliRunner().invoke(main, [*arguments, "--root", str(tmp_path)])
        assert done.exit_code == 0, done.output
    page = (tmp_path / "extracted" / "site" / "incertitudes" / "plan.html").read_text()
    cuts = re.findall(r'<svg viewBox="([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+)"', page)
    first = spot(0, 0)
    assert len(cuts) == sum(row.count("U") for row in CASE.states)
    assert [float(one) for one in cuts[0]] == pytest.approx(
        [first.x0 - 12, first.top - 12, first.x1 - first.x0 + 24, first.bottom - first.top + 24],
        abs=1,
    )
    assert '<image href="../pages/plan/1.png"' in page

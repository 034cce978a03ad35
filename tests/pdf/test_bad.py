"""Bad files: none of them stops the reader, each is read or refused in one line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pdf.bad import BAD
from tests.pdf.bad.case import WHOLE_HOLDS, whole
from tests.pdf.reading import Attempt, attempt, faults


@pytest.mark.parametrize("name", list(BAD))
def test_a_bad_file_is_read_or_refused_in_one_line(name: str, tmp_path: Path) -> None:
    bad = BAD[name]
    path = tmp_path / f"{name.replace('%', '')}.pdf"
    path.write_bytes(bad.make())
    got = attempt(path)
    assert list(faults(path, got)) == []
    if bad.outcome == "refused":
        assert got.document is None
        assert not bad.reasons or any(reason in got.message for reason in bad.reasons)
    elif bad.outcome == "read":
        assert got.document is not None, got.message
    if got.certain and bad.holds:
        assert any(bad.holds in text for text in got.texts), got.texts


@pytest.mark.parametrize("name", [name for name, bad in BAD.items() if bad.damaged])
def test_what_is_left_of_a_damaged_plan_is_not_called_whole(
    name: str, tmp_path: Path, sound: Attempt
) -> None:
    path = tmp_path / f"{name.replace('%', '')}.pdf"
    path.write_bytes(BAD[name].make())
    got = attempt(path)
    assert not got.certain or got.texts == sound.texts


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Attempt:
    path = tmp_path_factory.mktemp("sound") / "plan.pdf"
    path.write_bytes(whole())
    got = attempt(path)
    assert got.certain
    assert any(WHOLE_HOLDS in text for text in got.texts)
    return got


def test_nothing_is_run_or_written(tmp_path: Path) -> None:
    for name in ("script-on-opening", "launch-on-opening", "attached-file"):
        (tmp_path / f"{name}.pdf").write_bytes(BAD[name].make())
        attempt(tmp_path / f"{name}.pdf")
    assert len(list(tmp_path.iterdir())) == 3
    assert not (tmp_path.parent.parent / "plan.pdf").exists()


def test_there_are_enough_of_them() -> None:
    assert len(BAD) >= 60

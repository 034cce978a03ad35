"""Bad files: none of them stops the reader, each is read or refused in one line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pdf.bad import BAD
from tests.pdf.bad.case import WHOLE_HOLDS, whole
from tests.pdf.reading import PATIENT, Attempt, attempt, faults, file_name


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Attempt:
    path = tmp_path_factory.mktemp("sound") / "plan.pdf"
    path.write_bytes(whole())
    got = attempt(path, PATIENT)
    assert got.certain
    assert any(WHOLE_HOLDS in text for text in got.texts)
    return got


@pytest.mark.parametrize("name", list(BAD))
def test_a_bad_file_is_read_or_refused_in_one_line(
    name: str, tmp_path: Path, sound: Attempt
) -> None:
    bad = BAD[name]
    path = tmp_path / file_name(name)
    path.write_bytes(bad.make())
    got = attempt(path)
    assert list(faults(file_name(name), got)) == []
    if bad.outcome == "refused":
        assert got.document is None
        assert not bad.reasons or any(reason in got.message for reason in bad.reasons)
    elif bad.outcome == "read":
        assert got.document is not None, got.message
    if got.certain and bad.holds:
        assert any(bad.holds in text for text in got.texts), got.texts
    if got.certain and bad.damaged:
        assert got.texts == sound.texts


def test_nothing_is_run_or_written(tmp_path: Path) -> None:
    for name in ("script-on-opening", "launch-on-opening", "attached-file"):
        (tmp_path / f"{name}.pdf").write_bytes(BAD[name].make())
        attempt(tmp_path / f"{name}.pdf")
    assert len(list(tmp_path.iterdir())) == 3
    assert not (tmp_path.parent.parent / "plan.pdf").exists()


def test_there_are_enough_of_them() -> None:
    assert len(BAD) >= 60

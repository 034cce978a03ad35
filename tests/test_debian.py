"""A test that lacks its program says so, and fails where a build counts on it."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import debian
from tests.debian import program

MISSING = "arrimage-has-no-such-program"


@pytest.fixture(autouse=True)
def bin_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A path with programs of the test's own; what was asked before is forgotten."""
    monkeypatch.setenv("PATH", str(tmp_path))
    debian._find.cache_clear()
    yield tmp_path
    debian._find.cache_clear()


def put(folder: Path, name: str, script: str) -> Path:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def test_a_program_that_is_there_is_found(bin_folder: Path) -> None:
    path = put(bin_folder, "tool", "exit 0")
    assert program("tool", "tool") == str(path)


def test_a_missing_program_skips_and_fails_a_build(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match=f"{MISSING} is not installed"):
        program(MISSING, "package")
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match=r"Debian: package"):
        program(MISSING, "package")


def test_root_has_it_installed_once(
    bin_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    asked = bin_folder / "asked"
    put(
        bin_folder,
        "apt-get",
        f'echo "$@" >> {asked}\n'
        f'case "$2" in install) printf "#!/bin/sh\\n" > {bin_folder}/tool;'
        f" /bin/chmod +x {bin_folder}/tool;; esac",
    )
    monkeypatch.setattr(sys, "argv", ["debian", "tool=tool tool-fra"])
    assert debian.main() == 0
    assert program("tool", "tool tool-fra") == str(bin_folder / "tool")
    assert capsys.readouterr().err == ""
    assert asked.read_text().splitlines() == [
        "-qq update",
        "-qq install --yes --no-install-recommends tool tool-fra",
    ]


def test_what_cannot_be_installed_is_said_and_not_fatal(
    bin_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    put(bin_folder, "apt-get", 'echo "E: no such package" >&2\nexit 100')
    monkeypatch.setattr(sys, "argv", ["debian", MISSING])
    assert debian.main() == 0
    said = capsys.readouterr().err
    assert "E: no such package" in said
    assert len(said.splitlines()) == 1

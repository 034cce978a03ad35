"""What the tests of the commands share."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from pipeline.cli import main
from tests.workspace.workbench import PLAN

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from click.testing import Result


@dataclass(frozen=True)
class Shell:
    """A terminal that stands in a folder of the test's own."""

    here: Path

    def __call__(self, *arguments: str) -> Result:
        """Run the command with these arguments."""
        return CliRunner().invoke(main, arguments, prog_name="arrimage")

    def write(self, name: str, text: str = PLAN) -> Path:
        """Write a file."""
        path = self.here / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    def plan(self, plan_id: str, text: str = PLAN) -> None:
        """Make a plan folder, as a person does: with the command."""
        self.write("neuf.md", text)
        done = self("new", "neuf.md", "--id", plan_id)
        assert done.exit_code == 0, done.stderr


@pytest.fixture
def arrimage(tmp_path: Path) -> Iterator[Shell]:
    before = os.getcwd()  # noqa: PTH109 - what os.chdir takes back
    os.chdir(tmp_path)
    yield Shell(tmp_path)
    os.chdir(before)

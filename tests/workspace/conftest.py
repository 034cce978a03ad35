"""What the tests of workspaces share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.workspace.workbench import Workspace

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    (tmp_path / "raw").mkdir()
    return Workspace(tmp_path)

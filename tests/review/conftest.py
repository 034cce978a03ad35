"""What the tests of reviewing share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.review.office import Office

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def office(tmp_path: Path) -> Office:
    (tmp_path / "raw").mkdir()
    return Office(tmp_path).open()

"""What the tests of linking share."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.model import Links, Plan
from tests.link.samples import GOLD, published


@pytest.fixture(scope="session")
def gold_path() -> Path:
    """Return the file of reference links."""
    if not GOLD.is_file():
        pytest.skip("the shared corpus of reference links is not there")
    return GOLD


@pytest.fixture(scope="session")
def plans() -> list[Plan]:
    """Return the plans of the repository."""
    return published()


@pytest.fixture(scope="session")
def links(plans: list[Plan]) -> Links:
    """Return the links between the plans of the repository."""
    from pipeline.link import link

    return link(plans)

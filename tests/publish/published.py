"""The published plans of this repository, for the tests of what is made from them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pipeline.publish.package import read_package

ROOT = Path(__file__).parents[2]
EXTRACTED = ROOT / "extracted"


@cache
def files() -> dict[str, bytes]:
    """Return the committed files of the package."""
    return read_package(EXTRACTED)

"""The terminal of the command's tests, for tests that follow a source to what is published."""

from __future__ import annotations

from tests.cli.conftest import arrimage

__all__ = ["arrimage"]

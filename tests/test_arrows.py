"""Data flows one way, and so do the imports: a module knows those before it and none behind."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "pipeline"
STAGES = ("read", "extract", "enrich", "check", "link", "diff", "publish")
"""What a stage makes, the next ones take; the later may know the earlier."""
ORDER = (*STAGES, "overlay", "workspace", "review", "cli")
"""The stages, then what runs them: files, clocks, processes and people."""


def imported(path: Path) -> Iterator[str]:
    """Yield the dotted names of what a file imports of the package."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names if one.name.startswith("pipeline."))
        elif isinstance(node, ast.ImportFrom) and node.module == "pipeline":
            yield from (f"pipeline.{one.name}" for one in node.names)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("pipeline."):
            yield node.module or ""


def known(folder: str) -> dict[str, str]:
    """Return which folders of the package a folder imports, each with a file that does."""
    files = sorted((PACKAGE / folder).rglob("*.py"))
    return {name.split(".")[1]: str(path) for path in files for name in imported(path)}


@pytest.mark.parametrize("folder", ORDER)
def test_no_import_points_backwards(folder: str) -> None:
    behind = ORDER[ORDER.index(folder) + 1 :]
    found = {name: path for name, path in known(folder).items() if name in behind}
    assert not found


def test_what_all_share_knows_no_stage() -> None:
    shared = [path for path in PACKAGE.glob("*.py") if path.name not in ("__init__.py", "data.py")]
    for path in shared:
        names = {name.split(".")[1] for name in imported(path)}
        assert names.isdisjoint(STAGES), path


def test_what_is_extracted_does_not_depend_on_the_form_of_the_file() -> None:
    forms = ("pdf", "docx", "page", "markdown", "plain")
    for path in (PACKAGE / "extract").rglob("*.py"):
        for name in imported(path):
            assert not name.startswith(tuple(f"pipeline.read.{form}" for form in forms)), path

"""`arrimage validate`: JSON files against the contract, and their ids against each other."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from pipeline.cli.common import fail, failures, message, root_option
from pipeline.paths import EXTRACTED


@click.command("validate")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@root_option
def command(paths: tuple[Path, ...], root: Path) -> None:
    """Hold plan and report JSON against the contract, and every id against what it refers to.

    PATHS are files or folders; without any, what stands in extracted/ is validated.

    \b
    Examples:
      arrimage validate
      arrimage validate plan.json other/plans/
    """
    from pipeline.workspace.validate import json_files, problems

    made = root / EXTRACTED
    if not paths and not made.is_dir():
        fail(f"{made}: the folder is missing; `arrimage run` makes it, or give --root")
    with failures():
        files = json_files(paths or (made,))
        if not files:
            fail(f"{', '.join(map(str, paths or (made,)))}: holds no JSON file; check the path")
        found = [f"{file}: {problem}" for file in files for problem in problems(file)]
    for line in found:
        message(f"error: {line}")
    message(f"{len(files)} files, {len(found)} errors")
    sys.exit(1 if found else 0)

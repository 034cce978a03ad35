"""Published JSON → what is wrong with it: fields that break the contract, ids that do not hold.

What a file holds is told by its fields: a report counts words, links have intercepts, the editions
say so, the report of the links has findings and no words; anything else is a plan.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pipeline.paths import LINKS
from pipeline.workspace.errors import WorkspaceError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from pipeline.model import Plan

_FOLDERS = ("plans", "reports")
"""What of extracted/ is JSON of the contract."""


def json_files(paths: Sequence[Path]) -> tuple[Path, ...]:
    """List the files to validate: those given, and those in the folders given.

    Raises:
        WorkspaceError: a path does not exist.
    """
    files: list[Path] = []
    for path in paths:
        if not path.exists():
            raise WorkspaceError(str(path), "", "there is no such file or folder", "check the path")
        files += [path] if path.is_file() else _inside(path)
    return tuple(files)


def _inside(folder: Path) -> list[Path]:
    """List the JSON of a folder like extracted/, or all of it in any other folder."""
    parts = [folder / name for name in _FOLDERS if (folder / name).is_dir()]
    files = sorted(file for part in parts or [folder] for file in part.glob("*.json"))
    links = folder / LINKS
    return [*files, links] if parts and links.is_file() else files


def problems(file: Path) -> Iterator[str]:
    """Yield what is wrong with a plan or a report, a line each."""
    from pydantic import ValidationError

    from pipeline.diff.editions import Editions
    from pipeline.model import LinkReport, Links, Plan, Report

    try:
        values = json.loads(file.read_bytes())
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        yield f"not readable as JSON: {error}"
        return
    kinds = (
        ("words", Report),
        ("editions", Editions),
        ("intercepts", Links),
        ("findings", LinkReport),
    )
    fields = values if isinstance(values, dict) else {}
    kind = next((kind for field, kind in kinds if field in fields), Plan)
    try:
        model = kind.model_validate_json(file.read_bytes())
    except ValidationError as error:
        for one in error.errors():
            yield f"{'.'.join(str(part) for part in one['loc']) or 'file'}: {one['msg']}"
        return
    if isinstance(model, (Editions, Links, LinkReport)):
        return
    owner = model.plan_id if isinstance(model, Report) else model.id
    if file.stem != owner and file.parent.name in _FOLDERS:
        yield f"holds {owner}, which is not what the file is called"
    if isinstance(model, Plan):
        yield from _integrity(model)


def _integrity(plan: Plan) -> Iterator[str]:
    from pipeline.check.rules import part_ids, references

    for finding in references(plan):
        yield f"{finding.where}: {finding.message}"
    for part_id in (*part_ids(plan), *(passage.id for passage in plan.passages)):
        if not part_id.startswith(f"{plan.id}/"):
            yield f"{part_id}: does not begin with the id of the plan, {plan.id}"

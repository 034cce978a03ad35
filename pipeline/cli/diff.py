"""`arrimage diff`: what changed between two editions of a plan, or of a folder of plans."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.common import data, fail, failures, json_data, json_option

if TYPE_CHECKING:
    from pipeline.diff import GroupDiff, Part
    from pipeline.model import Plan

_TEXT_SHOWN = 80
"""How many characters of a part's text a line shows."""


@click.command("diff")
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@click.option("--exact", is_flag=True, help="Tell typographic from plain apostrophes.")
@json_option
def command(old: Path, new: Path, exact: bool, as_json: bool) -> None:
    """Compare two plan JSON files, or two folders of them, and say what changed.

    Roles, periods, sections, targets, actions and schedule entries are compared by what they
    print. In folders, plans are paired by their id. The exit code is 1 on a difference.

    \b
    Examples:
      arrimage diff plan-2024.json plan-2026.json
      arrimage diff --json old/extracted extracted
    """  # noqa: D301 - click keeps the lines after a backspace as they are
    from pipeline.diff import diff_plans

    with failures():
        before, after = _load(old), _load(new)
    if old.is_file() and new.is_file():
        (first,), (second,) = before.values(), after.values()
        before, after = {second.id: first}, {second.id: second}
    added = sorted(set(after) - set(before))
    removed = sorted(set(before) - set(after))
    diffs = {
        name: diff_plans(before[name], after[name], exact=exact)
        for name in sorted(set(before) & set(after))
    }
    same = not (added or removed or any(diffs.values()))
    if as_json:
        json_data(_as_json(same, added, removed, diffs))
    else:
        data(_as_text(added, removed, diffs))
    sys.exit(0 if same else 1)


def _load(path: Path) -> dict[str, Plan]:
    """Load a plan, or the plans of a folder, by id."""
    from pydantic import ValidationError

    from pipeline.model import Plan

    plans: dict[str, Plan] = {}
    for file in _files(path):
        try:
            plan = Plan.model_validate_json(file.read_bytes())
        except ValidationError as error:
            first = error.errors()[0]
            place = ".".join(str(part) for part in first["loc"])
            fail(f"{file}: {place or 'file'}: {first['msg']}; give the JSON of a plan")
        plans[plan.id] = plan
    return plans


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    if not path.is_dir():
        fail(f"{path}: there is no such file or folder; check the path")
    inside = path / "plans" if (path / "plans").is_dir() else path
    return sorted(inside.glob("*.json"))


def _as_json(
    same: bool, added: list[str], removed: list[str], diffs: dict[str, tuple[GroupDiff, ...]]
) -> dict[str, Any]:
    return {
        "same": same,
        "added": added,
        "removed": removed,
        "plans": {
            name: {
                group.name: {
                    "added": [_part(part) for part in group.added],
                    "removed": [_part(part) for part in group.removed],
                    "changed": [
                        {
                            "old_id": change.old_id,
                            "new_id": change.new_id,
                            "fields": {
                                field: {"old": values[0], "new": values[1]}
                                for field, values in change.fields.items()
                            },
                        }
                        for change in group.changed
                    ],
                }
                for group in groups
            }
            for name, groups in diffs.items()
            if groups
        },
    }


def _part(part: Part) -> dict[str, Any]:
    return {"id": part.id, **part.fields}


def _as_text(added: list[str], removed: list[str], diffs: dict[str, tuple[GroupDiff, ...]]) -> str:
    lines = [f"+ plan {name}" for name in added] + [f"- plan {name}" for name in removed]
    for name, groups in diffs.items():
        lines += [name] if groups else []
        for group in groups:
            lines += [f"  + {group.name} {_shown(part)}" for part in group.added]
            lines += [f"  - {group.name} {_shown(part)}" for part in group.removed]
            for change in group.changed:
                now = f" → {change.new_id}" if change.new_id != change.old_id else ""
                lines.append(f"  ~ {group.name} {change.old_id}{now}")
                lines += [
                    f"      {field}: {_value(before)} → {_value(after)}"
                    for field, (before, after) in change.fields.items()
                ]
    return "".join(f"{line}\n" for line in lines)


def _shown(part: Part) -> str:
    if part.text == part.id:
        return f"{part.id}: {', '.join(_value(value) for value in part.fields.values())}"
    text = part.text if len(part.text) <= _TEXT_SHOWN else f"{part.text[:_TEXT_SHOWN]}..."
    return f"{part.id}: {text}"


def _value(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)

"""What the commands share: where data and messages go, and how a failure ends a command."""

from __future__ import annotations

import json
import os
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from pipeline.paths import EXTRACTED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pipeline.model import LinkKind, Plan

LINK_KINDS: tuple[LinkKind, ...] = ("action", "action_section", "section", "document")
"""The kinds of links, spelt out: an option needs them before the contract is imported."""
WARNINGS_SHOWN = 10
"""How many warnings of one plan are printed; all of them stand in its report."""


root_option = click.option(
    "--root",
    type=click.Path(path_type=Path),
    default=Path(),
    help="The workspace: the folder with raw/ (default: the current one).",
)
model_option = click.option(
    "--model", metavar="NAME", help="A trained spaCy pipeline (name or folder) to find names with."
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON on stdout.")


def data(text: str | bytes) -> None:
    """Write data on stdout: in UTF-8 with plain line ends, whatever the terminal's habits."""
    sys.stdout.buffer.write(text.encode() if isinstance(text, str) else text)
    sys.stdout.buffer.flush()


def json_data(values: object) -> None:
    """Write values on stdout as JSON."""
    data(json.dumps(values, ensure_ascii=False, indent=2) + "\n")


def message(text: str) -> None:
    """Write a message on stderr."""
    click.echo(text, err=True)


def fail(text: str, code: int = 1) -> NoReturn:
    """End the command with a message and an exit code."""
    message(f"error: {text}")
    sys.exit(code)


def put(path: Path, content: bytes) -> None:
    """Write a file beside and rename it, so that it is never half there."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    beside.write_bytes(content)
    beside.replace(path)


@contextmanager
def failures() -> Iterator[None]:
    """Turn what goes wrong with files into one line and exit code 1."""
    from pipeline.workspace.errors import WorkspaceError

    try:
        yield
    except WorkspaceError as error:
        fail(str(error))
    except OSError as error:
        fail(f"{error.filename or 'file'}: {error.strerror or error}; check the path")


def show_finding(finding: Mapping[str, str], where: str) -> None:
    """Write a finding on stderr."""
    message(
        f"{finding['severity']}: {where}: {finding['message']} "
        f"[{finding['code']}]; {finding['hint']}"
    )


def show_findings(findings: Iterable[Mapping[str, str]], plan_id: str, file: str) -> None:
    """Write the errors and the first warnings of a plan on stderr, a line each.

    `file` is put before places that name neither it nor the plan.
    """
    kinds: dict[str, list[Mapping[str, str]]] = {"error": [], "warning": [], "info": []}
    for finding in findings:
        kinds[finding["severity"]].append(finding)
    for finding in [*kinds["error"], *kinds["warning"][:WARNINGS_SHOWN]]:
        where = finding["where"]
        if where not in (plan_id, file) and not where.startswith((f"{plan_id}/", f"{file}:")):
            where = f"{file}: {where}"
        show_finding(finding, where)
    more = len(kinds["warning"]) - WARNINGS_SHOWN
    if more > 0:
        message(f"warning: {file}: {more} more warnings in the report")


def show_unread(files: Mapping[str, str]) -> None:
    """Write on stderr which files of raw/ nothing reads, and what may be meant by them."""
    for name, meant in files.items():
        message(f"unread: {name} ({f'nothing reads it; {meant}' if meant else 'nothing reads it'})")


def read_plans(files: Sequence[Path], root: Path) -> list[Plan]:
    """Return the plans of files, or those of extracted/; too few or a taken id ends the command.

    Raises:
        WorkspaceError: a file is no plan of the contract.
    """
    from pipeline.workspace.sources import parse_plan

    folder = root / EXTRACTED / "plans"
    paths = list(files) or sorted(folder.glob("*.json"))
    if len(paths) < 2:
        fail(f"{folder}: holds {len(paths)} plans; run `arrimage run` first")
    plans: dict[str, Plan] = {}
    for path in paths:
        plan = parse_plan(str(path), path.read_bytes())
        if plan.id in plans:
            fail(f"{path}: the id {plan.id} is already taken; give each plan an id of its own")
        plans[plan.id] = plan
    return list(plans.values())

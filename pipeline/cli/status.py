"""`arrimage status`: what a run would do, and why."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from pipeline.cli.common import data, failures, json_data, json_option, model_option, root_option

if TYPE_CHECKING:
    from pathlib import Path


@click.command("status")
@root_option
@click.option("--no-enrich", is_flag=True, help="As for a run that leaves the mentions out.")
@model_option
@json_option
def command(root: Path, no_enrich: bool, model: str | None, as_json: bool) -> None:
    """Say for each plan what a run would do, and why.

    A plan is unchanged, new, changed (its source, sidecar, lexicon, code, options, or what is in
    extracted/), failed in the last run, or removed from raw/.

    \b
    Examples:
      arrimage status
      arrimage status --json
    """  # noqa: D301 - click keeps the lines after a backspace as they are
    from pipeline.workspace import status

    with failures():
        standings = status(root, enrich=not no_enrich, model=model)
    if as_json:
        json_data([asdict(standing) for standing in standings])
        return
    for standing in standings:
        why = f" ({', '.join(standing.why)})" if standing.why else ""
        data(f"{standing.plan_id}: {standing.state}{why}\n")

"""`arrimage publish ckan`: the package as a dataset of a portal, shown or sent."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.common import fail, failures, json_data, json_option, message, root_option
from pipeline.cli.release import refuse
from pipeline.paths import PORTAL

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.publish.ckan import Outcome, Resource

KEY = "ARRIMAGE_CKAN_KEY"
"""The one place where the key of a portal is looked for: the environment."""

_CONDITIONS = {
    "done": "the dataset is up to date",
    "unchanged": "the dataset was up to date; nothing was sent",
    "as_it_was": "the portal is as it was before",
    "resumable": "the portal has a part of it; call again and the rest is sent",
    "unknown": "the portal could not be asked what it has; call again and what is missing is sent",
}


@click.command("ckan")
@root_option
@click.option("--yes", is_flag=True, help="Send it. Without this nothing is sent, nobody called.")
@click.option(
    "--settings", type=click.Path(path_type=Path), help="The settings (default: raw/ckan.toml)."
)
@json_option
def ckan(root: Path, yes: bool, settings: Path | None, as_json: bool) -> None:
    """Show what would be sent to a CKAN portal, and with --yes send it.

    Refuses plans that are not reviewed, and error findings of plans, links or editions. The key
    of the account is read from ARRIMAGE_CKAN_KEY and from nowhere else. What breaks off is taken up
    by the next call.

    \b
    Examples:
      arrimage publish ckan
      arrimage publish ckan --json | jq '.resources[].attestations'
      ARRIMAGE_CKAN_KEY=... arrimage publish ckan --yes
    """
    from pipeline.publish.ckan import dataset, read_settings, resources
    from pipeline.workspace.built import as_workspace_error, not_ready, package

    name = settings or root / PORTAL
    with failures():
        files = package(root)
        if not name.is_file():
            fail(f"{name}: the file is missing; docs/publishing.md shows what to write in it")
        try:
            asked = read_settings(name.read_text(encoding="utf-8"), str(name))
        except ValueError as error:
            raise as_workspace_error(error) from error
        fields, found = dataset(asked), resources(files)
        if not yes:
            _show(asked.url, fields, found, as_json=as_json)
            for line in not_ready(root, files):
                message(f"warning: would be refused: {line}")
            return
        refuse(root, files)
    _send(asked.url, fields, found, as_json=as_json)


def _show(url: str, fields: Mapping[str, object], found: list[Resource], *, as_json: bool) -> None:
    """Say what would be sent, and that nothing was."""
    if as_json:
        listed = [
            {
                "file": one.file,
                "bytes": len(one.content),
                "fields": dict(one.fields),
                "attestations": {a.field: a.reason or a.answer for a in one.attestations},
            }
            for one in found
        ]
        json_data({"url": url, "dataset": dict(fields), "resources": listed})
        return
    for field, value in fields.items():
        message(f"{field}: {value}")
    for one in found:
        answers = ", ".join(
            f"{a.field.removeprefix('relidi_')} {a.answer}" for a in one.attestations
        )
        message(f"{one.file}: {len(one.content)} bytes; {answers or 'documentation'}")
        for a in one.attestations:
            if a.reason:
                message(f"warning: {one.file}: {a.field}: {a.reason}")
    message(f"nothing was sent to {url}; send it with --yes")


def _send(url: str, fields: Mapping[str, object], found: list[Resource], *, as_json: bool) -> None:
    import os

    from pipeline.publish.ckan import upload
    from pipeline.publish.portal import HttpPortal

    try:
        portal = HttpPortal(url, os.environ.get(KEY, ""))
    except ValueError as error:
        raise click.UsageError(f"{error}; see `url` in the settings and {KEY}") from error
    outcome = upload(portal, fields, found)
    if as_json:
        import dataclasses

        json_data(dataclasses.asdict(outcome))
    _tell(outcome, url)
    sys.exit(1 if outcome.error else 0)


def _tell(outcome: Outcome, url: str) -> None:
    for name in outcome.foreign:
        message(
            f"warning: {url}: the dataset has '{name}', which is not of this package; left alone"
        )
    if outcome.error:
        message(f"error: {url}: {outcome.error}")
    message(
        f"{_CONDITIONS[outcome.condition]} "
        f"({len(outcome.sent)} files sent, {len(outcome.kept)} were there)"
    )

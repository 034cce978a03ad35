"""`arrimage publish`: what is made from extracted/, packed for a release, or sent to a portal."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.common import fail, failures, json_data, json_option, message, root_option
from pipeline.cli.site import build, site, told

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.publish.ckan import Outcome, Resource

KEY = "ARRIMAGE_CKAN_KEY"
"""The one place where the key of a portal is looked for: the environment."""


@click.group("publish", invoke_without_command=True)
@root_option
@click.option("--out", type=click.Path(path_type=Path), help="Make a copy of the package here.")
@click.option("--safe-csv", is_flag=True, help="In the copy, quote what a spreadsheet would run.")
@click.option("--bom", is_flag=True, help="In the copy, begin CSV files with a byte order mark.")
@click.option("--parquet", is_flag=True, help="In the copy, add the tables as Parquet files.")
@json_option
@click.pass_context
def command(
    context: click.Context,
    root: Path,
    out: Path | None,
    safe_csv: bool,
    bom: bool,
    parquet: bool,
    as_json: bool,
) -> None:
    """Make extracted/arrimage.sqlite and the site, or with --out a copy of the whole package.

    The files of extracted/ are data and are never altered. What a spreadsheet needs (--safe-csv,
    --bom) and Parquet go into a copy, with a datapackage.json that describes that copy.

    \b
    Examples:
      arrimage publish                              extracted/arrimage.sqlite and site/
      arrimage publish site --since HEAD~1          the site, with what changed
      arrimage publish --out bureau --safe-csv --bom    a copy to open in a spreadsheet
      arrimage publish release                      one archive with checksums
      arrimage publish ckan                         what would be sent to a portal
    """  # noqa: D301 - click keeps the lines after a backspace as they are
    if context.invoked_subcommand:
        return
    if out is None and (safe_csv or bom or parquet):
        raise click.UsageError("--safe-csv, --bom and --parquet ask for --out: extracted/ is data")
    from pipeline.workspace.built import package, put_all, put_built

    with failures():
        files = package(root)
        if out is None:
            target, made = root / "extracted", _database(files)
            written = put_built(root, made)
            pages, changed = build(root, files)
        else:
            target = _outside(out, root)
            made = _copy(files, safe_csv=safe_csv, bom=bom, parquet=parquet)
            written = put_all(target, made)
    if as_json:
        values: dict[str, object] = {
            "folder": str(target),
            "files": sorted(made),
            "written": written,
        }
        if out is None:
            values["site"] = {"files": pages, "written": changed}
        json_data(values)
    else:
        message(f"{target}: {len(made)} files made, {len(written)} of them new or changed")
        if out is None:
            message(told(root, pages, changed))


@command.command("release")
@root_option
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path("build/arrimage.zip"),
    show_default=True,
    help="The archive.",
)
def release(root: Path, out: Path) -> None:
    """Pack all that is published into one archive with SHA-256 checksums.

    Refuses plans that are not reviewed or have error findings, and says what is missing. The same
    data gives the same archive, byte for byte.

    \b
    Examples:
      arrimage publish release
      arrimage publish release --out plans.zip && sha256sum --check plans.zip.sha256
    """  # noqa: D301 - click keeps the lines after a backspace as they are
    import hashlib

    from pipeline.publish.release import release as pack
    from pipeline.publish.tables import TableError
    from pipeline.workspace.built import package, put_all, site

    with failures():
        files, pages = package(root), site(root)
        _refuse(root, files)
        try:
            content = pack(files, pages)
        except TableError as error:
            fail(str(error))
        digest = hashlib.sha256(content).hexdigest()
        sums = f"{digest}  {out.name}\n".encode()
        put_all(out.parent, {out.name: content, f"{out.name}.sha256": sums})
    if not pages:
        message("warning: extracted/site/ is not built and is left out; build it, then pack again")
    message(f"{out}: {len(content)} bytes, sha256 {digest}")


@command.command("ckan")
@root_option
@click.option("--yes", is_flag=True, help="Send it. Without this nothing is sent, nobody called.")
@click.option(
    "--settings", type=click.Path(path_type=Path), help="The settings (default: raw/ckan.toml)."
)
@json_option
def ckan(root: Path, yes: bool, settings: Path | None, as_json: bool) -> None:
    """Show what would be sent to a CKAN portal, and with --yes send it.

    Refuses plans that are not reviewed or have error findings. The key of the account is read
    from ARRIMAGE_CKAN_KEY and from nowhere else. What breaks off is taken up by the next call.

    \b
    Examples:
      arrimage publish ckan
      arrimage publish ckan --json | jq '.resources[].attestations'
      ARRIMAGE_CKAN_KEY=... arrimage publish ckan --yes
    """  # noqa: D301 - click keeps the lines after a backspace as they are
    from pipeline.publish.ckan import dataset, read_settings, resources
    from pipeline.workspace.built import fault, package

    name = settings or root / "raw" / "ckan.toml"
    with failures():
        files = package(root)
        if not name.is_file():
            fail(f"{name}: the file is missing; docs/publishing.md shows what to write in it")
        try:
            asked = read_settings(name.read_text(encoding="utf-8"), str(name))
        except ValueError as error:
            raise fault(error) from error
        fields, found = dataset(asked), resources(files)
        if not yes:
            _show(asked.url, fields, found, as_json=as_json)
            for line in _missing(root, files):
                message(f"warning: would be refused: {line}")
            return
        _refuse(root, files)
    _send(asked.url, fields, found, as_json=as_json)


def _database(files: Mapping[str, bytes]) -> dict[str, bytes]:
    from pipeline.publish.sqlite import DATABASE, database
    from pipeline.publish.tables import TableError

    try:
        return {DATABASE: database(files)}
    except TableError as error:
        fail(str(error))


def _copy(
    files: Mapping[str, bytes], *, safe_csv: bool, bom: bool, parquet: bool
) -> dict[str, bytes]:
    """Return the files of a copy, with a description of that copy."""
    from pipeline.publish.datapackage import DATAPACKAGE, datapackage
    from pipeline.publish.datasette import METADATA
    from pipeline.publish.package import plans_of
    from pipeline.publish.parquet import ParquetMissingError, parquet_files
    from pipeline.publish.safe_csv import variants

    copy = {**files, **variants(files, safe=safe_csv, bom=bom)}
    described = {path: copy[path] for path in copy if path not in (DATAPACKAGE, METADATA)}
    copy[DATAPACKAGE] = datapackage(plans_of(files), described).encode("utf-8")
    try:
        return copy | _database(files) | (parquet_files(files) if parquet else {})
    except ParquetMissingError as error:
        fail(str(error))


def _outside(out: Path, root: Path) -> Path:
    """Return the folder of a copy, which is neither what people put in nor what a run puts out."""
    for name in ("raw", "extracted"):
        if out.resolve().is_relative_to((root / name).resolve()):
            raise click.UsageError(f"--out: {out} is inside {name}/; give a folder of its own")
    return out


def _missing(root: Path, files: Mapping[str, bytes]) -> list[str]:
    from pipeline.workspace.built import not_ready

    return not_ready(root, files)


def _refuse(root: Path, files: Mapping[str, bytes]) -> None:
    """End the command with what is missing, where something is."""
    missing = _missing(root, files)
    for line in missing:
        message(f"error: {line}")
    if missing:
        fail("nothing was released; mend the above first")


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


_CONDITIONS = {
    "done": "the dataset is up to date",
    "unchanged": "the dataset was up to date; nothing was sent",
    "as_it_was": "the portal is as it was before",
    "resumable": "the portal has a part of it; call again and the rest is sent",
    "unknown": "the portal could not be asked what it has; call again and what is missing is sent",
}


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


command.add_command(site)

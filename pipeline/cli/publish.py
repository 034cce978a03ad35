"""`arrimage publish`: what is made from extracted/; site, release and ckan are its commands."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.common import fail, failures, json_data, json_option, message, root_option
from pipeline.cli.portal import ckan
from pipeline.cli.release import release
from pipeline.cli.site import build, site, told, written_of
from pipeline.paths import DATABASE, DATAPACKAGE, EXTRACTED, METADATA, RAW

if TYPE_CHECKING:
    from collections.abc import Mapping


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
    """
    if context.invoked_subcommand:
        return
    if out is None and (safe_csv or bom or parquet):
        raise click.UsageError("--safe-csv, --bom and --parquet ask for --out: extracted/ is data")
    from pipeline.workspace.built import package, put_all, put_built

    with failures():
        files = package(root)
        if out is None:
            target, made = root / EXTRACTED, _database(files)
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
        message(f"{target}: {written_of(len(made), len(written))}")
        if out is None:
            message(told(root, pages, changed))


def _database(files: Mapping[str, bytes]) -> dict[str, bytes]:
    from pipeline.publish.csv_files import TableError
    from pipeline.publish.sqlite import database

    try:
        return {DATABASE: database(files)}
    except TableError as error:
        fail(str(error))


def _copy(
    files: Mapping[str, bytes], *, safe_csv: bool, bom: bool, parquet: bool
) -> dict[str, bytes]:
    """Return the files of a copy, with a description of that copy."""
    from pipeline.publish.datapackage import datapackage
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
    for name in (RAW, EXTRACTED):
        if out.resolve().is_relative_to((root / name).resolve()):
            raise click.UsageError(f"--out: {out} is inside {name}/; give a folder of its own")
    return out


for one in (site, release, ckan):
    command.add_command(one)

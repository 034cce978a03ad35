"""`arrimage publish site`: the site, with what changed since an earlier state."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.common import failures, json_data, json_option, message, root_option
from pipeline.paths import DATABASE, EXTRACTED, SITE

if TYPE_CHECKING:
    from collections.abc import Mapping


@click.command("site")
@root_option
@click.option(
    "--since", metavar="NAME", help="Show what changed since a folder or a revision of git."
)
@json_option
def site(root: Path, since: str | None, as_json: bool) -> None:
    """Make extracted/site/: pages that open from disk, without a server.

    The page of changes compares with what --since names, as `arrimage diff` does; without it, it
    shows the plans that follow another (`follows:` in plan.yaml).

    \b
    Examples:
      arrimage publish site
      arrimage publish site --since HEAD~1
      arrimage publish site --since ../last-year/extracted
    """
    from pipeline.workspace.built import package

    with failures():
        pages, changed = build(root, package(root), since)
    if as_json:
        json_data({"folder": str(root / EXTRACTED / SITE), "files": pages, "written": changed})
    else:
        message(told(root, pages, changed))


def build(root: Path, files: Mapping[str, bytes], since: str | None = None) -> tuple[int, int]:
    """Build the site; return how many files it has, and how many of them changed."""
    from importlib.metadata import version
    from pathlib import PurePath

    from pipeline.publish.package import PackageError, plans_of
    from pipeline.publish.site import site as pages_of
    from pipeline.publish.site.gather import gather
    from pipeline.workspace.built import as_workspace_error
    from pipeline.workspace.site_folder import put_site
    from pipeline.workspace.site_images import site_images

    before = None
    if since is not None:
        from pipeline.workspace.sources import load_plans

        plans, _ = load_plans(since, root)
        # The page names a folder, not the machine that it is on.
        named = PurePath(since).name if (root / since).exists() else since
        before = named or since, plans
    database = root / EXTRACTED / DATABASE
    built = {DATABASE: database.stat().st_size} if database.is_file() else {}
    try:
        images = site_images(root, plans_of(files))
        made = gather(files, version("arrimage"), before=before, images=images.shown, built=built)
    except PackageError as error:
        raise as_workspace_error(error) from error
    for problem in images.problems:
        message(f"warning: {problem}")
    return put_site(root, pages_of(made), images.files)


def told(root: Path, pages: int, changed: int) -> str:
    """Return what a build of the site says of itself."""
    return f"{root / 'extracted' / 'site'}: {written_of(pages, changed)}"


def written_of(made: int, changed: int) -> str:
    """Say how many files were made, and how many of them are new or changed."""
    return f"{made} {'file' if made == 1 else 'files'} made, {changed} new or changed"

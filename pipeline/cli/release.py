"""`arrimage publish release`: all that is published, packed into one archive."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.common import fail, failures, message, root_option
from pipeline.hashes import sha256

if TYPE_CHECKING:
    from collections.abc import Mapping


@click.command("release")
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

    Refuses plans that are not reviewed, error findings of plans, links or editions, and a site of
    other data, and says what is missing. The same data gives the same archive, byte for byte.

    \b
    Examples:
      arrimage publish release
      arrimage publish release --out plans.zip && sha256sum --check plans.zip.sha256
    """
    from pipeline.publish.csv_files import TableError
    from pipeline.publish.release import release as pack
    from pipeline.workspace.built import package, put_all, site, site_is_of

    with failures():
        files, pages = package(root), site(root)
        refuse(root, files)
        current = site_is_of(root) if pages else True
        if current is False:
            fail("extracted/site/ is of other data than extracted/; run `arrimage publish site`")
        try:
            content = pack(files, pages)
        except TableError as error:
            fail(str(error))
        digest = sha256(content)
        sums = f"{digest}  {out.name}\n".encode()
        put_all(out.parent, {out.name: content, f"{out.name}.sha256": sums})
    if current is None:
        message("warning: extracted/site/ was not made here; whether it is of this data is unknown")
    if not pages:
        message("warning: extracted/site/ is not built and is left out; build it, then pack again")
    message(f"{out}: {len(content)} bytes, sha256 {digest}")


def refuse(root: Path, files: Mapping[str, bytes]) -> None:
    """End the command with what is missing, where something is."""
    from pipeline.workspace.built import not_ready

    missing = not_ready(root, files)
    for line in missing:
        message(f"error: {line}")
    if missing:
        fail("nothing was released; mend the above first")

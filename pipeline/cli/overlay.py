"""`arrimage overlay`: what was read from a PDF, drawn on its pages."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click

from pipeline.cli.common import fail, failures, message
from pipeline.cli.paged import paged, read_options


@click.command("overlay")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    help="The PDF to write, or the folder for PNG (default: beside you, named after FILE).",
)
@click.option("--png", is_flag=True, help="Write a PNG for each page instead of a PDF.")
@click.option(
    "--dpi",
    type=click.FloatRange(20, 600),
    default=110,
    show_default=True,
    help="The resolution of PNG.",
)
@click.option(
    "--lexicon", type=click.Path(path_type=Path), help="A lexicon.toml with words to add."
)
@paged
def command(
    file: Path, out: Path | None, png: bool, dpi: float, lexicon: Path | None, **given: Any
) -> None:
    """Draw what was read from FILE on a copy of its pages; FILE itself is never changed.

    Tables and cells are outlined, marks carry the letter of their kind (G glyph, D dingbat,
    S stroke, F fill, I image, H shade, T text), what is unclear a "?"; text that ended up
    nowhere is red. The foot of each page says what its colours mean.

    \b
    Examples:
      arrimage overlay plan.pdf                          plan-overlay.pdf
      arrimage overlay --pages 19-20 plan.pdf --out look.pdf
      arrimage overlay --png --dpi 150 plan.pdf --out pages/
    """  # noqa: D301 - click keeps the lines after a backspace as they are
    from pipeline.workspace.overlays import overlay_file, pictures

    target = out or Path(f"{file.stem}-overlay{'' if png else '.pdf'}")
    if target.exists() and file.exists() and target.samefile(file):
        raise click.UsageError("--out is FILE itself, which is never changed; give another name")
    with failures():
        drawn = overlay_file(file, read_options(given), lexicon)
        if png:
            if target.exists() and not target.is_dir():
                fail(f"{target}: is not a folder; give another --out")
            target.mkdir(parents=True, exist_ok=True)
            for number, picture in pictures(drawn, dpi):
                _write(target / f"page-{number:03}.png", picture)
        else:
            if target.is_dir():
                fail(f"{target}: is a folder; give --out the name of a PDF")
            _write(target, drawn.data)
    if not drawn.tables:
        message(f"warning: {file.name}: no table was found; text alone is drawn")
    message(f"{target}: {len(drawn.pages)} pages, {drawn.tables} tables")


def _write(path: Path, content: bytes) -> None:
    """Write a file beside and rename it, so that it is never half there."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    beside.write_bytes(content)
    beside.replace(path)

"""`arrimage overlay`: what was read from a PDF, drawn on its pages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from pipeline.cli.common import fail, failures, message, put
from pipeline.cli.paged import paged, read_options


@click.command("overlay")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--out",
    "-o",
    type=click.Path(path_type=Path),
    help="The PDF to write, or the folder for PNG (default: beside you, named after FILE).",
)
@click.option(
    "--format",
    "kind",
    type=click.Choice(["pdf", "png"]),
    default="pdf",
    show_default=True,
    help="Write one PDF, or a PNG for each page.",
)
@click.option("--png", is_flag=True, help="The same as --format png.")
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
    file: Path,
    out: Path | None,
    kind: str,
    png: bool,
    dpi: float,
    lexicon: Path | None,
    **given: Any,
) -> None:
    """Draw what was read from FILE on a copy of its pages; FILE itself is never changed.

    Tables, cells and headings are framed; a bar and a number stand at the left of each action.
    A mark carries a sign for its state (P in a disc: planned, N in a square: not planned, ? in a
    diamond: unclear, M in a square: of no action) and the letter of its kind. Words that a rule
    leaves out are grey, words that ended up nowhere are red. A strip below each page says so, and
    counts.

    \b
    Examples:
      arrimage overlay plan.pdf                          plan-overlay.pdf
      arrimage overlay --pages 19-20 plan.pdf -o look.pdf
      arrimage overlay --format png --dpi 150 plan.pdf -o pages/
    """
    from pipeline.workspace.overlays import overlay_file, pictures

    png = png or kind == "png"
    target = out or Path(f"{file.stem}-overlay{'' if png else '.pdf'}")
    if target.exists() and file.exists() and target.samefile(file):
        raise click.UsageError("--out is FILE itself, which is never changed; give another name")
    options = read_options(given)
    with failures():
        drawn = overlay_file(file, options, lexicon)
        if png:
            if target.exists() and not target.is_dir():
                fail(f"{target}: is not a folder; give another --out")
            target.mkdir(parents=True, exist_ok=True)
            for number, picture in pictures(drawn, dpi, options):
                put(target / f"page-{number:03}.png", picture)
        else:
            if target.is_dir():
                fail(f"{target}: is a folder; give --out the name of a PDF")
            put(target, drawn.data)
    if not drawn.tables:
        message(f"warning: {file.name}: no table was found; text alone is drawn")
    message(f"{target}: {len(drawn.pages)} pages, {drawn.tables} tables")

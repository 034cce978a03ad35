"""The options that say how a paged document is read, for every command that reads one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from pipeline.read import ReadOptions

_OPTIONS = (
    click.option("--pages", metavar="3,5-7", help="Read these pages only (PDF)."),
    click.option(
        "--engine",
        type=click.Choice(["pypdfium2", "pdfplumber"]),
        default="pypdfium2",
        show_default=True,
        help="What reads a PDF: the fast engine, or the reference.",
    ),
    click.option("--verify", is_flag=True, help="Read a PDF with both engines and compare."),
    click.option(
        "--ocr",
        type=click.Choice(["auto", "never", "always"]),
        default="auto",
        show_default=True,
        help="Which pages of a PDF to read as pictures: those without text, none, or all.",
    ),
    click.option(
        "--time-limit",
        type=click.FloatRange(min=0, min_open=True),
        metavar="SECONDS",
        help="Give up on a PDF after so many seconds (default: 60); each page that is read as a "
        "picture adds as many.",
    ),
    click.option(
        "--memory-limit",
        type=click.IntRange(min=200),
        metavar="MB",
        help="Give up on a PDF that needs more memory (default: 2000); pages read as pictures add "
        "1500 and 4 each.",
    ),
)


def paged(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options to a command; it gets them as keyword arguments for `read_options`."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def read_options(given: dict[str, Any]) -> ReadOptions:
    """Return the options that were given.

    Raises:
        click.UsageError: `--pages` names no pages.
    """
    from pipeline.read.options import MEMORY_MB, SECONDS, ReadOptions, page_list

    pages = given["pages"]
    try:
        numbers = page_list(pages) if pages is not None else None
    except ValueError:
        raise click.UsageError(
            f"--pages {pages}: say which, like 3,5-7; pages count from 1"
        ) from None
    return ReadOptions(
        pages=numbers,
        engine=given["engine"],
        verify=given["verify"],
        ocr=given["ocr"],
        seconds=given["time_limit"] or SECONDS,
        memory_mb=given["memory_limit"] or MEMORY_MB,
    )

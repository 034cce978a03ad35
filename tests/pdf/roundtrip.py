"""Invented plans printed, read and compared: what was put in and did not come out.

`lost` does it for one plan in one look, with one engine, and gives a line for each difference.
"""

from __future__ import annotations

from pathlib import Path

from pipeline.document import Document
from pipeline.model import Report
from pipeline.read.pdf import EngineName, open_pdf, read_blocks
from tests.pdf.content import Content
from tests.pdf.expected import differences, expected, reduced
from tests.pdf.look import Look
from tests.taken import take_document

LEAST_WORDS_LEFT = 12
"""In a plan of a page or two, one percent is less than a line."""


def lost(content: Content, look: Look, path: Path, engine: EngineName = "pypdfium2") -> list[str]:
    """Print a plan to `path`, read it, and say what is not as it was put in."""
    look(content, path)
    taken = take_document(_read(path, engine))
    found = reduced(taken.plan, look.legend)
    return [*differences(expected(content, look), found), *_unclaimed(taken.report), *taken.errors]


def _read(path: Path, engine: EngineName) -> Document:
    with open_pdf(path.read_bytes(), engine) as pdf:
        printed = read_blocks(pdf)
    return Document(
        path.name, "application/pdf", f"pdf/{engine}", "", printed.blocks, n_pages=printed.n_pages
    )


def _unclaimed(report: Report) -> list[str]:
    words = report.words
    if words.unclaimed <= max(0.01 * words.total, LEAST_WORDS_LEFT):
        return []
    return [
        f"{words.unclaimed} of {words.total} words unclaimed: {one.text!r}"
        for one in report.unclaimed[:3]
    ]

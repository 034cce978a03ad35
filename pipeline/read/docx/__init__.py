"""Word documents → blocks.

The parts of the package come in as trees; lines and tables go out in reading order. A .docx has
no pages until it is laid out, so the place of a text is its paragraph: `Provenance.lines` counts
the paragraphs of the body from 1 in the order of the file, those inside tables and text boxes
too, and goes on through the notes and the running headers. What a word processor prints and the
file does not hold as text (list numbers, note marks) is printed here too.
"""

from __future__ import annotations

from pipeline.document import Block
from pipeline.model import Finding
from pipeline.read.docx.body import Body
from pipeline.read.docx.package import open_package
from pipeline.read.errors import ReadError

__all__ = ["read_docx"]


def read_docx(data: bytes, name: str) -> tuple[list[Block], list[Finding], int]:
    """Return the blocks of a .docx, what could not be read as it stands, and its paragraphs.

    Raises:
        ReadError: the bytes are no .docx that can be read.
    """
    body = Body(open_package(data, name))
    try:
        body.read()
    except RecursionError:
        raise ReadError(
            name, "is nested too deeply", "open the document in a word processor and save it again"
        ) from None
    return body.blocks, body.findings(), body.paragraphs

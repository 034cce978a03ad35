"""A PDF file → `Document`. Temporary: in this process."""

from __future__ import annotations

import hashlib
from pathlib import Path

from pipeline.document import Document
from pipeline.read.errors import ReadError
from pipeline.read.pdf import EngineName, PdfError, open_pdf, read_blocks


def read_pdf(
    path: Path, engine: EngineName = "pypdfium2", pages: list[int] | None = None
) -> Document:
    """Read a PDF."""
    data = path.read_bytes()
    try:
        opened = open_pdf(data, engine)
        result = read_blocks(opened, pages)
        opened.close()
    except PdfError as error:
        raise ReadError(path.name, str(error), "open it in a viewer and save it anew") from error
    return Document(
        name=path.name,
        media_type="application/pdf",
        reader=f"pdf/{engine}",
        sha256=hashlib.sha256(data).hexdigest(),
        blocks=result.blocks,
        n_pages=result.n_pages,
    )

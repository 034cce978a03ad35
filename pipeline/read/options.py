"""How a paged document is read: which pages, by which engine, within which limits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pipeline.read.pdf.primitives import EngineName

OcrMode = Literal["auto", "never", "always"]

SECONDS = 60.0
MEMORY_MB = 2000


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """`pages` count from 1 (None: all); `verify` reads with both engines and compares.

    `seconds` and `memory_mb` limit the process that reads one file, each time it is read; pages
    that are read as pictures have more of both (`docs/scans.md`). `ocr` says whether pages
    without text are ("auto"), or all.
    """

    pages: tuple[int, ...] | None = None
    engine: EngineName = "pypdfium2"
    verify: bool = False
    ocr: OcrMode = "auto"
    seconds: float = SECONDS
    memory_mb: int = MEMORY_MB


def page_list(text: str) -> tuple[int, ...]:
    """Return the pages that a text like "3,5-7" names, in order, each once.

    Raises:
        ValueError: the text names no pages.
    """
    pages: set[int] = set()
    for part in text.split(","):
        first, dash, last = part.strip().partition("-")
        low, high = int(first), int(last) if dash else int(first)
        if not 1 <= low <= high:
            raise ValueError(text)
        pages.update(range(low, high + 1))
    return tuple(sorted(pages))

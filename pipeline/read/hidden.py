"""Text of a page that no browser shows → a finding, where it says what the page does not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.document import Block, Line, printed
from pipeline.model import Finding
from pipeline.text import words

LEAST_WORDS = 4
"""Shorter texts are what a page says of itself ("Fermer la fenêtre")."""


def hidden_findings(name: str, hidden: Sequence[str], blocks: Sequence[Block]) -> Iterator[Finding]:
    """Yield a finding where hidden texts do not repeat what is shown."""
    pieces = [text for text in hidden if len(words(text)) >= LEAST_WORDS]
    if not pieces:
        return
    shown = _plain(" ".join(text for block in blocks for text in _texts(block)))
    own = [text for text in pieces if _plain(text) not in shown]
    if own:
        yield Finding(
            code="hidden_text",
            severity="warning",
            where=name,
            message=f"{len(own)} pieces of hidden text were dropped ('{own[0][:60]}')",
            hint="show the text on the page and save it again if it is meant to be read",
        )


def _texts(block: Block) -> Iterator[str]:
    pieces = [block] if isinstance(block, Line) else [c for row in block.rows for c in row.cells]
    yield from map(printed, pieces)


def _plain(text: str) -> str:
    return " " + " ".join(words(text)) + " "

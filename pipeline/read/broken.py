"""Broken words of which nothing tells whether they are one → what is said of them, page by page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from pipeline.model import Finding

SHOWN = 10
"""How many broken words of a page and a kind are named."""


def broken_words(name: str, doubts: Sequence[tuple[int, str, bool]]) -> Iterator[Finding]:
    """Return a finding for each page with such words: a warning where one was read as two."""
    for page, found in groupby(sorted(doubts), key=lambda doubt: doubt[0]):
        one: list[str] = []
        two: list[str] = []
        for _, parts, joined in found:
            (one if joined else two).append(f"'{parts}'")
        said = [
            f"read as {kind}: {', '.join(words[:SHOWN])}{', ...' if len(words) > SHOWN else ''}"
            for kind, words in (("two words", two), ("one word", one))
            if words
        ]
        yield Finding(
            code="word_broken",
            severity="warning" if two else "info",
            where=f"{name}, page {page}",
            message=f"a line or a cell may have broken words in two; {'; '.join(said)}",
            hint="look at the page; correct the value where a word was read wrong",
        )

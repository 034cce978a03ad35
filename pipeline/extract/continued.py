"""Headings that only say that the section before them goes on ("Axe 1 : Marche (suite)").

Such a heading repeats the last one of its kind, with a word behind it; what stands under it
belongs where the text before it belongs.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.document import Block, Line
from pipeline.extract.headings import Headings
from pipeline.lexicon import Lexicon


def without_continued(
    blocks: Sequence[Block], headings: Headings, lexicon: Lexicon
) -> tuple[list[Block], list[Line]]:
    """Return the blocks without such headings, and the headings."""
    kept: list[Block] = []
    again: list[Line] = []
    last: dict[tuple[str, int], tuple[str, ...]] = {}
    for block in blocks:
        head = headings.of(block) if isinstance(block, Line) else None
        if head is None:
            kept.append(block)
            continue
        key = lexicon.key(head.line.text)
        kind = (head.name, 0 if head.role in ("section", "action") else head.line.level)
        if last.get(kind) in _goes_on(key, lexicon):
            again.append(head.line)
            continue
        last[kind] = key
        kept.append(block)
    return kept, again


def _goes_on(key: tuple[str, ...], lexicon: Lexicon) -> list[tuple[str, ...]]:
    """Return the headings that one would repeat, by the words at its end."""
    endings = [lexicon.key(phrase) for phrase in lexicon.cues.continued]
    return [key[: -len(end)] for end in endings if end and key[-len(end) :] == end]

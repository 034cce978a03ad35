"""Short bold lines that each stand over a table of actions → headings of those tables.

A document set without styles marks its headings by bold alone. One bold line over a table may say
anything of it; where several tables have one each, with nothing but text between, and no two say
the same, they head what stands under them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from pipeline.document import Block, Line, Table
from pipeline.extract.bands import LEVEL
from pipeline.extract.headings import SHORT_WORDS, Headings
from pipeline.lexicon import Lexicon
from pipeline.text import words

LEAST_HEADS = 2


def with_bold_heads(
    blocks: Sequence[Block],
    headings: Headings,
    holds_actions: Callable[[Table], bool],
    lexicon: Lexicon,
) -> list[Block]:
    """Return the blocks with the bold lines over tables of actions marked as headings."""
    found: dict[int, Line] = {}
    above: int | None = None
    for index, block in enumerate(blocks):
        if isinstance(block, Table):
            line = blocks[above] if above is not None else None
            if holds_actions(block) and above is not None and isinstance(line, Line):
                found[above] = line
            above = None
        elif _may_head(block, headings, lexicon):
            above = index
        elif headings.of(block) is not None or block.depth:
            above = None
    different = len({line.text for line in found.values()}) == len(found)
    if len(found) < LEAST_HEADS or not different:
        return list(blocks)
    heads = {index: replace(line, level=LEVEL) for index, line in found.items()}
    return [heads.get(index, block) for index, block in enumerate(blocks)]


def _may_head(line: Line, headings: Headings, lexicon: Lexicon) -> bool:
    """Tell whether a line is set as a heading, and is neither one already nor a caption."""
    plain = line.kind == "text" and line.strong and not (line.level or line.depth)
    if not plain or line.text[-1:] in ".;,!?" or not 0 < len(words(line.text)) <= SHORT_WORDS:
        return False
    return not lexicon.is_word(lexicon.captions, line.text.split()[0]) and not headings.of(line)

"""Which heading at the head of a document says more of its title, and heads nothing.

A subtitle set larger than the headings of the body looks like one over all of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.document import Block, Line
from pipeline.extract.headings import Headings
from pipeline.text import words

COVER_WORDS = 20
"""A line of more words is text, and ends the cover."""
_STOP = re.compile(r"[.;:,!?]$")
"""A line that ends so is text, or introduces some, and no line of a cover."""


def is_subtitle(blocks: Sequence[Block], index: int, headings: Headings) -> bool:
    """Tell whether a heading at the head of a document says more of its title.

    It is the only one set as it is, so it parts nothing of the document from the rest of it, and
    up to the next heading stand at most lines of a cover. Over a smaller one that says nothing of
    what it heads, it may be the only section.
    """
    line = blocks[index]
    others = [one for one in (*blocks[:index], *blocks[index + 1 :]) if isinstance(one, Line)]
    if not isinstance(line, Line) or any(one.level == line.level for one in others):
        return False
    if not any(isinstance(one, Line) and 0 < one.level < line.level for one in blocks[:index]):
        return False
    head = headings.of(line)
    if head is None or head.number:
        return False
    for place, below in enumerate(blocks[index + 1 :], index + 1):
        if not isinstance(below, Line) or below.depth or below.kind != "text":
            return False
        head = headings.of(below)
        if head is not None and head.role == "plain":
            return 0 < below.level < line.level or is_subtitle(blocks, place, headings)
        if head is not None:
            return head.role in ("section", "passage", "annex")
        if len(words(below.text)) > COVER_WORDS or _STOP.search(below.text):
            return False
    return False

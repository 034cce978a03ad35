"""The imprint under a document: what follows its notice of rights is no list of the plan.

A printed web page ends with the notice and the links that every page of the site has.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.document import Block, Line

MOST = 12
"""An imprint has at most so many lines."""
_NOTICES = ("©", "(c)", "copyright")


def without_imprint_lists(blocks: Sequence[Block]) -> list[Block]:
    """Return blocks in which the items under the notice of rights that ends them are lines."""
    for first in range(len(blocks) - 1, max(-1, len(blocks) - 1 - MOST), -1):
        block = blocks[first]
        if not isinstance(block, Line) or block.level:
            break
        if block.text.lower().startswith(_NOTICES) and not block.depth:
            rest = blocks[first:]
            return [
                *blocks[:first],
                *(replace(one, depth=0, marker="") for one in rest if isinstance(one, Line)),
            ]
    return list(blocks)

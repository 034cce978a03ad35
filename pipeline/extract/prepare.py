"""The blocks of a document made ready: what its layout mixes up is told apart before it is read.

Legends and imprints are taken off, turned tables put upright, headers given to tables that print
none, headings taken out of tables, and the table of contents set aside.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.document import Block, Line, Table
from pipeline.extract.carded import as_cards
from pipeline.extract.contents import find_contents
from pipeline.extract.crossed import with_crosses
from pipeline.extract.grid import with_header
from pipeline.extract.headings import Headings
from pipeline.extract.headless import with_headers
from pipeline.extract.imprint import without_imprint_lists
from pipeline.extract.legend import lettered, with_legend, without_legends
from pipeline.extract.listed_heads import with_listed_heads
from pipeline.extract.lone import with_lone_mark
from pipeline.extract.stated import stated
from pipeline.extract.unfold import Unfolded, unfold
from pipeline.extract.upright import upright
from pipeline.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class Prepared:
    """The blocks that are read, the table of contents, and what was taken out of tables."""

    blocks: list[Block]
    contents: list[Line]
    unfolded: Unfolded


def with_own_marks(blocks: Sequence[Block], lexicon: Lexicon) -> Lexicon:
    """Return the lexicon with what the document itself says of its marks."""
    lexicon = with_crosses(blocks, with_legend(blocks, lexicon))
    return with_lone_mark(blocks, lexicon)


def prepare(blocks: Sequence[Block], headings: Headings, lexicon: Lexicon) -> Prepared:
    """Make the blocks of a document ready."""
    bare = without_legends(without_imprint_lists(blocks), lexicon)
    standing = lettered(upright(bare, headings, lexicon), lexicon)
    cards = as_cards(standing, headings, lexicon)
    told_apart = stated(with_listed_heads(cards, headings), headings, lexicon)
    headed = (one if isinstance(one, Line) else with_header(one, lexicon) for one in told_apart)
    unfolded = unfold(with_headers(headed, lexicon), headings, lexicon)
    printed = [b for b in unfolded.blocks if isinstance(b, Table) or b.kind in ("text", "note")]
    contents = find_contents(printed, headings.begins_contents)
    listed = set(map(id, contents))
    rest = [block for block in printed if id(block) not in listed]
    return Prepared(rest, contents, unfolded)

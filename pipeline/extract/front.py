"""What a plan says of itself, read together: the cover is cut off, the rest goes on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.document import Block, Line
from pipeline.extract.headings import Headings
from pipeline.extract.metadata import (
    cut_cover,
    read_announced,
    read_cover,
    read_funding,
    read_parent,
    read_years,
)
from pipeline.extract.past import looking_back
from pipeline.lexicon import Lexicon
from pipeline.model import Announced, Provenance, Quote, YearSpan


@dataclass(frozen=True, slots=True)
class Front:
    """What a plan says of itself; `places` tell where, by the name of the field.

    `rest` are the lines of the cover that say something else.
    """

    title: str | None
    subtitle: str | None
    period: YearSpan
    parent_title: str | None
    announced: Announced | None
    funding: tuple[Quote, ...]
    places: dict[str, Provenance]
    rest: list[Line]


def read_front(
    blocks: Sequence[Block], publisher: str | None, headings: Headings, lexicon: Lexicon
) -> tuple[Front, list[Block]]:
    """Return what a plan says of itself, and the blocks behind its cover."""
    cover_lines, body = cut_cover(blocks, headings, lexicon)
    cover = read_cover(cover_lines, publisher, lexicon)
    texts = [block for block in body if isinstance(block, Line) and block.kind == "text"]
    # How many actions the plan before had, and what they cost, says nothing of this one.
    past = {block for block, over in looking_back(body, headings, lexicon) if over is not None}
    present = [line for line in texts if line not in past]
    period, period_place = read_years(cover.title, cover_lines, texts, lexicon)
    parent = read_parent(texts, lexicon)
    places = dict(cover.places)
    if period_place is not None:
        places["period"] = period_place
    if parent is not None:
        places["parent_title"] = parent[1]
    front = Front(
        title=cover.title,
        subtitle=cover.subtitle,
        period=period,
        parent_title=parent[0] if parent else None,
        announced=read_announced(present, lexicon),
        funding=tuple(read_funding(present, lexicon)),
        places=places,
        rest=cover.rest,
    )
    return front, body

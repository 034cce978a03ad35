"""A heading with what stands under it: what the outline is made of."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.document import Block, Line
from pipeline.extract.headings import Heading, bare_number


@dataclass(slots=True)
class Group:
    """A heading with the blocks under it, up to the next heading.

    `lines` are the lines that print the heading (label, number, title), `captions` the lines of
    known labels found between them. `parent` is the group of the section that holds this one.
    """

    heading: Heading | None
    blocks: list[Block] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    captions: list[Line] = field(default_factory=list)
    parent: Group | None = None


def heading_of(group: Group) -> Heading:
    """Return the heading of a group that has one."""
    assert group.heading is not None
    return group.heading


def level_of(group: Group) -> int:
    """Return the level of the heading of a group; 0 for none."""
    return group.heading.line.level if group.heading else 0


def take_badge(before: Group) -> Line | None:
    """Take the number on a line of its own that ends a group, or is all of it; None for none."""
    heading = before.heading
    if before.blocks:
        last = before.blocks[-1]
        if isinstance(last, Line) and not last.depth and bare_number(last.text):
            before.blocks.pop()
            return last
    elif heading and heading.role == "plain" and bare_number(heading.line.text):
        before.heading, before.lines = None, []
        return heading.line
    return None

"""Blocks → groups: each heading with the blocks under it, its label and its title put together.

A label ("AXE 1") often stands apart from its title: pictogram captions, a bare number and the
title follow on lines or headings of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from pipeline.document import Block, Line
from pipeline.extract.groups import Group, take_badge
from pipeline.extract.headings import Heading, Headings, bare_number
from pipeline.text import clean

MAX_CAPTION_LINES = 4


def cut(
    blocks: Sequence[Block], headings: Headings, is_caption: Callable[[str], bool]
) -> list[Group]:
    """Cut blocks at their headings; the first group has none.

    `is_caption` tells the labels that the plan defines and prints as captions of pictograms.
    """
    groups = [Group(None)]
    index = 0
    while index < len(blocks):
        block = blocks[index]
        heading = headings.of(block) if isinstance(block, Line) else None
        index += 1
        if heading is None:
            groups[-1].blocks.append(block)
            continue
        group = Group(heading, lines=[heading.line])
        if heading.role in ("section", "action", "annex") and not heading.title:
            if heading.number is None and (badge := take_badge(groups[-1])) is not None:
                group.heading = replace(heading, number=bare_number(badge.text))
                group.lines.insert(0, badge)
            end = _complete(group, blocks, index, headings, is_caption)
            if _is_bare_word(group, heading):
                groups[-1].blocks.append(block)
                continue
            index = end
        if heading.role == "section":
            index = _captions_after(group, blocks, index, is_caption)
        groups.append(group)
    return groups


def _is_bare_word(group: Group, heading: Heading) -> bool:
    """Tell whether a word for actions stands alone, set as no heading and with no number found.

    It may be the head of a column; what follows it is no action for that.
    """
    marked = heading.line.level or heading.line.strong
    numbered = group.heading is not None and group.heading.number is not None
    return heading.role == "action" and not (marked or numbered)


def _captions_after(
    group: Group, blocks: Sequence[Block], index: int, is_caption: Callable[[str], bool]
) -> int:
    """Take the captions that follow a section's title; return where text goes on."""
    while captions := _caption_lines(blocks, index, is_caption):
        group.captions += captions
        index += len(captions)
    return index


def _complete(
    group: Group,
    blocks: Sequence[Block],
    index: int,
    headings: Headings,
    is_caption: Callable[[str], bool],
) -> int:
    """Find number, captions and title of a label that stands alone; return where text goes on."""
    assert group.heading is not None
    while index < len(blocks):
        block = blocks[index]
        if not isinstance(block, Line) or block.depth or block.kind != "text":
            break
        captions = _caption_lines(blocks, index, is_caption)
        if captions:
            group.captions += captions
            index += len(captions)
            continue
        number = bare_number(block.text)
        if number and group.heading.number is None:
            group.heading = replace(group.heading, number=number)
            group.lines.append(block)
            index += 1
            continue
        head = headings.of(block)
        if head is not None and not (head.role == "plain" or _only_words_say_so(head, group)):
            break
        title, index = _title(blocks, index)
        group.lines += title
        text = clean(" ".join(line.text for line in title))
        group.heading = replace(group.heading, title=text)
        break
    return index


def _only_words_say_so(head: Heading, group: Group) -> bool:
    """A title may hold the word of a passage or a list ("Mise en œuvre d'un réseau")."""
    return (
        head.role in ("passage", "list")
        and group.heading is not None
        and (group.heading.role != "section" or head.role == "passage")
    )


def _title(blocks: Sequence[Block], index: int) -> tuple[list[Line], int]:
    """Take the title line, and the lines that go on with it in lower case."""
    first = blocks[index]
    assert isinstance(first, Line)
    title = [first]
    index += 1
    while index < len(blocks):
        block = blocks[index]
        goes_on = (
            isinstance(block, Line)
            and block.kind == "text"
            and not block.depth
            and block.level == first.level
            and block.text[:1].islower()
            and title[-1].text[-1:] not in ".!?:;"
        )
        if not (goes_on and isinstance(block, Line)):
            break
        title.append(block)
        index += 1
    return title, index


def _caption_lines(
    blocks: Sequence[Block], index: int, is_caption: Callable[[str], bool]
) -> list[Line]:
    """Return the lines from `index` on that together print one known label, or none."""
    lines: list[Line] = []
    for block in blocks[index : index + MAX_CAPTION_LINES]:
        if not isinstance(block, Line) or block.depth:
            break
        lines.append(block)
        if is_caption(clean(" ".join(line.text for line in lines))):
            return lines
    return []

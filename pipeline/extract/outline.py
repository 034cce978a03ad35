"""The document cut at its headings: blocks in, a list of groups out, each a heading and its blocks.

A label ("AXE 1") often stands apart from its title: pictogram captions, a bare number and the
title follow on lines or headings of their own. They are put together here. What heads actions
and what only heads text is told by what stands under it; which section holds which follows from
the dotted numbers, else from the words used (the first time a word appears it stands inside the
section then open), else from the heading levels where the document is consistent.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass, field, replace

from pipeline.document import Block, Line, Table
from pipeline.extract.headings import (
    Heading,
    HeadingRole,
    Headings,
    bare_number,
    counted,
    split_number,
)
from pipeline.extract.labelled import fields_said, lists_stated
from pipeline.extract.stated import LEAST_FIELDS, LEAST_RUNS
from pipeline.lexicon import Lexicon
from pipeline.model import Provenance
from pipeline.text import clean

MAX_CAPTION_LINES = 4
LEAST_ALIKE = 3
"""From so many headings of one level on, one known label under each makes them actions."""


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


def outline(
    blocks: Sequence[Block],
    headings: Headings,
    is_caption: Callable[[str], bool],
    holds_actions: Callable[[Table], bool],
    lexicon: Lexicon,
) -> list[Group]:
    """Cut blocks into groups and nest the sections among them."""
    groups = _cut(blocks, headings, is_caption)
    own = {lexicon.kind(word) for word in headings.own_sections}
    _state(groups, own, lexicon)

    def holds(group: Group) -> bool:
        held = (block for block in group.blocks if isinstance(block, Table))
        return any(map(holds_actions, held)) or lists_stated(group.blocks, lexicon)

    _promote(groups, holds)
    _demote(groups, holds, {lexicon.kind(word) for word in lexicon.actions}, "action")
    _demote(groups, holds, own, "plain")
    _nest(groups)
    return groups


def _cut(
    blocks: Sequence[Block], headings: Headings, is_caption: Callable[[str], bool]
) -> list[Group]:
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
            if heading.number is None and (badge := _badge(groups[-1])) is not None:
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


def _state(groups: list[Group], own: Container[str], lexicon: Lexicon) -> None:
    """Turn headings over what is said of one action into actions, where there are several."""
    said = {index: _said_of_one(group, own, lexicon) for index, group in enumerate(groups)}
    alike = Counter(_level(groups[index]) for index, labels in said.items() if labels)
    found = [
        index
        for index, labels in said.items()
        if len(labels) >= LEAST_FIELDS or (labels and alike[_level(groups[index])] >= LEAST_ALIKE)
    ]
    if len(found) < LEAST_RUNS:
        return
    texts = [_heading(groups[index]).line.text for index in found]
    split = counted(texts) or list(map(split_number, texts))
    for index, (number, title) in zip(found, split, strict=True):
        group = groups[index]
        badge = _badge(groups[index - 1]) if index and number is None else None
        if badge is not None:
            number = bare_number(badge.text)
            group.lines.insert(0, badge)
        group.heading = replace(
            _heading(group), role="action", name="action", number=number, title=title
        )


def _badge(before: Group) -> Line | None:
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


def _said_of_one(group: Group, own: Container[str], lexicon: Lexicon) -> set[str]:
    """Return the labels of what is said of one action under a heading that may be its title.

    A word that only this document numbers headings by may be its word for actions.
    """
    heading = group.heading
    titled = heading is not None and (
        heading.role in ("plain", "passage", "list") or heading.name in own
    )
    lines = [block for block in group.blocks if isinstance(block, Line)]
    if not titled or not _level(group) or len(lines) < len(group.blocks):
        return set()
    return fields_said(lines, lexicon)


def _level(group: Group) -> int:
    return group.heading.line.level if group.heading else 0


def _promote(groups: list[Group], holds: Callable[[Group], bool]) -> None:
    """Turn plain headings that hold actions or sections into sections.

    That of a box right under a section heads only the text in the box: the table is the section's.
    """
    for index in range(len(groups) - 1, -1, -1):  # the inner ones before those that hold them
        group = groups[index]
        heading = group.heading
        if heading is None or heading.role != "plain" or _is_in_a_box(groups, index):
            continue
        if _holds(groups, index, holds) or _heads_deeper_section(groups, index):
            title = heading.title or heading.line.text
            group.heading = replace(heading, role="section", name="section", title=title)


def _is_in_a_box(groups: list[Group], index: int) -> bool:
    """Tell whether a heading stands in a box under one that is worded as a section's."""
    heading = groups[index].heading
    above = groups[index - 1].heading if index else None
    worded = above is not None and above.role == "section" and above.number is not None
    return worded and heading is not None and heading.line.boxed


def _demote(
    groups: list[Group],
    holds: Callable[[Group], bool],
    kinds: set[str],
    role: HeadingRole,
) -> None:
    """Turn sections of some kinds that hold neither actions nor sections into something else.

    A section named by a word for actions ("Mesure 3") is then an action; one named by a word
    that only this document uses is then a plain heading.
    """
    for index, group in enumerate(groups):
        heading = group.heading
        if heading is None or heading.role != "section" or heading.name not in kinds:
            continue
        if not (_holds(groups, index, holds) or _heads_deeper_section(groups, index)):
            group.heading = replace(heading, role=role)


def _holds(groups: list[Group], index: int, holds: Callable[[Group], bool]) -> bool:
    """Tell whether actions stand under a heading, or under the lists that belong to it."""
    if holds(groups[index]):
        return True
    for group in groups[index + 1 :]:
        below = group.heading
        if below is None or below.role != "list":
            return False
        if holds(group) or (below.name == "actions" and _has_items(group)):
            return True
    return False


def _has_items(group: Group) -> bool:
    return any(isinstance(block, Line) and block.depth for block in group.blocks)


def _heads_deeper_section(groups: list[Group], index: int) -> bool:
    """Tell whether the next section or action stands deeper than this plain heading."""
    heading = groups[index].heading
    assert heading is not None
    for group in groups[index + 1 :]:
        below = group.heading
        if below is None or below.role == "list":
            continue
        if below.role == "action" and not below.line.level:
            return True
        if 0 < below.line.level <= heading.line.level or not below.line.level:
            return False
        if below.role in ("section", "action"):
            return True
    return False


def _nest(groups: list[Group]) -> None:
    """Give each group its parent.

    A passage of the plan as a whole closes the sections for what follows it, but a section of a
    known kind that stands inside others goes on with those: nothing else can hold it.
    """
    ranks = _ranks(groups)
    stack: list[Group] = []
    closed = False
    for group in groups:
        heading = group.heading
        if heading is None:
            continue
        if heading.role == "section":
            rank = ranks[_rank_key(heading)]
            if closed and heading.name == "section":
                stack.clear()
            closed = False
            dotted = _dotted_parent(stack, heading.number)
            if dotted is not None:
                del stack[dotted + 1 :]
            else:
                while stack and ranks[_rank_key(_heading(stack[-1]))] >= rank:
                    stack.pop()
            group.parent = stack[-1] if stack else None
            stack.append(group)
        elif _ends_sections(heading, stack):
            closed = True
            if heading.role != "passage":
                stack.clear()
        else:
            group.parent = stack[-1] if stack and not closed else None


def _ends_sections(heading: Heading, stack: list[Group]) -> bool:
    """Passages of the plan as a whole and annexes close every open section."""
    if heading.role == "annex" or heading.name in ("toc", "notes", "structure"):
        return True
    if heading.role == "passage":
        deepest = min((_heading(group).line.level for group in stack), default=0)
        return heading.name != "context" or heading.line.level <= deepest
    return heading.role == "plain" and 0 < heading.line.level <= min(
        (_heading(group).line.level for group in stack), default=0
    )


def _ranks(groups: list[Group]) -> dict[str, int]:
    """Return how deep each section word stands: 0 outermost."""
    levels: dict[str, set[int]] = {}
    order: list[str] = []
    open_words: list[str] = []
    for group in groups:
        heading = group.heading
        if heading is None or heading.role != "section":
            continue
        key = _rank_key(heading)
        levels.setdefault(key, set()).add(heading.line.level)
        if key in open_words:
            del open_words[open_words.index(key) + 1 :]
        else:
            place = order.index(open_words[-1]) + 1 if open_words else len(order)
            order.insert(place, key)
            open_words.append(key)
    single = [next(iter(seen)) for seen in levels.values() if len(seen) == 1]
    if len(single) == len(levels) and 0 not in single and len(set(single)) == len(single):
        return {key: next(iter(seen)) for key, seen in levels.items()}
    return {key: rank for rank, key in enumerate(order)}


def _rank_key(heading: Heading) -> str:
    if heading.name != "section":
        return heading.name
    dots = heading.number.count(".") if heading.number else 0
    return f"section {heading.line.level}.{dots}"


def _dotted_parent(stack: list[Group], number: str | None) -> int | None:
    """Return the index of the open section whose number this one extends ("1.2" under "1")."""
    if number is None or "." not in number:
        return None
    parent = number.rpartition(".")[0]
    for index, group in reversed(list(enumerate(stack))):
        if _heading(group).number == parent:
            return index
    return None


def _heading(group: Group) -> Heading:
    assert group.heading is not None
    return group.heading


def place(pieces: Sequence[Line | Table], method: str) -> Provenance:
    """Return the one place that covers lines and tables: a range of lines, or all regions."""
    ranges = [piece.provenance.lines for piece in pieces if piece.provenance.lines]
    regions = tuple(region for piece in pieces for region in piece.provenance.regions)
    if ranges:
        first, last = min(r[0] for r in ranges), max(r[1] for r in ranges)
        return Provenance(lines=(first, last), method=method)
    return Provenance(regions=regions, method=method)

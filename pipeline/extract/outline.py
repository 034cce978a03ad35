"""The document cut at its headings: blocks in, a list of groups out, each a heading and its blocks.

What heads actions and what only heads text is told by what stands under it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from pipeline.document import Block, Line, Table
from pipeline.extract.cut import cut
from pipeline.extract.groups import Group, heading_of
from pipeline.extract.headings import Heading, HeadingRole, Headings, counted, split_number
from pipeline.extract.labelled import lists_stated
from pipeline.extract.nested import nest
from pipeline.extract.stated_heads import state_actions
from pipeline.lexicon import Lexicon


def outline(
    blocks: Sequence[Block],
    headings: Headings,
    is_caption: Callable[[str], bool],
    holds_actions: Callable[[Table], bool],
    lexicon: Lexicon,
) -> list[Group]:
    """Cut blocks into groups and nest the sections among them."""
    groups = cut(blocks, headings, is_caption)
    own = {lexicon.kind(word) for word in headings.own_sections}
    state_actions(groups, own, lexicon)

    def holds(group: Group) -> bool:
        held = (block for block in group.blocks if isinstance(block, Table))
        return any(map(holds_actions, held)) or lists_stated(group.blocks, lexicon)

    _promote(groups, holds)
    _promote_beside(groups, holds)
    _count(groups)
    _demote(groups, holds, {lexicon.kind(word) for word in lexicon.actions}, "action")
    _demote(groups, holds, own, "plain")
    nest(groups)
    return groups


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


def _promote_beside(groups: list[Group], holds: Callable[[Group], bool]) -> None:
    """Turn headings of passages that hold actions into sections beside others that do.

    A title may hold the word of a passage ("1.2 Simplifier les démarches"): the level and the
    number of the headings beside it say that it is one of them.
    """
    beside = {_standing(group.heading) for group in groups if _is_plain(group) and holds(group)}
    for group in groups:
        heading = group.heading
        if heading is None or heading.role != "passage" or not holds(group):
            continue
        number, title = split_number(heading.line.text)
        numbered = replace(heading, role="section", name="section", number=number, title=title)
        if heading.line.level and _standing(numbered) in beside:
            group.heading = numbered


def _is_plain(group: Group) -> bool:
    """Tell whether a group is a section of no known kind."""
    return group.heading is not None and group.heading.name == "section"


def _standing(heading: Heading | None) -> tuple[int, str | None] | None:
    """Return the level of a heading, and what its number goes on from ("1" for "1.2")."""
    if heading is None:
        return None
    return heading.line.level, heading.number and heading.number.rpartition(".")[0]


def _count(groups: list[Group]) -> None:
    """Take the plain integers that count the sections of one level for their numbers."""
    levels: dict[int, list[Group]] = {}
    for group in groups:
        if _is_plain(group) and heading_of(group).number is None:
            levels.setdefault(heading_of(group).line.level, []).append(group)
    for beside in levels.values():
        told = counted([heading_of(group).title for group in beside]) or ()
        for group, (number, title) in zip(beside, told, strict=False):
            group.heading = replace(heading_of(group), number=number, title=title)


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

"""The document cut at its headings: blocks in, a list of groups out, each a heading and its blocks.

What heads actions and what only heads text is told by what stands under it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Sequence
from dataclasses import replace
from typing import Final

from pipeline.document import Block, Line, Table
from pipeline.extract.cut import cut
from pipeline.extract.groups import Group, heading_of, level_of
from pipeline.extract.headings import HeadingRole, Headings, bare_number, counted, goes_on_from
from pipeline.extract.labelled import fields_said, lists_stated
from pipeline.extract.nested import nest
from pipeline.extract.stated_heads import state_actions
from pipeline.extract.year_parts import YEARS
from pipeline.lexicon import Lexicon
from pipeline.text import fold


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

    _promote_counted(groups, holds, headings)
    _promote(groups, holds)
    _promote_worded(groups, holds, headings)
    _count(groups)
    _demote(groups, holds, {lexicon.kind(word) for word in lexicon.actions}, "action", lexicon)
    _demote(groups, holds, own, "plain", lexicon)
    nest(groups, holds)
    return groups


_NEXT: Final = ("section", "action")
"""What a numbered heading holds whose number goes on in theirs."""


def _promote(groups: list[Group], holds: Callable[[Group], bool]) -> None:
    """Turn plain headings that hold actions or sections into sections.

    That of a box right under a section heads only the text in the box: the table is the section's.
    """
    for index in range(len(groups) - 1, -1, -1):  # the inner ones before those that hold them
        group = groups[index]
        heading = group.heading
        if heading is None or heading.role != "plain" or _is_in_a_box(groups, index):
            continue
        first, _, rest = heading.line.text.partition(" ")
        if (
            heading.number is None
            and rest
            and _goes_on_in(groups, index, bare_number(first), _NEXT)
        ):
            heading = replace(heading, number=bare_number(first), title=rest)
        # A number alone names no section that others stand in, as on a page that lists them.
        named = bare_number(heading.line.text) is None or YEARS.fullmatch(heading.line.text)
        deeper = (named and _heads_deeper_section(groups, index)) or _goes_on_in(
            groups, index, heading.number, _NEXT
        )
        if deeper or _holds(groups, index, holds):
            title = heading.title or heading.line.text
            group.heading = replace(heading, role="section", name="section", title=title)


def _promote_counted(
    groups: list[Group], holds: Callable[[Group], bool], headings: Headings
) -> None:
    """Turn headings worded as a list's or a passage's into sections, if numbered over actions."""
    for group in groups:
        heading = group.heading
        if heading is None or heading.role not in ("list", "passage") or heading.name == "toc":
            continue
        if level_of(group) and holds(group):
            group.heading = headings.counted_section(heading.line) or heading


def _promote_worded(
    groups: list[Group], holds: Callable[[Group], bool], headings: Headings
) -> None:
    """Turn headings worded as a passage's ("Simplifier les démarches") into sections.

    They are where they hold actions as others do that are set alike, or where their number goes
    on in a section or an action under them.
    """
    acting = [
        (_is_plain(group) or _is_passage(group))
        and (_holds(groups, index, holds) or _heads_actions(groups, index, headings))
        for index, group in enumerate(groups)
    ]
    plain = {level_of(g) for g, acts in zip(groups, acting, strict=True) if acts and _is_plain(g)}
    titles = {
        (level_of(group), fold(group.heading.line.text))  # what is said under each is no name
        for group, acts in zip(groups, acting, strict=True)
        if group.heading and acts and _is_passage(group)
    }
    worded = Counter(level for level, _ in titles)
    alike = plain | {level for level, count in worded.items() if count > 1}
    for index in range(len(groups) - 1, -1, -1):
        group = groups[index]
        heading = group.heading
        if heading is None or heading.role != "passage" or not level_of(group):
            continue
        number, title = headings.numbered(heading.line.text)
        if (level_of(group) in alike and acting[index]) or _goes_on_in(
            groups, index, number, _NEXT
        ):
            group.heading = replace(
                heading, role="section", name="section", number=number, title=title
            )


def _is_plain(group: Group) -> bool:
    """Tell whether a group is a section without a word of its own."""
    return group.heading is not None and group.heading.role == group.heading.name == "section"


def _is_passage(group: Group) -> bool:
    """Tell whether a heading is worded as a passage's."""
    return group.heading is not None and group.heading.role == "passage"


def _heads_actions(groups: list[Group], index: int, headings: Headings) -> bool:
    """Tell whether the heading that comes next is one of an action, and set deeper."""
    below = groups[index + 1].heading if index + 1 < len(groups) else None
    if below is None or not (below.role == "action" or headings.names_actions(below)):
        return False
    return not 0 < below.line.level <= level_of(groups[index])


def _goes_on_in(groups: list[Group], index: int, number: str | None, roles: Container[str]) -> bool:
    """Tell whether what comes under a numbered heading goes on from its number ("A", "A1")."""
    heads = (group.heading for group in groups[index + 1 :])
    below = next((one for one in heads if one is not None and one.role != "list"), None)
    if number is None or below is None or below.role not in roles:
        return False
    return goes_on_from(below.number or "", number)


def _counts_others(groups: list[Group], index: int, lexicon: Lexicon) -> bool:
    """Tell whether what is numbered on from a heading has another name than it.

    A heading over what is said of one action is the title of one, whatever comes under it.
    """
    heading = heading_of(groups[index])
    below = groups[index + 1].heading if index + 1 < len(groups) else None
    lines = [block for block in groups[index].blocks if isinstance(block, Line)]
    if below is None or below.name == heading.name or fields_said(lines, lexicon):
        return False
    return _goes_on_in(groups, index, heading.number, ("section", "action"))


def _count(groups: list[Group]) -> None:
    """Number the sections of a level by the plain integers that they all begin with, in turn."""
    levels: dict[int, list[Group]] = {}
    for group in groups:
        heading = group.heading
        if heading is not None and _is_plain(group):
            levels.setdefault(level_of(group), []).append(group)
    for alike in levels.values():
        split = counted([heading_of(group).line.text for group in alike])
        if split is None or any(heading_of(group).number for group in alike):
            continue
        for group, (number, title) in zip(alike, split, strict=True):
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
    lexicon: Lexicon,
) -> None:
    """Turn sections of some kinds that hold neither actions nor sections into something else.

    A section named by a word for actions ("Mesure 3") is then an action; one named by a word
    that only this document uses is then a plain heading.
    """
    for index, group in enumerate(groups):
        heading = group.heading
        if heading is None or heading.role != "section" or heading.name not in kinds:
            continue
        kept = _holds(groups, index, holds) or _heads_deeper_section(groups, index)
        if not (kept or _counts_others(groups, index, lexicon)):
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
    """Tell whether the next section or action stands deeper than this plain heading.

    One set as plain text has no level: what is named as this or as sections before it is not.
    """
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
        if below.role == "section" and not heading.line.level:
            before = (group.heading for group in groups[: index + 1])
            return all(one is None or one.name != below.name for one in before)
        if below.role in ("section", "action"):
            return True
    return False

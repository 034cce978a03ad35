"""Groups → which section holds which.

It follows from the dotted numbers, else from the words used (the first time a word appears it
stands inside the section then open), else from the heading levels where the document is
consistent.
"""

from __future__ import annotations

from collections.abc import Callable

from pipeline.extract.groups import Group, heading_of
from pipeline.extract.headings import Heading, number_above


def nest(groups: list[Group], holds: Callable[[Group], bool]) -> None:
    """Give each group its parent; `holds` tells which of them hold actions themselves.

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
                if stack and _stands_beside(heading, stack[-1], holds):
                    stack.pop()
                while stack and ranks[_rank_key(heading_of(stack[-1]))] >= rank:
                    stack.pop()
            group.parent = stack[-1] if stack else None
            stack.append(group)
        elif _ends_sections(heading, stack) and not _heads_table_in(group, stack, holds):
            closed = True
            if heading.role != "passage":
                stack.clear()
        else:
            group.parent = stack[-1] if stack and not closed else None


def _stands_beside(heading: Heading, before: Group, holds: Callable[[Group], bool]) -> bool:
    """Tell whether a heading without a word of its own is set as the section before it.

    That one holds its actions itself, and nothing says that the other is a part of it.
    """
    level = heading_of(before).line.level
    plain = heading.name == "section" and heading.number is None
    return plain and 0 < heading.line.level <= level and holds(before)


def _ends_sections(heading: Heading, stack: list[Group]) -> bool:
    """Passages of the plan as a whole and annexes close every open section."""
    if heading.role == "annex" or heading.name in ("toc", "notes", "structure"):
        return True
    if heading.role == "passage":
        deepest = min((heading_of(group).line.level for group in stack), default=0)
        return heading.name != "context" or heading.line.level <= deepest
    return heading.role == "plain" and 0 < heading.line.level <= min(
        (heading_of(group).line.level for group in stack), default=0
    )


def _heads_table_in(group: Group, stack: list[Group], holds: Callable[[Group], bool]) -> bool:
    """Tell whether a passage's heading ("Échéancier") stands over actions inside a section.

    It is set deeper than the heading of the section that is open.
    """
    heading, above = heading_of(group), heading_of(stack[-1]) if stack else None
    inside = above is not None and 0 < above.line.level < heading.line.level
    return heading.role == "passage" and inside and holds(group)


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
    """Return the index of the open section whose number this one extends ("1" in "1.2", "A1")."""
    parent = number_above(number)
    if parent is None:
        return None
    for index, group in reversed(list(enumerate(stack))):
        if heading_of(group).number == parent:
            return index
    return None

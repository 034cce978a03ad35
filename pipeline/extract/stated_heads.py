"""Headings over what is said of one action, where there are several → the titles of actions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container
from dataclasses import replace

from pipeline.document import Line
from pipeline.extract.groups import Group, heading_of, level_of, take_badge
from pipeline.extract.headings import bare_number, counted, split_number
from pipeline.extract.labelled import fields_said, label_in
from pipeline.extract.stated import LEAST_FIELDS, LEAST_RUNS
from pipeline.lexicon import Lexicon

LEAST_ALIKE = 3
"""From so many headings of one level on, one known label under each makes them actions."""


def state_actions(groups: list[Group], own: Container[str], lexicon: Lexicon) -> None:
    """Turn headings over what is said of one action into actions, where there are several."""
    said = {index: _said_of_one(group, own, lexicon) for index, group in enumerate(groups)}
    alike = Counter(level_of(groups[index]) for index, labels in said.items() if labels)
    found = [
        index
        for index, labels in said.items()
        if len(labels) >= LEAST_FIELDS or (labels and alike[level_of(groups[index])] >= LEAST_ALIKE)
    ]
    if len(found) < LEAST_RUNS:
        return
    texts = [heading_of(groups[index]).line.text for index in found]
    split = counted(texts) or list(map(split_number, texts))
    for index, (number, title) in zip(found, split, strict=True):
        group = groups[index]
        badge = take_badge(groups[index - 1]) if index and number is None else None
        if badge is not None:
            number = bare_number(badge.text)
            group.lines.insert(0, badge)
        elif number is None and (below := _under_number(group)) is not None:
            number, title = bare_number(title), below.text
            group.blocks.remove(below)
            group.lines.append(below)
        group.heading = replace(
            heading_of(group), role="action", name="action", number=number, title=title
        )


def _under_number(group: Group) -> Line | None:
    """Return the title that stands under a number set as a heading; None where none does."""
    first = group.blocks[0] if group.blocks else None
    if not isinstance(first, Line) or first.depth or first.kind != "text" or label_in(first):
        return None
    return first if bare_number(heading_of(group).line.text) else None


def _said_of_one(group: Group, own: Container[str], lexicon: Lexicon) -> set[str]:
    """Return the labels of what is said of one action under a heading that may be its title.

    A word that only this document numbers headings by may be its word for actions.
    """
    heading = group.heading
    titled = heading is not None and (
        heading.role in ("plain", "passage", "list") or heading.name in own
    )
    lines = [block for block in group.blocks if isinstance(block, Line)]
    if not titled or not level_of(group) or len(lines) < len(group.blocks):
        return set()
    return fields_said(lines, lexicon)

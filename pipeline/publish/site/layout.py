"""A plan → which of its parts stand on which page, so that no page grows without end.

Blocks follow the document: a section with its targets and a run of its actions. A page is closed
when the next block would make it too heavy; a section with many actions goes on overleaf.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.model import Action, Passage, Plan, Section

PAGE_BYTES = 170_000
"""What the blocks of a page may weigh; what stands around them comes on top."""
ACTION_BYTES, PERIOD_BYTES = 900, 120
TARGET_BYTES = 250
SHOWN_CHARACTERS = 600
"""How much of a text counts: lists show its beginning."""
LINE_BYTES = 120
"""What a line of a list weighs beside its text."""
LINE_CHARACTERS = 300
CITATIONS, DOCUMENTS, QUOTES, NAMES = 40, 150, 40, 100
"""The most that is listed: documents of a section, then of the plan; its texts; its names."""
PASSAGE_CHARACTERS, PASSAGES_CHARACTERS = 20_000, 80_000
"""How much is shown of a text that is kept whole, and of all of them."""
RUN = 40
"""The most actions of one block: what a page can be closed after."""


@dataclass(frozen=True, slots=True)
class Block:
    """A section, or the actions without any, with a run of its actions; `first` has the head."""

    section: Section | None
    depth: int
    actions: Sequence[Action]
    first: bool


@dataclass(frozen=True, slots=True)
class Layout:
    """The blocks of each page, the texts under the last ones, and the page of what has a place."""

    pages: Sequence[Sequence[Block]]
    passages: Sequence[Passage]
    part_of: Mapping[str, int]


def lay_out(plan: Plan) -> Layout:
    """Return the pages of a plan; a plan without anything has one empty page."""
    pages: list[list[Block]] = [[]]
    part_of: dict[str, int] = {}
    room = PAGE_BYTES
    cited = _cited(plan)
    for block in _blocks(plan):
        weight = _weight(block) + (cited[block.section.id] if block.section and block.first else 0)
        if weight > room and pages[-1]:
            pages.append([])
            room = PAGE_BYTES
        pages[-1].append(block)
        room -= weight
        for identifier in _ids(block):
            part_of.setdefault(identifier, len(pages))
    passages = _passages(plan)
    if _tail(plan, passages) > room and pages[-1]:
        pages.append([])
    listed = [one.id for one in plan.documents[:DOCUMENTS]] + [one.id for one in passages]
    for identifier in listed:
        part_of.setdefault(identifier, len(pages))
    return Layout(pages, passages, part_of)


def _blocks(plan: Plan) -> Iterator[Block]:
    actions: dict[str | None, list[Action]] = defaultdict(list)
    known = {section.id for section in plan.sections}
    for action in plan.actions:
        actions[action.section_id if action.section_id in known else None].append(action)
    for section, depth in _ordered(plan, known):
        yield from _runs(section, depth, actions[section.id])
    if actions[None]:
        yield from _runs(None, 0, actions[None])


def _ordered(plan: Plan, known: set[str]) -> Iterator[tuple[Section, int]]:
    """Yield the sections in the order of the document, each once, with their depth."""
    children: dict[str | None, list[Section]] = defaultdict(list)
    for section in plan.sections:
        parent = section.parent_id if section.parent_id in known else None
        children[parent].append(section)
    waiting = [(section, 0) for section in reversed(children[None])]
    seen: set[str] = set()
    while waiting:
        section, depth = waiting.pop()
        if section.id not in seen:
            seen.add(section.id)
            yield section, depth
            waiting += [(one, depth + 1) for one in reversed(children[section.id])]
    # Sections that are their own ancestors are no plan's, but nothing that is published is lost.
    yield from ((section, 0) for section in plan.sections if section.id not in seen)


def _runs(section: Section | None, depth: int, actions: Sequence[Action]) -> Iterator[Block]:
    for start in range(0, max(len(actions), 1), RUN):
        yield Block(section, depth, actions[start : start + RUN], first=start == 0)


def _weight(block: Block) -> int:
    targets = block.section.targets if block.section and block.first else ()
    return (
        1_000
        + sum(TARGET_BYTES + min(len(one.text), SHOWN_CHARACTERS) for one in targets)
        + sum(_action(one) for one in block.actions)
    )


def _action(action: Action) -> int:
    periods = PERIOD_BYTES * len(action.schedule)
    return ACTION_BYTES + periods + min(len(action.text), SHOWN_CHARACTERS)


def _cited(plan: Plan) -> Mapping[str, int]:
    """Return what the documents that each section names weigh."""
    found: dict[str, list[int]] = defaultdict(list)
    for citation in plan.citations:
        found[citation.by].append(_line(citation.text))
    return defaultdict(int, {by: sum(weights[:CITATIONS]) for by, weights in found.items()})


def _passages(plan: Plan) -> list[Passage]:
    """Return the texts kept whole that there is room for."""
    found: list[Passage] = []
    room = PASSAGES_CHARACTERS
    for passage in plan.passages:
        room -= min(len(passage.text), PASSAGE_CHARACTERS) + LINE_BYTES
        if passage.text and room >= 0:
            found.append(passage)
    return found


def _tail(plan: Plan, passages: Sequence[Passage]) -> int:
    """Return what the lists and texts under the blocks of the last page weigh."""
    quotes = (*plan.partners[:QUOTES], *plan.funding[:QUOTES], *plan.commitments[:QUOTES])
    names = [one.label for one in plan.units[:NAMES]]
    names += [one.label for one in plan.principles[:NAMES]]
    return (
        sum(LINE_BYTES + min(len(one.text), PASSAGE_CHARACTERS) for one in passages)
        + sum(_line(one.title) for one in plan.documents[:DOCUMENTS])
        + sum(_line(one.text) for one in quotes)
        + sum(map(_line, names))
    )


def _line(text: str) -> int:
    return LINE_BYTES + min(len(text), LINE_CHARACTERS)


def _ids(block: Block) -> Iterator[str]:
    if block.section:
        yield block.section.id
        yield from (target.id for target in block.section.targets)
    yield from (action.id for action in block.actions)

"""Actions that a plan states one by one, each a title over what is said of it → lines that say so.

Blocks go in. Where known labels ("Pilote", "Calendrier") follow each other under one title after
another, the labels and what stands under them become items of a list, so that none of them heads
anything, and a title that is only bold becomes a heading. A label counts as one where it stands
alone in bold or as a heading, over its value, or before it with a colon between.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pipeline.document import Block, Line
from pipeline.extract.fields import LABEL_WORDS, field_of
from pipeline.extract.headings import Headings, split_number
from pipeline.extract.labelled import fields_said, label_in
from pipeline.lexicon import Lexicon
from pipeline.text import words

LEAST_FIELDS = 2
"""So many different labels of known fields stand under a title of an action."""
LEAST_RUNS = 2
"""Labels that stand under one title only say something of the plan."""
LEVEL = 6
VALUES = 8
"""A label has at most this many lines under it."""
TITLE_WORDS = 40


@dataclass(slots=True)
class _Run:
    """Labels one after the other; `below` are the values, `end` is the block after them."""

    start: int
    end: int
    labels: list[int] = field(default_factory=list)
    below: list[int] = field(default_factory=list)
    fields: set[str] = field(default_factory=set)


def stated(blocks: Sequence[Block], headings: Headings, lexicon: Lexicon) -> list[Block]:
    """Return blocks in which labels under titles are list items, and the titles headings."""
    blocks = _headed(blocks, headings)
    made = list(blocks)
    again = Counter(_bare(block) for block in blocks if isinstance(block, Line))
    runs = [
        run for run in _runs(blocks, again, headings, lexicon) if len(run.fields) >= LEAST_FIELDS
    ]
    if len(runs) < LEAST_RUNS:
        return made
    for run in runs:
        for index in run.labels:
            made[index] = _item(made[index], 1)
        for index in run.below:
            made[index] = _item(made[index], 1 + max(made[i].depth for i in run.labels))  # type: ignore[union-attr]
        title = _title(made, run.start)
        if title is not None:
            made[title] = replace(made[title], level=LEVEL, depth=0, marker="")  # type: ignore[arg-type]
    return made


def _headed(blocks: Sequence[Block], headings: Headings) -> list[Block]:
    """Return blocks in which the items that an action's label begins are headings of actions."""
    named: dict[int, Block] = {}
    for index, block in enumerate(blocks):
        if isinstance(block, Line) and block.depth:
            line = replace(block, level=LEVEL, depth=0, marker="")
            head = headings.of(line)
            if head and headings.names_actions(head) and head.number and head.title:
                named[index] = line
    if len(named) < LEAST_RUNS:
        return list(blocks)
    return [named.get(index, block) for index, block in enumerate(blocks)]


def _runs(
    blocks: Sequence[Block], again: Counter[str], headings: Headings, lexicon: Lexicon
) -> list[_Run]:
    runs: list[_Run] = []
    index = 0
    while index < len(blocks):
        end = index if _names(blocks[index], headings) else _said(blocks, index, again, lexicon)
        if end == index:
            index += 1
            continue
        if not runs or runs[-1].end != index or _is_repeated(blocks, runs[-1], index):
            runs.append(_Run(index, index))
        run, block = runs[-1], blocks[index]
        assert isinstance(block, Line)
        run.labels.append(index)
        run.below += range(index + 1, end)
        label = label_in(block) or _bare(block)
        run.fields |= {lexicon.comparable(label)} if field_of(label, lexicon) else set()
        run.fields |= fields_said([block], lexicon)
        run.end = index = end
    return runs


def _names(block: Block, headings: Headings) -> bool:
    """Tell whether a line names a section or an action by its number: it is no label of one."""
    head = headings.of(block) if isinstance(block, Line) and label_in(block) else None
    return head is not None and head.role in ("section", "action") and head.number is not None


def _is_repeated(blocks: Sequence[Block], run: _Run, index: int) -> bool:
    """Tell whether a label begins the labels of another title: it is said already."""
    return (
        False
        if not run.labels
        else _text(blocks[index]) in map(_text, (blocks[label] for label in run.labels))
    )


def _text(block: Block) -> str:
    return (label_in(block) or _bare(block)) if isinstance(block, Line) else ""


def _said(blocks: Sequence[Block], index: int, again: Counter[str], lexicon: Lexicon) -> int:
    """Return where what a label says ends; `index` itself where no label stands there."""
    line = blocks[index] if index < len(blocks) else None
    if not isinstance(line, Line) or line.kind != "text":
        return index
    label = label_in(line)
    if label is not None and not line.text.endswith(":"):
        known = field_of(label, lexicon) is not None or line.level == 0
        return index + 1 if known else index
    bare = _bare(line)
    if bare[-1:] in ".!?":
        return index
    known = field_of(bare, lexicon) is not None
    stands = line.strong or line.level > 0 or line.text.endswith(":")
    repeated = again[bare] > 1 and len(words(bare)) <= LABEL_WORDS
    if not ((known and (stands or repeated)) or (stands and repeated)):
        return index
    end = index + 1

    first = blocks[end] if end < len(blocks) else None
    nested = isinstance(first, Line) and first.depth > line.depth

    def goes_on() -> bool:
        below = blocks[end] if end < len(blocks) else None
        if not isinstance(below, Line) or not _is_value(below, line):
            return False
        if nested and below.depth <= line.depth:
            return False
        return not (again[_bare(below)] > 1 and field_of(_bare(below), lexicon))

    while end - index <= VALUES and goes_on():
        end += 1
    if goes_on():
        return index
    value = blocks[index + 1] if index + 1 < end else None
    if not isinstance(value, Line):
        return index
    if _said(blocks, end, again, lexicon) == end and not value.depth > line.depth:
        return index + 2
    return end


def _is_value(block: Block, label: Line) -> bool:
    if not isinstance(block, Line) or block.kind != "text" or block.level:
        return False
    deeper = block.depth > label.depth
    return deeper or (block.depth == label.depth and not block.strong and not label_in(block))


def _bare(line: Line) -> str:
    return line.text.rstrip(": ")


def _item(block: Block, depth: int) -> Block:
    assert isinstance(block, Line)
    return replace(block, level=0, depth=max(depth, block.depth))


def _title(blocks: Sequence[Block], start: int) -> int | None:
    """Return the bold line without a level that titles the labels after it, or None."""
    for index in range(start - 1, max(-1, start - 1 - VALUES), -1):
        block = blocks[index]
        if not isinstance(block, Line) or block.level or block.kind != "text":
            return None
        short = len(words(block.text)) <= TITLE_WORDS
        numbered = split_number(block.text)[0] is not None and index == start - 1
        opened = numbered and block.strong
        if short and ((not block.depth and (block.strong or numbered)) or opened):
            return index
    return None

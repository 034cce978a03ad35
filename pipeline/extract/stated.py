"""Actions that a plan states one by one, each a title over what is said of it → lines that say so.

Blocks go in. Where known labels ("Pilote", "Calendrier") follow each other under one title after
another, the labels and what stands under them become items of a list, so that none of them heads
anything, and a title that is only bold becomes a heading. A label counts as one where it stands
alone in bold or as a heading, over its value, or before it with a colon between. Where several
runs of labels stand under one heading, that heads no action: the label of actions among them does
("Obstacle : ...", "Mesure : ...", "Responsable : ...").
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

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
    """Labels one after the other, by their index; `below` are the values, `end` is behind them."""

    start: int
    end: int
    labels: dict[int, Line] = field(default_factory=dict)
    below: dict[int, Line] = field(default_factory=dict)
    fields: set[str] = field(default_factory=set)


def stated(blocks: Sequence[Block], headings: Headings, lexicon: Lexicon) -> list[Block]:
    """Return blocks in which labels under titles are list items, and the titles headings."""
    blocks = _headed(blocks, headings)
    made = list(blocks)
    again = Counter(_bare(block) for block in blocks if isinstance(block, Line))
    runs = [
        run
        for run in _runs(blocks, again, headings, lexicon)
        if len(run.fields) >= (1 if _is_of_action(blocks, run, headings) else LEAST_FIELDS)
    ]
    if len(runs) < LEAST_RUNS:
        return made
    own = _own_titles(runs, headings)
    alone = _lone_titles(runs, blocks, headings)
    for run in runs:
        items = {index: _item(line, 1) for index, line in run.labels.items()}
        depth = 1 + max(label.depth for label in items.values())
        items |= {index: _item(line, depth) for index, line in run.below.items()}
        for index, item in items.items():
            made[index] = item
        if run.start in own:
            stating = run.labels[own[run.start]]
            made[run.start : own[run.start] + 1] = [
                replace(stating, level=LEVEL, depth=0, marker=""),
                *made[run.start : own[run.start]],
            ]
            continue
        titled = alone.get(run.start) or _title(made, run.start)
        if titled is not None:
            index, title = titled
            made[index] = replace(title, level=LEVEL, depth=0, marker="")
    return made


def _is_of_action(blocks: Sequence[Block], run: _Run, headings: Headings) -> bool:
    """Tell whether several labels stand right under a heading that is worded as an action's."""
    over = blocks[run.start - 1] if run.start else None
    head = headings.of(over) if isinstance(over, Line) and over.level else None
    named = head is not None and head.role == "action" and head.number is not None
    return named and len(run.labels) >= LEAST_FIELDS


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
        block = blocks[index]
        end = index if _names(block, headings) else _said(blocks, index, again, lexicon)
        if not isinstance(block, Line) or end == index:
            index += 1
            continue
        label = _label(block)
        # What is said already begins the labels of another title.
        if not runs or runs[-1].end != index or label in map(_label, runs[-1].labels.values()):
            runs.append(_Run(index, index))
        run = runs[-1]
        run.labels[index] = block
        values = ((i, blocks[i]) for i in range(index + 1, end))
        run.below |= {i: value for i, value in values if isinstance(value, Line)}
        run.fields |= {lexicon.comparable(label)} if field_of(label, lexicon) else set()
        run.fields |= fields_said([block], lexicon)
        run.end = index = end
    return runs


def _names(block: Block, headings: Headings) -> bool:
    """Tell whether a line names a section or an action by its number: it is no label of one."""
    if not isinstance(block, Line) or not (block.level or block.strong or label_in(block)):
        return False
    head = headings.of(block)
    return head is not None and head.role in ("section", "action") and head.number is not None


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
    numbered = split_number(bare)[0] is not None and again[bare] == 1
    if bare[-1:] in ".!?" or numbered:  # a title may hold the word of a field
        return index
    known = field_of(bare, lexicon) is not None
    stands = line.strong or line.level > 0 or line.text.endswith(":")
    repeated = again[bare] > 1 and len(words(bare)) <= LABEL_WORDS
    if not ((known and (stands or repeated)) or (stands and repeated)):
        return index
    values = _values(line, blocks[index + 1 : index + 2 + VALUES], again, lexicon)
    if not 1 <= len(values) <= VALUES:
        return index
    end = index + 1 + len(values)
    if _said(blocks, end, again, lexicon) == end and values[0].depth <= line.depth:
        return index + 2
    return end


def _values(
    label: Line, below: Sequence[Block], again: Counter[str], lexicon: Lexicon
) -> list[Line]:
    """Return the lines below a label that read as its value; where one is set in, all are."""
    values: list[Line] = []
    for line in below:
        if not isinstance(line, Line) or not _is_value(line, label):
            break
        if values and values[0].depth > label.depth >= line.depth:
            break
        if again[_bare(line)] > 1 and field_of(_bare(line), lexicon):
            break
        values.append(line)
    return values


def _is_value(line: Line, label: Line) -> bool:
    if line.kind != "text" or line.level:
        return False
    deeper = line.depth > label.depth
    return deeper or (line.depth == label.depth and not line.strong and not label_in(line))


def _label(line: Line) -> str:
    return label_in(line) or _bare(line)


def _bare(line: Line) -> str:
    return line.text.rstrip(": ")


def _item(line: Line, depth: int) -> Line:
    return replace(line, level=0, depth=max(depth, line.depth))


def _own_titles(runs: Sequence[_Run], headings: Headings) -> dict[int, int]:
    """Return the label that states the action of a run, by where the run starts.

    None does unless two runs with one follow each other: else what they stand under may.
    """
    found: dict[int, int] = {}
    for run in runs:
        stating = [index for index, line in run.labels.items() if _states(line, headings)]
        if len(stating) == 1:
            found[run.start] = stating[0]
    follow = any(a.end == b.start and {a.start, b.start} <= found.keys() for a, b in pairwise(runs))
    return found if follow else {}


def _lone_titles(
    runs: Sequence[_Run], blocks: Sequence[Block], headings: Headings
) -> dict[int, tuple[int, Line]]:
    """Return the plain line that titles a run, by where it starts: one alone between two runs.

    Before the first run of a section it stands alone under the heading. What its own words make
    a heading is one as it stands.
    """
    ends = {run.end for run in runs}
    found: dict[int, tuple[int, Line]] = {}
    for run in runs:
        title = blocks[run.start - 1] if run.start else None
        before = blocks[run.start - 2] if run.start > 1 else None
        if not isinstance(title, Line) or title.level or title.depth or title.kind != "text":
            continue
        first = isinstance(before, Line) and before.level > 0
        short = len(words(title.text)) <= TITLE_WORDS and title.text[-1:] not in ".!?:;"
        if short and (first or run.start - 1 in ends) and headings.of(title) is None:
            found[run.start] = run.start - 1, title
    return found if any(run.start - 1 in ends for run in runs if run.start in found) else {}


def _states(line: Line, headings: Headings) -> bool:
    """Tell whether a label is a word for actions, and what it says the text of one."""
    head = headings.of(replace(line, level=LEVEL, depth=0, marker=""))
    return (
        head is not None and headings.names_actions(head) and not head.number and bool(head.title)
    )


def _title(blocks: Sequence[Block], start: int) -> tuple[int, Line] | None:
    """Return the bold line without a level that titles the labels after it, and its index."""
    for index in range(start - 1, max(-1, start - 1 - VALUES), -1):
        block = blocks[index]
        if not isinstance(block, Line) or block.level or block.kind != "text":
            return None
        short = len(words(block.text)) <= TITLE_WORDS
        numbered = split_number(block.text)[0] is not None and index == start - 1
        opened = numbered and block.strong
        if short and ((not block.depth and (block.strong or numbered)) or opened):
            return index, block
    return None

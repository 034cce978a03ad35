"""Actions that stand in lines: headings of their own, and items of lists.

Groups come in; drafts of actions are placed in reading order, with what labelled lines say of
them. Where nothing else in a plan is an action, the items of its innermost sections are taken for
them, and that is said.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import chain, dropwhile

from pipeline.document import Block, Line
from pipeline.extract.actions import fill
from pipeline.extract.covering import place
from pipeline.extract.draft import ActionDraft, Ground, around
from pipeline.extract.fields import field_of
from pipeline.extract.groups import Group
from pipeline.extract.headings import goes_on_from, split_number
from pipeline.extract.ignored import Ignored
from pipeline.extract.labelled import (
    Labelled,
    entries_of,
    label_in,
    labelled,
    lists_stated,
    row_of,
    said_by,
)
from pipeline.extract.one_line import said_in
from pipeline.extract.sections import SectionDraft
from pipeline.model import Item, Quote
from pipeline.text import CIRCLED

_COUNTED = re.compile(r"\d+[.)]?|(?:[A-Za-z]|[ivxlcIVXLC]+)[.)]")
GUESSED_MIN = 3
"""So many items of sections may be the actions of a plan that names none."""

LEAST_LISTING = 2
"""One section with a list may list anything; what several list alike is what the plan is of."""

Placed = list[tuple[ActionDraft, SectionDraft | None]]
Held = tuple[Group, SectionDraft]
"""A group that a section heads, with that section."""
Entry = tuple[list[Line], SectionDraft]
"""An item of a list with the lines under it, and the section that it stands in."""


class Listed:
    """Reads actions from lines into `placed`; `taken` are the lines that they are made of."""

    def __init__(self, ground: Ground, placed: Placed, ignored: list[Ignored]) -> None:
        """Take what actions are read against, and the lists that they and their labels go to."""
        self._ground = ground
        self._placed = placed
        self._ignored = ignored
        self.taken: set[Line] = set()

    def headed(self, group: Group, section: SectionDraft | None) -> ActionDraft | None:
        """Return the action that a heading of its own states."""
        heading = group.heading
        if heading is None or heading.role != "action":
            return None
        line = replace(heading.line, provenance=place(group.lines, "heading"))
        draft = self._titled(heading.number, heading.title, line)
        draft.notes = self._called(group.lines)
        self._placed.append((draft, section))
        self._ignored.append(Ignored("label", heading.label(), heading.line.provenance))
        return draft

    def read_labels(self, action: ActionDraft, group: Group) -> None:
        """Read the labelled lines of a group that belongs to an action."""
        lines = group.lines if group.heading and group.heading.role == "list" else []
        own = [*lines, *(block for block in group.blocks if isinstance(block, Line))]
        for one in self._labelled(action, own):
            if one.lines[0] not in lines:
                self._ignored.append(Ignored("label", one.label, one.place))

    def lists(self, group: Group) -> bool:
        """Tell whether the items under a heading are actions, by it or by what is said of each."""
        heading = group.heading
        if heading is not None and heading.role == "list" and heading.name == "actions":
            return True
        headed = heading is not None and heading.role == "section"
        return headed and lists_stated(group.blocks, self._ground.lexicon)

    def read_list(self, group: Group, section: SectionDraft) -> None:
        """Read the items of a list as actions."""
        for entry in entries_of(group.blocks, self._ground.lexicon, marked=False):
            self._read_item(entry, section)
        between = _bold_between(group.blocks)
        if (
            between is not None
            and field_of(between.text.rstrip(": "), self._ground.lexicon) is None
        ):
            self._ground.findings.add(
                "list_interrupted",
                "warning",
                between.provenance,
                f"'{between.text[:60]}' stands in bold among the items of a list of actions: "
                "those behind it were read as actions too",
                "look at them; set the line as a heading where it heads something else",
            )

    def guess(self, groups: Sequence[Group], by_group: Mapping[int, SectionDraft]) -> None:
        """Take what sections number for actions, else all items of the innermost ones."""
        held = [
            (group, by_group[index])
            for index, group in enumerate(groups)
            if index in by_group and group.heading and group.heading.role == "section"
        ]
        items = [
            (entry, section)
            for group, section in held
            for entry in entries_of(group.blocks, self._ground.lexicon)
        ]
        found = [(e, section) for e, section in items if _numbered(e[0])[0] is not None]
        kind = "numbered items"
        if len(found) < GUESSED_MIN and not _go_on(found):
            found, kind = self._coded(held), "numbered paragraphs"
        if len(found) < GUESSED_MIN and not _go_on(found):
            found, kind = _innermost(items, held), "items"
        if not found or (len(found) < GUESSED_MIN and not _go_on(found)):
            below = dropwhile(lambda group: group is not held[0][0], groups) if held else ()
            beside = (entries_of(g.blocks, self._ground.lexicon) for g in below if _heads_text(g))
            self._report_left([*(entry for entry, _ in items), *chain.from_iterable(beside)])
            return
        for entry, section in found:
            self._read_item(entry, section).flag("list_guessed")
        self._ground.findings.add(
            "list_guessed",
            "warning",
            found[0][0][0].provenance,
            f"no table and no heading names an action; {len(found)} {kind} of "
            "sections were taken for them",
            "put a heading of lists.actions in lexicon.toml over them, or correct the source",
        )

    def _report_left(self, items: Sequence[Sequence[Line]]) -> None:
        """Say that sections hold items, which nothing names actions."""
        if items:
            self._ground.findings.add(
                "actions_missing",
                "warning",
                items[0][0].provenance,
                f"no table and no heading names an action; {len(items)} items of sections, as "
                f"'{items[0][0].text[:60]}', are kept as text",
                "put a heading of lists.actions in lexicon.toml over them where they are actions",
            )

    def _coded(self, held: Sequence[Held]) -> list[Entry]:
        """Return the paragraphs that begin with a code ("1.2", "M-3"), each with its labels."""
        entries = (
            (entry, section)
            for group, section in held
            for entry in entries_of(group.blocks, self._ground.lexicon, marked=False)
        )
        return [
            ([first, *filter(label_in, below)], section)
            for (first, *below), section in entries
            if not (_numbered(first)[0] or "0").isdigit()
        ]

    def _read_item(self, entry: Sequence[Line], section: SectionDraft) -> ActionDraft:
        """Read an item as an action, the items under it as what belongs to it."""
        first, *below = entry
        draft = self._titled(*_numbered(first), first)
        draft.notes = self._called(entry)
        labels = self._labelled(draft, below)
        self._ignored += [Ignored("label", one.label, one.place) for one in labels]
        used = {line for one in labels for line in one.lines}
        draft.items = [
            Item(text=line.text, provenance=line.provenance) for line in below if line not in used
        ]
        self.taken.update(entry)
        self._placed.append((draft, section))
        return draft

    def _titled(self, number: str | None, title: str, line: Line) -> ActionDraft:
        """Return the action that a line states, with what labels behind its title say of it."""
        said = said_in(title, self._ground.lexicon)
        if not said.head:
            return ActionDraft(number, title, line.provenance)
        draft = ActionDraft(number, said.head, line.provenance)
        found = said_by(line, said)
        if found:
            fill(draft, row_of(found, self._ground.lexicon), self._ground)
            self._ignored += [Ignored("label", one.label, one.place) for one in found]
        return draft

    def _labelled(self, action: ActionDraft, lines: Sequence[Line]) -> list[Labelled]:
        """Fill an action from labelled lines and return them."""
        found = labelled(lines, self._ground.lexicon)
        if found:
            fill(action, row_of(found, self._ground.lexicon), self._ground)
        for one in found:
            self.taken.update(one.lines)
            action.provenance = around(action.provenance, *(line.provenance for line in one.lines))
        return found

    def _called(self, lines: Sequence[Line]) -> list[Quote]:
        return [
            note
            for line in lines
            for call in line.calls
            if (note := self._ground.notes.resolve(call, line.provenance)) is not None
        ]


def _go_on(found: Sequence[Entry]) -> bool:
    """Tell whether the numbers of all items go on from those of their sections ("1.1", "1.1.1")."""
    numbers = [(_numbered(entry[0])[0] or "", section.number) for entry, section in found]
    return bool(found) and all(above and goes_on_from(own, above) for own, above in numbers)


def _bold_between(blocks: Sequence[Block]) -> Line | None:
    """Return the first line in bold that stands between items, or None."""
    lines = [block for block in blocks if isinstance(block, Line) and block.kind == "text"]
    items = [index for index, line in enumerate(lines) if line.depth]
    inside = lines[items[0] : items[-1]] if items else []
    return next((line for line in inside if line.strong and not line.depth), None)


def _heads_text(group: Group) -> bool:
    """Tell whether a heading stands over text, or over what the plan commits itself to."""
    heading = group.heading
    return heading is not None and (
        heading.role in ("plain", "passage") or heading.name == "commitments"
    )


def _innermost(items: Sequence[Entry], held: Sequence[Held]) -> list[Entry]:
    """Return the items of the sections that hold no others, where most of those hold a list."""
    parents = {section.parent_id for _, section in held}
    inner = {section.id for _, section in held} - parents
    listing = {section.id for _, section in items} & inner
    if len(listing) < LEAST_LISTING or len(listing) * 2 <= len(inner):
        return []
    return [(entry, section) for entry, section in items if section.id in listing]


def _numbered(item: Line) -> tuple[str | None, str]:
    """Return the number of an item, which may be the marker of its list, and its text."""
    number, text = split_number(item.text)
    if number is None and item.marker in CIRCLED:
        return CIRCLED[item.marker], item.text
    if number is None and _COUNTED.fullmatch(item.marker):
        return item.marker.rstrip(".)"), item.text.removeprefix(f"{item.marker} ")
    return number, text

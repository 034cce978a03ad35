"""Items → what each names, with its weights: the rows that an index is made of.

What an item names depends on its own plan, on the code and on its lexicons alone. So the rows of
plans that are read one by one can be put together, and whoever keeps those of a plan that stays
as it is, as bytes, need not have it read again: nothing in linking takes longer.
"""

from __future__ import annotations

import json
from array import array
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.link.items import gather
from pipeline.link.profile import (
    Profile,
    Profiler,
    SectionProfile,
    Weights,
    load_profiler,
    with_members,
)

if TYPE_CHECKING:
    from pipeline.link.items import Item, Items
    from pipeline.model import Plan

FIELDS = ("concepts", "stems", "words", "gestures", "mentions", "documents")
"""What a row is read for. Sections have rows of what they are about besides."""


class Names(dict[str, int]):
    """Names by their numbers; a new one gets the next number."""

    def __missing__(self, name: str) -> int:
        """Give a new name its number."""
        number = self[name] = len(self)
        return number


@dataclass(slots=True)
class Table:
    """Rows of named weights, one after the other; row n ends at `ends[n + 1]`."""

    names: Names = field(default_factory=Names)
    indices: array[int] = field(default_factory=lambda: array("i"))
    values: array[float] = field(default_factory=lambda: array("f"))
    ends: array[int] = field(default_factory=lambda: array("q", [0]))

    def add(self, weights: Mapping[str, float]) -> None:
        """Add a row."""
        self.indices.extend(map(self.names.__getitem__, weights))
        self.values.extend(weights.values())
        self.ends.append(len(self.indices))


@dataclass(slots=True)
class Rows:
    """What items of one kind name, a row each; `texts` are their stems in their order."""

    tables: dict[str, Table] = field(default_factory=lambda: {name: Table() for name in FIELDS})
    texts: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Reading:
    """What is read of items; `about` has a row for what each section is about."""

    actions: Rows = field(default_factory=Rows)
    sections: Rows = field(default_factory=Rows)
    about: Table = field(default_factory=Table)

    def tables(self) -> Iterator[Table]:
        """Yield all tables, always in the same order."""
        yield from self.actions.tables.values()
        yield from self.sections.tables.values()
        yield self.about


def read_items(items: Items, profilers: Mapping[str, Profiler] | None = None) -> Reading:
    """Read items; `profilers` stand in for the lexicons of their languages."""
    return _Reader(items, profilers or {}).read()


def read_plan(plan: Plan) -> Reading:
    """Read the items of one plan."""
    return read_items(gather([plan]))


def to_bytes(reading: Reading) -> bytes:
    """Return a reading as bytes."""
    tables = list(reading.tables())
    head = {
        "names": [list(table.names) for table in tables],
        "sizes": [[len(table.indices), len(table.ends)] for table in tables],
        "texts": [reading.actions.texts, reading.sections.texts],
    }
    arrays = (part for one in tables for part in (one.indices, one.values, one.ends))
    text = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()
    return b"\n".join((text, b"".join(part.tobytes() for part in arrays)))


def from_bytes(content: bytes) -> Reading:
    """Return the reading that `to_bytes` made these bytes of, on the same machine."""
    text, _, rest = content.partition(b"\n")
    head = json.loads(text)
    made = Reading()
    made.actions.texts, made.sections.texts = head["texts"]
    start = 0
    for table, names, (entries, ends) in zip(
        made.tables(), head["names"], head["sizes"], strict=True
    ):
        table.names.update((name, number) for number, name in enumerate(names))
        table.ends = array("q")
        for part, size in ((table.indices, entries), (table.values, entries), (table.ends, ends)):
            stop = start + size * part.itemsize
            part.frombytes(rest[start:stop])
            start = stop
    return made


class _Reader:
    """Reads items one by one."""

    def __init__(self, items: Items, profilers: Mapping[str, Profiler]) -> None:
        self._items = items
        self._profilers = profilers
        self._made = Reading()
        self._told: dict[tuple[str, str], bool] = {}
        self._members: dict[int, int] = defaultdict(int)
        self._named: dict[int, Weights] = defaultdict(dict)

    def read(self) -> Reading:
        sections = [self._section(section) for section in self._items.sections]
        for action in self._items.actions:
            profiler = self._profiler(action)
            profile = profiler.profile(action.text)
            section = None if action.section is None else sections[action.section]
            concepts = profiler.completed(profile, section, action.text)
            self._add(self._made.actions, action, profile, concepts)
            self._count(action, concepts)
        for place, (item, section) in enumerate(zip(self._items.sections, sections, strict=True)):
            whole = section.whole()
            named, members = self._named[place], self._members[place]
            concepts = with_members(whole.concepts, named, members)
            self._add(self._made.sections, item, whole, concepts)
            self._made.about.add(section.about())
        return self._made

    def _count(self, action: Item, concepts: Weights) -> None:
        above = action.section
        while above is not None:
            self._members[above] += 1
            named = self._named[above]
            for concept, weight in concepts.items():
                named[concept] = named.get(concept, 0.0) + weight
            above = self._items.sections[above].section

    def _section(self, section: Item) -> SectionProfile:
        return self._profiler(section).read_section(section, self._parents(section))

    def _parents(self, section: Item) -> Iterator[Item]:
        above = section.section
        while above is not None:
            yield self._items.sections[above]
            above = self._items.sections[above].section

    def _profiler(self, item: Item) -> Profiler:
        language = self._items.languages[item.plan]
        return self._profilers.get(language) or load_profiler(language)

    def _add(self, rows: Rows, item: Item, profile: Profile, concepts: Weights) -> None:
        rows.tables["concepts"].add(concepts)
        rows.tables["stems"].add(profile.stems)
        rows.tables["words"].add(profile.words)
        rows.tables["gestures"].add(profile.gestures)
        rows.tables["mentions"].add(dict.fromkeys(self._naming(item), 1.0))
        rows.tables["documents"].add(dict.fromkeys(item.documents, 1.0))
        rows.texts.append(" ".join(profile.sequence))

    def _naming(self, item: Item) -> Iterator[str]:
        """Yield what an item names, without what most actions name ("la Ville")."""
        if not item.mentions:
            return
        words = self._profiler(item).words
        for name in item.mentions:
            known = words.language, name
            if known not in self._told:
                called = words.tokens(name.split(":", 1)[1])
                self._told[known] = any(not words.word(word).generic for word in called)
            if self._told[known]:
                yield name

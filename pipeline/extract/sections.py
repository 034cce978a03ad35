"""Groups become sections, with ids that the printed numbers give.

A section's id is its parent's with its kind and number added ("axe-3/objectif-1"); its position
among its siblings stands in where no number is printed. A number printed twice under one parent
is an error, and the second id ends in "~2", unless the heading before is printed again where its
section goes on ("Axe 1 (suite)").
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.document import Line
from pipeline.extract.covering import place
from pipeline.extract.findings import Findings
from pipeline.extract.groups import Group
from pipeline.extract.headings import Heading
from pipeline.extract.ignored import Ignored
from pipeline.lexicon import Lexicon
from pipeline.model import PrincipleMention, Provenance, Quote, Section, Target, UnitMention
from pipeline.text import slug

_LAST_WORDS = re.compile(r"(?:^|\s*[(\[–—:,-])\s*([^()\[\]–—:,-]+)[)\]]?\s*$")
"""What stands in brackets or behind a dash at the end of a title."""


@dataclass(slots=True)
class SectionDraft:
    """A section while what stands under it is collected."""

    id: str
    kind: str
    number: str | None
    title: str
    position: int
    parent_id: str | None
    provenance: Provenance
    targets: list[Quote] = field(default_factory=list)
    unit_mentions: list[UnitMention] = field(default_factory=list)
    principle_mentions: list[PrincipleMention] = field(default_factory=list)

    def section(self) -> Section:
        """Return the section, its targets numbered in the order they are printed."""
        return Section(
            id=self.id,
            parent_id=self.parent_id,
            kind=self.kind,
            number=self.number,
            title=self.title,
            position=self.position,
            targets=tuple(
                Target(id=f"{self.id}/cible-{n}", text=quote.text, provenance=quote.provenance)
                for n, quote in enumerate(self.targets, 1)
            ),
            unit_mentions=tuple(self.unit_mentions),
            principle_mentions=tuple(self.principle_mentions),
            provenance=self.provenance,
        )


class Sections:
    """The sections of one plan, in document order."""

    def __init__(self, plan_id: str, findings: Findings, lexicon: Lexicon) -> None:
        """Start with no section."""
        self._plan_id = plan_id
        self._lexicon = lexicon
        self._findings = findings
        self._drafts: list[SectionDraft] = []
        self._taken: Counter[str] = Counter()
        self._children: Counter[str | None] = Counter()
        self.again: list[Ignored] = []
        """The lines of headings that are printed again."""

    def add(
        self,
        kind: str,
        number: str | None,
        title: str,
        parent: SectionDraft | None,
        provenance: Provenance,
    ) -> SectionDraft:
        """Add a section under its parent."""
        parent_id = parent.id if parent else None
        self._children[parent_id] += 1
        position = self._children[parent_id]
        root = parent_id or self._plan_id
        base = f"{root}/{slug(kind)}-{slug(number) if number else position}"
        self._taken[base] += 1
        repeated = self._taken[base] > 1
        if repeated:
            self._findings.add(
                "section_number_repeated",
                "error",
                provenance,
                f"{kind} {number} is printed twice under {root}",
                "correct the number in the source; until then the second one's id ends in ~2",
            )
        draft = SectionDraft(
            f"{base}~{self._taken[base]}" if repeated else base,
            kind,
            number,
            title,
            position,
            parent_id,
            provenance,
        )
        self._drafts.append(draft)
        return draft

    def continued(self, heading: Heading, parent: SectionDraft | None) -> SectionDraft | None:
        """Return the last section under a parent where a heading prints its heading again."""
        parent_id = parent.id if parent else None
        siblings = (draft for draft in reversed(self._drafts) if draft.parent_id == parent_id)
        last = next(siblings, None)
        if last is None or (last.kind, last.number) != (heading.name, heading.number):
            return None
        found = _LAST_WORDS.search(heading.title)
        marked = found is not None and self._lexicon.is_word(self._lexicon.continued, found[1])
        title = heading.title[: found.start()] if found and marked else heading.title
        same = self._lexicon.comparable(title) == self._lexicon.comparable(last.title)
        return last if (same and last.title) or (marked and not title and last.number) else None

    def all(self) -> list[SectionDraft]:
        """Return the sections in document order."""
        return self._drafts


def add_groups(groups: Sequence[Group], sections: Sections) -> dict[int, SectionDraft]:
    """Add the sections among the groups; return each group's section by the group's index."""
    by_group: dict[int, SectionDraft] = {}
    index_of = {id(group): index for index, group in enumerate(groups)}
    for index, group in enumerate(groups):
        parent = by_group.get(index_of[id(group.parent)]) if group.parent else None
        if group.heading is not None and group.heading.role == "section":
            heading = group.heading
            again = sections.continued(heading, parent)
            if again is not None:
                sections.again += [
                    Ignored("repeated_header", line.text, line.provenance) for line in group.lines
                ]
            by_group[index] = again or sections.add(
                heading.name, heading.number, heading.title, parent, place(group.lines, "heading")
            )
        elif parent is not None:
            by_group[index] = parent
    return by_group


def listed_kind(line: Line, lexicon: Lexicon) -> str | None:
    """Return the kind of section that a line announces a list of, or None.

    The kind stands in the plural near the end of the line: "dans les 6 champs d'interventions
    suivants :".
    """
    if not line.text.endswith(":"):
        return None
    key = lexicon.key(line.text)
    for phrase in sorted(lexicon.sections, key=lambda phrase: -len(lexicon.key(phrase))):
        found = lexicon.find([phrase], line.text)
        if found is None or len(key) - found[1] > 2:
            continue
        printed = re.findall(r"\w+", line.text)[found[0] : found[1]]
        if any(
            word != singular
            for word, singular in zip(
                _lower(printed), _lower(re.findall(r"\w+", phrase)), strict=True
            )
        ):
            return lexicon.kind(phrase)
    return None


def _lower(words: Sequence[str]) -> list[str]:
    return [word.lower() for word in words]

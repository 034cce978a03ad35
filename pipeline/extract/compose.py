"""Every block of the body gets its one place in the plan.

Groups come in; sections, actions, mentions, citations and passages collect here. First the
tables are read, because notes and vocabularies hang on them, then the lines in reading order.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.document import Document, Line, Table
from pipeline.extract.cite import Citer
from pipeline.extract.covering import place
from pipeline.extract.findings import Findings
from pipeline.extract.groups import Group
from pipeline.extract.headings import bare_number, split_number
from pipeline.extract.ignored import Ignored, ignored
from pipeline.extract.labelled import listed_in
from pipeline.extract.legend import heads_legend
from pipeline.extract.passages import PassageDraft, kind_of_text, passages
from pipeline.extract.prose import is_prose, is_stray
from pipeline.extract.resolve import resolve
from pipeline.extract.sections import SectionDraft, Sections, add_groups, listed_kind
from pipeline.extract.tables import Tables
from pipeline.lexicon import Lexicon
from pipeline.lexicon_tables import ListName
from pipeline.model import (
    Passage,
    PassageKind,
    Principle,
    PrincipleMention,
    Quote,
    Unit,
    UnitMention,
)
from pipeline.text import clean, label_id

ANNOUNCED: tuple[ListName, ...] = ("partners", "commitments")
"""The lists that a sentence of a passage may announce with a colon."""


class Composer:
    """Collects the parts of one plan. Call `compose` once, then read the fields."""

    def __init__(
        self,
        document: Document,
        lexicon: Lexicon,
        principles: Sequence[Principle],
        tables: Tables,
        findings: Findings,
        plan_id: str,
    ) -> None:
        """Take what the whole document says before its lines are read one by one."""
        self._lexicon = lexicon
        self._principles = principles
        self._tables = tables
        self._findings = findings
        self._plan_id = plan_id
        self._drafts: list[PassageDraft] = []
        self._titles: set[str] = set()
        self._numbers: set[str] = set()
        self._announced_lists = {
            name: lexicon.lists[name] for name in ANNOUNCED if name in lexicon.lists
        }
        self.sections = Sections(plan_id, findings, lexicon)
        self.citer = Citer(plan_id, lexicon, findings)
        self.units: list[Unit] = []
        self.partners: list[Quote] = []
        self.commitments: list[Quote] = []
        self.ignored: list[Ignored] = [
            Ignored(line.kind, line.text, line.provenance)
            for line in document.lines()
            if line.kind not in ("text", "note")
        ]

    def compose(self, groups: Sequence[Group], cover_rest: Sequence[Line]) -> None:
        """Give every block of the groups its place."""
        by_group = add_groups(groups, self.sections)
        self.ignored += self.sections.again
        headed = self.sections.all()
        self._titles = {self._lexicon.comparable(one.title) for one in headed if one.title}
        self._numbers = {one.number for one in headed if one.number}
        self._read_lists(groups, by_group)
        self._tables.read(groups, by_group)
        cover = self._open("context", None, None)
        for line in cover_rest:
            if is_prose(line):
                cover.add(line)
            elif self._lexicon.classify(self._lexicon.lists, line.text) == "actions":
                self.ignored += ignored("label", [line])
        for index, group in enumerate(groups):
            self._read_group(group, by_group.get(index))
        for draft in self._drafts:
            if draft.kind == "other":
                draft.kind = kind_of_text(draft.texts, self._lexicon)

    def passages(self) -> list[Passage]:
        """Return the passages that say something."""
        return passages(self._drafts, self._plan_id)

    def ignore_repeated_title(self, title: str, lines: Sequence[Line]) -> None:
        """Leave out the cover lines that print the beginning of another document's title."""
        rest = self._lexicon.key(title)
        for line in lines:
            key = self._lexicon.key(line.text)
            if key and rest[: len(key)] == key:
                rest = rest[len(key) :]
                self.ignored += ignored("repeated_title", [line])

    def _read_lists(self, groups: Sequence[Group], by_group: Mapping[int, SectionDraft]) -> None:
        """Read the lists of units and documents that stand outside every section."""
        annex: list[Line] = []
        for index, group in enumerate(groups):
            items = [b for b in group.blocks if isinstance(b, Line) and b.depth]
            listed = None if index in by_group else self._purpose(group)[0]
            if listed == "units":
                self.units += [
                    Unit(id=label_id(item.text), label=item.text, provenance=item.provenance)
                    for item in items
                ]
            elif listed == "documents":
                annex += items
        self.citer.read_annex(annex)

    def _purpose(self, group: Group) -> tuple[str | None, PassageKind]:
        """Return the list type and the passage kind of a group outside the sections."""
        heading = group.heading
        if heading is None:
            return None, "context"
        text = heading.title if heading.role == "annex" else heading.line.text
        listed = heading.name if heading.role == "list" else None
        if heading.role == "annex" and text:
            listed = self._lexicon.classify(self._lexicon.lists, text)
        kind = self._lexicon.classify(self._lexicon.passages, text) if text else None
        dated = listed in ("schedule", "commitments") or heads_legend(text, self._lexicon)
        return listed, kind or ("implementation" if dated else "context" if listed else "other")

    def _read_group(self, group: Group, section: SectionDraft | None) -> None:
        heading = group.heading
        role = heading.role if heading else None
        listed, kind = self._purpose(group)
        if listed == "toc":
            self.ignored += ignored("toc", [*group.lines, *group.blocks])
            return
        if section is not None and role == "section":
            section.principle_mentions += self._captions(group)
        if role in ("section", "action"):
            passage = self._open("context", group if role == "action" else None, section)
            self._read_lines(group, section, None, passage)
            if role == "action" and not passage.texts:
                self._drafts.remove(passage)
        elif role == "list" and section is not None:
            self.ignored += ignored("label", group.lines)
            passage = self._open("context", None, section)
            self._read_lines(group, section, listed, passage)
        elif role == "list" and heading is not None and not _stands_out(heading.line):
            passage = self._drafts[-1]
            passage.add(heading.line)
            self._read_lines(group, None, listed, passage)
        else:
            self._report_heading(group)
            passage = self._open(kind, group, section)
            self._read_lines(group, None, listed, passage)

    def _open(
        self, kind: PassageKind, group: Group | None, section: SectionDraft | None
    ) -> PassageDraft:
        """Begin a passage; its heading is the group's where it has a group of its own."""
        lines = group.lines if group is not None else []
        heading = clean(" ".join(line.text for line in lines)) or None
        draft = PassageDraft(kind, heading, section.id if section else None, lines)
        self._drafts.append(draft)
        return draft

    def _report_heading(self, group: Group) -> None:
        heading = group.heading
        if heading is not None and self._purpose(group)[1] == "other":
            self._findings.add(
                "heading_unknown",
                "info",
                heading.line.provenance,
                f"no lexicon knows the heading '{heading.line.text}'; its text is a passage",
                "add a word of it under [passages], [lists] or sections in lexicon.toml",
            )

    def _captions(self, group: Group) -> list[PrincipleMention]:
        """Resolve the captions found with the heading of a section."""
        mentions: list[PrincipleMention] = []
        pending: list[Line] = []
        for line in group.captions:
            pending.append(line)
            text = clean(" ".join(caption.text for caption in pending))
            principle = resolve(text, self._principles, self._lexicon.comparable)
            if principle is not None:
                mentions.append(
                    PrincipleMention(
                        principle_id=principle.id, text=text, provenance=place(pending, "caption")
                    )
                )
                pending = []
        return mentions

    def _read_lines(
        self,
        group: Group,
        section: SectionDraft | None,
        listed: str | None,
        passage: PassageDraft,
    ) -> None:
        """Give each line under a heading its place; `listed` is what its items are."""
        plain_items = listed in ("targets", "units", "documents") and section is not None
        plain_items = plain_items and not any(
            isinstance(block, Line) and block.depth for block in group.blocks
        )
        for block in group.blocks:
            if isinstance(block, Table):
                if not self._tables.is_read(block, group):
                    passage.add(block)
                for cell in self._tables.asides.get(block, ()):
                    passage.add(Line(clean(cell.text), cell.provenance))
                plain_items = False
            elif block in self._tables.taken:
                continue
            elif self._is_overview(block, section):
                self.ignored += ignored("overview", [block])
            elif block.kind == "note":
                if not self._tables.notes.is_called(block):
                    passage.add(block)
            elif is_stray(block) and (passage.texts or passage.heading is None):
                return
            elif section is not None and (said := listed_in(block, "targets", self._lexicon)):
                section.targets.append(Quote(text=said[1], provenance=block.provenance))
                self.ignored.append(Ignored("label", said[0], block.provenance))
            elif block.depth or plain_items:
                self._read_item(block, section, listed, passage)
            else:
                listed = self._announced(block) or (None if section else listed)
                passage.add(block)

    def _announced(self, line: Line) -> str | None:
        """Return what the items under a line that ends with a colon are."""
        if not line.text.endswith(":"):
            return None
        kind = listed_kind(line, self._lexicon)
        if kind is not None and not (self._titles or self._tables.placed):
            return f"section {kind}"
        return self._lexicon.classify(self._announced_lists, line.text)

    def _read_item(
        self, line: Line, section: SectionDraft | None, listed: str | None, passage: PassageDraft
    ) -> None:
        quote = Quote(text=line.text, provenance=line.provenance)
        if listed is not None and listed.startswith("section "):
            number, title = split_number(line.text)
            kind = listed.removeprefix("section ")
            self.sections.add(kind, number, title, None, line.provenance)
        elif section is not None and listed == "targets":
            section.targets.append(quote)
        elif section is not None and listed == "units":
            section.unit_mentions.append(self._unit_mention(line, section))
        elif section is not None and listed == "documents":
            self.citer.cite(section, line)
        elif section is None and listed == "partners":
            self.partners.append(quote)
        elif section is None and listed == "commitments":
            self.commitments.append(quote)
        elif section is not None or listed not in ("units", "documents"):
            passage.add(line)

    def _unit_mention(self, line: Line, section: SectionDraft) -> UnitMention:
        unit = resolve(line.text, self.units, self._lexicon.comparable)
        if unit is None and self.units:
            self._findings.add(
                "unit_unresolved",
                "warning",
                line.provenance,
                f"'{line.text}' is none of the {len(self.units)} units that the plan lists",
                "check the spelling in the source, or whether the plan's list is whole",
                (section.id, f"unit_mentions/{len(section.unit_mentions) + 1}/unit_id"),
            )
        return UnitMention(
            unit_id=unit.id if unit else None, text=line.text, provenance=line.provenance
        )

    def _is_overview(self, line: Line, section: SectionDraft | None) -> bool:
        """Tell whether a line outside the sections only repeats a section's title or number."""
        if section is not None or line.kind != "text":
            return False
        number = bare_number(line.text)
        if number is not None:
            return number in self._numbers
        return bool(self._titles) and self._lexicon.comparable(line.text) in self._titles


def _stands_out(line: Line) -> bool:
    """Tell whether a line is set as a heading, and not only worded as one."""
    return bool(line.level or line.strong)

"""A publication → everything that several pages ask for, looked up once.

An `Entry` is one thing that can be shown and linked to from anywhere: its words, where it is, and
what of it a person corrected.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.corrections import FLAG
from pipeline.lexicon import load_lexicons
from pipeline.link.grades import OVERLAPPING
from pipeline.model import Action, Correction, Link, Period, Plan, Section
from pipeline.publish.site import paths, words
from pipeline.publish.site.layout import Layout, lay_out
from pipeline.publish.site.lines import Lines
from pipeline.publish.site.publication import Publication

UNGRADED = "ungraded"
"""What a link is where neither evidence nor a person grades it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing of a plan, as it is named wherever it is shown."""

    id: str
    kind: str
    plan_id: str
    label: str
    text: str
    href: str
    corrected: tuple[str, ...] = ()


class PlanView:
    """One plan with what its pages ask for."""

    def __init__(self, plan: Plan, kinds: Mapping[str, str]) -> None:
        """Take the plan, and the words for the kinds of its sections."""
        self.plan = plan
        self.id = plan.id
        self._kinds = kinds
        self.title = plan.title or plan.id
        self.href = paths.plan_page(plan.id)
        self.sections = {section.id: section for section in plan.sections}
        self.roles = {role.id: role for role in plan.roles}
        self.periods = {period.id: period for period in plan.schedule.periods}
        self.units = {unit.id: unit for unit in plan.units}
        self.layout: Layout = lay_out(plan)
        self.targets = sum(len(section.targets) for section in plan.sections)
        self.actions_of: dict[str | None, list[Action]] = defaultdict(list)
        for action in plan.actions:
            known = action.section_id if action.section_id in self.sections else None
            self.actions_of[known].append(action)
        self.corrections: dict[str, list[Correction]] = defaultdict(list)
        for correction in plan.corrections:
            self.corrections[correction.where.partition("#")[0]].append(correction)

    @property
    def name(self) -> str:
        """Return the title with its years, where the title does not say them."""
        years = self.years
        return self.title if not years or years in self.title else f"{self.title} ({years})"

    @property
    def aside(self) -> str:
        """Return what tells plans of the same title apart."""
        said = (self.plan.parent_title, self.plan.subtitle, self.plan.publisher)
        return next((text for text in said if text), "")

    @property
    def full_name(self) -> str:
        """Return the name where nothing around it says which plan is meant."""
        return f"{self.name} · {self.aside}" if self.aside else self.name

    @property
    def years(self) -> str:
        """Return the years of the plan; nothing where none are printed."""
        start, end = self.plan.period.start, self.plan.period.end
        if start and end and start != end:
            return f"{start}-{end}"
        return str(end or start or "")

    @property
    def meanings(self) -> Sequence[tuple[Period, str]]:
        """Return the periods with what the plan says of them; none where all speak for themselves.

        A year says what it is; a name, or a day on which a period begins, does not.
        """
        found = [(period, _meaning(period)) for period in self.periods.values()]
        told = any(said or period.label != period.id for period, said in found)
        return found if told else ()

    @property
    def tagged(self) -> Sequence[Action]:
        """Return the actions that somebody should look at."""
        return [action for action in self.plan.actions if self.doubts(action)]

    def doubts(self, action: Action) -> tuple[str, ...]:
        """Return the flags that ask for a look, and not those that a person has settled.

        That a value was corrected is told by itself.
        """
        looked_at = {one.where.partition("#")[2] for one in self.corrections.get(action.id, ())}
        settled = {"role_unknown", "role_approximate"} if "role_ids" in looked_at else set()
        states = {*(one.state for one in action.schedule), *(one.state for one in action.grids)}
        if "unclear" not in states:
            settled.add("mark_unclear")
        return tuple(
            flag for flag in action.flags if flag not in settled and not flag.startswith(f"{FLAG}:")
        )

    def section_label(self, section: Section) -> str:
        """Return what a section is called: the word of the document, and its number."""
        kind = self._kinds.get(section.kind) or words.label(section.kind)
        return f"{kind} {section.number}" if section.number else kind

    def trail(self, section_id: str | None) -> list[Section]:
        """Return a section under those that it is in, from the top."""
        found: list[Section] = []
        while section_id in self.sections and len(found) < len(self.sections):
            section = self.sections[section_id]
            found.append(section)
            section_id = section.parent_id
        return found[::-1]

    def place(self, identifier: str) -> str:
        """Return the address of a part of this plan on its page."""
        part = self.layout.part_of.get(identifier)
        if part is None:
            # A list that was cut does not have it; what is left of the list is on the last page.
            return paths.plan_page(self.id, len(self.layout.pages))
        return f"{paths.plan_page(self.id, part)}#{paths.anchor(self.id, identifier)}"

    def fields_corrected(self, identifier: str) -> tuple[str, ...]:
        """Return the fields of a part that a person put a value in."""
        found = self.corrections.get(identifier)
        if not found:
            return ()
        return tuple(one.where.partition("#")[2] for one in found if one.before != one.value)


class Catalogue:
    """All plans, entries and links of a publication."""

    def __init__(self, publication: Publication) -> None:
        """Take what is published."""
        self.publication = publication
        self.lines = Lines(publication.editions)
        lexicons = load_lexicons().by_language
        fallback = next(iter(lexicons))
        kinds = {
            language: {lexicon.kind(word): word.capitalize() for word in lexicon.sections}
            for language, lexicon in lexicons.items()
        }
        self.plans = {
            plan.id: PlanView(plan, kinds.get(plan.language, kinds[fallback]))
            for plan in sorted(publication.plans, key=lambda plan: plan.id)
        }
        self.views: Sequence[PlanView] = tuple(self.plans.values())

    @cached_property
    def entries(self) -> Mapping[str, Entry]:
        """Everything that can be linked to, by id."""
        found: dict[str, Entry] = {}
        for view in self.views:
            for entry in self._entries(view):
                found.setdefault(entry.id, entry)
        return found

    @cached_property
    def links_of(self) -> Mapping[str, Sequence[Link]]:
        """The links of each thing, the most probable first."""
        found: dict[str, list[Link]] = defaultdict(list)
        for link in self.publication.links.links:
            for side in {link.left, link.right}:
                found[side].append(link)
        for links in found.values():
            links.sort(key=lambda link: (-link.score, link.id))
        return found

    @cached_property
    def links_between(self) -> Mapping[tuple[str, str], Sequence[Link]]:
        """The links of each two plans by their ids in order, the most probable first."""
        found: dict[tuple[str, str], list[Link]] = defaultdict(list)
        for link in self.publication.links.links:
            left, right = self.plan_of(link.left), self.plan_of(link.right)
            if left and right and left != right:
                found[min(left, right), max(left, right)].append(link)
        for links in found.values():
            links.sort(key=lambda link: (-link.score, link.id))
        return found

    def plan_of(self, identifier: str) -> str | None:
        """Return the plan that an id belongs to; None where it is none of these."""
        entry = self.entries.get(identifier)
        return entry.plan_id if entry else None

    def strong(self, identifier: str) -> int:
        """Return how many of the links of a thing are strong, and not to another edition."""
        return sum(self.overlaps(link) for link in self.links_of.get(identifier, ()))

    def beside(self, plan_id: str) -> tuple[Sequence[PlanView], Sequence[PlanView]]:
        """Return the edition before a plan and those after it."""
        before, after = self.lines.before(plan_id), self.lines.after(plan_id)
        names = ((before,) if before else (), after)
        older, newer = ([self.plans[one] for one in some if one in self.plans] for some in names)
        return older, newer

    def overlaps(self, link: Link) -> bool:
        """Tell whether a link is a strong one of two plans, and not of two editions of one."""
        return grade_of(link) in OVERLAPPING and not self.continues(link)

    def continues(self, link: Link) -> bool:
        """Tell whether a link joins two editions of one plan."""
        return self.lines.same(self.plan_of(link.left), self.plan_of(link.right))

    def _entries(self, view: PlanView) -> list[Entry]:
        plan, t = view.plan, words.vocabulary()

        def entry(identifier: str, kind: str, label: str, text: str, href: str) -> Entry:
            corrected = view.fields_corrected(identifier)
            return Entry(identifier, kind, plan.id, label, text, href, corrected)

        made = [entry(plan.id, "plan", t["kind"]["plan"], view.title, view.href)]
        for section in plan.sections:
            label = view.section_label(section)
            made.append(entry(section.id, "section", label, section.title, view.place(section.id)))
            made += [
                entry(one.id, "target", t["kind"]["target"], one.text, view.place(one.id))
                for one in section.targets
            ]
        for action in plan.actions:
            href = paths.action_page(plan.id, action.id)
            made.append(entry(action.id, "action", action_label(action), action.text, href))
        for document in plan.documents:
            label = t["kind"]["document"]
            made.append(
                entry(document.id, "document", label, document.title, view.place(document.id))
            )
        for passage in plan.passages:
            label = passage.heading or t["kind"]["passage"]
            made.append(entry(passage.id, "passage", label, passage.text, view.place(passage.id)))
        return made


def _meaning(period: Period) -> str:
    """Return the definition of a period, or its days where they are not those of its own year."""
    if period.definition:
        return period.definition
    t, start, end = words.vocabulary()["timeline"], period.start, period.end
    year = period.label
    if start is None or (start == f"{year}-01-01" and end in (None, f"{year}-12-31")):
        return ""
    if end is None:
        return words.fill(t["since"], start=words.day(start))
    return words.fill(t["span"], start=words.day(start), end=words.day(end))


def grade_of(link: Link) -> str:
    """Return the grade of a link: a person's word before that of the evidence."""
    said = link.judgement.value if link.judgement else "unsure"
    return said if said != "unsure" else link.grade or UNGRADED


def action_label(action: Action) -> str:
    """Return what an action is called: its number, where it has one."""
    t = words.vocabulary()["action"]
    return words.fill(t["title"], number=action.number) if action.number else str(t["unnumbered"])

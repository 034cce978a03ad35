"""Plans → the things that links join: actions and sections, with the texts that explain them.

An item is its own text and the section that it stands in; a section is its title and targets.
Nothing is weighed here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from pipeline.model import Action, Mention, Plan, Section
from pipeline.text import fold

NAMING = ("organisation", "group", "document", "quantity", "place")
"""The kinds of mentions that two texts may share; what is done is compared by the lexicon."""


@dataclass(frozen=True, slots=True)
class Item:
    """An action or a section of a plan."""

    id: str
    plan: int
    kind: Literal["action", "section"]
    text: str
    section: int | None
    """The place, among the sections, of the section it stands in (a section: its parent)."""
    targets: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Items:
    """All actions and all sections of several plans, in plan order."""

    plan_ids: tuple[str, ...]
    languages: tuple[str, ...]
    actions: tuple[Item, ...]
    sections: tuple[Item, ...]
    printed: Mapping[str, str] = field(default_factory=dict)
    """What mentions and cited documents are called, as first printed."""

    def side(self, kind: str) -> tuple[Item, ...]:
        """Return the items of a kind."""
        return self.actions if kind == "action" else self.sections


def gather(plans: Sequence[Plan]) -> Items:
    """Return the items of plans; plans are taken in the order of their ids."""
    ordered = sorted(plans, key=lambda plan: plan.id)
    actions: list[Item] = []
    sections: list[Item] = []
    printed: dict[str, str] = {}
    for number, plan in enumerate(ordered):
        places = {one.id: len(sections) + n for n, one in enumerate(plan.sections)}
        cited = _cited(plan, printed)
        sections += [_section(number, one, places, cited, printed) for one in plan.sections]
        actions += [_action(number, one, places, cited, printed) for one in plan.actions]
    return Items(
        tuple(plan.id for plan in ordered),
        tuple(plan.language for plan in ordered),
        tuple(actions),
        tuple(sections),
        printed,
    )


def _section(
    plan: int,
    section: Section,
    places: dict[str, int],
    cited: dict[str, tuple[str, ...]],
    printed: dict[str, str],
) -> Item:
    mentions = [*section.mentions, *(m for target in section.targets for m in target.mentions)]
    return Item(
        section.id,
        plan,
        "section",
        section.title,
        places.get(section.parent_id or ""),
        tuple(target.text for target in section.targets),
        tuple(_names(mentions, printed)),
        cited.get(section.id, ()),
    )


def _action(
    plan: int,
    action: Action,
    places: dict[str, int],
    cited: dict[str, tuple[str, ...]],
    printed: dict[str, str],
) -> Item:
    section = action.section_id or ""
    return Item(
        action.id,
        plan,
        "action",
        action.text,
        places.get(section),
        (),
        tuple(_names(action.mentions, printed)),
        cited.get(action.id, ()) or cited.get(section, ()),
    )


def _names(mentions: Sequence[Mention], printed: dict[str, str]) -> Iterator[str]:
    """Mentions in the form in which they compare; a plain count of things is none."""
    for mention in mentions:
        if mention.kind not in NAMING:
            continue
        value = mention.value or {}
        name = value.get("canonical") or value.get("document_id") or mention.text
        key = f"{mention.kind}:{fold(str(name))}"
        printed.setdefault(key, str(name))
        yield key


def _cited(plan: Plan, printed: dict[str, str]) -> dict[str, tuple[str, ...]]:
    titles: dict[str, str] = {}
    for one in plan.documents:
        titles[one.id] = fold(f"{one.parent_title or ''} {one.title}")
        printed.setdefault(titles[one.id], one.title)
    cited: dict[str, list[str]] = defaultdict(list)
    for citation in plan.citations:
        title = titles.get(citation.document_id or "", fold(citation.text))
        printed.setdefault(title, citation.text)
        if title not in cited[citation.by]:
            cited[citation.by].append(title)
    return {by: tuple(names) for by, names in cited.items()}

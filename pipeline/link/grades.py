"""Scores and reasons → the grade that the evidence carries, and groups of the same.

A grade is given where the evidence carries one, else none. Grades are not transitive: two links
of one action say nothing of each other. Only `same` joins things into groups, and only things of
different plans.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple, Protocol

from pipeline.model import Grade, Judgement, LinkGroup, LinkKind

OVERLAPPING, APART = ("same", "overlap"), ("related", "none")
"""The grades that say that two things overlap, and those that say that they do not."""
SAME_SCORE, SAME_CONCEPTS, SAME_GESTURE, SAME_TEXT = 0.75, 0.5, 0.55, 0.5
"""What it takes to be the same: a sure overlap, and one object and gesture, or one text."""
RELATED_SCORE, RELATED_CONCEPTS = 0.05, 0.2
"""What it takes to be related: less than an overlap, but concepts in common."""


class Graded(Protocol):
    """What is known of a link without its reasons."""

    @property
    def left(self) -> str:
        """The id that sorts first."""
        ...

    @property
    def right(self) -> str:
        """The other id."""
        ...

    @property
    def kind(self) -> LinkKind:
        """What it joins."""
        ...

    @property
    def grade(self) -> Grade | None:
        """What the evidence carries."""
        ...

    @property
    def score(self) -> float:
        """From 0 to 1."""
        ...

    @property
    def judgement(self) -> Judgement | None:
        """What people say."""
        ...


class Telling(NamedTuple):
    """The features of a pair that a grade asks for."""

    concepts: float
    gesture: float
    near_text: float


def grade(kind: LinkKind, score: float, features: Telling, threshold: float) -> Grade | None:
    """Return the grade of a pair; an action is a part of a section, never the same."""
    alike = features.concepts >= SAME_CONCEPTS and features.gesture >= SAME_GESTURE
    if (
        kind != "action_section"
        and score >= SAME_SCORE
        and (alike or features.near_text >= SAME_TEXT)
    ):
        return "same"
    if score >= threshold:
        return "overlap"
    if score >= RELATED_SCORE and features.concepts >= RELATED_CONCEPTS:
        return "related"
    return None


def groups(links: Iterable[Graded]) -> tuple[LinkGroup, ...]:
    """Return the groups of actions or sections that are the same, one by one.

    Every two members are joined by a link of grade `same` that no person has denied; a chain of
    links is not enough. The surest links form groups first.
    """
    same = {
        (one.left, one.right): one.score
        for one in links
        if one.kind in ("action", "section") and _says_same(one)
    }
    group_of: dict[str, set[str]] = defaultdict(set)
    for left, right in sorted(same, key=lambda pair: (-same[pair], pair)):
        together = (group_of[left] or {left}) | (group_of[right] or {right})
        if _all_same(together, same):
            for member in together:
                group_of[member] = together
    found = sorted({tuple(sorted(members)) for members in group_of.values() if members})
    return tuple(LinkGroup(id=f"group-{n}", members=members) for n, members in enumerate(found, 1))


def _says_same(link: Graded) -> bool:
    if link.judgement is not None and link.judgement.value != "unsure":
        return link.judgement.value == "same"
    return link.grade == "same"


def _all_same(members: set[str], same: Mapping[tuple[str, str], float]) -> bool:
    ordered = sorted(members)
    plans = {member.split("/", 1)[0] for member in ordered}
    return len(plans) == len(ordered) and all(
        (a, b) in same for n, a in enumerate(ordered) for b in ordered[n + 1 :]
    )

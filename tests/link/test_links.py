"""The links of the real plans: what they promise, link by link."""

from __future__ import annotations

import math
import re
from collections import Counter

import pytest

from pipeline.link import link, link_report
from pipeline.link.levels import NAMES
from pipeline.link.links import BEST_OF_ITEM, SCORE_MIN, kept_of_item
from pipeline.model import Links, Plan

SOCIAL = "quebec-developpement-social-2025-2030"
STREET = "quebec-itinerance-2024-2026"
FIELDS = "trois-rivieres-cohabitation-sociale"
RIGHT = {
    1: {"axe-4", "axe-4/*"},
    2: {"axe-4/objectif-1"},
    3: {"axe-4/objectif-2", "axe-4/objectif-1"},
    4: {"axe-2", "axe-2/*"},
    5: {"axe-3", "axe-3/*"},
    6: {"axe-5", "axe-5/*"},
}
RIGHT_SOCIAL = {
    1: {"orientation-2/axe-intervention-3", "orientation-2/axe-intervention-3/*"},
    2: {"orientation-2/axe-intervention-3/objectif-1"},
    3: {"orientation-2/axe-intervention-3/objectif-2"},
    4: {"orientation-1/axe-intervention-1", "orientation-1/axe-intervention-1/*"},
    5: {"orientation-2/axe-intervention-1/objectif-2"},
    6: {
        "orientation-1/axe-intervention-2/objectif-2",
        "orientation-3/axe-intervention-2",
        "orientation-3/axe-intervention-2/*",
    },
}


def test_contributions_and_intercept_add_up_to_the_score(links: Links) -> None:
    for one in links.links:
        log_odds = math.fsum(
            [links.intercepts[one.kind], *(feature.contribution for feature in one.features)]
        )
        assert one.score == round(1 / (1 + math.exp(-log_odds)), 4), one.id


def test_links_are_sorted_scored_and_few(links: Links) -> None:
    pairs = [(one.left, one.right) for one in links.links]
    assert pairs == sorted(set(pairs))
    assert all(left < right for left, right in pairs)
    assert all(one.score >= SCORE_MIN for one in links.links)
    ends = Counter((end, one.kind) for one in links.links for end in (one.left, one.right))
    assert max(ends.values()) == BEST_OF_ITEM


def test_links_join_different_plans(links: Links) -> None:
    assert all(one.left.split("/")[0] != one.right.split("/")[0] for one in links.links)


@pytest.mark.parametrize(("plan", "right"), [(STREET, RIGHT), (SOCIAL, RIGHT_SOCIAL)])
@pytest.mark.parametrize("field", range(1, 7))
def test_a_field_without_actions_links_first_to_a_right_section(
    links: Links, plan: str, right: dict[int, set[str]], field: int
) -> None:
    mine = f"{FIELDS}/champ-intervention-{field}"
    found = [
        (one.score, one.left if one.right == mine else one.right)
        for one in links.links
        if one.kind == "section" and mine in (one.left, one.right)
    ]
    best = max((score, other) for score, other in found if other.startswith(f"{plan}/"))[1]
    place = best.removeprefix(f"{plan}/")
    assert any(
        place == name or (name.endswith("/*") and place.startswith(name[:-1]))
        for name in right[field]
    ), place


def test_reasons_are_sentences(links: Links) -> None:
    known = {*NAMES, "title"}
    for one in links.links:
        assert one.features
        for feature in one.features:
            assert feature.name in known
            assert re.fullmatch(r"[A-ZÀÉÊ].*\.", feature.detail), feature.detail
            assert "  " not in feature.detail
            assert "la même chose : la même chose" not in feature.detail


def test_a_cited_document_that_is_a_plan_is_linked_to_it(links: Links) -> None:
    found = [one for one in links.links if one.kind == "document"]
    assert [(one.left.split("/")[0], one.right) for one in found] == [(SOCIAL, STREET)]


def test_the_order_of_the_plans_does_not_matter(plans: list[Plan], links: Links) -> None:
    assert link(plans[::-1]).model_dump_json() == links.model_dump_json()


def test_groups_hold_the_same_and_nothing_else(links: Links) -> None:
    same = {(one.left, one.right) for one in links.links if one.grade == "same"}
    assert links.groups
    for group in links.groups:
        assert list(group.members) == sorted(group.members)
        assert all(
            (a, b) in same for n, a in enumerate(group.members) for b in group.members[n + 1 :]
        )


def test_an_action_is_never_the_same_as_a_section(links: Links) -> None:
    grades = {one.grade for one in links.links if one.kind == "action_section"}
    assert grades <= {"overlap", "related", None}


def test_coverage_speaks_of_every_section_of_every_two_plans(
    plans: list[Plan], links: Links
) -> None:
    sections = {plan.id: [one.id for one in plan.sections] for plan in plans}
    pairs = [(one.plan_id, one.other_plan_id) for one in links.coverage]
    assert pairs == [(a, b) for a in sorted(sections) for b in sorted(sections) if a != b]
    for one in links.coverage:
        assert [section.section_id for section in one.sections] == sections[one.plan_id]
        for section in one.sections:
            assert (section.best is None) == (section.score is None)
            assert section.best is None or section.best.startswith(f"{one.other_plan_id}/")


def test_coverage_tells_what_has_no_counterpart(links: Links) -> None:
    (street,) = (
        one for one in links.coverage if (one.plan_id, one.other_plan_id) == (SOCIAL, STREET)
    )
    covered = {one.section_id.removeprefix(f"{SOCIAL}/"): one.covered for one in street.sections}
    assert covered["orientation-2/axe-intervention-1/objectif-2"]
    assert not covered["orientation-2/axe-intervention-2/objectif-2"]
    assert not covered["orientation-3/axe-intervention-1"]


def test_nothing_is_amiss_with_the_real_plans(plans: list[Plan]) -> None:
    assert link_report(plans).findings == ()


@pytest.mark.parametrize(
    ("actions", "kept"), [(0, 20), (500, 20), (1_000, 10), (2_000, 5), (1_000_000, 3)]
)
def test_items_of_large_collections_keep_fewer_links(actions: int, kept: int) -> None:
    assert kept_of_item(actions) == kept

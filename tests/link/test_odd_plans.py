"""Plans that are hard to link: a completed result, never a wrong one."""

from __future__ import annotations

from collections import Counter

import pytest

from pipeline.link import link, link_report
from pipeline.link.documents import document_links
from pipeline.link.grades import groups
from pipeline.link.links import BEST_OF_ITEM
from pipeline.model import CitedDocument, Judgement, Link, Links
from tests.link.samples import HERE, plan_of, published

HOUSING = "Construire 200 logements sociaux pour les ménages à faible revenu"
FOOD = "Soutenir les banques alimentaires des quartiers"


def best(links: Links, action: str) -> tuple[str, float]:
    found = [
        (one.score, one.left if one.right == action else one.right)
        for one in links.links
        if one.kind == "action" and action in (one.left, one.right)
    ]
    score, other = max(found)
    return other, score


def test_identical_plans_are_the_same_action_by_action() -> None:
    plan = next(plan for plan in published() if plan.id.startswith("quebec-itinerance"))
    copy = type(plan).model_validate_json(plan.model_dump_json().replace(plan.id, "copie"))
    links = link([plan, copy])
    joined = {(one.left, one.right): one for one in links.links if one.kind == "action"}
    for action in plan.actions:
        mirror = action.id.replace(plan.id, "copie")
        one = joined[mirror, action.id]
        assert one.grade == "same"
        assert one.score > 0.95
    assert len([g for g in links.groups if "/action-" in g.members[0]]) == len(plan.actions)


def test_plans_of_one_action() -> None:
    links = link([plan_of("a", [HOUSING]), plan_of("b", ["Bâtir des logements sociaux"])])
    assert best(links, "a/action-1")[0] == "b/action-1"


def test_three_plans_are_linked_two_by_two() -> None:
    links = link([plan_of(name, [HOUSING, FOOD]) for name in ("a", "b", "c")])
    pairs = {(one.left, one.right) for one in links.links if one.grade == "same"}
    for number in (1, 2):
        ids = [f"{name}/action-{number}" for name in ("a", "b", "c")]
        assert {(ids[0], ids[1]), (ids[0], ids[2]), (ids[1], ids[2])} <= pairs
        assert tuple(ids) in {group.members for group in links.groups}


@pytest.mark.parametrize("text", ["", " ", "...", "le la les", "☂"])
def test_a_text_that_says_nothing_has_no_link(text: str) -> None:
    links = link([plan_of("a", [text, HOUSING], title=""), plan_of("b", [HOUSING, text], title="")])
    for one in links.links:
        assert {"a/action-1", "b/action-2"}.isdisjoint((one.left, one.right))
    assert best(links, "a/action-2")[0] == "b/action-1"


def test_a_text_of_20000_characters() -> None:
    long = " ".join([HOUSING] * 330)[:20_000]
    links = link([plan_of("a", [long, FOOD]), plan_of("b", [HOUSING, FOOD])])
    assert best(links, "a/action-1")[0] == "b/action-1"
    assert best(links, "a/action-2")[0] == "b/action-2"


def test_no_plan_and_one_plan_have_no_links() -> None:
    for plans in ([], [plan_of("a", [HOUSING])]):
        links = link(plans)
        assert links.links == ()
        assert links.coverage == ()


def test_a_plan_without_anything_is_reported() -> None:
    empty = plan_of("a", []).model_copy(update={"sections": ()})
    codes = {one.code for one in link_report([empty, plan_of("b", [HOUSING])]).findings}
    assert codes == {"nothing_to_link"}
    assert link([empty, plan_of("b", [HOUSING])]).links == ()


def test_a_language_without_lexicon_is_said_and_linked_by_words() -> None:
    plans = [
        plan_of("a", ["Woningen bouwen voor dakloze jongeren"], language="nl", title="Wonen"),
        plan_of("b", ["Sociale woningen bouwen voor jongeren"], language="nl", title="Werk"),
    ]
    assert {one.code for one in link_report(plans).findings} == {"no_concepts"}
    assert best(link(plans), "a/action-1")[0] == "b/action-1"


def test_two_languages_meet_by_their_concepts() -> None:
    plans = [
        plan_of("a", [HOUSING, FOOD]),
        plan_of("b", ["Support food banks", "Build social housing"], language="en"),
    ]
    assert "several_languages" in {one.code for one in link_report(plans).findings}
    links = link(plans)
    assert best(links, "a/action-1")[0] == "b/action-2"
    assert best(links, "a/action-2")[0] == "b/action-1"


def test_an_action_without_object_takes_that_of_its_section() -> None:
    housing = plan_of(
        "a", ["Répondre à des besoins spécifiques"], title="Favoriser le logement social"
    )
    food = plan_of(
        "b", ["Répondre à des besoins spécifiques"], title="Assurer la sécurité alimentaire"
    )
    other = plan_of("c", ["Offrir des logements sociaux aux familles"], title="Familles")
    links = link([housing, food, other])
    scores = {(one.left, one.right): one.score for one in links.links if one.kind == "action"}
    assert scores["a/action-1", "c/action-1"] > scores.get(("b/action-1", "c/action-1"), 0.0)


def test_one_thing_in_common_tells_more_than_one_field() -> None:
    left = plan_of(
        "a", ["Prolonger le réseau cyclable vers la rivière", "Offrir des cours de natation"]
    )
    right = plan_of(
        "b", ["Relier les parcs par une piste cyclable", "Rénover la piscine du quartier"]
    )
    links = link([left, right])
    scores = {(one.left, one.right): one.score for one in links.links if one.kind == "action"}
    assert scores["a/action-1", "b/action-1"] > scores.get(("a/action-2", "b/action-2"), 0.0)


def _cited(title: str, parent: str | None) -> CitedDocument:
    return CitedDocument(id="b/document-1", title=title, parent_title=parent, provenance=HERE)


@pytest.mark.parametrize(
    ("title", "parent", "linked"),
    [
        ("PLAN D'ACTION 2024-2026", "Vision du logement", True),
        ("Plan d'action 2024-2026", "Vision de la culture", False),
        ("Plan d'action 2024-2026", None, False),
        ("Plan d'action 2020-2023", "Vision du logement", False),
    ],
)
def test_a_document_is_a_plan_by_title_and_parent(
    title: str, parent: str | None, linked: bool
) -> None:
    plan = plan_of("a", []).model_copy(
        update={"title": "Plan d'action 2024-2026", "parent_title": "Vision du logement"}
    )
    citing = plan_of("b", []).model_copy(update={"documents": (_cited(title, parent),)})
    assert bool(list(document_links([plan, citing]))) is linked


def test_a_document_that_two_plans_could_be_is_linked_to_none() -> None:
    both = [
        plan_of(name, []).model_copy(update={"title": "Plan d'action sur le logement social"})
        for name in ("a", "c")
    ]
    citing = plan_of("b", []).model_copy(
        update={"documents": (_cited("Plan d'action sur le logement social", None),)}
    )
    assert list(document_links([*both, citing])) == []
    assert len(list(document_links([both[0], citing]))) == 1


def _same(left: str, right: str, judgement: str | None = None, score: float = 0.9) -> Link:
    said = (
        Judgement.model_validate({"value": judgement, "by": "x", "on": "2025-01-01"})
        if judgement
        else None
    )
    return Link(
        id=f"{left}~{right}",
        left=left,
        right=right,
        kind="action",
        grade="same",
        score=score,
        judgement=said,
    )


def test_a_chain_of_the_same_is_not_a_group() -> None:
    chain = [_same("a/1", "b/1", score=0.95), _same("b/1", "c/1")]
    assert [group.members for group in groups(chain)] == [("a/1", "b/1")]


def test_a_person_decides_what_is_the_same() -> None:
    assert groups([_same("a/1", "b/1", "overlap")]) == ()
    assert len(groups([_same("a/1", "b/1", "unsure")])) == 1


def test_two_actions_of_one_plan_never_share_a_group() -> None:
    found = groups([_same("a/1", "b/1"), _same("a/2", "b/1", score=0.8)])
    assert [group.members for group in found] == [("a/1", "b/1")]


def test_what_many_plans_say_is_covered_in_all_though_few_links_are_kept() -> None:
    names = [f"p-{n:02}" for n in range(30)]
    links = link([plan_of(name, [HOUSING, FOOD], title=HOUSING) for name in names])
    ends = Counter((end, one.kind) for one in links.links for end in (one.left, one.right))
    assert max(ends.values()) == BEST_OF_ITEM
    assert [(one.plan_id, one.other_plan_id) for one in links.coverage] == [
        (a, b) for a in names for b in names if a != b
    ]
    for one in links.coverage:
        (section,) = one.sections
        assert section.covered
        assert (section.best or "").startswith(f"{one.other_plan_id}/")

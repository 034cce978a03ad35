"""Pairs that were measured before are found again, and come to the same to the last bit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pipeline.link.drafts import Drafts, draft
from pipeline.link.features import FEATURES, OF_CANDIDATES
from pipeline.link.index import build_index
from pipeline.link.items import gather
from pipeline.link.levels import LEVELS, NAMES
from pipeline.link.remembered import Remembered, from_bytes, to_bytes
from pipeline.link.signs import row_signs
from tests.link.samples import plan_of

if TYPE_CHECKING:
    from pipeline.model import Links, Plan

WORDS = ("refuge", "logement", "jardin", "vélo", "musée", "piscine")


def _plans(many: int = 6) -> list[Plan]:
    return [
        plan_of(
            f"plan-{number}",
            [
                f"Soutenir un projet de {WORDS[(number + n) % 6]}, rue {'abcdefghijkl'[number] * n}"
                for n in range(1, 6)
            ],
            targets=[f"Ouvrir {number + 2} lieux de rencontre"],
        )
        for number in range(many)
    ]


def _reworded(plans: list[Plan], text: str) -> list[Plan]:
    first, *others = plans
    action, *rest = first.actions
    actions = (action.model_copy(update={"text": text}), *rest)
    return [first.model_copy(update={"actions": actions}), *others]


def _again(plans: list[Plan], before: Drafts) -> Drafts:
    assert before.memory
    return draft(plans, before=from_bytes(to_bytes(before.memory.now())))


def test_links_of_remembered_pairs_are_the_same(plans: list[Plan], links: Links) -> None:
    first = draft(plans, before=Remembered())
    assert first.links() == links
    assert _again(plans, first).links() == links


@pytest.mark.parametrize(
    "text",
    [
        "Planter des arbres dans les cours d’école",
        "Soutenir un projet de logement pour les aînés et les familles",
        "Offrir",
    ],
)
def test_after_a_change_links_are_those_made_afresh(text: str) -> None:
    plans = _plans()
    changed = _reworded(plans, text)
    again = _again(changed, draft(plans, before=Remembered()))
    afresh = draft(changed)
    assert again.keys() == afresh.keys()
    assert again.links() == afresh.links()
    less = draft(changed[1:])
    assert _again(changed[1:], again).links() == less.links()


def test_what_is_remembered_is_not_measured_again() -> None:
    plans = _plans()
    before = draft(plans, before=Remembered()).memory
    assert before
    for pairs in before.now().pairs.values():
        pairs.features[:] = 0
    again = draft(plans, before=before.now()).memory
    assert again
    told = [NAMES.index(name) for name in FEATURES if name not in OF_CANDIDATES]
    features = again.now().pairs["action"].features
    assert not features[:, told].any()
    # Which candidates the two have besides is told of this collection.
    assert features[:, [NAMES.index(name) for name in OF_CANDIDATES]].any()


def test_a_change_of_one_text_leaves_most_signs() -> None:
    plans = _plans(12)
    signs = [
        row_signs(build_index(gather(some)))["action"]
        for some in (plans, _reworded(plans, "Soutenir un projet de musée pour les familles"))
    ]
    differing = (signs[0] != signs[1]).any(axis=1)
    assert differing[0]
    assert differing.mean() < 0.5


def test_a_sign_is_that_of_a_row_and_not_of_its_place() -> None:
    plans = _plans()
    signs = [row_signs(build_index(gather(some)))["action"] for some in (plans, plans[::-1])]
    rows = [sorted(map(bytes, one)) for one in signs]
    assert rows[0] == rows[1]
    other = row_signs(build_index(gather(_reworded(plans, "Offrir un refuge"))))["action"]
    assert bytes(other[0]) not in set(rows[0])


@pytest.mark.parametrize("damage", ["", "cut", "turned"])
def test_damaged_bytes_are_as_good_as_none(damage: str) -> None:
    memory = draft(_plans(), before=Remembered()).memory
    assert memory
    content = bytearray(to_bytes(memory.now()))
    if damage == "turned":
        content[len(content) // 2] ^= 0xFF
    made = from_bytes(bytes(content[: len(content) // 2] if damage == "cut" else content))
    assert set(made.pairs) == (set() if damage else set(LEVELS))
    assert from_bytes(b"") == Remembered()

"""Which part of the one plan is which of the other."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from pipeline.diff import diff_plans
from pipeline.diff.match import pair
from pipeline.diff.parts import Part
from tests.diff.plans import make_plan

WORDS = ("ouvrir", "refuge", "former", "équipe", "quartier", "rue", "aînés", "logement")
PHRASES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join)


def _parts(*texts: str) -> list[Part]:
    return [Part(f"action-{number}", text, {}) for number, text in enumerate(texts, 1)]


def _paired(old: list[Part], new: list[Part], *, by_id: bool = True) -> dict[str, str]:
    return {a.id[7:]: b.id[7:] for a, b in pair("actions", old, new, by_id=by_id)}


def test_equal_texts_pair_by_id_and_then_by_order() -> None:
    old, new = _parts("Agir", "Agir", "Agir"), _parts("Parler", "Agir", "Agir")
    assert _paired(old, new) == {"2": "2", "3": "3"}
    assert _paired(_parts("Agir", "Rien"), _parts("Mieux", "Agir")) == {"1": "2"}


def test_the_best_pair_comes_first() -> None:
    old = _parts("Soutenir les travailleurs de rue", "Soutenir les travailleuses de rue du centre")
    new = _parts("Soutenir les travailleuses de rue", "Soutenir les travailleurs de rue du centre")
    assert _paired(old, new, by_id=False) == {"1": "1", "2": "2"}
    nearer = Part("action-9", "Soutenir les travailleuses de rue du centre.", {})
    assert _paired(old, [*new, nearer], by_id=False) == {"1": "1", "2": "9"}


def test_words_put_before_and_after_leave_an_action_the_same() -> None:
    text = "Soutenir les organismes qui accueillent des familles"
    longer = f"D'ici 2030, {text.lower()} nouvellement arrivées dans tous les arrondissements"
    assert _paired(_parts(text), [Part("action-8", longer, {})]) == {"1": "8"}


def test_the_same_number_helps_and_does_not_suffice() -> None:
    old = _parts("Ouvrir un centre de jour pour les aînés")
    some = "Ouvrir une halte de nuit et de jour"
    assert _paired(old, _parts(some)) == {"1": "1"}
    assert _paired(old, _parts(some), by_id=False) == {}
    assert _paired(old, _parts("Acheter des autobus électriques")) == {}


@given(st.lists(PHRASES, max_size=8), st.lists(PHRASES, max_size=8), st.booleans())
def test_no_part_is_paired_twice_and_equal_texts_are_never_left(
    old_texts: list[str], new_texts: list[str], by_id: bool
) -> None:
    old, new = _parts(*old_texts), _parts(*new_texts)
    pairs = pair("actions", old, new, by_id=by_id)
    assert len({a.id for a, _ in pairs}) == len({b.id for _, b in pairs}) == len(pairs)
    rest_old = {a.text for a in old} - {a.text for a, _ in pairs}
    rest_new = {b.text for b in new} - {b.text for _, b in pairs}
    assert not rest_old & rest_new
    assert [a.id for a, _ in pairs] == sorted((a.id for a, _ in pairs))


@given(st.lists(PHRASES, min_size=1, max_size=8, unique=True), st.randoms(use_true_random=False))
def test_actions_in_another_order_are_renumbered_and_nothing_else(
    texts: list[str], chance: random.Random
) -> None:
    mixed = chance.sample(texts, len(texts))
    groups = diff_plans(make_plan("a", *texts), make_plan("b", *mixed))
    assert all(not group.added and not group.removed for group in groups)
    kinds = {change.kinds for group in groups for change in group.changed}
    assert kinds <= {("renumbered",)}
    moved = [old for old, new in zip(texts, mixed, strict=True) if old != new]
    assert sum(len(group.changed) for group in groups) == len(moved)

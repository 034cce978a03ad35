"""Rows that were read plan by plan, and kept, make the same index as all plans read at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.link.drafts import draft
from pipeline.link.readings import Reading, from_bytes, read_plan, to_bytes
from tests.link.samples import plan_of

if TYPE_CHECKING:
    from pipeline.model import Links, Plan


def test_links_of_plans_read_one_by_one_and_kept_are_the_same(
    plans: list[Plan], links: Links
) -> None:
    kept = {plan.id: from_bytes(to_bytes(read_plan(plan))) for plan in plans}
    assert draft(plans, readings=kept).links() == links


def test_a_plan_that_was_not_kept_is_read(plans: list[Plan], links: Links) -> None:
    first = min(plans, key=lambda plan: plan.id)
    assert draft(plans, readings={first.id: read_plan(first)}).links() == links


def test_what_was_kept_is_not_read_again() -> None:
    one, other = (plan_of(name, ["Planter des arbres"]) for name in ("a", "b"))
    assert any(link.kind == "action" for link in draft([one, other]).kept)
    empty = read_plan(plan_of("a", ["Offrir"]))
    kept = draft([one, other], readings={"a": empty}).kept
    assert all(link.kind != "action" for link in kept)


def test_a_reading_comes_back_as_it_was() -> None:
    read = read_plan(plan_of("a", ["Planter 500 arbres, rue de l’Église", "Planter des arbres"]))
    again = from_bytes(to_bytes(read))
    assert again == read
    assert list(again.actions.tables["words"].names) == list(read.actions.tables["words"].names)
    assert from_bytes(to_bytes(Reading())) == Reading()

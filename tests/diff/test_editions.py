"""The next edition of a plan, and what people judged of the last one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.diff.editions import follow
from pipeline.diff.to_text import edition_text
from pipeline.link.judgements import JudgementRow
from tests.diff.plans import make_plan

if TYPE_CHECKING:
    from pipeline.model import JudgementValue

OLD = make_plan("a-2024", "Ouvrir un refuge", "Former les équipes", "Planter des arbres")
NEW = make_plan(
    "a-2027",
    "Acheter des autobus",
    "Ouvrir un refuge de nuit",
    "Former les équipes",
    section="Abri",
)


def _row(
    left: str, right: str, value: JudgementValue = "same", by: str = "mc", note: str | None = None
) -> JudgementRow:
    return JudgementRow(left, right, value, "0" * 16, "0" * 16, by, "2025-01-31", note)


def test_the_table_of_ids() -> None:
    edition = follow(OLD, NEW)
    assert [(part.old_id, part.new_id, part.changes) for part in edition.continued] == [
        ("a-2024/action-1", "a-2027/action-2", ("moved", "reworded", "renumbered")),
        ("a-2024/action-2", "a-2027/action-3", ("moved", "renumbered")),
    ]
    assert [(part.kind, part.id) for part in edition.dropped] == [
        ("sections", "a-2024/axe-1"),
        ("actions", "a-2024/action-3"),
    ]
    assert [(part.kind, part.id) for part in edition.new] == [
        ("sections", "a-2027/axe-1"),
        ("actions", "a-2027/action-1"),
    ]
    assert not edition.same
    assert follow(OLD, OLD.model_copy(update={"id": "a-2024"})).same


def test_parts_that_were_joined_or_split_say_where_their_words_are() -> None:
    old = make_plan(
        "a-2024",
        "Planter des arbres dans les îlots de chaleur",
        "Verdir les stationnements",
        "Cartographier les zones inondables et mettre à jour le règlement de zonage",
        "Ouvrir un refuge",
    )
    new = make_plan(
        "a-2027",
        "Planter des arbres et verdir les stationnements dans les îlots de chaleur",
        "Cartographier les zones inondables de la ville",
        "Mettre à jour le règlement de zonage",
        "Acheter des autobus",
    )
    edition = follow(old, new)
    assert [(one.id, one.near) for one in edition.dropped] == [
        ("a-2024/action-2", "a-2027/action-1"),
        ("a-2024/action-4", None),
    ]
    assert [(one.id, one.near) for one in edition.new] == [
        ("a-2027/action-2", "a-2024/action-3"),
        ("a-2027/action-4", None),
    ]
    assert "- a-2024/action-2 (near a-2027/action-1): Verdir" in edition_text(edition)


def test_judgements_carry_over_as_proposals() -> None:
    rows = [
        _row("a-2024/action-1", "b/action-1", "overlap"),
        _row("a-2024/action-1", "b/action-1", "same"),
        _row("0/action-2", "a-2024/action-2", "none"),
        _row("a-2024/action-3", "b/action-2"),
        _row("b/action-1", "c/action-1"),
    ]
    proposals = follow(OLD, NEW, rows).judgements
    assert [(p.left, p.right, p.judgement, p.by, p.reworded) for p in proposals] == [
        ("a-2027/action-2", "b/action-1", "same", "mc", True),
        ("0/action-2", "a-2027/action-3", "none", "mc", False),
    ]
    assert [(p.old_left, p.old_right, p.on) for p in proposals] == [
        ("a-2024/action-1", "b/action-1", "2025-01-31"),
        ("0/action-2", "a-2024/action-2", "2025-01-31"),
    ]


def test_what_was_taken_back_is_not_proposed() -> None:
    pair = ("a-2024/action-1", "b/action-1")
    rows = [_row(*pair), _row(*pair, value="unsure", note="withdrawn")]
    assert follow(OLD, NEW, rows).judgements == ()
    assert len(follow(OLD, NEW, [*rows, _row(*pair)]).judgements) == 1


def test_sides_stay_in_order() -> None:
    (proposal,) = follow(OLD, NEW, [_row("a-2024/action-1", "a-2025/action-1")]).judgements
    assert (proposal.left, proposal.right) == ("a-2025/action-1", "a-2027/action-2")
    assert (proposal.old_left, proposal.old_right) == ("a-2024/action-1", "a-2025/action-1")


def test_what_a_reader_has_judged_anew_is_not_proposed_to_this_reader() -> None:
    rows = [
        _row("a-2024/action-1", "b/action-1"),
        _row("a-2024/action-1", "b/action-1", by="jr"),
        _row("a-2027/action-2", "b/action-1", "related"),
    ]
    assert [p.by for p in follow(OLD, NEW, rows).judgements] == ["jr"]


def test_what_links_the_two_editions_is_not_proposed() -> None:
    rows = [_row("a-2024/action-1", "a-2027/action-2"), _row("a-2024/action-1", "a-2024/action-2")]
    assert follow(OLD, NEW, rows).judgements == ()

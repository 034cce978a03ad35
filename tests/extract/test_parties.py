"""Leads and partners between commas: parted where the plan shows that each is one of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.taken import take_text

TABLE = "# Plan d'action 2026-2028\n\n## Axe 1 : Agir\n\n| Action | Responsable |\n|---|---|\n"


def leads(tmp_path: Path, *printed: str) -> list[tuple[str, ...]]:
    """Return the leads of the actions of a table; no word of it may be lost."""
    rows = "".join(f"| Faire {n} | {text} |\n" for n, text in enumerate(printed))
    taken = take_text(tmp_path, TABLE + rows)
    assert taken.unclaimed == []
    assert taken.errors == []
    return [action.leads for action in taken.plan.actions]


def test_names_that_stand_alone_or_with_others_elsewhere_are_parted(tmp_path: Path) -> None:
    found = leads(tmp_path, "Incendie, Police, Greffe", "Police", "Incendie, Greffe")
    assert found == [("Incendie", "Police", "Greffe"), ("Police",), ("Incendie", "Greffe")]


@pytest.mark.parametrize(
    "printed",
    [
        ("Culture, sports et loisirs", "Culture", "Voirie"),
        ("Éducation, Jeunesse", "Éducation, Jeunesse", "Éducation"),
        ("Police, Greffe et Incendie", "Police", "Greffe"),
    ],
)
def test_a_name_that_may_hold_its_comma_is_whole(tmp_path: Path, printed: tuple[str, ...]) -> None:
    assert leads(tmp_path, *printed) == [(text,) for text in printed]


def test_labelled_lines_show_names_of_their_own_as_rows_do(tmp_path: Path) -> None:
    said = ("Voirie, Parcs", "Voirie", "Parcs", "Culture, sports et loisirs", "Culture")
    actions = "".join(
        f"### Action {n} : Faire\n\n- Pilotes : {text}\n- Échéance : 2026\n\n"
        for n, text in enumerate(said, 1)
    )
    taken = take_text(tmp_path, f"# Plan d'action 2026-2028\n\n## Axe 1 : Agir\n\n{actions}")
    assert taken.unclaimed == []
    assert taken.errors == []
    assert [action.leads for action in taken.plan.actions] == [
        ("Voirie", "Parcs"),
        *((text,) for text in said[1:]),
    ]

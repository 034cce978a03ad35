"""Uncertain values are asked, and the answers are corrections that a run puts in place."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import pytest

from pipeline.model import Plan, Provenance
from pipeline.review.desk import Piped
from pipeline.review.doubts import doubts
from pipeline.review.sittings import review_values
from pipeline.workspace.run import run

if TYPE_CHECKING:
    from pathlib import Path

    from tests.review.office import Office

FILE = "raw/gauche/corrections.yaml"
SOURCE = """# Plan d'action 2024-2026

## Rôles

- **Responsable** : porte l'action.
- **Collaborateur** : participe à l'action.

## Axe 1 : Logement

### Objectif 1 : Loger toutes les personnes

| Actions | Rôle de la Ville | 2024 | 2025 | 2026 |
|---|---|---|---|---|
| 1. Ouvrir un refuge | Responsable | ✓ | ? | — |
| 2. Former les équipes | Capitaine | — | ✓ | ¤ |
"""


@pytest.fixture
def doubtful(office: Office) -> Office:
    (office.root / "raw/gauche/source.md").write_text(SOURCE)
    office.seal("gauche")
    office.publish()
    return office


def plan(office: Office) -> Plan:
    return Plan.model_validate_json(office.published()["plans/gauche.json"])


def test_what_is_uncertain_is_asked_with_its_place(doubtful: Office) -> None:
    assert [doubt.where for doubt in doubts(plan(doubtful))] == [
        "gauche/action-1#schedule/2025",
        "gauche/action-2#schedule/2026",
        "gauche/action-2#role_ids",
    ]
    shown = doubtful("values", typed="q\n").stderr
    assert "[1/3] gauche/action-1#schedule/2025" in shown
    assert "Plan d'action 2024-2026 › axe 1 Logement › objectif 1 Loger toutes les pers" in shown
    assert "source.md:14" in shown
    assert "the mark '?' in 2025: nobody knows what it means; now unclear" in shown
    assert "  1 planned\n  2 not_planned\n  3 unclear\n" in shown
    assert "0 corrected, 0 confirmed, 0 skipped, 3 left" in shown


def test_an_answer_is_an_entry_and_the_run_puts_it_in_place(doubtful: Office) -> None:
    typed = "1\nvu sur papier\nnot_planned\ncase vide à l'écran\n1, 2\nla Ville fait les deux\n"
    done = doubtful("values", typed=typed)
    assert (done.exit_code, done.stdout) == (0, "")
    assert "3 corrected, 0 confirmed, 0 skipped, 0 left" in done.stderr
    assert (
        (doubtful.root / FILE)
        .read_text()
        .startswith(
            "- where: gauche/action-1#schedule/2025\n"
            "  expect: unclear\n"
            "  value: planned\n"
            "  reason: vu sur papier\n"
            "  text: Ouvrir un refuge\n"
        )
    )
    assert "[1/" not in doubtful("values", typed="1\n").stderr
    run(doubtful.root, enrich=False)
    first, second = plan(doubtful).actions
    assert [entry.state for entry in first.schedule] == ["planned", "planned", "not_planned"]
    assert second.role_ids == ("responsable", "collaborateur")
    assert doubts(plan(doubtful)) == ()


def test_skipping_keeping_and_refusing(doubtful: Office) -> None:
    typed = "\npeut-être\n=\nillisible partout\n1\n\n"
    done = doubtful("values", "--json", typed=typed)
    assert json.loads(done.stdout) == {
        "asked": 3,
        "corrected": 0,
        "confirmed": 1,
        "skipped": 2,
        "left": 2,
    }
    assert "'peut-être' is not a value of it; one of planned, not_planned" in done.stderr
    assert "value: unclear" in (doubtful.root / FILE).read_text()
    run(doubtful.root, enrich=False)
    now = plan(doubtful)
    assert not any(flag.startswith("corrected") for flag in now.actions[1].flags)
    assert [doubt.where for doubt in doubts(now)] == [
        "gauche/action-1#schedule/2025",
        "gauche/action-2#role_ids",
    ]


def test_null_is_a_dash(doubtful: Office) -> None:
    doubtful("values", typed="\n\n-\npersonne\n")
    assert "value: []\n" in (doubtful.root / FILE).read_text()


def test_the_end_of_input_writes_nothing_by_halves(doubtful: Office) -> None:
    done = doubtful("values", typed="1\n")
    assert done.exit_code == 0
    assert not (doubtful.root / FILE).exists()


def test_other_entries_and_comments_stay(doubtful: Office) -> None:
    before = (
        "# Relu le 3 mars\n- where: gauche#title\n  expect: Plan d'action 2024-2026\n"
        "  value: Plan\n  reason: plus court # provisoire\n"
    )
    (doubtful.root / FILE).write_text(before)
    doubtful("values", typed="1\noui\nq\n")
    assert (doubtful.root / FILE).read_text().startswith(before)


def test_plain_review_goes_on_to_links(doubtful: Office) -> None:
    done = doubtful(typed="1\nvu\n\n\ns\nq\n")
    assert "1 corrected, 0 confirmed, 2 skipped" in done.stderr
    assert "1 judged" in done.stderr
    assert len(doubtful.rows()) == 1
    stopped = doubtful(typed="q\ns\n")
    assert stopped.exit_code == 0
    assert len(doubtful.rows()) == 1


def test_plans_are_chosen_by_name(doubtful: Office) -> None:
    assert "0 left" in doubtful("values", "voisine", typed="1\nvu\n").stderr
    wrong = doubtful("values", "ailleurs")
    assert wrong.exit_code == 1
    assert "no plan is called 'ailleurs'" in wrong.stderr


def test_the_image_of_the_place_is_shown_where_there_is_one(
    doubtful: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    places: list[tuple[str, Provenance]] = []

    def render(shown: Plan, place: Provenance) -> Path:
        places.append((shown.id, place))
        return tmp_path / f"{len(places)}.png"

    review_values(doubtful.root, (), Piped(io.StringIO("\n\n\n")), render)
    assert f"image: {tmp_path / '2.png'}" in capsys.readouterr().err
    assert [place.lines for _, place in places] == [(14, 14), (15, 15), (15, 15)]


class _Leaving(Piped):
    """A person who presses Ctrl-C at the second value."""

    asked = 0

    def line(self, prompt: str) -> str | None:
        self.asked += 1
        if self.asked > 2:
            raise KeyboardInterrupt
        return super().line(prompt)


def test_who_leaves_keeps_what_was_answered(doubtful: Office) -> None:
    done = review_values(doubtful.root, (), _Leaving(io.StringIO("1\nvu\n")))
    assert (done.tally.corrected, done.left, done.stopped) == (1, 2, True)
    assert "schedule/2025" in (doubtful.root / FILE).read_text()


def test_a_cell_of_a_grid_that_is_not_time_is_asked_too(doubtful: Office) -> None:
    data = plan(doubtful).model_dump(mode="json")
    place = data["actions"][0]["provenance"]
    data["actions"][0]["grids"] = [
        {"column": "Rive-Sud", "state": state, "mark": {"kind": "fill"}, "provenance": place}
        for state in ("planned", "unclear")
    ]
    found = {one.where: one.about for one in doubts(Plan.model_validate(data))}
    assert found["gauche/action-1#grids/2"].startswith("a mark of the kind 'fill' in Rive-Sud")
    assert "gauche/action-1#grids/1" not in found


def test_unresolved_names_are_asked_with_the_likeliest_first(doubtful: Office) -> None:
    made = plan(doubtful)
    data = made.model_dump(mode="json")
    place = data["sections"][0]["provenance"]
    labels = [f"Service {letter}" for letter in "abcdefghijkl"]
    data["units"] = [
        {"id": label.lower().replace(" ", "-"), "label": label, "provenance": place}
        for label in [*labels, "Loisirs et culture"]
    ]
    data["units"][-1]["id"] = "loisirs-culture"
    data["principles"] = [{"id": "equite", "label": "Équité", "provenance": place}]
    data["documents"] = [{"id": "gauche/document-x", "title": "Plan X", "provenance": place}]
    data["sections"][0]["unit_mentions"] = [{"text": "Loisir et culture", "provenance": place}]
    data["sections"][0]["principle_mentions"] = [{"text": "Égalité", "provenance": place}]
    data["citations"] = [
        {
            "id": "gauche/axe-1/ligne-1/document-1",
            "by": "gauche/axe-1",
            "line_id": "gauche/axe-1/ligne-1",
            "position": 1,
            "text": "Plan Y",
            "provenance": place,
        }
    ]
    data["actions"] = []
    (doubtful.root / "extracted/plans/gauche.json").write_text(json.dumps(data))
    done = doubtful("values", typed="1\nune faute\n1\nsynonyme\n=\npas dans l'annexe\n")
    assert "  1 loisirs-culture\n" in done.stderr
    assert "  and 4 more\n" in done.stderr
    assert "2 corrected, 1 confirmed" in done.stderr
    written = (doubtful.root / FILE).read_text()
    assert "- where: gauche/axe-1#unit_mentions/1/unit_id\n  expect: null\n" in written
    assert "  value: loisirs-culture\n" in written
    assert "- where: gauche/axe-1/ligne-1/document-1#document_id\n" in written

"""Corrections: each replaces one value and says so, or is one message that says why not."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.correctable import FIELDS
from pipeline.correction_texts import texts_at
from pipeline.corrections import (
    CorrectionError,
    Entry,
    apply_corrections,
    choices,
    current,
)
from pipeline.model import Plan
from pipeline.workspace.corrections import (
    append_correction,
    parse_corrections,
)
from pipeline.workspace.errors import WorkspaceError
from pipeline.workspace.run import run
from pipeline.workspace.status import status
from tests.workspace.workbench import Workspace

SOURCE = """# Plan d'action 2024-2026

## Axe 1 : Logement

### Objectif 1 : Loger toutes les personnes

La Ville vise :

- Une hausse du nombre de logements.

| Actions | Rôle | Budget | Note du service | 2024 | 2025 | 2026 |
|---|---|---|---|---|---|---|
| 1. Ouvrir un refuge | Responsable | 5 000 $ | interne | ✓ | ? | — |
| 2. Former 20 équipes | Collaborateur | | | — | ✓ | ✓ |
"""
FILE = "raw/essai/corrections.yaml"


def entry(where: str, expect: Any, value: Any, reason: str = "vérifié sur papier") -> Entry:
    return Entry(f"essai/{where}" if "#" in where[1:] else f"essai{where}", expect, value, reason)


def written(where: str, expect: str, value: str) -> str:
    return f"- where: {where}\n  expect: {expect}\n  value: {value}\n  reason: vérifié\n"


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    """The plan without a correction."""
    workspace = Workspace(tmp_path_factory.mktemp("workspace"))
    workspace.plan("essai", SOURCE)
    run(workspace.root, enrich=False)
    return read(workspace)


@pytest.fixture
def published(workspace: Workspace) -> Workspace:
    """A workspace whose plan has been published once."""
    workspace.plan("essai", SOURCE)
    run(workspace.root, enrich=False)
    return workspace


def read(workspace: Workspace) -> Plan:
    return Plan.model_validate_json(workspace.published()["plans/essai.json"])


def codes(workspace: Workspace) -> list[str]:
    report = json.loads(workspace.published()["reports/essai.json"])
    return [finding["code"] for finding in report["findings"]]


def test_a_correction_replaces_the_value_and_marks_it(published: Workspace) -> None:
    assert "schedule_unclear" in codes(published)
    before = json.loads(published.published()["reports/essai.json"])["words"]
    (published.root / FILE).write_text(
        "# relu par Anne\n"
        + written("essai/action-1#schedule/2025", "unclear", "planned")
        + written("essai/action-2#text", "Former 20 équipes", "Former trente-deux équipes")
    )
    result = run(published.root, enrich=False)
    assert result.plans[0].state == "fresh"
    assert result.plans[0].error is None
    now = read(published)
    first, second = now.actions
    assert [one.state for one in first.schedule] == ["planned", "planned", "not_planned"]
    assert first.schedule[1].mark.char == "?"
    assert "corrected:schedule/2025" in first.flags
    assert second.text == "Former trente-deux équipes"
    assert second.flags == ("corrected:text",)
    assert [one.model_dump() for one in now.corrections][1] == {
        "where": "essai/action-2#text",
        "before": "Former 20 équipes",
        "value": "Former trente-deux équipes",
        "reason": "vérifié",
    }
    assert "schedule_unclear" not in codes(published)
    assert "text_not_found" not in codes(published)
    assert json.loads(published.published()["reports/essai.json"])["words"] == before


def severities(workspace: Workspace) -> dict[str, str]:
    """Return the severities of the findings, by what they say."""
    found = json.loads(workspace.published()["reports/essai.json"])["findings"]
    return {f"{one['code']} {one['where']} {one['message']}": one["severity"] for one in found}


CELL_2025 = "mark_unknown source.md:13 row 1, column '2025': nobody knows the mark '?'"
CELL_2026 = "mark_unknown source.md:13 row 1, column '2026': nobody knows the mark '♞'"


@pytest.mark.parametrize("value", ["planned", "unclear"])
def test_a_mark_that_a_person_settled_is_only_said(workspace: Workspace, value: str) -> None:
    workspace.plan("essai", SOURCE.replace("| ? | — |", "| ? | ♞ |"))
    run(workspace.root, enrich=False)
    before = severities(workspace)
    assert (before[CELL_2025], before[CELL_2026]) == ("warning", "warning")
    first = written("essai/action-1#schedule/2025", "unclear", value)
    (workspace.root / FILE).write_text(first)
    run(workspace.root, enrich=False)
    one = severities(workspace)
    assert (one[CELL_2025], one[CELL_2026]) == ("info", "warning")
    second = written("essai/action-1#schedule/2026", "unclear", value)
    (workspace.root / FILE).write_text(first + second)
    run(workspace.root, enrich=False)
    both = severities(workspace)
    assert (both[CELL_2025], both[CELL_2026]) == ("info", "info")
    assert {both[name] for name in both if name.startswith("schedule_unclear")} <= {"info"}


@pytest.mark.parametrize(
    ("old", "new", "where", "value", "code"),
    [
        (
            "| Responsable |",
            "| Pilote |",
            "action-1#role_ids",
            "[]",
            "role_unknown",
        ),
        ("2. Former", "1. Former", "action-1~2#number", "'2'", "action_number_repeated"),
    ],
)
def test_a_value_that_a_person_settled_is_only_said(
    workspace: Workspace, old: str, new: str, where: str, value: str, code: str
) -> None:
    legend = "Rôles\n\n- Responsable : porte l'action.\n- Collaborateur : aide.\n\n"
    source = SOURCE.replace("| ? |", "| ✓ |").replace("### Objectif", f"## {legend}### Objectif")
    workspace.plan("essai", source.replace(old, new))
    run(workspace.root, enrich=False)
    (before,) = (said for name, said in severities(workspace).items() if name.startswith(code))
    assert before in ("warning", "error")
    expect = "'1'" if where.endswith("number") else "[]"
    (workspace.root / FILE).write_text(written(f"essai/{where}", expect, value))
    assert not run(workspace.root, enrich=False).failed(strict=False)
    (after,) = (said for name, said in severities(workspace).items() if name.startswith(code))
    assert after == "info"


def test_mentions_are_those_of_the_corrected_text(published: Workspace) -> None:
    (published.root / FILE).write_text(
        written("essai/action-2#text", "Former 20 équipes", "Cette année, former 30 équipes")
    )
    run(published.root)
    text, mentions = read(published).actions[1].text, read(published).actions[1].mentions
    assert mentions
    for mention in mentions:
        assert text[mention.start : mention.end] == mention.text


def test_corrections_are_a_table(published: Workspace) -> None:
    (published.root / FILE).write_text(
        written("essai/action-2#role_ids", "[collaborateur]", "[responsable, collaborateur]")
        + written("essai#title", '"Plan d\'action 2024-2026"', "Plan d'action")
    )
    run(published.root, enrich=False)
    rows = list(csv.DictReader(io.StringIO(published.published()["csv/corrections.csv"].decode())))
    assert [(one["where"], one["before"], one["value"]) for one in rows] == [
        ("essai/action-2#role_ids", '["collaborateur"]', '["responsable", "collaborateur"]'),
        ("essai#title", "Plan d'action 2024-2026", "Plan d'action"),
    ]


def test_a_stale_correction_fails_the_plan_and_keeps_its_last_result(published: Workspace) -> None:
    good = published.published()
    (published.root / FILE).write_text(
        "# un commentaire\n" + written("essai/action-2#text", "Former des équipes", "Rien")
    )
    (result,) = run(published.root, enrich=False).plans
    assert result.state == "failed"
    assert result.kept
    assert str(result.error) == (
        "raw/essai/corrections.yaml: line 2 (essai/action-2#text): expects 'Former des équipes', "
        "but 'Former 20 équipes' was read; the source or the reading has changed: check it, then "
        "correct expect or take the entry out"
    )
    assert published.published() == good


SHIFTED = SOURCE.replace(
    "| 2. Former", "| 2. Nettoyer | Collaborateur | | | — | ✓ | ✓ |\n| 3. Former"
)


def test_a_correction_does_not_move_to_what_gets_its_number(published: Workspace) -> None:
    about = written("essai/action-2#schedule/2024", "not_planned", "planned")
    (published.root / FILE).write_text(about + "  text: Former 20 équipes\n")
    run(published.root, enrich=False)
    good = published.published()
    (published.root / "raw/essai/source.md").write_text(SHIFTED)
    published.seal("essai")
    (result,) = run(published.root, enrich=False).plans
    assert str(result.error) == (
        "raw/essai/corrections.yaml: line 1 (essai/action-2#schedule/2024): was written about "
        "'Former 20 équipes', but what is there says 'Nettoyer'; that stands at "
        "'essai/action-3#schedule/2024' now: correct where, or take the entry out"
    )
    assert published.published() == good
    moved = about.replace("action-2", "action-3") + "  text: Former 20...\n"
    (published.root / FILE).write_text(moved)
    run(published.root, enrich=False)
    states = [action.schedule[0].state for action in read(published).actions]
    assert states == ["planned", "not_planned", "planned"]


def test_a_correction_that_says_not_what_it_is_about_is_told(published: Workspace) -> None:
    loose = written("essai/action-2#schedule/2024", "not_planned", "planned")
    itself = written("essai/action-2#text", "Former 20 équipes", "Former 30 équipes")
    (published.root / FILE).write_text(loose + itself)
    run(published.root, enrich=False)
    report = json.loads(published.published()["reports/essai.json"])
    (found,) = (one for one in report["findings"] if one["code"] == "correction_loose")
    assert found["where"] == "corrections.yaml:1"
    assert found["hint"] == "add to it the line   text: 'Former 20 équipes'"
    (published.root / FILE).write_text(loose + "  text: 'Former 20 équipes'\n" + itself)
    run(published.root, enrich=False)
    assert "correction_loose" not in codes(published)


def test_what_an_entry_carries_is_the_text_as_it_was_read(plan: Plan) -> None:
    corrected = apply_corrections(plan, [entry("action-2#text", "Former 20 équipes", "Agir")])
    assert texts_at(corrected, "essai/action-2#schedule/2024") == ("Former 20 équipes",)
    assert texts_at(plan, "essai/action-2#text") == ()
    assert texts_at(plan, "essai/axe-1#number") == ("Logement",)
    assert texts_at(plan, "essai#periods/2024/start") == ()


def test_a_new_correction_is_a_changed_input(published: Workspace) -> None:
    assert [one.state for one in status(published.root, enrich=False)] == ["unchanged"]
    (published.root / FILE).write_text("# rien encore\n")
    (standing,) = status(published.root, enrich=False)
    assert (standing.state, standing.why) == ("changed", ("sidecar",))


def test_what_is_confirmed_is_recorded_and_not_marked(plan: Plan) -> None:
    (one,) = apply_corrections(plan, [entry("action-1#number", "1", "1")]).corrections
    assert (one.before, one.value) == ("1", "1")
    assert apply_corrections(plan, [entry("action-1#number", "1", "1")]).actions == plan.actions


def test_no_entry_changes_nothing(plan: Plan) -> None:
    assert apply_corrections(plan, []) == plan


@pytest.mark.parametrize(
    ("where", "expect", "value"),
    [
        ("#subtitle", None, "Agir"),
        ("#period/end", 2026, 2027),
        ("#roles/responsable/label", "Responsable", "Porteur"),
        ("#periods/2024/label", "2024", "An 1"),
        ("#periods/2024/start", "2024-01-01", "2024-04-01"),
        ("axe-1#title", "Logement", "Habitation"),
        ("axe-1/objectif-1/cible-1#text", "Une hausse du nombre de logements.", "Une hausse."),
        ("action-1#number", "1", "1.1"),
        ("action-1#budget", "5 000 $", None),
        ("action-1#section_id", "essai/axe-1/objectif-1", "essai/axe-1"),
        ("action-1#leads", (), ("Police", "Loisirs")),
        ("action-1#deadline/text", None, "printemps 2026"),
        ("action-1#extra/Note du service", "interne", "externe"),
        ("action-2#schedule/2024", "not_planned", "planned"),
    ],
)
def test_every_kind_of_place_can_be_corrected(
    plan: Plan, where: str, expect: Any, value: Any
) -> None:
    one = entry(where, expect, value)
    assert current(plan, one.where) == expect
    corrected = apply_corrections(plan, [one])
    assert current(corrected, one.where) == value
    assert corrected.corrections[0].before == expect
    rest = corrected.model_copy(update={"corrections": ()})
    back = apply_corrections(rest, [entry(where, value, expect)])
    flags = [flag for action in back.actions for flag in action.flags]
    assert all(flag.startswith("corrected:") for flag in set(flags) - {"mark_unclear"})
    assert len(" ".join(flags).split()) == len(flags)


@pytest.mark.parametrize(
    ("where", "expect", "value", "reason"),
    [
        (
            "action-9#text",
            "x",
            "y",
            "the plan has no 'essai/action-9'; did you mean 'essai/action-",
        ),
        ("#pages", 1, 2, "'pages' of this cannot be corrected"),
        ("action-1#id", "essai/action-1", "essai/action-7", "'id' of this cannot be corrected"),
        (
            "action-1#schedule/2030",
            "planned",
            "unclear",
            "there is no '2030' there; the plan has 2",
        ),
        ("action-1#grids/1", "planned", "unclear", "there is no '1' there; the plan has none"),
        ("action-1#schedule/2024", "planned", "yes", "'yes' is not a value of it; one of planned"),
        ("action-1#role_ids", ("responsable",), ("chef",), "'chef' is not a value of it"),
        ("action-1#role_ids", ("responsable",), ("responsable",) * 2, "names something twice"),
        ("action-1#role_ids", ("responsable",), "responsable", "cannot stand there"),
        ("action-1#section_id", "essai/axe-1/objectif-1", "essai/axe-4", "is not a value of it"),
        ("action-1#text", "Ouvrir un refuge", " ", "the new value is empty"),
        ("action-1#text", "Ouvrir un refuge", None, "null cannot stand there"),
        ("action-1#text", "Ouvrir un refuge", 12, "put the value in quotes"),
        ("action-1#deadline/date", None, "2026-03-01", "cannot stand there"),
        ("#period/start", 2024, "bientôt", "cannot stand there"),
        ("#periods/2024/start", "2024-01-01", "avril", "'avril' is not a date"),
        ("#periods/2024/start", "2024-01-01", "2024-13-01", "'2024-13-01' is not a date"),
    ],
)
def test_what_does_not_fit_is_one_clear_error(
    plan: Plan, where: str, expect: Any, value: Any, reason: str
) -> None:
    with pytest.raises(CorrectionError) as caught:
        apply_corrections(plan, [entry(where, expect, value)])
    assert reason in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_place_is_corrected_once(plan: Plan) -> None:
    twice = [entry("action-1#number", "1", "2"), entry("action-1#number", "2", "3")]
    with pytest.raises(CorrectionError, match="is corrected twice"):
        apply_corrections(plan, twice)


def test_closed_sets_are_offered(plan: Plan) -> None:
    assert choices(plan, "essai/action-1#role_ids") == ("responsable", "collaborateur")
    assert choices(plan, "essai/action-1#schedule/2024") == ("planned", "not_planned", "unclear")
    assert choices(plan, "essai/action-1#text") == ()
    assert choices(plan, "essai/action-1#extra/role_ids") == ()


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a: b", "is not a list"),
        ("- where: [", "line 1"),
        ("- a", "line 1: an entry has the keys where, expect, value, reason; this one has none"),
        ("\n- where: a#b\n  value: c\n", "line 2: an entry has the keys"),
        ("- {where: a#b, expect: 1, value: 2, reason: x, by: y}", "has where, expect, value, reas"),
        ("- {where: a#b, expect: 1, value: 2, reason: ''}", "line 1, key 'reason': says nothing"),
        ("- {where: a#b, expect: 1, value: 2, reason: x, text: [1]}", "key 'text': is neither a"),
        ("- {where: a#b, expect: 1, value: 2.5, reason: x}", "key 'value': 2.5 is neither a text"),
        ("- {where: a#b, expect: yes, value: 2, reason: x}", "key 'expect': True is neither"),
        ("- {where: a#b, where: c, value: 2, reason: x}", "the key 'where' is written twice"),
        ("- {where: a#b, expect: 1, value: 2001-02-30, reason: x}", "not readable as YAML"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_message(text: str, problem: str) -> None:
    with pytest.raises(WorkspaceError) as caught:
        parse_corrections(text.encode(), FILE)
    assert str(caught.value).startswith(f"{FILE}: ")
    assert problem in str(caught.value)


def test_an_entry_is_read_with_its_line_and_plain_values() -> None:
    text = "# relu\n\n" + written("a#b", "2024-03-01", "[x, y]") + written("a#c", "2024", "null")
    assert parse_corrections(text.encode(), FILE) == (
        Entry("a#b", "2024-03-01", ("x", "y"), "vérifié", 3),
        Entry("a#c", 2024, None, "vérifié", 7),
    )
    assert parse_corrections(b"# rien encore\n", FILE) == ()


@pytest.mark.parametrize(
    "before",
    [
        "",
        "# Relu par Anne\n",
        written("essai/action-1#number", "'1'", "'1'") + "# fin, sans retour",
        "  - where:   essai#title   # gardé\n    expect: a\n    value: b\n    reason: c\n",
    ],
)
def test_an_entry_is_added_and_all_that_stands_there_is_left(
    workspace: Workspace, before: str
) -> None:
    folder = workspace.plan("essai")
    if before:
        (folder / "corrections.yaml").write_text(before)
    old = parse_corrections(before.encode(), FILE)
    new = entry("action-1#text", 'dit "non": #1', "multi\nligne, 'été'")
    append_correction(workspace.root, "essai", new)
    after = (folder / "corrections.yaml").read_text()
    assert after.startswith(before)
    assert [(e.where, e.expect, e.value) for e in parse_corrections(after.encode(), FILE)] == [
        (e.where, e.expect, e.value) for e in (*old, new)
    ]


@pytest.mark.parametrize(
    "before", ["[]\n", "- {where: a#b, expect: 1, value: 2, reason: x}\n...\n"]
)
def test_a_file_that_cannot_be_added_to_is_left(workspace: Workspace, before: str) -> None:
    folder = workspace.plan("essai")
    (folder / "corrections.yaml").write_text(before)
    with pytest.raises(WorkspaceError, match="cannot be added at its end"):
        append_correction(workspace.root, "essai", entry("#title", "a", "b"))
    assert (folder / "corrections.yaml").read_text() == before


def test_a_place_is_not_added_twice(workspace: Workspace) -> None:
    workspace.plan("essai")
    append_correction(workspace.root, "essai", entry("#title", "a", "b"))
    with pytest.raises(WorkspaceError, match="essai#title: is corrected there already"):
        append_correction(workspace.root, "essai", entry("#title", "a", "c"))


@given(st.binary(max_size=100) | st.text("-:#[]{}&*!|>'\"%@, \nwhere", max_size=80).map(str.encode))
def test_any_bytes_are_entries_or_one_message(content: bytes) -> None:
    problem = ""
    try:
        assert isinstance(parse_corrections(content, FILE), tuple)
    except WorkspaceError as error:
        problem = str(error)
    assert len(problem.splitlines()) <= 1


_TEXT = st.text(st.characters(codec="utf-8"), min_size=1, max_size=30).filter(str.strip)


@given(st.none() | st.integers() | _TEXT | st.lists(_TEXT, max_size=3).map(tuple), _TEXT)
def test_whatever_is_written_is_read_again_or_refused(
    tmp_path_factory: pytest.TempPathFactory, value: Any, reason: str
) -> None:
    root: Path = tmp_path_factory.mktemp("w")
    (root / "raw/essai").mkdir(parents=True)
    new = Entry("essai#title", value, value, " ".join(reason.split()) or "x")
    try:
        append_correction(root, "essai", new)
    except WorkspaceError:
        assert not (root / FILE).exists()
        return
    (read_again,) = parse_corrections((root / FILE).read_bytes(), FILE)
    assert (read_again.expect, read_again.value) == (value, value)


def test_every_field_that_can_be_corrected_is_documented() -> None:
    documented = (Path(__file__).parents[2] / "docs/review.md").read_text()
    for model, fields in FIELDS.items():
        for pattern in fields:
            name = pattern.replace("/#", "/<n>").replace("/*", "/<header>")
            assert f"`{re.sub('@[a-z_]+', '<id>', name)}`" in documented, (model, pattern)

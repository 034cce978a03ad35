"""raw/ to extracted/, run for real on small plans."""

from __future__ import annotations

import csv
import io
import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from pipeline.workspace.errors import WorkspaceError
from pipeline.workspace.results import RunResult
from pipeline.workspace.run import compare, run
from pipeline.workspace.status import status
from tests.workspace.workbench import PLAN

if TYPE_CHECKING:
    from pathlib import Path

    from tests.workspace.workbench import Workspace


def _states(result: RunResult) -> dict[str, str]:
    return {plan.plan_id: plan.state for plan in result.plans}


def _errors(result: RunResult) -> dict[str, str]:
    return {plan.plan_id: str(plan.error) for plan in result.plans if plan.error}


def _json(workspace: Workspace, name: str) -> Any:
    return json.loads(workspace.published()[name])


def _listed(workspace: Workspace) -> list[str]:
    rows = csv.DictReader(io.StringIO(workspace.published()["csv/plans.csv"].decode()))
    return [row["id"] for row in rows]


def test_a_plan_comes_out_with_what_its_sidecar_says(workspace: Workspace) -> None:
    workspace.plan("essai")
    workspace.seal("essai", "url: https://example.org\npublished: 2024-03-01\nexpect: {actions: 2}")
    result = run(workspace.root, enrich=False)
    plan = _json(workspace, "plans/essai.json")
    assert not result.failed()
    assert [action["text"] for action in plan["actions"]] == [
        "Ouvrir un refuge",
        "Former les équipes",
    ]
    assert plan["publisher"] == "Ville d'Essai"
    assert plan["source"]["path"] == "raw/essai/source.md"
    assert plan["source"]["url"] == "https://example.org"
    assert plan["source"]["published"] == "2024-03-01"
    (only,) = result.plans
    assert only.counts is not None
    assert (only.counts.sections, only.counts.actions, only.counts.schedule) == (2, 2, 6)
    assert _listed(workspace) == ["essai"]


def test_columns_and_pins_of_the_folder_are_used(workspace: Workspace) -> None:
    text = PLAN.replace("Rôle", "Grosse tête").replace("1. ", "").replace("2. ", "")
    folder = workspace.plan("essai", text)
    (folder / "ids.csv").write_text("text,id\nOuvrir un refuge,refuge\n")
    workspace.seal("essai", "columns: {Grosse tête: lead}\n")
    run(workspace.root, enrich=False)
    first, second = _json(workspace, "plans/essai.json")["actions"]
    assert (first["id"], first["leads"]) == ("essai/refuge", ["Responsable"])
    assert (second["id"], second["leads"]) == ("essai/action-2", ["Collaborateur"])


def test_a_pin_that_no_action_has_is_an_error_and_ids_stay(workspace: Workspace) -> None:
    text = PLAN.replace("1. ", "").replace("2. ", "")
    folder = workspace.plan("essai", text)
    (folder / "ids.csv").write_text("text,id\nOuvrir un refuge,refuge\n")
    run(workspace.root, enrich=False)
    good = workspace.published()
    (folder / "source.md").write_text(text.replace("Ouvrir un refuge", "Ouvrir deux refuges"))
    workspace.seal("essai")
    (result,) = run(workspace.root, enrich=False).plans
    assert str(result.error) == (
        "raw/essai/ids.csv: 'Ouvrir un refuge' (refuge): no action says so; did you mean "
        "'Ouvrir deux refuges'? write the text as it stands now, or take the row out"
    )
    assert workspace.published() == good
    (folder / "source.md").write_text(PLAN)
    workspace.seal("essai")
    (result,) = run(workspace.root, enrich=False).plans
    assert "the action that says so has a number, which its id comes from" in str(result.error)


def test_a_header_of_the_sidecar_that_no_table_has_is_said(workspace: Workspace) -> None:
    workspace.plan("essai")
    workspace.seal("essai", "columns: {RÔLE: lead, Responsables: lead}\n")
    run(workspace.root, enrich=False)
    (finding,) = _json(workspace, "reports/essai.json")["findings"]
    assert (finding["code"], finding["severity"]) == ("column_absent", "warning")
    assert finding["message"] == "plan.yaml names the column 'Responsables', which no table has"


def test_words_of_the_workspace_lexicon_are_used(workspace: Workspace) -> None:
    workspace.plan("essai", PLAN.replace("✓", "♞"))
    (workspace.root / "raw" / "lexicon.toml").write_text('[fr.marks]\nplanned = ["♞"]\n')
    run(workspace.root, enrich=False)
    states = [
        entry["state"]
        for action in _json(workspace, "plans/essai.json")["actions"]
        for entry in action["schedule"]
    ]
    assert states.count("planned") == 4


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            "[fr.marks]\nplaned = []\n",
            "fr.marks.planed: nobody knows this key; the keys are planned, not_planned, unclear, ",
        ),
        ("[fr.column]\n", "fr.column: nobody knows this key; the keys are language, stopwords, "),
        (
            '[fr.columns]\nleads = ["élu porteur"]\n',
            "fr.columns.leads: nobody knows this key; the keys are action, item, number, ",
        ),
        (
            "[fr.lists]\ntarget = []\n",
            "fr.lists.target: nobody knows this key; the keys are targets",
        ),
        (
            '[fr.columns]\nlead = "élu porteur"\n',
            'fr.columns.lead: should be a list, like ["élu porteur"]; ',
        ),
        (
            '[columns]\nlead = ["élu porteur"]\n',
            "'columns' is not a language's table; write the words under [fr], [fr.columns], ...",
        ),
    ],
)
def test_a_lexicon_that_cannot_be_used_stops_the_run(
    workspace: Workspace, text: str, reason: str
) -> None:
    workspace.plan("essai")
    run(workspace.root, enrich=False)
    before = workspace.published()
    (workspace.root / "raw" / "lexicon.toml").write_text(text)
    with pytest.raises(WorkspaceError) as error:
        run(workspace.root, enrich=False)
    assert str(error.value).startswith(f"raw/lexicon.toml: {reason}")
    assert str(error.value).endswith("; correct the lexicon: nothing was read")
    assert workspace.published() == before


def test_a_count_that_does_not_hold_is_an_error(workspace: Workspace) -> None:
    workspace.plan("essai")
    workspace.seal("essai", "expect: {actions: 3}")
    result = run(workspace.root, enrich=False)
    assert result.failed()
    findings = _json(workspace, "reports/essai.json")["findings"]
    assert [f["code"] for f in findings if f["severity"] == "error"] == ["count_unexpected"]


def test_unchanged_input_writes_nothing(workspace: Workspace) -> None:
    workspace.plan("essai")
    first = run(workspace.root, enrich=False)
    inode = (workspace.root / "extracted").stat().st_ino
    second = run(workspace.root, enrich=False)
    assert (_states(first), _states(second)) == ({"essai": "fresh"}, {"essai": "cached"})
    assert second.files == ()
    assert (workspace.root / "extracted").stat().st_ino == inode
    assert [plan.counts for plan in first.plans] == [plan.counts for plan in second.plans]


def test_two_folders_give_the_same_bytes(workspace: Workspace, tmp_path: Path) -> None:
    for name in ("ville-b", "ville-a"):
        workspace.plan(name)
    elsewhere = tmp_path / "ailleurs" / "plus-loin"
    shutil.copytree(workspace.root / "raw", elsewhere / "raw")
    run(workspace.root, enrich=False)
    run(elsewhere, enrich=False, jobs=2)
    other = type(workspace)(elsewhere)
    assert other.published() == workspace.published()


def test_without_its_cache_a_run_writes_nothing_new(workspace: Workspace) -> None:
    workspace.plan("essai")
    run(workspace.root, enrich=False)
    shutil.rmtree(workspace.root / ".cache")
    result = run(workspace.root, enrich=False)
    assert (_states(result), result.files) == ({"essai": "fresh"}, ())


@pytest.mark.parametrize("content", [b"", b"{", b"0\n{}"])
def test_a_broken_cache_is_made_again(workspace: Workspace, content: bytes) -> None:
    workspace.plan("essai")
    run(workspace.root, enrich=False)
    before = workspace.published()
    cache = workspace.root / ".cache"
    entries = [*sorted(cache.rglob("*.json")), *cache.rglob("*.product"), cache / "links.index"]
    assert len(entries) == 3
    for path in entries:
        path.write_bytes(content)
    assert _states(run(workspace.root, enrich=False)) == {"essai": "fresh"}
    assert workspace.published() == before
    assert _states(run(workspace.root, enrich=False)) == {"essai": "cached"}


def test_what_was_changed_in_extracted_is_put_back(workspace: Workspace) -> None:
    workspace.plan("essai")
    run(workspace.root, enrich=False)
    before = workspace.published()
    (workspace.root / "extracted" / "plans" / "essai.json").write_text("{}")
    (workspace.root / "extracted" / "csv" / "autre.csv").write_text("a")
    result = run(workspace.root, enrich=False)
    assert _states(result) == {"essai": "cached"}
    assert (result.files, result.foreign) == (("plans/essai.json",), ("csv/autre.csv",))
    assert workspace.published() == {**before, "csv/autre.csv": b"a"}
    again = run(workspace.root, enrich=False)
    assert (again.files, again.foreign) == ((), ("csv/autre.csv",))


def test_force_produces_afresh(workspace: Workspace) -> None:
    workspace.plan("essai")
    run(workspace.root, enrich=False)
    assert _states(run(workspace.root, enrich=False, force=True)) == {"essai": "fresh"}


def test_only_what_changed_is_produced_again(workspace: Workspace) -> None:
    workspace.plan("ville-a")
    folder = workspace.plan("ville-b")
    run(workspace.root, enrich=False)
    (folder / "source.md").write_text(PLAN.replace("refuge", "abri"))
    workspace.seal("ville-b")
    result = run(workspace.root, enrich=False)
    assert _states(result) == {"ville-a": "cached", "ville-b": "fresh"}
    assert "plans/ville-b.json" in result.files
    assert "plans/ville-a.json" not in result.files


def test_a_plan_taken_out_of_raw_disappears(workspace: Workspace) -> None:
    workspace.plan("ville-a")
    folder = workspace.plan("ville-b")
    run(workspace.root, enrich=False)
    shutil.rmtree(folder)
    run(workspace.root, enrich=False)
    assert _listed(workspace) == ["ville-a"]
    assert [name for name in workspace.published() if "ville-b" in name] == []


def test_a_plan_that_fails_keeps_its_last_good_result(workspace: Workspace) -> None:
    workspace.plan("ville-a")
    folder = workspace.plan("ville-b")
    run(workspace.root, enrich=False)
    before = workspace.published()
    (folder / "source.md").write_text("# Autre chose\n")
    workspace.plan("ville-c", PLAN.replace("refuge", "abri"))
    result = run(workspace.root, enrich=False)
    assert result.failed()
    assert _states(result) == {"ville-a": "cached", "ville-b": "failed", "ville-c": "fresh"}
    assert [plan.kept for plan in result.plans] == [False, True, False]
    after = workspace.published()
    for name in ("plans/ville-b.json", "reports/ville-b.json", "plans/ville-a.json"):
        assert after[name] == before[name]
    assert _listed(workspace) == ["ville-a", "ville-b", "ville-c"]
    assert run(workspace.root, enrich=False).files == ()


def test_a_last_result_of_another_contract_is_not_good(workspace: Workspace) -> None:
    folder = workspace.plan("essai")
    run(workspace.root, enrich=False)
    (folder / "source.md").write_text("# Autre chose\n")
    (workspace.root / "extracted" / "plans" / "essai.json").write_text('{"id": "essai"}')
    result = run(workspace.root, enrich=False)
    assert [plan.kept for plan in result.plans] == [False]
    assert [name for name in workspace.published() if "essai" in name] == []


BAD = {
    "vide": (b"", "source.md"),
    "blanc": (b" \n\n", "source.md"),
    "utf16": ("# Plan d'action\n".encode("utf-16-le")[1:], "source.md"),
    "binaire": (b"%PDF-1.7\n\x00\x01\x02", "source.md"),
    "pdf": (b"%PDF-1.7\n\x00\x01\x02", "source.pdf"),
}


def test_documents_that_cannot_be_read_fail_alone(workspace: Workspace) -> None:
    workspace.plan("bon")
    for plan_id, (content, name) in BAD.items():
        workspace.plan(plan_id, content, name)
    result = run(workspace.root, enrich=False)
    errors = _errors(result)
    assert sorted(errors) == sorted(BAD)
    for plan_id, (_, name) in BAD.items():
        assert errors[plan_id].startswith(f"raw/{plan_id}/{name}: ")
        assert "\n" not in errors[plan_id]
        assert "fault of the program" not in errors[plan_id]
    assert _listed(workspace) == ["bon"]
    assert result.failed()


def test_folders_and_sidecars_that_cannot_be_fail_alone(
    workspace: Workspace, tmp_path_factory: pytest.TempPathFactory
) -> None:
    workspace.plan("bon")
    workspace.plan("Pas Bon")
    workspace.plan("cle")
    workspace.seal("cle", "editor: x\n")
    (workspace.plan("empreinte") / "source.md").write_text("# Autre chose\n")
    outside = tmp_path_factory.mktemp("dehors") / "secret.md"
    outside.write_text(PLAN)
    source = workspace.plan("lien") / "source.md"
    source.unlink()
    source.symlink_to(outside)
    result = run(workspace.root, enrich=False)
    errors = _errors(result)
    assert errors["Pas Bon"].startswith("raw/Pas Bon: 'Pas Bon' cannot be the id of a plan; ")
    assert errors["cle"].startswith("raw/cle/plan.yaml: key 'editor': nobody knows this key; ")
    assert errors["empreinte"].startswith("raw/empreinte/plan.yaml: key 'sha256.source.md': ")
    assert errors["lien"].startswith("raw/lien/source.md: is a link that leads out")
    assert len(errors) == 4
    assert _listed(workspace) == ["bon"]


@pytest.mark.parametrize(
    ("old", "new", "code", "place"),
    [
        ("| Responsable | ✓ | ✓ | — |", "| Responsable | ✓ |", "table_row_width", ":13"),
        (
            "| Responsable | ✓ | ✓ | — |",
            "| Responsable | ✓ | ✓ | — | ✓ |",
            "table_row_width",
            ":13",
        ),
        ("| Responsable | ✓ |", "| Responsable | ♞ |", "mark_unknown", ":13"),
        ("2. Former", "1. Former", "action_number_repeated", ":14"),
    ],
)
def test_faults_inside_a_document_are_findings_with_a_place(
    workspace: Workspace, old: str, new: str, code: str, place: str
) -> None:
    assert old in PLAN
    workspace.plan("essai", PLAN.replace(old, new))
    run(workspace.root, enrich=False)
    findings = {f["code"]: f for f in _json(workspace, "reports/essai.json")["findings"]}
    assert findings[code]["where"] == f"source.md{place}"
    assert findings[code]["hint"]
    assert len(_json(workspace, "plans/essai.json")["actions"]) == 2


def test_compare_writes_nothing_and_names_what_is_stale(workspace: Workspace) -> None:
    workspace.plan("essai")
    assert "plans/essai.json" in compare(workspace.root, enrich=False).files
    assert [path.name for path in workspace.root.iterdir()] == ["raw"]
    run(workspace.root, enrich=False)
    fine = compare(workspace.root, enrich=False)
    assert (fine.files, fine.failed()) == ((), False)
    path = workspace.root / "extracted" / "csv" / "plans.csv"
    path.write_bytes(path.read_bytes() + b"\n")
    stale = compare(workspace.root, enrich=False)
    assert (stale.files, stale.failed()) == (("csv/plans.csv",), True)


def test_a_run_with_mentions_is_the_default(workspace: Workspace) -> None:
    workspace.plan("essai")
    run(workspace.root)
    action = _json(workspace, "plans/essai.json")["actions"][0]
    assert [mention["text"] for mention in action["mentions"] if mention["kind"] == "verb"] == [
        "Ouvrir"
    ]
    assert _states(run(workspace.root)) == {"essai": "cached"}
    assert _states(run(workspace.root, enrich=False)) == {"essai": "fresh"}


def _standings(workspace: Workspace) -> dict[str, tuple[str, ...]]:
    return {one.plan_id: (one.state, *one.why) for one in status(workspace.root, enrich=False)}


def test_status_says_why_a_plan_would_run(workspace: Workspace) -> None:
    names = ("meme", "source", "fiche", "retire", "casse", "touche")
    folders = {name: workspace.plan(name) for name in names}
    assert _standings(workspace) == dict.fromkeys(names, ("new",))
    (folders["casse"] / "source.md").write_text("# Autre chose\n")
    run(workspace.root, enrich=False)
    (folders["source"] / "source.md").write_text(PLAN.replace("refuge", "abri"))
    workspace.seal("fiche", "licence: CC-BY-4.0\n")
    shutil.rmtree(folders["retire"])
    (workspace.root / "extracted" / "plans" / "touche.json").write_text("{}")
    standings = _standings(workspace)
    state, why = standings.pop("casse")
    assert state == "failed"
    assert why.startswith("in the last run: raw/casse/plan.yaml: key 'sha256.source.md': ")
    assert standings == {
        "meme": ("unchanged",),
        "source": ("changed", "source"),
        "fiche": ("changed", "sidecar"),
        "retire": ("removed",),
        "touche": ("changed", "extracted"),
    }
    (workspace.root / "raw" / "lexicon.toml").write_text("")
    assert _standings(workspace)["meme"] == ("changed", "lexicon")


def test_a_plan_put_back_as_it_was_has_not_failed(workspace: Workspace) -> None:
    folder = workspace.plan("essai")
    run(workspace.root, enrich=False)
    (folder / "source.md").write_text("# Autre chose\n")
    assert run(workspace.root, enrich=False).failed()
    assert _standings(workspace)["essai"][0] == "failed"
    (folder / "source.md").write_text(PLAN)
    assert _standings(workspace) == {"essai": ("unchanged",)}
    assert run(workspace.root, enrich=False).files == ()


def test_a_failure_is_remembered_also_where_nothing_else_changed(workspace: Workspace) -> None:
    workspace.plan("bon")
    run(workspace.root, enrich=False)
    workspace.plan("vide", b"")
    assert _standings(workspace)["vide"] == ("new",)
    assert run(workspace.root, enrich=False).files == ()
    state, why = _standings(workspace)["vide"]
    assert state == "failed"
    assert why.startswith("in the last run: raw/vide/source.md: is empty; ")

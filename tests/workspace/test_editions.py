"""`follows:` in plan.yaml: the file it makes, and what happens where it leads nowhere."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

from click.testing import CliRunner

from pipeline.cli import main
from pipeline.workspace.built import package
from pipeline.workspace.run import compare, run
from pipeline.workspace.validate import problems
from tests.workspace.workbench import PLAN

if TYPE_CHECKING:
    from tests.workspace.workbench import Workspace

FILE = "reports/editions.json"


def _editions(workspace: Workspace) -> Any:
    return json.loads(workspace.published()[FILE])


def _two(workspace: Workspace) -> None:
    workspace.plan("ville-2024")
    workspace.plan("ville-2027", PLAN.replace("Former les équipes", "Planter des arbres"))
    workspace.seal("ville-2027", "follows: ville-2024\nstate: reviewed\n")


def test_a_plan_that_follows_another_is_held_against_it(workspace: Workspace) -> None:
    _two(workspace)
    assert not run(workspace.root, enrich=False).failed()
    (edition,) = _editions(workspace)["editions"]
    assert (edition["plan_id"], edition["follows"]) == ("ville-2027", "ville-2024")
    table = {part["old_id"]: part["new_id"] for part in edition["continued"]}
    assert table["ville-2024/action-1"] == "ville-2027/action-1"
    assert [part["id"] for part in edition["dropped"]] == ["ville-2024/action-2"]
    assert [part["id"] for part in edition["new"]] == ["ville-2027/action-2"]
    assert list(problems(workspace.root / "extracted" / FILE)) == []
    assert FILE in package(workspace.root)
    assert compare(workspace.root, enrich=False).files == ()
    assert run(workspace.root, enrich=False).files == ()


def test_without_editions_there_is_no_file(workspace: Workspace) -> None:
    _two(workspace)
    run(workspace.root, enrich=False)
    workspace.seal("ville-2027")
    assert FILE in run(workspace.root, enrich=False).files
    assert FILE not in workspace.published()


def test_judgements_are_proposed_and_never_written(workspace: Workspace) -> None:
    _two(workspace)
    run(workspace.root, enrich=False)
    path = workspace.root / "raw" / "judgements.csv"
    path.write_text(
        "left,right,judgement,left_hash,right_hash,by,on,note\n"
        f"b/action-9,ville-2024/action-1,overlap,{'0' * 16},{'1' * 16},mc,2025-02-01,\n"
    )
    before = path.read_bytes()
    result = run(workspace.root, enrich=False)
    assert FILE in result.files
    assert path.read_bytes() == before
    editions = _editions(workspace)
    assert editions["editions"][0]["judgements"] == [
        {
            "left": "b/action-9",
            "right": "ville-2027/action-1",
            "judgement": "overlap",
            "by": "mc",
            "on": "2025-02-01",
            "note": None,
            "old_left": "b/action-9",
            "old_right": "ville-2024/action-1",
            "reworded": False,
        }
    ]
    assert editions["findings"] == []


def test_following_nobody_is_an_error_finding_on_every_run(workspace: Workspace) -> None:
    _two(workspace)
    run(workspace.root, enrich=False)
    shutil.rmtree(workspace.root / "raw" / "ville-2024")
    for _ in range(2):
        result = run(workspace.root, enrich=False)
        assert result.failed()
        (problem,) = result.problems
        assert problem["code"] == "edition_unknown"
        assert problem["where"] == "raw/ville-2027/plan.yaml"
    assert compare(workspace.root, enrich=False).problems == result.problems
    assert [plan.state for plan in result.plans] == ["cached"]
    done = CliRunner().invoke(main, ["run", "--no-enrich", "--root", str(workspace.root)])
    assert done.exit_code == 1
    assert (
        "error: raw/ville-2027/plan.yaml: follows 'ville-2024', which is no plan of this "
        "workspace [edition_unknown]; correct the id, or put that plan in raw/\n"
    ) in done.stderr
    done = CliRunner().invoke(main, ["run", "--no-enrich", "--json", "--root", str(workspace.root)])
    assert json.loads(done.stdout)["findings"] == [problem]


def test_a_circle_is_an_error_finding_of_each_in_it(workspace: Workspace) -> None:
    _two(workspace)
    workspace.seal("ville-2024", "follows: ville-2027\n")
    workspace.plan("ville-2030")
    workspace.seal("ville-2030", "follows: ville-2027\n")
    result = run(workspace.root, enrich=False)
    assert [(p["code"], p["where"]) for p in result.problems] == [
        ("edition_circle", "raw/ville-2024/plan.yaml"),
        ("edition_circle", "raw/ville-2027/plan.yaml"),
    ]
    assert [one["plan_id"] for one in _editions(workspace)["editions"]] == ["ville-2030"]


def test_a_plan_cannot_follow_itself(workspace: Workspace) -> None:
    workspace.plan("ville")
    workspace.seal("ville", "follows: ville\n")
    (only,) = run(workspace.root, enrich=False).plans
    assert str(only.error) == (
        "raw/ville/plan.yaml: key 'follows': a plan cannot follow itself; "
        "give the id of the old plan"
    )


def test_a_plan_that_fails_keeps_its_place_among_the_editions(workspace: Workspace) -> None:
    _two(workspace)
    run(workspace.root, enrich=False)
    before = _editions(workspace)
    (workspace.root / "raw" / "ville-2027" / "plan.yaml").write_text("follows: [")
    result = run(workspace.root, enrich=False)
    assert [plan.kept for plan in result.plans] == [False, True]
    assert _editions(workspace) == before
    (workspace.root / "extracted" / FILE).write_text("{}")
    run(workspace.root, enrich=False)

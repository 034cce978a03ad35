"""`run`, `status` and `validate` on a small workspace."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tests.workspace.workbench import PLAN

if TYPE_CHECKING:
    from tests.cli.conftest import Shell


def test_a_run_says_a_line_for_each_plan_on_stderr(arrimage: Shell) -> None:
    arrimage.plan("essai")
    done = arrimage("run", "--no-enrich")
    assert done.exit_code == 0
    assert done.stdout == ""
    lines = done.stderr.splitlines()
    counts = "2 sections, 2 actions, 6 schedule entries"
    assert lines[0].startswith(f"essai: {counts}; findings: 0 error")
    assert lines[0].endswith("; fresh")
    assert lines[-1].startswith("extracted/: ")
    assert lines[-1].endswith(" files changed")
    again = arrimage("run", "--no-enrich").stderr.splitlines()
    assert again[0].endswith("; cached")
    assert again[-1] == "extracted/: nothing to write"


def test_a_file_that_nothing_reads_is_named(arrimage: Shell) -> None:
    arrimage.plan("essai")
    (arrimage.here / "raw/essai/corrections.yml").write_text("- where: essai#title\n")
    line = (
        "unread: raw/essai/corrections.yml (nothing reads it; is it meant to be corrections.yaml?)"
    )
    assert line in arrimage("run", "--no-enrich").stderr.splitlines()
    assert line in arrimage("status", "--no-enrich").stderr.splitlines()
    values = json.loads(arrimage("run", "--no-enrich", "--json").stdout)
    assert values["unread"] == ["raw/essai/corrections.yml"]


def test_a_failed_plan_is_one_line_and_exit_code_1(arrimage: Shell) -> None:
    arrimage.plan("bon")
    arrimage.plan("casse")
    assert arrimage("run", "--no-enrich").exit_code == 0
    source = arrimage.here / "raw" / "casse" / "source.md"
    source.write_text("")
    done = arrimage("run", "--no-enrich")
    assert done.exit_code == 1
    (line,) = [line for line in done.stderr.splitlines() if "casse" in line]
    assert line.startswith("error: raw/casse/plan.yaml: key 'sha256.source.md': ")
    assert line.endswith("(casse failed; its last good result stays)")
    assert (arrimage.here / "extracted" / "plans" / "casse.json").exists()


def test_error_findings_are_exit_code_1_and_warnings_with_strict(arrimage: Shell) -> None:
    arrimage.plan("essai", PLAN.replace("| Responsable | ✓ |", "| Responsable | ♞ |"))
    done = arrimage("run", "--no-enrich")
    assert done.exit_code == 0
    assert "warning: raw/essai: source.md:13: " in done.stderr
    assert "[mark_unknown]; " in done.stderr
    assert arrimage("run", "--no-enrich", "--strict").exit_code == 1
    arrimage.plan("erreur", PLAN.replace("2. Former", "1. Former"))
    done = arrimage("run", "--no-enrich")
    assert done.exit_code == 1
    assert "error: raw/erreur: source.md:14: " in done.stderr


def test_many_warnings_are_cut_short(arrimage: Shell) -> None:
    rows = "".join(f"| {n}. Faire {n} | Responsable | ♞ | ✓ | — |\n" for n in range(3, 20))
    arrimage.plan("essai", PLAN + rows)
    lines = arrimage("run", "--no-enrich").stderr.splitlines()
    warnings = [line for line in lines if line.startswith("warning: ")]
    assert len(warnings) == 11
    assert warnings[-1].endswith(" more warnings in the report")


def test_json_is_all_there_is_on_stdout(arrimage: Shell) -> None:
    arrimage.plan("essai")
    (arrimage.here / "raw" / "Pas Bon").mkdir()
    done = arrimage("run", "--no-enrich", "--json")
    assert done.exit_code == 1
    values = json.loads(done.stdout)
    assert values["checked"] is False
    assert "plans/essai.json" in values["files"]
    bad, good = values["plans"]
    assert (bad["id"], bad["state"], bad["kept"], bad["actions"]) == (
        "Pas Bon",
        "failed",
        False,
        None,
    )
    assert bad["error"] == {
        "file": "raw/Pas Bon",
        "place": "",
        "reason": "'Pas Bon' cannot be the id of a plan",
        "hint": "rename the folder with a-z, 0-9 and single hyphens",
    }
    assert (good["id"], good["state"], good["error"], good["actions"]) == (
        "essai",
        "fresh",
        None,
        2,
    )
    assert done.stderr == ""


def test_json_shows_progress_on_a_terminal_only(arrimage: Shell) -> None:
    arrimage.plan("essai")
    terminal, other_end = pty.openpty()
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", "run", "--no-enrich", "--json"],
        cwd=arrimage.here,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        stdout=subprocess.PIPE,
        stderr=other_end,
        check=True,
    )
    os.close(other_end)
    shown = os.read(terminal, 1000)
    os.close(terminal)
    assert shown == b"essai: fresh\r\n"
    assert json.loads(done.stdout)["plans"][0]["state"] == "fresh"


def test_check_tells_a_stale_result(arrimage: Shell) -> None:
    arrimage.plan("essai")
    done = arrimage("run", "--no-enrich", "--check")
    assert done.exit_code == 1
    assert "stale: extracted/plans/essai.json\n" in done.stderr
    assert not (arrimage.here / "extracted").exists()
    arrimage("run", "--no-enrich")
    done = arrimage("run", "--no-enrich", "--check")
    assert done.exit_code == 0
    assert done.stderr.endswith("extracted/ is up to date\n")


def test_a_root_elsewhere(arrimage: Shell) -> None:
    arrimage.plan("essai")
    (arrimage.here / "raw").rename(arrimage.here / "raw2")
    (arrimage.here / "atelier").mkdir()
    (arrimage.here / "raw2").rename(arrimage.here / "atelier" / "raw")
    assert arrimage("run", "--no-enrich", "--root", "atelier").exit_code == 0
    assert (arrimage.here / "atelier" / "extracted" / "plans" / "essai.json").exists()
    assert arrimage("validate", "--root", "atelier").exit_code == 0


def test_status_is_a_line_for_each_plan_and_for_what_is_made_of_all(arrimage: Shell) -> None:
    def status() -> list[str]:
        return arrimage("status").stdout.splitlines()

    arrimage.plan("essai")
    made = ["links.json: new", "arrimage.sqlite: new", "site: new"]
    assert status() == ["essai: new", *made]
    arrimage("run")
    assert status() == ["essai: unchanged", "links.json: unchanged", *made[1:]]
    arrimage("publish")
    current = ["links.json: unchanged", "arrimage.sqlite: unchanged", "site: unchanged"]
    assert status() == ["essai: unchanged", *current]
    (arrimage.here / "raw" / "judgements.csv").write_text(
        "left,right,judgement,left_hash,right_hash,by,on,note\n"
    )
    stale = ["arrimage.sqlite: changed (extracted)", "site: changed (extracted)"]
    assert status() == ["essai: unchanged", "links.json: changed (judgements)", *stale]
    (arrimage.here / "raw" / "lexicon.toml").write_text("")
    changed = "links.json: changed (plans, judgements)"
    assert status() == ["essai: changed (lexicon)", changed, *stale]
    assert json.loads(arrimage("status", "--json").stdout)[:2] == [
        {"plan_id": "essai", "state": "changed", "why": ["lexicon"]},
        {"file": "links.json", "state": "changed", "why": ["plans", "judgements"]},
    ]
    arrimage("run")
    assert status() == ["essai: unchanged", *current], "the same data come out: nothing is stale"
    (arrimage.here / "extracted" / "arrimage.sqlite").unlink()
    assert status() == ["essai: unchanged", current[0], "arrimage.sqlite: new", current[2]]


def test_status_names_what_was_edited_and_a_run_puts_back(arrimage: Shell) -> None:
    arrimage.plan("essai")
    arrimage("run")
    extracted = arrimage.here / "extracted"
    for name in ("links.json", "csv/plans.csv", "datapackage.json"):
        (extracted / name).write_bytes((extracted / name).read_bytes() + b"\n")
    (extracted / "csv" / "units.csv").unlink()
    edited = ["links.json", "csv/plans.csv", "csv/units.csv", "datapackage.json"]
    said = arrimage("status").stdout.splitlines()
    assert said[0] == "essai: unchanged"
    assert said[1:5] == [f"{name}: changed (extracted)" for name in edited]
    arrimage("run")
    assert not [line for line in arrimage("status").stdout.splitlines() if "changed (" in line]


def test_validate_finds_nothing_wrong_with_a_run(arrimage: Shell) -> None:
    arrimage.plan("essai")
    arrimage("run", "--no-enrich")
    done = arrimage("validate")
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr == "4 files, 0 errors\n"


def test_validate_names_file_field_and_id(arrimage: Shell) -> None:
    arrimage.plan("essai")
    arrimage("run", "--no-enrich")
    plan = json.loads((arrimage.here / "extracted" / "plans" / "essai.json").read_text())
    plan["actions"][0]["section_id"] = "essai/axe-9"
    plan["actions"][1]["id"] = "autre/action-2"
    arrimage.write("ids.json", json.dumps(plan))
    plan["actions"][0]["texte"] = plan["actions"][0].pop("text")
    arrimage.write("champs.json", json.dumps(plan))
    arrimage.write("brise.json", "{")
    done = arrimage("validate", "ids.json", "champs.json", "brise.json")
    assert done.exit_code == 1
    assert done.stderr.splitlines() == [
        "error: ids.json: essai/action-1: refers to the section essai/axe-9, which the plan does "
        "not have",
        "error: ids.json: autre/action-2: does not begin with the id of the plan, essai",
        "error: champs.json: actions.0.text: Field required",
        "error: champs.json: actions.0.texte: Extra inputs are not permitted",
        "error: brise.json: not readable as JSON: Expecting property name enclosed in double "
        "quotes: line 1 column 2 (char 1)",
        "3 files, 5 errors",
    ]


def test_validate_finds_a_file_under_another_name(arrimage: Shell) -> None:
    arrimage.plan("essai")
    arrimage("run", "--no-enrich")
    plans = arrimage.here / "extracted" / "plans"
    (plans / "essai.json").rename(plans / "autre.json")
    done = arrimage("validate")
    assert done.exit_code == 1
    assert done.stderr.splitlines()[0] == (
        "error: extracted/plans/autre.json: holds essai, which is not what the file is called"
    )


def test_validate_without_files_is_no_success(arrimage: Shell) -> None:
    assert arrimage("validate").stderr == (
        "error: extracted: the folder is missing; `arrimage run` makes it, or give --root\n"
    )
    (arrimage.here / "vide").mkdir()
    done = arrimage("validate", "vide")
    assert done.exit_code == 1
    assert done.stderr == "error: vide: holds no JSON file; check the path\n"

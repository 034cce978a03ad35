"""Bad input through the installed command: one clear line each, and the good plan goes on."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.folders import ROOT
from tests.workspace.workbench import PLAN, Workspace

COMMAND = Path(sys.executable).with_name("arrimage")
SAVED = "check that the whole document was saved"
ENDING = "is a binary file, not text; give the file the ending of what it is"
GOOD = "bon: 2 sections, 2 actions, 6 schedule entries; findings: 0 error, 0 warning, 1 info; fresh"
LOST = "(casse failed; it has no earlier result)"
ROW_HINT = (
    "[table_row_width]; add or remove the cells that are missing or in excess; until then cells "
    "that are missing are unclear and cells in excess are unclaimed"
)
KEYS = "publisher, url, published, retrieved, licence, follows, state, sha256, expect, columns"


def arrimage(here: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the installed command; it imports the package this test stands beside."""
    command = [str(COMMAND)] if COMMAND.exists() else [sys.executable, "-m", "pipeline"]
    return subprocess.run(
        [*command, *arguments],
        cwd=here,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def run(here: Path) -> tuple[int, list[str]]:
    """Run the workspace; return the exit code and what was said of the bad plan."""
    done = arrimage(here, "run", "--no-enrich")
    lines = done.stderr.splitlines()
    assert done.stdout == ""
    assert lines[-1].startswith("extracted/: ")
    lines.remove(GOOD)
    return done.returncode, lines[:-1]


def assert_only_the_good_plan(workspace: Workspace) -> None:
    """Nothing of the bad plan is written, and nothing is left lying about."""
    names = set(workspace.published())
    assert {"plans/bon.json", "reports/bon.json", "csv/actions.csv"} <= names
    assert not any("casse" in name for name in names)
    assert "casse" not in workspace.published()["csv/plans.csv"].decode()
    assert {path.name for path in workspace.root.iterdir()} == {".cache", "extracted", "raw"}


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    made = Workspace(tmp_path)
    made.plan("bon")
    return made


UNREADABLE = {
    "empty": (b"", f"is empty; {SAVED}"),
    "blank": (b" \n\n\t\n", f"is empty; {SAVED}"),
    "no words": (b"# ---\n\n***\n", f"has no words; {SAVED}"),
    "a PDF": (b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n", ENDING),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", ENDING),
    "an archive": (b"PK\x03\x04\x14\x00", ENDING),
    "every byte": (bytes(range(256)) * 20, ENDING),
    "cut UTF-16": (
        PLAN.encode("utf-16")[:-1],
        "begins as UTF-16 and breaks off inside a character; save the file as UTF-8",
    ),
    "no encoding": (
        PLAN.encode().replace("É".encode(), b"\x81").replace("équipes".encode(), b"\x8dquipes"),
        "line 14: byte 0x8d is not UTF-8, and the file is in no other encoding for certain; "
        "save the file as UTF-8",
    ),
}


@pytest.mark.parametrize("case", UNREADABLE)
def test_a_document_that_cannot_be_read(workspace: Workspace, case: str) -> None:
    content, said = UNREADABLE[case]
    workspace.plan("casse", content)
    place = "" if not said.startswith("line") else " "
    reason = f"raw/casse/source.md:{place or ' '}{said}"
    assert run(workspace.root) == (1, [f"error: {reason} {LOST}"])
    assert_only_the_good_plan(workspace)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig"])
def test_an_encoding_that_is_certain_is_read(workspace: Workspace, encoding: str) -> None:
    workspace.plan("casse", PLAN.encode(encoding))
    code, said = run(workspace.root)
    assert (code, len(said)) == (0, 1)
    plans = workspace.published()
    read = json.loads(plans["plans/casse.json"])["actions"]
    assert [a["text"] for a in read] == ["Ouvrir un refuge", "Former les équipes"]


def test_latin_1_is_read_and_said(workspace: Workspace) -> None:
    workspace.plan("casse", PLAN.replace("✓", "x").replace("—", "-").encode("latin-1"))
    code, said = run(workspace.root)
    assert code == 0
    assert said[1:] == [
        "warning: raw/casse: source.md: the file is not UTF-8; it was read as Windows-1252, which "
        "fits every byte [encoding_guessed]; save the file as UTF-8"
    ]
    assert "Former les équipes" in workspace.published()["plans/casse.json"].decode()


FAULTY = {
    "too few cells": (
        "| Collaborateur | — | ✓ | ✓ |",
        "| Collaborateur | — |",
        1,
        f"error: raw/casse: source.md:14: the row has 3 cells, the table has 5 columns {ROW_HINT}",
    ),
    "too many cells": (
        "| Collaborateur | — | ✓ | ✓ |",
        "| Collaborateur | — | ✓ | ✓ | ✓ |",
        1,
        f"error: raw/casse: source.md:14: the row has 6 cells, the table has 5 columns {ROW_HINT}",
    ),
    "an unknown mark": (
        "| Responsable | ✓ |",
        "| Responsable | ♞ |",
        0,
        "warning: raw/casse: source.md:13: row 1, column '2024': nobody knows the mark '♞' "
        "[mark_unknown]; add it to [marks] of lexicon.toml as planned or not_planned",
    ),
    "a number twice": (
        "2. Former",
        "1. Former",
        1,
        "error: raw/casse: source.md:14: the number 1 is printed a second time: 'Former les "
        "équipes' [action_number_repeated]; correct the number in the source; until then the "
        "second one's id ends in ~2",
    ),
}


@pytest.mark.parametrize("case", FAULTY)
def test_a_fault_in_a_table_is_one_line_with_its_place(workspace: Workspace, case: str) -> None:
    old, new, code, said = FAULTY[case]
    workspace.plan("casse", PLAN.replace(old, new))
    found = run(workspace.root)
    assert (found[0], found[1][1:]) == (code, [said])
    assert "plans/casse.json" in workspace.published()


SIDECARS = {
    "an unknown key": (
        "publisher: null\neditor: null\n",
        f"key 'editor': nobody knows this key; the keys are {KEYS}",
    ),
    "a wrong hash": (
        "sha256:\n  source.md: " + "ab" * 32 + "\n",
        f"key 'sha256.source.md': source.md is not the file that was hashed here (it now has "
        f"{hashlib.sha256(PLAN.encode()).hexdigest()}); put the file back, or write the new hash "
        "if the change is meant",
    ),
    "no hash": (
        "publisher: null\n",
        "key 'sha256.source.md': the hash of this file is missing; write source.md: "
        f"{hashlib.sha256(PLAN.encode()).hexdigest()}",
    ),
    "an object in it": (
        "publisher: !!python/object/apply:os.system ['touch pwned']\n",
        "line 1: not readable as YAML: could not determine a constructor for the tag "
        "'tag:yaml.org,2002:python/object/apply:os.system'; correct that line",
    ),
    "no YAML": (
        "publisher: 'Ville\n",
        "line 2: not readable as YAML: found unexpected end of stream; correct that line",
    ),
    "no keys": ("", f"holds no keys; write {KEYS}, one a line"),
}


@pytest.mark.parametrize("case", SIDECARS)
def test_a_sidecar_that_cannot_be_used(workspace: Workspace, case: str) -> None:
    text, said = SIDECARS[case]
    (workspace.plan("casse") / "plan.yaml").write_text(text, encoding="utf-8")
    assert run(workspace.root) == (1, [f"error: raw/casse/plan.yaml: {said} {LOST}"])
    assert_only_the_good_plan(workspace)
    assert not list(workspace.root.rglob("pwned"))


def test_a_missing_sidecar_and_a_missing_document(workspace: Workspace) -> None:
    (workspace.plan("casse") / "plan.yaml").unlink()
    (workspace.root / "raw" / "vide").mkdir()
    code, said = run(workspace.root)
    assert code == 1
    assert sorted(said) == [
        f"error: raw/casse/plan.yaml: the file is missing; `arrimage new` shows what to write in "
        f"it {LOST}",
        "error: raw/vide: holds no document; put one of source.pdf, source.docx, source.html, "
        "source.md, source.txt there (vide failed; it has no earlier result)",
    ]
    assert_only_the_good_plan(workspace)


@pytest.mark.parametrize("name", ["Plan 2024", "-plan", "plan_2024", "été", "a--b", "PLAN"])
def test_a_folder_whose_name_is_no_id(workspace: Workspace, name: str) -> None:
    (workspace.root / "raw" / "bon").rename(workspace.root / "raw" / "zz")
    workspace.plan("bon")
    (workspace.root / "raw" / "zz").rename(workspace.root / "raw" / name)
    done = arrimage(workspace.root, "run", "--no-enrich")
    assert done.returncode == 1
    (said,) = [line for line in done.stderr.splitlines() if line.startswith("error: ")]
    assert said == (
        f"error: raw/{name}: '{name}' cannot be the id of a plan; rename the folder with a-z, 0-9 "
        f"and single hyphens ({name} failed; it has no earlier result)"
    )
    assert GOOD in done.stderr
    assert_only_the_good_plan(workspace)


def test_a_link_never_leads_out_of_the_workspace(tmp_path: Path) -> None:
    outside = Workspace(tmp_path / "dehors")
    secret = outside.plan("secret")
    workspace = Workspace(tmp_path / "dedans")
    workspace.plan("bon")
    (workspace.root / "raw" / "casse").symlink_to(secret)
    assert run(workspace.root) == (
        1,
        [
            "error: raw/casse: is a link that leads out of the workspace; put the file itself "
            f"there {LOST}"
        ],
    )
    assert_only_the_good_plan(workspace)


def test_a_missing_file_is_one_line(tmp_path: Path) -> None:
    done = arrimage(tmp_path, "extract", "absent.md", "--out", "resultats")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "error: absent.md: does not exist; check the path\n"
    assert list(tmp_path.iterdir()) == []


def test_a_plan_that_breaks_keeps_its_last_good_result(workspace: Workspace) -> None:
    folder = workspace.plan("casse")
    assert run(workspace.root)[0] == 0
    before = workspace.published()
    (folder / "source.md").write_bytes(b"")
    workspace.seal("casse")
    done = arrimage(workspace.root, "run", "--no-enrich")
    assert done.returncode == 1
    assert done.stderr.splitlines()[1] == (
        f"error: raw/casse/source.md: is empty; {SAVED} (casse failed; its last good result stays)"
    )
    assert workspace.published() == before


def twenty_thousand_lines() -> str:
    rows = "".join(f"| {n}. Ouvrir un refuge | Responsable | ✓ | — | — |\n" for n in range(3, 1003))
    aims = "".join(f"- Une hausse du nombre de logements de type {n}.\n" for n in range(3_000))
    text = "".join(f"La Ville agit, ligne {n}.\n\n" for n in range(7_990))
    return PLAN.replace("- Une hausse du nombre de logements.\n", aims) + rows + "\n" + text


def test_twenty_thousand_lines(workspace: Workspace) -> None:
    text = twenty_thousand_lines()
    assert text.count("\n") > 19_900
    workspace.plan("casse", text)
    code, said = run(workspace.root)
    assert code == 0
    assert said[0].startswith("casse: 2 sections, 1002 actions, 3006 schedule entries; ")
    words = json.loads(workspace.published()["reports/casse.json"])["words"]
    assert words["unclaimed"] == 0


def test_one_line_of_two_megabytes(workspace: Workspace) -> None:
    workspace.plan("casse", "# Plan d'action\n\n" + "Le dernier mot, extraordinaire. " * 64_000)
    code, said = run(workspace.root)
    assert code == 0
    assert said[1:] == [
        "warning: raw/casse: source.md:3: the line has more than 200000 characters; only its tags "
        "were taken off [long_line]; break the line into paragraphs",
        "warning: casse: nothing of the document was read as a section or an action [plan_empty]; "
        "give its parts headings, or add the words of its headings to lexicon.toml",
        "warning: casse: the plan has neither actions nor sections, so it has no links "
        "[nothing_to_link]; look at its report: its tables or headings were not recognised",
    ]
    words = json.loads(workspace.published()["reports/casse.json"])["words"]
    assert words["total"] == 3 + 64_000 * 4 - 1
    assert words["unclaimed"] == 0


HOSTILE = ["# a" + " " * 3_000_000 + "x", "[" * 1_000_000 + "mot", "<!--" * 750_000 + "mot"]


@pytest.mark.parametrize("content", HOSTILE, ids=["spaces", "brackets", "comments"])
def test_a_line_that_would_trap_a_parser(workspace: Workspace, content: str) -> None:
    workspace.plan("casse", content)
    assert run(workspace.root)[0] == 0
    assert workspace.published()["plans/casse.json"]

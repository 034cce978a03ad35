"""`arrimage publish`: what it makes, what it refuses, and that it never alters the data."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import sqlite3
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from pipeline.cli import main
from pipeline.link.judgements import COLUMNS
from pipeline.publish.safe_csv import BOM
from tests.folders import files_in
from tests.publish.ckan_standin import KEY, StandIn, standing_in
from tests.workspace.workbench import PLAN

if TYPE_CHECKING:
    from tests.cli.conftest import Shell

SETTINGS = """
url = "{url}"
name = "plans-d-essai"
owner_org = "ville-d-essai"
organisation_principale = "ville-d-essai"
ext_spatial = "territoire-d-essai"
update_frequency = "asNeeded"
license_id = "cc-by"
"""


@pytest.fixture(scope="module")
def workspaces(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with one plan in each state, made once by the commands themselves."""
    folder = tmp_path_factory.mktemp("publish")
    for state in ("draft", "reviewed"):
        root = folder / state
        (root / "neuf.md").parent.mkdir()
        (root / "neuf.md").write_text(PLAN, encoding="utf-8")
        asked = ["new", str(root / "neuf.md"), "--id", "plan", "--root", str(root)]
        assert CliRunner().invoke(main, asked).exit_code == 0
        sidecar = root / "raw" / "plan" / "plan.yaml"
        made = sidecar.read_text(encoding="utf-8")
        sidecar.write_text(made.replace("state: draft", f"state: {state}"), encoding="utf-8")
        assert CliRunner().invoke(main, ["run", "--root", str(root)]).exit_code == 0
    return folder


@pytest.fixture
def ran(arrimage: Shell, workspaces: Path) -> Shell:
    """A workspace with one plan, in the state of a draft."""
    shutil.copytree(workspaces / "draft", arrimage.here, dirs_exist_ok=True)
    return arrimage


@pytest.fixture
def reviewed(arrimage: Shell, workspaces: Path) -> Shell:
    """A workspace with one plan that a person stands for."""
    shutil.copytree(workspaces / "reviewed", arrimage.here, dirs_exist_ok=True)
    return arrimage


@pytest.fixture
def portal() -> Iterator[StandIn]:
    with standing_in() as one:
        yield one


def committed(shell: Shell) -> dict[str, bytes]:
    files = files_in(shell.here / "extracted")
    built = ("arrimage.sqlite", "site/")
    return {name: content for name, content in files.items() if not name.startswith(built)}


def test_the_database_is_made_beside_the_data(ran: Shell) -> None:
    before = committed(ran)
    done = ran("publish")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "extracted: 1 file made, 1 new or changed" in done.stderr
    connection = sqlite3.connect(ran.here / "extracted" / "arrimage.sqlite")
    assert connection.execute("SELECT count(*) FROM actions").fetchone() == (2,)
    connection.close()
    assert committed(ran) == before
    again = ran("publish").stderr.splitlines()
    assert len(again) == 2
    assert all(re.search(r"\d files? made, 0 new or changed$", line) for line in again)
    assert ran("run", "--check").exit_code == 0


def pages(shell: Shell) -> dict[str, str]:
    files = files_in(shell.here / "extracted" / "site")
    return {name: content.decode() for name, content in files.items()}


def test_the_site_is_made_beside_the_data(ran: Shell) -> None:
    before = committed(ran)
    done = ran("publish", "site", "--json")
    made = pages(ran)
    told = {"folder": "extracted/site", "files": len(made), "written": len(made)}
    assert (done.exit_code, json.loads(done.stdout)) == (0, told)
    assert "Ouvrir un refuge" in made["plans/plan.html"]
    assert "arrimage.sqlite" not in made["donnees.html"]
    assert committed(ran) == before
    both = json.loads(ran("publish", "--json").stdout)
    assert both["files"] == both["written"] == ["arrimage.sqlite"]
    # Only the page of the data files has something new to tell.
    assert both["site"] == {"files": len(made), "written": 1}
    assert "../arrimage.sqlite" in pages(ran)["donnees.html"]
    assert str(ran.here) not in "".join(pages(ran).values())


def test_the_site_tells_what_changed_since(ran: Shell) -> None:
    shutil.copytree(ran.here / "extracted", ran.here / "avant")
    source = ran.here / "raw" / "plan" / "source.md"
    source.write_text(source.read_text().replace("Ouvrir un refuge", "Ouvrir deux refuges"))
    sidecar = ran.here / "raw" / "plan" / "plan.yaml"
    digest = hashlib.sha256(source.read_bytes()).hexdigest()
    old = hashlib.sha256(PLAN.encode()).hexdigest()
    sidecar.write_text(sidecar.read_text().replace(old, digest))
    assert ran("run").exit_code == 0
    done = ran("publish", "site", "--since", str(ran.here / "avant"))
    assert done.exit_code == 0, done.stderr
    made = pages(ran)
    assert "1 reformulation" in made["changements.html"]
    assert "Comparé à la version «\u00a0avant\u00a0»" in made["changements.html"]
    assert "un refuge" in made["changements/plan.html"]
    assert "deux refuges" in made["changements/plan.html"]
    assert str(ran.here) not in made["changements.html"]
    assert ran("publish", "site").exit_code == 0
    assert "changements/plan.html" not in pages(ran)


def test_an_unknown_state_to_compare_with_is_one_line(ran: Shell) -> None:
    done = ran("publish", "site", "--since", "nulle-part")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith("error: nulle-part: there is no such file or folder")
    assert len(done.stderr.splitlines()) == 1


def test_a_copy_for_spreadsheets_leaves_the_data_alone(ran: Shell) -> None:
    before = committed(ran)
    done = ran("publish", "--out", "bureau", "--safe-csv", "--bom", "--json")
    assert done.exit_code == 0
    copy = ran.here / "bureau"
    assert sorted(json.loads(done.stdout)["files"]) == sorted(files_in(copy))
    assert (copy / "csv" / "actions.csv").read_bytes().startswith(BOM)
    described = json.loads((copy / "datapackage.json").read_text(encoding="utf-8"))
    for one in described["resources"]:
        content = (copy / one["path"]).read_bytes()
        assert one["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
    assert committed(ran) == before


def test_parquet_goes_into_a_copy(ran: Shell) -> None:
    pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    assert ran("publish", "--out", "copie", "--parquet").exit_code == 0
    content = (ran.here / "copie" / "parquet" / "actions.parquet").read_bytes()
    assert content[:4] == content[-4:] == b"PAR1"


@pytest.mark.parametrize(
    "arguments",
    [
        ["--safe-csv"],
        ["--bom"],
        ["--parquet"],
        ["--out", "extracted"],
        ["--out", "extracted/csv", "--bom"],
        ["--out", "raw/plan"],
        ["autre"],
    ],
)
def test_wrong_use_makes_nothing(ran: Shell, arguments: list[str]) -> None:
    before = committed(ran)
    done = ran("publish", *arguments)
    assert done.exit_code == 2
    assert committed(ran) == before


@pytest.mark.parametrize("arguments", [[], ["--out", "copie"], ["release"], ["ckan"]])
def test_data_changed_by_hand_goes_nowhere(ran: Shell, arguments: list[str]) -> None:
    (ran.here / "extracted" / "csv" / "actions.csv").write_text("x", encoding="utf-8")
    done = ran("publish", *arguments)
    assert done.exit_code == 1
    assert "csv/actions.csv: changed since it was published; run `arrimage run`" in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("arguments", [[], ["--out", "copie"], ["release"]])
def test_a_table_that_does_not_hold_is_one_line(reviewed: Shell, arguments: list[str]) -> None:
    folder = reviewed.here / "extracted"
    actions = (folder / "csv" / "actions.csv").read_bytes()
    wrong = actions.replace(b"objectif-1,", b"objectif-9,", 1)
    described = (folder / "datapackage.json").read_text(encoding="utf-8")
    old, new = (hashlib.sha256(data).hexdigest() for data in (actions, wrong))
    (folder / "csv" / "actions.csv").write_bytes(wrong)
    (folder / "datapackage.json").write_text(described.replace(old, new), encoding="utf-8")
    done = reviewed("publish", *arguments)
    assert done.exit_code == 1
    assert done.stderr.startswith("error: csv/actions.csv: row 1: names a row that sections")


def test_before_a_run_there_is_nothing_to_publish(arrimage: Shell) -> None:
    arrimage.plan("plan")
    done = arrimage("publish")
    assert done.exit_code == 1
    assert "the file is missing; run `arrimage run`" in done.stderr


def test_a_release_is_one_archive_the_same_each_time(reviewed: Shell) -> None:
    done = reviewed("publish", "release")
    assert done.exit_code == 0, done.stderr
    assert "site/ is not built" in done.stderr
    archive = reviewed.here / "build" / "arrimage.zip"
    content = archive.read_bytes()
    digest, name = (reviewed.here / "build" / "arrimage.zip.sha256").read_text().split()
    assert (digest, name) == (hashlib.sha256(content).hexdigest(), "arrimage.zip")
    pages = reviewed.here / "extracted" / "site" / "index.html"
    pages.parent.mkdir()
    pages.write_text("<!doctype html>", encoding="utf-8")
    done = reviewed("publish", "release", "--out", "autre/plans.zip")
    assert done.exit_code == 0
    assert "extracted/site/ was not made here" in done.stderr
    with zipfile.ZipFile(reviewed.here / "autre" / "plans.zip") as packed:
        assert "arrimage/site/index.html" in packed.namelist()
    pages.unlink()
    assert reviewed("publish", "release").exit_code == 0
    assert archive.read_bytes() == content


def test_a_site_of_other_data_is_not_released(reviewed: Shell) -> None:
    assert reviewed("publish", "site").exit_code == 0
    done = reviewed("publish", "release")
    assert (done.exit_code, "was not made here" in done.stderr) == (0, False)
    sidecar = reviewed.here / "raw" / "plan" / "plan.yaml"
    made = sidecar.read_text(encoding="utf-8")
    sidecar.write_text(made.replace("publisher: null", "publisher: Ville"), encoding="utf-8")
    assert reviewed("run").exit_code == 0
    done = reviewed("publish", "release")
    assert done.exit_code == 1
    assert "extracted/site/ is of other data than extracted/; run `arrimage pub" in done.stderr
    assert reviewed("publish", "site").exit_code == 0
    assert reviewed("publish", "release").exit_code == 0


def test_a_draft_is_not_released_and_it_is_said_why(ran: Shell) -> None:
    done = ran("publish", "release")
    assert done.exit_code == 1
    assert done.stderr.splitlines() == [
        "error: plan: its state is draft; have it reviewed, "
        "then write `state: reviewed` in its plan.yaml",
        "error: nothing was released; mend the above first",
    ]
    assert not (ran.here / "build").exists()


def test_an_error_that_is_of_several_plans_keeps_all_of_them(reviewed: Shell) -> None:
    sidecar = reviewed.here / "raw" / "plan" / "plan.yaml"
    written = sidecar.read_text(encoding="utf-8")
    sidecar.write_text(written.replace("follows: null", "follows: plan-d-avant"), encoding="utf-8")
    judged = "plan/action-1,plan-b/action-1,same,{0},{0},Anne,2026-01-02,\n".format("0" * 16)
    reviewed.write("raw/judgements.csv", ",".join(COLUMNS) + "\n" + judged)
    reviewed.write("raw/ckan.toml", SETTINGS.format(url="https://portail.example"))
    assert reviewed("run").exit_code == 1
    said = [
        "extracted/reports/editions.json: has error findings (1 edition_unknown); "
        "mend them and run again",
        "extracted/reports/links.json: has error findings (1 judgement_unknown_id); "
        "mend them and run again",
    ]
    done = reviewed("publish", "release")
    assert done.exit_code == 1
    assert done.stderr.splitlines()[:2] == [f"error: {line}" for line in said]
    shown = reviewed("publish", "ckan")
    assert [f"warning: would be refused: {line}" for line in said] == shown.stderr.splitlines()[-2:]


def test_a_plan_that_was_not_run_again_is_not_released(reviewed: Shell) -> None:
    (reviewed.here / "raw" / "plan" / "ids.csv").write_text("text,id\n", encoding="utf-8")
    done = reviewed("publish", "release")
    assert done.exit_code == 1
    assert "plan: extracted/ is not what raw/ gives; run `arrimage run`" in done.stderr


def test_what_would_be_sent_is_shown_and_nobody_is_called(ran: Shell, portal: StandIn) -> None:
    ran.write("raw/ckan.toml", SETTINGS.format(url=portal.url))
    done = ran("publish", "ckan", "--json")
    assert done.exit_code == 0
    shown = json.loads(done.stdout)
    assert shown["dataset"]["license_id"] == "cc-by"
    by_file = {one["file"]: one for one in shown["resources"]}
    assert by_file["csv/actions.csv"]["attestations"]["relidi_confic_utf8"] == "oui"
    assert "would be refused: plan: its state is draft" in done.stderr
    plain = ran("publish", "ckan")
    assert plain.stdout == ""
    assert f"nothing was sent to {portal.url}; send it with --yes" in plain.stderr
    assert portal.calls == []


def test_a_departure_from_the_rules_is_shown_with_its_place(arrimage: Shell) -> None:
    arrimage.plan("plan", "# Plan 2024-2026\n\n## Axe 1 : Logement\n\n### Objectif 1 : N/D\n")
    assert arrimage("run", "--no-enrich").exit_code == 0
    arrimage.write("raw/ckan.toml", SETTINGS.format(url="https://portail.example"))
    done = arrimage("publish", "ckan")
    assert (
        "warning: csv/sections.csv: relidi_condon_valinc: rangée 3, title : "
        "« N/D » au lieu d'une cellule vide"
    ) in done.stderr


@pytest.fixture
def key() -> Iterator[None]:
    os.environ["ARRIMAGE_CKAN_KEY"] = KEY
    yield
    del os.environ["ARRIMAGE_CKAN_KEY"]


@pytest.mark.usefixtures("key")
def test_a_reviewed_package_is_sent_and_sent_once(reviewed: Shell, portal: StandIn) -> None:
    reviewed.write("raw/ckan.toml", SETTINGS.format(url=portal.url))
    done = reviewed("publish", "ckan", "--yes")
    assert done.exit_code == 0, done.stderr
    assert "the dataset is up to date" in done.stderr
    assert KEY not in done.output
    sent = portal.uploads.values()
    assert (reviewed.here / "extracted" / "csv" / "actions.csv").read_bytes() in sent
    portal.datasets["plans-d-essai"]["resources"].append({"name": "Carte", "id": "carte"})
    again = reviewed("publish", "ckan", "--yes", "--json")
    assert json.loads(again.stdout)["condition"] == "unchanged"
    assert "the dataset has 'Carte', which is not of this package; left alone" in again.stderr


@pytest.mark.usefixtures("key")
def test_an_upload_that_breaks_off_says_so_and_goes_on(reviewed: Shell, portal: StandIn) -> None:
    reviewed.write("raw/ckan.toml", SETTINGS.format(url=portal.url))
    portal.fail_at = 4
    done = reviewed("publish", "ckan", "--yes")
    assert done.exit_code == 1
    assert "the portal has a part of it; call again and the rest is sent" in done.stderr
    assert KEY not in done.output
    portal.fail_at = None
    assert reviewed("publish", "ckan", "--yes").exit_code == 0


@pytest.mark.usefixtures("key")
def test_a_draft_is_not_sent(ran: Shell, portal: StandIn) -> None:
    ran.write("raw/ckan.toml", SETTINGS.format(url=portal.url))
    done = ran("publish", "ckan", "--yes")
    assert done.exit_code == 1
    assert "its state is draft" in done.stderr
    assert portal.calls == []


def test_without_a_key_nothing_is_sent(reviewed: Shell, portal: StandIn) -> None:
    reviewed.write("raw/ckan.toml", SETTINGS.format(url=portal.url))
    done = reviewed("publish", "ckan", "--yes")
    assert done.exit_code == 2
    assert "ARRIMAGE_CKAN_KEY" in done.stderr
    assert portal.calls == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, "raw/ckan.toml: the file is missing; docs/publishing.md shows"),
        ("name = ", "not readable as TOML"),
        ('name = "x"', "Field required"),
    ],
)
def test_wrong_settings_are_one_line(ran: Shell, text: str | None, said: str) -> None:
    if text is not None:
        ran.write("raw/ckan.toml", text)
    done = ran("publish", "ckan")
    assert done.exit_code == 1
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("name", ["release", "ckan"])
def test_help_of_every_part_has_examples(arrimage: Shell, name: str) -> None:
    done = arrimage("publish", name, "--help")
    assert done.exit_code == 0
    assert f"  Examples:\n    arrimage publish {name}" in done.stdout


def test_a_link_out_of_the_folder_is_not_followed(ran: Shell) -> None:
    outside = ran.here / "dehors.json"
    outside.write_text("{}", encoding="utf-8")
    (ran.here / "extracted" / "plans" / "autre.json").symlink_to(outside)
    done = ran("publish")
    assert done.exit_code == 1
    assert "is not a plain file" in done.stderr

"""`arrimage link` and `arrimage evaluate links`, as called."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli import main
from pipeline.link.judgements import COLUMNS, text_hash
from pipeline.model import Links, Plan
from pipeline.workspace.errors import WorkspaceError
from pipeline.workspace.run import run
from tests.folders import ROOT
from tests.link.samples import plan_of

HOUSING = "quebec-itinerance-2024-2026/axe-3"
MILIEUX = "quebec-developpement-social-2025-2030/orientation-2"


def call(*arguments: str) -> Result:
    command = ["link", "--root", str(ROOT), *arguments]
    return CliRunner().invoke(main, command, env={"COLUMNS": "120"})


def test_a_section_against_a_section_best_first() -> None:
    done = call("--left", HOUSING, "--right", MILIEUX, "--json")
    assert done.exit_code == 0
    links = Links.model_validate_json(done.stdout)
    assert links.links
    scores = [one.score for one in links.links]
    assert scores == sorted(scores, reverse=True)
    street = {action.id for action in _plan("quebec-itinerance-2024-2026").actions}
    assert all({one.left, one.right} & street for one in links.links)


def test_the_table_shows_the_left_side_first_and_reasons_on_demand() -> None:
    plain = call("--left", HOUSING, "--right", MILIEUX)
    ids = [line.split()[-1] for line in plain.stdout.splitlines() if line[0].isdigit()]
    assert ids
    assert all(name.startswith("quebec-itinerance") for name in ids)
    assert "Les deux textes" not in plain.stdout
    reasons = call("--left", HOUSING, "--right", MILIEUX, "--reasons")
    assert "Les deux actions parlent des mêmes choses : « " in reasons.stdout
    assert plain.stderr == f"{len(ids)} links\n"


def test_the_readme_shows_what_the_command_prints() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    _, _, after = text.partition(f"arrimage link --left {HOUSING} --right {MILIEUX}\n\n```\n")
    shown = after.partition("...\n```\n")[0]
    assert shown.count("\n") >= 10
    assert call("--left", HOUSING, "--right", MILIEUX).stdout.startswith(shown)


def test_sections_are_shown_where_a_side_has_no_actions() -> None:
    done = call("--left", "trois-rivieres-cohabitation-sociale", "--right", MILIEUX, "--json")
    kinds = {one["kind"] for one in json.loads(done.stdout)["links"]}
    assert kinds
    assert "action" not in kinds


def test_csv_holds_the_same_links() -> None:
    done = call("--left", HOUSING, "--right", MILIEUX, "--csv")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    same = json.loads(call("--left", HOUSING, "--right", MILIEUX, "--json").stdout)["links"]
    assert [row["id"] for row in rows] == [one["id"] for one in same]


def test_kind_and_least_score_choose() -> None:
    done = call("--kind", "section", "--min", "0.5", "--json")
    links = json.loads(done.stdout)["links"]
    assert links
    assert all(one["kind"] == "section" and one["score"] >= 0.5 for one in links)


def test_coverage_names_what_has_no_counterpart() -> None:
    done = call(
        "--left",
        "quebec-developpement-social-2025-2030",
        "--right",
        "quebec-itinerance-2024-2026",
        "--coverage",
    )
    assert "sections have a counterpart" in done.stdout
    assert (
        "without: quebec-developpement-social-2025-2030/orientation-2/axe-intervention-2/objectif-2"
        in done.stdout
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--left", "nowhere"), "nowhere: no such plan"),
        (("--left", "quebec-itinerance-2024-2026/axe-9"), "no such section"),
        (("--csv", "--json"), "not both"),
        (("--workers", "2", "--cluster", "tcp://x:1"), "not both"),
    ],
)
def test_a_wrong_use_is_exit_code_2(arguments: tuple[str, ...], said: str) -> None:
    done = call(*arguments)
    assert done.exit_code == 2
    assert said in done.stderr


def test_plan_files_anywhere(tmp_path: Path) -> None:
    files = []
    for name in ("a", "b"):
        path = tmp_path / f"{name}.json"
        path.write_text(plan_of(name, ["Offrir des logements sociaux"]).model_dump_json())
        files.append(str(path))
    done = CliRunner().invoke(main, ["link", *files, "--json"])
    assert done.exit_code == 0
    assert len(json.loads(done.stdout)["links"]) == 1


def test_files_that_are_no_plans_are_one_line(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("{}")
    (tmp_path / "b.json").write_text(plan_of("b", ["x"]).model_dump_json())
    done = CliRunner().invoke(main, ["link", str(tmp_path / "a.json"), str(tmp_path / "b.json")])
    assert done.exit_code == 1
    assert "give the JSON of a plan" in done.stderr
    done = CliRunner().invoke(main, ["link", str(tmp_path / "b.json"), str(tmp_path / "b.json")])
    assert "already taken" in done.stderr
    done = CliRunner().invoke(main, ["link", "--root", str(tmp_path)])
    assert "run `arrimage run` first" in done.stderr


def test_a_cluster_that_does_not_answer_is_one_line() -> None:
    pytest.importorskip("distributed")
    done = call("--cluster", "nonsense://x")
    assert done.exit_code == 2
    assert done.stderr == (
        "error: nonsense://x: no cluster answers there; check the address, or link without "
        "--cluster\n"
    )
    assert done.stdout == ""


def test_evaluate_prints_figures_weights_and_json(tmp_path: Path) -> None:
    out = tmp_path / "extracted" / "plans"
    out.mkdir(parents=True)
    texts = ["Offrir des logements sociaux", "Soutenir les banques alimentaires", "Planter"]
    for name in ("gauche", "droite"):
        (out / f"{name}.json").write_text(plan_of(name, texts).model_dump_json())
    path = tmp_path / "gold.csv"
    path.write_text("gauche_no,droite_no,grade\n1,1,same\n2,2,same\n3,,none\n")

    def evaluated(*arguments: str) -> Result:
        command = ["evaluate", "links", str(path), "--root", str(tmp_path), *arguments]
        return CliRunner().invoke(main, command)

    table = evaluated()
    assert table.exit_code == 0
    for word in ("held out", "rapidfuzz WRatio", "worst missed", "worst false alarms"):
        assert word in table.stdout
    assert set(json.loads(evaluated("--fit").stdout)["kinds"]) == {
        "action",
        "action_section",
        "section",
    }
    figures = json.loads(evaluated("--json").stdout)
    assert figures["actions"][0]["method"] == "held out"
    assert figures["actions"][0]["average_precision"] == 1.0


def test_evaluate_says_what_is_wrong_with_the_reference(tmp_path: Path) -> None:
    path = tmp_path / "gold.csv"
    path.write_text("a,b\n1,2\n")
    done = CliRunner().invoke(main, ["evaluate", "links", str(path), "--root", str(ROOT)])
    assert done.exit_code == 1
    assert done.stderr.startswith("error: gold.csv: line 1")


def test_the_published_links_are_those_of_the_published_plans(links: Links) -> None:
    published = Links.model_validate_json((ROOT / "extracted" / "links.json").read_bytes())
    bare = [one.model_copy(update={"judgement": None}) for one in published.links]
    assert bare == list(links.links)


def test_a_run_publishes_links_and_keeps_them(tmp_path: Path) -> None:
    text = (
        "# Plan d'action 2024-2026\n\n## Axe 1 : Logement\n\n"
        "| Actions |\n|---|\n| 1. Offrir des logements sociaux |\n"
    )
    for name in ("a", "b"):
        folder = tmp_path / "raw" / name
        folder.mkdir(parents=True)
        (folder / "source.md").write_text(text, encoding="utf-8")
        digest = hashlib.sha256(text.encode()).hexdigest()
        (folder / "plan.yaml").write_text(f"sha256:\n  source.md: {digest}\n", encoding="utf-8")
    run(tmp_path, enrich=False)
    out = tmp_path / "extracted"
    links = Links.model_validate_json((out / "links.json").read_bytes())
    assert [one.grade for one in links.links if one.kind == "action"] == ["same"]
    with (out / "csv" / "links.csv").open(encoding="utf-8") as file:
        assert {row["id"] for row in csv.DictReader(file)} == {one.id for one in links.links}
    with (out / "csv" / "link_features.csv").open(encoding="utf-8") as file:
        assert sum(1 for _ in csv.DictReader(file)) == sum(len(o.features) for o in links.links)
    assert run(tmp_path, enrich=False).files == ()
    assert (tmp_path / ".cache" / "links.index").is_file()


def _two_plans(root: Path) -> list[Plan]:
    out = root / "extracted" / "plans"
    out.mkdir(parents=True)
    plans = [plan_of(name, ["Offrir des logements sociaux"]) for name in ("a", "b")]
    for plan in plans:
        (out / f"{plan.id}.json").write_text(plan.model_dump_json())
    return plans


def _judge(root: Path, plans: list[Plan], grade: str, left: str = "a/action-1") -> None:
    digests = [text_hash(plan.actions[0].text) for plan in plans]
    (root / "raw").mkdir(exist_ok=True)
    (root / "raw" / "judgements.csv").write_text(
        f"{','.join(COLUMNS)}\n{left},b/action-1,{grade},{','.join(digests)},Lise,2025-02-03,\n"
    )


def test_judgements_stand_beside_the_links(tmp_path: Path) -> None:
    _judge(tmp_path, _two_plans(tmp_path), "related")
    (one,) = json.loads(
        CliRunner().invoke(main, ["link", "--root", str(tmp_path), "--json"]).stdout
    )["links"]
    assert (one["grade"], one["judgement"]["value"]) == ("same", "related")


def test_what_is_amiss_with_judgements_is_said(tmp_path: Path) -> None:
    _judge(tmp_path, _two_plans(tmp_path), "same", left="a/action-9")
    done = CliRunner().invoke(main, ["link", "--root", str(tmp_path)])
    assert "a/action-9: no plan has this" in done.stderr
    _judge(tmp_path, [plan_of(n, ["x"]) for n in ("a", "b")], "perfect")
    done = CliRunner().invoke(main, ["link", "--root", str(tmp_path)])
    assert done.exit_code == 1
    assert "'perfect' is not a judgement" in done.stderr


def test_learning_needs_judgements(tmp_path: Path) -> None:
    _two_plans(tmp_path)
    done = CliRunner().invoke(main, ["link", "--root", str(tmp_path), "--learn"])
    assert done.exit_code == 0
    assert "too few pairs are judged" in done.stderr


def test_learning_says_before_and_after(tmp_path: Path) -> None:
    links = Links.model_validate_json((ROOT / "extracted" / "links.json").read_bytes())
    actions = [one for one in links.links if one.kind == "action"]
    texts = {
        action.id: action.text
        for path in sorted((ROOT / "extracted" / "plans").glob("*.json"))
        for action in Plan.model_validate_json(path.read_bytes()).actions
    }
    rows = [
        f"{one.left},{one.right},{'overlap' if one.score > 0.6 else 'none'},"
        f"{text_hash(texts[one.left])},{text_hash(texts[one.right])},Lise,2025-02-03,"
        for one in actions
    ]
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "judgements.csv").write_text("\n".join([",".join(COLUMNS), *rows, ""]))
    plans = [str(path) for path in sorted((ROOT / "extracted" / "plans").glob("*.json"))]
    done = CliRunner().invoke(main, ["link", "--root", str(tmp_path), "--learn", "--json", *plans])
    assert f"action: {len(rows)} judged pairs; cross-validated log loss" in done.stderr
    assert json.loads(done.stdout)["intercepts"]["action"] != links.intercepts["action"]


def test_a_run_takes_judgements_in_and_refuses_what_it_cannot_read(tmp_path: Path) -> None:
    text = "# Plan\n\n## Axe 1 : Logement\n\n| Actions |\n|---|\n| 1. Offrir un toit |\n"
    digest = hashlib.sha256(text.encode()).hexdigest()
    for name in ("a", "b"):
        folder = tmp_path / "raw" / name
        folder.mkdir(parents=True)
        (folder / "source.md").write_text(text, encoding="utf-8")
        (folder / "plan.yaml").write_text(f"sha256:\n  source.md: {digest}\n", encoding="utf-8")
    run(tmp_path, enrich=False)
    _judge(tmp_path, [plan_of(name, ["Offrir un toit"]) for name in ("a", "b")], "same")
    assert "links.json" in run(tmp_path, enrich=False).files
    links = Links.model_validate_json((tmp_path / "extracted" / "links.json").read_bytes())
    assert [one.judgement.by for one in links.links if one.judgement] == ["Lise"]
    (tmp_path / "raw" / "judgements.csv").write_text("left\n")
    with pytest.raises(WorkspaceError, match="the columns are not"):
        run(tmp_path, enrich=False)


def test_an_unchanged_run_and_help_load_neither_scipy_nor_spacy(tmp_path: Path) -> None:
    program = (
        "import sys, pipeline.cli as cli\n"
        "from click.testing import CliRunner\n"
        "for name in ('run', 'link', 'evaluate'):\n"
        "    CliRunner().invoke(cli.main, [name, '--help'])\n"
        "import pipeline.workspace.run\n"
        "print([m for m in ('scipy', 'numpy', 'spacy', 'pandas') if m in sys.modules])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout.strip() == "[]"


def _plan(plan_id: str) -> Plan:
    return Plan.model_validate_json((ROOT / "extracted" / "plans" / f"{plan_id}.json").read_bytes())

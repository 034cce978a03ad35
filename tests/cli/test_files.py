"""`extract`, `tables` and `new`: files from anywhere."""

from __future__ import annotations

import csv
import io
import json
import tomllib
from typing import TYPE_CHECKING

import pytest
import yaml

from tests.workspace.workbench import PLAN

if TYPE_CHECKING:
    from tests.cli.conftest import Shell


def test_one_file_gives_a_plan_on_stdout(arrimage: Shell) -> None:
    arrimage.write("Plan d'été 2.0.md")
    done = arrimage("extract", "Plan d'été 2.0.md")
    assert done.exit_code == 0
    plan = json.loads(done.stdout)
    assert plan["id"] == "plan-d-ete-2-0"
    assert plan["source"]["path"] == "Plan d'été 2.0.md"
    assert plan["source"]["url"] is None
    assert plan["actions"][0]["id"] == "plan-d-ete-2-0/action-1"
    assert plan["actions"][0]["mentions"] == []


def test_mentions_are_looked_for_when_asked(arrimage: Shell) -> None:
    arrimage.write("plan.md")
    plan = json.loads(arrimage("extract", "--enrich", "plan.md").stdout)
    assert "Ouvrir" in [mention["text"] for mention in plan["actions"][0]["mentions"]]


def test_the_report_comes_when_asked(arrimage: Shell) -> None:
    arrimage.write("plan.md")
    both = json.loads(arrimage("extract", "plan.md", "--id", "essai", "--report").stdout)
    assert sorted(both) == ["plan", "report"]
    assert both["plan"]["id"] == both["report"]["plan_id"] == "essai"
    assert both["report"]["words"]["total"] > 20


def test_several_files_give_a_list_and_one_that_fails_does_not_stop_it(arrimage: Shell) -> None:
    arrimage.write("a.md")
    arrimage.write("vide.md", "")
    arrimage.write("b.md")
    done = arrimage("extract", "a.md", "absent.md", "vide.md", "b.md")
    assert done.exit_code == 1
    assert [plan["id"] for plan in json.loads(done.stdout)] == ["a", "b"]
    errors = [line for line in done.stderr.splitlines() if line.startswith("error: ")]
    assert len(errors) == 2
    assert errors[0].startswith("error: absent.md: ")
    assert errors[1].startswith("error: vide.md: ")


def test_out_holds_a_file_for_each_plan(arrimage: Shell) -> None:
    arrimage.write("a.md")
    arrimage.write("b.md")
    done = arrimage("extract", "a.md", "b.md", "--out", "plans/2024")
    assert (done.exit_code, done.stdout) == (0, "")
    folder = arrimage.here / "plans" / "2024"
    assert sorted(path.name for path in folder.iterdir()) == ["a.json", "b.json"]
    assert (folder / "a.json").read_text() == arrimage("extract", "a.md").stdout


def test_a_file_that_cannot_be_read_is_exit_code_1_and_no_data(arrimage: Shell) -> None:
    done = arrimage("extract", "absent.md")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith("error: absent.md: ")
    assert done.stderr.count("\n") == 1


def test_an_error_finding_is_exit_code_1_with_the_data(arrimage: Shell) -> None:
    arrimage.write("plan.md", PLAN.replace("2. Former", "1. Former"))
    done = arrimage("extract", "plan.md")
    assert done.exit_code == 1
    assert json.loads(done.stdout)["actions"][1]["id"] == "plan/action-1~2"
    assert "error: plan.md:14: " in done.stderr


def test_a_lexicon_of_ones_own(arrimage: Shell) -> None:
    arrimage.write("plan.md", PLAN.replace("✓", "♞"))
    arrimage.write("mots.toml", '[fr.marks]\nplanned = ["♞"]\n')
    plan = json.loads(arrimage("extract", "plan.md", "--lexicon", "mots.toml").stdout)
    assert plan["actions"][0]["schedule"][0]["state"] == "planned"
    arrimage.write("mots.toml", "[fr")
    done = arrimage("extract", "plan.md", "--lexicon", "mots.toml")
    assert done.exit_code == 1
    assert done.stderr.startswith("error: mots.toml: not a TOML file: ")
    done = arrimage("extract", "plan.md", "--lexicon", "absent.toml")
    assert done.stderr == "error: absent.toml: there is no such lexicon; check the path\n"


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["a.md", "b.md", "--id", "x"], 2, "Error: --id names one plan; give one file\n"),
        (
            ["a.md", "c/A.md"],
            2,
            "Error: two files give the same id; extract them one by one with --id\n",
        ),
        (
            ["a.md", "--id", "A b"],
            1,
            "error: a.md: 'A b' cannot be the id of a plan; give one with --id: a-z, 0-9 and "
            "single hyphens\n",
        ),
        (
            ["….md"],
            1,
            "error: ….md: its name gives no id; give one with --id: a-z, 0-9 and single hyphens\n",
        ),
        (["a.md", "--out", "b.md"], 1, "error: b.md: is not a folder; give another --out\n"),
        (["a.md", "--out", "b.md/c"], 1, "error: b.md/c: Not a directory; check the path\n"),
    ],
)
def test_what_cannot_be_asked(
    arrimage: Shell, arguments: list[str], code: int, message: str
) -> None:
    for name in ("a.md", "b.md", "c/A.md", "….md"):
        arrimage.write(name)
    done = arrimage("extract", *arguments)
    assert (done.exit_code, done.stdout) == (code, "")
    assert done.stderr.endswith(message)


def test_tables_are_printed_as_read(arrimage: Shell) -> None:
    arrimage.write("plan.md")
    (table,) = json.loads(arrimage("tables", "plan.md").stdout)
    assert (table["n_rows"], table["n_columns"], table["header_rows"]) == (3, 5, 1)
    assert (table["regions"], table["lines"]) == ([], [11, 14])
    assert table["cells"][5] == {
        "row": 1,
        "column": 0,
        "row_span": 1,
        "column_span": 1,
        "text": "1. Ouvrir un refuge",
        "mark": None,
        "page": None,
        "bbox": None,
        "lines": [13, 13],
    }
    assert table["cells"][7]["mark"] == {"kind": "glyph", "char": "✓"}


def test_tables_as_csv(arrimage: Shell) -> None:
    arrimage.write("plan.md", PLAN + "\nAutre\n\n| a | b |\n|---|---|\n| c | x |\n")
    text = arrimage("tables", "--csv", "plan.md").stdout
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == 19
    assert rows[-1] == {
        "table": "2",
        "row": "1",
        "column": "1",
        "row_span": "1",
        "column_span": "1",
        "text": "",
        "mark_kind": "glyph",
        "mark_char": "x",
        "page": "",
        "line_first": "20",
        "line_last": "20",
    }


@pytest.mark.parametrize("command", ["extract", "tables"])
def test_pages_are_those_of_a_pdf(arrimage: Shell, command: str) -> None:
    arrimage.write("plan.md")
    done = arrimage(command, "plan.md", "--pages", "2")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr == (
        "error: plan.md: has no numbered pages; only a PDF has; leave --pages out\n"
    )


def test_tables_of_a_file_that_cannot_be_read(arrimage: Shell) -> None:
    done = arrimage("tables", "absent.md")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith("error: absent.md: ")


def test_new_makes_a_folder_that_runs(arrimage: Shell) -> None:
    arrimage.write("Plan.MD")
    done = arrimage("new", "Plan.MD")
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr == (
        "raw/plan: made; a trial found 2 sections and 2 actions. "
        "Fill in raw/plan/plan.yaml, then `arrimage run`.\n"
    )
    folder = arrimage.here / "raw" / "plan"
    assert sorted(path.name for path in folder.iterdir()) == ["plan.yaml", "source.md"]
    text = (folder / "plan.yaml").read_text()
    assert text.startswith(
        "# null is what nobody knows. Dates are written 2024, 2024-03 or 2024-03-01.\n"
        "publisher: null\nurl: null\npublished: null\nretrieved: null\nlicence: null\n"
        "follows: null\nstate: draft\nsha256:\n"
    )
    assert "#expect:\n" in text
    assert "#  actions: 2\n" in text
    assert arrimage("run", "--no-enrich").exit_code == 0
    said, counts = text.split("#expect:")
    for sign in ("#", "# "):
        marks_off = f"{said}expect:{counts.replace(sign, '')}"
        assert yaml.safe_load(marks_off)["expect"]["schedule"] == 6
    (folder / "plan.yaml").write_text(marks_off)
    assert arrimage("run", "--no-enrich").exit_code == 0


def test_new_proposes_the_words_that_no_lexicon_knows(arrimage: Shell) -> None:
    text = PLAN.replace("| Rôle |", "| Chose curieuse |").replace(
        "## Axe 1", "## Zébrures\n\nUn texte à garder, long d'une phrase entière.\n\n## Axe 1"
    )
    arrimage.write("plan.md", text)
    done = arrimage("new", "plan.md")
    lines = done.stdout.splitlines()
    assert '# context = ["Zébrures"]' in lines
    assert '# action = ["=Chose curieuse"]' in lines
    assert tomllib.loads(done.stdout) == {"fr": {"passages": {}, "columns": {}}}
    chosen = done.stdout.replace("# context =", "context =").replace("# action =", "lead =")
    arrimage.write("raw/lexicon.toml", chosen)
    assert arrimage("run", "--no-enrich").exit_code == 0
    plan = json.loads((arrimage.here / "extracted" / "plans" / "plan.json").read_text())
    assert [action["leads"] for action in plan["actions"]] == [["Responsable"], ["Collaborateur"]]
    assert "other" not in [passage["kind"] for passage in plan["passages"]]


def test_new_proposes_no_column_that_was_read(arrimage: Shell) -> None:
    legend = "## Légende\n\n✓ : année de réalisation\n\n## Axe 1"
    text = PLAN.replace("## Axe 1", legend).replace("Rôle", "Statut")
    arrimage.write("plan.md", text)
    done = arrimage("new", "plan.md")
    assert "réalisation" in arrimage("extract", "plan.md").stdout
    assert tomllib.loads(done.stdout) == {}


def test_new_never_overwrites(arrimage: Shell) -> None:
    arrimage.plan("essai")
    folder = arrimage.here / "raw" / "essai"
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    arrimage.write("neuf.md", PLAN.replace("refuge", "abri"))
    done = arrimage("new", "neuf.md", "--id", "essai")
    assert done.exit_code == 1
    assert done.stderr == (
        "error: raw/essai: exists already, and was left as it is; give another --id\n"
    )
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


@pytest.mark.parametrize(
    ("name", "content", "start"),
    [
        ("plan.odt", "a", "error: plan.odt: '.odt' is not what documents end in; they end in .pdf"),
        ("vide.md", "", "error: vide.md: "),
    ],
)
def test_new_leaves_nothing_where_it_fails(
    arrimage: Shell, name: str, content: str, start: str
) -> None:
    arrimage.write(name, content)
    done = arrimage("new", name)
    assert done.exit_code == 1
    assert done.stderr.startswith(start)
    assert [path.name for path in arrimage.here.iterdir()] == [name]


def test_new_of_a_missing_file(arrimage: Shell) -> None:
    done = arrimage("new", "absent.md")
    assert done.exit_code == 1
    assert done.stderr.startswith("error: absent.md: ")
    assert list(arrimage.here.iterdir()) == []

"""`diff`: what changed between two states of plans, as a person asks for it."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from pipeline.diff import diff_folders
from pipeline.diff.to_text import as_text
from pipeline.workspace.sources import load_plans
from tests.workspace.workbench import PLAN

if TYPE_CHECKING:
    from tests.cli.conftest import Shell

SECOND = "| 2. Former les équipes | Collaborateur | — | ✓ | ✓ |\n"


def _editions(arrimage: Shell, *changes: tuple[str, str], names: str = "plan") -> None:
    """Extract a plan and its next edition to old.json and new.json."""
    text = PLAN
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    for name, content in (("old", PLAN), ("new", text)):
        arrimage.write("plan.md", content)
        plan_id = names if name == "old" else f"{names}-suite"
        done = arrimage("extract", "plan.md", "--id", plan_id)
        arrimage.write(f"{name}.json", done.stdout)


def _groups(arrimage: Shell, *arguments: str) -> dict[str, Any]:
    done = arrimage("diff", "old.json", "new.json", "--json", *arguments)
    values = json.loads(done.stdout)
    assert values["form"] == 1
    assert done.exit_code == (0 if values["same"] else 1)
    groups: dict[str, Any] = values["plans"].get("plan-suite", {})
    return groups


def _kinds(groups: dict[str, Any], name: str = "actions") -> dict[str, list[str]]:
    return {change["old_id"]: change["kinds"] for change in groups[name]["changed"]}


def test_the_same_plan_under_another_id_has_no_difference(arrimage: Shell) -> None:
    _editions(arrimage)
    done = arrimage("diff", "old.json", "new.json")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "")
    assert _groups(arrimage) == {}


def test_lines_that_move_are_no_difference(arrimage: Shell) -> None:
    _editions(arrimage, ("\n## Axe 1", "\n\n\n## Axe 1"))
    assert _groups(arrimage) == {}


def test_every_kind_of_change_is_in_its_group(arrimage: Shell) -> None:
    _editions(
        arrimage,
        ("Loger toutes les personnes", "Loger chaque personne"),
        ("- Une hausse du nombre de logements.", "- Une baisse des expulsions."),
        ("1. Ouvrir un refuge | Responsable | ✓ |", "1. Ouvrir un refuge | Partenaire | — |"),
    )
    groups = _groups(arrimage)
    assert groups["sections"]["changed"] == [
        {
            "old_id": "axe-1/objectif-1",
            "new_id": "axe-1/objectif-1",
            "kinds": ["reworded"],
            "fields": {
                "title": {
                    "old": "Loger toutes les personnes",
                    "new": "Loger chaque personne",
                    "words": [
                        ["=", "Loger "],
                        ["-", "toutes les personnes"],
                        ["+", "chaque personne"],
                    ],
                }
            },
        }
    ]
    (target,) = groups["targets"]["changed"]
    assert target["kinds"] == ["reworded"]
    assert target["fields"]["text"]["old"] == "Une hausse du nombre de logements."
    assert target["fields"]["text"]["new"] == "Une baisse des expulsions."
    (action,) = groups["actions"]["changed"]
    assert action["kinds"] == ["redated", "reassigned"]
    assert action["fields"] == {
        "role_ids": {"old": ["responsable"], "new": ["partenaire"]},
        "schedule": {"old": {"2024": "planned"}, "new": {"2024": "not_planned"}},
    }


def test_numbers_that_shift_do_not_hide_what_is_the_same(arrimage: Shell) -> None:
    _editions(
        arrimage,
        (
            "| 2. Former",
            "| 2. Écouter les gens du quartier | Responsable | ✓ | — | — |\n| 3. Former",
        ),
        ("Former les équipes", "Former et soutenir les équipes"),
    )
    groups = _groups(arrimage)
    assert [part["text"] for part in groups["actions"]["added"]] == ["Écouter les gens du quartier"]
    assert groups["actions"]["removed"] == []
    (change,) = groups["actions"]["changed"]
    assert (change["old_id"], change["new_id"]) == ("action-2", "action-3")
    assert change["kinds"] == ["reworded", "renumbered"]
    assert change["fields"]["number"] == {"old": "2", "new": "3"}
    assert change["fields"]["text"]["words"] == [
        ["=", "Former "],
        ["+", "et soutenir "],
        ["=", "les équipes"],
    ]


def test_an_action_whose_section_got_a_number_has_not_moved(arrimage: Shell) -> None:
    _editions(arrimage, ("### Objectif 1 : Loger", "### Objectif 2 : Loger"))
    groups = _groups(arrimage)
    assert list(groups) == ["sections", "targets"]
    assert _kinds(groups, "sections") == {"axe-1/objectif-1": ["renumbered"]}
    assert _kinds(groups, "targets") == {"axe-1/objectif-1/cible-1": ["renumbered"]}


def test_an_action_in_another_section_has_moved(arrimage: Shell) -> None:
    table = PLAN[PLAN.index("| Actions") : PLAN.index("| 1.")]
    _editions(arrimage, (SECOND, f"\n### Objectif 2 : Écouter les gens\n\n{table}{SECOND}"))
    groups = _groups(arrimage)
    assert _kinds(groups) == {"action-2": ["moved"]}
    assert groups["actions"]["changed"][0]["fields"] == {
        "section_id": {"old": "axe-1/objectif-1", "new": "axe-1/objectif-2"}
    }


def test_another_action_with_the_same_number_is_another_action(arrimage: Shell) -> None:
    _editions(arrimage, ("2. Former les équipes", "2. Acheter des autobus électriques"))
    groups = _groups(arrimage)
    assert [part["text"] for part in groups["actions"]["removed"]] == ["Former les équipes"]
    assert [part["id"] for part in groups["actions"]["added"]] == ["action-2"]
    assert groups["actions"]["changed"] == []


def test_periods_that_only_one_plan_has_redate_nothing(arrimage: Shell) -> None:
    _editions(
        arrimage,
        ("2024 | 2025 | 2026 |", "2024 | 2025 | 2026 | 2027 |"),
        ("|---|---|---|---|---|", "|---|---|---|---|---|---|"),
        ("| ✓ | ✓ | — |", "| ✓ | ✓ | — | ✓ |"),
        ("| — | ✓ | ✓ |", "| — | ✓ | ✓ | ✓ |"),
    )
    groups = _groups(arrimage)
    assert list(groups) == ["periods"]
    assert [part["id"] for part in groups["periods"]["added"]] == ["2027"]


def test_an_action_taken_out_is_removed(arrimage: Shell) -> None:
    _editions(arrimage, (SECOND, ""))
    assert [part["id"] for part in _groups(arrimage)["actions"]["removed"]] == ["action-2"]
    text = arrimage("diff", "old.json", "new.json").stdout.splitlines()
    assert text == [
        "plan-suite: 2 removed",
        "  - roles collaborateur: Collaborateur",
        "  - actions action-2: Former les équipes",
    ]


def test_apostrophes_are_the_same_unless_asked(arrimage: Shell) -> None:
    _editions(arrimage, ("Plan d'action", "Plan d’action"))
    assert _groups(arrimage) == {}
    (change,) = _groups(arrimage, "--exact")["plan"]["changed"]
    assert (change["old_id"], change["new_id"], change["kinds"]) == ("plan", "plan", ["reworded"])
    assert change["fields"]["title"]["old"] == "Plan d'action 2024-2026"
    assert change["fields"]["title"]["new"] == "Plan d’action 2024-2026"


def test_the_text_shows_the_words_that_changed(arrimage: Shell) -> None:
    _editions(
        arrimage,
        ("Ouvrir un refuge", "Ouvrir deux refuges"),
        ("Collaborateur | — |", "Collaborateur | ✓ |"),
    )
    done = arrimage("diff", "old.json", "new.json")
    assert done.exit_code == 1
    assert done.stdout.splitlines() == [
        "plan-suite: 1 reworded, 1 redated",
        "  ~ actions action-1 (reworded)",
        "      text: Ouvrir [-un refuge-]{+deux refuges+}",
        "  ~ actions action-2 (redated): Former les équipes",
        "      2024: not_planned → planned",
    ]


def test_the_text_shows_a_deadline_as_it_is_printed(arrimage: Shell) -> None:
    _editions(arrimage)
    plan = json.loads((arrimage.here / "old.json").read_text(encoding="utf-8"))
    for name, text, date in (("old", "fin 2024", None), ("new", "juin 2025", "2025-06-01")):
        plan["actions"][0]["deadline"] = {"text": text, "date": date}
        (arrimage.here / f"{name}.json").write_text(json.dumps(plan), encoding="utf-8")
    lines = arrimage("diff", "old.json", "new.json").stdout.splitlines()
    told = '{"text": "juin 2025", "date": "2025-06-01"}'
    assert lines[1:] == [
        "  ~ actions action-1 (redated): Ouvrir un refuge",
        f'      deadline: "fin 2024" → {told}',
    ]


def test_only_what_is_asked_for_is_compared(arrimage: Shell) -> None:
    _editions(
        arrimage,
        ("# Plan d'action", "# Plan de travail"),
        ("Loger toutes les personnes", "Loger chaque personne"),
        ("Ouvrir un refuge | Responsable | ✓ |", "Ouvrir deux refuges | Responsable | — |"),
    )

    def compared(only: str) -> dict[str, list[str]]:
        groups = _groups(arrimage, "--only", only)
        return {
            name: [field for change in group["changed"] for field in change["fields"]]
            for name, group in groups.items()
        }

    assert compared("roles,periods,targets") == {}
    assert compared("sections, targets") == {"sections": ["title"]}
    assert compared("actions") == {"actions": ["text"]}
    assert compared("schedule") == {"actions": ["schedule"]}
    assert compared("actions,schedule") == {"actions": ["text", "schedule"]}
    done = arrimage("diff", "old.json", "new.json", "--only", "actions,verbs")
    assert done.exit_code == 2
    assert "not 'verbs'" in done.stderr


def test_only_the_schedule_tells_nothing_of_other_actions(arrimage: Shell) -> None:
    _editions(arrimage, (SECOND, ""))
    assert _groups(arrimage, "--only", "schedule") == {}


def test_folders_are_compared_plan_by_plan(arrimage: Shell) -> None:
    for name in ("a", "b", "c"):
        arrimage.write(f"{name}.md")
    arrimage("extract", "a.md", "b.md", "--out", "old/plans")
    arrimage.write("b.md", PLAN.replace("refuge", "abri"))
    arrimage("extract", "b.md", "c.md", "--out", "new")
    done = arrimage("diff", "old", "new", "--json")
    assert done.exit_code == 1
    values = json.loads(done.stdout)
    assert (values["added"], values["removed"], list(values["plans"])) == (["c"], ["a"], ["b"])
    lines = arrimage("diff", "old", "new").stdout.splitlines()
    assert lines[:3] == ["+ plan c", "- plan a", "b: 1 reworded"]


def test_what_is_no_plan_is_refused(arrimage: Shell) -> None:
    arrimage.write("autre.json", "{}")
    done = arrimage("diff", "autre.json", "autre.json")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr == "error: autre.json: id: Field required; give the JSON of a plan\n"
    done = arrimage("diff", "absent.json", "autre.json")
    assert done.exit_code == 1
    assert done.stderr == (
        "error: absent.json: there is no such file or folder, and git knows no such revision; "
        "check the path, or start in the workspace\n"
    )


def _git(arrimage: Shell, *arguments: str) -> None:
    identity = ("-c", "user.name=a", "-c", "user.email=a@example.org")
    subprocess.run(["git", *identity, *arguments], cwd=arrimage.here, check=True)


@pytest.fixture
def revisions(arrimage: Shell) -> Shell:
    """A workspace under git, with two revisions of its results."""
    _git(arrimage, "init", "-q", ".")
    for text in (PLAN, PLAN.replace("refuge", "abri")):
        arrimage.write("plan.md", text)
        assert arrimage("extract", "plan.md", "--out", "extracted/plans").exit_code == 0
        arrimage.write("extracted/reports/plan.json", "no plan")
        _git(arrimage, "add", "-A")
        _git(arrimage, "commit", "-q", "-m", "essai")
    return arrimage


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("HEAD~1", "HEAD"),
        ("HEAD~1", "extracted"),
        ("HEAD~1:extracted", "HEAD:extracted/plans/"),
        ("HEAD~1:extracted/plans/plan.json", "extracted/plans/plan.json"),
    ],
)
def test_revisions_that_git_knows_are_compared(revisions: Shell, old: str, new: str) -> None:
    done = revisions("diff", old, new)
    assert done.exit_code == 1
    assert done.stdout.splitlines() == [
        "plan: 1 reworded",
        "  ~ actions action-1 (reworded)",
        "      text: Ouvrir un [-refuge-]{+abri+}",
    ]
    assert revisions("diff", new, new).exit_code == 0


@pytest.mark.parametrize("name", ["HEAD~7", "--output=x", "", ":", "HEAD\0", "HEAD:../", "@{u}"])
def test_a_revision_that_is_none_is_one_line(revisions: Shell, name: str) -> None:
    done = revisions("diff", "--", name, "HEAD")
    assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert sorted(path.name for path in revisions.here.iterdir()) == [
        ".git",
        "extracted",
        "plan.md",
    ]


def test_a_revision_without_results_says_so(revisions: Shell) -> None:
    _git(revisions, "rm", "-q", "-r", "extracted")
    _git(revisions, "commit", "-q", "-m", "rien")
    done = revisions("diff", "HEAD", "HEAD~1")
    assert done.stderr == ("error: HEAD: has no extracted; give a revision in which it was there\n")


def test_a_workspace_elsewhere_is_compared_from_its_root(revisions: Shell) -> None:
    revisions.write("autre/rien.md")
    root = str(revisions.here)
    assert revisions("diff", "--root", root, "HEAD~1", "HEAD").exit_code == 1
    assert revisions("diff", "--root", f"{root}/autre", "HEAD~1", "HEAD").stderr.startswith(
        "error: HEAD~1: has no extracted; "
    )


def test_an_edition_is_carried_on_by_its_texts(arrimage: Shell) -> None:
    text = PLAN.replace("1. Ouvrir un refuge", "5. Ouvrir un refuge").replace(
        "2. Former les équipes", "1. Acheter des autobus électriques"
    )
    for name, content in (("vieux", PLAN), ("neuf", text)):
        arrimage.write(f"{name}.md", content)
        arrimage("extract", f"{name}.md", "--out", ".")
    done = arrimage("diff", "--edition", "vieux.json", "neuf.json", "--json")
    edition = json.loads(done.stdout)
    assert done.exit_code == 1
    actions = [part for part in edition["continued"] if part["kind"] == "actions"]
    assert actions == [
        {
            "kind": "actions",
            "old_id": "vieux/action-1",
            "new_id": "neuf/action-5",
            "text": "Ouvrir un refuge",
            "changes": ["renumbered"],
        }
    ]
    assert [part["id"] for part in edition["dropped"]] == ["vieux/action-2"]
    assert [part["id"] for part in edition["new"]] == ["neuf/action-1"]
    lines = arrimage("diff", "--edition", "vieux.json", "neuf.json").stdout.splitlines()
    assert lines[0] == "neuf follows vieux: 4 continued, 1 dropped, 1 new"
    assert "  = vieux/action-1 → neuf/action-5 (renumbered): Ouvrir un refuge" in lines
    assert "  - vieux/action-2: Former les équipes" in lines
    assert "  + neuf/action-1: Acheter des autobus électriques" in lines
    assert arrimage("diff", "--edition", "vieux.json", "vieux.json").exit_code == 0
    assert arrimage("diff", "--edition", ".", "neuf.json").exit_code == 2


def test_colours_are_for_terminals_and_what_steers_one_is_named(arrimage: Shell) -> None:
    _editions(arrimage, ("Ouvrir un refuge", "Ouvrir un \x1b[2J\u202eabri"))
    assert "\x1b" not in arrimage("diff", "old.json", "new.json").stdout
    assert "{+\\u001b[2J\\u202eabri+}" in arrimage("diff", "old.json", "new.json").stdout
    old, _ = load_plans("old.json", arrimage.here)
    new, _ = load_plans("new.json", arrimage.here)
    diff = diff_folders({"p": old["plan"]}, {"p": new["plan-suite"]})
    assert "\x1b[31m[-refuge-]\x1b[0m\x1b[32m{+\\u001b[2J" in as_text(diff, colours=True)


def test_the_end_of_a_paragraph_is_shown_by_a_sign(arrimage: Shell) -> None:
    text = PLAN.replace("## Axe 1", "## Contexte\n\nUn texte.\n\nUn autre texte.\n\n## Axe 1")
    for folder, one in (("old", text), ("new", text.replace("autre", "second"))):
        arrimage.write("plan.md", one)
        arrimage("extract", "plan.md", "--out", folder)
    assert "Un texte. ¶ Un [-autre-]{+second+} texte." in arrimage("diff", "old", "new").stdout

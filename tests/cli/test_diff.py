"""`diff`: what changed between two editions."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.cli.conftest import PLAN

if TYPE_CHECKING:
    from tests.cli.conftest import Shell


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
    assert done.exit_code == (0 if values["same"] else 1)
    groups: dict[str, Any] = values["plans"].get("plan-suite", {})
    return groups


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
            "fields": {
                "title": {"old": "Loger toutes les personnes", "new": "Loger chaque personne"}
            },
        }
    ]
    (target,) = groups["targets"]["changed"]
    assert target["fields"]["text"] == {
        "old": "Une hausse du nombre de logements.",
        "new": "Une baisse des expulsions.",
    }
    (action,) = groups["actions"]["changed"]
    assert (action["old_id"], list(action["fields"])) == ("action-1", ["role_ids"])
    assert groups["schedule"]["changed"] == [
        {
            "old_id": "action-1 2024",
            "new_id": "action-1 2024",
            "fields": {"state": {"old": "planned", "new": "not_planned"}},
        }
    ]


def test_an_action_put_in_the_middle_does_not_change_the_later_ones(arrimage: Shell) -> None:
    _editions(
        arrimage,
        ("| 2. Former", "| 2. Écouter | Responsable | ✓ | — | — |\n| 3. Former"),
    )
    groups = _groups(arrimage)
    assert [part["text"] for part in groups["actions"]["added"]] == ["Écouter"]
    assert groups["actions"]["removed"] == []
    assert groups["actions"]["changed"] == [
        {
            "old_id": "action-2",
            "new_id": "action-3",
            "fields": {"number": {"old": "2", "new": "3"}},
        }
    ]
    assert [part["id"] for part in groups["schedule"]["added"]] == [
        "action-2 2024",
        "action-2 2025",
        "action-2 2026",
    ]
    assert groups["schedule"]["changed"] == []


def test_an_action_taken_out_is_removed(arrimage: Shell) -> None:
    _editions(arrimage, ("| 2. Former les équipes | Collaborateur | — | ✓ | ✓ |\n", ""))
    groups = _groups(arrimage)
    assert [part["id"] for part in groups["actions"]["removed"]] == ["action-2"]
    text = arrimage("diff", "old.json", "new.json").stdout.splitlines()
    assert text[0] == "plan-suite"
    assert "  - actions action-2: Former les équipes" in text
    assert '  - schedule action-2 2025: "planned"' in text


def test_apostrophes_are_the_same_unless_asked(arrimage: Shell) -> None:
    _editions(arrimage, ("Plan d'action", "Plan d’action"))
    assert _groups(arrimage) == {}
    assert _groups(arrimage, "--exact")["plan"]["changed"] == [
        {
            "old_id": "plan",
            "new_id": "plan",
            "fields": {
                "title": {"old": "Plan d'action 2024-2026", "new": "Plan d’action 2024-2026"}
            },
        }
    ]


def test_the_text_shows_old_and_new(arrimage: Shell) -> None:
    _editions(arrimage, ("Ouvrir un refuge", "Ouvrir deux refuges"))
    done = arrimage("diff", "old.json", "new.json")
    assert done.exit_code == 1
    assert done.stdout.splitlines() == [
        "plan-suite",
        "  ~ actions action-1",
        '      text: "Ouvrir un refuge" → "Ouvrir deux refuges"',
    ]


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
    assert arrimage("diff", "old", "new").stdout.splitlines()[:3] == ["+ plan c", "- plan a", "b"]


def test_what_is_no_plan_is_refused(arrimage: Shell) -> None:
    arrimage.write("autre.json", "{}")
    done = arrimage("diff", "autre.json", "autre.json")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr == "error: autre.json: id: Field required; give the JSON of a plan\n"
    done = arrimage("diff", "absent.json", "autre.json")
    assert done.stderr == "error: absent.json: there is no such file or folder; check the path\n"

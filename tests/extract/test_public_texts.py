"""Plans that nobody here wrote, by the lexicon alone, held against a parse of their own."""

from __future__ import annotations

import csv
import html
import re
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from pipeline.extract import Identity
from pipeline.model import Action, Item, Plan, Report
from tests.taken import take

TEXTS = Path(__file__).parents[3] / "shared" / "corpus" / "real" / "text"
COMMITMENTS = "codegouvfr_engagements-feuilles-de-route-ministerielles_fr.md"
COMMITMENTS_TRUTH = "codegouvfr_engagements.truth.csv"
STRATEGY = "GSA_FDS-2020-action-plan_en.md"
STRUCK = "Target Date [struck]"

pytestmark = pytest.mark.skipif(
    not TEXTS.is_dir(), reason="the public plans of the shared corpus are not beside the repository"
)


@cache
def taken(name: str) -> tuple[Plan, Report]:
    found = take(TEXTS / name, Identity("public", name))
    return found.plan, found.report


class Milestone(NamedTuple):
    """A row of a milestone table, as a few lines of this test read it."""

    cells: dict[str, str]
    struck: str | None


class Headed(NamedTuple):
    """An action that is a heading, with the section it stands in and its milestones."""

    section: str
    number: str
    title: str
    milestones: list[Milestone]


def plain(markdown: str) -> str:
    """Take the markup off, and the stars that call a note."""
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", html.unescape(markdown))
    text = re.sub(r"\[\^\w+\]|<[^>]+>", "", text)
    return " ".join(re.sub(r"\*+", "", text).split())


@cache
def strategy() -> list[Headed]:
    """Read the strategy's Markdown: `##` sections, `### Action n: title`, rows between pipes."""
    actions: list[Headed] = []
    section = ""
    header: list[str] = []
    for line in (TEXTS / STRATEGY).read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            section = plain(line[3:])
        elif found := re.match(r"### Action (\d+): (.*)", line):
            actions.append(Headed(section, found[1], plain(found[2]), []))
            header = []
        elif line.startswith("|") and not line.startswith("|--"):
            cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
            if not header:
                header = cells
                continue
            struck = re.search(r"<s>(.*?)</s>", line)
            kept = [plain(re.sub(r"<s>.*?</s>", "", cell)) for cell in cells]
            row = dict(zip(header, kept, strict=True))
            actions[-1].milestones.append(Milestone(row, struck[1] if struck else None))
    return actions


def day(text: str) -> str | None:
    try:
        return datetime.strptime(text, "%B %d, %Y").date().isoformat()  # noqa: DTZ007 - a day
    except ValueError:
        return None


def test_every_commitment_is_an_action_cell_by_cell() -> None:
    plan, _ = taken(COMMITMENTS)
    with (TEXTS / COMMITMENTS_TRUTH).open(encoding="utf-8", newline="") as file:
        truth = list(csv.DictReader(file))
    assert len(truth) == 34
    rows = [
        {
            "Ministère": "; ".join(action.leads),
            "Thématiques": action.extra.get("Thématiques"),
            "Actions": action.text,
            "Echéances": action.deadline and action.deadline.text,
        }
        for action in plan.actions
    ]
    assert rows == truth


def test_the_commitments_hold_nothing_else() -> None:
    plan, report = taken(COMMITMENTS)
    for action in plan.actions:
        assert set(action.extra) == {"Thématiques"}
        assert (action.number, action.section_id, action.flags) == (None, None, ())
        assert (action.items, action.partners, action.indicators, action.notes) == ((),) * 4
        assert action.budget is None
    assert len({action.id for action in plan.actions}) == 34
    assert (plan.sections, plan.passages, plan.roles) == ((), (), ())
    assert report.words.unclaimed == 0
    assert report.words.claimed + sum(report.words.ignored.values()) == report.words.total
    assert [(found.code, found.severity) for found in report.findings] == [
        ("column_unknown", "info"),
        ("title_missing", "warning"),
    ]


def test_the_strategy_has_its_sections_and_actions() -> None:
    plan, _ = taken(STRATEGY)
    expected = strategy()
    assert len(expected) == 20
    sections = {section.id: section.title for section in plan.sections}
    assert list(sections.values()) == list(dict.fromkeys(action.section for action in expected))
    assert len(sections) == 3
    assert [(a.number, a.text, sections[a.section_id or ""]) for a in plan.actions] == [
        (a.number, a.title, a.section) for a in expected
    ]
    assert plan.title == "2020 Action Plan"
    assert plan.language == "en"


def pairs() -> list[tuple[Action, Headed]]:
    return list(zip(taken(STRATEGY)[0].actions, strategy(), strict=True))


@pytest.mark.parametrize("index", range(20))
def test_the_rows_of_a_table_are_the_milestones_of_its_action(index: int) -> None:
    action, expected = pairs()[index]
    assert expected.milestones
    assert len(action.items) == len(expected.milestones)
    for item, milestone in zip(action.items, expected.milestones, strict=True):
        assert_same(item, milestone)


def assert_same(item: Item, milestone: Milestone) -> None:
    cells = dict(milestone.cells)
    assert item.text == cells.pop("Milestone")
    target = cells.pop("Target Date")
    assert item.deadline is not None
    assert (item.deadline.text, item.deadline.date) == (target, day(target))
    extra = {header: text for header, text in cells.items() if text}
    if milestone.struck:
        extra[STRUCK] = milestone.struck
    assert item.extra == extra


def test_a_struck_out_date_is_kept_and_is_not_the_date() -> None:
    struck = [
        (item.extra[STRUCK], item.deadline.text if item.deadline else None)
        for action, _ in pairs()
        for item in action.items
        if STRUCK in item.extra
    ]
    expected = [
        (milestone.struck, milestone.cells["Target Date"])
        for headed in strategy()
        for milestone in headed.milestones
        if milestone.struck
    ]
    assert struck == expected
    assert len(struck) == (TEXTS / STRATEGY).read_text(encoding="utf-8").count("<s>") == 5
    assert all(old != new for old, new in struck)


def test_the_words_of_the_strategy_are_all_accounted_for() -> None:
    _, report = taken(STRATEGY)
    words = report.words
    parts = words.claimed + words.kept + sum(words.ignored.values()) + words.unclaimed
    assert parts == words.total
    assert words.unclaimed * 100 < words.total
    assert [found for found in report.findings if found.severity == "error"] == []


def test_the_notes_a_row_calls_stand_with_its_action() -> None:
    source = (TEXTS / STRATEGY).read_text(encoding="utf-8")
    notes = {
        plain(found[2]): found.start()
        for found in re.finditer(r"(?m)^(?:(?:&#42;)+|\[\^(\d+)\]:)(.*)$", source)
    }
    for action, headed in pairs():
        said = [plain(note.text) for note in action.notes]
        assert set(said) <= set(notes)
        starred = sum(cell.endswith("*") for cell in raw_cells(source, headed.number))
        assert bool(said) == (starred > 0 or "[^" in "".join(raw_cells(source, headed.number)))


def raw_cells(source: str, number: str) -> list[str]:
    part = source.split(f"### Action {number}: ")[1].split("\n#")[0].split("\n## ")[0]
    rows = [line for line in part.splitlines() if line.startswith("|")]
    cells = [cell.strip() for line in rows for cell in html.unescape(line).split("|")]
    return [part.strip() for cell in cells for part in re.split(r"</?b>", cell)]

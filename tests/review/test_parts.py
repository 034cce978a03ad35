"""What a sitting is put together from: the order of pairs, kappa, the desk, what is shown."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.link.judgements import JudgementRow, text_hash
from pipeline.model import JudgementValue, Link, LinkKind, Links
from pipeline.review import show
from pipeline.review.desk import Key, Piped, plain
from pipeline.review.kappa import agreement
from pipeline.review.material import Place
from pipeline.review.pairs import Wish, both_judged, questions, usefulness

TEXTS = {name: f"texte {name}" for name in ("a/1", "a/2", "b/1", "b/2", "b/3")}


def link(left: str, right: str, score: float, kind: LinkKind = "action") -> Link:
    return Link(id=f"{left} {right}", left=left, right=right, kind=kind, score=score)


LINKS = Links(
    links=(
        link("a/1", "b/1", 0.98),
        link("a/1", "b/2", 0.1),
        link("a/2", "b/1", 0.6),
        link("a/2", "b/2", 0.4, "section"),
        link("a/2", "b/3", 0.9, "document"),
    )
)


def row(left: str, right: str, value: JudgementValue, by: str, text: str = "") -> JudgementRow:
    return JudgementRow(
        left,
        right,
        value,
        text_hash(text or TEXTS[left]),
        text_hash(TEXTS[right]),
        by,
        "2026-01-02",
    )


def asked(rows: list[JudgementRow], wish: Wish) -> list[tuple[str, str]]:
    return [one.pair for one in questions(LINKS, rows, TEXTS, wish)]


def test_uncertain_and_high_come_first() -> None:
    assert asked([], Wish("Anne")) == [
        ("a/2", "b/1"),
        ("a/2", "b/2"),
        ("a/1", "b/1"),
        ("a/1", "b/2"),
    ]


def test_kinds_are_chosen() -> None:
    assert asked([], Wish("Anne", kinds=("document",))) == [("a/2", "b/3")]


def test_usefulness_is_highest_above_the_middle() -> None:
    scores = [number / 1000 for number in range(1001)]
    best = max(scores, key=lambda score: usefulness(link("a/1", "b/1", score)))
    assert best == 0.625
    assert usefulness(None) == 0


def test_a_changed_text_comes_before_all() -> None:
    found = questions(LINKS, [row("a/1", "b/2", "none", "Luc", "avant")], TEXTS, Wish("Anne"))
    assert found[0].pair == ("a/1", "b/2")
    assert [one.by for one in found[0].said] == ["Luc"]


def test_a_text_that_moved_and_was_judged_there_is_not_asked_again() -> None:
    texts = {**TEXTS, "b/4": "texte venu d'ailleurs"}
    said = row("a/1", "b/2", "none", "Luc")
    moved = replace(said, right_hash=text_hash(texts["b/4"]), line=2)
    there = replace(moved, right="b/4", by="Anne", line=3)
    first = questions(LINKS, [moved], texts, Wish("Anne"))[0]
    assert (first.pair, len(first.said)) == (("a/1", "b/2"), 1)
    found = questions(LINKS, [moved, there], texts, Wish("Anne"))
    assert all(not one.said for one in found)


def test_nobody_judges_what_another_has_judged_unless_as_second_reader() -> None:
    rows = [row("a/2", "b/1", "same", "Luc"), row("a/1", "b/1", "unsure", "Luc")]
    assert ("a/2", "b/1") not in asked(rows, Wish("Anne"))
    assert asked(rows, Wish("Anne", second=True)) == [("a/2", "b/1")]
    assert asked(rows, Wish("Luc", second=True)) == []


def test_a_blind_order_does_not_follow_the_score() -> None:
    blind = asked([], Wish("Anne", blind=True))
    assert sorted(blind) == sorted(asked([], Wish("Anne")))
    assert asked([], Wish("Anne", blind=True, limit=1)) == [("a/2", "b/1")]
    higher = Links(links=tuple(one.model_copy(update={"score": 0.5}) for one in LINKS.links))
    again = [one.pair for one in questions(higher, [], TEXTS, Wish("Anne", blind=True))]
    assert again == blind


def test_a_link_to_what_no_plan_has_is_not_asked() -> None:
    texts = {name: text for name, text in TEXTS.items() if name != "a/2"}
    found = questions(LINKS, [], texts, Wish("Anne"))
    assert {one.left for one in found} == {"a/1"}


def test_both_judged_takes_grades_of_now_only() -> None:
    rows = [
        row("a/1", "b/1", "same", "Anne"),
        row("a/1", "b/1", "none", "Luc"),
        row("a/1", "b/2", "same", "Anne", "avant"),
        row("a/1", "b/2", "none", "Luc"),
        row("a/2", "b/1", "unsure", "Anne"),
        row("a/2", "b/1", "none", "Luc"),
    ]
    (found,) = both_judged(rows, TEXTS, "Luc").values()
    assert ([one.by for one in found[0]], found[1].value) == (["Anne"], "none")


def test_kappa_is_that_of_the_textbook() -> None:
    # 50 pairs: 20 yes/yes, 15 no/no, 5 yes/no, 10 no/yes: 0.7 observed, 0.5 by chance.
    grades = [("y", "y")] * 20 + [("n", "n")] * 15 + [("y", "n")] * 5 + [("n", "y")] * 10
    found = agreement(grades)
    assert found is not None
    assert (found.pairs, found.observed, found.expected) == (50, 0.7, 0.5)
    assert found.kappa == pytest.approx(0.4)
    assert found.table[("n", "y")] == 10


def test_kappa_of_nothing_and_of_one_grade() -> None:
    assert agreement([]) is None
    found = agreement([("same", "same")] * 3)
    assert found is not None
    assert found.kappa is None


@given(st.lists(st.tuples(st.sampled_from("sorn"), st.sampled_from("sorn")), min_size=1))
def test_kappa_is_symmetric_and_at_most_one(grades: list[tuple[str, str]]) -> None:
    found, mirrored = agreement(grades), agreement([(b, a) for a, b in grades])
    assert found is not None
    assert mirrored is not None
    assert found.kappa == mirrored.kappa
    if found.kappa is not None:
        assert -1 <= found.kappa <= 1
        assert (found.kappa == 1) == all(a == b for a, b in grades)


def test_a_pipe_gives_keys_notes_and_an_end() -> None:
    desk = Piped(io.StringIO("S\n\n  \nn  pas du tout \noverlap\nune ligne\n"))
    assert [desk.key() for _ in range(5)] == [
        Key("s"),
        Key(" "),
        Key(" "),
        Key("n", "pas du tout"),
        Key("overlap"),
    ]
    assert desk.line("?") == "une ligne"
    assert desk.line("?") is None
    assert desk.key() == Key("")


@given(st.text())
def test_nothing_that_steers_a_terminal_is_shown(text: str) -> None:
    shown = plain(text)
    assert not any(ord(char) < 32 and char not in "\n\t" for char in shown)
    assert not set(shown) & set("\x7f\x9b\u202e\u2066")


LEFT = Place(
    "a/1", "Offrir un toit à toutes les personnes sans logement", ("Plan A", "axe 1"), "s:3"
)
RIGHT = Place("b/1", "Loger", ("Plan B",), "source.pdf, page 4")


def test_a_wide_terminal_has_two_columns() -> None:
    lines = show.pair(LEFT, RIGHT, 80).splitlines()
    assert lines[0].split("│")[0].strip() == "a/1"
    assert lines[0].split("│")[1].strip() == "b/1"
    assert all(len(line) <= 80 for line in lines)
    assert len({line.index("│") for line in lines if "│" in line}) == 1


def test_texts_begin_at_one_height_and_targets_stand_below() -> None:
    right = replace(RIGHT, below=("Une hausse",))
    lines = show.pair(replace(LEFT, above=("Plan A",) * 20), right, 80).splitlines()
    (line,) = [line for line in lines if line.startswith("Offrir un toit")]
    assert line.endswith("│ Loger")
    assert lines[lines.index(line) + 1].endswith("│ - Une hausse")


def test_a_narrow_terminal_has_one() -> None:
    text = show.pair(LEFT, RIGHT, 40)
    assert "│" not in text
    assert text.index("a/1") < text.index("b/1")
    assert all(len(line) <= 40 for line in text.splitlines())


@given(st.text(max_size=300), st.text(max_size=300), st.integers(1, 200))
def test_no_line_is_wider_than_the_terminal(left: str, right: str, width: int) -> None:
    shown = show.pair(Place("a", left, (), ""), Place("b", right, (), ""), width)
    assert max(map(len, shown.split("\n"))) <= max(width, show.LEAST_COLUMNS)


def test_the_desk_is_the_only_module_that_knows_of_terminals() -> None:
    folder = Path(show.__file__).parent
    knowing = [path.name for path in folder.glob("*.py") if "termios" in path.read_text()]
    assert knowing == ["desk.py"]

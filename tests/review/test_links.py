"""Pairs are shown, answered and written down, by pipe and at a terminal, whatever interrupts."""

from __future__ import annotations

import json
import os
import pty
import random
import select
import signal
import subprocess
import time
from typing import TYPE_CHECKING

import pytest

from pipeline.link.judged import apply_judgements
from pipeline.link.judgements import (
    WITHDRAWN,
    judged_texts,
    last_words,
    text_hash,
)
from pipeline.model import Link, Links, Plan
from pipeline.workspace.judgement_file import load_judgements

if TYPE_CHECKING:
    from tests.review.office import Office

SECONDS = 20
"""How long a test waits for another process before it fails."""


def test_pairs_come_most_useful_first_and_answers_are_rows(office: Office) -> None:
    done = office.links(typed="o même lieu, ou presque\nnone\ns\n\n")
    assert done.exit_code == 0
    assert office.rows() == [
        ("2-1", "overlap", "Anne"),
        ("2-2", "none", "Anne"),
        ("1-1", "same", "Anne"),
    ]
    first = load_judgements(office.root)[0]
    assert (first.note, first.on) == ("même lieu, ou presque", "2026-01-02")
    assert first.left_hash == text_hash("Former les équipes")
    assert done.stdout == ""
    assert "3 judged, 1 skipped, 1 left" in done.stderr


def test_both_texts_stand_beside_each_other_with_place_and_reasons(office: Office) -> None:
    shown = office.links(typed="q\n").stderr
    assert "Former les équipes" in shown
    (line,) = [line for line in shown.splitlines() if line.startswith("Former les équipes")]
    assert line.endswith("│ Offrir un abri")
    assert "Plan d'action 2024-2026 › axe 1 Logement" in shown
    assert "source.md:10" in shown
    assert "score 0.55, overlap" in shown
    assert shown.index("-1.50 verbes différents") < shown.index("+0.20 peu de chose")
    assert "= refuge" in shown


def test_what_is_answered_is_not_asked_again(office: Office) -> None:
    assert "[1/4]" in office.links(typed="u\nq\n").stderr
    assert "[1/3]" in office.links(typed="q\n").stderr
    assert "[1/3]" in office.links(typed="q\n", by="Luc").stderr
    for _ in range(3):
        office.links(typed="n\n")
    done = office.links(typed="s\n")
    assert "0 judged, 0 skipped, 0 left" in done.stderr
    assert len(office.rows()) == 4


def test_the_end_of_input_leaves_as_quit_does(office: Office) -> None:
    for typed in ("s\nq\n", "s\n"):
        done = office.links(typed=typed)
        assert done.exit_code == 0
    assert [value for _, value, _ in office.rows()] == ["same", "same"]


def test_a_key_that_means_nothing_is_said_and_asked_again(office: Office) -> None:
    done = office.links(typed="x\nsam\nS\nq\n")
    assert "'x' is no key here" in done.stderr
    assert "'sam' is no key here" in done.stderr
    assert office.rows() == [("2-1", "same", "Anne")]


def test_a_comment_goes_with_the_next_judgement(office: Office) -> None:
    office.links(typed="c\nà revoir\nr\nc déjà vu\nn\ns\nq\n")
    assert [row.note for row in load_judgements(office.root)] == ["à revoir", "déjà vu", None]


def test_undo_takes_back_with_a_further_row_and_asks_again(office: Office) -> None:
    done = office.links(typed="s\nz\no\n\nz\nn\nq\n")
    rows = load_judgements(office.root)
    assert [(row.value, row.note) for row in rows] == [
        ("same", None),
        ("unsure", WITHDRAWN),
        ("overlap", None),
        ("none", None),
    ]
    assert "2 judged, 0 skipped" in done.stderr
    assert [row.right for row in rows] == ["voisine/action-1"] * 3 + ["voisine/action-2"]


def test_what_was_withdrawn_is_asked_in_the_next_sitting(office: Office) -> None:
    office.links(typed="s\nz\nq\n")
    assert "[1/4]" in office.links(typed="q\n").stderr


def test_there_is_nothing_to_undo_at_the_start(office: Office) -> None:
    done = office.links(typed="z\nq\n")
    assert "nothing to undo" in done.stderr
    assert office.rows() == []


def reworded(office: Office) -> None:
    source = office.root / "raw/voisine/source.md"
    source.write_text(source.read_text().replace("Offrir un abri", "Fermer un abri"))
    office.seal("voisine")
    office.publish()


def test_a_changed_text_is_asked_again_first_and_says_so(office: Office) -> None:
    office.links(typed="s\nr\no\nn\n")
    reworded(office)
    shown = office.links(typed="n\nz\nq\n").stderr
    assert "[1/2]" in shown
    assert "since it was judged: Anne 'same' on 2026-01-02" in shown
    assert "Fermer un abri" in shown
    back = office.last()
    assert (back.value, back.right_hash) == ("same", text_hash("Offrir un abri"))
    assert "[1/2]" in office.links(typed="q\n").stderr


def test_a_judged_pair_that_is_no_link_any_more_is_asked_again_too(office: Office) -> None:
    office.links(typed="s\nr\no\nn\n")
    reworded(office)
    (office.root / "extracted/links.json").write_text(Links().model_dump_json())
    shown = office.links(typed="n\nn\n").stderr
    assert "2 judged, 0 skipped, 0 left" in shown
    assert "score" not in shown


def test_blind_hides_score_and_reasons(office: Office) -> None:
    shown = office.links("--blind", typed="\n\n\n\n").stderr
    assert "[4/4]" in shown
    for hidden in ("score", "verbes différents", "refuge\n", "0.97"):
        assert hidden not in shown.replace("Ouvrir un refuge", "")


def test_a_second_reader_judges_blind_and_kappa_is_printed(office: Office) -> None:
    office.links(typed="s\nr\no\nq\n", by="Anne")
    done = office.links("--second", typed="s\ns\ns\n", by="Luc")
    assert "[1/3]" in done.stderr
    assert "score" not in done.stderr
    assert "Anne" not in done.stderr
    assert done.stdout.startswith("Cohen's kappa 0.00: 3 pairs, 33% graded alike (33% by chance)")
    assert "  related / same: 1\n" in done.stdout
    again = office.links("--second", "--json", typed="", by="Luc")
    values = json.loads(again.stdout)
    assert values["asked"] == 0
    assert values["agreement"]["pairs"] == 3
    assert {"first": "overlap", "second": "same", "pairs": 1} in values["agreement"]["table"]


def test_a_second_reader_without_a_first_has_nothing_to_do(office: Office) -> None:
    done = office.links("--second", typed="s\n", by="Luc")
    assert done.stdout == "no pair has been graded by both readers\n"
    assert office.rows() == []


def test_kappa_of_one_grade_alone_says_so(office: Office) -> None:
    office.links(typed="s\ns\ns\nq\n", by="Anne")
    done = office.links("--second", typed="s\ns\ns\n", by="Luc")
    assert done.stdout.startswith("Cohen's kappa undefined (one grade only): 3 pairs, 100%")


def test_pairs_can_be_chosen(office: Office) -> None:
    assert "[1/2]" in office.links("--within", "gauche/action-1", typed="q\n").stderr
    assert "[1/1]" in office.links("--limit", "1", typed="q\n").stderr
    assert "0 left" in office.links("--kind", "section", typed="").stderr
    wrong = office.links("--within", "gauche/action-9")
    assert (wrong.exit_code, wrong.stderr.count("\n")) == (1, 1)
    assert "no plan has 'gauche/action-9'" in wrong.stderr


def test_a_name_and_a_day_are_needed(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    assert office.links("--on", "hier").exit_code == 2
    assert office.links(typed="s\n", by="  ").exit_code == 2
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("USER", raising=False)
    assert office.links(typed="s\n", by=None).exit_code == 2
    monkeypatch.setenv("USER", "anne")
    assert office.links(typed="s\nq\n", by=None).exit_code == 0
    assert office.last().by == "anne"


def test_the_name_is_the_one_that_git_knows(office: Office) -> None:
    for words in (["init", "-q"], ["config", "user.name", "Zoé  Essai"]):
        subprocess.run(["git", *words], cwd=office.root, check=True)
    office.links(typed="s\nq\n", by=None)
    assert office.last().by == "Zoé Essai"


def test_without_links_or_plans_a_line_says_what_makes_them(office: Office) -> None:
    (office.root / "extracted/links.json").unlink()
    done = office.links()
    assert (done.exit_code, done.stderr) == (
        1,
        "error: extracted/links.json: there are no links yet; `arrimage link` makes them\n",
    )
    (office.root / "extracted/plans/gauche.json").write_text("{}")
    assert "extracted/plans/gauche.json: id: " in office.links().stderr
    for name in ("gauche", "voisine"):
        (office.root / f"extracted/plans/{name}.json").unlink()
    assert "there are no plans yet; `arrimage run` makes them" in office.links().stderr


def test_texts_cannot_steer_the_terminal(office: Office) -> None:
    path = office.root / "extracted/links.json"
    links = Links.model_validate_json(path.read_bytes())
    first = links.links[0].model_copy(update={"shared_terms": ("\x1b[2Jabri\u202e",)})
    path.write_text(links.model_copy(update={"links": (first,)}).model_dump_json())
    shown = office.links(typed="q\n").stderr
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert "[2Jabri" in shown


def test_a_long_text_is_shown_whole_in_a_narrow_terminal(office: Office) -> None:
    source = office.root / "raw/voisine/source.md"
    words = " ".join(f"mot{number}" for number in range(3000))
    source.write_text(source.read_text().replace("Offrir un abri", words))
    office.seal("voisine")
    office.publish()
    shown = office("links", typed="q\n").stderr
    assert "mot2999" in shown
    assert max(map(len, shown.splitlines())) <= 100


def test_a_sitting_killed_at_any_moment_loses_no_answer(office: Office) -> None:
    dice = random.Random(5)
    answers = {"s": "same", "o": "overlap", "r": "related", "n": "none", "u": "unsure"}
    for _ in range(5):
        (office.root / "raw/judgements.csv").unlink(missing_ok=True)
        # Answer and undo for ever, so that the kill falls anywhere in between.
        typed = [dice.choice("sornu") for _ in range(400)]
        heard = killed(office, typed, after=dice.randint(1, 60), wait=dice.uniform(0, 0.02))
        rows = load_judgements(office.root)
        assert 1 <= len(heard) <= len(rows) <= len(heard) + 1
        for number, row in enumerate(rows):
            undo = bool(number % 2)
            assert row.value == ("unsure" if undo else answers[typed[number // 2]])
            assert (row.note == WITHDRAWN) == undo
        assert len(last_words(rows)) == len(rows) % 2


def killed(office: Office, typed: list[str], *, after: int, wait: float) -> list[str]:
    """Kill a sitting some seconds after a number of answers; return those it said it recorded."""
    sitting = office.start(stdin=subprocess.PIPE, stderr=subprocess.PIPE)
    assert sitting.stdin is not None
    assert sitting.stderr is not None
    sitting.stdin.write("".join(f"{key}\nz\n" for key in typed))
    sitting.stdin.flush()
    heard: list[str] = []
    for line in sitting.stderr:
        heard += [line] if line.startswith(("recorded: ", "taken back: ")) else []
        if len(heard) == after:
            time.sleep(wait)
            sitting.kill()
    sitting.wait(SECONDS)
    sitting.stdin.close()
    sitting.stderr.close()
    return heard


class Ear:
    """Hears what a terminal shows, each thing once."""

    def __init__(self, terminal: int) -> None:
        self.terminal = terminal
        self.shown = ""

    def hear(self, wanted: str) -> str:
        """Return what is shown up to this, and wait for it."""
        end = time.monotonic() + SECONDS
        while wanted not in self.shown:
            ready, _, _ = select.select([self.terminal], [], [], end - time.monotonic())
            assert ready, self.shown
            try:
                self.shown += os.read(self.terminal, 4096).decode("utf-8", "replace")
            except OSError:
                break
        heard, found, self.shown = self.shown.partition(wanted)
        assert found, heard
        return heard + found


def test_keys_are_read_raw_from_a_terminal(office: Office) -> None:
    ours, theirs = pty.openpty()
    sitting = office.start(stdin=theirs, stderr=theirs, stdout=theirs)
    os.close(theirs)
    ear = Ear(ours)
    try:
        assert "[1/4]" in ear.hear("q quit")
        os.write(ours, b"\x1bOS\x1b[A")  # F4 and an arrow: neither overlap nor same
        os.write(ours, b"n")
        assert "recorded: none" in ear.hear("[2/4]")
        ear.hear("q quit")
        os.write(ours, b"c")
        ear.hear("comment:")
        os.write(ours, "à revoir\n".encode())
        ear.hear("judgement?")
        os.write(ours, b"r")
        ear.hear("[3/4]")
        ear.hear("q quit")
        sitting.send_signal(signal.SIGINT)
        assert "2 judged" in ear.hear("left")
        assert sitting.wait(SECONDS) == 0
    finally:
        sitting.kill()
        sitting.wait(SECONDS)
        os.close(ours)
    assert [(row.value, row.note) for row in load_judgements(office.root)] == [
        ("none", None),
        ("related", "à revoir"),
    ]


def test_a_second_reader_at_a_terminal_sees_no_score_and_gets_kappa(office: Office) -> None:
    office.links(typed="o\nq\n")
    ours, theirs = pty.openpty()
    sitting = office.start("--second", "--by", "Luc", stdin=theirs, stderr=theirs, stdout=theirs)
    os.close(theirs)
    ear = Ear(ours)
    try:
        shown = ear.hear("q quit")
        assert "[1/1]" in shown
        assert "score" not in shown
        os.write(ours, b"o")
        heard = ear.hear("kappa")
        assert "recorded: overlap" in heard
        assert sitting.wait(SECONDS) == 0
    finally:
        sitting.kill()
        sitting.wait(SECONDS)
        os.close(ours)
    assert [row.by for row in load_judgements(office.root)] == ["Anne", "Luc"]


def test_the_end_of_a_terminal_leaves_the_sitting(office: Office) -> None:
    ours, theirs = pty.openpty()
    sitting = office.start(stdin=theirs, stderr=theirs, stdout=theirs)
    os.close(theirs)
    ear = Ear(ours)
    try:
        ear.hear("q quit")
        os.write(ours, b"\x04")
        assert "0 judged" in ear.hear("left")
        assert sitting.wait(SECONDS) == 0
    finally:
        sitting.kill()
        sitting.wait(SECONDS)
        os.close(ours)


def test_what_is_reviewed_stands_on_the_links(office: Office) -> None:
    office.links(typed="o\nq\n")
    links = Links.model_validate_json((office.root / "extracted/links.json").read_bytes())
    plans = [
        Plan.model_validate_json(content)
        for name, content in office.published().items()
        if name.startswith("plans/")
    ]
    judged, findings = apply_judgements(links, load_judgements(office.root), judged_texts(plans))
    said: dict[str, Link] = {link.id: link for link in judged.links if link.judgement}
    assert list(said) == ["2-1"]
    assert findings == ()

"""Rows of judgements.csv, and what becomes of a link that readers have judged."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.link.judged import apply_judgements
from pipeline.link.judgements import (
    COLUMNS,
    VALUES,
    WITHDRAWN,
    JudgementError,
    JudgementRow,
    decide,
    judged_texts,
    last_words,
    parse_judgements,
    text_hash,
)
from pipeline.model import (
    Coverage,
    JudgementValue,
    Link,
    LinkGroup,
    LinkKind,
    Links,
    Plan,
    Provenance,
    Schedule,
    Section,
    SectionCoverage,
    Source,
)

TEXTS = {"a/action-1": "Ouvrir un refuge", "b/action-1": "Ouvrir un abri", "b/action-2": "Former"}
LEFT, RIGHT = text_hash(TEXTS["a/action-1"]), text_hash(TEXTS["b/action-1"])
HEADER = ",".join(COLUMNS) + "\n"


def row(
    value: JudgementValue = "same",
    by: str = "Anne",
    right: str = "b/action-1",
    note: str | None = None,
    line: int = 2,
) -> JudgementRow:
    digest = text_hash(TEXTS[right]) if right in TEXTS else "0" * 16
    return JudgementRow(
        "a/action-1", right, value, LEFT, digest, by, "2026-01-02", note=note, line=line
    )


def links(*rights: str) -> Links:
    return Links(
        links=tuple(
            Link(id=f"l{n}", left="a/action-1", right=right, kind="action", score=0.5)
            for n, right in enumerate(rights or ("b/action-1",))
        )
    )


def test_a_row_is_read_with_its_line_and_its_ids_in_order() -> None:
    content = (
        HEADER
        + f'b/action-1,a/action-1,same,{RIGHT},{LEFT},Anne,2026-01-02,"two\nlines, here"\n'
        + "\n"
        + f"a/action-1,b/action-1,none,{LEFT},{RIGHT},Luc,2026-01-03,\n"
    )
    first, second = parse_judgements(content.encode())
    assert first == JudgementRow(
        "a/action-1", "b/action-1", "same", LEFT, RIGHT, "Anne", "2026-01-02", "two lines, here", 2
    )
    assert (second.line, second.by, second.note) == (5, "Luc", None)


def test_an_empty_file_and_a_byte_order_mark_are_no_error() -> None:
    assert parse_judgements(b"") == ()
    assert parse_judgements(b"\xef\xbb\xbf" + HEADER.encode()) == ()


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("a,b,same,h", "has 4 cells, not 8"),
        (f"a,a,same,{LEFT},{LEFT},Anne,2026-01-02,", "does not name two things"),
        (f"a,b,equal,{LEFT},{RIGHT},Anne,2026-01-02,", "'equal' is not a judgement"),
        (f"a,b,same,xyz,{RIGHT},Anne,2026-01-02,", "'xyz' in left_hash"),
        (f"a,b,same,{LEFT},,Anne,2026-01-02,", "'' in right_hash"),
        (f"a,b,same,{LEFT},{RIGHT}, ,2026-01-02,", "whose judgement"),
        (f"a,b,same,{LEFT},{RIGHT},Anne,2 janvier,", "'2 janvier' is not a date"),
        (f"a,b,same,{LEFT},{RIGHT},Anne,2026-13-02,", "'2026-13-02' is not a date"),
    ],
)
def test_a_bad_row_is_one_message_with_file_and_line(line: str, reason: str) -> None:
    content = f"{HEADER}a,b,none,{LEFT},{RIGHT},Anne,2026-01-02,\n{line}\n"
    with pytest.raises(JudgementError) as caught:
        parse_judgements(content.encode())
    assert str(caught.value).startswith("raw/judgements.csv: line 3: ")
    assert reason in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_no_such_csv_is_refused() -> None:
    with pytest.raises(JudgementError, match="line 1: the columns are not left,right"):
        parse_judgements(b"left;right\n")
    with pytest.raises(JudgementError, match="not readable as CSV"):
        parse_judgements(HEADER.encode() + b"\xff\n")
    with pytest.raises(JudgementError, match="not readable as CSV"):
        parse_judgements(HEADER.encode() + b'a,"b\n')


def test_a_judgement_that_fits_stands_on_its_link() -> None:
    judged, findings = apply_judgements(links(), [row(note="idem")], TEXTS)
    said = judged.links[0].judgement
    assert said is not None
    assert said.model_dump() == {
        "value": "same",
        "by": "Anne",
        "on": "2026-01-02",
        "note": "idem",
    }
    assert findings == ()


def test_white_space_alone_makes_no_text_another() -> None:
    texts = {**TEXTS, "a/action-1": " Ouvrir  un\nrefuge"}
    assert apply_judgements(links(), [row()], texts)[0].links[0].judgement is not None


def test_a_text_that_got_another_number_is_said_with_its_place() -> None:
    shifted = {**TEXTS, "b/action-1": "Nettoyer", "b/action-2": TEXTS["b/action-1"]}
    _, (stale,) = apply_judgements(links(), [row()], shifted)
    assert (stale.code, stale.severity) == ("judgement_stale", "error")
    assert stale.hint == "what was judged as b/action-1 is b/action-2 now: judge that pair"
    gone = {name: text for name, text in shifted.items() if name != "b/action-1"}
    _, (unknown,) = apply_judgements(links(), [row()], gone)
    assert (unknown.code, unknown.hint) == ("judgement_unknown_id", stale.hint)


@pytest.mark.parametrize("numbered", [True, False])
def test_a_judgement_of_a_moved_text_is_only_said_once_it_is_judged_there(numbered: bool) -> None:
    shifted = {**TEXTS, "b/action-2": TEXTS["b/action-1"], "b/action-1": "Nettoyer"}
    if not numbered:
        del shifted["b/action-1"]
    anew = JudgementRow(
        "a/action-1", "b/action-2", "same", LEFT, RIGHT, "Luc", "2026-02-01", line=9
    )
    _, (said,) = apply_judgements(links("b/action-2"), [row(line=7), anew], shifted)
    assert (said.code, said.severity) == ("judgement_stale", "info")
    assert (said.where, said.hint) == (
        "raw/judgements.csv:7",
        "nothing is needed; line 7 may be taken out",
    )
    assert "is a/action-1 and b/action-2 now" in said.message


def test_a_text_that_stood_twice_is_not_judged_anew_by_what_was_said_before() -> None:
    twice = {**TEXTS, "b/action-1": "Nettoyer", "b/action-2": TEXTS["b/action-1"]}
    other = JudgementRow(
        "a/action-1", "b/action-2", "same", LEFT, RIGHT, "Luc", "2026-01-01", line=2
    )
    _, (stale,) = apply_judgements(links("b/action-2"), [other, row(line=3)], twice)
    assert (stale.code, stale.severity, stale.where) == (
        "judgement_stale",
        "error",
        "raw/judgements.csv:3",
    )


def test_the_last_row_of_a_reader_counts() -> None:
    rows = [row("same", line=2), row("related", line=3)]
    judged, findings = apply_judgements(links(), rows, TEXTS)
    assert judged.links[0].judgement is not None
    assert judged.links[0].judgement.value == "related"
    assert findings == ()


def test_a_changed_text_takes_the_judgement_off_and_says_so() -> None:
    texts = {**TEXTS, "b/action-1": "Fermer un abri"}
    judged, (finding,) = apply_judgements(links(), [row(line=7)], texts)
    assert judged.links[0].judgement is None
    assert (finding.code, finding.severity) == ("judgement_stale", "error")
    assert finding.where == "raw/judgements.csv:7"
    assert "b/action-1" in finding.message
    assert "a/action-1" not in finding.message


def test_a_stale_judgement_is_only_said_once_the_new_text_is_judged() -> None:
    texts = {**TEXTS, "b/action-1": "Fermer un abri"}
    anew = JudgementRow(
        "a/action-1", "b/action-1", "none", LEFT, text_hash("Fermer un abri"), "Luc", "2026-02-01"
    )
    judged, (finding,) = apply_judgements(links(), [row(), anew], texts)
    assert judged.links[0].judgement is not None
    assert judged.links[0].judgement.by == "Luc"
    assert (finding.code, finding.severity) == ("judgement_stale", "info")


def test_a_judgement_of_an_unknown_id_is_an_error() -> None:
    _, (finding,) = apply_judgements(links(), [row(right="b/action-9")], TEXTS)
    assert (finding.code, finding.severity) == ("judgement_unknown_id", "error")
    assert finding.message.startswith("b/action-9: ")


@pytest.mark.parametrize(
    ("plans", "hint"),
    [
        ((), "put b back in raw/; where it is gone for good, take line 2 out"),
        (("b",), "judge the pair under its new id, or take line 2 out where it is gone for good"),
    ],
)
def test_what_to_do_about_an_unknown_id_depends_on_what_is_gone(
    plans: tuple[str, ...], hint: str
) -> None:
    texts = {"a/action-1": TEXTS["a/action-1"], "a": "Plan", **dict.fromkeys(plans, "Plan")}
    _, (finding,) = apply_judgements(links(), [row()], texts)
    assert finding.hint == hint


def test_readers_who_disagree_are_reported_and_the_lowest_grade_is_shown() -> None:
    rows = [row("related", "Anne"), row("same", "Luc", line=3), row("unsure", "Zoé", line=4)]
    judged, (finding,) = apply_judgements(links(), rows, TEXTS)
    assert judged.links[0].judgement is not None
    assert (judged.links[0].judgement.value, judged.links[0].judgement.by) == ("related", "Anne")
    assert (finding.code, finding.severity) == ("judgement_disagreement", "warning")
    assert "Anne 'related', Luc 'same'" in finding.message


def test_unsure_contradicts_nobody() -> None:
    judged, findings = apply_judgements(links(), [row("same"), row("unsure", "Luc")], TEXTS)
    assert judged.links[0].judgement is not None
    assert judged.links[0].judgement.value == "same"
    assert findings == ()


def test_what_was_withdrawn_no_longer_counts() -> None:
    rows = [row("same"), row("unsure", note=WITHDRAWN, line=3)]
    judged, findings = apply_judgements(links(), rows, TEXTS)
    assert judged.links[0].judgement is None
    assert findings == ()


@pytest.mark.parametrize(("value", "severity"), [("overlap", "warning"), ("none", "info")])
def test_a_judged_pair_without_a_link_is_reported(value: JudgementValue, severity: str) -> None:
    _, (finding,) = apply_judgements(links("b/action-2"), [row(value)], TEXTS)
    assert (finding.code, finding.severity) == ("judgement_unlinked", severity)


def test_a_judgement_of_the_machine_is_never_left_on_a_link() -> None:
    judged, _ = apply_judgements(links(), [row()], TEXTS)
    again, findings = apply_judgements(judged, [], TEXTS)
    assert again == links()
    assert findings == ()


def test_a_pair_that_a_person_calls_the_same_is_a_group() -> None:
    judged, _ = apply_judgements(links(), [row("same")], TEXTS)
    assert [group.members for group in judged.groups] == [("a/action-1", "b/action-1")]


@pytest.mark.parametrize("value", ["overlap", "related", "none"])
def test_a_pair_that_a_person_calls_otherwise_leaves_its_group(value: JudgementValue) -> None:
    same = links().links[0].model_copy(update={"grade": "same"})
    group = LinkGroup(id="group-1", members=("a/action-1", "b/action-1"))
    before = Links(links=(same,), groups=(group,))
    assert apply_judgements(before, [], TEXTS)[0].groups == (group,)
    assert apply_judgements(before, [row(value)], TEXTS)[0].groups == ()


def test_texts_are_those_of_everything_that_links_join() -> None:
    place = Provenance(lines=(1, 1), method="heading")
    plan = Plan(
        id="a",
        title="Plan",
        language="fr",
        source=Source(path="s", sha256="0", media_type="text/plain", reader="plain"),
        schedule=Schedule(kind="none"),
        sections=(
            Section(id="a/axe-1", kind="axe", title="Logement", position=1, provenance=place),
        ),
    )
    assert judged_texts([plan]) == {"a": "Plan", "a/axe-1": "Logement"}


@given(
    st.lists(
        st.builds(
            row,
            st.sampled_from(VALUES),
            st.sampled_from(["Anne", "Luc", "Zoé"]),
            st.sampled_from(["b/action-1", "b/action-2"]),
            st.sampled_from([None, WITHDRAWN]),
        ),
        max_size=12,
    )
)
def test_every_reader_has_one_word_and_the_decision_is_one_of_them(
    rows: list[JudgementRow],
) -> None:
    for pair, words in last_words(rows).items():
        assert len({word.by for word in words}) == len(words)
        for word in words:
            assert word == [r for r in rows if r.pair == pair and r.by == word.by][-1]
        assert decide(words) in words


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: (HEADER + text).encode()))
def test_any_bytes_are_rows_or_one_message(content: bytes) -> None:
    problem = ""
    try:
        rows = parse_judgements(content)
        assert all(r.left < r.right and r.value in VALUES for r in rows)
    except JudgementError as error:
        problem = str(error)
    assert len(problem.splitlines()) <= 1


def found(
    *said: tuple[str, JudgementValue], best: str | None = "b/axe-1", score: float | None = 0.8
) -> tuple[str | None, float | None, bool]:
    """Return what a section finds in the other plan, once people have said this of pairs."""
    texts = {name: name for name in ("a/axe-1", "b/axe-1", "b/action-1", "b/action-2")}
    one = SectionCoverage(section_id="a/axe-1", best=best, score=score, covered=bool(best))
    scored: list[tuple[str, LinkKind, float]] = [
        ("b/axe-1", "section", 0.8),
        ("b/action-1", "action_section", 0.7),
    ]
    links = Links(
        links=tuple(
            Link(id=right, left="a/axe-1", right=right, kind=kind, score=number)
            for right, kind, number in scored
        ),
        coverage=(Coverage(plan_id="a", other_plan_id="b", sections=(one,)),),
    )
    rows = [
        JudgementRow(
            "a/axe-1", right, value, text_hash("a/axe-1"), text_hash(right), "Anne", "2026-01-02"
        )
        for right, value in said
    ]
    (after,) = apply_judgements(links, rows, texts)[0].coverage[0].sections
    return after.best, after.score, after.covered


def test_what_people_say_of_a_section_is_its_coverage() -> None:
    assert found() == found(("b/axe-1", "unsure")) == ("b/axe-1", 0.8, True)
    assert found(("b/axe-1", "none")) == ("b/action-1", 0.7, True)
    assert found(("b/axe-1", "related"), ("b/action-1", "none")) == ("b/axe-1", 0.8, False)
    assert found(("b/axe-1", "none"), ("b/action-2", "same")) == ("b/action-2", None, True)
    assert found(("b/action-2", "overlap")) == ("b/axe-1", 0.8, True)
    assert found(("b/action-2", "overlap"), best=None, score=None) == ("b/action-2", None, True)

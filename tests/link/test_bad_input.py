"""What is wrong with judgements and languages is said in one line, word by word."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli import main
from pipeline.link.judgements import COLUMNS, text_hash
from tests.link.samples import plan_of

TEXT = "Offrir des logements sociaux"
HASH = text_hash(TEXT)
GIVEN = f"{HASH},{HASH}"


def said(root: Path, rows: Sequence[str] = (), languages: Sequence[str] = ("fr", "fr")) -> str:
    """Return what `arrimage link` says of two plans of one action and of judgements."""
    out = root / "extracted" / "plans"
    out.mkdir(parents=True)
    for name, language in zip("ab", languages, strict=True):
        plan = plan_of(name, [TEXT], language=language)
        (out / f"{name}.json").write_text(plan.model_dump_json(), encoding="utf-8")
    if rows:
        (root / "raw").mkdir()
        content = "\n".join([",".join(COLUMNS), *rows, ""])
        (root / "raw" / "judgements.csv").write_text(content, encoding="utf-8")
    return CliRunner().invoke(main, ["link", "--root", str(root)]).stderr


@pytest.mark.parametrize(
    ("hashes", "hint"),
    [
        (
            f"{'0' * 16},{'0' * 16}",
            "judge the pair under its new id, or take line 2 out where it is gone for good",
        ),
        (GIVEN, "what was judged as a/action-9 is a/action-1 now: judge that pair"),
    ],
)
def test_an_unknown_id(tmp_path: Path, hashes: str, hint: str) -> None:
    row = f"a/action-9,b/action-1,same,{hashes},Lise,2025-02-03,"
    found, links = said(tmp_path, [row]).splitlines()
    assert found.startswith(
        "error: raw/judgements.csv:2: a/action-9: no plan has this; the 'same' of Lise does not "
        f"count [judgement_unknown_id]; {hint}"
    )
    assert links == "1 links"


def test_two_contradicting_judgements(tmp_path: Path) -> None:
    rows = [
        f"a/action-1,b/action-1,same,{GIVEN},Lise,2025-02-03,",
        f"a/action-1,b/action-1,none,{GIVEN},Paul,2025-02-04,",
    ]
    assert said(tmp_path, rows).splitlines()[:-1] == [
        "warning: raw/judgements.csv:3: a/action-1 and b/action-1: readers disagree (Lise 'same', "
        "Paul 'none'); the lowest grade, 'none', is shown [judgement_disagreement]; talk it over; "
        "the last row of each reader counts",
    ]


def test_an_unknown_grade(tmp_path: Path) -> None:
    row = f"a/action-1,b/action-1,perfect,{GIVEN},Lise,2025-02-03,"
    assert said(tmp_path, [row]) == (
        "error: raw/judgements.csv: line 2: 'perfect' is not a judgement; the judgements are "
        "same, overlap, related, none, unsure\n"
    )


def test_a_text_that_has_changed(tmp_path: Path) -> None:
    row = f"a/action-1,b/action-1,same,{HASH},{text_hash('Autre')},Lise,2025-02-03,"
    assert said(tmp_path, [row]).splitlines()[:-1] == [
        "error: raw/judgements.csv:2: the text of b/action-1 has changed since Lise judged the "
        "pair 'same'; it does not count and is asked again [judgement_stale]; judge it on the "
        "present text with `arrimage review links`",
    ]


@pytest.mark.parametrize(
    ("languages", "message"),
    [
        (
            ("en", "fr"),
            "info: en, fr: plans of different languages are linked by shared concepts and names "
            "alone [several_languages]; judge these links with more care",
        ),
        (
            ("nl", "nl"),
            "warning: nl: there is no concept lexicon for 'nl': its plans are compared by their "
            "words alone, and many links will be missing [no_concepts]; write "
            "pipeline/lexicon/concepts_nl.toml with the same concepts",
        ),
    ],
)
def test_languages(tmp_path: Path, languages: tuple[str, str], message: str) -> None:
    assert said(tmp_path, languages=languages).splitlines()[:-1] == [message]

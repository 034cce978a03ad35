"""Scores are recalibrated by judgements, and only where these can tell."""

from __future__ import annotations

import math
import random
from itertools import pairwise

import pytest

from pipeline.link.learning import Example, fit, learn, log_loss, recalibrated
from pipeline.model import Judgement, JudgementValue, Link, LinkFeature, LinkKind, Links

INTERCEPT = -1.0


def link(n: int, log_odds: float, value: JudgementValue | None, kind: LinkKind = "action") -> Link:
    said = Judgement(value=value, by="Anne", on="2026-01-02") if value else None
    return Link(
        id=f"l{n}",
        left=f"a/{n}",
        right=f"b/{n}",
        kind=kind,
        score=round(1 / (1 + math.exp(-log_odds)), 4),
        features=(
            LinkFeature(name="x", value=1, contribution=log_odds - INTERCEPT, detail="mots"),
        ),
        judgement=said,
    )


def judged(slope: float, offset: float, n: int = 400) -> Links:
    """Links whose judgements follow the log-odds through a slope and an offset."""
    dice = random.Random(4)
    made = []
    for number in range(n):
        x = dice.uniform(-4, 4)
        yes = dice.random() < 1 / (1 + math.exp(-(slope * x + offset)))
        made.append(link(number, x, "overlap" if yes else "related"))
    return Links(intercepts={"action": INTERCEPT, "section": 0.5}, links=tuple(made))


def test_a_biased_score_is_put_right() -> None:
    (learnt,) = learn(judged(0.5, 1.5))
    assert learnt.kind == "action"
    assert learnt.examples == 400
    assert learnt.slope == pytest.approx(0.5, abs=0.15)
    assert learnt.offset == pytest.approx(1.5, abs=0.4)
    assert learnt.after < learnt.before - 0.05
    assert learnt.better


def test_a_right_score_is_left_about_as_it_is() -> None:
    (learnt,) = learn(judged(1.0, 0.0))
    assert learnt.slope == pytest.approx(1, abs=0.2)
    assert learnt.offset == pytest.approx(0, abs=0.3)
    assert learnt.after == pytest.approx(learnt.before, abs=0.01)


def test_reasons_still_add_up_to_the_score() -> None:
    links = judged(0.5, 1.5)
    learnt = learn(links)
    new = recalibrated(links, learnt)
    for one in new.links:
        total = new.intercepts["action"] + math.fsum(f.contribution for f in one.features)
        assert one.score == pytest.approx(1 / (1 + math.exp(-total)), abs=6e-5)
    assert new.intercepts["section"] == 0.5
    assert {one.judgement for one in new.links} == {one.judgement for one in links.links}


def test_order_is_kept_and_nothing_learnt_changes_nothing() -> None:
    links = judged(0.5, 1.5)
    new = recalibrated(links, learn(links))
    before = sorted(links.links, key=lambda one: one.features[0].contribution)
    after = {one.id: one.score for one in new.links}
    scores = [after[one.id] for one in before]
    assert all(a <= b for a, b in pairwise(scores))
    assert recalibrated(links, ()) == links


@pytest.mark.parametrize(
    "values",
    [
        ["same"] * 30,
        ["same"] * 30 + ["none"] * 4,
        ["same", "none"] * 9,
        ["same", "unsure"] * 30,
        [None] * 40,
    ],
)
def test_too_few_judgements_teach_nothing(values: list[JudgementValue | None]) -> None:
    links = Links(links=tuple(link(n, 0.0, value) for n, value in enumerate(values)))
    assert learn(links) == ()


def test_the_order_of_the_links_makes_no_difference() -> None:
    links = judged(0.7, -0.5, 60)
    backwards = links.model_copy(update={"links": tuple(reversed(links.links))})
    assert learn(links) == learn(backwards)


def test_separated_examples_have_a_finite_fit() -> None:
    examples = [Example(f"{n}", 12.0 if n % 2 else -12.0, bool(n % 2)) for n in range(40)]
    slope, offset = fit(examples)
    assert 0 < slope < 3
    assert offset == pytest.approx(0, abs=0.01)


def test_extreme_and_contrary_examples_have_a_finite_fit() -> None:
    examples = [Example(f"{n}", -13.0 if n % 2 else 13.0, bool(n % 2)) for n in range(40)]
    slope, _ = fit(examples)
    assert slope < 0
    assert log_loss(examples, *fit(examples)) < log_loss(examples)


def test_a_link_without_reasons_goes_by_its_score() -> None:
    bare = [
        Link(
            id=f"l{n}",
            left=f"a/{n}",
            right=f"b/{n}",
            kind="section",
            score=float(n % 2),
            judgement=Judgement(value="same" if n % 2 else "none", by="Anne", on="2026-01-02"),
        )
        for n in range(30)
    ]
    (learnt,) = learn(Links(links=tuple(bare)))
    assert learnt.kind == "section"
    assert math.isfinite(learnt.before)

"""`python -m pipeline.link.handbook GOLD PAIRS`: docs/linking.md, from code and measurement.

What a feature sees is said by its docstring and what it weighs by `weights.json`; how good the
links are is measured on reference links, and on pairs written for the tests, and written down by
this module alone.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.link.evaluate import evaluate
from pipeline.link.features import FEATURES
from pipeline.link.gold import read_gold
from pipeline.link.levels import TEXT_NAMES
from pipeline.link.metrics import reliability
from pipeline.link.mutual import mutual
from pipeline.link.profile import load_profiler
from pipeline.link.score import load_model
from pipeline.link.written import measure_written
from pipeline.model import Plan
from pipeline.paths import EXTRACTED

if TYPE_CHECKING:
    from pipeline.link.evaluate import Evaluation, Line
    from pipeline.link.written import Part

EDGES = (0.0, 0.01, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1.0)
_INTRODUCTION = """# Links between plans

This page is made by `python -m pipeline.link.handbook GOLD PAIRS` from the docstrings of the
features, the weights of the package, reference links and pairs written for the tests. Change
those, not this page.

A link joins two things of different plans: two actions, an action and a section, two sections, or
a cited document and the plan that it is. Its score is the probability that a careful analyst
grades the pair overlap or better. The score is a logistic model: an intercept and, for each
feature, value times weight; the contributions (six decimals) and the intercept of the kind of
link add up to the log-odds of the score (four decimals), so that the reasons shown are the true
ones.

Candidates are found by a sparse search and never by comparing all pairs. `links.json` keeps links
that score 0.05 or more, at most the 20 best of each item. A link is graded `same` where the score
is at least 0.75 and concepts and gesture agree (or the texts nearly do), `overlap` from the
threshold on, `related` below it where concepts agree, else not at all. Grades are not transitive;
only `same`, between each two members, forms groups.

A pair with a section is scored by the texts and by what the actions under the section find. The
sections of a plan without actions have only their titles and targets to go by: their scores are
low, and their order is what counts.
"""
_FIGURES = """## How good the links are

Measured on {pairs} pairs of actions of two plans ({positive} of them overlap or better) that
people graded: every judged action against every action of the other plan, where a pair that is
not listed is none. Held out means that each pair was scored by weights fitted without the
objectives of both its actions; these figures are what to expect of unseen pairs of such plans.
The weights are held to a prior that follows from what the features mean, since {positive}
examples cannot say much about {weights} weights. The interval is that of the average precision (AP)
when the judged actions are drawn again (bootstrap, 1,000 rounds, fixed seed). R@3 is recall among
the three best of each judged action, "90 %" the share of all pairs to read, best first, to see
nine in ten overlaps, top1 the share of judged actions with an overlap whose best pair is one.

The line without rare labels is a guard: it drops every label of the concept lexicon that names
its concept in fewer than three of the actions, whether it was written for these texts or not.
"""


_WRITTEN = """
### Pairs written for the tests

`tests/link/field_pairs.csv` holds pairs of actions as municipal plans of many domains word them,
written by hand for this purpose, with hard negatives that share words and no subject; every left
text is held against every right one of its part, and what is not listed is none. The weights are
those of the package, which never saw them, and there is hardly any context. The lexicon was
extended where parts 1 to 3, 5 and 8 to 10 showed it to have gaps, so that their figures flatter.
Parts 4, 6, 7, 11 and 12 were written without a look at the lexicon, and no label was written for
them: 6, 7, 11 (a plan for seniors, a social development plan) and 12 (climate and biodiversity,
planning and mobility) say what to expect of the plans of two cities in the wording such plans
have, 4 of wording that is all different. Parts 1 to 7 were in view when the prior of the weights
was settled. A score under the threshold says little there: a plan of a new field wants its words
in the lexicon, or a review.
"""


def main(gold: Path, written: Path, root: Path) -> str:
    """Return the page for the plans of a workspace, reference links, and pairs written for it."""
    published = sorted((root / EXTRACTED / "plans").glob("*.json"))
    plans = [Plan.model_validate_json(one.read_bytes()) for one in published]
    return handbook(
        evaluate(plans, read_gold(gold.read_bytes(), gold.name, plans)),
        measure_written(written.read_bytes(), written.name),
    )


def handbook(evaluation: Evaluation, parts: Sequence[Part]) -> str:
    """Return the page that says what the features see, and how good the links are by both."""
    return "\n".join(
        [_INTRODUCTION, *_features(), *_lexicon(), *_measured(evaluation), *_on_written(parts)]
    )


def _features() -> Iterator[str]:
    weights = load_model().kinds
    yield "## What speaks for a link\n"
    yield "Weights are in log-odds for a value of 1, by kind of link.\n"
    for name, feature in (*FEATURES.items(), ("mutual", mutual)):
        text = inspect.cleandoc(feature.__doc__ or "")
        yield f"### {name}\n"
        yield f"{text}\n"
        parts = ", ".join(f"{kind} {one.of.get(name, 0.0):.2f}" for kind, one in weights.items())
        yield f"Weight: {parts}.\n"
    yield "### actions\n"
    yield (
        "The actions under a section find counterparts. Of an action and a section, the best "
        "score under the section; of two sections, the mean of the best scores of the actions of "
        "either. Counted in log-odds, from 0 at a score of 0.01 to 1 at 0.99.\n"
    )
    parts = ", ".join(f"{kind} {one.of.get('actions', 0.0):.2f}" for kind, one in weights.items())
    yield f"Weight: {parts}.\n"


def _lexicon() -> Iterator[str]:
    entries = load_profiler("fr").concepts.entries
    labels = sum(len(entry.labels) for entry in entries.values())
    yield "## The concept lexicon\n"
    yield (
        f"`pipeline/lexicon/concepts_fr.toml` has {len(entries)} concepts of municipal social "
        f"policy with {labels} labels. A word of the field that it lacks is a line of data; the "
        "concepts of another language stand in a file of their own, under the same keys.\n"
    )


def _measured(evaluation: Evaluation) -> Iterator[str]:
    pairs = evaluation.pairs
    yield _FIGURES.format(
        pairs=len(pairs),
        positive=sum(pair.positive for pair in pairs),
        weights=len(TEXT_NAMES),
    )
    yield "### Action with action\n"
    yield from _table(evaluation.actions)
    yield "\n### Action with objective\n"
    yield "An objective counts when one of its actions does; its score is that of the best.\n"
    yield from _table(evaluation.objectives)
    yield "\n### By grade of the reference\n"
    yield f"Held out, at the threshold of {evaluation.training.threshold:.2f}.\n"
    yield "| grade | above | below |\n|---|---:|---:|"
    for grade, counts in evaluation.grades.items():
        yield f"| {grade} | {counts['above']} | {counts['below']} |"
    yield "\n### Reliability\n"
    yield "Held out: of pairs with such scores, how many were graded overlap or better.\n"
    yield "| score | pairs | mean score | overlap or better |\n|---|---:|---:|---:|"
    for one in reliability(pairs, EDGES):
        yield f"| {one.low:g}-{one.high:g} | {one.pairs} | {one.mean:.3f} | {one.positive:.3f} |"


def _on_written(parts: Sequence[Part]) -> Iterator[str]:
    yield _WRITTEN
    yield "| part | pairs listed | overlap or better | AP | 95 % | P | R | F1 | R@3 | top1 |"
    yield "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|"
    for part in parts:
        m = part.metrics
        yield (
            f"| {part.name} | {part.listed} | {part.positive} | {m.average_precision:.3f} | "
            f"{part.interval[0]:.2f}-{part.interval[1]:.2f} | {m.precision:.2f} | {m.recall:.2f} | "
            f"{m.f1:.2f} | {m.recall_at_3:.2f} | {m.top_1:.2f} |"
        )


def _table(lines: Sequence[Line]) -> Iterator[str]:
    yield "| method | AP | 95 % | P | R | F1 | R@3 | 90 % | top1 |"
    yield "|---|---:|---:|---:|---:|---:|---:|---:|---:|"
    for line in lines:
        m = line.metrics
        yield (
            f"| {line.method} | {m.average_precision:.3f} | {line.interval[0]:.2f}-"
            f"{line.interval[1]:.2f} | {m.precision:.2f} | {m.recall:.2f} | {m.f1:.2f} | "
            f"{m.recall_at_3:.2f} | {m.read_for_90:.1%} | {m.top_1:.2f} |"
        )


if __name__ == "__main__":
    sys.stdout.write(main(Path(sys.argv[1]), Path(sys.argv[2]), Path()) + "\n")

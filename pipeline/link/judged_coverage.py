"""What sections find in other plans, and what people said of pairs → what they find after that.

A counterpart that a person sees counts, whatever its score; one that a person denies does not,
and the best of the links that are left takes its place. What is said of two actions says nothing
of the sections above them: these are judged by themselves.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from pipeline.link.grades import APART, OVERLAPPING
from pipeline.link.score import load_model

if TYPE_CHECKING:
    from pipeline.link.grades import Graded
    from pipeline.link.judgements import Pair
    from pipeline.model import Coverage, Judgement, SectionCoverage

Said = Mapping[str, bool]
"""What people say of a section and things of one other plan: whether these are its counterparts."""


def judged_coverage(
    coverage: Sequence[Coverage], settled: Mapping[Pair, Judgement], links: Iterable[Graded]
) -> tuple[Coverage, ...]:
    """Return the coverage with what people said in the place of what the scores say."""
    said: dict[str, dict[str, bool]] = defaultdict(dict)
    for pair, judgement in settled.items():
        if judgement.value in (*OVERLAPPING, *APART):
            for mine, other in (pair, pair[::-1]):
                said[mine][other] = judgement.value in OVERLAPPING
    scores: dict[str, dict[str, float]] = defaultdict(dict)
    for link in links if said else ():
        if link.kind != "document":
            for mine, other in ((link.left, link.right), (link.right, link.left)):
                if mine in said:
                    scores[mine][other] = link.score
    return tuple(_with(one, said, scores) for one in coverage)


def _with(
    one: Coverage, said: Mapping[str, Said], scores: Mapping[str, Mapping[str, float]]
) -> Coverage:
    if not any(section.section_id in said for section in one.sections):
        return one
    there = f"{one.other_plan_id}/"
    sections = tuple(
        _settled(
            section,
            {o: v for o, v in said.get(section.section_id, {}).items() if o.startswith(there)},
            {o: v for o, v in scores.get(section.section_id, {}).items() if o.startswith(there)},
        )
        for section in one.sections
    )
    return one.model_copy(update={"sections": sections})


def _settled(section: SectionCoverage, said: Said, scores: Mapping[str, float]) -> SectionCoverage:
    ranked = sorted(scores, key=lambda other: (-scores[other], other))
    seen = [other for other in ranked if said.get(other)]
    seen += sorted(other for other in said if said[other] and other not in scores)
    if section.best in seen or (seen and not section.covered):
        best = section.best if section.best in seen else seen[0]
        score = section.score if section.best in seen else scores.get(seen[0])
        return section.model_copy(update={"best": best, "score": score, "covered": True})
    if section.best is None or said.get(section.best) is not False:
        return section
    left = [*seen, *(other for other in ranked if said.get(other) is not False)]
    if not left:
        return section.model_copy(update={"covered": False})
    score = scores.get(left[0])
    covered = bool(seen) or (score is not None and score >= load_model().threshold)
    return section.model_copy(update={"best": left[0], "score": score, "covered": covered})

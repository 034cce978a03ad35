"""Plans → what keeps links from being found: no lexicon, other languages, nothing to link."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.link.profile import load_profiler
from pipeline.model import Finding, Plan


def findings(plans: Sequence[Plan]) -> Iterator[Finding]:
    """Yield what a reader of the links should know."""
    languages = sorted({plan.language for plan in plans})
    for plan in plans:
        if not plan.actions and not plan.sections:
            yield Finding(
                code="nothing_to_link",
                severity="warning",
                where=plan.id,
                message="the plan has neither actions nor sections, so it has no links",
                hint="look at its report: its tables or headings were not recognised",
            )
    for language in languages:
        if not load_profiler(language).concepts.entries:
            yield Finding(
                code="no_concepts",
                severity="warning",
                where=language,
                message=f"there is no concept lexicon for '{language}': its plans are compared "
                "by their words alone, and many links will be missing",
                hint=f"write pipeline/lexicon/concepts_{language}.toml with the same concepts",
            )
    if len(languages) > 1:
        yield Finding(
            code="several_languages",
            severity="info",
            where=", ".join(languages),
            message="plans of different languages are linked by shared concepts and names alone",
            hint="judge these links with more care",
        )

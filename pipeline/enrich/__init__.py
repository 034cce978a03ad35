"""Stage enrich: a `Plan` comes in and goes out with the mentions of its texts.

Mentions stand in actions, targets and the titles of sections, and change no text. A language
that has no `lexicon/mentions_<language>.toml` gives the plan back as it was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.enrich.words import MentionWords, load_mention_words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from pipeline.enrich.finder import Finder
    from pipeline.model import Action, Mention, Plan, Section, Target


def enrich(
    plan: Plan,
    *,
    model: str | None = None,
    cache_dir: Path | None = None,
    added: Mapping[str, Any] | None = None,
) -> Plan:
    """Return a plan with its mentions.

    Args:
        plan: The plan as extracted.
        model: The name or folder of a trained spaCy pipeline, to find more names with.
        cache_dir: Where what is needed of the lookup tables is kept between runs.
        added: Mention words of the workspace, in the tables of the language's file.

    Raises:
        ModelError: the trained pipeline is not installed.
        LexiconError: the added words do not fit the tables.
    """
    words = load_mention_words(plan.language, added)
    if words is None:
        return plan
    finder = _finder(plan, words, model, cache_dir)
    return plan.model_copy(
        update={
            "sections": tuple(_section(section, finder) for section in plan.sections),
            "actions": tuple(_action(action, finder) for action in plan.actions),
        }
    )


def _finder(plan: Plan, words: MentionWords, model: str | None, cache_dir: Path | None) -> Finder:
    from pipeline.enrich.finder import Finder

    titles: dict[str, str | None] = {document.title: document.id for document in plan.documents}
    if plan.parent_title:
        titles.setdefault(plan.parent_title, None)
    return Finder(plan.language, words, titles=titles, model=model, cache_dir=cache_dir)


def _section(section: Section, finder: Finder) -> Section:
    return section.model_copy(
        update={
            "mentions": finder.find(section.title),
            "targets": tuple(_target(target, finder) for target in section.targets),
        }
    )


def _target(target: Target, finder: Finder) -> Target:
    return target.model_copy(update={"mentions": finder.find(target.text)})


def _action(action: Action, finder: Finder) -> Action:
    mentions: tuple[Mention, ...] = finder.find(action.text)
    return action.model_copy(update={"mentions": mentions})

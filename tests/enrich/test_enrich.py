"""The stage: where mentions go, what stays as it was, and what is kept between runs."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
import spacy

from pipeline.enrich import enrich
from pipeline.enrich.trained import ModelError
from pipeline.lexicon import LexiconError
from tests.enrich.plans import make_plan
from tests.enrich.rendering import render

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from pipeline.model import Mention, Plan


def _rendered(mentions: Iterable[Mention]) -> list[str]:
    return [f"{mention.kind} {render(mention)}" for mention in mentions]


def _bare(plan: Plan) -> Plan:
    sections = [
        section.model_copy(
            update={
                "mentions": (),
                "targets": tuple(
                    target.model_copy(update={"mentions": ()}) for target in section.targets
                ),
            }
        )
        for section in plan.sections
    ]
    actions = [action.model_copy(update={"mentions": ()}) for action in plan.actions]
    return plan.model_copy(update={"sections": tuple(sections), "actions": tuple(actions)})


def test_sections_targets_and_actions_get_their_mentions(cache_dir: Path) -> None:
    plan = enrich(make_plan(), cache_dir=cache_dir)
    section, action = plan.sections[0], plan.actions[0]
    assert _rendered(section.mentions) == ["verb Verdir=verdir", "place quartiers=quartier"]
    assert _rendered(section.targets[0].mentions) == ["quantity 500 arbres=500 arbre"]
    assert [mention.kind for mention in action.mentions] == ["verb", "document", "document"]


def test_documents_of_the_plan_are_known_by_their_titles(cache_dir: Path) -> None:
    values = [m.value for m in enrich(make_plan(), cache_dir=cache_dir).actions[0].mentions[1:]]
    assert values == [
        {"canonical": "Vision du verdissement 2025-2040"},
        {"canonical": "Plan des ormes", "document_id": "plan/document-1"},
    ]


def test_a_title_of_common_words_is_not_looked_for(cache_dir: Path) -> None:
    plan = make_plan()
    action = plan.actions[0].model_copy(update={"text": "Faire connaître le plan d'action"})
    enriched = enrich(plan.model_copy(update={"actions": (action,)}), cache_dir=cache_dir)
    assert _rendered(enriched.actions[0].mentions) == ["verb Faire connaître=faire connaître"]


def test_nothing_but_mentions_changes(cache_dir: Path) -> None:
    plan = make_plan()
    enriched = enrich(plan, cache_dir=cache_dir)
    assert enriched != plan
    assert _bare(enriched) == plan
    assert enrich(enriched, cache_dir=cache_dir) == enriched


def test_a_language_without_words_gives_the_plan_back() -> None:
    plan = make_plan("de")
    assert enrich(plan) is plan


def test_the_lemmas_are_kept_and_say_the_same(tmp_path: Path) -> None:
    cache = tmp_path / "new" / "cache"
    without = enrich(make_plan())
    assert enrich(make_plan(), cache_dir=cache) == without
    (kept,) = cache.iterdir()
    written = kept.read_bytes()
    assert enrich(make_plan(), cache_dir=cache) == without
    assert (kept.read_bytes(), list(cache.iterdir())) == (written, [kept])


@pytest.mark.parametrize("broken", [b"", b"{", b"[[],{}]", b"\xff\xfe"])
def test_a_broken_cache_is_made_again(tmp_path: Path, broken: bytes) -> None:
    first = enrich(make_plan(), cache_dir=tmp_path)
    (kept,) = tmp_path.iterdir()
    written = kept.read_bytes()
    kept.write_bytes(broken)
    assert enrich(make_plan(), cache_dir=tmp_path) == first
    assert kept.read_bytes() == written


def test_words_of_a_workspace_are_added(cache_dir: Path) -> None:
    added = {"groups": {"alone": {"jardinier": ["jardinière"]}}, "verbs": {"known": ["biner"]}}
    plan = make_plan()
    action = plan.actions[0].model_copy(update={"text": "Biner avec les jardinières"})
    enriched = enrich(
        plan.model_copy(update={"actions": (action,)}), cache_dir=cache_dir, added=added
    )
    assert _rendered(enriched.actions[0].mentions) == [
        "verb Biner=biner",
        "group jardinières=jardinier",
    ]


@pytest.mark.parametrize(
    ("added", "place"),
    [
        ({"group": {}}, "group"),
        ({"groups": {"alone": {"jardinier": "jardinière"}}}, "groups.alone.jardinier"),
        ({"dates": {"seasons": {"hiver": [12]}}}, "dates.seasons.hiver"),
    ],
)
def test_added_words_that_do_not_fit_are_an_error(added: dict[str, Any], place: str) -> None:
    with pytest.raises(LexiconError, match=rf"^fr\.mentions\.{place}.*mentions_fr\.toml$"):
        enrich(make_plan(), added=added)


def test_a_trained_pipeline_adds_names_and_changes_none(cache_dir: Path, tmp_path: Path) -> None:
    """A pipeline on disk is one, whatever found its names: here a ruler stands in for training."""
    nlp = spacy.blank("fr")
    nlp.add_pipe(
        "entity_ruler",
        config={
            "phrase_matcher_attr": "LOWER",
        },
    ).add_patterns(  # type: ignore[attr-defined]
        [
            {"label": "ORG", "pattern": "ormes"},
            {"label": "LOC", "pattern": "les quartiers"},
            {"label": "PER", "pattern": "arbres"},
        ]
    )
    nlp.to_disk(tmp_path / "model")
    plan, plain = (
        enrich(make_plan(), model=model, cache_dir=cache_dir)
        for model in (str(tmp_path / "model"), None)
    )
    assert plan.sections == plain.sections
    assert plan.actions == plain.actions
    text = plan.actions[0].model_copy(update={"text": "Soigner les ormes", "mentions": ()})
    more = enrich(
        make_plan().model_copy(update={"actions": (text,)}),
        model=str(tmp_path / "model"),
        cache_dir=cache_dir,
    )
    (verb, name) = more.actions[0].mentions
    assert verb.text == "Soigner"
    assert (name.kind, name.text, name.value) == ("organisation", "ormes", None)


def test_a_pipeline_that_is_not_installed_is_an_error_that_says_so(cache_dir: Path) -> None:
    with pytest.raises(ModelError, match="'fr_none' is not installed; run: python -m spacy") as why:
        enrich(make_plan(), model="fr_none", cache_dir=cache_dir)
    assert "\n" not in str(why.value)


def test_importing_the_stage_does_not_load_spacy() -> None:
    code = "import sys, pipeline.enrich; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0

"""Verbs and nouns out of the lookup tables, with their known gaps filled."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pipeline.enrich.lemmas import Lemmas, load_lemmas

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.enrich.words import MentionWords


@pytest.fixture(scope="module")
def lemmas(words_fr: MentionWords, cache_dir: Path) -> Lemmas:
    return load_lemmas("fr", words_fr.verbs, cache_dir)


# None of these is in the list of verbs of the lookup tables.
@pytest.mark.parametrize("verb", ["poursuivre", "renforcer", "soutenir", "offrir", "déployer"])
def test_a_verb_that_the_tables_miss_is_known_by_its_future(lemmas: Lemmas, verb: str) -> None:
    assert lemmas.infinitive(verb.capitalize()) == verb


def test_capitals_may_have_lost_their_accents(lemmas: Lemmas) -> None:
    assert lemmas.infinitive("EVALUER") == "évaluer"
    assert lemmas.infinitive("Developper") == "développer"


@pytest.mark.parametrize(
    "word", ["Logement", "Offre", "Cadre", "Atelier", "Pouvoir", "l'", ").", "5"]
)
def test_a_noun_is_no_infinitive(lemmas: Lemmas, word: str) -> None:
    assert lemmas.infinitive(word) is None


def test_a_noun_that_ends_like_a_future_is_none(lemmas: Lemmas) -> None:
    assert lemmas.futures["évaluera"] == "évaluer"
    assert lemmas.futures["évalueront"] == "évaluer"
    assert not {"opéra", "caméra", "front"} & set(lemmas.futures)


def test_nouns_have_their_singular(lemmas: Lemmas) -> None:
    assert [lemmas.nouns[word] for word in ("logements", "travaux", "initiative")] == [
        "logement",
        "travail",
        "initiative",
    ]


def test_a_folder_that_cannot_be_written_costs_time_alone(
    lemmas: Lemmas, words_fr: MentionWords, tmp_path: Path
) -> None:
    taken = tmp_path / "fichier"
    taken.write_text("")
    assert load_lemmas("fr", words_fr.verbs, taken / "cache") == lemmas
    (tmp_path / "cache").mkdir()
    load_lemmas("fr", words_fr.verbs, tmp_path / "cache")
    (kept,) = (tmp_path / "cache").iterdir()
    kept.unlink()
    kept.mkdir()
    assert load_lemmas("fr", words_fr.verbs, tmp_path / "cache") == lemmas
    assert list((tmp_path / "cache").iterdir()) == [kept]

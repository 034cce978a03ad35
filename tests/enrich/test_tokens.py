"""How texts are cut into tokens: tables of real phrases, and nothing lost of any text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.enrich.tokens import tokenizer
from pipeline.enrich.words import TokenWords, load_mention_words

PHRASES = {
    "l'accès à l’eau": "l' accès à l’ eau",
    "jusqu'à ce qu'il soit": "jusqu' à ce qu' il soit",
    "d'autoévaluation, d'aujourd'hui": "d' autoévaluation , d' aujourd'hui",
    "Aujourd'hui (2026)": "Aujourd'hui ( 2026 )",
    "co-construire un rendez-vous": "co-construire un rendez-vous",
    "s'auto-évaluer": "s' auto-évaluer",
    "le face-à-face": "le face-à-face",
    "milieu urbain-rural": "milieu urbain - rural",
    "est-ce prévu, sont-ils": "est -ce prévu , sont -ils",
    "30 % des ménages, 4% en 2026.": "30 % des ménages , 4 % en 2026 .",
    "M. le maire, etc.": "M. le maire , etc.",
    "logement/habitation": "logement / habitation",
    "« Vivre en ville »": "« Vivre en ville »",
}
FRENCH = load_mention_words("fr")


def _cut(text: str, words: TokenWords) -> list[str]:
    return [token.text for token in tokenizer(words)(text) if not token.is_space]


@pytest.mark.parametrize(("text", "tokens"), PHRASES.items())
def test_french_is_cut_as_the_lexicon_says(text: str, tokens: str) -> None:
    assert FRENCH is not None
    assert _cut(text, FRENCH.tokens) == tokens.split()


def test_a_language_without_such_words_keeps_its_apostrophes() -> None:
    assert _cut("the city's o'clock re-use", TokenWords()) == [
        "the", "city", "'s", "o'clock", "re", "-", "use"
    ]  # fmt: skip


@given(st.text(alphabet=st.sampled_from("aé'’- .,/%«»()0\n\u00a0"), max_size=60))
def test_tokens_are_the_text(text: str) -> None:
    assert FRENCH is not None
    doc = tokenizer(FRENCH.tokens)(text)
    assert doc.text == text

"""What words are set in, and what their ink says of their letters."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.read.pdf.scan.letters import Letters, measure, settle, to_word
from pipeline.read.pdf.scan.spelling import corrected, without_bars
from pipeline.read.pdf.scan.tesseract import Token

SOLID = np.full((30, 12), 255, dtype=np.uint8)
DOTTED = SOLID.copy()
DOTTED[5:9] = 0
FALLING = SOLID.copy()
FALLING[:10, 6:] = 0


@pytest.mark.parametrize(
    ("text", "ink", "above", "below", "begins", "wanted"),
    [
        ("54,", SOLID, 0.7, 0.0, True, "54."),
        ("54.", SOLID, 0.7, 0.15, True, "54,"),
        ("initier", SOLID, 0.7, 0.0, True, "Initier"),
        ("initier", SOLID, 0.7, 0.0, False, "initier"),
        ("initier", DOTTED, 0.7, 0.0, True, "initier"),
        ("AU", FALLING, 0.7, 0.0, True, "Au"),
        ("CT", SOLID, 0.7, 0.0, True, "CT"),
        ("où", SOLID, 0.53, 0.0, False, "ou"),
        ("où", SOLID, 0.74, 0.0, False, "où"),
        ("écoles", SOLID, 0.53, 0.0, False, "écoles"),
        ("visée,", SOLID, 0.74, 0.15, False, "visée,"),
    ],
)
def test_the_ink_decides_between_letters(
    text: str, ink: np.ndarray, above: float, below: float, begins: bool, wanted: str
) -> None:
    assert corrected(text, ink, above, below, begins) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"), [("|46.", "46."), ("a|", "a"), ("|", "|"), ("a|b", "a|b")]
)
def test_bars_at_the_ends_are_remains_of_rules(text: str, wanted: str) -> None:
    assert without_bars(text) == wanted


def _word(text: str, size: float, stroke: float, line: int = 0) -> Letters:
    return Letters(text, 0, 0, 100, 40, line, size, stroke, baseline=40.0)


def test_sizes_that_differ_a_little_are_one_and_headings_stay_larger() -> None:
    page = [_word("texte", 40.0 + i / 10, 3.6, line=i) for i in range(10)]
    page += [_word("courant", 41.5, 3.6, line=20), _word("Titre", 60.0, 5.0, line=30)]
    settle([page])
    assert len({word.size for word in page}) == 2
    assert page[-1].size == pytest.approx(60)


def test_bold_is_told_by_the_strokes_and_holds_for_a_line() -> None:
    plain = [_word("ordinaire", 40, 3.6 + i / 50, line=i) for i in range(12)]
    bold = [_word("important", 40, 5.5, line=40), _word("de", 40, 4.2, line=40)]
    lead = [_word("Titre", 40, 5.6, line=50), _word("suivi", 40, 3.6, line=50)]
    settle([[*plain, *bold, *lead]])
    assert [word.bold for word in plain] == [False] * 12
    assert [word.bold for word in bold] == [True, True]
    assert [word.bold for word in lead] == [True, False]


def test_a_document_of_one_weight_has_no_bold() -> None:
    page = [_word("ordinaire", 40, 3.6 + i / 20, line=i) for i in range(12)]
    settle([page])
    assert not any(word.bold for word in page)


def test_words_of_a_line_share_size_and_baseline() -> None:
    ink = np.zeros((200, 400), dtype=np.uint8)
    tokens = []
    for place, (text, top, bottom) in enumerate(
        [("Les", 50, 80), ("mares", 58, 80), ("y", 58, 89), ("1", 40, 58), ("vide", 0, 0)]
    ):
        left = 20 + 70 * place
        if bottom:
            ink[top:bottom, left : left + 40] = 255
        tokens.append(Token(text, left - 3, 30, left + 45, 100, 90.0, (1,)))
    words = measure(tokens, ink)
    assert [word.text for word in words] == ["Les", "mares", "y", "1"]
    settle([words])
    set_ = [to_word(word) for word in words]
    assert len({word.size for word in set_[:3]}) == 1
    assert len({word.bottom for word in set_[:3]}) == 1
    assert set_[3].size < 0.8 * set_[0].size
    assert set_[3].baseline < set_[0].baseline

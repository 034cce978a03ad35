"""Words that a narrow cell breaks without a hyphen, and words that only fill their line."""

from __future__ import annotations

import math

import pytest

from pipeline.read.pdf.hyphens import Hyphens
from pipeline.read.pdf.lines import to_lines
from pipeline.read.pdf.paragraphs import cell_text
from pipeline.read.pdf.primitives import Word

SIZE, LETTER = 10.0, 5.0


def _lines(*texts: str) -> list[Word]:
    """Lines from x 100 on, each letter 5 points wide."""
    words = []
    for number, text in enumerate(texts):
        left, top = 100.0, 100.0 + 12 * number
        for word in text.split():
            right = left + LETTER * len(word)
            words.append(Word(word, left, top, right, top + SIZE, SIZE, "Text", False))
            left = right + 3
    return words


def _read(texts: tuple[str, ...], right: float, elsewhere: str = "") -> str:
    words = _lines(*texts)
    hyphens = Hyphens()
    hyphens.learn([*words, *_lines(elsewhere)])
    text = cell_text(to_lines(words), right)
    hyphens.learn_breaks([text])
    return hyphens.settle(text)


@pytest.mark.parametrize(
    ("texts", "right", "elsewhere", "read"),
    [
        (("Service", "responsabl", "e"), 151, "", "Service responsable"),
        (("Service", "responsabl", "e", "du parc"), 151, "", "Service responsable du parc"),
        (
            ("audiodescri", "ption par jour"),
            157,
            "une audiodescription",
            "audiodescription par jour",
        ),
        (("audiodescri", "ption par jour"), 157, "", "audiodescri ption par jour"),
        (("responsabl", "e"), 170, "", "responsabl e"),
        (("responsabl", "e"), math.inf, "", "responsabl e"),
        (("Direction", "générale"), 147, "", "Direction générale"),
        (("Direction", "de la"), 147, "la fin de la rue de", "Direction de la"),
        (("Direction", "des"), 147, "Direction", "Direction des"),
        (("Le respons", "able"), 153, "", "Le respons able"),
        (("Responsabl", "Est"), 151, "", "Responsabl Est"),
    ],
)
def test_a_word_is_joined_where_the_cell_broke_it(
    texts: tuple[str, ...], right: float, elsewhere: str, read: str
) -> None:
    assert _read(texts, right, elsewhere) == read


@pytest.mark.parametrize(
    ("texts", "elsewhere", "read"),
    [
        (("Table de quar\u2010", "tier"), "", "Table de quartier"),
        (("Table de quar\u2010", "tier"), "un rendez-vous", "Table de quartier"),
        (("Les rendez-", "vous"), "", "Les rendez-vous"),
        (("Les rendez\u2010", "vous"), "un sous\u2010comité", "Les rendez\u2010vous"),
        (("Le sous\u2010", "comité"), "un sous\u2010comité", "Le sous\u2010comité"),
        (("De 2025\u2010", "2030"), "", "De 2025\u20102030"),
    ],
)
def test_a_hyphen_that_line_ends_alone_have_was_put_there(
    texts: tuple[str, ...], elsewhere: str, read: str
) -> None:
    assert _read(texts, math.inf, elsewhere) == read


NAMES = ("La Capitale-", "Nationale ou Hydro-", "Québec ou Roc-", "Amadour ou Port-", "Menier")
CUT = ("Les orga-", "nismes du sec-", "teur des per-", "sonnes aînées")


@pytest.mark.parametrize(
    ("texts", "elsewhere", "read"),
    [
        (("Nombre d'ouvre-", "portes"), "Installer des ouvre-portes", "Nombre d'ouvre-portes"),
        (("Un ouvre-", "portes"), "Le nombre d’ouvre-portes", "Un ouvre-portes"),
        (("Nombre d'ouvra-", "ges"), "des ouvrages", "Nombre d'ouvrages"),
        (("Suivi/révi-", "sion du plan"), "une révision", "Suivi/révision du plan"),
        ((*NAMES, "à mi-", "parcours"), "", "à mi-parcours"),
        ((*NAMES, "avec sous-", "titrage"), "", "avec sous-titrage"),
        ((*CUT, "avec respon-", "sables"), "", "avec responsables"),
    ],
)
def test_only_words_that_are_no_compounds_tell_that_lines_are_hyphenated(
    texts: tuple[str, ...], elsewhere: str, read: str
) -> None:
    assert _read(texts, math.inf, elsewhere).endswith(read)


def test_a_word_broken_by_a_hyphen_beside_a_filled_line_is_one() -> None:
    texts = ("Communautés", "insti-", "tutionnelles")
    assert _read(texts, 157, "institutionnelles") == "Communautés institutionnelles"


@pytest.mark.parametrize(
    ("texts", "read"),
    [
        (("1.1.", "1"), "1.1.1"),
        (("1.1", ".1"), "1.1.1"),
        (("1.", "2."), "1. 2."),
        (("1.1", "1.2"), "1.1 1.2"),
        (("en 2025.", "1 fois"), "en 2025. 1 fois"),
    ],
)
def test_a_number_that_a_cell_broke_at_a_dot_is_one(texts: tuple[str, ...], read: str) -> None:
    assert _read(texts, math.inf) == read


def test_a_bullet_of_a_font_of_signs_stands_before_its_item() -> None:
    words = _lines("Verdir :", "\uf0b7 planter", "\uf0b7 semer")
    for word in words:
        word.font = "OpenSymbol" if word.text == "\uf0b7" else word.font
    assert cell_text(to_lines(words)) == "Verdir :\n• planter\n• semer"

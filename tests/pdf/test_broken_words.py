"""Words that a narrow cell breaks without a hyphen, and words that only fill their line."""

from __future__ import annotations

import math
from collections import Counter

import pytest

from pipeline.document import Cell, Row, Table
from pipeline.model import Provenance, Region
from pipeline.read.broken import broken_words
from pipeline.read.pdf.hyphens import Hyphens
from pipeline.read.pdf.joined import join_tables
from pipeline.read.pdf.lines import to_lines
from pipeline.read.pdf.paragraphs import cell_text
from pipeline.read.pdf.primitives import Word
from tests.pdf.test_unruled import line

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


def _printed(*words: Word) -> Counter[str]:
    return Counter(word.text for word in words)


def _table(page: int, text: str) -> Table:
    """A table of one cell."""
    place = Provenance(regions=(Region(page=page, bbox=(100, 100, 170, 200)),), method="table")
    return Table((Row((Cell(0, 0, text, place),), place),), 1, 0, place)


def _read(
    texts: tuple[str, ...], right: float, elsewhere: str = "", hyphens: Hyphens | None = None
) -> str:
    words = _lines(*texts)
    hyphens = hyphens or Hyphens()
    hyphens.learn(_printed(*words, *_lines(elsewhere)))
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
        (("encadrant", "l'usage"), 147, "", "encadrant l'usage"),
        (("réduction", "d’eau et"), 147, "", "réduction d’eau et"),
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
        ((*CUT, "d'ouvre-", "portes"), "Installer des ouvre-portes", "d'ouvre-portes"),
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


@pytest.mark.parametrize(
    ("texts", "right", "elsewhere", "doubts"),
    [
        (("communauta", "ires"), 151, "", {("communauta/ires", False): 1}),
        (("responsabl", "e"), 151, "", {("responsabl/e", True): 1}),
        (("responsabl", "e"), 151, "une responsable", {}),
        (("Commission", "scolaire"), 151, "commission scolaire", {}),
        (("Pourcentage", "de parcs"), 156, "de", {("pourcentage/de", False): 1}),
        ((*CUT, "sous-", "titrage"), math.inf, "", {("sous-/titrage", True): 1}),
        ((*CUT, "sous-", "titrage"), math.inf, "un sous-titrage", {}),
    ],
)
def test_what_nothing_else_in_the_document_tells_is_a_doubt(
    texts: tuple[str, ...], right: float, elsewhere: str, doubts: dict[tuple[str, bool], int]
) -> None:
    hyphens = Hyphens()
    _read(texts, right, elsewhere, hyphens)
    assert hyphens.doubts == doubts


def test_a_wide_letter_that_has_no_room_breaks_a_word() -> None:
    words = _lines("Environne", "ment")
    hyphens = Hyphens()
    hyphens.learn(_printed(*words, *_lines("un environnement")))
    assert hyphens.settle(cell_text(to_lines(words), 153)) == "Environnement"


@pytest.mark.parametrize(
    ("above", "below", "elsewhere", "read"),
    [
        ("l'approvision", "nement du parc", "un approvisionnement", "l'approvisionnement du parc"),
        ("l'approvision", "nement", "", "l'approvision nement"),
        ("un appro-", "visionnement", "un approvisionnement", "un approvisionnement"),
        ("l'amélioratio", "- semer", "", "l'amélioratio\n- semer"),
        ("l'approvision", "", "", "l'approvision"),
    ],
)
def test_a_word_broken_by_a_page_break_in_a_cell_is_one(
    above: str, below: str, elsewhere: str, read: str
) -> None:
    pages = [_lines("Dans", above), _lines(below)]
    hyphens = Hyphens()
    hyphens.learn(_printed(*pages[0], *pages[1], *_lines(elsewhere)))
    parts = [cell_text(to_lines(words), 166, last=True) for words in pages]
    tables = [_table(number, text) for number, text in enumerate(parts, 1)]
    (table,) = join_tables([[table] for table in tables])
    assert isinstance(table, Table)
    text = table.rows[0].cells[0].text
    hyphens.learn_breaks([text])
    assert hyphens.settle(text) == f"Dans {read}"


def test_a_word_broken_at_two_letters_is_one() -> None:
    words = _lines("l'environnem", "ent")
    more = _lines("l'environne", "ment")
    texts = [cell_text(to_lines(words), 161), cell_text(to_lines(more), 161)]
    hyphens = Hyphens()
    hyphens.learn(_printed(*words, *more))
    hyphens.learn_breaks(texts)
    assert [hyphens.settle(text) for text in texts] == ["l'environnement"] * 2
    assert not hyphens.doubts


@pytest.mark.parametrize(
    ("two", "severity", "said"),
    [
        (False, "info", "read as one word: 'responsabl/e'"),
        (True, "warning", "read as two words: 'communauta/ires'; read as one word: 'responsabl/e'"),
    ],
)
def test_a_page_with_doubts_has_a_finding(two: bool, severity: str, said: str) -> None:
    doubts = [(3, "responsabl/e", True), *([(3, "communauta/ires", False)] if two else [])]
    (finding,) = broken_words("plan.pdf", doubts)
    assert (finding.code, finding.severity, finding.where) == (
        "word_broken",
        severity,
        "plan.pdf, page 3",
    )
    assert finding.message.endswith(said)


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


@pytest.mark.parametrize(("right", "text"), [(113, "2026"), (140, "20 26")])
def test_a_year_that_its_cell_has_no_room_for_is_one_number(right: float, text: str) -> None:
    words = [*line(100, (100, "20")), *line(112, (100, "26"))]
    assert cell_text(to_lines(words), right) == text

"""What looks like a table and is none: painted paragraphs, and columns of text with their rules."""

from __future__ import annotations

from pipeline.read.pdf.primitives import Colour, Path, Subpath, Word
from tests.pdf.test_unruled import laid_out, line, lines, rule, tables

WHITE: Colour = (255, 255, 255)
ITEMS = (
    ("•", "Développer la récupération de", "chaleur", "fatale", "industrielle"),
    ("•", "Soutenir la production de bois", "énergie", "locale", "dans la région"),
)


def _band(top: float, colour: Colour) -> Path:
    corners = [(60, top), (480, top), (480, top + 12), (60, top + 12), (60, top)]
    return Path([Subpath([(float(x), y) for x, y in corners], closed=True)], None, colour)


def _items() -> list[Word]:
    """Two items of a list, set in full width: wide spaces stand under each other."""
    return [
        word for n, texts in enumerate(ITEMS)
        for word in line(101 + 12 * n, *zip((60, 80, 260, 320, 380), texts, strict=True))
    ]  # fmt: skip


def test_white_grounds_behind_the_lines_of_a_list_make_no_table() -> None:
    bands = [_band(100 + 12 * n, WHITE) for n in range(2)]
    assert tables(laid_out(_items(), bands)) == []
    word = next(word for word in _items() if word.text == "chaleur")
    sides = (word.x0, word.x1), (word.top, word.bottom)
    corners = [(sides[0][i], sides[1][j]) for i, j in ((0, 0), (1, 0), (1, 1), (0, 1), (0, 0))]
    marked = Path([Subpath(corners, closed=True)], None, (255, 255, 0))
    assert tables(laid_out(_items(), [*bands, marked])) == []


def test_white_rows_count_where_they_show() -> None:
    words = line(101, (66, "Action"), (300, "2025"), (400, "2026"), bold=True)
    words += line(113, (66, "Ouvrir une halte"), (300, "X"))
    words += line(125, (66, "Planter des arbres"), (400, "X"))
    bands = [_band(100, (200, 210, 230)), _band(112, WHITE), _band(124, (230, 235, 245))]
    (table,) = tables(laid_out(words, bands))
    assert [row[0] for row in table] == ["Action", "Ouvrir une halte", "Planter des arbres"]
    page = [(0.0, 0.0), (600.0, 0.0), (600.0, 800.0), (0.0, 800.0), (0.0, 0.0)]
    ground = Path([Subpath(page, closed=True)], None, (240, 248, 255))
    white = [_band(100 + 12 * n, WHITE) for n in range(3)]
    (table,) = tables(laid_out(words, [ground, *white]))
    assert [row[0] for row in table] == ["Action", "Ouvrir une halte", "Planter des arbres"]


def _three(top: float, *texts: str) -> list[Word]:
    return line(top, *zip((60, 240, 420), texts, strict=True))


def _columns(rules: list[Path]) -> list[list[list[str]]]:
    words = line(100, (60, "Habitation"), (240, "Transport"), (420, "Loisirs"), bold=True)
    words += _three(114, "Logements", "12", "8")
    words += _three(128, "Coopératives", "40", "4")
    words += _three(142, "Registre", "15", "6")
    return tables(laid_out(words, rules))


def test_columns_of_text_that_rules_part_at_other_heights_are_no_table() -> None:
    assert len(_columns([])) == 1
    level = [rule(x, 126, x + 120, 126) for x in (60, 240, 420)]
    assert len(_columns(level)) == 1
    apart = [rule(60, 126, 180, 126), rule(240, 140, 360, 140)]
    assert _columns(apart) == []
    assert lines(laid_out(line(100, (60, "Habitation")))) == ["Habitation"]


def test_a_line_on_a_banner_at_the_foot_of_the_page_is_no_row() -> None:
    words = line(701, (66, "Poste"), (300, "2025"), (400, "2026"), bold=True)
    words += line(713, (66, "Habitation"), (300, "120"), (400, "125"))
    words += line(725, (66, "Parcs"), (300, "40"), (400, "38"))
    words += line(738, (66, "Ville de Laval"), (300, "Page"), (400, "12"))
    bands = [_band(700, (200, 210, 230)), _band(712, (240, 240, 240)), _band(724, (230, 235, 245))]
    corners = [(0.0, 737.0), (600.0, 737.0), (600.0, 750.0), (0.0, 750.0), (0.0, 737.0)]
    foot = Path([Subpath(corners, closed=True)], None, (180, 220, 250))
    layout = laid_out(words, [*bands, foot])
    (table,) = tables(layout)
    assert [row[0] for row in table] == ["Poste", "Habitation", "Parcs"]
    assert "Laval" in " ".join(lines(layout))


def test_bullets_before_texts_in_a_box_are_a_list_and_no_column() -> None:
    words = line(104, (110, "Encadré 1. Ce que la Ville fera"), bold=True)
    words += line(122, (110, "Ouvrir des haltes, former le personnel et tenir"))
    words += line(134, (110, "un registre des logements à louer"))
    words += line(152, (64, "•"), (80, "Soutenir les organismes du milieu dans leurs"))
    words += line(164, (80, "projets de jardins et de marchés publics"))
    ground = [(60.0, 100.0), (480.0, 100.0), (480.0, 148.0), (60.0, 148.0), (60.0, 100.0)]
    box = Path([Subpath(ground, closed=True)], None, (250, 235, 228))
    layout = laid_out(words, [box, rule(60, 100, 480, 100)])
    assert tables(layout) == []

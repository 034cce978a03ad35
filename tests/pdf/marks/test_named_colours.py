"""Legends of colours that stand behind the table they explain, or in a table of their own."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

import pikepdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from pipeline.check import check
from pipeline.document import Cell, Document, Row, Table
from pipeline.extract import Extraction, Identity, extract
from pipeline.extract.colour_words import with_colours
from pipeline.extract.findings import Findings
from pipeline.lexicon import load_lexicons
from pipeline.model import Mark, Plan
from pipeline.read.pdf import ENGINES, open_pdf, read_blocks
from tests.pdf.marks import paints as p
from tests.pdf.marks.cases import alternating
from tests.pdf.marks.page import HEIGHT, WIDTH, Ink, Spot, typeset

LEXICONS = load_lexicons()
NAMES = ("prévu", "abandonné")


def _words(ink: Ink) -> None:
    p.swatches(ink, *NAMES)


def _table(ink: Ink) -> None:
    edges = (54.0, 84.0, 200.0)
    for row in range(3):
        ink.path([(edges[0], 100 + 20 * row), (edges[-1], 100 + 20 * row)], stroke="#000000")
    for x in edges:
        ink.path([(x, 100), (x, 140)], stroke="#000000")
    for row, (colour, name) in enumerate(zip(p.COLOURS, NAMES, strict=True)):
        top = 100.0 + 20 * row
        p.coloured_dot(colour)(ink, Spot(edges[0], top, edges[1], top + 20))
        ink.text(90, top + 14, name)


def _same_name(ink: Ink) -> None:
    p.swatches(ink, "prévu", "prévu")


def _followed(paint: Callable[[Ink], None], colours: Sequence[str] = p.COLOURS) -> bytes:
    """Return a page of coloured marks, and one after it."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(WIDTH, HEIGHT), invariant=1)
    paint(Ink(canvas))
    canvas.save()
    marks = alternating("", tuple(p.coloured_dot(colour) for colour in colours))
    both = io.BytesIO()
    with (
        pikepdf.open(io.BytesIO(typeset(marks))) as first,
        pikepdf.open(io.BytesIO(out.getvalue())) as second,
    ):
        first.pages.extend(second.pages)
        first.save(both, deterministic_id=True)
    return both.getvalue()


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("legend", "states"),
    [
        (_words, ("PNNN", "NPNN", "PNNN", "NNNP", "NNNP")),
        (_table, ("PNNN", "NPNN", "PNNN", "NNNP", "NNNP")),
        (_same_name, ("PNNP", "NPPN", "PNNN", "NNPP", "NPNP")),
    ],
)
def test_colours_say_what_a_later_page_calls_them(
    legend: Callable[[Ink], None], states: tuple[str, ...], engine: str
) -> None:
    with open_pdf(_followed(legend), engine) as opened:  # type: ignore[arg-type]
        blocks = read_blocks(opened).blocks
    document = Document("plan.pdf", "application/pdf", engine, "", blocks, n_pages=2)
    lexicon = LEXICONS.pick("\n".join(text for text, _ in document.texts()))
    extraction = extract(document, lexicon, Identity("plan", document.name))
    plan = extraction.plan
    said = tuple(
        "".join(entry.state[0].upper() for entry in action.schedule) for action in plan.actions
    )
    assert said == states
    assert check(extraction, document, {}, plan).words.unclaimed == 0
    called = {text for action in plan.actions for text in action.extra.values()}
    assert called == (set() if legend is _same_name else set(NAMES))


_RGB = ((0, 176, 80), (255, 230, 0), (192, 0, 0))
SHADES = {"v": "#00b050", "j": "#ffe600", "r": "#c00000", "a": "#ffc000", "b": "#bdd7ee"}


def _in_words(shades: str, *lines: str) -> Plan:
    """Return the plan of a page of painted marks and one of lines of text."""
    return _extracted(shades, *lines).plan


def _extracted(shades: str, *lines: str) -> Extraction:
    def explain(ink: Ink) -> None:
        for index, line in enumerate(lines):
            ink.text(54, 100 + 40 * index, line)

    page = _followed(explain, [SHADES[shade] for shade in shades])
    with open_pdf(page, "pypdfium2") as opened:
        blocks = read_blocks(opened).blocks
    document = Document("plan.pdf", "application/pdf", "pdf", "", blocks, n_pages=2)
    lexicon = LEXICONS.pick("\n".join(text for text, _ in document.texts()))
    return extract(document, lexicon, Identity("plan", document.name))


def _names(plan: Plan) -> list[str]:
    return [text for action in plan.actions for text in action.extra.values()]


@pytest.mark.parametrize(
    "lines",
    [
        ("Vert : réalisé, jaune : en cours, rouge : non débuté",),
        ("Légende : vert = réalisé; jaune = en cours; rouge = non débuté",),
        ("En vert : réalisé ; en jaune : en cours ; en rouge : non débuté",),
        ("réalisé (vert), en cours (jaune), non débuté (rouge)",),
        ("Vert réalisé, jaune en cours, rouge non débuté",),
        ("Vert : réalisé – Jaune : en cours – Rouge : non débuté",),
        ("Légende", "Vert : réalisé", "Jaune : en cours", "Rouge : non débuté"),
    ],
)
def test_words_may_say_what_colours_mean(lines: tuple[str, ...]) -> None:
    plan = _in_words("vjr", *lines)
    states = "".join(entry.state[0] for action in plan.actions for entry in action.schedule)
    assert _names(plan)[:3] == ["réalisé", "en cours", "non débuté"]
    assert states == "pnnpnnpnpnnnnnnpnpnn"


def test_two_colours_of_one_name_are_told_by_what_is_left() -> None:
    plan = _in_words("vab", "Vert : réalisé, orange : à venir, bleu : en cours")
    assert _names(plan)[:3] == ["réalisé", "à venir", "en cours"]
    plan = _in_words("vja", "Vert : réalisé, orange : à venir, jaune : en cours")
    assert _names(plan)[:3] == ["réalisé", "en cours", "à venir"]


@pytest.mark.parametrize(
    ("shades", "unclear"), [("va", True), ("vb", True), ("vr", False), ("bb", False)]
)
def test_a_colour_that_a_legend_does_not_name_for_sure_is_unclear(
    shades: str, unclear: bool
) -> None:
    legend = "Légende : vert = réalisé, orange = à venir, jaune = en cours, rouge = prévu"
    plan = _in_words(shades, legend)
    states = {entry.state for action in plan.actions for entry in action.schedule}
    assert ("unclear" in states) is unclear


@pytest.mark.parametrize(
    "line",
    ["Le corridor vert : une ville à pied", "Vert : réalisé", "Les espaces verts et bleus"],
)
def test_words_that_name_a_colour_in_passing_are_no_legend(line: str) -> None:
    assert _names(_in_words("vjr", line)) == []


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Les cases en vert sont réalisées, celles en jaune en cours, en rouge à faire.", True),
        ("La trame verte et la trame bleue traversent la ville.", False),
        ("Le vert, le rouge et l'or sont les couleurs de la ville.", False),
    ],
)
def test_a_sentence_that_names_the_colours_of_all_marks_is_said(line: str, said: bool) -> None:
    found = _extracted("vjr", line)
    assert _names(found.plan) == []
    assert ("colours_unread" in {one.code for one in found.findings}) is said


def test_a_table_may_say_in_words_what_colours_mean() -> None:
    extraction = _extracted("vjr")
    cells = [("Vert", "réalisé"), ("Jaune", "en cours"), ("Rouge", "non débuté")]
    place = extraction.plan.actions[0].provenance
    rows = tuple(
        Row(tuple(Cell(r, c, text, place) for c, text in enumerate(row)), place)
        for r, row in enumerate(cells)
    )
    marks = [Cell(n, 0, "", place, mark=Mark(kind="fill"), paint=_RGB[n]) for n in range(3)]
    painted = Table(tuple(Row((mark,), place) for mark in marks), 1, 0, place)
    blocks = with_colours(
        [painted, Table(rows, 2, 0, place)], LEXICONS.by_language["fr"], Findings("plan.pdf")
    )
    assert isinstance(blocks[0], Table)
    assert [row.cells[0].mark for row in blocks[0].rows] == [
        Mark(kind="fill", char=said) for _, said in cells
    ]

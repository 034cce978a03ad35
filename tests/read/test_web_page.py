"""Pages as cities publish them: icons for marks, ARIA tables, layout tables, what stands around."""

from __future__ import annotations

import pytest

from pipeline.document import Line, Table
from pipeline.read.icons import icon, picture
from pipeline.read.page import MAX_DEPTH, MAX_TABLES, PageParser


def parsed(source: str) -> PageParser:
    parser = PageParser("page.html")
    parser.read(source)
    return parser


def lines(source: str) -> list[tuple[str, str]]:
    return [(b.kind, b.text) for b in parsed(source).blocks if isinstance(b, Line)]


def tables(source: str) -> list[Table]:
    return [block for block in parsed(source).blocks if isinstance(block, Table)]


def grid(source: str) -> list[list[str]]:
    """Return the cells of the one table of a page: text, or the kind and character of a mark."""
    (table,) = tables(source)
    return [
        [c.text if c.mark is None else f"<{c.mark.kind} {c.mark.char}>" for c in row.cells]
        for row in table.rows
    ]


@pytest.mark.parametrize(
    ("names", "char"),
    [
        ("fa fa-check", "✓"),
        ("fas fa-check-circle text-success", "✓"),
        ("bi bi-check-lg", "✓"),
        ("fa-solid fa-square-check", "☑"),
        ("far fa-square", "☐"),
        ("fas fa-square", "■"),
        ("fas fa-circle", "●"),
        ("far fa-circle", "○"),
        ("glyphicon glyphicon-ok", "✓"),
        ("glyphicon glyphicon-remove", "❌"),
        ("mdi mdi-close-thick", "❌"),
        ("icone icone-coche-vert", "✓"),
        ("la la-minus", "–"),
        ("icon-star", "★"),
        ("fa fa-calendar", None),
        ("check", None),
        ("btn btn-primary", None),
        ("", None),
    ],
)
def test_icons_by_name(names: str, char: str | None) -> None:
    assert icon(names) == char


@pytest.mark.parametrize(
    ("alt", "source", "mark"),
    [
        ("oui", "a.png", (True, "oui")),
        (None, "img/check-green.svg?v=2", (True, "✓")),
        ("", "coche.png", (True, "✓")),
        ("", "photo.jpg", (False, None)),
        (None, "spacer.gif", (False, None)),
        (None, "sans-nom.png", (True, None)),
        ("Réalisé", "pastille.png", (True, None)),
    ],
)
def test_pictures_in_empty_cells(
    alt: str | None, source: str, mark: tuple[bool, str | None]
) -> None:
    assert picture(alt, source) == mark


MARKS = """<table>
<tr><th>Action</th><th>2025</th><th>2026</th></tr>
<tr><td>Planter</td><td>{}</td><td></td></tr>
</table>"""


@pytest.mark.parametrize(
    ("drawn", "cell"),
    [
        ('<i class="fas fa-check"></i>', "<dingbat ✓>"),
        ('<i class="fas fa-check"></i><span class="sr-only">Oui</span>', "<text Oui>"),
        ('<span class="material-icons">check</span>', "<dingbat ✓>"),
        ('<svg><use href="#icon-check"/></svg>', "<image ✓>"),
        ('<svg><title>Oui</title><path d="M0 0"/></svg>', "<image Oui>"),
        ('<svg aria-label="non"><circle r="2"/></svg>', "<image non>"),
        ('<span role="img" title="X"></span>', "<dingbat X>"),
        ('<img src="coche.svg" alt="">', "<image ✓>"),
        ('<img src="pixel.gif" width="1" height="1">', ""),
        ('<input type="checkbox" checked disabled>', "<glyph ☒>"),
        ('<input type="checkbox">', "<glyph ☐>"),
        ('<span role="checkbox" aria-checked="true"></span>', "<glyph ☑>"),
        ('<span role="radio" aria-checked="false"></span>', "<glyph ☐>"),
        ('<i class="bi bi-check2"></i>', "<dingbat ✓>"),
        ('<input type="text" value="x">', ""),
        ('<span hidden>X</span>', ""),
        ('<span style="display: none">X</span>', ""),
        ("&nbsp;", ""),
    ],
)  # fmt: skip
def test_marks_of_cells(drawn: str, cell: str) -> None:
    assert grid(MARKS.format(drawn))[1] == ["Planter", cell, ""]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ('<img src="1.png">', '<img src="2.png">'),
        ('<img src="1.png" alt="Coché">', '<img src="2.png" alt="Coché">'),
        ('<svg><path d="M1 1"/></svg>', '<svg><path d="M2 2"/></svg>'),
        ('<span role="img" class="a"></span>', '<span role="img" class="b"></span>'),
    ],
)
def test_of_several_pictures_nobody_knows_which_says_yes(first: str, second: str) -> None:
    row = "<tr><td>Planter</td><td>{}</td><td>{}</td></tr></table>"
    table = MARKS.replace("</table>", row)
    same = table.format(first, first, first)
    assert grid(same)[1:] == [["Planter", "<image None>", ""], ["Planter"] + ["<image None>"] * 2]
    other = table.format(first, second, first)
    assert grid(other)[1:] == [["Planter", "<image ?>", ""], ["Planter"] + ["<image ?>"] * 2]


def test_colour_is_a_mark_where_nothing_else_stands_on_it() -> None:
    assert grid(
        "<table><tr><th>Action</th><th>2025</th><th>2026</th></tr>"
        '<tr style="x:y"><td>Un</td><td style="background-color: #0a0"></td><td></td></tr>'
        '<tr><td>Deux</td><td bgcolor="white"></td><td bgcolor="#0a0"></td></tr></table>'
    )[1:] == [["Un", "<shade None>", ""], ["Deux", "", "<shade None>"]]


@pytest.mark.parametrize(
    ("sheet", "on"),
    [
        (".a { background: #0a0 }", '<td class="a"></td>'),
        ("td.a, th.b { color: red; background-color: #0a0 !important }", '<td class="x a"></td>'),
        ("@media print { .a { background: white } } .a{background:#0a0}", '<td class="a"></td>'),
        ("#n1 { background-image: linear-gradient(red, blue) }", '<td id="n1"></td>'),
        (".a { background: #0a0; border-radius: 50% }", '<td><span class="a"></span></td>'),
        ("", '<td><span style="background: #0a0"></span></td>'),
    ],
)
def test_colours_of_classes_are_marks(sheet: str, on: str) -> None:
    assert grid(
        f"<style>/* couleurs */ {sheet}</style>"
        "<table><tr><th>Action</th><th>2025</th><th>2026</th></tr>"
        f'<tr><td>Un</td>{on}<td class="z"></td></tr>'
        "<tr><td>Deux</td><td></td><td></td></tr></table>"
    )[1:] == [["Un", "<shade None>", ""], ["Deux", "", ""]]


@pytest.mark.parametrize(
    ("sheet", "cell"),
    [
        (r".a::before { content: '\2713' }", "<glyph ✓>"),
        ('.a:after { content: "X" }', "<glyph X>"),
        (r".a::before { content: '\d800' }", ""),
        (".a::before { content: 'puce' }", ""),
        (".b .a::before { content: 'X' }", ""),
        ("@media print { .a::before { content: 'X' } }", ""),
        (".a { display: none }", ""),
    ],
)
def test_signs_of_classes_are_marks(sheet: str, cell: str) -> None:
    table = MARKS.format('<span class="a"></span>')
    assert grid(f"<style>{sheet}</style>{table}")[1] == ["Planter", cell, ""]


def test_colour_of_text_is_no_mark() -> None:
    assert grid(
        "<table><tr><th>Action</th><th>2025</th></tr>"
        '<tr><td bgcolor="#eee">Un</td><td bgcolor="#eee"></td></tr>'
        '<tr><td>Deux</td><td></td></tr></table>'
    )[1:] == [["Un", ""], ["Deux", ""]]  # fmt: skip


def test_roles_make_a_table() -> None:
    source = (
        '<div role="table"><div role="row"><div role="columnheader">Action</div>'
        '<div role="columnheader">2025</div></div><div role="row"><div role="cell">Un</div>'
        '<div role="cell" aria-label="oui"><i></i></div></div></div>'
    )
    assert grid(source) == [["Action", "2025"], ["Un", "<dingbat oui>"]]
    assert tables(source)[0].header_rows == 1


def test_roles_make_headings_and_lists() -> None:
    parser = parsed(
        '<div role="heading" aria-level="3">Axe 1</div><div role="heading" aria-level="x">Axe</div>'
        '<div role="list"><div role="listitem">Un</div><div role="listitem">Deux</div></div>'
    )
    found = [b for b in parser.blocks if isinstance(b, Line)]
    assert [(b.level, b.depth, b.text) for b in found] == [
        (3, 0, "Axe 1"),
        (2, 0, "Axe"),
        (0, 1, "Un"),
        (0, 1, "Deux"),
    ]


@pytest.mark.parametrize(
    "table",
    [
        '<table role="presentation"><tr><td>Un</td><td>Deux</td></tr></table>',
        "<table><tr><td>Un<p>Deux</p></td></tr></table>",
        "<table><tr><td><h2>Un</h2></td><td>Deux</td></tr></table>",
    ],
)
def test_a_layout_table_is_the_page(table: str) -> None:
    assert [text for _, text in lines(table)] == ["Un", "Deux"]
    assert tables(table) == []


def test_a_table_in_a_layout_table_stays_one() -> None:
    inner = "<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table>"
    source = f"<table><tr><td>Menu</td><td>{inner}</td></tr></table>"
    assert grid(source) == [["A", "B"], ["1", "2"]]
    assert lines(source) == [("text", "Menu")]


def test_an_empty_table_is_nothing() -> None:
    assert parsed("<table><tr><td></td><td> </td></tr></table>").blocks == []


AROUND = """<body>
<header class="site-header">Ville</header><div class="breadcrumb">Accueil</div>
<div id="cookie-notice">Nous utilisons des cookies</div>
<main><h1>Plan</h1><p>Texte</p><aside role="complementary">Voir aussi</aside></main>
<div>Infolettre</div><footer>Pied</footer></body>"""


def test_the_title_of_a_page_whose_head_is_not_marked_is_metadata() -> None:
    page = "<!doctype html><html><meta charset='utf-8'><title>Plan</title><h1>Plan 2026</h1>"
    assert lines(page) == [("metadata", "Plan"), ("text", "Plan 2026")]
    assert lines("<p>Vu <svg><title>en été</title></svg> ici</p>") == [
        ("image", "en été"),
        ("text", "Vu ici"),
    ]


def test_what_stands_around_the_content_is_metadata() -> None:
    assert lines(AROUND) == [
        ("metadata", "Ville"),
        ("metadata", "Accueil"),
        ("metadata", "Nous utilisons des cookies"),
        ("text", "Plan"),
        ("text", "Texte"),
        ("metadata", "Voir aussi"),
        ("metadata", "Infolettre"),
        ("metadata", "Pied"),
    ]


def test_a_page_that_marks_no_content_is_content() -> None:
    assert lines("<header><h1>Plan</h1></header><p>Texte</p><footer>Pied</footer>") == [
        ("text", "Plan"),
        ("text", "Texte"),
        ("metadata", "Pied"),
    ]


def test_a_button_inside_a_heading_is_its_text() -> None:
    source = "<h2><button>Axe 1</button></h2><button>Imprimer</button>"
    assert lines(source) == [("text", "Axe 1"), ("metadata", "Imprimer")]


def test_numbers_that_a_browser_prints() -> None:
    source = '<ol start="3"><li>Un<li value="7">Deux<li>8. Trois</ol><ol><li>a) Un</ol>'
    assert [text for _, text in lines(source)] == ["3. Un", "7. Deux", "8. Trois", "a) Un"]


def test_notes_at_the_end_of_a_page() -> None:
    parser = parsed(
        '<p>Texte<sup><a href="#n1">[1]</a></sup></p><div class="footnotes"><ol>'
        '<li id="n1">Source <a class="footnote-backref">↩</a></li></ol></div>'
    )
    text, note = parser.blocks
    assert isinstance(text, Line)
    assert isinstance(note, Line)
    assert text.calls == ("1",)
    assert (note.kind, note.marker, note.text) == ("note", "1", "Source")


def test_raised_text_that_calls_no_note_is_text() -> None:
    assert lines("<p>La 1<sup>re</sup> année</p>") == [("text", "La 1re année")]


def test_elements_left_open() -> None:
    assert grid("<table><thead><tr><th>A<th>B<tbody><tr><td>1<td>2<tr><td>3<td>4</table>") == [
        ["A", "B"],
        ["1", "2"],
        ["3", "4"],
    ]
    assert lines("<p>a</p></p></div><dl><dt>T<dd>D</dl>") == [
        ("text", "a"),
        ("text", "T"),
        ("text", "D"),
    ]


def test_a_span_below_the_last_row_ends_with_it() -> None:
    (table,) = tables(
        "<table><tr><th>A</th><th>B</th></tr><tr><td rowspan=9>1</td><td>2</td></tr>"
        "<tr><td>3</td></tr></table>"
    )
    assert table.rows[1].cells[0].row_span == 2


def test_deeper_than_any_page_is_still_text() -> None:
    assert lines("<div>" * (MAX_DEPTH + 5) + "bas") == [("text", "bas")]
    nested = "<table><tr><td>" * (MAX_TABLES + 5) + "bas"
    assert [c.text for row in tables(nested)[0].rows for c in row.cells if c.text] == ["bas"]


def test_what_is_hidden_from_print_is_not_read() -> None:
    assert lines("<script>a</script><noscript>b</noscript><p hidden>c</p><p>d</p>") == [
        ("text", "d")
    ]


def test_an_angle_that_opens_nothing_is_text() -> None:
    assert lines("<p>a</p> 3 < 4") == [("text", "a"), ("text", "3 < 4")]


def test_a_bullet_that_is_typed_is_no_text() -> None:
    parser = parsed("<ul><li>▶ Un</li></ul><p>► Responsable</p><p>•</p><h2>• Titre</h2>")
    found = [b for b in parser.blocks if isinstance(b, Line)]
    assert [(b.depth, b.marker, b.text) for b in found] == [
        (1, "▶", "Un"),
        (1, "►", "Responsable"),
        (0, "", "•"),
        (0, "", "• Titre"),
    ]


def test_what_a_press_shows_is_read_and_tabs_are_apart() -> None:
    source = (
        '<main><div role="tablist"><button role="tab" id="t1">Axe 1</button>'
        '<button role="tab" id="t2" aria-controls="p2">Axe 2</button></div>'
        '<div role="tabpanel" aria-labelledby="t1"><p>a</p></div>'
        '<div role="tabpanel" id="p2" aria-labelledby="t2" hidden><p>b</p></div>'
        '<button aria-expanded="false" data-bs-target="#c3">Axe 3</button>'
        '<div id="c3" style="display: none"><p>c</p></div>'
        '<div style="display: none"><p>d</p></div></main>'
    )
    assert lines(source) == [("text", t) for t in ("Axe 1", "a", "Axe 2", "b", "Axe 3", "c")]


def test_a_part_folded_under_its_heading_is_read() -> None:
    source = '<h3>Axe 1</h3> <div style="display:none"><p>Planter des arbres</p></div>'
    assert lines(source) == [("text", "Axe 1"), ("text", "Planter des arbres")]


def test_hidden_text_is_said_where_the_page_does_not_show_it() -> None:
    again = "<p>Planter des arbres en ville</p><p hidden>Planter des arbres en ville</p>"
    assert parsed(again).findings == []
    (finding,) = parsed(again + "<p hidden>Ouvrir un parc au centre</p>").findings
    assert (finding.code, finding.severity) == ("hidden_text", "warning")
    assert "Ouvrir un parc" in finding.message


def test_the_sign_that_links_to_a_heading_is_none_of_its_text() -> None:
    assert lines('<h2>Axe 1 <a class="headerlink" href="#axe-1">#</a></h2>') == [("text", "Axe 1")]


def test_headings_alone_in_their_cells_make_no_layout() -> None:
    source = (
        "<table><tr><td colspan=2><h3>Axe 1</h3></td></tr><tr><td><h4>Action</h4></td>"
        "<td><h4>Qui</h4></td></tr><tr><td>Ouvrir</td><td>Ville</td></tr></table>"
    )
    assert grid(source) == [["Axe 1"], ["Action", "Qui"], ["Ouvrir", "Ville"]]
    under = "<table><tr><td><h3>Axe 1</h3><p>a</p></td><td>b</td></tr><tr><td>c<td>d</table>"
    assert tables(under) == []


def test_fonts_of_pictures_and_what_word_processors_leave_behind() -> None:
    row = "<tr><td>{}</td><td><span style=\"font-family:'Wingdings'\">{}</span></td></tr>"
    cells = row.format("En cours\x01", "ü")
    source = f"<table><tr><th>A</th><th>2025</th></tr>{cells}</table>"
    assert grid(source)[1] == ["En cours", "<glyph ✓>"]
    assert lines("<div title='header'>Ville</div><p>Texte</p>") == [
        ("metadata", "Ville"),
        ("text", "Texte"),
    ]


def test_bold_by_style_or_by_class_is_bold() -> None:
    sheet = "<style>.c0{font-weight:700} .c1{color:red;font-weight:normal}</style>"
    page = (
        "<p><span class='c0'>a</span></p><p style='font-weight: bold'>b</p>"
        "<p><b class='c1'>c</b></p><p style='font-weight:400'>d</p>"
    )
    blocks = parsed(sheet + page).blocks
    assert [block.strong for block in blocks if isinstance(block, Line)] == [
        True,
        True,
        False,
        False,
    ]


STATES = """<table><tr><th>Action</th><th>2025</th><th>Statut</th></tr>
<tr><td>Céder un terrain</td><td>{0}</td><td>{1}</td></tr>
<tr><td>Adopter un code</td><td></td><td>{2}</td></tr></table>"""


@pytest.mark.parametrize(
    "picture",
    [
        '<img src="{0}.png" alt="{1}">',
        '<svg><title>{1}</title><path d="M0 0{0}"/></svg>',
        '<i class="pastille {0}" role="img" aria-label="{1}"></i>',
        '<span class="pastille {0}" title="{1}"></span>',
    ],
)
def test_pictures_that_words_tell_apart_say_these_words(picture: str) -> None:
    drawn = [("a", "Coche"), ("b", "Terminé"), ("c", "À venir")]
    page = STATES.format(*(picture.format(*one) for one in drawn))
    assert [row[1:] for row in grid(page)] == [
        ["2025", "Statut"],
        ["<image None>", "Terminé"],
        ["", "À venir"],
    ]


@pytest.mark.parametrize(
    ("form", "markers"),
    [
        ("", ["3.", "4."]),
        ("type='a'", ["c.", "d."]),
        ("type='A'", ["C.", "D."]),
        ("type='i'", ["iii.", "iv."]),
    ],
)
def test_items_are_counted_as_their_list_says(form: str, markers: list[str]) -> None:
    page = parsed(f"<ol {form} start='3'><li>Semer</li><li>Tondre</li></ol>")
    assert [block.marker for block in page.blocks if isinstance(block, Line)] == markers


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ('<p><span class="label">Pilote</span><span class="v">Voirie</span></p>', "Pilote Voirie"),
        ('<p><span class="champ-label">Fin</span><span>2027</span></p>', "Fin 2027"),
        ("<p><b>Pilote</b><span>Voirie</span></p>", "Pilote Voirie"),
        ("<p><b>Isol</b><span>er la mairie</span></p>", "Isoler la mairie"),
        ("<p><b>L</b>a mairie de M<sup>me</sup>X</p>", "La mairie de MmeX"),
    ],
)
def test_elements_that_only_style_sets_apart_are_words(source: str, said: str) -> None:
    assert lines(source) == [("text", said)]


def test_the_label_of_a_value_is_what_the_line_begins_with() -> None:
    source = '<p><span class="label">Pilote</span><span class="value">Voirie</span></p>'
    (line,) = parsed(source).blocks
    assert isinstance(line, Line)
    assert line.head == "Pilote"


def test_a_sign_that_a_screen_reader_passes_over_is_no_text_beside_words() -> None:
    opener = '<h3><button aria-expanded="false">Isoler<i aria-hidden="true">+</i></button></h3>'
    assert lines(f"<main><section>{opener}</section></main>") == [("text", "Isoler")]
    dot = '<span aria-hidden="true">●</span>'
    said = f"<table><tr><td>{dot}<b>Réalisé</b></td><td>{dot}</td></tr></table>"
    assert grid(said)[0][1] == "<glyph ●>"
    assert grid(said)[0][0] in ("Réalisé", "<text Réalisé>")


def test_bullets_typed_on_lines_of_a_paragraph_are_items() -> None:
    source = "<p>Actions :<br>- Isoler<br>- Planter</p><p>• Poser<br>• Louer</p><p>- Seul</p>"
    found = [(b.depth, b.marker, b.text) for b in parsed(source).blocks if isinstance(b, Line)]
    assert found == [
        (0, "", "Actions :"),
        (1, "-", "Isoler"),
        (1, "-", "Planter"),
        (1, "•", "Poser"),
        (1, "•", "Louer"),
        (0, "", "- Seul"),
    ]


def test_the_foot_of_a_table_stands_last_wherever_it_is_written() -> None:
    head = "<table><thead><tr><th>Action</th><th>Coût</th></tr></thead>"
    foot = "<tfoot><tr><td>Total</td><td>5 $</td></tr></tfoot>"
    body = "<tbody><tr><td>Isoler</td><td>5 $</td></tr></tbody></table>"
    assert grid(head + foot + body) == [["Action", "Coût"], ["Isoler", "5 $"], ["Total", "5 $"]]


def test_heads_that_every_cell_repeats_are_taken_off() -> None:
    def cell(head: str, said: str) -> str:
        return f'<td><b class="rt-label">{head}&nbsp;:</b> {said}</td>'

    heads = "<tr><th>Action</th><th>Pilote</th><th>2026</th></tr>"
    tick = '<i class="fa fa-check"></i>'
    first = cell("Action", "Planter des haies") + cell("Pilote", "Parcs") + cell("2026", tick)
    second = cell("Action", "Créer un sentier") + cell("Pilote", "") + "<td></td>"
    page = f"<table>{heads}<tr>{first}</tr><tr>{second}</tr></table>"
    assert grid(page)[1:] == [
        ["Planter des haies", "Parcs", "<dingbat ✓>"],
        ["Créer un sentier", "", ""],
    ]
    taken = ["Action", "Pilote", "2026", "Action", "Pilote"]
    assert lines(page) == [("repeated_header", head) for head in taken]


def test_cells_that_begin_as_one_head_does_keep_their_text() -> None:
    heads = "<tr><th>Action</th><th>Pilote</th></tr>"
    rows = "<tr><td>Action citoyenne</td><td>Parcs</td></tr><tr><td>Action</td><td>Pilote</td></tr>"
    assert grid(f"<table>{heads}{rows}</table>")[1:] == [
        ["Action citoyenne", "Parcs"],
        ["Action", "Pilote"],
    ]


@pytest.mark.parametrize(
    ("given", "heading", "text"),
    [
        ("", "Accueillir", "1. Accueillir"),
        ("type=I", "Accueillir", "I. Accueillir"),
        ('start="4"', "Créer 10 logements", "4. Créer 10 logements"),
        ("", "Axe 2 : Accueillir", "Axe 2 : Accueillir"),
        ("", "1.2 Accueillir", "1.2 Accueillir"),
        ('style="list-style: none"', "Accueillir", "Accueillir"),
    ],
)
def test_the_number_of_an_item_heads_its_heading(given: str, heading: str, text: str) -> None:
    page = f"<ol {given}><li><h3>{heading}</h3><p>Un texte.</p></li></ol>"
    first = next(block for block in parsed(page).blocks if isinstance(block, Line))
    assert (first.level, first.text) == (3, text)

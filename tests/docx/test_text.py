"""What a paragraph of a Word document prints, and what it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.read import read
from tests.docx.package import lines, opened, p, packed, parts_of, t

STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="T1"><w:name w:val="Titre 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Maison"/><w:basedOn w:val="H2"/>'
    "</w:style>"
    '<w:style w:type="paragraph" w:styleId="Out"><w:name w:val="Plan"/><w:pPr>'
    '<w:outlineLvl w:val="2"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Loop"><w:name w:val="a"/><w:basedOn w:val="Loop"/>'
    "<w:rPr><w:b/></w:rPr></w:style>"
    '<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Ti"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="character" w:styleId="Fort"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr>'
    "</w:style>"
)


@pytest.mark.parametrize(
    ("properties", "level"),
    [
        ('<w:pStyle w:val="H2"/>', 2),
        ('<w:pStyle w:val="T1"/>', 1),
        ('<w:pStyle w:val="Ti"/>', 1),
        ('<w:pStyle w:val="Own"/>', 2),
        ('<w:pStyle w:val="Out"/>', 3),
        ('<w:outlineLvl w:val="0"/>', 1),
        ('<w:pStyle w:val="H2"/><w:outlineLvl w:val="9"/>', 0),
        ('<w:pStyle w:val="Loop"/>', 0),
        ('<w:pStyle w:val="absent"/>', 0),
        ("", 0),
    ],
)
def test_a_heading_is_told_by_style_or_outline(tmp_path: Path, properties: str, level: int) -> None:
    (line,) = lines(tmp_path, p("Axe 1", properties), styles=STYLES)
    assert (line.level, line.text) == (level, "Axe 1")
    assert line.provenance.method == ("heading" if level else "paragraph")


@pytest.mark.parametrize(
    ("runs", "strong"),
    [
        (t("a", "<w:b/>"), True),
        (t("a", '<w:b w:val="0"/>'), False),
        (t("a", '<w:rStyle w:val="Fort"/>'), True),
        (t("a", "<w:b/>") + t(" b"), False),
        (t("a", "<w:b/>") + t(" "), True),
    ],
)
def test_a_line_is_strong_where_all_of_it_is(tmp_path: Path, runs: str, strong: bool) -> None:
    assert lines(tmp_path, p(runs), styles=STYLES)[0].strong is strong


def test_paragraphs_are_counted_in_the_order_of_the_body(tmp_path: Path) -> None:
    found = lines(tmp_path, p("un") + p("") + p("trois"))
    assert [(line.text, line.provenance.lines) for line in found] == [
        ("un", (1, 1)),
        ("trois", (3, 3)),
    ]
    assert opened(tmp_path, p("un") + p("") + p("trois")).n_lines == 3


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r>", "a b"),
        ("<w:r><w:t>a</w:t><w:br/><w:t>b</w:t></w:r>", "a b"),
        ("<w:r><w:t>mi</w:t><w:softHyphen/><w:t>lieu</w:t></w:r>", "milieu"),
        ("<w:r><w:t>mi</w:t><w:noBreakHyphen/><w:t>lieu</w:t></w:r>", "mi-lieu"),
        ('<w:hyperlink r:id="r9">' + t("un ") + t("lien") + "</w:hyperlink>", "un lien"),
        ("<w:fldSimple>" + t("champ") + "</w:fldSimple>", "champ"),
        ("<w:sdt><w:sdtContent>" + t("rempli") + "</w:sdtContent></w:sdt>", "rempli"),
        ("<w:smartTag>" + t("Québec") + "</w:smartTag>", "Québec"),
        (t("Que\u0301bec"), "Québec"),
        (t("120 m") + t("2", '<w:vertAlign w:val="superscript"/>'), "120 m2"),
        (t("le 1") + t("er", '<w:vertAlign w:val="superscript"/>') + t(" mai"), "le 1er mai"),
        (t("a ") + t("secret", "<w:vanish/>") + t("b"), "a b"),
        ("<w:r><w:ruby><w:rt>" + t("x") + "</w:rt><w:rubyBase>" + t("y") + "</w:rubyBase></w:ruby>"
         "</w:r>", "y"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', "✓"),
        ('<w:r><w:sym w:font="Wingdings" w:char="zz"/><w:t>a</w:t></w:r>', "a"),
        (t("ü", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'), "✓"),
    ],
)  # fmt: skip
def test_what_a_paragraph_prints(tmp_path: Path, inner: str, text: str) -> None:
    assert lines(tmp_path, p(inner) + p("fin"))[0].text == text


def test_a_field_prints_its_result_and_not_its_code(tmp_path: Path) -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
        + t("code")
        + '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        + t("7")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    assert lines(tmp_path, p(t("Page ") + field + t(" de 9")))[0].text == "Page 7 de 9"


def test_struck_out_text_is_kept_beside(tmp_path: Path) -> None:
    (line,) = lines(
        tmp_path,
        p(t("juin ", "<w:strike/>") + t("2020", "<w:dstrike/>") + t(" juillet 2020")),
    )
    assert (line.text, line.struck) == ("juillet 2020", ("juin 2020",))


def test_tracked_changes_are_accepted_and_reported(tmp_path: Path) -> None:
    body = (
        p(
            t("Ouvrir ")
            + "<w:del><w:r><w:delText>deux</w:delText></w:r></w:del><w:ins>"
            + t("trois refuges")
            + "</w:ins><w:moveFrom>"
            + t(" parti")
            + "</w:moveFrom><w:moveTo>"
            + t(" venu")
            + "</w:moveTo>"
        )
        + p(t("Fin "), "<w:rPr><w:del/></w:rPr>")
        + p("jointe")
    )
    document = opened(tmp_path, body)
    assert [line.text for line in document.lines()] == ["Ouvrir trois refuges venu", "Fin jointe"]
    (finding,) = document.findings
    assert (finding.code, finding.severity) == ("tracked_changes", "warning")
    assert finding.message == ("2 insertions were kept and 2 deletions dropped ('deux', 'parti')")


def test_hidden_text_is_reported(tmp_path: Path) -> None:
    document = opened(tmp_path, p(t("vu ") + t("pas vu", "<w:vanish/>")))
    assert [finding.code for finding in document.findings] == ["hidden_text"]
    assert "'pas vu'" in document.findings[0].message


def test_a_text_box_is_read_once_behind_its_paragraph(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{p('dans la boîte')}{p('deux')}</w:txbxContent>"
    body = (
        "<w:p>" + t("avant")
        + "<w:r><mc:AlternateContent><mc:Choice><w:drawing><wp:anchor><a:graphic><a:graphicData>"
        + f"<wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor>"
        + f"</w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict>"
        + "</mc:Fallback></mc:AlternateContent></w:r></w:p>" + p("après")
    )  # fmt: skip
    found = lines(tmp_path, body)
    assert [line.text for line in found] == ["avant", "dans la boîte", "deux", "après"]
    assert [line.provenance.lines for line in found] == [(1, 1), (2, 2), (3, 3), (4, 4)]
    old = f"<w:p><w:r><w:pict><v:textbox>{box}</v:textbox></w:pict></w:r></w:p>"
    assert [line.text for line in lines(tmp_path, old)] == ["dans la boîte", "deux"]


def test_pictures_charts_and_their_descriptions(tmp_path: Path) -> None:
    picture = (
        '<w:drawing><wp:inline><wp:docPr w:descr="Une photo de la ville"/></wp:inline></w:drawing>'
    )
    chart = (
        '<w:drawing><wp:inline><a:graphic><a:graphicData uri="http://x/drawingml/2006/chart"/>'
        "</a:graphic></wp:inline></w:drawing>"
    )
    document = opened(tmp_path, p("a") + p(f"<w:r>{picture}{chart}</w:r>"))
    assert [(line.text, line.kind) for line in document.lines()] == [
        ("a", "text"),
        ("Une photo de la ville", "image"),
    ]
    assert [finding.code for finding in document.findings] == ["drawing_unread"]


def test_a_page_break_stands_before_the_next_line(tmp_path: Path) -> None:
    body = (
        p(t("un") + '<w:r><w:br w:type="page"/></w:r>')
        + p("deux")
        + p("trois", "<w:pageBreakBefore/>")
        + p("quatre", "<w:sectPr/>")
        + p("cinq")
    )
    assert [line.apart for line in lines(tmp_path, body)] == [False, True, True, False, True]


def note(kind: str, number: int, text: str) -> str:
    own = f"<w:r><w:{kind}Ref/></w:r>"
    return f'<w:{kind} w:id="{number}">{p(own + t(" " + text))}</w:{kind}>'


def call(kind: str, number: int) -> str:
    return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'


def test_notes_are_numbered_by_their_calls(tmp_path: Path) -> None:
    body = p(t("un mot ") + call("footnote", 7) + t(" suit")) + p(t("b") + call("footnote", 4))
    body += p(t("c") + call("endnote", 2))
    found = lines(
        tmp_path,
        body,
        footnotes='<w:footnote w:type="separator" w:id="0"/>'
        + note("footnote", 4, "Quatre.")
        + note("footnote", 7, "Sept."),
        endnotes=note("endnote", 2, "Fin.") + note("endnote", 3, "Jamais appelée."),
    )
    assert [(line.text, line.kind, line.marker, line.calls) for line in found] == [
        ("un mot suit", "text", "", ("1",)),
        ("b", "text", "", ("2",)),
        ("c", "text", "", ("i",)),
        ("Sept.", "note", "1", ()),
        ("Quatre.", "note", "2", ()),
        ("Fin.", "note", "i", ()),
    ]


def test_notes_set_by_hand(tmp_path: Path) -> None:
    raised = '<w:vertAlign w:val="superscript"/>'
    body = p(t("un mot") + t("1", raised) + t("2", raised) + t(" suit")) + p(
        t("12", raised) + t("Note.")
    )
    found = lines(tmp_path, body)
    assert [(line.text, line.kind, line.marker, line.calls) for line in found] == [
        ("un mot suit", "text", "", ("12",)),
        ("Note.", "note", "12", ()),
    ]


def level(depth: int, form: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>{more}'
        "</w:lvl>"
    )


NUMBERING = (
    '<w:abstractNum w:abstractNumId="1">'
    + level(0, "decimal", "%1.")
    + level(1, "decimal", "%1.%2")
    + level(2, "lowerLetter", "%3)")
    + '</w:abstractNum><w:abstractNum w:abstractNumId="2">'
    + level(0, "bullet", "\uf0b7", '<w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr>')
    + level(1, "upperRoman", "Partie %2 :", '<w:start w:val="4"/>')
    + level(2, "decimalZero", "%3")
    + level(3, "upperLetter", "%4")
    + level(4, "none", "")
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0">'
    '<w:startOverride w:val="5"/></w:lvlOverride></w:num>'
)


def item(text: str, number: int, depth: int = 0) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')


def test_the_numbers_of_lists_are_printed(tmp_path: Path) -> None:
    body = "".join(
        [
            item("a", 1), item("b", 1), item("c", 1, 1), item("d", 1, 1), item("e", 1, 2),
            item("f", 1), item("g", 1, 1), item("h", 3), item("i", 3), item("j", 1),
            item("k", 2), item("l", 2, 1), item("m", 2, 2), item("n", 2, 3), item("o", 2, 4),
            item("p", 9), item("q", 0), item("r", 1, 7),
        ]
    )  # fmt: skip
    found = lines(tmp_path, body, numbering=NUMBERING)
    assert [(line.text, line.depth, line.marker) for line in found] == [
        ("1. a", 1, "1."), ("2. b", 1, "2."), ("2.1 c", 2, "2.1"), ("2.2 d", 2, "2.2"),
        ("a) e", 3, "a)"), ("3. f", 1, "3."), ("3.1 g", 2, "3.1"), ("5. h", 1, "5."),
        ("6. i", 1, "6."), ("7. j", 1, "7."), ("k", 1, "•"), ("Partie IV : l", 2, "Partie IV :"),
        ("01 m", 3, "01"), ("A n", 4, "A"), ("o", 0, ""), ("p", 0, ""), ("q", 0, ""), ("r", 0, ""),
    ]  # fmt: skip


def test_a_list_set_in_under_another_stands_deeper(tmp_path: Path) -> None:
    """Word's "List Bullet 2" is a list of its own: how far it is set in says where it stands."""

    def bullets(number: int, left: int) -> str:
        indent = f'<w:pPr><w:ind w:left="{left}"/></w:pPr>'
        return (
            f'<w:abstractNum w:abstractNumId="{number}">{level(0, "bullet", "•", indent)}'
            f'</w:abstractNum><w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
        )

    numbering = bullets(1, 360) + bullets(2, 643) + bullets(3, 360)
    further = '<w:numPr><w:numId w:val="3"/></w:numPr><w:ind w:left="1440"/>'
    body = "".join(
        [
            item("a", 1), item("b", 2), item("c", 2), item("d", 1), item("e", 2),
            p("f", further), p("Texte"), item("g", 2), item("h", 3),
        ]
    )  # fmt: skip
    found = lines(tmp_path, body, numbering=numbering)
    assert [(line.text, line.depth) for line in found] == [
        ("a", 1), ("b", 2), ("c", 2), ("d", 1), ("e", 2), ("f", 3), ("Texte", 0), ("g", 1),
        ("h", 1),
    ]  # fmt: skip


def test_a_numbered_heading_is_a_heading_with_its_number(tmp_path: Path) -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="1">'
        + level(0, "decimal", "Axe %1 :")
        + ('</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>')
    )
    styles = (
        '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    heading = '<w:pStyle w:val="H1"/>'
    off = heading + '<w:numPr><w:numId w:val="0"/></w:numPr>'
    body = p("Loger", heading) + p("Sans", off) + p("Nourrir", heading)
    found = lines(tmp_path, body, numbering=numbering, styles=styles)
    assert [(line.text, line.level, line.depth) for line in found] == [
        ("Axe 1 : Loger", 1, 0),
        ("Sans", 1, 0),
        ("Axe 2 : Nourrir", 1, 0),
    ]


def test_running_headers_and_contents_are_no_text(tmp_path: Path) -> None:
    listed = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
    gallery = f"<w:sdt><w:sdtPr>{listed}</w:sdtPr>"
    body = (
        p("Axe 1 : Loger 3", '<w:pStyle w:val="TOC1"/>')
        + f"{gallery}<w:sdtContent>{p('Axe 2 : Nourrir 9')}</w:sdtContent></w:sdt>"
        + p("Texte")
    )
    found = lines(tmp_path, body, styles=STYLES, header=p("En-tête 99"), footer=p("- -"))
    assert [(line.text, line.kind) for line in found] == [
        ("Axe 1 : Loger 3", "metadata"),
        ("Axe 2 : Nourrir 9", "metadata"),
        ("Texte", "text"),
        ("En-tête 99", "running_header"),
    ]


def test_strict_documents_and_other_names_of_the_main_part(tmp_path: Path) -> None:
    parts = parts_of(p("Texte"))
    strict = str(parts.pop("word/document.xml")).replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    parts["word/document2.xml"] = strict
    parts["_rels/.rels"] = str(parts["_rels/.rels"]).replace("document.xml", "document2.xml")
    (tmp_path / "plan.docx").write_bytes(packed(parts))
    assert [line.text for line in read(tmp_path / "plan.docx").lines()] == ["Texte"]


@pytest.mark.parametrize("bullet", ["•", "-", "–", "▪"])
def test_a_bullet_that_a_person_typed_begins_an_item(tmp_path: Path, bullet: str) -> None:
    typed = f"<w:r><w:t>{bullet}</w:t></w:r><w:r><w:tab/></w:r>" + t("Planter", "<w:b/>")
    (line,) = lines(tmp_path, p(typed + t(" une haie")))
    assert (line.marker, line.depth, line.text) == (bullet, 1, "Planter une haie")
    assert lines(tmp_path, p(t(f"{bullet} Axe 1"), '<w:outlineLvl w:val="0"/>'))[0].level == 1


def test_bullets_typed_on_lines_of_a_paragraph_are_items(tmp_path: Path) -> None:
    typed = t("• Isoler") + "<w:r><w:br/></w:r>" + t("• Planter")
    found = [(line.depth, line.text) for line in lines(tmp_path, p(typed))]
    assert found == [(1, "Isoler"), (1, "Planter")]


TAB = "<w:r><w:tab/></w:r>"


def tabbed(*texts: str, stops: int = 0) -> str:
    stop = '<w:tab w:val="left" w:pos="2000"/>'
    inner = TAB.join(t(text) if text else "" for text in texts)
    return p(inner, f"<w:tabs>{stop * stops}</w:tabs>" if stops else "")


def rows_of(folder: Path, body: str) -> list[list[list[str]]]:
    found = opened(folder, body).tables()
    return [
        [
            [cell.mark.char or "" if cell.mark else cell.text for cell in row.cells]
            for row in table.rows
        ]
        for table in found
    ]


def test_tabs_that_part_as_many_texts_in_each_paragraph_make_columns(tmp_path: Path) -> None:
    body = p(t("Axe 1 : Eau")) + tabbed("Action", "Pilote", "Échéance")
    body += tabbed("Planter", "Parcs", "2026") + tabbed("Tailler", "Voirie", "2027") + p(t("Fin"))
    assert rows_of(tmp_path, body) == [
        [
            ["Action", "Pilote", "Échéance"],
            ["Planter", "Parcs", "2026"],
            ["Tailler", "Voirie", "2027"],
        ]
    ]
    found = opened(tmp_path, body)
    assert [line.text for line in found.lines()] == ["Axe 1 : Eau", "Fin"]
    assert [line.provenance.lines for line in found.lines()] == [(1, 1), (5, 5)]


def test_tabs_after_each_other_leave_a_cell_where_they_stop_is_said(tmp_path: Path) -> None:
    rows = ("Action", "2026", "2027"), ("Planter", "", "X"), ("Tailler", "X", "")
    said = "".join(tabbed(*row, stops=2) for row in rows)
    assert rows_of(tmp_path, said) == [
        [["Action", "2026", "2027"], ["Planter", "", "X"], ["Tailler", "X", ""]]
    ]
    assert rows_of(tmp_path, "".join(tabbed(*row) for row in rows)) == []


def test_tabs_that_only_set_in_or_lead_to_a_page_make_no_columns(tmp_path: Path) -> None:
    leader = '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9000"/></w:tabs>'
    contents = "".join(p(t(n) + TAB + t("Contexte") + TAB + t("4"), leader) for n in "12")
    labels = tabbed("Pilote :", "Parcs") + tabbed("Échéance :", "2026")
    assert rows_of(tmp_path, contents + labels) == []
    set_in = tabbed("", "Action", "Pilote", stops=2) + tabbed("", "Planter", "Parcs", stops=2)
    assert rows_of(tmp_path, set_in) == [[["Action", "Pilote"], ["Planter", "Parcs"]]]

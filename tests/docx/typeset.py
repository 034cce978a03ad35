"""Plans typeset as Word documents, in looks that use what word processors have.

`python-docx` writes the frame; what it has no words for (notes, symbols, merges of Word's own,
tracked changes, controls) is added as XML.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part as OpcPart
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from PIL import Image

from tests.pdf.content import Content, Entry, Part

NOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
SPACES = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
SPACES_14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'


@dataclass(frozen=True, slots=True)
class Look:
    """How a plan is set.

    `headings` is "styles" (those of Word), "outline" (levels on plain paragraphs) or "own"
    (styles based on Word's); `numbers` puts the numbers of actions into the text, a list or a
    column; `mark` says what a planned period is; `merge` merges equal roles downwards;
    `repeat` marks header rows; `changes` adds tracked changes, hidden text and a text box.
    """

    headings: str
    numbers: str
    mark: str
    merge: bool = False
    repeat: bool = True
    notes: bool = False
    lists: bool = False
    changes: bool = False
    controls: bool = False


LOOKS = {
    "styles": Look("styles", "text", "glyph", notes=True, lists=True),
    "lists": Look("outline", "list", "wingdings", merge=True, repeat=False, changes=True),
    "controls": Look("own", "column", "box", controls=True, lists=True),
    "pictures": Look("styles", "text", "picture"),
    "colours": Look("own", "text", "shade", notes=True),
}


def typeset(content: Content, look: Look, path: Path) -> None:
    """Write a plan in a look."""
    _Setter(content, look).save(path)


def element(xml: str) -> Any:
    """Make an element of Word's from text with the prefixes w and w14."""
    head, _, rest = xml.partition(" ") if " " in xml.partition(">")[0] else ("", "", "")
    if head:
        return parse_xml(f"{head} {SPACES} {SPACES_14} {rest}")
    name, _, rest = xml.partition(">")
    closed = name.endswith("/")
    return parse_xml(f"{name.rstrip('/')} {SPACES} {SPACES_14}{'/' if closed else ''}>{rest}")


class _Setter:
    """Sets one plan."""

    def __init__(self, content: Content, look: Look) -> None:
        self._content = content
        self._look = look
        self._document: Any = Document()
        self._notes: list[str] = []
        self._number_list = self._list("decimal", "%1.")
        if look.headings == "own":
            for level in (1, 2, 3):
                own = self._document.styles.add_style(f"Maison {level}", WD_STYLE_TYPE.PARAGRAPH)
                own.base_style = self._document.styles[f"Heading {level}"]

    def save(self, path: Path) -> None:
        content, document = self._content, self._document
        document.sections[0].header.paragraphs[0].text = f"{content.publisher} 99"
        document.add_paragraph(content.publisher)
        for line in content.title:
            document.add_paragraph(line, style="Title")
        document.add_paragraph(content.subtitle).add_run().add_break()
        document.add_page_break()
        self._legend()
        for part in content.parts:
            self._part(part)
        if self._notes:
            self._add_notes()
        document.save(str(path))

    def _legend(self) -> None:
        content, document = self._content, self._document
        if content.roles:
            self._heading(content.roles_heading, 1)
        for role in content.roles:
            document.add_paragraph().add_run(role.label).bold = True
            document.add_paragraph(role.definition)
        defined = [period for period in content.periods if period.label != period.id]
        if defined:
            self._heading(content.periods_heading, 1)
        for period in defined:
            document.add_paragraph().add_run(f"{period.id} = {period.label}").bold = True
            document.add_paragraph(period.definition)

    def _heading(self, text: str, level: int) -> None:
        if self._look.headings == "outline":
            paragraph = self._document.add_paragraph()
            paragraph.add_run(text).bold = True
            paragraph._p.get_or_add_pPr().append(element(f'<w:outlineLvl w:val="{level - 1}"/>'))
        else:
            name = "Maison" if self._look.headings == "own" else "Heading"
            self._document.add_paragraph(text, style=f"{name} {level}")

    def _part(self, part: Part) -> None:
        self._heading(f"{part.label} – {part.title}", part.depth + 1)
        if part.targets:
            self._document.add_paragraph().add_run(self._content.targets_label).bold = True
            for target in part.targets:
                paragraph = self._document.add_paragraph(style="List Bullet")
                self._say(paragraph, target)
        if self._look.lists:
            for label, texts in part.lists:
                self._document.add_paragraph().add_run(label).bold = True
                for text in texts:
                    self._document.add_paragraph(text, style="List Bullet")
        if part.entries:
            self._table(part)

    def _say(self, paragraph: Any, text: str) -> None:
        """Set a text in pieces: words of it in other runs, in a link, beside deleted words."""
        if not self._look.changes:
            paragraph.add_run(text)
            return
        words = text.split(" ")
        middle = len(words) // 2
        paragraph.add_run(" ".join(words[:middle]))
        paragraph._p.append(
            element('<w:del w:id="1" w:author="x"><w:r><w:delText>biffé</w:delText></w:r></w:del>')
        )
        link = escape(" " * bool(middle) + words[middle])
        paragraph._p.append(
            element(f'<w:hyperlink><w:r><w:t xml:space="preserve">{link}</w:t></w:r></w:hyperlink>')
        )
        rest = escape("".join(f" {word}" for word in words[middle + 1 :]))
        paragraph._p.append(
            element(
                f'<w:ins w:id="2" w:author="x"><w:r><w:t xml:space="preserve">{rest}</w:t></w:r>'
                "<w:r><w:rPr><w:vanish/></w:rPr><w:t>caché</w:t></w:r></w:ins>"
            )
        )

    def _table(self, part: Part) -> None:
        content, look = self._content, self._look
        before = ["Numéro"] * (look.numbers == "column") + [content.action_word]
        before += [content.role_word] if content.has_roles else []
        n_periods = len(content.periods)
        header = 2 if content.time_word else 1
        table = self._document.add_table(header, len(before) + n_periods, "Table Grid")
        for column, word in enumerate(before):
            table.cell(0, column).text = word
            if header == 2:
                table.cell(0, column).merge(table.cell(1, column))
        if content.time_word:
            merged = table.cell(0, len(before)).merge(table.cell(0, len(before) + n_periods - 1))
            merged.text = content.time_word
        for column, period in enumerate(content.periods, len(before)):
            table.cell(header - 1, column).text = period.id
        if look.repeat:
            for row in table.rows:
                row._tr.get_or_add_trPr().append(element("<w:tblHeader/>"))
        for entry in part.entries:
            self._row(table.add_row(), entry)
        if look.merge and content.has_roles:
            self._merge_roles(table, part.entries, header, before.index(content.role_word))
        if look.controls:
            self._wrap_rows(table, header)

    def _row(self, row: Any, entry: Entry) -> None:
        cells = list(row.cells)
        if self._look.numbers == "column":
            cells.pop(0).text = entry.number
        cell = cells.pop(0)
        paragraph = cell.paragraphs[0]
        lead = f"{entry.lead} " if self._look.numbers == "text" else ""
        self._say(paragraph, lead + entry.text)
        if self._look.numbers == "list":
            self._number(paragraph, self._number_list)
        if entry.note and self._look.notes:
            self._notes.append(entry.note)
            mark = f'<w:r><w:footnoteReference w:id="{len(self._notes) + 1}"/></w:r>'
            paragraph._p.append(element(mark))
        for item in entry.items:
            cell.add_paragraph(item, style="List Bullet")
        if self._content.has_roles:
            cells.pop(0).text = entry.role or ""
        for planned, place in zip(entry.planned, cells, strict=True):
            self._mark(place, planned)

    def _mark(self, cell: Any, planned: bool) -> None:
        paragraph = cell.paragraphs[0]
        match self._look.mark:
            case "glyph" if planned:
                paragraph.add_run("✓")
            case "wingdings" if planned:
                sym = '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'
                paragraph._p.append(element(sym))
            case "box":
                paragraph._p.append(element(_box(planned)))
            case "picture" if planned:
                paragraph.add_run().add_picture(io.BytesIO(_tick()), width=90_000)
            case "shade" if planned:
                shade = '<w:shd w:val="clear" w:color="auto" w:fill="2E75B6"/>'
                cell._tc.get_or_add_tcPr().append(element(shade))
            case _:
                pass

    def _merge_roles(self, table: Any, entries: tuple[Entry, ...], top: int, column: int) -> None:
        start = 0
        for end in range(1, len(entries) + 1):
            if end < len(entries) and entries[end].role == entries[start].role:
                continue
            if end - start > 1:
                for row in range(top + start + 1, top + end):
                    table.cell(row, column).text = ""
                table.cell(top + start, column).merge(table.cell(top + end - 1, column))
                table.cell(top + start, column).text = entries[start].role or ""
            start = end

    def _wrap_rows(self, table: Any, header: int) -> None:
        """Put each row of the body into a control of its own, and one cell into another."""
        for row in list(table.rows)[header:]:
            control = element("<w:sdt><w:sdtPr/><w:sdtContent/></w:sdt>")
            row._tr.addprevious(control)
            control.find(qn("w:sdtContent")).append(row._tr)

    def _list(self, form: str, text: str) -> int:
        numbering = self._document.part.numbering_part.element
        number = 90 + len(numbering)
        numbering.insert(
            0,
            element(
                f'<w:abstractNum w:abstractNumId="{number}"><w:lvl w:ilvl="0">'
                f'<w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
                "</w:lvl></w:abstractNum>"
            ),
        )
        numbering.append(
            element(f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>')
        )
        return number

    def _number(self, paragraph: Any, number: int) -> None:
        properties = paragraph._p.get_or_add_pPr()
        properties.append(
            element(f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>')
        )

    def _add_notes(self) -> None:
        notes = "".join(
            f'<w:footnote w:id="{number}"><w:p><w:r><w:footnoteRef/></w:r><w:r>'
            f'<w:t xml:space="preserve"> {escape(text)}</w:t></w:r></w:p></w:footnote>'
            for number, text in enumerate(self._notes, 2)
        )
        separator = '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
        xml = f"<w:footnotes {nsdecls('w')}>{separator}{notes}</w:footnotes>"
        part = self._document.part
        name = PackURI("/word/footnotes.xml")
        made = OpcPart(name, NOTES_TYPE, xml.encode(), part.package)
        part.relate_to(made, RELATIONSHIP_TYPE.FOOTNOTES)


def _box(checked: bool) -> str:
    state, char = int(checked), "☒" if checked else "☐"
    return (
        f'<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="{state}"/></w14:checkbox></w:sdtPr>'
        f"<w:sdtContent><w:r><w:t>{char}</w:t></w:r></w:sdtContent></w:sdt>"
    )


def _tick() -> bytes:
    image = Image.new("1", (9, 9), 1)
    for x, y in ((1, 5), (2, 6), (3, 7), (4, 6), (5, 5), (6, 4), (7, 3)):
        image.putpixel((x, y), 0)
    held = io.BytesIO()
    image.save(held, "PNG")
    return held.getvalue()

"""The looks that are written as a text document and printed by LibreOffice."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from tests.pdf.content import Content, Part
from tests.pdf.look import Look
from tests.pdf.looks.programs import run


def office(content: Content, path: Path, table_style: str, mark: str) -> None:
    """Write the plan as a text document and print it with LibreOffice."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_docx(content, folder / "plan.docx", table_style, mark)
        run(
            folder,
            "soffice",
            f"-env:UserInstallation=file://{folder / 'profile'}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(folder),
            str(folder / "plan.docx"),
        )
        path.write_bytes((folder / "plan.pdf").read_bytes())


def write_docx(content: Content, path: Path, table_style: str, mark: str) -> None:
    """Write the plan as a .docx with real headings, lists and tables."""
    document: Any = docx.Document()
    document.styles["Normal"].font.size = Pt(9.5)
    document.add_paragraph(content.publisher)
    for line in content.title:
        document.add_paragraph(line, style="Title")
    document.add_paragraph(content.subtitle)
    document.add_page_break()
    if content.context:
        document.add_heading(content.context[0], 2)
        for text in content.context[1]:
            document.add_paragraph(text)
    if content.roles:
        document.add_heading(content.roles_heading, 2)
    for role in content.roles:
        document.add_paragraph().add_run(role.label).bold = True
        document.add_paragraph(role.definition)
    defined = [period for period in content.periods if period.label != period.id]
    if defined:
        document.add_heading(content.periods_heading, 2)
    for period in defined:
        document.add_paragraph().add_run(f"{period.id} = {period.label}").bold = True
        document.add_paragraph(period.definition)
    for part in content.parts:
        document.add_heading(f"{part.label} : {part.title}", min(part.depth + 1, 4))
        if part.targets:
            document.add_paragraph().add_run(content.targets_label).bold = True
        for target in part.targets:
            document.add_paragraph(target, style="List Bullet")
        if part.entries:
            _docx_table(document, content, part, table_style, mark)
            document.add_paragraph()
    document.save(str(path))


def _docx_table(document: Any, content: Content, part: Part, table_style: str, mark: str) -> None:
    before = [content.action_word, *([content.role_word] if content.has_roles else [])]
    before += content.columns
    first = len(before)
    header = 2 if content.time_word else 1
    periods = content.periods
    table = document.add_table(header + len(part.entries), first + len(periods), table_style)
    table.autofit = False
    widths = [216 - 56 * len(content.columns), *([84] if content.has_roles else [])]
    widths += [*[64] * len(content.columns), *[44] * len(periods)]
    for k, word in enumerate(before):
        cell = table.cell(0, k)
        if header == 2:
            cell = cell.merge(table.cell(1, k))
        cell.text = word
    if content.time_word:
        table.cell(0, first).merge(table.cell(0, first + len(periods) - 1)).text = content.time_word
    for k, period in enumerate(periods):
        table.cell(header - 1, first + k).text = period.id
    for k, entry in enumerate(part.entries):
        cells = table.rows[header + k].cells
        cells[0].text = f"{entry.lead} {entry.text}".strip()
        for item in entry.items:
            cells[0].add_paragraph(f"– {item}")
        values = [*([entry.role or ""] if content.has_roles else []), *entry.values]
        values += [mark if planned else "" for planned in entry.planned]
        for place, value in enumerate(values, start=1):
            cells[place].text = value
            if place >= first:
                cells[place].paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Pt(width)
        for cell in column.cells:
            cell.width = Pt(width)
    for row in table.rows[:header]:
        repeated = OxmlElement("w:tblHeader")
        repeated.set(qn("w:val"), "true")
        row._tr.get_or_add_trPr().append(repeated)


def _office(style: str, mark: str) -> Callable[[Content, Path], None]:
    return lambda content, path: office(content, path, style, mark)


PRINTED: tuple[Look, ...] = (
    Look("office-grid", "LibreOffice, ruled", _office("Table Grid", "✓"), "glyph",
         program="soffice"),
    Look("office-light", "LibreOffice, shaded bands, x", _office("Light Shading Accent 1", "X"),
         "glyph", program="soffice"),
)  # fmt: skip

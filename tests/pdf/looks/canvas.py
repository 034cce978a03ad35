"""A plan drawn on the ReportLab canvas in a style: cover, legends, headings, targets, tables."""

from __future__ import annotations

from pathlib import Path

from tests.pdf.content import Content, Part
from tests.pdf.looks.sheet import MARKS, Sheet
from tests.pdf.looks.style import Style
from tests.pdf.looks.table import Typesetter

HEADING_PT = (17.0, 14.0, 12.0, 11.0)


def draw(content: Content, path: Path, style: Style) -> None:
    """Write the plan as a PDF."""
    sheet = Sheet(
        path,
        size=style.size,
        frames_per_page=style.frames,
        type=style.type,
        running=style.running,
        watermark=style.watermark,
    )
    typesetter = Typesetter(sheet, content, style)
    _cover(sheet, content)
    _legends(sheet, content, style)
    for place, part in enumerate(content.parts):
        _part(sheet, content, part, style, first=place == 0)
        if part.entries:
            sheet.y += 6
            typesetter.table(part.entries)
    for heading, texts in content.closings:
        sheet.heading(heading, HEADING_PT[0], keep=40)
        for text in texts:
            sheet.paragraph(text, before=6)
    sheet.save()
    if style.finish:
        style.finish(path)


def _cover(sheet: Sheet, content: Content) -> None:
    sheet.paragraph(content.publisher)
    for line in content.title:
        sheet.heading(line, 22, before=6)
    sheet.paragraph(content.subtitle, before=12)
    sheet.next_page()


def _legends(sheet: Sheet, content: Content, style: Style) -> None:
    if content.context:
        sheet.heading(content.context[0], HEADING_PT[1])
        for text in content.context[1]:
            sheet.paragraph(text, before=6)
    if content.roles:
        sheet.heading(content.roles_heading, HEADING_PT[1])
        for role in content.roles:
            sheet.need(4 * sheet.line)
            sheet.paragraph(role.label, before=8, bold=True)
            sheet.paragraph(role.definition)
    defined = [period for period in content.periods if period.label != period.id]
    if defined:
        sheet.heading(content.periods_heading, HEADING_PT[1])
        for period in defined:
            sheet.need(4 * sheet.line)
            sheet.paragraph(f"{period.id} = {period.label}", before=8, bold=True)
            sheet.paragraph(period.definition)
    if style.legend:
        sheet.heading("Légende", HEADING_PT[1])
        _signs(sheet, style)


def _signs(sheet: Sheet, style: Style) -> None:
    sheet.y += sheet.line + 2
    x = sheet.frame.x
    for char, meaning in style.legend:
        sheet.text(x, sheet.y, char, MARKS, 10)
        sheet.text(x + 14, sheet.y, meaning, style.type.regular, style.type.size)
        x += 110
    sheet.y += 6


def _boxed(sheet: Sheet, texts: tuple[str, ...]) -> None:
    lines = sum(len(sheet.wrap(text, sheet.frame.width - 26)) for text in texts)
    height = lines * sheet.line + 2 * len(texts) + 12
    sheet.need(height)
    canvas = sheet.canvas
    canvas.setFillGray(0.95)
    canvas.setStrokeGray(0.6)
    canvas.rect(sheet.frame.x, sheet.up(sheet.y + height), sheet.frame.width, height, 1, 1)
    canvas.setFillGray(0)
    canvas.setStrokeGray(0)
    bottom = sheet.y + height
    sheet.y += 4
    sheet.bullets(texts)
    sheet.y = bottom


def _part(sheet: Sheet, content: Content, part: Part, style: Style, first: bool) -> None:
    if (first or part.depth < style.new_page_depth) and sheet.y > sheet.frame.top:
        sheet.next_page()
    size = HEADING_PT[min(part.depth, 3)]
    if style.headings == "colon":
        sheet.heading(f"{part.label} : {part.title}", size, keep=60)
    else:
        sheet.heading(part.label, size, keep=80)
        sheet.heading(part.title, size - 1, before=2, keep=40)
    for text in part.intro:
        sheet.paragraph(text, before=4)
    if part.targets:
        sheet.need(4 * sheet.line)
        sheet.paragraph(content.targets_label, before=8, bold=True)
        if style.boxed:
            _boxed(sheet, part.targets)
        else:
            sheet.bullets(part.targets, style.list_columns)
    if style.lists:
        for label, texts in part.lists:
            sheet.paragraph(label, before=8, bold=True)
            sheet.bullets(texts, 2)

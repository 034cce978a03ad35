"""The looks that libraries lay out by themselves: ReportLab's Platypus, fpdf2."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import reportlab
from fpdf import FPDF
from fpdf.fonts import FontFace
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import (
    ListFlowable,
    PageBreak,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
)

from tests.pdf.content import Content, Entry, Part
from tests.pdf.look import Look
from tests.pdf.looks.fonts import mark_font
from tests.pdf.looks.sheet import MARKS, register_fonts

TEXT = "vera"
HEADING_PT = (17, 14, 12, 11)
BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=9.5, leading=12)
STRONG = ParagraphStyle("strong", BODY, fontName="Helvetica-Bold", spaceBefore=8)
CELL = ParagraphStyle("cell", BODY, fontSize=8.5, leading=10.5)
HEAD = ParagraphStyle("head", CELL, fontName="Helvetica-Bold", textColor=HexColor("#222222"))

TableStyle = list[tuple[Any, ...]]


def platypus(content: Content, path: Path, style: TableStyle, split: bool) -> None:
    """Write the plan as a story of flowables."""
    register_fonts()
    story: list[Any] = [Paragraph(escape(content.publisher), BODY)]
    story += [_title(line, 22) for line in content.title]
    story += [Paragraph(escape(content.subtitle), BODY), PageBreak()]
    if content.context:
        story.append(_title(content.context[0], HEADING_PT[1]))
        story += [Paragraph(escape(text), BODY) for text in content.context[1]]
    if content.roles:
        story.append(_title(content.roles_heading, HEADING_PT[1]))
    for role in content.roles:
        story += [Paragraph(escape(role.label), STRONG), Paragraph(escape(role.definition), BODY)]
    defined = [period for period in content.periods if period.label != period.id]
    if defined:
        story.append(_title(content.periods_heading, HEADING_PT[1]))
    for period in defined:
        story.append(Paragraph(escape(f"{period.id} = {period.label}"), STRONG))
        story.append(Paragraph(escape(period.definition), BODY))
    story.append(PageBreak())
    for part in content.parts:
        story += _part(content, part, style, split)
    SimpleDocTemplate(str(path), pagesize=A4, invariant=1, title="", author="").build(
        story, onFirstPage=_foot, onLaterPages=_foot
    )


def _title(text: str, size: int) -> Paragraph:
    style = ParagraphStyle(
        "title", fontName="Helvetica-Bold", fontSize=size, leading=size * 1.2, spaceBefore=10,
        spaceAfter=4, keepWithNext=1,
    )  # fmt: skip
    return Paragraph(escape(text), style)


def _foot(canvas: Any, document: Any) -> None:
    canvas.setFont("Helvetica", 8)
    canvas.drawCentredString(A4[0] / 2, 30, f"{document.page}")


def _part(content: Content, part: Part, style: TableStyle, split: bool) -> list[Any]:
    size = HEADING_PT[min(part.depth, 3)]
    story: list[Any] = [_title(f"{part.label} – {part.title}", size)]
    if part.targets:
        story.append(Paragraph(escape(content.targets_label), STRONG))
        items = [Paragraph(escape(text), BODY) for text in part.targets]
        story.append(ListFlowable(items, bulletType="bullet", start="•", leftIndent=16))
    if part.entries:
        story += [Spacer(0, 8), _table(content, part, style, split), Spacer(0, 8)]
    return story


def _table(content: Content, part: Part, style: TableStyle, split: bool) -> Table:
    before = [content.action_word, *([content.role_word] if content.has_roles else [])]
    before += content.columns
    fixed = len(before)
    periods = [period.id for period in content.periods]
    spans: TableStyle = []
    rows: list[list[Any]] = []
    if content.time_word:
        rows.append([*before, content.time_word, *[""] * (len(periods) - 1)])
        rows.append([*[""] * fixed, *periods])
        spans.append(("SPAN", (fixed, 0), (-1, 0)))
        spans += [("SPAN", (k, 0), (k, 1)) for k in range(fixed)]
    else:
        rows.append([*before, *periods])
    header = len(rows)
    rows = [[Paragraph(escape(word), HEAD) if word else "" for word in row] for row in rows]
    rows += [_cells(entry, content) for entry in part.entries]
    width = A4[0] - 156
    side = [80] * (1 if content.has_roles else 0) + [70] * len(content.columns)
    side += [32 if not content.time_word else 36] * len(periods)
    return Table(
        rows,
        colWidths=[width - sum(side), *side],
        repeatRows=header,
        splitInRow=int(split),
        style=[
            ("FONT", (fixed, header), (-1, -1), MARKS, 10),
            ("ALIGN", (fixed, 0), (-1, -1), "CENTER"),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            *spans,
            *style,
        ],
    )


def _cells(entry: Entry, content: Content) -> list[Any]:
    text = [Paragraph(f"<b>{escape(entry.lead)}</b> {escape(entry.text)}", CELL)]
    text += [Paragraph(f"– {escape(item)}", CELL) for item in entry.items]
    cells: list[Any] = [text]
    if content.has_roles:
        cells.append(Paragraph(escape(entry.role or ""), CELL))
    cells += [Paragraph(escape(value), CELL) for value in entry.values]
    return [*cells, *("✔" if planned else "" for planned in entry.planned)]


def fpdf(content: Content, path: Path, borders: str, mark: str, font: str) -> None:
    """Write the plan with fpdf2's own tables."""
    pdf = _Sheet(format="letter")
    pdf.set_creation_date(datetime(2025, 1, 1, tzinfo=UTC))
    _add_fonts(pdf)
    pdf.set_auto_page_break(True, margin=20)
    pdf.add_page()
    pdf.say(content.publisher, 10)
    for line in content.title:
        pdf.say(line, 22, "B")
    pdf.say(content.subtitle, 10)
    pdf.add_page()
    if content.context:
        pdf.say(content.context[0], 14, "B")
        for text in content.context[1]:
            pdf.say(text, 9)
    if content.roles:
        pdf.say(content.roles_heading, 14, "B")
    for role in content.roles:
        pdf.say(role.label, 10, "B")
        pdf.say(role.definition, 9)
    defined = [period for period in content.periods if period.label != period.id]
    if defined:
        pdf.say(content.periods_heading, 14, "B")
    for period in defined:
        pdf.say(f"{period.id} = {period.label}", 10, "B")
        pdf.say(period.definition, 9)
    pdf.add_page()
    for part in content.parts:
        pdf.part(content, part, borders, mark, font)
    pdf.output(str(path))


class _Sheet(FPDF):
    """A document of fpdf2 with a page number at its foot."""

    def footer(self) -> None:
        self.set_y(-12)
        self.set_font(TEXT, size=8)
        self.cell(0, 5, f"{self.page_no()}", align="C")

    def say(self, text: str, size: int, style: str = "", indent: float = 0) -> None:
        self.set_font(TEXT, style, size)
        if style and self.will_page_break(24):
            self.add_page()
        self.set_x(self.l_margin + indent)
        self.multi_cell(0, size * 0.45, text, align="L", new_x="LMARGIN", new_y="NEXT")
        self.ln(1.5)

    def part(self, content: Content, part: Part, borders: str, mark: str, font: str) -> None:
        self.ln(3)
        size = HEADING_PT[min(part.depth, 3)]
        self.say(part.label, size, "B")
        self.say(part.title, size - 1, "B")
        if part.targets:
            self.say(content.targets_label, 9, "B")
            for text in part.targets:
                self.say(f"• {text}", 9, indent=5)
        if part.entries:
            self._table(content, part, borders, mark, font)

    def _table(self, content: Content, part: Part, borders: str, mark: str, font: str) -> None:
        before = [content.action_word, *([content.role_word] if content.has_roles else [])]
        before += content.columns
        periods = content.periods
        widths = [60.0, *([22] if content.has_roles else []), *[20] * len(content.columns)]
        widths = [*widths, *[10.0] * len(periods)]
        self.set_font(TEXT, size=8.5)
        with self.table(
            borders_layout=borders,
            col_widths=tuple(widths),
            num_heading_rows=2 if content.time_word else 1,
            line_height=4,
            padding=1,
            text_align=("LEFT",) * len(before) + ("CENTER",) * len(periods),
            headings_style=FontFace(emphasis="BOLD", fill_color=(222, 230, 238)),
        ) as table:
            row = table.row()
            for word in before:
                row.cell(word, rowspan=2 if content.time_word else 1)
            if content.time_word:
                row.cell(content.time_word, colspan=len(periods), align="CENTER")
                row = table.row()
            for period in periods:
                row.cell(period.id)
            for entry in part.entries:
                row = table.row()
                lines = [f"{entry.lead} {entry.text}".strip()]
                lines += [f"– {item}" for item in entry.items]
                row.cell("\n".join(lines))
                if content.has_roles:
                    row.cell(entry.role or "")
                for value in entry.values:
                    row.cell(value)
                for planned in entry.planned:
                    row.cell(mark if planned else "", style=FontFace(family=font))


def _add_fonts(pdf: FPDF) -> None:
    folder = Path(reportlab.__file__).parent / "fonts"
    pdf.add_font(TEXT, fname=folder / "Vera.ttf")
    pdf.add_font(TEXT, "B", folder / "VeraBd.ttf")
    with tempfile.TemporaryDirectory() as folder_of_marks:
        file = Path(folder_of_marks) / "marks.ttf"
        file.write_bytes(mark_font())
        pdf.add_font(MARKS, fname=file)


RULED: TableStyle = [
    ("GRID", (0, 0), (-1, -1), 0.5, HexColor("#555555")),
    ("BACKGROUND", (0, 0), (-1, 0), HexColor("#d7e3ec")),
]
LINED: TableStyle = [("LINEBELOW", (0, 0), (-1, -1), 0.4, HexColor("#888888"))]
STRIPED: TableStyle = [
    ("ROWBACKGROUNDS", (0, 1), (-1, -1), [HexColor("#ffffff"), HexColor("#eef3e6")])
]


def _platypus(style: TableStyle, split: bool) -> Callable[[Content, Path], None]:
    return lambda content, path: platypus(content, path, style, split)


def _fpdf(borders: str, mark: str, font: str) -> Callable[[Content, Path], None]:
    return lambda content, path: fpdf(content, path, borders, mark, font)


FLOWED: tuple[Look, ...] = (
    Look("platypus-ruled", "Platypus, fully ruled", _platypus(RULED, False), "glyph"),
    Look("platypus-lined-cut", "Platypus, a line under each row, rows cut by page breaks",
         _platypus(LINED, True), "glyph"),
    Look("platypus-zebra", "Platypus, stripes without rules", _platypus(STRIPED, False), "glyph"),
    Look("fpdf-ruled", "fpdf2, fully ruled, x", _fpdf("ALL", "x", TEXT), "glyph"),
    Look("fpdf-minimal", "fpdf2, inner rules only", _fpdf("MINIMAL", "●", MARKS), "glyph"),
    Look("fpdf-lines", "fpdf2, horizontal rules, ticks of ZapfDingbats",
         _fpdf("HORIZONTAL_LINES", "4", "zapfdingbats"), "dingbat"),
)  # fmt: skip

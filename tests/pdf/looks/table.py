"""The actions of a section, drawn as one table that breaks over frames and pages.

A fragment of the table is laid out first (`Grid`), then painted: fills, texts, marks, rules.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from reportlab.lib.colors import HexColor
from reportlab.pdfbase import pdfmetrics

from tests.pdf.content import Content, Entry
from tests.pdf.looks.grid import Box, Columns, Grid, texts_of
from tests.pdf.looks.sheet import Sheet, wrap
from tests.pdf.looks.style import Style

PAD_PT = 3.0
BAR_PT = 6.0
HEADER_PT = 8.0


@dataclass(slots=True)
class Row:
    """A row on one page: its lines by column, and which entry they are of."""

    entry: Entry
    lines: list[list[str]]
    call: str = ""
    begins: bool = True

    def height(self, style: Style) -> float:
        """What the row takes."""
        leading = style.type.size * style.type.leading
        return max(len(lines) for lines in self.lines) * leading + 2 * style.row_pad


@dataclass(slots=True)
class Typesetter:
    """Draws tables of one plan in one style."""

    sheet: Sheet
    content: Content
    style: Style
    calls: int = 0
    zebra: int = field(default=0)

    def table(self, entries: tuple[Entry, ...]) -> None:
        """Draw the actions of one section."""
        columns = Columns.of(self.content, self.sheet.frame.width, self._numbered)
        if self.style.halves and len(entries) > 1:
            self._halves(entries)
            return
        rows = [self._row(entry, columns) for entry in entries]
        self.zebra = 0
        first = rows[0].height(self.style) if self.style.keep and not self.style.split_rows else 0
        self.sheet.need(self._header_height() + max(first, self.style.keep))
        header = True
        while rows:
            rows = self._fragment(rows, columns, self.sheet.frame.x, header)
            if rows:
                self.sheet.next_frame()
                header = self.style.repeat_header

    def _halves(self, entries: tuple[Entry, ...]) -> None:
        gap = 18.0
        width = (self.sheet.frame.width - gap) / 2
        columns = Columns.of(self.content, width, self._numbered)
        middle = (len(entries) + 1) // 2
        sides = [
            [self._row(entry, columns) for entry in half]
            for half in (entries[:middle], entries[middle:])
        ]
        height = max(sum(row.height(self.style) for row in side) for side in sides)
        self.sheet.need(height + self._header_height())
        top, lowest = self.sheet.y, self.sheet.y
        for k, side in enumerate(sides):
            self.sheet.y = top
            left = self._fragment(side, columns, self.sheet.frame.x + k * (width + gap), True)
            if left:
                raise ValueError("a table in two halves is longer than a page")
            lowest = max(lowest, self.sheet.y)
        self.sheet.y = lowest

    @property
    def _numbered(self) -> bool:
        numbered = any(entry.number for entry in self.content.entries)
        return self.style.numbers == "column" and numbered

    def _row(self, entry: Entry, columns: Columns) -> Row:
        kind = self.style.type
        lines: list[list[str]] = []
        for texts, width in zip(
            texts_of(entry, columns, self._numbered), columns.widths, strict=True
        ):
            cell: list[str] = []
            for text in texts:
                cell += wrap(text, kind.regular, kind.size, width - 2 * PAD_PT - 1, kind.hyphen)
            lines.append(cell)
        call = ""
        if entry.note and self.style.notes:
            self.calls += 1
            call = str(self.calls)
        return Row(entry, lines, call)

    def _header_height(self) -> float:
        below = 36.0 if self.style.rotated else 18.0
        return below + self._spanning_height()

    def _spanning_height(self) -> float:
        """The first of two header rows: what spans the periods takes one line or more."""
        if not self.content.time_word:
            return 2.0
        width = Columns.of(self.content, self.sheet.frame.width, self._numbered)
        periods = sum(width.widths[width.first_period :])
        lines = wrap(self.content.time_word, self.style.type.bold, HEADER_PT, periods - 2)
        return len(lines) * HEADER_PT * 1.15 + 6.0

    def _fragment(self, rows: list[Row], columns: Columns, x: float, header: bool) -> list[Row]:
        """Draw what fits in the frame and return the rows that are left."""
        sheet, style = self.sheet, self.style
        grid = Grid(edges=[x])
        for width in columns.widths:
            grid.edges.append(grid.edges[-1] + width)
        top = sheet.y
        if header:
            top += self._header_height()
            grid.header = self._header_boxes(grid.edges, columns, sheet.y, top)
        drawn: list[Row] = []
        while rows:
            note = 40.0 if rows[0].call else 0.0
            room = sheet.frame.bottom - sheet.note_room - note - top
            fitting = rows[0]
            if fitting.height(style) > room:
                cut = self._cut(fitting, room) if style.split_rows else None
                if cut is None and (drawn or not self._fresh(header)):
                    break
                if cut is not None:
                    fitting, rest = cut
                    rows = [fitting, rest, *rows[1:]]
            grid.rows.append((top, top + fitting.height(style)))
            top = grid.rows[-1][1]
            drawn.append(fitting)
            rows = rows[1:]
            if fitting.call and fitting.entry.note:
                sheet.note(fitting.call, fitting.entry.note)
        grid.body = self._body_boxes(grid, drawn, columns)
        if drawn or (header and not self.style.keep):
            self._paint(grid, drawn, columns)
            sheet.y = top + 6
        return rows

    def _fresh(self, header: bool) -> bool:
        used = self.sheet.y - self.sheet.frame.top
        return used <= (self._header_height() if header else 0) + 1

    def _cut(self, row: Row, room: float) -> tuple[Row, Row] | None:
        leading = self.style.type.size * self.style.type.leading
        count = int((room - 2 * self.style.row_pad) / leading)
        longest = max(len(lines) for lines in row.lines)
        if count < 1 or count >= longest:
            return None
        head = Row(row.entry, [lines[:count] for lines in row.lines], "", row.begins)
        tail = Row(row.entry, [lines[count:] for lines in row.lines], row.call, begins=False)
        return head, tail

    def _header_boxes(
        self, edges: list[float], columns: Columns, top: float, bottom: float
    ) -> list[Box]:
        first = columns.first_period
        if not self.content.time_word:
            return [
                Box(edges[k], top, edges[k + 1], bottom, -1, k) for k in range(len(columns.words))
            ]
        middle = top + self._spanning_height()
        boxes = [Box(edges[k], top, edges[k + 1], bottom, -1, k) for k in range(first)]
        boxes.append(Box(edges[first], top, edges[-1], middle, -2, first))
        boxes += [
            Box(edges[k], middle, edges[k + 1], bottom, -1, k)
            for k in range(first, len(columns.words))
        ]
        return boxes

    def _body_boxes(self, grid: Grid, drawn: list[Row], columns: Columns) -> list[Box]:
        boxes: list[Box] = []
        for column in range(len(columns.words)):
            start = 0
            for k in range(len(drawn)):
                last = k + 1 == len(drawn)
                if not last and self._merged(drawn[k], drawn[k + 1], column, columns):
                    continue
                boxes.append(
                    Box(
                        grid.edges[column], grid.rows[start][0],
                        grid.edges[column + 1], grid.rows[k][1], start, column,
                    )
                )  # fmt: skip
                start = k + 1
        return boxes

    def _merged(self, upper: Row, lower: Row, column: int, columns: Columns) -> bool:
        if column == columns.role:
            return self.style.merge_roles and upper.entry.role == lower.entry.role
        if column >= columns.first_period and self.style.merge_marks:
            place = column - columns.first_period
            return upper.entry.planned[place] == lower.entry.planned[place]
        return False

    def _paint(self, grid: Grid, drawn: list[Row], columns: Columns) -> None:
        canvas, style = self.sheet.canvas, self.style
        if style.header_fill:
            for box in grid.header:
                self._fill(box, style.header_fill)
        for k, (top, bottom) in enumerate(grid.rows):
            if drawn[k].begins and k:
                self.zebra += 1
            if style.zebra and self.zebra % 2:
                self._fill(Box(grid.edges[0], top, grid.edges[-1], bottom), style.zebra)
        self.zebra += 1
        canvas.setFillColor(HexColor("#000000"))
        self._paint_header(grid, columns)
        for box in grid.body:
            if box.column < columns.first_period:
                self._paint_text(box, drawn[box.row], columns)
            elif not style.bar:
                self._paint_mark(box, drawn[box.row], columns)
        if style.bar:
            for k, row in enumerate(drawn):
                self._paint_bars(grid, k, row, columns)
        style.rules(self.sheet, grid)
        canvas.setFillColor(HexColor("#000000"))

    def _fill(self, box: Box, colour: str) -> None:
        canvas = self.sheet.canvas
        canvas.setFillColor(HexColor(colour))
        canvas.rect(
            box.x0, self.sheet.up(box.bottom), box.x1 - box.x0, box.bottom - box.top,
            stroke=0, fill=1,
        )  # fmt: skip

    def _paint_header(self, grid: Grid, columns: Columns) -> None:
        size = HEADER_PT
        dark = bool(self.style.header_fill) and self.style.header_fill != "#dddddd"
        self.sheet.canvas.setFillColor(HexColor("#ffffff" if dark else "#000000"))
        for box in grid.header:
            spanning = box.row == -2
            word = (self.content.time_word or "") if spanning else columns.words[box.column]
            if self.style.rotated and box.column >= columns.first_period and not spanning:
                self._rotated(box, word, size)
                continue
            lines = wrap(word, self.style.type.bold, size, box.x1 - box.x0 - 2)
            y = box.middle[1] - len(lines) * size * 1.15 / 2
            for line in lines:
                y += size * 1.15
                width = pdfmetrics.stringWidth(line, self.style.type.bold, size)
                x = box.x0 + PAD_PT if box.column <= columns.action else box.middle[0] - width / 2
                self.sheet.bold(x, y - 2, line, size)
        self.sheet.canvas.setFillColor(HexColor("#000000"))

    def _rotated(self, box: Box, word: str, size: float) -> None:
        canvas = self.sheet.canvas
        canvas.saveState()
        canvas.translate(box.middle[0] + size * 0.35, self.sheet.up(box.bottom - PAD_PT))
        canvas.rotate(90)
        canvas.setFont(self.style.type.bold, size)
        canvas.drawString(0, 0, word)
        canvas.restoreState()

    def _paint_text(self, box: Box, row: Row, columns: Columns) -> None:
        kind = self.style.type
        y = box.top + self.style.row_pad
        lines = row.lines[box.column]
        for line in lines:
            self.sheet.text(box.x0 + PAD_PT, y + kind.size * 0.95, line, kind.regular, kind.size)
            y += kind.size * kind.leading
        if row.call and box.column == columns.action:
            end = pdfmetrics.stringWidth(lines[-1], kind.regular, kind.size)
            at = y - kind.size * kind.leading + kind.size * 0.6
            self.sheet.text(box.x0 + PAD_PT + end, at, row.call, kind.regular, kind.size * 0.6)

    def _paint_mark(self, box: Box, row: Row, columns: Columns) -> None:
        if not row.begins:
            return
        place = box.column - columns.first_period
        if row.entry.planned[place]:
            self.style.mark(self.sheet, box, box.row + place)
            self.sheet.canvas.setFillColor(HexColor("#000000"))
        elif callable(self.style.blank):
            self.style.blank(self.sheet, box, box.row + place)
            self.sheet.canvas.setFillColor(HexColor("#000000"))
        elif self.style.blank:
            width = pdfmetrics.stringWidth(self.style.blank, "Helvetica", 9)
            self.sheet.text(
                box.middle[0] - width / 2, box.middle[1] + 3, self.style.blank, "Helvetica", 9
            )

    def _paint_bars(self, grid: Grid, k: int, row: Row, columns: Columns) -> None:
        if not row.begins:
            return
        planned = [*row.entry.planned, False]
        top, bottom = grid.rows[k]
        start = None
        for place, value in enumerate(planned):
            if value and start is None:
                start = place
            if not value and start is not None:
                first = columns.first_period
                box = Box(grid.edges[first + start], top, grid.edges[first + place], bottom)
                self._bar(box)
                start = None

    def _bar(self, box: Box) -> None:
        canvas = self.sheet.canvas
        y = self.sheet.up(box.middle[1])
        x0, x1 = box.x0 + 3, box.x1 - 3
        canvas.saveState()
        canvas.setFillColor(HexColor("#1d6fa5"))
        canvas.setStrokeColor(HexColor("#1d6fa5"))
        if self.style.bar == "bar":
            canvas.rect(x0, y - BAR_PT / 2, x1 - x0, BAR_PT, stroke=0, fill=1)
        else:
            canvas.setLineWidth(1.6)
            canvas.line(x0, y, x1 - 5, y)
            head = canvas.beginPath()
            head.moveTo(x1, y)
            head.lineTo(x1 - 6, y + 3.5)
            head.lineTo(x1 - 6, y - 3.5)
            head.close()
            canvas.drawPath(head, stroke=0, fill=1)
        canvas.restoreState()

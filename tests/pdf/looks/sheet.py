"""Pages, frames and text on a ReportLab canvas; y runs downwards, as it does in what is read.

A `Sheet` knows where the next line goes and opens a frame or a page when there is no room. It
draws text in every manner a style asks for, and nothing of tables.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import reportlab
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from tests.pdf.looks.fonts import mark_font

LETTER = (612.0, 792.0)
MARKS = "Marques"
PRIVATE = "Wingdings"
BULLET_GAP_PT = 12.0


@cache
def register_fonts() -> None:
    """Make the fonts of marks and the Vera family that comes with ReportLab known to it."""
    pdfmetrics.registerFont(TTFont(MARKS, io.BytesIO(mark_font())))
    private = mark_font("Wingdings", ((0xF0FC, "✓"), (0xF0FE, "■")))
    pdfmetrics.registerFont(TTFont(PRIVATE, io.BytesIO(private)))
    folder = Path(reportlab.__file__).parent / "fonts"
    for name, file in (("Vera", "Vera.ttf"), ("VeraBd", "VeraBd.ttf")):
        pdfmetrics.registerFont(TTFont(name, str(folder / file)))


@dataclass(frozen=True, slots=True)
class Type:
    """How running text is set."""

    regular: str = "Helvetica"
    bold: str = "Helvetica-Bold"
    size: float = 9.5
    leading: float = 1.25
    spacing: float = 0.0  # points between the letters of a title
    letters: bool = False  # each letter of a title is drawn by itself
    twice: bool = False  # bold is the regular font drawn twice, a third of a point apart
    hyphen: str = ""  # what long words are broken with at a line end; "" does not break them
    ligatures: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """A box that text runs down."""

    x: float
    top: float
    width: float
    bottom: float


@dataclass(slots=True)
class Sheet:
    """A canvas with a place for the next line."""

    path: Path
    size: tuple[float, float] = LETTER
    margin: float = 54.0
    frames_per_page: int = 1
    type: Type = field(default_factory=Type)
    running: tuple[str, str] | None = None
    watermark: str = ""
    canvas: Any = None
    y: float = 0.0
    page: int = 0
    frame_index: int = 0
    notes: list[tuple[str, str]] = field(default_factory=list)
    note_room: float = 0.0

    def __post_init__(self) -> None:
        register_fonts()
        self.canvas = Canvas(str(self.path), pagesize=self.size, invariant=1, pageCompression=1)
        self._open_page()

    @property
    def frame(self) -> Frame:
        """The frame that is being filled."""
        gap = 24.0
        count = self.frames_per_page
        width = (self.size[0] - 2 * self.margin - gap * (count - 1)) / count
        x = self.margin + self.frame_index * (width + gap)
        top = self.margin + (24 if self.running else 0)
        return Frame(x, top, width, self.size[1] - self.margin - 20)

    @property
    def room(self) -> float:
        """Points left in the frame."""
        return self.frame.bottom - self.note_room - self.y

    def need(self, height: float) -> bool:
        """Go on in the next frame if `height` does not fit; say whether that was done."""
        if height <= self.room or self.y <= self.frame.top:
            return False
        self.next_frame()
        return True

    def next_frame(self) -> None:
        """Go to the next frame, on a new page where this page is full."""
        if self.frame_index + 1 < self.frames_per_page:
            self.frame_index += 1
            self.y = self.frame.top
        else:
            self.next_page()

    def next_page(self) -> None:
        """Go to a new page."""
        self._close_page()
        self._open_page()

    def save(self) -> None:
        """Close the last page and write the file."""
        self._close_page()
        self.canvas.save()

    def up(self, y: float) -> float:
        """Turn a distance from the top into one from the bottom."""
        return self.size[1] - y

    def text(
        self, x: float, y: float, text: str, font: str, size: float, spacing: float = 0.0
    ) -> None:
        """Draw a line whose baseline is at `y`."""
        line = self.canvas.beginText(x, self.up(y))
        line.setFont(font, size)
        if spacing:
            line.setCharSpace(spacing)
        line.textOut(self.shaped(text))
        if spacing:
            line.setCharSpace(0)
        self.canvas.drawText(line)

    def shaped(self, text: str) -> str:
        """The text as its characters are written: with ligatures where the type has them."""
        if not self.type.ligatures:
            return text
        return text.replace("fi", "\ufb01").replace("fl", "\ufb02")

    def bold(self, x: float, y: float, text: str, size: float, spacing: float = 0.0) -> None:
        """Draw a bold line: in the bold font, or twice in the regular one."""
        if self.type.twice:
            self.text(x, y, text, self.type.regular, size, spacing)
            self.text(x + 0.3, y, text, self.type.regular, size, spacing)
        else:
            self.text(x, y, text, self.type.bold, size, spacing)

    def heading(self, text: str, size: float, before: float = 10, keep: float = 0) -> None:
        """Draw a heading over as many lines as it takes, with room for `keep` points under it."""
        spacing = self.type.spacing
        font = self.type.regular if self.type.twice else self.type.bold
        lines = wrap(text, font, size, self.frame.width, spacing=spacing)
        self.need(before + len(lines) * size * 1.2 + keep)
        self.y += before
        for line in lines:
            self.y += size * 1.2
            if self.type.letters:
                self._letters(self.frame.x, self.y, line, size)
            else:
                self.bold(self.frame.x, self.y, line, size, spacing)
        self.y += 4

    def paragraph(self, text: str, before: float = 3, bold: bool = False) -> None:
        """Draw a paragraph."""
        self._lines(text, self.frame.x, self.frame.width, before, bold)

    def bullets(self, texts: tuple[str, ...], columns: int = 1) -> None:
        """Draw a list, in one column or in several side by side."""
        if columns == 1:
            for text in texts:
                self._bullet(text, 14, self.frame.width - 14)
            return
        width = self.frame.width / columns
        share = -(-len(texts) // columns)
        lines = sum(len(self.wrap(text, width - 30)) for text in texts)
        self.need(lines * self.line + 4 * len(texts))
        top, lowest = self.y, self.y
        for k in range(columns):
            self.y = top
            for text in texts[k * share : (k + 1) * share]:
                self._bullet(text, k * width + 14, width - 30)
            lowest = max(lowest, self.y)
        self.y = lowest

    @property
    def line(self) -> float:
        """The distance from baseline to baseline of running text."""
        return self.type.size * self.type.leading

    def wrap(self, text: str, width: float, bold: bool = False) -> list[str]:
        """Cut a running text into lines."""
        font = self.type.bold if bold else self.type.regular
        return wrap(text, font, self.type.size, width, self.type.hyphen)

    def note(self, call: str, text: str) -> None:
        """Set a note at the foot of this page."""
        if not self.notes:
            self.note_room += 8
        self.notes.append((call, text))
        self.note_room += len(wrap(text, self.type.regular, 7.5, self.frame.width - 8)) * 9.5

    def image(self, source: object) -> ImageReader:
        """Return a picture that can be drawn on the canvas."""
        return ImageReader(source)

    def _bullet(self, text: str, indent: float, width: float) -> None:
        self.need(self.line + 2)
        x = self.frame.x + indent
        self.text(x, self.y + 2 + self.type.size, "•", self.type.regular, self.type.size)
        self._lines(text, x + BULLET_GAP_PT, width - BULLET_GAP_PT, 2, bold=False)

    def _lines(self, text: str, x: float, width: float, before: float, bold: bool) -> None:
        self.y += before
        offset = x - self.frame.x
        for line in self.wrap(text, width, bold):
            self.need(self.line)
            draw = self.bold if bold else self._plain
            draw(self.frame.x + offset, self.y + self.type.size, line, self.type.size)
            self.y += self.line

    def _plain(self, x: float, y: float, text: str, size: float) -> None:
        self.text(x, y, text, self.type.regular, size)

    def _letters(self, x: float, y: float, text: str, size: float) -> None:
        for char in text:
            self.bold(x, y, char, size)
            x += pdfmetrics.stringWidth(char, self.type.bold, size) + self.type.spacing

    def _open_page(self) -> None:
        self.page += 1
        if self.watermark:
            self.canvas.saveState()
            self.canvas.setFillGray(0.9)
            self.canvas.translate(self.size[0] * 0.2, self.size[1] * 0.25)
            self.canvas.rotate(52)
            self.canvas.setFont(self.type.bold, 90)
            self.canvas.drawString(0, 0, self.watermark)
            self.canvas.restoreState()
        self.frame_index = 0
        self.y = self.frame.top
        self.note_room = 0.0
        if self.running:
            head, _ = self.running
            self.text(self.margin, self.margin, head, self.type.regular, 8)
            width = pdfmetrics.stringWidth(self.running[1], self.type.regular, 8)
            self.text(
                self.size[0] - self.margin - width, self.margin, self.running[1],
                self.type.regular, 8,
            )  # fmt: skip

    def _close_page(self) -> None:
        self._draw_notes()
        shown = f"Page {self.page}" if self.running else str(self.page)
        self.text(self.size[0] / 2 - 10, self.size[1] - self.margin + 14, shown, "Helvetica", 8)
        self.canvas.showPage()

    def _draw_notes(self) -> None:
        y = self.frame.bottom - self.note_room + 8
        if self.notes:
            at = self.up(y)
            self.canvas.setLineWidth(0.5)
            self.canvas.line(self.margin, at, self.margin + 120, at)
        for call, text in self.notes:
            self.text(self.margin, y + 6, call, self.type.regular, 5)
            for line in wrap(text, self.type.regular, 7.5, self.frame.width - 8):
                y += 9.5
                self.text(self.margin + 6, y, line, self.type.regular, 7.5)
        self.notes.clear()


def wrap(
    text: str, font: str, size: float, width: float, hyphen: str = "", spacing: float = 0.0
) -> list[str]:
    """Cut a text into lines; a word that does not fit is broken where `hyphen` is given."""

    def measure(line: str) -> float:
        return float(pdfmetrics.stringWidth(line, font, size)) + spacing * len(line)

    lines = [""]
    for word in text.split():
        tried = f"{lines[-1]} {word}".strip()
        if measure(tried) <= width:
            lines[-1] = tried
            continue
        if hyphen:
            cut = _cut(word, lambda head: measure(f"{lines[-1]} {head}".strip()) <= width, hyphen)
            if cut:
                lines[-1] = f"{lines[-1]} {cut[0]}".strip()
                word = cut[1]
        lines.append(word)
    return [line for line in lines if line] or [""]


def _cut(word: str, fits: Any, hyphen: str) -> tuple[str, str] | None:
    for at in range(len(word) - 3, 2, -1):
        head, tail = word[:at], word[at:]
        if head.endswith("-") and tail[0].isalpha() and fits(head):
            return head, tail
        plain = word.isalpha() and word.islower() and len(word) >= 7
        between = head[-1] in "aeiouyéè" and tail[0] not in "aeiouyéèêëàâîïôûùh"
        if plain and between and fits(head + hyphen):
            return head + hyphen, tail
    return None

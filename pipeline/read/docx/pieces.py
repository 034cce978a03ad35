"""A paragraph of a .docx while its text is collected: what is printed, and what was taken out.

Texts come in with their look, in the order of the file. Struck text is kept apart, and so is a
raised one until its end shows whether it calls a note.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.read.docx.package import Element
from pipeline.read.docx.styles import Look
from pipeline.read.inline import Inline, inline_of, is_call
from pipeline.read.pdf.fonts import dingbat


@dataclass(slots=True)
class Pieces:
    """A paragraph as it is collected; `opening` is the raised mark it begins with."""

    runs: list[tuple[str, bool]] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)
    images: list[str] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    opening: str = ""
    raised: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    symbols: int = 0
    page_break: bool = False
    was_struck: bool = False

    def text(self) -> str:
        """Return the text collected so far."""
        return "".join(text for text, _ in self.runs)

    def inline(self) -> Inline:
        """Return the text with what was taken out of it."""
        return inline_of(self.runs, self.calls, self.struck, self.images)

    def add(self, text: str, look: Look) -> None:
        """Take the next text as it looks; a picture font's letter stands as its sign."""
        pictured = dingbat(text.strip(), look.font) if look.font and text.strip() else None
        if pictured:
            self.symbols += 1
            text = pictured
        if look.raised and text.strip():
            self.raised.append(text)
            return
        self.end_raised()
        if look.struck:
            if not self.was_struck:
                self.struck.append("")
            self.struck[-1] += text
        else:
            self.runs.append((text, bool(look.bold)))
        self.was_struck = bool(look.struck)

    def call(self, mark: str) -> None:
        """Take the call of a note; the space that stands before it goes."""
        self.calls.append(mark)
        if self.runs:
            text, bold = self.runs[-1]
            self.runs[-1] = text.rstrip(" \u00a0\u202f"), bold

    def end_raised(self) -> None:
        """Take the raised text that ends here for the call of a note, or for text."""
        raised, self.raised = "".join(self.raised).strip(), []
        if not raised:
            return
        before = self.text()
        if is_call(raised, before):
            mark = raised.strip("[]()")
            if not (before.strip() or self.calls):
                self.opening = mark
            self.call(mark)
        else:
            self.runs.append((raised, bool(self.runs and self.runs[-1][1])))

"""A line of a web page while it is collected, run by run."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.read.inline import Inline, inline_of
from pipeline.read.page_scope import Scope
from pipeline.text import words


@dataclass(slots=True)
class Text:
    """Text as it is collected, with what was taken out of it."""

    first: int
    last: int
    scope: Scope
    marker: str = ""
    runs: list[tuple[str, bool]] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)
    striking: bool = False

    behind: int | None = None
    """The run from which on all is in badges, where text stands before it."""

    touched: bool = False
    """Whether an element began or ended behind the last run."""

    labelled: bool = False
    """Whether a label ended there."""

    def text(self) -> str:
        """Return what was collected so far."""
        return "".join(run for run, _ in self.runs)

    signs: set[int] = field(default_factory=set)
    """The runs that are signs which a screen reader passes over."""

    def add(
        self, text: str, *, bold: bool, struck: bool, badge: bool = False, aside: bool = False
    ) -> None:
        """Take text; what is struck out is kept apart."""
        text = self._apart(text)
        if aside and not words(text) and text.strip():
            self.signs.add(len(self.runs))
        if badge and self.behind is None and self.text().strip():
            self.behind = len(self.runs)
        elif text.strip() and not badge:
            self.behind = None
        if struck:
            if not self.striking:
                self.struck.append("")
            self.struck[-1] += text
        else:
            self.runs.append((text, bold))
        self.striking = struck

    def _apart(self, text: str) -> str:
        """Put the blank before text that a page draws by its style alone, between two elements.

        A label is a word of its own; else a capital behind a small letter begins one.
        """
        last, first = self.runs[-1][0][-1:] if self.runs else "", text[:1]
        parted = self.touched and last.islower() and first.isupper()
        parted = parted or (self.labelled and last.isalnum() and first.isalnum())
        self.touched = self.labelled = False
        return f" {text}" if parted else text

    def call(self, number: str) -> None:
        """Take the call of a note, which stands close to the word before it."""
        self.calls.append(number)
        if self.runs:
            run, bold = self.runs[-1]
            self.runs[-1] = run.rstrip(), bold

    def badges(self) -> Inline | None:
        """Take the words of the badges that end the line, or None; a bare number stays in it."""
        runs = self.runs[self.behind :] if self.behind is not None else []
        if not any(char.isalpha() for run, _ in runs for char in run):
            return None
        del self.runs[self.behind :]
        return inline_of([(run, False) for run, _ in runs], [], [])  # a bold one would be a title

    def inline(self) -> Inline:
        """Return the collected line, with its white space as a browser shows it.

        A sign beside words that a screen reader passes over is an ornament, or says them again.
        """
        said = [run for at, run in enumerate(self.runs) if at not in self.signs]
        worded = self.signs and any(words(run) for run, _ in said)
        return inline_of(said if worded else self.runs, self.calls, self.struck)

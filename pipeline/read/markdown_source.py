"""A Markdown text as its blocks are read from it: the lines, the notes, what was made so far."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from pipeline.document import Block, Line
from pipeline.model import Finding, Provenance
from pipeline.read.inline import LONG_CHARS
from pipeline.text import words

NOTE = re.compile(r"\s*\[\^([^\]\s]+)\]:\s*(.*)$")
RAISED_NOTE = re.compile(r"\s*<sup>\s*\[?(\w{1,3}|[*†‡])\]?\s*</sup>\s*(\S.*)$", re.DOTALL)
_QUOTED = re.compile(r" {0,3}(?:> ?)+")
_ALERT = re.compile(r"\[![A-Za-z]+\][-+]?\s*$")
"""The line of a quote that says what kind of notice it is ("[!NOTE]")."""
STAR_NOTE = re.compile(r"\s*((?:&#42;|\\\*){1,3})\s*(\S.*)$", re.DOTALL)


@dataclass(slots=True)
class Source:
    """The lines of a file and the marks of the notes it prints, with what was read of them.

    A function that reads a block takes the index of its first line, adds what it makes of it to
    `blocks`, and returns the index of the line where the next block may begin.
    """

    name: str
    lines: list[str]
    notes: frozenset[str]
    blocks: list[Block] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def is_long(self, index: int) -> bool:
        """Tell whether a line is too long to be told by its syntax."""
        return _is_long(self.lines[index])

    def add_images(self, images: Sequence[str], where: Provenance) -> None:
        """Add a line for each image that a text describes."""
        self.blocks += [Line(image, where, kind="image") for image in images if words(image)]


def open_source(text: str, name: str) -> Source:
    """Return the source of a Markdown text, with a finding for each line that is too long."""
    lines = _without_quotes(_without_comments(text).split("\n"))
    source = Source(name, lines, _note_marks(lines))
    source.findings += [_long(name, i) for i, line in enumerate(lines, 1) if _is_long(line)]
    return source


@lru_cache(maxsize=64)
def place(first: int, last: int, method: str) -> Provenance:
    """Return the place of the lines from one index to another."""
    return Provenance(lines=(first + 1, last + 1), method=method)


def plain_mark(printed: str) -> str:
    """Return the mark of a note as it is printed."""
    return re.sub(r"&#42;|\\\*", "*", printed)


def _without_comments(text: str) -> str:
    """Take HTML comments out of a text; what follows keeps its line numbers."""
    parts: list[str] = []
    begin = 0
    while (start := text.find("<!--", begin)) >= 0:
        end = text.find("-->", start)
        if end < 0:
            break
        parts += [text[begin:start], "\n" * text.count("\n", start, end)]
        begin = end + len("-->")
    return "".join([*parts, text[begin:]])


def _without_quotes(lines: Sequence[str]) -> list[str]:
    """Take the signs of quotes off their lines; one before a number alone means "more than"."""
    signs = [_QUOTED.match(line) for line in lines]
    kept = list(lines)
    within = False
    for index, sign in enumerate(signs):
        opens = sign is not None and (within or not index or not lines[index - 1].strip())
        if sign is not None and opens:
            goes_on = within or (index + 1 < len(lines) and signs[index + 1] is not None)
            within = goes_on or not lines[index][sign.end() :][:1].isdecimal()
            kept[index] = lines[index][sign.end() :] if within else lines[index]
            if within and _ALERT.match(kept[index]):
                kept[index] = ""
        else:
            within = False
    return kept


def _note_marks(lines: Sequence[str]) -> frozenset[str]:
    """Return the marks of all notes that a document prints."""
    marks: set[str] = set()
    for line in lines:
        if _is_long(line):
            continue
        for pattern in (NOTE, RAISED_NOTE, STAR_NOTE):
            found = pattern.match(line)
            if found:
                marks.add(plain_mark(found.group(1)))
    return frozenset(marks)


def _is_long(line: str) -> bool:
    return len(line) > LONG_CHARS


def _long(name: str, line: int) -> Finding:
    return Finding(
        code="long_line",
        severity="warning",
        where=f"{name}:{line}",
        message=f"the line has more than {LONG_CHARS} characters; only its tags were taken off",
        hint="break the line into paragraphs",
    )

"""Lines of text → the text of a paragraph or a cell: hyphens at line ends, bullets, new lines."""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.read.pdf.fonts import dingbat, is_dingbat_font
from pipeline.read.pdf.lines import TextLine
from pipeline.read.pdf.primitives import Word
from pipeline.text import BULLETS, clean

LINE_END = "\ufdd0"
"""Stands between the two parts of a line-end hyphen; no text can hold this noncharacter."""
WORD_END = "\ufdd1"
"""Stands where a cell may have broken a word that is wider than it, without a hyphen."""
WIDEST = 1.25
"""The next letter is at most this many times as wide as the letters of its word."""
SHORT_TAIL = 3
"""What a cell breaks off a word that stands nowhere else is at most so many letters."""
HYPHENATED = 0.003
"""The share of words broken by a hyphen from which a document hyphenates its lines."""
COMBINING = frozenset(
    {
        "anti", "auto", "bio", "co", "contre", "cross", "demi", "éco", "ex", "extra", "hors",
        "infra", "inter", "intra", "macro", "méso", "mi", "micro", "mini", "multi", "non",
        "para", "pluri", "poly", "post", "pré", "pre", "pro", "pseudo", "quasi", "ré", "semi",
        "socio", "sous", "sub", "super", "supra", "sur", "télé", "trans", "ultra", "vice",
    }
)  # fmt: skip
"""First parts of compounds that are written with and without a hyphen."""
_BULLET = re.compile(rf"^[{BULLETS}–—*✓✔→o-]$")
_NUMBERED = re.compile(r"^(?:\(?\d{1,3}[.)]|\(?[a-z]\)|[ivx]{1,4}[.)])$")
_DOTTED = re.compile(r"\d{1,3}(?:\.\d{1,3})+")
_HYPHENS = "\u2010-"
_HYPHENED = re.compile(r"^(\W*)([^\W\d_][\w'’-]*)-$")
SPACE = 0.3
MUCH_ROOM = 0.25
"""A line that leaves this share of its cell free, and the room for the next word, was ended."""
_NEW_PARAGRAPH = 1.45
"""Lines this many times their usual distance apart are two paragraphs."""


@dataclass(slots=True)
class Hyphens:
    """Which words a document writes with a hyphen, and which without, away from line ends."""

    known: Counter[str] = field(default_factory=Counter)
    ended: int = 0
    """How many words end with a hyphen."""
    typed: bool = False
    """Whether a word has a hyphen inside it that is not that of a keyboard."""
    parts: Counter[str] = field(default_factory=Counter)
    """How often each known word is only what stands before or after a `WORD_END`."""

    def learn(self, words: Iterable[Word]) -> None:
        """Count the words of a page."""
        printed = Counter([word.text for word in words])
        known = self.known
        for text, count in printed.items():
            if "\u2010" in text:
                self.typed = self.typed or "\u2010" in text[:-1]
                text = text.replace("\u2010", "-")
            known[text.lower().strip(".,;:()«»’'\"")] += count
            if text[-1:] == "-" and _HYPHENED.match(text):
                self.ended += count

    def learn_breaks(self, texts: Iterable[str]) -> None:
        """Count the parts of the words that cells may have broken."""
        for text in texts:
            if WORD_END in text:
                pieces = text.split(WORD_END)
                self.parts.update(
                    part.lower()
                    for before, after in itertools.pairwise(pieces)
                    for part in (_last_word(before), _first_word(after))
                )

    @property
    def hyphenated(self) -> bool:
        """Whether the document hyphenates its lines: typed compounds alone are far rarer."""
        return self.ended >= 3 and self.ended >= HYPHENATED * self.known.total()

    def settle(self, text: str) -> str:
        """Decide the line-end hyphens of a text, and normalise it."""
        if LINE_END in text:
            parts = text.split(LINE_END)
            text = parts[0]
            for part in parts[1:]:
                text = self.join(text, part)
        if WORD_END in text:
            parts = text.split(WORD_END)
            text = parts[0]
            for part in parts[1:]:
                text += part if self._one_word(text, part) else f" {part}"
        return "\n".join(clean(part) for part in text.split("\n"))

    def _one_word(self, before: str, after: str) -> bool:
        """Tell whether two parts are one word: one that stands elsewhere, or no words alone."""
        stem, tail = _last_word(before).lower(), _first_word(after).lower()
        if self.known[stem + tail]:
            return True
        alone = any(self.known[part] >= 2 * self.parts[part] for part in (stem, tail))
        return len(tail) <= SHORT_TAIL and not alone

    def join(self, before: str, after: str) -> str:
        """Join two parts of a line-end hyphen, keeping the hyphen where the word has it.

        Figures and names keep it, and a hyphen that line ends alone have goes. A compound that
        stands elsewhere in the document keeps its hyphen. Else it goes where the document
        hyphenates its lines; where it does not, it goes only where the whole word stands elsewhere
        without one.
        """
        last = before.rsplit(" ", 1)[-1]
        first = re.match(r"[\w'’-]*", after)
        tail = first.group() if first else ""
        stem = last.rstrip(_HYPHENS).lower().replace("\u2010", "-").lstrip("(«\"'")
        with_hyphen, without = f"{stem}-{tail.lower()}", f"{stem}{tail.lower()}"
        if not tail or not tail[0].islower() or not stem[-1:].isalpha():
            return before + after
        if before[-1] == "\u2010" and not self.typed:
            return before[:-1] + after
        if self.known[with_hyphen] > self.known[without]:
            return before + after
        if self._compound(stem, tail) and not self.known[without]:
            return before + after
        if self.hyphenated or (self.known[without] and stem not in COMBINING):
            return before[:-1] + after
        return before + after

    def _compound(self, stem: str, tail: str) -> bool:
        """Tell whether both parts are words that the document uses by themselves."""
        return self.known[stem] > 1 and self.known[tail.lower()] > 0


def _last_word(text: str) -> str:
    return re.split(r"[\s\ufdd1]", text)[-1].lstrip("(«\"'")


def _first_word(text: str) -> str:
    found = re.match(r"[^\W\d_]*", text)
    return found.group() if found else ""


def cell_text(lines: Sequence[TextLine], right: float = math.inf) -> str:
    """Return the text of a cell, a newline between its paragraphs and before each bullet.

    A sign of a dingbat font before a text is that of a list, and no mark. A hyphen at a line
    end is followed by `LINE_END`, and a word that fills its line up to `right`, where text ends
    in the cell, by `WORD_END`, until `Hyphens.settle` knows the document.
    """
    text = ""
    step = usual_step(lines)
    for index, line in enumerate(lines):
        printed = line_text(line)
        if goes_on_number(text, printed):
            text += printed
            continue
        sign = dingbat(line.words[0].text, line.words[0].font) if len(line.words) > 1 else None
        if sign:
            printed = f"{'• ' if sign in BULLETS else ''}{printed.split(' ', 1)[1]}"
        if not index:
            text = printed
            continue
        before = lines[index - 1]
        apart = line.top - before.top > _NEW_PARAGRAPH * step
        ended = _ends_alone(before, line, lines) or _was_ended(before, line, lines, right)
        if apart or starts_item(line) or ended:
            text += "\n" + printed
        elif _fills(before, line.words[0], right):
            text += WORD_END + printed
        else:
            text = append(text, printed)
    return text


def _fills(line: TextLine, following: Word, right: float) -> bool:
    """Tell whether a line is one word that leaves no room for a letter of the next."""
    (*others, word) = line.words[1:] if starts_item(line) else line.words
    letter = (following.x1 - following.x0) / len(following.text)
    fills = not others and word.x1 <= right + letter / 2 and word.x1 + WIDEST * letter > right
    return fills and word.text[-1].isalpha() and following.text[0].islower()


def goes_on_number(before: str, printed: str) -> bool:
    """Tell whether a line is the rest of a number that a narrow cell broke at one of its dots."""
    dots = before.endswith(".") + printed.startswith(".")
    whole = dots == 1 and not printed.endswith(".")
    return whole and bool(_DOTTED.fullmatch(before + printed))


def append(text: str, printed: str) -> str:
    """Add a line to a paragraph."""
    if text.endswith("\u00ad"):
        return text[:-1] + printed
    if text[-1:] in _HYPHENS and text[-2:-1].strip():
        return text + LINE_END + printed
    return f"{text} {printed}" if text else printed


def line_text(line: TextLine) -> str:
    """Return a line as printed, glyphs of dingbat fonts by their meaning, without soft hyphens."""
    fonts = {word.font for word in line.words}
    if any(map(is_dingbat_font, fonts)):
        parts = [dingbat(word.text, word.font) or word.text for word in line.words]
    else:
        parts = [word.text for word in line.words]
    text = " ".join(parts)
    return text[:-1].replace("\u00ad", "") + text[-1:] if "\u00ad" in text else text


def starts_item(line: TextLine) -> bool:
    """Tell whether a line begins with a bullet or the number of a list item."""
    if len(line.words) < 2:
        return False
    first = line.words[0]
    bullet = dingbat(first.text, first.font) or first.text
    if bullet == "o" and line.words[1].x0 - first.x1 < 0.6 * first.size:
        return False
    return bool(_BULLET.match(bullet)) or bool(_NUMBERED.match(bullet))


def usual_step(lines: Sequence[TextLine]) -> float:
    """Return the least distance that is usual between the tops of lines, in points."""
    steps = sorted(b.top - a.top for a, b in itertools.pairwise(lines) if b.top - a.top > 1)
    return steps[len(steps) // 4] if steps else (lines[0].size * 1.2 if lines else 0.0)


def _ends_alone(before: TextLine, line: TextLine, lines: Sequence[TextLine]) -> bool:
    """Tell whether a line ends a sentence although the next word would have fitted on it."""
    if before.words[-1].text[-1:] not in ".:;?!":
        return False
    room = max(other.x1 for other in lines) - before.x1
    return room > (line.words[0].x1 - line.words[0].x0) + 0.6 * line.size


def _was_ended(before: TextLine, line: TextLine, lines: Sequence[TextLine], right: float) -> bool:
    """Tell whether a line of a cell was ended with much room on it: the next is a text of its own.

    `right` is where text ends in the cell.
    """
    word = line.words[0]
    if right == math.inf or not word.text[0].isupper() or before.text[-1] in "-–,;:('’/&":
        return False
    width = right - min(other.x0 for other in lines)
    return right - before.x1 > word.x1 - word.x0 + SPACE * line.size + MUCH_ROOM * width

"""Lines of text → the text of a paragraph or a cell: line ends, bullets, new lines."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterable, Sequence

from pipeline.read.pdf.fonts import dingbat, is_dingbat_font
from pipeline.read.pdf.hyphens import HYPHENS, LINE_END, WORD_END
from pipeline.read.pdf.lines import TextLine
from pipeline.read.pdf.primitives import Word
from pipeline.text import BULLETS, CIRCLED

WIDEST = 1.25
"""The next letter is at most this many times as wide as the letters of its word."""
WIDE_LETTERS, WIDE = "mw", 1.75
"""The same of the letters that are far wider than the others."""
_BULLET = re.compile(rf"^[{BULLETS}–—*✓✔→o-]$")
_OPENS, _CLOSES = "«»"
_NUMBERED = re.compile(r"^(?:\(?\d{1,3}[.)]|\(?[a-z]\)|[ivx]{1,4}[.)])$")
_YEAR = re.compile(r"(?:19|20)\d\d")
_COUNTED = re.compile(r"(\d+[\d.-]*[.-]|[A-Z]{1,3}[.-]?(?:\d+[.-])*)(\d{1,3})[.):]?")
_ROWS = re.compile(r"(\(?[A-Z]{0,4}[.-]?(?:\d+[.-])*)(\d{1,3})[.):]?")
_DOTTED = re.compile(r"\d{1,3}(?:\.\d{1,3})+")
SPACE = 0.3
MUCH_ROOM = 0.25
"""A line that leaves this share of its cell free, and the room for the next word, was ended."""
_NEW_PARAGRAPH = 1.45
"""Lines this many times their usual distance apart are two paragraphs."""


def cell_text(lines: Sequence[TextLine], right: float = math.inf, *, last: bool = False) -> str:
    """Return the text of a cell, a newline between its paragraphs and before each bullet.

    A sign of a dingbat font before a text is that of a list, and no mark. A hyphen at a line
    end is followed by `LINE_END`, and a word that fills its line up to `right`, where text ends
    in the cell, by `WORD_END`, until `Hyphens.settle` knows the document: at the end of the text
    too in the `last` row of a table, which a page break may part there.
    """
    text = ""
    step = usual_step(lines)
    for index, line in enumerate(lines):
        printed = line_text(line)
        if goes_on_number(text, printed) or (index == 1 and _is_year(lines[0], line, right)):
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
        titled = before.bold and not any(word.bold for word in line.words)
        ended = titled or _ends_alone(before, line, lines) or _was_ended(before, line, lines, right)
        if apart or starts_item(line, itertools.islice(lines, index)) or ended:
            text += "\n" + printed
        elif _fills(before, line.words[0], right):
            text += WORD_END + printed
        else:
            text = append(text, printed)
    cut = last and lines and _fills(lines[-1], lines[-1].words[-1], right)
    return text + WORD_END if cut else text


def _fills(line: TextLine, following: Word, right: float) -> bool:
    """Tell whether a line is one word that leaves no room for a letter of the next.

    Where the next is on another page, the word itself tells how wide letters are.
    """
    (*others, word) = line.words[1:] if starts_item(line) else line.words
    goes_on = following is word or following.text[0].islower()
    letter = (following.x1 - following.x0) / len(following.text)
    widest = letter * (WIDE if following.text[0] in WIDE_LETTERS else WIDEST)
    fills = not others and word.x1 <= right + letter / 2 and word.x1 + widest > right
    return fills and word.text[-1].isalpha() and goes_on


def goes_on_number(before: str, printed: str) -> bool:
    """Tell whether a line is the rest of a number that a narrow cell broke at one of its dots."""
    dots = before.endswith(".") + printed.startswith(".")
    whole = dots == 1 and not printed.endswith(".")
    return whole and bool(_DOTTED.fullmatch(before + printed))


def _is_year(line: TextLine, rest: TextLine, right: float) -> bool:
    """Tell whether a narrow cell broke a year into two lines: the first has no room for more."""
    figure = (line.x1 - line.x0) / len(line.text)
    return bool(_YEAR.fullmatch(line.text + rest.text)) and line.x1 + figure > right


def append(text: str, printed: str) -> str:
    """Add a line to a paragraph."""
    if text.endswith(WORD_END):
        if printed[:1].islower():
            return text + printed
        text = text.removesuffix(WORD_END)
    if text.endswith("\u00ad"):
        return text[:-1] + printed
    if text[-1:] in HYPHENS and text[-2:-1].strip():
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


def bold_head(line: TextLine) -> str:
    """Return the bold words that a line begins with where the others are not bold."""
    count = next((n for n, word in enumerate(line.words) if not word.bold), 0)
    return " ".join(word.text for word in line.words[:count])


def starts_item(line: TextLine, before: Iterable[TextLine] = ()) -> bool:
    """Tell whether a line begins with a bullet or the number of a list item.

    A sign that closes what the lines `before` it quote is none.
    """
    if len(line.words) < 2:
        return False
    first = line.words[0]
    if first.text == _CLOSES:
        words = [word.text for one in before for word in one.words]
        if sum(text.count(_OPENS) - text.count(_CLOSES) for text in words) > 0:
            return False
    bullet = dingbat(first.text, first.font) or first.text
    if bullet == "o" and line.words[1].x0 - first.x1 < 0.6 * first.size:
        return False
    return bullet in CIRCLED or bool(_BULLET.match(bullet)) or bool(_NUMBERED.match(bullet))


def counts_on(line: TextLine, before: TextLine, *, rows: bool = False) -> bool:
    """Tell whether two lines begin with codes, the second with the one after that of the first.

    Rows of a table may be told by bare numbers too.
    """
    pattern = _ROWS if rows else _COUNTED
    codes = [pattern.fullmatch(one.words[0].text) for one in (before, line)]
    if codes[0] is None or codes[1] is None or codes[0][1] != codes[1][1]:
        return False
    return int(codes[1][2]) == int(codes[0][2]) + 1


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

"""Words → lines of text: what stands on one baseline, left to right, calls and spacing resolved.

Words drawn twice count once. Letter-spaced words are put together again. A small raised figure
after a word is a footnote call and no text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from pipeline.read.pdf.primitives import Box, Word
from pipeline.read.pdf.spaced_letters import close_spacing

SAME_WORD_PT = 1.5
"""A word drawn again less than this far away is the same word, drawn twice to look bold."""
LEAST_MOVED_PT = 0.05
MOST_MOVED = 0.1
"""A text drawn again at least so many points and at most so many type sizes away is bold."""
NEAR_PT = 24.0
"""Words are looked up by squares of this side: few stand near two of them."""
CALL_SIZE = 0.8
"""A footnote call is set at most this much of the size of its line."""
NUMERAL = 1.8
"""A number this many times as large as the text beside it stands apart from its lines."""
APART = 1.3
"""A gap of more than this many type sizes sets two texts apart."""
_Square = tuple[float, float]
_AT = attrgetter("x0", "x1")
_METRES = re.compile(r"[kcmdh]?m")
_LEADERS = re.compile(r"\.{4,}|(?:(?!\.{4}).)+")
_CALL = re.compile(r"\(?(?:\d{1,3}|[*†‡§]{1,3}|[a-z])\)?,?")


@dataclass(slots=True)
class TextLine:
    """Words on one baseline; `calls` are the footnote calls among them."""

    words: list[Word]
    calls: list[Word] = field(default_factory=list)
    x0: float = 0.0
    x1: float = 0.0
    top: float = 0.0
    bottom: float = 0.0
    size: float = 0.0
    bold: bool = False

    def measure(self) -> None:
        """Set the box, the type size and the weight that most of the line has."""
        words = self.words
        first = words[0]
        if len(words) == 1:
            self.x0, self.top, self.x1, self.bottom = first.x0, first.top, first.x1, first.bottom
            self.size = round(first.size, 1)
            self.bold = first.bold and is_worded(first.text)
            return
        self.x0, self.x1 = min([w.x0 for w in words]), max([w.x1 for w in words])
        self.top, self.bottom = min([w.top for w in words]), max([w.bottom for w in words])
        self.size = round(first.size, 1) if _is_alike(words) else self._usual_size()
        self.bold = True in [w.bold for w in words] and self._words_are_bold()

    def _usual_size(self) -> float:
        lengths: dict[float, int] = {}
        for word in self.words:
            size = round(word.size, 1)
            lengths[size] = lengths.get(size, 0) + len(word.text)
        return max(lengths, key=lambda size: (lengths[size], size))

    def _words_are_bold(self) -> bool:
        worded = [word for word in self.words if is_worded(word.text)]
        return bool(worded) and all(word.bold for word in worded)

    @property
    def text(self) -> str:
        """The words, a space between each two."""
        return " ".join([word.text for word in self.words])

    @property
    def box(self) -> Box:
        """x0, top, x1, bottom in points."""
        return self.x0, self.top, self.x1, self.bottom


def is_worded(text: str) -> bool:
    """Tell whether a text holds a letter or a digit."""
    return text.isalnum() or any(map(str.isalnum, text))


def emboldens(across: float, down: float, size: float) -> bool:
    """Tell whether a text drawn again so far away looks bold: hardly moved, but moved."""
    moved = max(abs(across), abs(down))
    return LEAST_MOVED_PT <= moved <= MOST_MOVED * size


def without_doubles(words: Sequence[Word]) -> list[Word]:
    """Return words without those that are drawn again over themselves.

    A word whose second drawing is moved a little is bold.
    """
    kept: list[Word] = []
    seen: dict[str, dict[_Square, list[Word]]] = {}
    for word in words if not any("...." in word.text for word in words) else _parted(words):
        square = word.x0 // NEAR_PT, word.top // NEAR_PT
        known = seen.get(word.text)
        if known is None:
            seen[word.text] = {square: [word]}
            kept.append(word)
            continue
        if (double := _double(word, known)) is not None:
            moved = emboldens(word.x0 - double.x0, word.top - double.top, word.size)
            double.bold = double.bold or moved
            continue
        known.setdefault(square, []).append(word)
        kept.append(word)
    return kept


def _double(word: Word, known: dict[_Square, list[Word]]) -> Word | None:
    x, y = word.x0, word.top
    left, right = (x - SAME_WORD_PT) // NEAR_PT, (x + SAME_WORD_PT) // NEAR_PT
    upper, lower = (y - SAME_WORD_PT) // NEAR_PT, (y + SAME_WORD_PT) // NEAR_PT
    for column in (left, right) if left != right else (left,):
        for row in (upper, lower) if upper != lower else (upper,):
            for other in known.get((column, row), ()):
                if abs(other.x0 - x) <= SAME_WORD_PT and abs(other.top - y) <= SAME_WORD_PT:
                    return other
    return None


def _parted(words: Iterable[Word]) -> Iterator[Word]:
    return (part for whole in words for part in _without_leaders(whole))


def _without_leaders(word: Word) -> list[Word]:
    """Part a word from the row of dots that leads from it to a page number."""
    if "...." not in word.text:
        return [word]
    step = (word.x1 - word.x0) / len(word.text)
    return [
        Word(
            found.group(), word.x0 + found.start() * step, word.top, word.x0 + found.end() * step,
            word.bottom, word.size, word.font, word.bold, word.angle,
        )
        for found in _LEADERS.finditer(word.text)
    ]  # fmt: skip


def to_lines(words: Iterable[Word]) -> list[TextLine]:
    """Return the lines that words stand on, top to bottom."""
    lines: list[TextLine] = []
    for group in _unbridged(_by_baseline(words)):
        group.sort(key=_AT)
        line = TextLine(group) if _is_alike(group) else TextLine(*_without_calls(group))
        if not line.words:
            line = TextLine(line.calls)
        line.words = close_spacing(line.words)
        line.measure()
        lines.append(line)
    return lines


def _is_alike(words: Sequence[Word]) -> bool:
    """Tell whether words are set in one size."""
    size = words[0].size
    return [word.size for word in words].count(size) == len(words)


def _by_baseline(words: Iterable[Word]) -> list[list[Word]]:
    """Group words that share most of their height with a line, the largest type first in doubt."""
    level: dict[tuple[float, float], list[Word]] = {}
    last, beside = None, []
    for word in words:
        band = word.top, word.bottom
        if band != last:
            last, beside = band, level.setdefault(band, [])
        beside.append(word)
    groups: list[list[Word]] = []
    bands: list[tuple[float, float]] = []
    for upper, lower in sorted(level, key=sum):
        best = None
        for index in range(len(groups) - 1, max(-1, len(groups) - 4), -1):
            top, bottom = bands[index]
            shared = min(bottom, lower) - max(top, upper)
            if shared >= 0.5 * min(bottom - top, lower - upper):
                best = index
                break
        if best is None:
            groups.append(level[upper, lower])
            bands.append((upper, lower))
        else:
            groups[best] += level[upper, lower]
            top, bottom = bands[best]
            if lower - upper > bottom - top:
                bands[best] = (upper, lower)
    order = sorted(range(len(groups)), key=lambda i: bands[i])
    return [groups[i] for i in order]


def _unbridged(groups: Iterable[list[Word]]) -> Iterator[list[Word]]:
    """Part groups in which large type stands beside two lines of small type, far from them."""
    for group in groups:
        if _is_alike(group):
            yield group
            continue
        sides = [_by_baseline(side) for side in _set_apart(group)]
        if all(len(side) == 1 for side in sides):
            yield group
        else:
            lines = [line for side in sides for line in side]
            yield from sorted(lines, key=lambda line: min((w.top, w.x0) for w in line))


def _set_apart(words: Sequence[Word]) -> list[list[Word]]:
    """Part words where no word stands over a wide gap."""
    ordered = sorted(words, key=lambda word: word.x0)
    sides = [[ordered[0]]]
    right = ordered[0].x1
    for word in ordered[1:]:
        before = sides[-1][-1]
        if word.x0 - right > (
            0 if _is_numeral(before, word) else APART * min(word.size, before.size)
        ):
            sides.append([])
        sides[-1].append(word)
        right = max(right, word.x1)
    return sides


def _is_numeral(before: Word, word: Word) -> bool:
    return before.text.isdigit() and before.size > NUMERAL * word.size


def _without_calls(words: Sequence[Word]) -> tuple[list[Word], list[Word]]:
    """Part the words of a line from the footnote calls after them."""
    sizes = [word.size for word in words]
    size = max(sizes)
    if min(sizes) > CALL_SIZE * size:
        return list(words), []
    kept: list[Word] = []
    calls: list[Word] = []
    for word in words:
        small = word.size <= CALL_SIZE * size and any(
            abs(before.x1 - word.x0) <= 0.35 * before.size and not _is_numeral(before, word)
            for before in kept[-1:]
        )
        raised = small and word.baseline < kept[-1].baseline - 0.12 * kept[-1].size
        lowered = small and word.baseline > kept[-1].baseline + 0.04 * kept[-1].size
        part = lowered or (raised and (_is_ordinal(kept[-1], word) or _is_power(kept[-1], word)))
        if raised and not part and _CALL.fullmatch(word.text):
            calls.append(word)
        elif part or (raised and word.text.isalpha()):
            kept[-1] = _glued(kept[-1], word)
        else:
            kept.append(word)
    return kept, calls


def _is_ordinal(before: Word, word: Word) -> bool:
    return before.text[-1:].isdigit() and word.text.rstrip(".,").isalpha()


def _is_power(before: Word, word: Word) -> bool:
    return bool(_METRES.fullmatch(before.text)) and word.text.rstrip(".,;") in {"2", "3"}


def _glued(before: Word, word: Word) -> Word:
    return Word(
        before.text + word.text, before.x0, before.top, word.x1, before.bottom, before.size,
        before.font, before.bold,
    )  # fmt: skip

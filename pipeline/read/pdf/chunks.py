"""Lines of a page → their parts that belong to columns of text, each a line of its own.

A wide gap parts a line. A narrower one does where it is wider than those between the words beside
it, and the text after it begins where lines of a column do.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.read.pdf.lines import TextLine
from pipeline.read.pdf.paragraphs import starts_item
from pipeline.read.pdf.primitives import Word
from pipeline.text import BULLETS

_NUMBER = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,4}|[A-Z])[.)]?")
LEAD = 5.0
"""The number of a heading stands at most this many type sizes before its text."""
LEVEL = 0.3
"""A number stands on the line of its text, or this share of the type size off it at most."""
GUTTER = 1.3
"""A gap of more than this many type sizes parts two texts on one line."""
LEAST_GUTTER_PT = 7.0
WIDER = 1.5
"""A narrow gutter is at least this many times as wide as the gaps between words."""
WIDEST = 3.0
"""The gaps of a justified line are at most this many type sizes wide."""
SAME_GAP_PT = 0.5
LEAST_BULLETS = 3
"""So many bullets stand one under the other in a column of a list."""
LEAST_LINES = 4
"""So many lines of a column begin at one place."""


def in_parts(lines: Sequence[TextLine]) -> list[TextLine]:
    """Part lines where a gap parts two texts."""
    apart = [(line, part) for line in lines for part in _by_wide_gaps(line)]
    starts = Counter(round(part[i].x0) for _, part in apart for i in (0, *_narrow(part)))
    begins = {x for x, count in starts.items() if count >= LEAST_LINES}
    begins |= _hung([part for _, part in apart])
    return [_chunk(piece, line) for line, part in apart for piece in _by_columns(part, begins)]


def _by_wide_gaps(line: TextLine) -> list[list[Word]]:
    least = max(GUTTER * line.size, LEAST_GUTTER_PT)
    if max([b.x0 - a.x1 for a, b in pairwise(line.words)], default=0.0) <= least:
        return [line.words]
    parts: list[list[Word]] = [[line.words[0]]]
    justified = _justified(line)
    for index, (before, word) in enumerate(pairwise(line.words)):
        gap = word.x0 - before.x1
        if index in justified:
            parts[-1].append(word)
            continue
        lead = len(parts[-1]) == 1 and _leads(before, word, gap)
        if gap > least and not lead:
            parts.append([word])
        else:
            parts[-1].append(word)
    return parts


def _justified(line: TextLine) -> set[int]:
    """Return the wide gaps of a line that are all alike, as those of a justified line are."""
    least = max(GUTTER * line.size, LEAST_GUTTER_PT)
    pairs = list(pairwise(line.words))
    gaps = [b.x0 - a.x1 for a, b in pairs]
    found: set[int] = set()
    if max(gaps, default=0.0) <= least or not any(w.text.islower() for w in line.words):
        return found
    for index, (one, two) in enumerate(pairwise(gaps)):
        alike = least < one <= WIDEST * line.size and abs(one - two) <= SAME_GAP_PT
        texts = (*pairs[index], pairs[index + 1][1])
        if alike and all(any(map(str.isalpha, w.text)) for w in texts):
            found |= {index, index + 1}
    return found


def _narrow(words: Sequence[Word]) -> list[int]:
    """Return the words before which a gap is wide enough for a narrow gutter."""
    gaps = [b.x0 - a.x1 for a, b in pairwise(words)]
    if not gaps or max(gaps) < LEAST_GUTTER_PT:
        return []
    least = max(LEAST_GUTTER_PT, WIDER * sorted(gaps)[len(gaps) // 2])
    return [index for index, gap in enumerate(gaps, 1) if gap >= least]


def _bullets(words: Sequence[Word]) -> list[int]:
    """Return the bullets inside a line: a list in columns hangs them close after the text."""
    return [index for index, word in enumerate(words[:-1]) if index and word.text in BULLETS]


def _hung(parts: Sequence[Sequence[Word]]) -> set[int]:
    """Return where bullets inside lines stand one under the other.

    Where each is as far from the words before it as those from each other, all are set between the
    words of titles, as in "Axe 1 • Culture".
    """
    stand: dict[int, list[bool]] = {}
    for part in parts:
        for i in _bullets(part):
            before, last = part[i].x0 - part[i - 1].x1, i - 1 if i > 1 else i + 1
            space = part[last].x0 - part[last - 1].x1
            stand.setdefault(round(part[i].x0), []).append(abs(before - space) <= SAME_GAP_PT)
    return {x for x, alike in stand.items() if len(alike) >= LEAST_BULLETS and not all(alike)}


def _by_columns(words: list[Word], begins: set[int]) -> Iterator[list[Word]]:
    """Part words at narrow gutters: `begins` is where lines of columns begin."""
    first = 0
    for index in sorted({*_narrow(words), *_bullets(words)}):
        before, word = words[index - 1], words[index]
        if {round(word.x0) + k for k in (-1, 0, 1)}.isdisjoint(begins):
            continue
        if index - first > 1 or not _leads(before, word, word.x0 - before.x1):
            yield words[first:index]
            first = index
    yield words[first:]


def _leads(first: Word, word: Word, gap: float) -> bool:
    """Tell whether a first word is the bullet or number of the text after it."""
    if gap > LEAD * first.size or abs(first.baseline - word.baseline) > LEVEL * word.size:
        return False
    return starts_item(TextLine([first, word])) or bool(_NUMBER.fullmatch(first.text))


def _chunk(words: list[Word], line: TextLine) -> TextLine:
    """Return words of a line as a line, with the calls that stand at them."""
    chunk = line
    if len(words) < len(line.words):
        chunk = TextLine(words)
        chunk.measure()
    chunk.calls = [c for c in line.calls if chunk.x0 <= c.x0 <= chunk.x1 + line.size]
    return chunk

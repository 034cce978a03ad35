"""The header of a table that nothing encloses: which bold lines it has, and what heads columns.

Lines come in, top to bottom. Bold lines set alike and close to each other are one header; a text
at the left that stands clear of the heads under it is the caption of the table and no part of it.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.read.marks import text_mark
from pipeline.read.pdf.apart import GAP, led_texts, texts_apart
from pipeline.read.pdf.lines import TextLine, is_worded

HEADER_GAP = 1.3
"""Lines of one header stand at most this many type sizes apart."""
MOST_LINES = 3
"""A header has at most so many lines over its last one."""
SAME_SIZE_PT = 0.5
HEAD_GAP = 2.0
"""Heads of columns end at most this many type sizes above what they stand over."""
HEADS = 3
"""A line of so many texts set apart heads columns."""
_ORDINAL = ("°", "º")
_WRAPPED = 0.4
"""A line of a head stands at most this many type sizes over the next line of it."""


def header_start(lines: Sequence[TextLine], last: int, gap: float = GAP) -> int:
    """Return the first line of the header that ends with a line, which is itself where none is."""
    start = top = last
    while top and last - top < MOST_LINES and one_header(lines[top - 1], lines[top]):
        top -= 1
        if not _is_caption(lines[top], lines[top + 1 : last + 1], gap):
            start = top
    return start


def heads_below(lines: Sequence[TextLine], index: int) -> bool:
    """Tell whether the header that a bold line belongs to goes on under it, over plain lines."""
    last = index
    while last + 1 < len(lines) and one_header(lines[last], lines[last + 1]):
        last += 1
    return index < last <= index + MOST_LINES and last + 1 < len(lines)


def one_header(above: TextLine, line: TextLine) -> bool:
    """Tell whether two lines are set alike, in bold, one close under the other, without marks."""
    if not (above.bold and line.bold) or abs(above.size - line.size) > SAME_SIZE_PT:
        return False
    # Of "N°" a narrow column leaves the sign to a line of its own.
    words = (*above.words, *(w for w in line.words[:1] if w.text not in _ORDINAL), *line.words[1:])
    signs = (w.text for w in words if not is_worded(w.text))
    marked = any(text_mark(sign) for sign in signs)
    return line.top - above.bottom <= HEADER_GAP * line.size and not marked


def heads_of(header: Sequence[TextLine], gap: float = GAP) -> list[tuple[float, float]]:
    """Return where the heads of columns stand: of each, the lowest text of the header."""
    heads: list[tuple[float, float]] = []
    for line in reversed(header):
        for left, right in led_texts(line, gap):
            if not any(a < right and left < b for a, b in heads):
                heads.append((left, right))
    return sorted(heads)


def heads_top(above: Sequence[TextLine], first: float) -> float | None:
    """Return where the heads of columns begin that stand right over a row that heads others."""
    start = header_start(above, len(above) - 1) if above else 0
    header = above[start:]
    close = bool(header) and first - header[-1].bottom <= HEAD_GAP * header[-1].size
    return header[0].top if close and header[-1].bold and len(heads_of(header)) >= HEADS else None


def _is_caption(line: TextLine, under: Sequence[TextLine], gap: float) -> bool:
    """Tell whether a line is one text at the left that no head under it goes on with."""
    if len(texts_apart(line, gap)) > 1 or line.x0 > min(below.x0 for below in under) + line.size:
        return False
    next_tops = [
        word.top
        for below in under
        for word in below.words
        if word.x0 < line.x1 and line.x0 < word.x1
    ]
    return bool(next_tops) and min(next_tops) - line.bottom > _WRAPPED * line.size

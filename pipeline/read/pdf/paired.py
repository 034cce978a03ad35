"""Labels with what they say beside them, for which nothing is drawn: tables of two columns.

Lines of two texts whose left ones are labels, one under the other, make such a table; a line that
begins under what a label says goes on with it. Labels are set in bold, end with a colon, or are
the same in several places of a page.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.read.pdf.apart import texts_apart
from pipeline.read.pdf.frames import Frame, walled_frame
from pipeline.read.pdf.lines import TextLine

LEAST_PAIRS = 3
LABEL_WORDS = 5
SAME_START_PT = 1.0
SET_APART = 0.9
"""A gap of more than this many type sizes sets a label apart from what it says."""
NEXT_PAIR = 2.0
"""The next label stands at most this many type sizes under the text before it."""
WRAPPED = 0.7
"""Lines of one text stand at most this many type sizes apart."""


def paired_frames(lines: Sequence[TextLine]) -> list[Frame]:
    """Return the frames of the labels and what they say among the lines of a page."""
    found: list[list[list[TextLine]]] = []
    index = 0
    while index < len(lines):
        rows = _rows(lines, index)
        index += max(1, sum(map(len, rows)))
        if len(rows) >= LEAST_PAIRS:
            found.append(rows)
    labels = [tuple(_label(row[0]) for row in rows) for rows in found]
    return [
        _frame(rows)
        for rows, said in zip(found, labels, strict=True)
        if labels.count(said) > 1 or all(_is_set_off(row[0]) for row in rows)
    ]


def _rows(lines: Sequence[TextLine], index: int) -> list[list[TextLine]]:
    """Return the rows that begin with a line, each with the lines that go on with it."""
    first = _value_start(lines[index])
    if first is None:
        return []
    left = lines[index].x0
    rows = [[lines[index]]]
    for line in lines[index + 1 :]:
        last = rows[-1][-1]
        gap = line.top - last.bottom
        value = _value_start(line)
        if value is not None and gap <= NEXT_PAIR * line.size:
            if max(abs(value - first), abs(line.x0 - left)) > SAME_START_PT:
                break
            rows.append([line])
        elif abs(line.x0 - first) <= SAME_START_PT and gap <= WRAPPED * line.size:
            rows[-1].append(line)
        else:
            break
    return rows


def _value_start(line: TextLine) -> float | None:
    """Return where the text beside a label begins, or None where a line is no such pair."""
    texts = texts_apart(line, SET_APART)
    if len(texts) != 2:
        return None
    label = [word for word in line.words if word.x0 < texts[1][0]]
    named = label[0].text[:1].isalpha() and len(label) <= LABEL_WORDS
    return texts[1][0] if named else None


def _label(line: TextLine) -> str:
    start = _value_start(line) or line.x1
    return " ".join(word.text for word in line.words if word.x0 < start)


def _is_set_off(line: TextLine) -> bool:
    """Tell whether a label is set in bold unlike what it says, or ends with a colon."""
    start = _value_start(line) or line.x1
    bold = {word.bold for word in line.words if word.x0 < start}
    said = {word.bold for word in line.words if word.x0 >= start}
    return (bold == {True} and said == {False}) or _label(line).endswith(":")


def _frame(rows: Sequence[Sequence[TextLine]]) -> Frame:
    starts = [_value_start(row[0]) or row[0].x1 for row in rows]
    ends = [
        max(word.x1 for word in row[0].words if word.x0 < start)
        for row, start in zip(rows, starts, strict=True)
    ]
    right = max(line.x1 for row in rows for line in row) + 2
    xs = rows[0][0].x0 - 2, (max(ends) + starts[0]) / 2, right
    tops = [(a[-1].bottom + b[0].top) / 2 for a, b in pairwise(rows)]
    ys = [rows[0][0].top - 2, *tops, rows[-1][-1].bottom + 2]
    return walled_frame(
        xs,
        ys,
        {(edge, row) for edge in range(3) for row in range(len(rows))},
        {(row, column) for row in range(len(ys)) for column in range(2)},
    )

"""The texts of one line that gaps set apart: where each begins and ends."""

from __future__ import annotations

from pipeline.read.pdf.lines import TextLine

GAP = 0.6
"""A gap of more than this many type sizes sets two texts apart."""


def texts_apart(line: TextLine, gap: float = GAP) -> list[tuple[float, float]]:
    """Return where the texts of a line begin and end, left to right."""
    texts: list[tuple[float, float]] = []
    for word in line.words:
        if texts and word.x0 - texts[-1][1] <= gap * word.size:
            texts[-1] = texts[-1][0], word.x1
        else:
            texts.append((word.x0, word.x1))
    return texts

"""Lines that print a section and one inside it ("Axe 1 – Eau Objectif 1.1 – Capter") → two lines.

Set one under the other in one type, or beside each other, the two read as one text. The second one
shows by its word and by its number, which goes on from that of the first.
"""

from __future__ import annotations

from dataclasses import replace

from pipeline.document import Line
from pipeline.extract.headings import Headings, goes_on_from

_BETWEEN = " –—-|•/·"


def heads_of(line: Line, headings: Headings) -> list[Line]:
    """Return the headings that a line prints, outermost first; the line where it is one or none."""
    head = headings.of(line)
    if head is None or not headings.numbers_section(head) or not head.title:
        return [line]
    tokens = line.text.split()
    for at in range(1, len(tokens)):
        if not tokens[at][0].isupper():
            continue
        inner = replace(line, text=" ".join(tokens[at:]), head="")
        below = headings.of(inner)
        numbered = headings.numbers_section(below)
        if below is None or not (numbered and below.title) or below.name == head.name:
            continue
        if goes_on_from(below.number or "", head.number or ""):
            first = replace(line, text=" ".join(tokens[:at]).rstrip(_BETWEEN), calls=())
            return [first, *heads_of(inner, headings)]
    return [line]

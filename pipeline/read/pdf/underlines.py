"""Rules under or through words: they set words off and part no cells."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.read.pdf.drawing import dash
from pipeline.read.pdf.figures import SAME_LINE_PT, Drawing, Rule
from pipeline.read.pdf.primitives import Word
from pipeline.read.pdf.within import Placed

SIGN = 2
"""A sign is a word of at most so many characters."""
END_PT = 3.5
"""An underline begins and ends this close to its words."""


def take_underlines(drawing: Drawing, placed: Placed) -> None:
    """Take the rules that underline or strike words from a drawing.

    One that runs from wall to wall is the border of a cell, however close its words come to it.
    One on a single sign is a shape: it may strike out a mark.
    """
    kept: list[Rule] = []
    for rule in drawing.across:
        on = _words_on(rule, placed)
        if not _begins_and_ends(rule, on) or _is_walled(rule, drawing.down):
            kept.append(rule)
        elif len(on) == 1 and len(on[0].text) <= SIGN:
            drawing.shapes.append(dash(rule, across=True))
    drawing.across = kept


def _words_on(rule: Rule, placed: Placed) -> list[Word]:
    return [
        w for w in placed.beside(rule.at)
        if not w.angle and w.top < rule.at <= w.bottom + 1.5
        and w.x1 > rule.start + 0.5 and w.x0 < rule.end - 0.5
    ]  # fmt: skip


def _begins_and_ends(rule: Rule, on: Sequence[Word]) -> bool:
    """Tell whether a rule begins and ends with the words on it."""
    return (
        bool(on)
        and abs(min(w.x0 for w in on) - rule.start) <= END_PT
        and abs(max(w.x1 for w in on) - rule.end) <= END_PT
    )


def _is_walled(rule: Rule, down: Sequence[Rule]) -> bool:
    """Tell whether a rule begins at one that goes down and ends at another."""
    met = [d.at for d in down if d.start - SAME_LINE_PT <= rule.at <= d.end + SAME_LINE_PT]
    return all(any(abs(at - end) <= SAME_LINE_PT for at in met) for end in (rule.start, rule.end))

"""Texts side by side that look like a table: rules of their own at different heights tell them.

Lines of text in columns may fall on one level by chance. What is drawn between the rows of a table
runs through all of it, or ends at its side, or stands level in several columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from pipeline.read.pdf.figures import Rule
from pipeline.read.pdf.frames import Frame
from pipeline.read.pdf.regions import LEAST_WIDTH_PT, SAME_EDGE_PT


def stands_asunder(frame: Frame, rules: Sequence[Rule]) -> bool:
    """Tell whether rules across part what stands in a frame at other heights here than there."""
    x0, top, x1, bottom = frame.box
    inside = [
        rule
        for rule in rules
        if top < rule.at < bottom and rule.end - rule.start >= LEAST_WIDTH_PT
        and x0 - SAME_EDGE_PT < (rule.start + rule.end) / 2 < x1 + SAME_EDGE_PT
    ]  # fmt: skip
    return any(_is_apart(a, b, inside) for a, b in combinations(inside, 2))


def _is_apart(a: Rule, b: Rule, rules: Sequence[Rule]) -> bool:
    """Tell whether two rules stand over different columns, each without one level with it there."""
    beside = a.end < b.start or b.end < a.start
    return (
        beside and abs(a.at - b.at) > SAME_EDGE_PT and not _level(a, b, rules)
        and not _level(b, a, rules)
    )  # fmt: skip


def _level(a: Rule, b: Rule, rules: Sequence[Rule]) -> bool:
    """Tell whether one of the rules stands at the height of one and over the columns of another."""
    return any(
        abs(rule.at - a.at) <= SAME_EDGE_PT and rule.start < b.end and b.start < rule.end
        for rule in rules
    )

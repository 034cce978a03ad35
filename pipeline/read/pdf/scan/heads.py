"""Dark heads of tables: the rules that go on through them in their own colour, and are not seen.

A rule that meets a dark tint from below parts its columns as far up as no letters stand in its
way. Where letters do, a head spans the columns, and a rule across parts it from those below.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.read.pdf.primitives import Path, Subpath
from pipeline.read.pdf.scan.ground import Grey, Tint
from pipeline.read.pdf.scan.scale import POINT

INKED = 90
"""Ink of this strength belongs to something."""
_MEET = 12  # pixels between a rule and a tint that meet
_LEAST = 30  # pixels: the height of the lowest row of a head


@dataclass(frozen=True, slots=True)
class Run:
    """The box of a rule in pixels."""

    left: int
    top: int
    right: int
    bottom: int

    def path(self) -> Path:
        """Return it as a stroke in points."""
        x, y = (self.left + self.right) / 2, (self.top + self.bottom) / 2
        if self.right - self.left >= self.bottom - self.top:
            points = [(self.left / POINT, y / POINT), (self.right / POINT, y / POINT)]
        else:
            points = [(x / POINT, self.top / POINT), (x / POINT, self.bottom / POINT)]
        return Path([Subpath(points)], (0, 0, 0), None, 1.0)


def head_rules(tint: Tint, down: Sequence[Run], ink: Grey) -> tuple[list[Run], list[Run]]:
    """Return the rules across and down that a dark tint hides."""
    meeting = sorted(
        (
            run
            for run in down
            if tint.left - _MEET <= run.left <= tint.right + _MEET
            and min(abs(run.top - tint.bottom), abs(run.bottom - tint.top)) <= _MEET
        ),
        key=lambda run: run.left,
    )
    tops = [_free_from(tint, run, ink) for run in meeting]
    if sum(top == tint.top for top in tops) < 2:
        return [], []
    across = [Run(tint.left, at, tint.right, at) for at in (tint.top, tint.bottom)]
    through: list[Run] = []
    for first, last in _spans([top > tint.top for top in tops]):
        cut = max(tops[first:last])
        if tint.bottom - cut < _LEAST:
            continue
        left = meeting[first - 1].left if first else tint.left
        right = meeting[last].right if last < len(meeting) else tint.right
        cut = _gap(ink[cut : tint.bottom, left + _MEET : right - _MEET], cut)
        across.append(Run(left, cut, right, cut))
        through += [Run(run.left, cut, run.right, tint.bottom) for run in meeting[first:last]]
    through += [
        Run(run.left, tint.top, run.right, tint.bottom)
        for run, top in zip(meeting, tops, strict=True)
        if top == tint.top
    ]
    return across, through


def _free_from(tint: Tint, run: Run, ink: Grey) -> int:
    """Return the row below which no letters stand on a rule's way; the tint's top for none."""
    way = ink[tint.top : tint.bottom, max(run.left - 2, 0) : run.right + 2] > INKED
    inked = np.nonzero(way.any(axis=1))[0]
    return tint.top + int(inked[-1]) + 4 if len(inked) else tint.top


def _gap(ink: Grey, top: int) -> int:
    """Return the middle of the first rows without letters; `top` is the first row's place."""
    free = ink.max(axis=1, initial=0) <= INKED
    starts = np.nonzero(free)[0]
    if not len(starts):
        return top
    first = int(starts[0])
    inked = np.nonzero(~free[first:])[0]
    return top + first + (int(inked[0]) if len(inked) else len(free) - first) // 2


def _spans(blocked: Sequence[bool]) -> list[tuple[int, int]]:
    """Return the runs of blocked rules, as first and end."""
    spans: list[tuple[int, int]] = []
    for place, one in enumerate(blocked):
        if one and spans and spans[-1][1] == place:
            spans[-1] = spans[-1][0], place + 1
        elif one:
            spans.append((place, place + 1))
    return spans

"""Ink → rules made of dots or dashes: small pieces of one size in a row, at one distance.

The dots of letters stand in a row too, but at any distance; the dots that lead from a title to its
page follow print. Neither is a rule.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from scipy import ndimage

from pipeline.read.pdf.scan.ground import Grey
from pipeline.read.pdf.scan.sheet import Mask

Box = tuple[int, int, int, int]

_INKED = 40
_THICK = 12  # pixels of the thickest piece
_LONGEST = 70  # pixels of the longest piece
_GAP = 45  # pixels between two pieces, at most: one may be lost where rules cross
_LEVEL = 3.0  # pixels by which pieces of one rule may stand higher or lower
_PIECES = 8
_LONG = 150  # pixels of the shortest rule
_ALIKE = 0.7  # the share of pieces, and of gaps, that are nearly as long as the usual
_REACH = 30  # pixels in which a rule ends beyond its last whole piece
_LEADER = 60  # pixels before a rule in which there is print, if dots lead on from it


@dataclass(frozen=True, slots=True)
class _Piece:
    left: int
    right: int
    top: int
    bottom: int

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


def broken_runs(ink: Grey, *, leaders: bool = True) -> Iterator[Box]:
    """Yield the boxes (top, left, bottom, right) of the broken rules across.

    `leaders` says that dots may lead on from print, as they do in lines of text.
    """
    inked = ink > _INKED
    labels, _ = ndimage.label(inked, structure=np.ones((3, 3)))
    pieces = [
        _Piece(columns.start, columns.stop, rows.start, rows.stop)
        for rows, columns in ndimage.find_objects(labels)
        if rows.stop - rows.start <= _THICK and columns.stop - columns.start <= _LONGEST
    ]
    for chain in _chains(pieces):
        if not _is_regular(chain):
            continue
        top, bottom = min(p.top for p in chain), max(p.bottom for p in chain)
        left = _end(inked, chain[0].left, top, bottom, -1)
        right = _end(inked, chain[-1].right, top, bottom, 1)
        before = inked[max(top - 25, 0) : top - 4, max(left - _LEADER, 0) : max(left - 4, 0)]
        if not (leaders and before.any() and _are_dots(chain)):
            yield top, left, bottom, right


def _chains(pieces: Sequence[_Piece]) -> Iterator[list[_Piece]]:
    """Yield pieces in a row, none far from the one before it."""
    level: list[_Piece] = []
    for piece in sorted(pieces, key=lambda p: p.middle):
        if level and piece.middle - level[-1].middle > 1:
            yield from _linked(level)
            level = []
        level.append(piece)
    yield from _linked(level)


def _linked(level: Sequence[_Piece]) -> Iterator[list[_Piece]]:
    open_chains: list[list[_Piece]] = []
    for piece in sorted(level, key=lambda p: p.left):
        on = next(
            (
                chain for chain in reversed(open_chains)
                if abs(chain[-1].middle - piece.middle) <= _LEVEL
                and 0 < piece.left - chain[-1].right <= _GAP
            ),
            None,
        )  # fmt: skip
        if on is None:
            open_chains.append([piece])
        else:
            on.append(piece)
    yield from open_chains


def _is_regular(chain: Sequence[_Piece]) -> bool:
    if len(chain) < _PIECES or chain[-1].right - chain[0].left < _LONG:
        return False
    lengths = [piece.right - piece.left for piece in chain]
    gaps = [after.left - before.right for before, after in pairwise(chain)]
    heights = [piece.bottom - piece.top for piece in chain]
    return _alike(lengths) and _alike(gaps) and _alike(heights)


def _are_dots(chain: Sequence[_Piece]) -> bool:
    return float(np.median([piece.right - piece.left for piece in chain])) <= _THICK


def _alike(values: Sequence[int]) -> bool:
    usual = float(np.median(values))
    near = sum(abs(value - usual) <= max(3.0, 0.4 * usual) for value in values)
    return near >= _ALIKE * len(values)


def _end(inked: Mask, at: int, top: int, bottom: int, step: int) -> int:
    """Return where a rule ends, with the piece of it that another rule crosses."""
    low, high = (at, at + _REACH) if step > 0 else (max(at - _REACH, 0), at)
    columns = np.nonzero(inked[top:bottom, low:high].any(axis=0))[0]
    if not columns.size:
        return at
    return low + int(columns[-1]) + 1 if step > 0 else low + int(columns[0])

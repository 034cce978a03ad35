"""Two wordings of a text → the words that stayed, went and came, in order."""

from __future__ import annotations

import re
from typing import Literal

Sign = Literal["=", "-", "+"]
Piece = tuple[Sign, str]


def wording(old: str, new: str) -> tuple[Piece, ...]:
    """Return the pieces of both texts: with "=" in both, with "-" in the old, with "+" in the new.

    The pieces without "+" put together are the old text, those without "-" the new one.
    """
    from rapidfuzz.distance import Indel

    before, after = _tokens(old), _tokens(new)
    pieces: list[Piece] = []
    for step in Indel.opcodes(before, after):
        went = "".join(before[step.src_start : step.src_end])
        came = "".join(after[step.dest_start : step.dest_end])
        if step.tag == "equal":
            pieces.append(("=", went))
        else:
            pieces += [("-", went)] if went else []
            pieces += [("+", came)] if came else []
    return tuple(_joined(pieces))


def _tokens(text: str) -> list[str]:
    """Split a text into words ("2024-2026" is one), what is between them, and single marks."""
    return re.findall(r"\s+|\w+(?:-\w+)*|[^\w\s]", text)


def _joined(pieces: list[Piece]) -> list[Piece]:
    """Bring what went and what came between two kept words together."""
    joined: list[Piece] = []
    went = came = ""
    for index, (sign, text) in enumerate(pieces):
        if sign == "=" and not (text.isspace() and (went or came) and index + 1 < len(pieces)):
            joined += _both(went, came)
            went = came = ""
            joined.append((sign, text))
        else:
            went += text if sign in "=-" else ""
            came += text if sign in "=+" else ""
    return joined + _both(went, came)


def _both(went: str, came: str) -> list[Piece]:
    pieces: list[Piece] = [("-", went)] if went else []
    return [*pieces, ("+", came)] if came else pieces

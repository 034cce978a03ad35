"""The icon fonts and picture files of web pages: which character an icon's name stands for.

Names are those that the common icon sets share ("fa-check", "bi-check-lg", "icon_check.svg"); a
name in no table stands for nothing.
"""

from __future__ import annotations

import re

from pipeline.read.marks import text_mark
from pipeline.read.pdf.fonts import dingbat

_SETS = frozenset(
    {
        "fa", "fas", "far", "fal", "fab", "fad", "bi", "glyphicon", "icon", "icons", "icone", "ico",
        "mdi", "ti", "la", "las", "ri", "ph", "dashicons", "material", "symbols", "outlined",
        "octicon", "feather", "lucide", "svg", "img", "image",
    }
)  # fmt: skip
_SHAPES = frozenset(
    {
        "o", "alt", "lg", "sm", "xs", "xl", "fw", "2x", "3x", "solid", "regular", "light", "thin",
        "fill", "filled", "outline", "circle", "round", "sign", "mark", "thick", "bold", "line",
        "small", "large", "heavy", "green", "red", "vert", "rouge", "bleu", "blue", "black", "noir",
        "white",
    }
)  # fmt: skip
_NAMES = {
    "✓": ("check", "checkmark", "tick", "ok", "done", "yes", "coche", "oui"),
    "☑": ("checked",),
    "❌": ("times", "xmark", "close", "remove", "cross", "no", "non", "croix", "x"),
    "☐": ("unchecked",),
    "–": ("minus", "dash", "tiret"),
    "●": ("dot", "bullet", "point"),
    "★": ("star", "etoile"),
}
_CHARS = {name: char for char, names in _NAMES.items() for name in names}
_SQUARES = frozenset({"square", "box"})
_HOLLOW = frozenset({"o", "far", "regular", "outline", "empty"})
_BLANK = frozenset({"spacer", "pixel", "blank", "transparent", "vide", "clear", "empty"})


def icon(names: str) -> str | None:
    """Return the character that the classes of an element or the name of a file stand for."""
    every = [
        [re.sub(r"(?<=[a-z])\d+$", "", p) for p in re.split(r"[-_.]+", name) if p]
        for name in names.lower().split()
    ]
    hollow = any(part in _HOLLOW for parts in every for part in parts)
    for parts in every:
        if _SETS.isdisjoint(parts):
            continue
        square = not _SQUARES.isdisjoint(parts)
        words = [part for part in parts if part not in _SETS | _SHAPES | _SQUARES]
        if len(words) == 1 and words[0] in _CHARS:
            char = _CHARS[words[0]]
            return "☑" if square and char == "✓" else char
        if not words and square:
            return "☐" if hollow else "■"
        if not words and "circle" in parts:
            return "○" if hollow else "●"
    return None


def picture(alt: str | None, source: str) -> tuple[bool, str | None]:
    """Tell whether a picture in an empty cell is a mark, and its character where one is known.

    An alternative text that is empty says that the picture is decoration, unless its file's name
    is an icon's.
    """
    stem = re.sub(r"[?#].*$", "", source).rpartition("/")[2].rpartition(".")[0]
    named = icon(f"icon-{stem}")
    said = text_mark(alt) if alt else None
    if said is not None:
        return True, said.char
    if named is not None:
        return True, named
    blank = any(part in _BLANK for part in re.split(r"[-_.\d]+", stem.lower()))
    return alt != "" and not blank, None


def pictured(text: str, font: str) -> str:
    """Return a text with the characters of a font of pictures as what they show."""
    if not font:
        return text
    return "".join(char if char.isspace() else dingbat(char, font) or char for char in text)

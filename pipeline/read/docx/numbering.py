"""The numbers and bullets that a word processor prints before paragraphs, and no text holds.

`numbering.xml` comes in; `Numbering.next` then gives the marker of each paragraph of a list, in
reading order, as it is printed: "1.", "2.3", "b)", "IV.", "•".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.read.counters import letters, roman
from pipeline.read.docx.package import Element
from pipeline.read.docx.styles import is_on, read_indent, whole
from pipeline.read.pdf.fonts import dingbat

_LEVELS = 9


@dataclass(frozen=True, slots=True)
class _Level:
    """A level of a list: its format, what is printed, where it starts and begins again."""

    form: str
    text: str
    start: int
    restart: int | None
    font: str
    legal: bool
    indent: int | None


class Numbering:
    """Counts the paragraphs of every list of a document."""

    def __init__(self, tree: Element | None) -> None:
        """Take `numbering.xml`, or None where a document has no lists."""
        self._levels: dict[str, dict[int, _Level]] = {}
        self._family: dict[str, str] = {}
        self._starts: dict[str, dict[int, int]] = {}
        self._counts: dict[str, list[int | None]] = {}
        if tree is None:
            return
        families = {a.get("abstractNumId", ""): _levels(a) for a in tree.iter("abstractNum")}
        for number in tree.iter("num"):
            name, family = number.get("numId", ""), number.find("abstractNumId")
            self._family[name] = family.get("val", "") if family is not None else ""
            self._levels[name] = dict(families.get(self._family[name], {}))
            for override in number.iter("lvlOverride"):
                depth = whole(override.get("ilvl"))
                start = override.find("startOverride")
                if start is not None:
                    self._starts.setdefault(name, {})[depth] = whole(start.get("val"), 1)
                self._levels[name] |= _levels(override)

    def next(self, number: str, depth: int) -> tuple[str, bool]:
        """Return (marker, is a bullet) of the next paragraph of a list; no list has no marker."""
        levels = self._levels.get(number, {})
        level = levels.get(depth)
        if level is None:
            return "", False
        counts = self._count(number, depth, levels)
        if level.form == "bullet":
            return (dingbat(level.text, level.font) or level.text or "•"), True

        def printed(found: re.Match[str]) -> str:
            at = int(found.group(1)) - 1
            asked = levels.get(at)
            count = counts[at] if at < len(counts) else None
            if asked is None:
                return ""
            form = "decimal" if level.legal else asked.form
            return _printed(asked.start if count is None else count, form)

        return re.sub(r"%([1-9])", printed, level.text).strip(), False

    def indent(self, number: str, depth: int) -> int | None:
        """Return how far a level of a list is set in, in twentieths of a point, or None."""
        level = self._levels.get(number, {}).get(depth)
        return level.indent if level is not None else None

    def _count(self, number: str, depth: int, levels: dict[int, _Level]) -> list[int | None]:
        """Count one paragraph up; lists of one family count on, unless one starts afresh."""
        counts = self._counts.setdefault(self._family[number], [None] * _LEVELS)
        for at, start in sorted(self._starts.pop(number, {}).items()):
            if at < _LEVELS:
                counts[at] = start - 1
        before = counts[depth]
        counts[depth] = levels[depth].start if before is None else before + 1
        for deeper in range(depth + 1, _LEVELS):
            level = levels.get(deeper)
            if level is None or level.restart is None or depth < level.restart:
                counts[deeper] = None
        return counts


def _levels(parent: Element) -> dict[int, _Level]:
    return {
        depth: _level(level)
        for level in parent.iter("lvl")
        if (depth := whole(level.get("ilvl"))) < _LEVELS
    }


def _level(element: Element) -> _Level:
    def value(name: str) -> str | None:
        found = element.find(name)
        return found.get("val", "") if found is not None else None

    fonts = element.find("rPr/rFonts")
    restart = value("lvlRestart")
    return _Level(
        form=value("numFmt") or "decimal",
        text=value("lvlText") or "",
        start=whole(value("start"), 1),
        restart=whole(restart) if restart is not None else None,
        font=(fonts.get("ascii") or fonts.get("hAnsi") or "") if fonts is not None else "",
        legal=element.find("isLgl") is not None and is_on(value("isLgl") or "1"),
        indent=read_indent(element.find("pPr")),
    )


def _printed(count: int, form: str) -> str:
    match form:
        case "lowerRoman" | "upperRoman":
            text = roman(count)
            return text.upper() if form == "upperRoman" else text
        case "lowerLetter" | "upperLetter":
            text = letters(count)
            return text.upper() if form == "upperLetter" else text
        case "decimalZero":
            return f"{count:02d}"
        case "none":
            return ""
        case _:
            return str(count)

"""What the styles of a .docx say of a paragraph: its heading level, its list, its emphasis.

`styles.xml` comes in; a `Style` goes out for every style id, what it is based on already counted
in. A value nobody sets is None.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.read.docx.package import Element

HEADING_LEVELS = 6
MAX_DEPTH = 8
_HEADING = re.compile(r"(?:heading|titre)\s*([1-9])")
_CONTENTS = re.compile(r"(?:toc|tm)\s*\d")
_TITLE = ("title", "titre")
_OFF = ("0", "false", "off", "none")


@dataclass(frozen=True, slots=True)
class Look:
    """How text looks; None where nobody says so."""

    bold: bool | None = None
    struck: bool | None = None
    raised: bool | None = None
    hidden: bool | None = None
    font: str | None = None

    def over(self, below: Look) -> Look:
        """Return this look with its gaps filled from the one below."""
        return Look(
            self.bold if self.bold is not None else below.bold,
            self.struck if self.struck is not None else below.struck,
            self.raised if self.raised is not None else below.raised,
            self.hidden if self.hidden is not None else below.hidden,
            self.font or below.font,
        )


@dataclass(frozen=True, slots=True)
class Style:
    """A style with all it is based on: `level` as a heading (0: text), its list and its look."""

    level: int | None = None
    numbering: tuple[str, int] | None = None
    look: Look = Look()
    page_break: bool = False
    indent: int | None = None


def read_styles(tree: Element | None) -> dict[str, Style]:
    """Return the styles by id; the default of paragraphs is under "" too."""
    found = (
        {style.get("styleId", ""): style for style in tree.iter("style")}
        if tree is not None
        else {}
    )
    styles = {name: _style(name, found, ()) for name in found}
    default = next(
        (n for n, s in found.items() if s.get("type") == "paragraph" and is_on(s.get("default"))),
        None,
    )
    styles[""] = styles[default] if default is not None else Style()
    return styles


def contents_styles(tree: Element | None) -> frozenset[str]:
    """Return the ids of the styles that the lines of a table of contents are set in."""
    names = {
        style.get("styleId", ""): name.get("val", "").lower()
        for style in (tree.iter("style") if tree is not None else ())
        if (name := style.find("name")) is not None
    }
    return frozenset(style for style, name in names.items() if _CONTENTS.fullmatch(name))


def is_on(value: str | None) -> bool:
    """Tell whether a switch is on; `value` is the attribute, which may be left out elsewhere."""
    return value is not None and value.lower() not in _OFF


def switch(parent: Element, *names: str) -> bool | None:
    """Return what a switch like `<b/>` says, or None where it is absent."""
    for name in names:
        found = parent.find(name)
        if found is not None:
            return is_on(found.get("val", "1"))
    return None


def read_look(properties: Element | None) -> Look:
    """Return the look that run properties set."""
    if properties is None:
        return Look()
    raised = properties.find("vertAlign")
    fonts = properties.find("rFonts")
    font = None
    if fonts is not None:
        font = fonts.get("ascii") or fonts.get("hAnsi") or fonts.get("cs")
    return Look(
        bold=switch(properties, "b"),
        struck=switch(properties, "strike", "dstrike"),
        raised=raised.get("val") == "superscript" if raised is not None else None,
        hidden=switch(properties, "vanish"),
        font=font,
    )


def read_numbering(properties: Element | None) -> tuple[str, int] | None:
    """Return (list, depth from 0) that paragraph properties set; list "0" takes one off."""
    numbering = properties.find("numPr") if properties is not None else None
    if numbering is None:
        return None
    number, depth = numbering.find("numId"), numbering.find("ilvl")
    if number is None:
        return None
    return number.get("val", "0"), min(
        whole(depth.get("val") if depth is not None else None), MAX_DEPTH
    )


def read_indent(properties: Element | None) -> int | None:
    """Return how far properties set a paragraph in, in twentieths of a point, or None."""
    found = properties.find("ind") if properties is not None else None
    value = (found.get("left") or found.get("start")) if found is not None else None
    return whole(value) if value else None


def outline_level(properties: Element | None) -> int | None:
    """Return the heading level that paragraph properties set; 0 says that it is text."""
    level = properties.find("outlineLvl") if properties is not None else None
    if level is None:
        return None
    value = whole(level.get("val"), 9)
    return min(value + 1, HEADING_LEVELS) if value < 9 else 0


def whole(value: str | None, default: int = 0) -> int:
    """Return an attribute as a whole number of at most six digits."""
    return int(value) if value and re.fullmatch(r"\d{1,6}", value) else default


def _style(name: str, found: dict[str, Element], seen: Iterable[str]) -> Style:
    """Read a style over what it is based on; a circle of styles ends where it began."""
    element = found[name]
    based = element.find("basedOn")
    base = based.get("val", "") if based is not None else ""
    below = _style(base, found, (*seen, name)) if base in found and base not in seen else Style()
    properties = element.find("pPr")
    level = outline_level(properties)
    if level is None:
        level = _named_level(element)
    broken = switch(properties, "pageBreakBefore") if properties is not None else None
    return Style(
        level=level if level is not None else below.level,
        numbering=read_numbering(properties) or below.numbering,
        look=read_look(element.find("rPr")).over(below.look),
        page_break=below.page_break if broken is None else broken,
        indent=below.indent if (indent := read_indent(properties)) is None else indent,
    )


def _named_level(element: Element) -> int | None:
    name = element.find("name")
    printed = (name.get("val", "") if name is not None else "").lower()
    heading = _HEADING.fullmatch(printed)
    if heading:
        return min(int(heading.group(1)), HEADING_LEVELS)
    return 1 if printed in _TITLE else None

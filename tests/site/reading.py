"""A page → its elements, ids, links and text, as a browser would see them before any style."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

from pipeline.publish.site import Publication, site

VOID = {"meta", "link", "input", "br", "img", "hr"}
APART = {"td", "th", "dt", "dd", "li", "p", "div", "summary"}
"""What a browser puts space before."""


@dataclass
class Element:
    """One element: its name and attributes."""

    name: str
    attributes: Mapping[str, str]


@dataclass
class Page(HTMLParser):
    """A page taken apart."""

    source: str
    elements: list[Element] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    unbalanced: list[str] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.feed(self.source)
        self.close()

    @property
    def text(self) -> str:
        return " ".join("".join(self.pieces).split())

    @property
    def ids(self) -> list[str]:
        return [one.attributes["id"] for one in self.elements if "id" in one.attributes]

    def named(self, name: str) -> list[Element]:
        return [one for one in self.elements if one.name == name]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}))
        if tag in APART:
            self.pieces.append(" ")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.unbalanced.append(tag)

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)


def built(publication: Publication) -> dict[str, bytes]:
    """Return the files of a site by path; no path comes twice."""
    made: dict[str, bytes] = {}
    for path, content in site(publication):
        assert path not in made, path
        made[path] = content
    return made


def pages_of(files: Mapping[str, bytes]) -> dict[str, Page]:
    """Return the pages among the files, taken apart."""
    return {
        path: Page(content.decode("utf-8"))
        for path, content in files.items()
        if path.endswith(".html")
    }

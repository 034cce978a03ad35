"""What a page draws, paints or prints by a style in the cells of its tables → their marks."""

from __future__ import annotations

from pipeline.model import Mark
from pipeline.read.icons import icon, picture
from pipeline.read.marks import text_mark
from pipeline.read.page_scope import Attributes
from pipeline.read.page_style import Styles
from pipeline.read.page_table import OpenCell
from pipeline.text import clean, words

_ICON_TAGS = ("i", "span", "use", "svg", "em", "b", "div")


class Drawn:
    """Collects what is drawn in one page; a cell that is given may be none."""

    def __init__(self) -> None:
        """Begin with nothing drawn."""
        self.styles = Styles()
        self._said = self._drawing = ""

    def opened(self, cell: OpenCell | None, tag: str, given: Attributes, *, drawing: bool) -> None:
        """Take an element that is opened; `drawing` says that it stands inside an SVG or is one."""
        self._look_for_icon(cell, tag, given)
        if cell is not None and not drawing:
            self._look_for_paint(cell, tag, given)

    def tag(self, text: str) -> None:
        """Take the text of a tag inside an SVG."""
        self._drawing += text

    def text(self, data: str) -> None:
        """Take text inside an SVG."""
        self._said += data

    def end_svg(self, cell: OpenCell | None) -> str:
        """Take an SVG that ends; return the words that it says and that are no mark."""
        label, drawing = clean(self._said), self._drawing
        self._said = self._drawing = ""
        said = text_mark(label) if label else None
        if said is not None or cell is None or cell.mark is None:
            mark(cell, Mark(kind="image", char=said.char if said else None), drawing, label)
        return label if words(label) and said is None else ""

    def image(self, cell: OpenCell | None, given: Attributes) -> str:
        """Take an image; return the words that stand for it and are no mark."""
        alt, source = given.get("alt"), given.get("src") or ""
        sides = (given.get("width") or "", given.get("height") or "")
        small = any(side.strip("px ") in ("0", "1") for side in sides)
        is_mark, char = picture(alt, source)
        if is_mark and not small:
            mark(cell, Mark(kind="image", char=char), source, alt or "")
        return (
            clean(alt) if alt and words(alt) and not (text_mark(alt) and cell is not None) else ""
        )

    def _look_for_icon(self, cell: OpenCell | None, tag: str, given: Attributes) -> None:
        """Take an icon in a cell for its mark."""
        label = given.get("aria-label") or given.get("title") or ""
        if tag == "svg":
            self._said = label
        char = icon(f"{given.get('class') or ''} {_target(given)}")
        said = text_mark(label) if label else None
        if tag in _ICON_TAGS and (char or said):
            drawn = tag in ("svg", "use")
            mark(cell, Mark(kind="image" if drawn else "dingbat", char=said.char if said else char))
        elif given.get("role") == "img" and tag != "svg":
            mark(cell, Mark(kind="image"), given.get("class") or "", label)
        elif tag in ("i", "span") and words(label) and cell is not None:
            cell.title = cell.title or clean(label)
        ticked = given.get("aria-checked")
        if given.get("role") in ("checkbox", "radio", "switch") and ticked in ("true", "false"):
            mark(cell, Mark(kind="glyph", char="☑" if ticked == "true" else "☐"))

    def _look_for_paint(self, cell: OpenCell, tag: str, given: Attributes) -> None:
        """Take what a style paints or prints in a cell for what stands in it."""
        cell.fill = cell.fill or self.styles.fill(tag, given)
        printed = text_mark(self.styles.content(tag, given) or " ")
        if printed is not None:
            mark(cell, printed)


def mark(cell: OpenCell | None, made: Mark, drawing: str = "", said: str = "") -> None:
    """Give a cell a mark where it has none that is known; `said` are the words of the picture."""
    if cell is not None and (cell.mark is None or cell.mark.char is None):
        cell.mark, cell.drawing = made, drawing
        cell.said = clean(said) if words(said) else ""


def _target(given: Attributes) -> str:
    """Return the name of the drawing that an element uses ("#icon-check")."""
    return (given.get("href") or given.get("xlink:href") or "").rpartition("#")[2]

"""The text of a paragraph of a .docx as it is printed, with what was taken out of it.

A `<w:p>` comes in, an `Inline` and what else hangs on the paragraph go out. Inserted text is
kept and deleted text dropped; calls of notes leave the text; a symbol stands as its Unicode
character, a check box as ☒ or ☐. Field codes and hidden text are not printed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.model import Finding
from pipeline.read.docx.package import Element
from pipeline.read.docx.styles import Look, Style, is_on, read_look
from pipeline.read.inline import Inline, is_call, text_of
from pipeline.read.pdf.fonts import dingbat
from pipeline.text import clean, words

_SHOWN = 3
"""How many of the pieces that were dropped a finding shows."""

CHECKED, UNCHECKED = "☒", "☐"
_DELETED = frozenset({"del", "moveFrom"})
_INSERTED = frozenset({"ins", "moveTo"})
_PROPERTIES = frozenset({"pPr", "rPr", "sdtPr", "tblPr", "trPr", "tcPr"})
_SOURCES = frozenset({"blip", "imagedata"})
_TEXT = {"tab": " ", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "", "ptab": " "}


@dataclass(slots=True)
class Ground:
    """What every paragraph of a document is read against, and what the reading leaves behind.

    `notes` are the printed marks of the notes by (kind, id); `fields` are the fields open at
    this point, True while their code is read.
    """

    styles: Mapping[str, Style]
    notes: dict[tuple[str, str], str] = field(default_factory=dict)
    fields: list[bool] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    inserted: int = 0
    hidden: list[str] = field(default_factory=list)
    drawn: int = 0

    def findings(self, name: str) -> Iterator[Finding]:
        """Yield what a person should know of text that is in the file and was not read."""
        if self.deleted or self.inserted:
            yield _warning(
                name,
                "tracked_changes",
                f"{self.inserted} insertions were kept and {len(self.deleted)} deletions dropped"
                f"{_some(self.deleted)}",
                "accept or reject the changes in the document",
            )
        if self.hidden:
            yield _warning(
                name,
                "hidden_text",
                f"{len(self.hidden)} pieces of hidden text were dropped{_some(self.hidden)}",
                "show the text in the document if it is meant to be read",
            )
        if self.drawn:
            yield _warning(
                name,
                "drawing_unread",
                f"the text inside {self.drawn} charts or diagrams was not read",
                "check by eye that it repeats what the document says elsewhere",
            )


@dataclass(slots=True)
class Pieces:
    """A paragraph as it is collected; `opening` is the raised mark it begins with."""

    runs: list[tuple[str, bool]] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)
    images: list[str] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    opening: str = ""
    raised: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    symbols: int = 0
    page_break: bool = False
    was_struck: bool = False

    def text(self) -> str:
        """Return the text collected so far."""
        return "".join(text for text, _ in self.runs)

    def inline(self) -> Inline:
        """Return the text with what was taken out of it."""
        said = [bold for text, bold in self.runs if text.strip()]
        text, bold = text_of(self.runs)
        return Inline(
            text=text,
            bold=bold,
            strong=bool(said) and all(said),
            calls=tuple(self.calls),
            struck=tuple(clean(text) for text in self.struck if text.strip()),
            images=tuple(clean(text) for text in self.images if text.strip()),
        )


def read_pieces(paragraph: Element, below: Look, ground: Ground, pieces: Pieces) -> Pieces:
    """Collect the pieces of a paragraph; `below` is the look of its style.

    `pieces` holds those of the paragraph before where the mark between the two was deleted.
    """
    _walk(paragraph, below, ground, pieces)
    _end_raised(pieces)
    return pieces


def _walk(parent: Element, below: Look, ground: Ground, pieces: Pieces) -> None:
    for child in parent:
        if child.tag == "r":
            _run(child, below, ground, pieces)
        elif child.tag in _DELETED:
            text = clean("".join(_deleted(child)))
            if text:
                ground.deleted.append(text)
        elif child.tag == "AlternateContent":
            _walk(_choice(child), below, ground, pieces)
        elif child.tag == "sdt" and _check_box(child) is not None:
            _add(CHECKED if _check_box(child) else UNCHECKED, below, ground, pieces)
        elif child.tag not in _PROPERTIES:
            ground.inserted += child.tag in _INSERTED
            _walk(child, below, ground, pieces)


def _deleted(element: Element) -> Iterator[str]:
    return (e.text or "" for e in element.iter() if e.tag in ("delText", "t"))


def _choice(element: Element) -> Element:
    """Return the one rendering of content that a file holds in several."""
    chosen = element.find("Choice")
    return chosen if chosen is not None else element


def _check_box(control: Element) -> bool | None:
    """Return the state of a check box control, None for other controls."""
    box = control.find("sdtPr/checkbox")
    if box is None:
        return None
    checked = box.find("checked")
    return checked is not None and is_on(checked.get("val", "1"))


def _run(run: Element, below: Look, ground: Ground, pieces: Pieces) -> None:
    properties = run.find("rPr")
    look = read_look(properties)
    styled = properties.find("rStyle") if properties is not None else None
    style = ground.styles.get(styled.get("val", "")) if styled is not None else None
    look = look.over(style.look if style else Look()).over(below)
    for child in run:
        _run_child(child, look, ground, pieces)


def _run_child(child: Element, look: Look, ground: Ground, pieces: Pieces) -> None:
    match child.tag:
        case "t":
            _add(child.text or "", look, ground, pieces)
        case "sym":
            code, font = child.get("char", ""), child.get("font", "")
            _add(
                _symbol(code), Look(look.bold, look.struck, None, look.hidden, font), ground, pieces
            )
        case "br":
            if child.get("type") == "page":
                pieces.page_break = True
            _add(" " if child.get("type") in ("page", "column") else "\n", look, ground, pieces)
        case "footnoteReference" | "endnoteReference":
            _end_raised(pieces)
            kind = child.tag.removesuffix("Reference")
            mark = ground.notes.get((kind, child.get("id", "")))
            if mark is not None and not is_on(child.get("customMarkFollows")):
                pieces.calls.append(mark)
                _trim(pieces)
        case "fldChar":
            _field(child, look, ground, pieces)
        case "AlternateContent":
            for inner in _choice(child):
                _run_child(inner, look, ground, pieces)
        case "drawing" | "pict" | "object":
            _drawn(child, ground, pieces)
        case "ruby":
            for base in child.iter("rubyBase"):
                _walk(base, look, ground, pieces)
        case tag if tag in _TEXT:
            _add(_TEXT[tag], look, ground, pieces)
        case _:
            pass


def _symbol(code: str) -> str:
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""


def _field(element: Element, look: Look, ground: Ground, pieces: Pieces) -> None:
    """Follow a field; a check box of the old kind is printed by its field alone."""
    match element.get("fldCharType"):
        case "begin":
            box = element.find("ffData/checkBox")
            if box is not None:
                state = box.find("checked")
                state = state if state is not None else box.find("default")
                checked = state is not None and is_on(state.get("val", "1"))
                _add(CHECKED if checked else UNCHECKED, look, ground, pieces)
            ground.fields.append(True)
        case "separate" if ground.fields:
            ground.fields[-1] = False
        case "end" if ground.fields:
            ground.fields.pop()
        case _:
            pass


def _drawn(element: Element, ground: Ground, pieces: Pieces) -> None:
    """Keep the text boxes of a drawing, else what describes its picture."""
    boxes = [drawn for drawn in _visible(element) if drawn.tag == "txbxContent"]
    if boxes:
        pieces.boxes += boxes
        return
    data = [e.get("uri", "") for e in element.iter("graphicData")]
    if any(uri.endswith(("chart", "diagram")) for uri in data):
        ground.drawn += 1
    described = [e.get("descr") or e.get("title") or "" for e in element.iter("docPr")]
    shapes = [e.get("alt") or e.get("title") or "" for e in element.iter("shape")]
    pieces.images.append(next((text for text in [*described, *shapes] if text), ""))
    sources = [e.get("embed") or e.get("id") or "" for e in element.iter() if e.tag in _SOURCES]
    pieces.pictures.append(" ".join(sources))


def _visible(element: Element) -> Iterator[Element]:
    """Walk a drawing through one rendering of each content."""
    for child in element:
        if child.tag == "AlternateContent":
            yield from _visible(_choice(child))
        else:
            yield child
            if child.tag != "txbxContent":
                yield from _visible(child)


def _add(text: str, look: Look, ground: Ground, pieces: Pieces) -> None:
    if any(ground.fields) or not text:
        return
    if look.hidden:
        if words(text):
            ground.hidden.append(clean(text))
        return
    pictured = dingbat(text.strip(), look.font) if look.font and text.strip() else None
    if pictured:
        pieces.symbols += 1
        text = pictured
    if look.raised and text.strip():
        pieces.raised.append(text)
        return
    _end_raised(pieces)
    if look.struck:
        if not pieces.was_struck:
            pieces.struck.append("")
        pieces.struck[-1] += text
    else:
        pieces.runs.append((text, bool(look.bold)))
    pieces.was_struck = bool(look.struck)


def _end_raised(pieces: Pieces) -> None:
    raised, pieces.raised = "".join(pieces.raised).strip(), []
    if not raised:
        return
    before = pieces.text()
    if is_call(raised, before):
        if not (before.strip() or pieces.calls):
            pieces.opening = raised.strip("[]()")
        pieces.calls.append(raised.strip("[]()"))
        _trim(pieces)
    else:
        pieces.runs.append((raised, bool(pieces.runs and pieces.runs[-1][1])))


def _trim(pieces: Pieces) -> None:
    """Take the space off that stands before the call of a note."""
    if pieces.runs:
        text, bold = pieces.runs[-1]
        pieces.runs[-1] = text.rstrip(" \u00a0\u202f"), bold


def _warning(name: str, code: str, message: str, hint: str) -> Finding:
    return Finding(code=code, severity="warning", where=name, message=message, hint=hint)


def _some(texts: Sequence[str]) -> str:
    shown = ", ".join(f"'{text[:60]}'" for text in texts[:_SHOWN])
    return f" ({shown}{', ...' if len(texts) > _SHOWN else ''})" if shown else ""

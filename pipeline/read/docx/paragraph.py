"""The text of a paragraph of a .docx as it is printed, with what was taken out of it.

A `<w:p>` comes in, its `Pieces` go out. Inserted text is kept and deleted text dropped; calls of
notes leave the text; a symbol stands as its Unicode character, a check box as ☒ or ☐. Field codes
and hidden text are not printed.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.read.docx.ground import Ground
from pipeline.read.docx.package import Element
from pipeline.read.docx.pieces import Pieces
from pipeline.read.docx.styles import Look, is_on, read_look
from pipeline.text import clean, words

_CHECKED, _UNCHECKED = "☒", "☐"
_DELETED = frozenset({"del", "moveFrom"})
_INSERTED = frozenset({"ins", "moveTo"})
_PROPERTIES = frozenset({"pPr", "rPr", "sdtPr", "tblPr", "trPr", "tcPr"})
_SOURCES = frozenset({"blip", "imagedata"})
_TEXT = {"tab": "\t", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "", "ptab": " "}


def read_pieces(paragraph: Element, below: Look, ground: Ground, pieces: Pieces) -> Pieces:
    """Collect the pieces of a paragraph; `below` is the look of its style.

    `pieces` holds those of the paragraph before where the mark between the two was deleted.
    """
    _walk(paragraph, below, ground, pieces)
    pieces.end_raised()
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
            _add(_CHECKED if _check_box(child) else _UNCHECKED, below, ground, pieces)
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
            pieces.end_raised()
            kind = child.tag.removesuffix("Reference")
            mark = ground.notes.get((kind, child.get("id", "")))
            if mark is not None and not is_on(child.get("customMarkFollows")):
                pieces.call(mark)
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
                _add(_CHECKED if checked else _UNCHECKED, look, ground, pieces)
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
    pieces.add(text, look)

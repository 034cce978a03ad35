"""A piece of Markdown or of HTML text, without its markup.

markdown-it-py reads the inline syntax; what comes out is the text a reader of the page sees,
with what was taken out of it: footnote calls, struck-out text, the texts of images.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.token import Token

from pipeline.text import clean

LONG_CHARS = 200_000
"""A piece longer than this is stripped of its tags only."""

_MARKUP = re.compile(r"[\\`*_\[\]<>&~!{}\n¹²³⁰⁴-⁹]")
"""A piece without any of these characters is its own text."""

_PARSER = MarkdownIt("commonmark", {"html": True}).enable("strikethrough")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*>")
_ALT = re.compile(r"""\balt\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_CALL = re.compile(r"\[\^([^\]\s]{1,12})\]")
_SUPERSCRIPT = re.compile(r"(?<=\w)[¹²³⁰⁴-⁹]+")
_DIGITS = str.maketrans("¹²³⁰⁴⁵⁶⁷⁸⁹", "1230456789")
_STARS = re.compile(r"(?<=[\w)])(\*{1,3})(?=\s|$|[.,;])")
_LIQUID = re.compile(r"(?<=\]\()\s*\{\{[^{}\n]*\}\}")
_ATTRIBUTES = re.compile(r"\{:[^{}\n]*\}")
_STRONG = ("b", "strong")
_STRUCK = ("s", "del", "strike")
_UNIT_BEFORE = re.compile(r"(?:\d\s*)?(?:[kcdm]?m|km)$")


@dataclass(slots=True)
class Inline:
    """A text without its markup. `strong` says that all of it is bold."""

    text: str
    strong: bool = False
    calls: tuple[str, ...] = ()
    struck: tuple[str, ...] = ()
    images: tuple[str, ...] = ()


@dataclass(slots=True)
class _Pieces:
    """Text as it is collected, each run with its emphasis."""

    runs: list[tuple[str, bool]] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)
    images: list[str] = field(default_factory=list)
    bold: int = 0
    striking: int = 0
    raised: list[str] | None = None

    def add(self, text: str) -> None:
        if self.raised is not None:
            self.raised.append(text)
        elif self.striking:
            self.struck[-1] += text
        else:
            self.runs.append((text, self.bold > 0))


def read_inline(source: str, notes: frozenset[str] = frozenset()) -> Inline:
    """Take the markup off a piece of Markdown.

    Line breaks that the source forces (`<br>`, two spaces) come out as newlines, all other white
    space as single spaces. `notes` are the marks of the document's notes: stars behind a word
    are a call only where a note with as many stars exists.
    """
    if len(source) > LONG_CHARS:
        return Inline(clean(_TAG.sub(" ", source)))
    if not _MARKUP.search(source):
        return Inline(clean(source))
    pieces = _Pieces()
    plain = _LIQUID.sub("", _ATTRIBUTES.sub("", source))
    for token in _PARSER.parseInline(plain)[0].children or []:
        _token(token, pieces)
    text = "".join(run for run, _ in pieces.runs)
    words = [(run, bold) for run, bold in pieces.runs if run.strip()]
    text = _take_calls(text, notes, pieces.calls)
    return Inline(
        text="\n".join(clean(line) for line in text.split("\n") if line.strip()),
        strong=bool(words) and all(bold for _, bold in words),
        calls=tuple(pieces.calls),
        struck=tuple(clean(text) for text in pieces.struck if text.strip()),
        images=tuple(clean(text) for text in pieces.images if text.strip()),
    )


def _token(token: Token, pieces: _Pieces) -> None:
    match token.type:
        case "text" | "code_inline":
            pieces.add(token.content)
        case "softbreak":
            pieces.add(" ")
        case "hardbreak":
            pieces.add("\n")
        case "strong_open":
            pieces.bold += 1
        case "strong_close":
            pieces.bold -= 1
        case "s_open":
            pieces.struck.append("")
            pieces.striking += 1
        case "s_close":
            pieces.striking -= 1
        case "image":
            pieces.images.append(token.content)
        case "html_inline":
            _tag(token.content, pieces)
        case _:
            pass


def _tag(content: str, pieces: _Pieces) -> None:
    found = _TAG.match(content)
    if found is None:
        return
    closing, name = found.group(1) == "/", found.group(2).lower()
    if name == "br":
        pieces.add("\n")
    elif name in _STRONG:
        pieces.bold = max(0, pieces.bold + (-1 if closing else 1))
    elif name in _STRUCK:
        if not closing:
            pieces.struck.append("")
        pieces.striking = max(0, pieces.striking + (-1 if closing else 1))
    elif name == "sup":
        _superscript(closing, pieces)
    elif name == "img":
        alt = _ALT.search(content)
        if alt:
            pieces.images.append(alt.group(1) or alt.group(2) or "")


def _superscript(closing: bool, pieces: _Pieces) -> None:
    """A raised number or sign is a footnote call; a raised unit or ordinal stays in the text."""
    if not closing:
        pieces.raised = []
        return
    if pieces.raised is None:
        return
    raised, pieces.raised = "".join(pieces.raised).strip(), None
    before = "".join(run for run, _ in pieces.runs)
    is_power = raised in ("2", "3") and _UNIT_BEFORE.search(before) is not None
    if re.fullmatch(r"\d{1,3}|[*†‡§]{1,3}|[a-z]|\[\d+\]|\(\d+\)", raised) and not is_power:
        pieces.calls.append(raised.strip("[]()"))
        while pieces.runs and not pieces.runs[-1][0].strip():
            pieces.runs.pop()
        if pieces.runs:
            text, bold = pieces.runs[-1]
            pieces.runs[-1] = text.rstrip(), bold
    else:
        pieces.add(raised)


def _take_calls(text: str, notes: frozenset[str], calls: list[str]) -> str:
    """Take footnote calls out of a text and add them to `calls`."""

    def bracketed(found: re.Match[str]) -> str:
        calls.append(found.group(1))
        return ""

    def raised(found: re.Match[str]) -> str:
        mark = found.group().translate(_DIGITS)
        if mark not in notes:
            return found.group()
        calls.append(mark)
        return ""

    def starred(found: re.Match[str]) -> str:
        if found.group(1) not in notes:
            return found.group()
        calls.append(found.group(1))
        return ""

    text = _CALL.sub(bracketed, text)
    text = _SUPERSCRIPT.sub(raised, text)
    return _STARS.sub(starred, text)

"""A piece of Markdown or of HTML text, without its markup.

markdown-it-py reads the inline syntax; what comes out is the text a reader of the page sees,
with what was taken out of it: footnote calls, struck-out text, the texts of images.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise, takewhile

from markdown_it import MarkdownIt
from markdown_it.token import Token

from pipeline.text import BULLETS, clean

LABEL_WORDS = 5
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
_STARS = re.compile(r"(?<=[\w)])\*{1,3}(?=\s|$|[.,;])")
_LIQUID = re.compile(r"(?<=\]\()\s*\{\{[^{}\n]*\}\}")
_ATTRIBUTES = re.compile(r"\{:[^{}\n]*\}")
_STRONG = ("b", "strong")
_STRUCK = ("s", "del", "strike")
_LABEL = re.compile(r"[^\W\d_][^:\s]*(?:\s+[^:\s]+){0,4}\s?:(?:\s|$)")
_TYPED = re.compile(rf"([-{BULLETS}–—])\s+(?=\S)")
_RAISED = re.compile(r"\d{1,3}|[*†‡§]{1,3}|[a-z]|\[\d+\]|\(\d+\)")
_UNIT_BEFORE = re.compile(r"(?:\d\s*)?(?:[kcdm]?m|km)$")


@dataclass(slots=True)
class Inline:
    """A text without its markup.

    `strong` says that all of it is bold, `bold` the same of each of its lines; `heads` are the bold
    words that each of its lines begins with, where the rest of the line is not.
    """

    text: str
    strong: bool = False
    calls: tuple[str, ...] = ()
    struck: tuple[str, ...] = ()
    images: tuple[str, ...] = ()
    bold: tuple[bool, ...] = ()
    heads: tuple[str, ...] = ()

    def head(self) -> str:
        """Return the bold words that the text begins with, where they are not all of it."""
        return self.heads[0] if self.heads and self.text.startswith(self.heads[0]) else ""

    def parted(self) -> list[Inline]:
        """Return the labelled lines that forced breaks set apart, else the text as it is.

        A line that begins with a short label, which a colon ends or bold sets apart, is one of
        several; a short bold line stands over what is not, and does not go on with it in lower
        case. Several lines that begin with a bullet are one each.
        """
        lines = self.text.split("\n")
        whole = len(self.bold) == len(lines)
        bold = self.bold if whole else (False,) * len(lines)
        heads = self.heads if whole else ("",) * len(lines)
        starts = {i for i, line in enumerate(lines) if _LABEL.match(line)}
        starts |= {i for i, head in enumerate(heads) if head and len(head.split()) <= LABEL_WORDS}
        starts = starts if len(starts) > 1 else set()
        bulleted = {i for i, line in enumerate(lines) if _TYPED.match(line)}
        starts |= bulleted if len(bulleted) > 1 else set()
        for i in range(len(lines) - 1):
            over = bold[i] and not bold[i + 1] and not lines[i + 1][0].islower()
            if over and len(lines[i].split()) <= LABEL_WORDS:
                starts |= {i, i + 1}
        cuts = sorted({0, *starts, len(lines)})
        if len(cuts) == 2:
            return [self]
        parts = [
            Inline("\n".join(lines[a:b]), all(bold[a:b]), bold=bold[a:b], heads=heads[a:b])
            for a, b in pairwise(cuts)
        ]
        parts[0] = replace(parts[0], calls=self.calls, struck=self.struck, images=self.images)
        return parts


def without_typed(inline: Inline) -> tuple[str, Inline]:
    """Return the bullet that a person typed before a text, or nothing, and the text without it."""
    bullet = _TYPED.match(inline.text)
    if bullet is None:
        return "", inline
    heads = tuple(head.removeprefix(bullet[1]).lstrip() for head in inline.heads[:1])
    text = inline.text[bullet.end() :]
    return bullet[1], replace(inline, text=text, heads=heads + inline.heads[1:])


def text_of(
    runs: Sequence[tuple[str, bool]],
) -> tuple[str, tuple[bool, ...], tuple[str, ...]]:
    """Return the text of runs, and for each line whether it is bold, and what it begins with so."""
    lines: list[list[tuple[str, bool]]] = [[]]
    for run, bold in runs:
        first, *rest = run.split("\n")
        lines[-1].append((first, bold))
        lines += [[(part, bold)] for part in rest]
    kept = [(clean("".join(run for run, _ in line)), line) for line in lines]
    kept = [(text, line) for text, line in kept if text]
    bold_lines = tuple(all(bold for run, bold in line if run.strip()) for _, line in kept)
    heads = tuple(
        "" if all_bold else _head(line)
        for (_, line), all_bold in zip(kept, bold_lines, strict=True)
    )
    return "\n".join(text for text, _ in kept), bold_lines, heads


def _head(line: Sequence[tuple[str, bool]]) -> str:
    said = takewhile(lambda run: run[1] or not run[0].strip(), line)
    return clean("".join(run for run, _ in said))


def inline_of(
    runs: Sequence[tuple[str, bool]],
    calls: Sequence[str],
    struck: Sequence[str],
    images: Sequence[str] = (),
) -> Inline:
    """Return the text of runs, bold or not, with what was taken out of it."""
    said = [bold for text, bold in runs if text.strip()]
    text, bold, heads = text_of(runs)
    return Inline(
        text=text,
        bold=bold,
        heads=heads,
        strong=bool(said) and all(said),
        calls=tuple(calls),
        struck=tuple(clean(text) for text in struck if text.strip()),
        images=tuple(clean(text) for text in images if text.strip()),
    )


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
    text = _take_calls(text, notes, pieces.calls)
    made = inline_of(pieces.runs, pieces.calls, pieces.struck, pieces.images)
    return replace(made, text="\n".join(clean(line) for line in text.split("\n") if line.strip()))


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
    if is_call(raised, before):
        pieces.calls.append(raised.strip("[]()"))
        while pieces.runs and not pieces.runs[-1][0].strip():
            pieces.runs.pop()
        if pieces.runs:
            text, bold = pieces.runs[-1]
            pieces.runs[-1] = text.rstrip(), bold
    else:
        pieces.add(raised)


def is_call(raised: str, before: str) -> bool:
    """Tell whether a raised text calls a note, by what stands before it: "m" and a 2 do not."""
    is_power = raised in ("2", "3") and _UNIT_BEFORE.search(before) is not None
    return not is_power and _RAISED.fullmatch(raised) is not None


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

    text = _CALL.sub(bracketed, text)
    text = _SUPERSCRIPT.sub(raised, text)
    return _STARS.sub(raised, text)

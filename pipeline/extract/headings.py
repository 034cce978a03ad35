"""What a line heads: a section, an action, a typed list, a passage, an annex, or something plain.

A line goes in, a `Heading` comes out, or None where the line is text. Levels are not trusted:
what a heading is follows from the words the lexicon knows and from the shape of the line ("Axe
2 : Un toit pour tous"). A line that is not marked as a heading must look like one: a label with
nothing else, a few words in bold, or a short line that ends with a colon.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from pipeline.document import Line
from pipeline.extract.year_parts import YEARS
from pipeline.lexicon import Lexicon
from pipeline.text import CIRCLED, clean, fold, words

HeadingRole = Literal["section", "action", "list", "passage", "annex", "plain"]

LABEL_WORDS = 30
SHORT_WORDS = 12
OWN_WORDS = 3
"""What only one document numbers its headings by has at most so many words."""
_NUMBER = re.compile(
    r"(?:[nN][oO°º]\.?)?(\d+(?:[.-]\d+)*(?:[.-][A-Za-z])?|[IVXL]+|[A-Z]{1,3}[-.]?\d+(?:[.-]\d+)*"
    r"|[A-Z]|(?:[a-z]|[ivx]{2,4})(?=\)))[.:)\u2013\u2014-]*"
)
_NUMBER_SIGN = re.compile(r"n(?:[o°ºᵒ]|um[ée]ro)?\.?", re.IGNORECASE)
_LEADING = re.compile(
    r"\(?(\d+(?:[.-]\d+)*[.-][A-Za-z](?=[\s.):])|\d+(?:[.-]\d+)+|[A-Z]{1,3}[-.]?\d+(?:[.-]\d+)*"
    r"|[A-Z]{1,3} \d+(?:\.\d+)+|\d+(?=[.)])|(?!(?:19|20)\d\d\b)\d+(?=\s*[:–—-]\s))"
    r"(?:\s*[.):–—-]+)?\s+(?=\S)"
)
_LETTERED = re.compile(r"([IVXL]+|[A-Z])(?:[.)]|\s[–—-])\s+(?=\S)")
_COUNTED = re.compile(r"(\d{1,3})\s+(\S.*)", re.DOTALL)
_LAST_PART = re.compile(r"(?:\.[^.]*|[.-]?\d+)$")
"""What follows the last point of a number, or the digits behind its letters."""
_QUOTED = re.compile(r"[«“][^«»“”]*[.!?…]\s*[»”]")
"""A sentence that is quoted, and no name."""
_SEPARATORS = ".:)–—-|"
_NO_WORD = _SEPARATORS + " "
_DASHES = (":", "–", "—", "-", "|")


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that heads what follows it.

    `name` is the section kind, the list type or the passage kind; `number` and `title` are as
    printed, the title empty where it stands on lines of its own.
    """

    role: HeadingRole
    line: Line
    name: str = ""
    number: str | None = None
    title: str = ""

    def label(self) -> str:
        """Return what is printed before the number, or before the title ("Action n° 2")."""
        text = self.line.text
        before = text.partition(self.title)[0] if self.title else text
        if before.strip() in CIRCLED:
            return ""
        if self.number and before.startswith(self.number) and before.strip(_NO_WORD + self.number):
            return before.removeprefix(self.number).lstrip(_NO_WORD)
        if self.number and self.number in before:
            before = before.rpartition(self.number)[0]
            if before[-1:].strip():  # "n°2" is one word, and the number's
                before = " ".join(before.split()[:-1])
        return before


def split_number(text: str) -> tuple[str | None, str]:
    """Split the number that leads a text from the text.

    A plain integer needs a point, a bracket or a dash behind it ("26. Investir"), and is no year
    ("2026 : bâtir"); a dotted or lettered code ("1.2.3", "A-4") stands by itself. A number that
    begins a sentence ("50 personnes") is no number of an action.
    """
    circled = CIRCLED.get(text[:1])
    if circled and text[1:2] in ("", " "):
        return circled, text[2:]
    found = _LEADING.match(text)
    return (found.group(1), text[found.end() :]) if found else (None, text)


def bare_number(text: str) -> str | None:
    """Return the number a line consists of, or None."""
    found = _NUMBER.fullmatch(text.strip())
    return found.group(1) if found else CIRCLED.get(text.strip())


def counted(texts: Sequence[str]) -> Sequence[tuple[str | None, str]] | None:
    """Split plain integers from texts that they count one after the other; None where they do not.

    Alone, such a number may begin a sentence ("50 personnes").
    """
    split = [_COUNTED.match(text) for text in texts]
    found = [(one[1], one[2]) for one in split if one is not None]
    numbers = [int(number) for number, _ in found]
    steps = all(b in (a + 1, 1) for a, b in pairwise(numbers))
    return found if len(texts) > 1 and len(found) == len(texts) and steps else None


def goes_on_from(number: str, start: str) -> bool:
    """Tell whether a number goes on from another ("1.2" from "1", "A1" from "A")."""
    rest = number.removeprefix(start)
    return rest not in ("", number) and not (rest[0].isalnum() and start[-1].isdigit())


def number_above(number: str | None) -> str | None:
    """Return the number that another extends ("1" for "1.2", "A" for "A1"), or None."""
    above = _LAST_PART.sub("", number or "")
    return above if above not in ("", number) else None


class Headings:
    """Tells what a line heads, by one lexicon and the section words of one document."""

    def __init__(self, lexicon: Lexicon, own_sections: frozenset[str] = frozenset()) -> None:
        """Take a lexicon, and section words that only this document uses."""
        self._lexicon = lexicon
        self.own_sections = own_sections
        self._action_kinds = {lexicon.kind(word) for word in lexicon.actions}
        labels: dict[HeadingRole, Sequence[str]] = {
            "annex": lexicon.annexes,
            "section": [*lexicon.sections, *sorted(own_sections)],
            "action": lexicon.actions,
        }
        self._labels = {
            role: {_folded_words(phrase): phrase for phrase in phrases}
            for role, phrases in labels.items()
        }
        sizes = {len(p.split()) for phrases in labels.values() for p in phrases}
        self._sizes = sorted(sizes, reverse=True)
        self._openings = {key[0] for known in self._labels.values() for key in known if key}

    def of(self, line: Line) -> Heading | None:
        """Return what a line heads, or None where it is text."""
        if line.kind != "text" or line.depth or not any(map(str.isalnum, line.text)):
            return None
        label = self._label(line) or self._label_behind(line)
        if label:
            return label
        if not self._looks_like_heading(line) or self._says_target(line):
            return None
        if _QUOTED.match(line.text):
            return None
        short = len(words(line.text)) <= SHORT_WORDS
        listed = self._lexicon.classify(self._lexicon.lists, line.text) if short else None
        if listed:
            return Heading("list", line, listed)
        if not (line.level or line.strong):
            return None
        passage = self._lexicon.classify(self._lexicon.passages, line.text)
        if passage:
            return Heading("passage", line, passage)
        number, title = self.numbered(line.text)
        return Heading("plain", line, number=number, title=title) if line.level else None

    def numbered(self, text: str) -> tuple[str | None, str]:
        """Split the number or the letter that leads the text of a heading from its title."""
        number, title = split_number(text)
        lettered = _LETTERED.match(text) if number is None else None
        return (lettered.group(1), text[lettered.end() :]) if lettered else (number, title)

    def counted_section(self, line: Line) -> Heading | None:
        """Return the section that any word heads with a number ("Principe 2 : Habiter"), or None.

        A year counts nothing ("Bilan 2024").
        """
        tokens = line.text.split()
        size = next((i for i, token in enumerate(tokens) if _NUMBER.fullmatch(token)), 0)
        if not 0 < size <= max(self._sizes) or YEARS.match(tokens[size]):
            return None
        return self._labelled(line, tokens, size, " ".join(tokens[:size]))

    def names_actions(self, heading: Heading) -> bool:
        """Tell whether a heading is worded as an action is, though it may head a section."""
        return heading.name in self._action_kinds

    def numbers_section(self, heading: Heading | None) -> bool:
        """Tell whether a heading is worded as a numbered section, and not as an action."""
        if heading is None or heading.role != "section" or heading.number is None:
            return False
        return not self.names_actions(heading)

    def begins_contents(self, line: Line) -> bool:
        """Tell whether a line heads a table of contents."""
        short = len(words(line.text)) <= SHORT_WORDS
        return short and self._lexicon.classify(self._lexicon.lists, line.text) == "toc"

    def _label(self, line: Line) -> Heading | None:
        """Match "<word> [number] [separator] [title]" at the start of a line, longest first."""
        marked = bool(line.level or line.strong or line.head)
        tokens = line.text.split(None, -1 if marked else LABEL_WORDS)
        if not marked and len(tokens) > LABEL_WORDS:
            return None
        opening = _folded_words(tokens[0])
        if opening and opening[0] not in self._openings:
            return None
        starts = [(size, _folded_words(" ".join(tokens[:size]))) for size in self._sizes]
        for role, phrases in self._labels.items():
            for size, start in starts:
                phrase = phrases.get(start)
                heading = self._labelled(line, tokens, size, phrase) if phrase else None
                if heading is not None:
                    return replace(heading, role=role)
        return None

    def _label_behind(self, line: Line) -> Heading | None:
        """Match "<number> <word> <separator> <title>" in a line that is set as a heading."""
        number, text = split_number(line.text) if line.level else (None, "")
        label = self._label(replace(line, text=text)) if number and text else None
        if label is None or label.number or not label.title or label.role == "annex":
            return None
        return replace(label, line=line, number=number)

    def _labelled(
        self, line: Line, tokens: Sequence[str], size: int, phrase: str
    ) -> Heading | None:
        """Read number and title behind a section word; None where the line is no label."""
        kind = self._lexicon.kind(phrase)
        rest = list(tokens[size:])
        if not rest:
            return Heading("section", line, kind)
        if len(rest) > 1 and _NUMBER_SIGN.fullmatch(rest[0]) and _NUMBER.fullmatch(rest[1]):
            del rest[0]
        number = _NUMBER.fullmatch(rest[0])
        separated = tokens[size - 1][-1] in _DASHES or rest[0] in _DASHES
        if number:
            separated = rest[0][-1] in _SEPARATORS or rest[1:2] in [[mark] for mark in _DASHES]
            rest = rest[1:]
        title = clean(" ".join(rest)).lstrip(_SEPARATORS + " ")
        label = clean(" ".join(tokens[: len(tokens) - len(rest)]))
        bold = line.head.rstrip(_SEPARATORS + " ") == label.rstrip(_SEPARATORS + " ")
        marked = bool(line.level or line.strong or (number and bold))
        if not (number or separated) or (title and not marked and not (number and separated)):
            return None
        return Heading("section", line, kind, number.group(1) if number else None, title)

    def _says_target(self, line: Line) -> bool:
        """Tell whether a line says one target behind what a list of them is called."""
        label, colon, said = line.text.partition(":")
        if not (colon and said.strip()):
            return False
        return self._lexicon.classify(self._lexicon.lists, label) == "targets"

    def _looks_like_heading(self, line: Line) -> bool:
        if line.level:
            return True
        marked = line.strong or line.text.endswith(":")
        return marked and len(words(line.text)) <= SHORT_WORDS


def _folded_words(text: str) -> tuple[str, ...]:
    """Return the folded words of a label: singular as printed, because a plural is no label."""
    return tuple(re.findall(r"\w+", fold(text)))


def own_section_words(lines: list[Line], lexicon: Lexicon) -> frozenset[str]:
    """Return what a document numbers its headings by and no lexicon knows ("Ligne de force 2").

    A word counts where at least two headings carry it with different numbers. A year is none.
    """
    known = {
        phrase
        for group in (lexicon.sections, lexicon.actions, lexicon.annexes, lexicon.captions)
        for phrase in group
    }
    seen: dict[str, set[str]] = {}
    for line in lines:
        tokens = line.text.split() if line.level else []
        size = next((i for i, token in enumerate(tokens) if _NUMBER.fullmatch(token)), 0)
        number = _NUMBER.fullmatch(tokens[size]) if 0 < size <= OWN_WORDS + 1 else None
        if number is None or YEARS.match(number.group(1)):
            continue
        name = tokens[: size - 1 if _NUMBER_SIGN.fullmatch(tokens[size - 1]) else size]
        label = " ".join(name)
        if (
            0 < len(name) <= OWN_WORDS
            and _is_name(label)
            and not (
                lexicon.is_word(known, label)
                or lexicon.classify(lexicon.passages, label)
                or lexicon.classify(lexicon.lists, label) not in (None, "targets")
            )
        ):
            seen.setdefault(label.lower(), set()).add(number.group(1))
    return frozenset(word for word, numbers in seen.items() if len(numbers) > 1)


def _is_name(label: str) -> bool:
    """Tell whether a label is nothing but words ("Ligne d'action")."""
    return all(part.isalpha() for part in re.split(r"[\s'’-]", label))

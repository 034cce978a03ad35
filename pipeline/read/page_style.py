"""The style sheet of a page → the colours and the weight of its classes, the signs they print.

Only rules for one element by its tag, its classes or its id count: what stands inside what is not
looked at, and nothing is hidden by a class, as a script may show it again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.read.page_scope import Attributes

_COLOUR = re.compile(r"background(?:-color|-image)?\s*:\s*([^;!]+)", re.IGNORECASE)
_NO_COLOUR = frozenset({"none", "transparent", "white", "#fff", "#ffffff", "inherit", "initial"})
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")
_SIMPLE = re.compile(r"([a-z][a-z0-9]*)?((?:[.#][\w-]+)*)(::?before|::?after)?", re.IGNORECASE)
_CONTENT = re.compile(r"""content\s*:\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_ESCAPE = re.compile(r"\\([0-9a-f]{1,6})\s?", re.IGNORECASE)
_WEIGHT = re.compile(r"font-weight\s*:\s*(bold(?:er)?|[6-9]00|normal|[1-5]00)", re.IGNORECASE)
_HEAVY = ("600", "700", "800", "900")
_LAST = 0x10FFFF


@dataclass(frozen=True, slots=True)
class _Rule:
    """What holds for an element: its tag ("" for any), its names ("." or "#" before each)."""

    tag: str
    names: frozenset[str]
    colour: str | None
    content: str | None

    def fits(self, tag: str, names: frozenset[str]) -> bool:
        return self.tag in ("", tag) and self.names <= names


@dataclass(slots=True)
class Styles:
    """The rules of a page, in the order it states them."""

    rules: list[_Rule] = field(default_factory=list)
    weights: dict[str, bool] = field(default_factory=dict)
    """Whether a class or an id is bold: asked for at every element, and not for tags."""

    def add(self, sheet: str) -> None:
        """Take the rules of a sheet; those inside conditions are left out."""
        for selectors, stated in _RULE.findall(unconditional(sheet)):
            for selector in selectors.split(","):
                found = _SIMPLE.fullmatch(selector.strip())
                if found is None or not selector.strip():
                    continue
                tag, names, part = found.groups()
                each = frozenset(re.findall(r"[.#][\w-]+", names))
                colour = None if part else colour_in(stated)
                content = _content(stated) if part else None
                weight = None if part else weight_in(stated)
                if weight is not None and len(each) == 1 and not tag:
                    self.weights[min(each)] = weight
                if colour is not None or content:
                    self.rules.append(_Rule((tag or "").lower(), each, colour, content))

    def fill(self, tag: str, given: Attributes) -> str | None:
        """Return the colour that an element is painted in, None for none or white."""
        own = colour_in(given.get("style") or "") or (given.get("bgcolor") or "").strip().lower()
        colours = [r.colour for r in self._fitting(tag, given) if r.colour is not None]
        colour = own or (colours[-1] if colours else "")
        return colour if colour and colour not in _NO_COLOUR else None

    def bold(self, given: Attributes) -> bool | None:
        """Tell whether an element is set in bold or not, None where nothing says so."""
        own = weight_in(given.get("style") or "")
        if own is not None or not self.weights:
            return own
        names = [
            f"#{given.get('id') or ''}",
            *(f".{n}" for n in (given.get("class") or "").split()),
        ]
        return next((self.weights[name] for name in names if name in self.weights), None)

    def content(self, tag: str, given: Attributes) -> str:
        """Return what a rule prints in an element."""
        return next((r.content for r in self._fitting(tag, given) if r.content), "")

    def _fitting(self, tag: str, given: Attributes) -> list[_Rule]:
        if not self.rules:
            return []
        names = {f".{name}" for name in (given.get("class") or "").split()}
        names.add(f"#{given.get('id') or ''}")
        return [rule for rule in self.rules if rule.fits(tag, frozenset(names))]


def unconditional(sheet: str) -> str:
    """Return a sheet without its comments and its blocks that begin with "@"."""
    kept: list[str] = []
    depth, skipped = 0, False
    for piece in re.split(r"([{}])", _COMMENT.sub("", sheet)):
        if piece == "{":
            depth += 1
        elif piece == "}":
            depth = max(0, depth - 1)
        elif depth == 0:
            skipped = piece.rpartition(";")[2].lstrip().startswith("@")
        if not skipped:
            kept.append(piece)
        elif piece == "}" and depth == 0:
            skipped = False
    return "".join(kept)


def selected(sheet: str) -> Iterator[tuple[str, frozenset[str], str]]:
    """Yield (tag, names, what is stated) for the elements that the rules of a sheet end in.

    What they stand inside of is not looked at.
    """
    for selectors, stated in _RULE.findall(sheet):
        for selector in selectors.split(","):
            last = re.split(r"[\s>+~]+", selector.strip())[-1]
            found = _SIMPLE.fullmatch(last)
            if last and found and not found[3]:
                names = frozenset(re.findall(r"[.#][\w-]+", found[2]))
                yield (found[1] or "").lower(), names, stated


def colour_in(stated: str) -> str | None:
    """Return the ground that declarations state, None where they state none."""
    found = _COLOUR.search(stated)
    return found.group(1).strip().lower() if found else None


def weight_in(stated: str) -> bool | None:
    """Tell whether declarations state bold type or not, None where they state neither."""
    found = _WEIGHT.search(stated)
    return None if found is None else found[1].lower() in ("bold", "bolder", *_HEAVY)


def _content(stated: str) -> str:
    found = _CONTENT.search(stated)
    text = (found.group(1) or found.group(2) or "") if found else ""
    return _ESCAPE.sub(lambda code: _character(int(code.group(1), 16)), text)


def _character(code: int) -> str:
    return "" if code > _LAST or 0xD800 <= code < 0xE000 else chr(code)

"""The vocabulary file → the words of the interface, with their typography and plurals."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

NBSP = "\u00a0"
THIN = "\u202f"
_BEFORE = re.compile(r" (?=[:;?!»%…])")
_AFTER = re.compile(r"(?<=«) ")


class Table(dict[str, Any]):
    """Words by name, which templates ask for as attributes: a page asks a hundred times."""

    def __init__(self, words: Mapping[str, Any]) -> None:
        """Take the words."""
        super().__init__(words)
        self.__dict__ = self


@cache
def vocabulary() -> Mapping[str, Any]:
    """Return the words, by table and name."""
    text = files(__package__).joinpath("fr.toml").read_text(encoding="utf-8")
    return Table({name: _typeset(value) for name, value in tomllib.loads(text).items()})


def count(number: int, forms: Sequence[str]) -> str:
    """Return a number with its word: French takes the plural from two."""
    return forms[number > 1].format(n=figure(number))


def form(number: int, forms: Sequence[str]) -> str:
    """Return the word alone, as it goes with a number."""
    return forms[number > 1]


def figure(number: int) -> str:
    """Return a whole number with its thousands apart."""
    return f"{number:,}".replace(",", THIN)


def fill(text: str, **values: object) -> str:
    """Return a sentence with its gaps filled; what goes in is not read for gaps itself."""
    return text.format(**values)


def percent(share: float) -> str:
    """Return a share as a whole number of hundredths: never all of it, nor nothing, by rounding."""
    whole = round(share * 100)
    if whole == 100 and share < 1:
        return "99"
    if whole == 0 and share > 0:
        return "1"
    return str(whole)


def label(kind: str) -> str:
    """Return a slug as words, where nobody knows better."""
    return kind.replace("_", " ").capitalize()


def size(number: int, words: Mapping[str, Any]) -> str:
    """Return the size of a file as people read it."""
    if number < 1000:
        return f"{number}{NBSP}{form(number, words['bytes'])}"
    if number < 1_000_000:
        return f"{round(number / 1000)}{NBSP}{words['kilobytes']}"
    return f"{number / 1_000_000:.1f}{NBSP}{words['megabytes']}".replace(".", ",")


def _typeset(value: Any) -> Any:
    if isinstance(value, str):
        return _AFTER.sub(NBSP, _BEFORE.sub(NBSP, value)).replace("'", "’")
    if isinstance(value, list):
        return [_typeset(one) for one in value]
    if isinstance(value, dict):
        return Table({name: _typeset(one) for name, one in value.items()})
    return value

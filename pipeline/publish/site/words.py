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
_DAY = re.compile(r"(\d{4})-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?")


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


def chance(score: float) -> str:
    """Return a probability in hundredths: a score that was rounded to one is not certain either."""
    return percent(min(score, 0.999))


def day(text: object) -> str:
    """Return a day or a month as it is written; a text that is neither stays as it is."""
    found = _DAY.fullmatch(str(text))
    if found is None:
        return str(text)
    t = vocabulary()["day"]
    month = t["months"][int(found[2]) - 1]
    if found[3] is None:
        return f"{month} {found[1]}"
    number = t["first"] if found[3] == "01" else str(int(found[3]))
    return f"{number}{NBSP}{month} {found[1]}"


def sentence(text: str) -> str:
    """Return a sentence that the program wrote into the data, set as French is."""
    return str(_typeset(text))


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

"""Parts of years as columns print them ("T1 2026", "2e semestre 2027", "mars 2026").

A text goes in; out comes the part of the year that it names, which has its first and last day
where the year is known. A header in two rows names the year over the part.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.lexicon import Lexicon
from pipeline.text import clean, fold

YEARS = re.compile(r"(?:19|20)\d\d(?:\s*[-–/]\s*(?:(?:19|20)?\d\d))?")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_SPAN = re.compile(r"\b((?:19|20)\d\d)(?:\s*[-–/]\s*((?:19|20)?\d\d)\b)?")
_MONTH_OF_YEAR = re.compile(r"(0?[1-9]|1[0-2])\s?[/.-]\s?(?:19|20)\d\d")
_BETWEEN = re.compile(r"\s*[-–—/]\s*|\s(?:à|au|et|to|and)\s")
_JOINT = re.compile(r"a|au|et|to|and")
_ROMAN = re.compile(r"[ivx]+")
MONTH_LETTERS = 3
"""The least letters that a short name of a month has."""
_ONWARD = re.compile(rf"(.*?)({YEARS.pattern})(.*)")
_ENDING = r"(?:er|ere|re|e|eme|nd|nde|d|st|rd|th)?"
_ORDINAL = re.compile(rf"\d+\s?{_ENDING}\b")


@dataclass(frozen=True, slots=True)
class Part:
    """Months of a year, from `first` to `last`; `year` is None where it is not printed."""

    first: int
    last: int
    year: int | None

    def days(self) -> tuple[str, str] | None:
        """Return the first and the last day, or None where the year is not known."""
        if self.year is None:
            return None
        end = calendar.monthrange(self.year, self.last)[1]
        return f"{self.year}-{self.first:02}-01", f"{self.year}-{self.last:02}-{end}"


def part_of_year(text: str, lexicon: Lexicon) -> Part | None:
    """Return the part of a year that a whole text names, or None."""
    plain = re.sub(r"[\s./–—-]+", " ", fold(text)).strip()
    years = _YEAR.findall(plain)
    if len(years) > 1 or not plain:
        return None
    year = int(years[0]) if years else None
    figure = _MONTH_OF_YEAR.fullmatch(text.strip())
    if figure is not None:
        return Part(int(figure[1]), int(figure[1]), year)
    rest = _YEAR.sub(" ", plain).strip()
    months = _months(rest, lexicon) or _from_to(rest, lexicon)
    return Part(*months, year) if months else None


def is_season(text: str, lexicon: Lexicon) -> bool:
    """Tell whether a whole text names seasons, of a year or not ("Printemps-été 2026")."""
    seasons = lexicon.parts.get("season", ())
    parts = _BETWEEN.split(YEARS.sub(" ", text))
    return all(lexicon.is_word(seasons, part) for part in parts)


def is_onward(text: str, lexicon: Lexicon) -> bool:
    """Tell whether a whole text names years that have no end ("2028 et +", "Après 2027")."""
    found = _ONWARD.fullmatch(clean(text))
    if found is None:
        return False
    before, _, behind = found.groups()
    plus = behind.strip().endswith("+") and fold(behind) in ("", *lexicon.cues.conjunction)
    said = plus or lexicon.is_word(lexicon.cues.onward, before or behind)
    return said and not (before and behind)


def over(texts: Sequence[str], lexicon: Lexicon) -> str:
    """Return the name of a column from the texts over it: a part of a year with its year.

    The year may be one of two calendar years ("2025-2026" over "Automne" or "T1").
    """
    if len(texts) < 2 or not YEARS.fullmatch(texts[-2]) or _YEAR.search(texts[-1]):
        return texts[-1] if texts else ""
    named = part_of_year(texts[-1], lexicon) is not None or is_season(texts[-1], lexicon)
    return f"{texts[-2]} {texts[-1]}" if named else texts[-1]


def running(header: str, before: str, lexicon: Lexicon) -> str:
    """Return the name of a column, with the year of the column before where it goes on from that.

    A year that is set over the first of its parts alone is that of those beside it ("T2").
    """
    here, last = part_of_year(header, lexicon), part_of_year(before, lexicon)
    if here is None or last is None or here.year is not None or last.year is None:
        return header
    return f"{last.year} {header}" if here.first == last.last + 1 else header


def counted(headers: Sequence[str], lexicon: Lexicon) -> list[str]:
    """Return the headers that count years ("An 1 (2026)", "Prévu en 2027"), where several do.

    They are worded alike but for their numbers, which are years or follow a word for one.
    """
    alike: dict[str, list[str]] = {}
    for header in headers:
        first, *others = re.findall(r"[^\W\d_]+", _ORDINAL.sub("0", fold(header))) or [""]
        rest = " ".join([first, *(word for word in others if not _ROMAN.fullmatch(word))])
        figure = re.search(r"\d", header) or rest.count(" ") < len(others)
        word = rest.strip() in {fold(word) for word in lexicon.parts.get("year", ())}
        if (word and figure) or any(years_in(header, lexicon)):
            alike.setdefault(rest, []).append(header)
    return [one for some in alike.values() if len(set(some)) > 1 for one in some]


def years_in(header: str, lexicon: Lexicon) -> tuple[str | None, str | None]:
    """Return the first and the last year of the one year or range that a header prints, or None.

    Years without an end ("Long terme : 2029 et plus") have no last one, and those that are only
    an end ("D'ici 2028") no first one. Which of two years a part of both is in ("T1 2025-2026"),
    nobody says.
    """
    found = set(_SPAN.findall(header))
    if len(found) != 1 or part_of_year(YEARS.sub(" ", header, count=1), lexicon) is not None:
        return None, None
    first, printed = found.pop()
    last = first[: 4 - len(printed)] + printed
    if last < first:
        return None, None
    before, _, _ = header.partition(first)
    if lexicon.is_word(lexicon.cues.until, before):
        return None, last
    return first, None if is_onward(header[header.index(first) :], lexicon) else last


def _months(text: str, lexicon: Lexicon) -> tuple[int, int] | None:
    for size in ("quarter", "half") if any(map(str.isdecimal, text)) else ():
        phrases = lexicon.parts.get(size, ())
        words = "|".join(re.escape(fold(word)) for word in phrases)
        found = re.fullmatch(rf"(?:{words})\s?(\d)|(\d)\s?{_ENDING}\s?(?:{words})", text)
        number = int(found[1] or found[2]) if found else 0
        months = 3 if size == "quarter" else 6
        if 1 <= number <= 12 // months:
            return (number - 1) * months + 1, number * months
    return _month(text, lexicon)


def _month(text: str, lexicon: Lexicon) -> tuple[int, int] | None:
    """Return the month that a text names, as the first and the last, or None."""
    named = [
        number
        for name, number in lexicon.months.items()
        if len(text) >= MONTH_LETTERS and fold(name).startswith(text)
    ]
    return (named[0], named[0]) if len(named) == 1 else None


def _from_to(text: str, lexicon: Lexicon) -> tuple[int, int] | None:
    """Return the first and the last of two months that a text names ("janvier à mars"), or None."""
    said = text.split()
    if len(said) not in (2, 3) or (len(said) == 3 and not _JOINT.fullmatch(said[1])):
        return None
    first, last = _month(said[0], lexicon), _month(said[-1], lexicon)
    return (first[0], last[0]) if first and last and first < last else None

"""Dates: years, ranges of years, months, days, seasons, halves and quarters, "d'ici 2027".

The value is the span from `start` to `end` in ISO 8601, both days included; an end that the text
leaves open is null.
"""

from __future__ import annotations

import calendar
import re
from datetime import date
from typing import TYPE_CHECKING

from pipeline.enrich.found import Found, Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pipeline.enrich.words import DateWords, Months

_YEAR = r"(?:19|20)\d\d"
_DASH = r"\s?[-–—]\s?"
# A year inside a longer number, an amount or a code is none.
_BEFORE = r"(?<![\w$€/\-–])(?<!\d[.,:])"
_AFTER = r"(?![\w$€%/:\-–]|[.,]\d|\s[%$€])"


class DateFinder:
    """Finds the dates of a text."""

    def __init__(self, words: DateWords, months: Mapping[str, int]) -> None:
        self._months = {name.lower(): (number, number) for name, number in months.items()}
        self._spans: dict[str, Months] = {
            **self._months,
            **{name.lower(): span for name, span in words.seasons.items()},
            **{name.lower(): span for name, span in words.parts.items()},
        }
        self._until = re.compile(rf"{_one_of(words.until)}\s?$", re.IGNORECASE)
        self._from = re.compile(rf"{_one_of(words.from_)}\s?$", re.IGNORECASE)
        self._patterns = _patterns(words, self._months, self._spans)

    def find(self, text: str) -> Iterator[Found]:
        """Yield the dates of a text; what the settling keeps is the longest."""
        for pattern in self._patterns:
            for match in pattern.finditer(text):
                span = self._span(match)
                if span:
                    yield self._bounded(text, match.start(), match.end(), *span)

    def _span(self, match: re.Match[str]) -> tuple[str, str] | None:
        parts = match.groupdict()
        year = int(parts["year"])
        until = _until_year(year, parts.get("until"))
        if until is None:
            return None
        first, last = self._spans.get((parts.get("name") or "").lower(), (1, 12))
        day = re.match(r"\d+", parts.get("day") or "")
        month = parts.get("month")
        if month:
            first = last = int(month)
        try:
            start = date(year, first, int(day[0]) if day else 1)
            end = start if day else date(until, last, calendar.monthrange(until, last)[1])
        except ValueError:
            return None
        return start.isoformat(), end.isoformat()

    def _bounded(self, text: str, start: int, end: int, first: str, last: str) -> Found:
        """Take the words before a date that open one end of it into the mention."""
        value: Value = {"start": first, "end": last}
        until = self._until.search(text, 0, start)
        since = self._from.search(text, 0, start)
        if until:
            start, value = until.start(), {"start": None, "end": last}
        elif since and first[:4] == last[:4]:
            start, value = since.start(), {"start": first, "end": None}
        return Found("date", start, end, value)


def _until_year(year: int, until: str | None) -> int | None:
    """Return the last year of a range; one of two digits is of the first year's century."""
    if until is None:
        return year
    last = int(until) if len(until) == 4 else year // 100 * 100 + int(until)
    return last if last > year else None


def _patterns(
    words: DateWords, months: Iterable[str], spans: Iterable[str]
) -> tuple[re.Pattern[str], ...]:
    year = rf"(?P<year>{_YEAR})"
    until = rf"(?P<until>{_YEAR})"
    day = rf"(?P<day>{_one_of(words.first)}|\d{{1,2}})"
    month = rf"(?P<name>{_one_of(months)})"
    between = (
        rf"{re.escape(left)}\s{year}\s{re.escape(right)}\s{until}" for left, right in words.between
    )
    bodies = (
        year,
        rf"{year}{_DASH}(?P<until>{_YEAR}|\d\d)",
        *between,
        rf"(?P<name>{_one_of(spans)})\s(?:de\s)?{year}",
        rf"{day}\s{month}\s{year}",
        rf"{month}\s(?P<day>\d{{1,2}}),?\s{year}",
        rf"{year}-(?P<month>\d\d)-(?P<day>\d\d)",
    )
    return tuple(re.compile(_BEFORE + body + _AFTER, re.IGNORECASE) for body in bodies)


def _one_of(phrases: Iterable[str]) -> str:
    longest_first = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    pieces = (re.escape(phrase).replace("'", "['’]") for phrase in longest_first)
    return rf"(?<!\w)(?:{'|'.join(pieces)})"

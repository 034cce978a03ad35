"""Deadlines and years as printed, and the one day they name, if they name one."""

from __future__ import annotations

import datetime
import re

from pipeline.lexicon import Lexicon
from pipeline.model import Deadline
from pipeline.text import fold

_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_DAY_FIRST = re.compile(r"\b(\d{1,2})(?:er)?\s+([a-z]+)\.?\s+(\d{4})\b")
_MONTH_FIRST = re.compile(r"\b([a-z]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b")


def deadline(text: str, lexicon: Lexicon) -> Deadline | None:
    """Return a deadline as printed, with its ISO date where the text names exactly one day."""
    if not text:
        return None
    days = {day for day in _days(text, lexicon) if day is not None}
    return Deadline(text=text, date=days.pop() if len(days) == 1 else None)


def _days(text: str, lexicon: Lexicon) -> list[str | None]:
    months = {fold(name): number for name, number in lexicon.months.items()}
    plain = fold(text)
    found = [_iso(int(y), int(m), int(d)) for y, m, d in _ISO.findall(plain)]
    for day, month, year in _DAY_FIRST.findall(plain):
        found.append(_iso(int(year), months.get(month, 0), int(day)))
    for month, day, year in _MONTH_FIRST.findall(plain):
        found.append(_iso(int(year), months.get(month, 0), int(day)))
    return found


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return None

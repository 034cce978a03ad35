"""What people said of pairs: `raw/judgements.csv` → rows, and the row that counts of several.

A row holds for the two texts it was given on, by their hashes. Of one reader the last row counts;
of readers who disagree the lowest grade does, until they agree.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from pipeline.errors import FileError
from pipeline.hashes import sha256
from pipeline.model import JudgementValue, Plan
from pipeline.paths import JUDGEMENTS
from pipeline.text import ISO_DAY, clean

if TYPE_CHECKING:
    pass

COLUMNS = ("left", "right", "judgement", "left_hash", "right_hash", "by", "on", "note")
VALUES: tuple[JudgementValue, ...] = get_args(JudgementValue)
WITHDRAWN = "withdrawn"
"""The note of an `unsure` that takes a reader's judgement back: the pair is to be asked again."""

HASH_DIGITS = 16
_HASH = re.compile(rf"[0-9a-f]{{{HASH_DIGITS}}}")
_GRADES: tuple[JudgementValue, ...] = ("none", "related", "overlap", "same")
"""From the lowest to the highest; `unsure` is no grade."""

Pair = tuple[str, str]


class JudgementError(FileError):
    """A judgement file that cannot be read."""


@dataclass(frozen=True, slots=True)
class JudgementRow:
    """One row of the file; `left` sorts before `right`, and `line` is where it stands."""

    left: str
    right: str
    value: JudgementValue
    left_hash: str
    right_hash: str
    by: str
    on: str
    note: str | None = None
    line: int = 0

    @property
    def pair(self) -> Pair:
        """The two ids."""
        return self.left, self.right

    @property
    def said_of(self) -> frozenset[tuple[str, str]]:
        """What was judged, whatever its numbers: the plan and the hash of each of the two texts."""
        sides = ((self.left, self.left_hash), (self.right, self.right_hash))
        return frozenset((name.partition("/")[0], digest) for name, digest in sides)

    @property
    def withdrawn(self) -> bool:
        """Whether the row takes an earlier one back and says nothing of its own."""
        return self.value == "unsure" and self.note == WITHDRAWN

    def fits(self, texts: Mapping[str, str]) -> bool:
        """Tell whether both texts are still those that were judged."""
        return all(
            name in texts and text_hash(texts[name]) == digest
            for name, digest in ((self.left, self.left_hash), (self.right, self.right_hash))
        )


def parse_judgements(content: bytes, name: str = JUDGEMENTS) -> tuple[JudgementRow, ...]:
    """Read the text of a judgement file; `name` is what errors call it.

    Raises:
        JudgementError: the text is not CSV in UTF-8, or a row of it is not a judgement.
    """
    try:
        return tuple(_rows(content.decode("utf-8-sig"), name))
    except (UnicodeDecodeError, csv.Error) as error:
        raise JudgementError(
            name, "", f"not readable as CSV: {error}", "save it as CSV in UTF-8"
        ) from error


def text_hash(text: str) -> str:
    """Return the hash by which a judgement knows the text it was given on."""
    return sha256(clean(text).encode())[:HASH_DIGITS]


def judged_texts(plans: Iterable[Plan]) -> dict[str, str]:
    """Return the text of everything that a link can join, by its id."""
    texts: dict[str, str] = {}
    for plan in plans:
        texts[plan.id] = plan.title or ""
        texts |= {section.id: section.title for section in plan.sections}
        texts |= {action.id: action.text for action in plan.actions}
        texts |= {document.id: document.title for document in plan.documents}
    return texts


def last_words(rows: Iterable[JudgementRow]) -> dict[Pair, tuple[JudgementRow, ...]]:
    """Return by pair the last row of each reader who still says something of it."""
    last: dict[Pair, dict[str, JudgementRow]] = {}
    for row in rows:
        readers = last.setdefault(row.pair, {})
        readers.pop(row.by, None)
        readers[row.by] = row
    said = {
        pair: tuple(row for row in readers.values() if not row.withdrawn)
        for pair, readers in last.items()
    }
    return {pair: rows for pair, rows in said.items() if rows}


def moved_on(
    words: Mapping[Pair, Sequence[JudgementRow]], texts: Mapping[str, str]
) -> dict[JudgementRow, JudgementRow]:
    """Return the rows whose texts were judged again later, where they stand now: by which row."""
    rows = [row for pair in words.values() for row in pair]
    holding = {row.said_of: row for row in rows if row.fits(texts)}
    return {
        row: anew
        for row in rows
        if (anew := holding.get(row.said_of)) and anew.line > row.line and not row.fits(texts)
    }


def decide(rows: Sequence[JudgementRow]) -> JudgementRow:
    """Return the row that counts of several readers': the lowest grade, the latest of equals."""
    sure = [row for row in rows if row.value != "unsure"] or list(rows)
    lowest = min(_rank(row.value) for row in sure)
    return [row for row in sure if _rank(row.value) == lowest][-1]


def disagree(rows: Sequence[JudgementRow]) -> bool:
    """Tell whether readers gave different grades; `unsure` contradicts nobody."""
    return len({row.value for row in rows if row.value != "unsure"}) > 1


def _rows(text: str, name: str) -> Iterator[JudgementRow]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    header = next(reader, None)
    if header is not None and tuple(header) != COLUMNS:
        raise JudgementError(
            name, "line 1", f"the columns are not {','.join(COLUMNS)}", "write them so"
        )
    line = reader.line_num + 1
    for cells in reader:
        if cells:
            yield _row(cells, name, line)
        # A quoted note may run over several lines; the next row begins after the last of them.
        line = reader.line_num + 1


def _row(cells: list[str], name: str, line: int) -> JudgementRow:
    def bad(reason: str, hint: str) -> JudgementError:
        return JudgementError(name, f"line {line}", reason, hint)

    if len(cells) != len(COLUMNS):
        raise bad(
            f"has {len(cells)} cells, not {len(COLUMNS)}", "put a text with a comma in quotes"
        )
    left, right, value, left_hash, right_hash, by, on, note = (clean(cell) for cell in cells)
    if not left or not right or left == right:
        raise bad("does not name two things", "write the ids of both in left and right")
    if value not in VALUES:
        raise bad(f"'{value}' is not a judgement", f"the judgements are {', '.join(VALUES)}")
    for column, digest in (("left_hash", left_hash), ("right_hash", right_hash)):
        if not _HASH.fullmatch(digest):
            raise bad(
                f"'{digest}' in {column} is not the hash of a text",
                f"`arrimage review links` writes it: {HASH_DIGITS} digits from 0-9 and a-f",
            )
    if not by:
        raise bad("does not say whose judgement it is", "write the reader's name in by")
    if not ISO_DAY.fullmatch(on):
        raise bad(f"'{on}' is not a date", "write one like 2024-03-01 in on")
    if left > right:
        left, right, left_hash, right_hash = right, left, right_hash, left_hash
    return JudgementRow(
        left,
        right,
        value,
        left_hash,
        right_hash,
        by,
        on,
        note or None,
        line,
    )


def _rank(value: JudgementValue) -> int:
    return _GRADES.index(value) if value in _GRADES else len(_GRADES)

"""What people said of pairs → the judgements that links carry, and what no longer fits.

The rows of `raw/judgements.csv` come in; links go out with the judgement that counts, beside a
finding for every row that cannot count. A row holds for the two texts it was given on, by their
hashes: where a text has changed since, the pair is to be judged again and a finding says so. Of
one reader the last row counts; of readers who disagree the lowest grade does, until they agree.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from pipeline.errors import FileError
from pipeline.model import Finding, Judgement, JudgementValue, Link, Links, Plan, Severity
from pipeline.text import clean

if TYPE_CHECKING:
    from pathlib import Path

FILE = "raw/judgements.csv"
COLUMNS = ("left", "right", "judgement", "left_hash", "right_hash", "by", "on", "note")
VALUES: tuple[JudgementValue, ...] = get_args(JudgementValue)
WITHDRAWN = "withdrawn"
"""The note of an `unsure` that takes a reader's judgement back: the pair is to be asked again."""

HASH_DIGITS = 16
_HASH = re.compile(rf"[0-9a-f]{{{HASH_DIGITS}}}")
_DATE = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
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
    def withdrawn(self) -> bool:
        """Whether the row takes an earlier one back and says nothing of its own."""
        return self.value == "unsure" and self.note == WITHDRAWN

    def fits(self, texts: Mapping[str, str]) -> bool:
        """Tell whether both texts are still those that were judged."""
        return all(
            name in texts and text_hash(texts[name]) == digest
            for name, digest in ((self.left, self.left_hash), (self.right, self.right_hash))
        )


def read_judgements(path: Path, name: str = FILE) -> tuple[JudgementRow, ...]:
    """Read a judgement file; one that does not exist holds no row.

    Raises:
        JudgementError: the file is not CSV in UTF-8, or a row of it is not a judgement.
    """
    return parse_judgements(path.read_bytes(), name) if path.exists() else ()


def parse_judgements(content: bytes, name: str = FILE) -> tuple[JudgementRow, ...]:
    """Read the text of a judgement file; `name` is what errors call it."""
    try:
        return tuple(_rows(content.decode("utf-8-sig"), name))
    except (UnicodeDecodeError, csv.Error) as error:
        raise JudgementError(
            name, "", f"not readable as CSV: {error}", "save it as CSV in UTF-8"
        ) from error


def text_hash(text: str) -> str:
    """Return the hash by which a judgement knows the text it was given on."""
    return hashlib.sha256(clean(text).encode()).hexdigest()[:HASH_DIGITS]


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


def decide(rows: Sequence[JudgementRow]) -> JudgementRow:
    """Return the row that counts of several readers': the lowest grade, the latest of equals."""
    sure = [row for row in rows if row.value != "unsure"] or list(rows)
    lowest = min(_rank(row.value) for row in sure)
    return [row for row in sure if _rank(row.value) == lowest][-1]


def disagree(rows: Sequence[JudgementRow]) -> bool:
    """Tell whether readers gave different grades; `unsure` contradicts nobody."""
    return len({row.value for row in rows if row.value != "unsure"}) > 1


def apply_judgements(
    links: Links, judgements: Sequence[JudgementRow], texts: Mapping[str, str]
) -> tuple[Links, tuple[Finding, ...]]:
    """Give links the judgements that hold, and report those that do not.

    `texts` holds the text of everything a link can join, by id (see `judged_texts`).
    """
    settled: dict[Pair, JudgementRow] = {}
    findings: list[Finding] = []
    linked = {(link.left, link.right) for link in links.links}
    for pair, rows in last_words(judgements).items():
        fitting = [row for row in rows if row.fits(texts)]
        findings += _unfitting(rows, texts, judged_anew=bool(fitting))
        if fitting:
            settled[pair] = decide(fitting)
            findings += _contradictions(fitting)
            findings += _unlinked(settled[pair], linked)
    judged = tuple(_judged(link, settled) for link in links.links)
    return links.model_copy(update={"links": judged}), tuple(findings)


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
    if not _DATE.fullmatch(on):
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


def _unfitting(
    rows: Sequence[JudgementRow], texts: Mapping[str, str], *, judged_anew: bool
) -> Iterator[Finding]:
    for row in rows:
        unknown = [name for name in row.pair if name not in texts]
        changed = [
            name
            for name, digest in ((row.left, row.left_hash), (row.right, row.right_hash))
            if name in texts and text_hash(texts[name]) != digest
        ]
        if unknown:
            yield _finding(
                "judgement_unknown_id",
                "error",
                row,
                f"{' and '.join(unknown)}: no plan has this; the '{row.value}' of {row.by} "
                "does not count",
                "give the id its new name in a new row, or put the plan back in raw/",
            )
        elif changed and judged_anew:
            yield _finding(
                "judgement_stale",
                "info",
                row,
                f"the '{row.value}' of {row.by} was given on another wording of "
                f"{' and '.join(changed)}; the present one has been judged",
                "nothing is needed",
            )
        elif changed:
            yield _finding(
                "judgement_stale",
                "error",
                row,
                f"the text of {' and '.join(changed)} has changed since {row.by} judged the pair "
                f"'{row.value}'; it does not count and is asked again",
                "judge it on the present text with `arrimage review links`",
            )


def _contradictions(rows: Sequence[JudgementRow]) -> Iterator[Finding]:
    if disagree(rows):
        said = ", ".join(f"{row.by} '{row.value}'" for row in rows)
        yield _finding(
            "judgement_disagreement",
            "warning",
            rows[-1],
            f"{rows[0].left} and {rows[0].right}: readers disagree ({said}); the lowest grade, "
            f"'{decide(rows).value}', is shown",
            "talk it over; the last row of each reader counts",
        )


def _unlinked(row: JudgementRow, linked: set[Pair]) -> Iterator[Finding]:
    if row.pair not in linked:
        found = row.value in ("same", "overlap", "related")
        yield _finding(
            "judgement_unlinked",
            "warning" if found else "info",
            row,
            f"{row.by} judged {row.left} and {row.right} '{row.value}', and they are not among "
            "the links: their score is too low",
            "add the words that join them to the concepts of the lexicon"
            if found
            else "nothing is needed",
        )


def _finding(code: str, severity: Severity, row: JudgementRow, message: str, hint: str) -> Finding:
    return Finding(
        code=code, severity=severity, where=f"{FILE}:{row.line}", message=message, hint=hint
    )


def _judged(link: Link, settled: Mapping[Pair, JudgementRow]) -> Link:
    row = settled.get((link.left, link.right))
    said = Judgement(value=row.value, by=row.by, on=row.on, note=row.note) if row else None
    return link.model_copy(update={"judgement": said})

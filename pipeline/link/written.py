"""Pairs of texts written for a test → how well the links of texts that nobody fitted to do.

A part of the file is two small plans: the left texts under their sections, and the right ones.
Every left text is held against every right one of its part; a pair that is not listed is none.
The weights are those of the package, which never saw these texts.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.link.gold import GRADES, GoldError
from pipeline.link.grades import OVERLAPPING
from pipeline.link.index import build_index
from pipeline.link.items import Item, Items
from pipeline.link.levels import NAMES, measured_level
from pipeline.link.metrics import Metrics, Pair, interval, measure
from pipeline.link.score import load_model, probability

COLUMNS = ("part", "left_section", "left", "right_section", "right", "grade", "why")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the file, and what the links make of it."""

    name: str
    listed: int
    positive: int
    metrics: Metrics
    interval: tuple[float, float]


def measure_written(content: bytes, name: str) -> list[Part]:
    """Measure the parts of a file in their order; `name` is what errors call it.

    Raises:
        GoldError: a column is missing, or a grade is none.
    """
    return [_measured(part, rows) for part, rows in _parts(content, name).items()]


def _parts(content: bytes, name: str) -> dict[str, list[Mapping[str, str]]]:
    reader = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    if tuple(reader.fieldnames or ()) != COLUMNS:
        raise GoldError(f"{name}: line 1: the columns are not {','.join(COLUMNS)}; write them so")
    parts: dict[str, list[Mapping[str, str]]] = {}
    for line, row in enumerate(reader, 2):
        if row["grade"] not in GRADES:
            raise GoldError(
                f"{name}: line {line}: '{row['grade']}' is not a grade; one of {', '.join(GRADES)}"
            )
        parts.setdefault(row["part"], []).append(row)
    return parts


def _measured(name: str, rows: Sequence[Mapping[str, str]]) -> Part:
    pairs = list(_scored(rows))
    metrics = measure(pairs, load_model().threshold)
    positive = sum(pair.positive for pair in pairs)
    return Part(name, len(rows), positive, metrics, interval(pairs))


def _scored(rows: Sequence[Mapping[str, str]]) -> Iterator[Pair]:
    items = _items(rows)
    found = measured_level("action", build_index(items))
    scores = probability(load_model().kinds["action"].log_odds(found.features, NAMES)).tolist()
    ends = zip(found.left.tolist(), found.right.tolist(), strict=True)
    score = dict(zip(ends, scores, strict=True))
    grades = {(row["left"], row["right"]): row["grade"] for row in rows}
    left = [(n, item) for n, item in enumerate(items.actions) if item.plan == 0]
    right = [(n, item) for n, item in enumerate(items.actions) if item.plan == 1]
    for a, one in left:
        for b, other in right:
            positive = grades.get((one.text, other.text)) in OVERLAPPING
            yield Pair(one.id, score.get((a, b), 0.0), positive)


def _items(rows: Sequence[Mapping[str, str]]) -> Items:
    """Make two plans of the texts of a part."""
    sections: list[Item] = []
    actions: list[Item] = []
    for plan, side in enumerate(("left", "right")):
        titles = list(dict.fromkeys(row[f"{side}_section"] for row in rows))
        first = len(sections)
        sections += [
            Item(f"{side}/axe-{n}", plan, "section", title, None)
            for n, title in enumerate(titles, 1)
        ]
        above = {row[side]: first + titles.index(row[f"{side}_section"]) for row in rows}
        actions += [
            Item(f"{side}/action-{n}", plan, "action", text, section)
            for n, (text, section) in enumerate(above.items(), 1)
        ]
    return Items(("left", "right"), ("fr", "fr"), tuple(actions), tuple(sections))

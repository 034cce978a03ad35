"""The links on pairs written for the tests: texts that no weight was fitted to."""

from __future__ import annotations

import csv
from collections import Counter

import pytest

from pipeline.link.gold import GoldError
from pipeline.link.written import COLUMNS, measure_written
from tests.link.samples import WRITTEN

FLOORS = {
    "1": 0.93,
    "2": 0.89,
    "3": 0.88,
    "4": 0.28,
    "5": 0.90,
    "6": 0.78,
    "7": 0.82,
    "8": 0.62,
    "9": 0.70,
    "10": 0.76,
    "11": 0.86,
    "12": 0.55,
}
"""The average precision of each part, frozen, less what a change may cost."""
HEADER = ",".join(COLUMNS) + "\n"


def test_links_of_texts_that_nobody_fitted_to_have_not_fallen() -> None:
    parts = measure_written(WRITTEN.read_bytes(), WRITTEN.name)
    assert {part.name for part in parts} == set(FLOORS)
    for part in parts:
        assert part.metrics.average_precision >= FLOORS[part.name], part.name
        assert part.interval[0] <= part.metrics.average_precision <= part.interval[1]


def test_the_pairs_are_many_and_of_every_grade_and_each_stands_once() -> None:
    rows = list(csv.DictReader(WRITTEN.open(encoding="utf-8")))
    assert len(rows) >= 60
    assert min(Counter(row["grade"] for row in rows).values()) >= 15
    assert max(Counter((r["part"], r["left"], r["right"]) for r in rows).values()) == 1
    assert all(row[column] for row in rows for column in COLUMNS)


def test_every_pair_of_a_part_is_ranked_and_what_is_not_listed_is_none() -> None:
    rows = [
        "a,Axe,Construire des logements sociaux,Axe,Bâtir des logements sociaux,same,x",
        "a,Axe,Soutenir les banques alimentaires,Axe,Aider les banques alimentaires,same,x",
    ]
    (part,) = measure_written((HEADER + "\n".join(rows)).encode(), "pairs.csv")
    assert (part.name, part.listed, part.positive) == ("a", 2, 2)
    assert part.metrics.average_precision == 1.0


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("left,right\n", "pairs.csv: line 1: the columns are not part,left_section"),
        (HEADER + "a,b,c,d,e,equal,f\n", "pairs.csv: line 2: 'equal' is not a grade"),
    ],
)
def test_a_file_that_cannot_be_used_is_one_message(content: str, said: str) -> None:
    with pytest.raises(GoldError) as caught:
        measure_written(content.encode(), "pairs.csv")
    assert str(caught.value).startswith(said)

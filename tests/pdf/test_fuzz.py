"""Two hundred mutations of sound plans: no crash, no hang, nothing wrong called certain."""

from __future__ import annotations

from pathlib import Path

from tests.pdf.fuzz import bases, mutate, run

COUNT, PARTS = 200, 6
"""How many files are read, and how much of a plan each holds: whole ones are read by night."""


def test_mutations_do_no_harm(tmp_path: Path) -> None:
    assert list(run(bases(PARTS), range(COUNT), tmp_path)) == []


def test_a_seed_gives_the_same_mutation() -> None:
    data = next(iter(bases(PARTS).values()))
    assert mutate(data, 5) == mutate(data, 5)
    assert len({mutate(data, seed).data for seed in range(40)} - {data}) > 35

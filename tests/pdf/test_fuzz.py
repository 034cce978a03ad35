"""Two hundred mutations of sound plans: no crash, no hang, nothing wrong called certain."""

from __future__ import annotations

from pathlib import Path

from tests.pdf.fuzz import bases, mutate, run

COUNT = 200


def test_mutations_do_no_harm(tmp_path: Path) -> None:
    assert list(run(bases(), range(COUNT), tmp_path)) == []


def test_a_seed_gives_the_same_mutation() -> None:
    data = next(iter(bases().values()))
    assert mutate(data, 5) == mutate(data, 5)
    assert len({mutate(data, seed).data for seed in range(40)} - {data}) > 35

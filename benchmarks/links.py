"""`python -m benchmarks.links [ACTIONS ...]`: time, memory and recall of linking at scale.

Actions are made from real ones: clauses of the actions at hand are recombined, under the real
sections, in plans of fifty. A fifth of all actions are planted copies of others, in other plans:
in half of these a tenth of the words is changed, dropped or misspelt (easy), in the other half a
third (hard). The seed is fixed. Each size runs in a process of its own, so that its memory is its
own; the recall is that of the planted originals among the ten best of their copies.
"""

from __future__ import annotations

import json
import math
import random
import re
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from pipeline.link.items import Items
    from pipeline.model import Plan

ROOT = Path(__file__).parents[1]
SEED = 20250101
PER_PLAN = 50
PLANTED_SHARE, EASY_CHANGED, HARD_CHANGED = 0.2, 0.1, 1 / 3
BEST = 10
FUZZY_ACTIONS, FUZZY_ROWS = 10_000, 200


@dataclass(frozen=True, slots=True)
class Limit:
    """What a number of actions may take, and the least recall of easy copies."""

    seconds: float
    gigabytes: float | None
    easy: float | None


COLUMNS = {
    "read s": 2,
    "search s": 2,
    "score s": 2,
    "all s": 2,
    "cpu s": 2,
    "us each": 0,
    "GB": 2,
    "easy": 3,
    "hard": 3,
}
"""What is printed of a size, and with how many decimals."""
LIMITS = {
    10_000: Limit(3.0, None, None),
    100_000: Limit(60.0, 1.0, 0.95),
    1_000_000: Limit(600.0, 4.0, 0.90),
}


def main(sizes: Sequence[int]) -> int:
    """Measure every size in a process of its own, and print the table."""
    heads = "".join(f"{name:>9}" for name in ("actions", *COLUMNS))
    print(f"{heads}  limits")
    failed = False
    each: dict[int, float] = {}
    for size in sizes:
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.links", "--one", str(size)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            sys.exit(f"{size} actions failed with exit code {done.returncode}:\n{done.stderr}")
        taken = json.loads(done.stdout)
        over = _over(size, taken)
        failed = failed or bool(over)
        taken["us each"] = taken["all s"] / size * 1e6
        each[size] = taken["cpu s"] / size
        shown = "".join(f"{taken[name]:>9.{digits}f}" for name, digits in COLUMNS.items())
        print(f"{size:>9}{shown}  {over or 'held'}")
    _growth(each)
    _fuzzy()
    return 1 if failed else 0


def measure(size: int) -> dict[str, float]:
    """Link so many actions in this process."""
    from pipeline.link.engine import Here, Measured, candidates, measure_pairs
    from pipeline.link.features import FEATURES
    from pipeline.link.index import build_index
    from pipeline.link.mutual import mutual
    from pipeline.link.score import load_model

    items, planted = collection(size)
    start, cpu = time.perf_counter(), time.process_time()
    index = build_index(items)
    read = time.perf_counter()
    found = candidates(index, "action", "action", Here())
    searched = time.perf_counter()
    weights, names = load_model().kinds["action"], tuple(FEATURES)
    log_odds, shared = [], []
    for batch in measure_pairs(index, "action", "action", found, Here()):
        log_odds.append(weights.log_odds(batch.features, names).astype(np.float32))
        shared.append(batch.shared)
    none = np.empty((len(found.left), 0), np.float32)
    pairs = Measured(found.left, found.right, none, np.concatenate(shared))
    mutually = mutual(pairs, index.actions, index.actions) * np.float32(weights.of["mutual"])
    scores = np.concatenate(log_odds) + mutually
    end = time.perf_counter()
    easy, hard = _recall(found.left, found.right, scores, planted)
    return {
        "read s": read - start,
        "search s": searched - read,
        "score s": end - searched,
        "all s": end - start,
        "cpu s": time.process_time() - cpu,
        "GB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2,
        "easy": easy,
        "hard": hard,
    }


def collection(size: int) -> tuple[Items, list[tuple[int, int, bool]]]:
    """Return so many actions, and the planted copies: copy, original, and whether it is easy."""
    from pipeline.link.items import Item, Items, gather

    plans = real_plans()
    real = gather(plans)
    draw = random.Random(SEED)
    clauses = clauses_of(plans)
    words = sorted({word for clause in clauses for word in clause.split()})
    sections = [n for n, one in enumerate(real.sections) if one.targets]
    originals = size - int(size * PLANTED_SHARE)
    texts = [" ".join(draw.choices(clauses, k=draw.randint(3, 4))) for _ in range(originals)]
    planted = []
    for copy in range(originals, size):
        original = draw.randrange(originals)
        easy = copy % 2 == 0
        texts.append(_changed(texts[original], EASY_CHANGED if easy else HARD_CHANGED, words, draw))
        planted.append((copy, original, easy))
    count = -(-size // PER_PLAN)
    actions = tuple(
        Item(
            f"plan-{n // PER_PLAN}/action-{n}",
            n // PER_PLAN,
            "action",
            text,
            sections[n % len(sections)],
        )
        for n, text in enumerate(texts)
    )
    names = tuple(f"plan-{n}" for n in range(count))
    return Items(names, ("fr",) * count, actions, real.sections), planted


def real_plans() -> list[Plan]:
    """Return the published plans."""
    from pipeline.model import Plan

    published = sorted((ROOT / "extracted" / "plans").glob("*.json"))
    return [Plan.model_validate_json(path.read_bytes()) for path in published]


def clauses_of(plans: Sequence[Plan]) -> list[str]:
    """Return the clauses that the texts of plans are made of."""
    return [clause for text in _texts(plans) for clause in _clauses(text)]


def _texts(plans: Sequence[Plan]) -> Iterator[str]:
    for plan in plans:
        yield from (one.text for one in plan.actions)
        yield from (target.text for section in plan.sections for target in section.targets)
        yield from (one.text for one in plan.passages)


def _clauses(text: str) -> list[str]:
    parts = re.split(r"(?<=[,.;:])\s+|\s+(?=afin |pour |visant |dans |en |avec |par )", text)
    return [part.strip() for part in parts if len(part.split()) >= 4]


def _changed(text: str, share: float, words: Sequence[str], draw: random.Random) -> str:
    return " ".join(_change(text.split(), share, words, draw))


def _change(
    text: Sequence[str], share: float, words: Sequence[str], draw: random.Random
) -> Iterator[str]:
    for word in text:
        if draw.random() >= share:
            yield word
            continue
        how = draw.randrange(3)
        if how == 0:
            yield draw.choice(words)
        elif how == 1 and len(word) > 3:
            place = draw.randrange(1, len(word) - 1)
            yield word[:place] + draw.choice("aeinorst") + word[place + 1 :]


def _recall(
    left: NDArray[np.int32],
    right: NDArray[np.int32],
    scores: NDArray[np.float32],
    planted: Sequence[tuple[int, int, bool]],
) -> tuple[float, float]:
    """Return the share of planted originals among the best of their copies, easy and hard."""
    copies = {copy for copy, _, _ in planted}
    mine = np.concatenate([left, right])
    other = np.concatenate([right, left])
    twice = np.concatenate([scores, scores])
    kept = np.isin(mine, np.fromiter(copies, np.int64, len(copies)))
    mine, other, twice = mine[kept], other[kept], twice[kept]
    order = np.lexsort((-twice, mine))
    mine, other = mine[order], other[order]
    rank = np.arange(len(mine)) - np.searchsorted(mine, mine)
    best = set(zip(mine[rank < BEST].tolist(), other[rank < BEST].tolist(), strict=True))
    hits: dict[bool, list[bool]] = {True: [], False: []}
    for copy, original, easy in planted:
        hits[easy].append((copy, original) in best)
    return float(np.mean(hits[True])), float(np.mean(hits[False]))


def _over(size: int, taken: dict[str, float]) -> str:
    limit = LIMITS.get(size)
    if limit is None:
        return ""
    over = []
    if taken["all s"] > limit.seconds:
        over.append(f"over {limit.seconds:.0f} s")
    if limit.gigabytes is not None and taken["GB"] > limit.gigabytes:
        over.append(f"over {limit.gigabytes:.0f} GB")
    if limit.easy is not None and taken["easy"] < limit.easy:
        over.append(f"easy under {limit.easy:.2f}")
    return ", ".join(over)


def _growth(each: Mapping[int, float]) -> None:
    """Print how the time of one action grows with the collection, beside the logarithm's growth.

    Searching is what grows: a term that few of 10,000 actions have, more of a million have, until
    so many do that it is left out of the search.
    """
    if len(each) < 2:
        return
    least, most = min(each), max(each)
    grown, logarithm = each[most] / each[least], math.log(most) / math.log(least)
    print(
        f"processor time of one action from {least} to {most}: x {grown:.2f} "
        f"(the logarithm: x {logarithm:.2f})"
    )


def _fuzzy() -> None:
    """Print what comparing all pairs with rapidfuzz would take: measured on some rows."""
    from rapidfuzz import fuzz, process

    items, _ = collection(FUZZY_ACTIONS)
    texts = [one.text for one in items.actions]
    start = time.perf_counter()
    process.cdist(texts[:FUZZY_ROWS], texts, scorer=fuzz.token_set_ratio, workers=1)
    took = (time.perf_counter() - start) * FUZZY_ACTIONS / FUZZY_ROWS
    print(
        f"rapidfuzz.process.cdist, token_set_ratio, all pairs of {FUZZY_ACTIONS} actions: "
        f"{took:.0f} s (measured on {FUZZY_ROWS} rows)"
    )


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(measure(int(sys.argv[2]))))
    else:
        sys.exit(main([int(size) for size in sys.argv[1:]] or sorted(LIMITS)))

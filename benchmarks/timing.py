"""Wall and CPU time of commands, each in a process of its own, against their limits."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
COMMAND = [sys.executable, "-m", "pipeline"]


@dataclass(frozen=True, slots=True)
class Case:
    """A command and the wall time, in seconds, that it may take; the best of `repeats` counts."""

    name: str
    arguments: tuple[str, ...]
    limit_s: float
    repeats: int = 1


@dataclass(frozen=True, slots=True)
class Time:
    """Seconds on the wall clock, and seconds of CPU of the process and its children."""

    wall_s: float
    cpu_s: float


def report(cases: Sequence[Case], folder: Path) -> bool:
    """Run every case in a folder, print a line for each, and tell whether one passed its limit."""
    slow = False
    for case in cases:
        times = [_measure(case, folder) for _ in range(case.repeats)]
        best = min(times, key=lambda taken: taken.wall_s)
        over = best.wall_s > case.limit_s
        slow = slow or over
        mark = "  over the limit" if over else ""
        print(f"{case.name:<24}{best.wall_s:>9.2f}{best.cpu_s:>9.2f}{case.limit_s:>9.1f}{mark}")
    return slow


def heading() -> None:
    """Print what stands over the lines."""
    print(f"{'case':<24}{'wall s':>9}{'cpu s':>9}{'limit s':>9}")


def _measure(case: Case, folder: Path) -> Time:
    before = os.times()
    start = time.perf_counter()
    done = subprocess.run(
        [*COMMAND, *case.arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    wall = time.perf_counter() - start
    after = os.times()
    if done.returncode:
        sys.exit(f"{case.name} failed with exit code {done.returncode}:\n{done.stderr}")
    spent = (after.children_user - before.children_user) + (
        after.children_system - before.children_system
    )
    return Time(wall, spent)

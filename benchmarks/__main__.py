"""`python -m benchmarks`: wall and CPU time of what a person waits for, against its limit.

Each case is a command in a process of its own, on a copy of raw/ in a folder of its own, so that
a first run finds no cache. The exit code is 1 if a limit is passed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
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
    repeats: int


@dataclass(frozen=True, slots=True)
class Time:
    """Seconds on the wall clock, and seconds of CPU of the process and its children."""

    wall_s: float
    cpu_s: float


CASES = (
    Case("arrimage --help", ("--help",), 0.3, 5),
    Case("first run", ("run",), 15.0, 1),
    Case("run, unchanged", ("run",), 1.0, 3),
)


def main() -> int:
    """Measure every case in turn and print the table."""
    print(f"{'case':<18}{'wall s':>9}{'cpu s':>9}{'limit s':>9}")
    slow = False
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "raw", Path(folder) / "raw")
        for case in CASES:
            best = min(
                (_measure(case, Path(folder)) for _ in range(case.repeats)),
                key=lambda taken: taken.wall_s,
            )
            over = best.wall_s > case.limit_s
            slow = slow or over
            mark = "  over the limit" if over else ""
            print(f"{case.name:<18}{best.wall_s:>9.2f}{best.cpu_s:>9.2f}{case.limit_s:>9.1f}{mark}")
    return 1 if slow else 0


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


if __name__ == "__main__":
    sys.exit(main())

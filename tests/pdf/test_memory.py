"""What a long plan takes of memory: as much as docs and users count on, and no more."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pikepdf

from tests.pdf.invented import Shape, invent
from tests.pdf.looks import LOOKS
from tests.pdf.words import LEVELS

PAGES, PEAK_MIB = 200, 80
TRIES = 2  # beside other work the system counts some MiB more now and then, of the same run
KIB_PER_MIB = 1024  # the system counts peak memory in kibibytes


def test_two_hundred_pages_stay_under_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    levels = LEVELS[1]
    shape = Shape(seed=3, levels=levels, branches=7, per_section=20, width=5)
    LOOKS["horizontal-stroke"](invent(shape), path)
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        assert len(document.pages) >= PAGES
        del document.pages[PAGES:]
        document.save(path)
    peaks: list[float] = []
    while len(peaks) < TRIES and (not peaks or peaks[-1] >= PEAK_MIB):
        peaks.append(_peak_mib("-m", "pipeline", "extract", str(path)))
    assert min(peaks) < PEAK_MIB


def _peak_mib(*command: str) -> float:
    """Return the most memory that a process, or one that it starts, has at a time.

    A small process starts it: the system counts from the memory of the one that does.
    """
    starter = (
        "import os, resource, subprocess, sys; "
        "subprocess.run([sys.executable, *sys.argv[1:]], stdout=subprocess.DEVNULL, check=True); "
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    done = subprocess.run(
        [sys.executable, "-c", starter, *command],
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONPATH": "."},
        capture_output=True,
        text=True,
        check=True,
    )
    return int(done.stdout) / KIB_PER_MIB

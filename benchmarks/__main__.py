"""`python -m benchmarks`: wall and CPU time of what a person waits for, against its limit.

The commands work on a copy of raw/ in a folder of its own, so that a first run finds no cache. The
exit code is 1 if a limit is passed.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from benchmarks.timing import ROOT, Case, heading, report

CASES = (
    Case("arrimage --help", ("--help",), 0.3, 5),
    Case("first run", ("run",), 15.0),
    Case("run, unchanged", ("run",), 1.0, 3),
)


def main() -> int:
    """Measure every case in turn and print the table."""
    heading()
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "raw", Path(folder) / "raw")
        return 1 if report(CASES, Path(folder)) else 0


if __name__ == "__main__":
    sys.exit(main())

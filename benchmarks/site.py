"""`python -m benchmarks.site`: the time to make the site of 5,000 actions in 50 plans.

The pages are made and written to a folder of their own, twice: from nothing, and again when
nothing has changed. The exit code is 1 if a limit is passed.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from pipeline.publish.site import site
from pipeline.workspace.site_folder import put_site
from tests.site.samples import large

PLANS, ACTIONS = 50, 100
LIMIT_S = 8.0
"""CPU time, which says the same on a machine that has other things to do."""


def main() -> int:
    """Print both times and return whether a limit was passed."""
    publication = large(PLANS, ACTIONS)
    passed = False
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "extracted").mkdir()
        for name in ("from nothing", "unchanged"):
            wall, cpu = time.perf_counter(), time.process_time()
            files, changed = put_site(Path(folder), site(publication))
            wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
            passed |= cpu > LIMIT_S
            print(
                f"{name:13} {files} files, {changed} written: "
                f"{wall:.1f} s, CPU {cpu:.1f} s (limit {LIMIT_S:.0f} s)"
            )
    return int(passed)


if __name__ == "__main__":
    sys.exit(main())

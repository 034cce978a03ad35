"""Running a program that prints."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

LIMIT_S = 120.0


def run(folder: Path, *command: str) -> None:
    """Run a program in a folder that is its home."""
    subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, "HOME": str(folder)},
        capture_output=True,
        timeout=LIMIT_S,
        check=True,
    )

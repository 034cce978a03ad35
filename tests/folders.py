"""Where the repository and the shared corpus stand, and folders as values to compare whole."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[1]
CORPUS = ROOT.parent / "shared" / "corpus"
"""Documents that are not of the repository: tests that need them are skipped without."""


def files_in(folder: Path) -> dict[str, bytes]:
    """Return every file under a folder by its path in it, sorted; empty folders do not count."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }

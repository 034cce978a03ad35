"""What is wrong with a file, in one line that says what would mend it. This module knows nobody."""

from __future__ import annotations

REPORT_IT = "this is a fault of the program: report it with the file"
"""The hint where nothing that a person wrote is to blame."""


class FileError(Exception):
    """A file or a folder that cannot be used: which, where in it, why, and the likely fix."""

    def __init__(self, file: str, place: str, reason: str, hint: str) -> None:
        """Take the four parts; `place` is empty where the whole file is meant."""
        super().__init__(file, place, reason, hint)
        self.file = file
        self.place = place
        self.reason = reason
        self.hint = hint

    def __str__(self) -> str:
        """Return the one-line message."""
        spot = f"{self.file}: {self.place}" if self.place else self.file
        return f"{spot}: {self.reason}; {self.hint}"

"""The one error a reader raises: a file that cannot be read, said in one line."""

from __future__ import annotations

SAVE_ANEW = "open the document in a viewer and save it anew"
"""What mends most files that a program cannot read and a viewer can."""


class ReadError(Exception):
    """A file that cannot be read. `str()` names the file, the place, the reason and a way out."""

    def __init__(self, file: str, reason: str, hint: str, place: str = "") -> None:
        """Take the file's name, what is wrong with it, what would mend it, and where it is."""
        self.file = file
        self.reason = reason
        self.hint = hint
        self.place = place
        super().__init__(f"{file}{':' + place if place else ''}: {reason}; {hint}")

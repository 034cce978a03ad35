"""What goes wrong with the files of a workspace."""

from __future__ import annotations

from pipeline.errors import FileError


class WorkspaceError(FileError):
    """A file or a folder of the workspace that cannot be used."""

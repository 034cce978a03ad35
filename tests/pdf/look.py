"""What a look is: a generator, and what the plan that comes out of it must be."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pipeline.model import MarkKind
from tests.pdf.content import Content

Generator = Callable[[Content, Path], None]


@dataclass(frozen=True, slots=True)
class Look:
    """A way of printing a plan; calling it writes the PDF.

    `covers` is the difficulty it stands for, `mark` the kind of a planned mark (None: several),
    `notes` and `lists` say whether it prints those, `legend` what its signs mean, `program` the
    program it needs beside Python.
    """

    name: str
    covers: str
    generate: Generator
    mark: MarkKind | None
    notes: bool = False
    lists: bool = False
    legend: tuple[tuple[str, str], ...] = ()
    program: str | None = None
    fits: Callable[[Content], bool] = lambda content: True

    def __call__(self, content: Content, path: Path) -> None:
        """Write `content` in this look."""
        self.generate(content, path)

    @property
    def available(self) -> bool:
        """Whether the program it needs is installed."""
        return self.program is None or shutil.which(self.program) is not None

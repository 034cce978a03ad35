"""What a bad file is: how it is made, and what must become of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from tests.pdf.invented import Shape, invent
from tests.pdf.looks import LOOKS
from tests.pdf.words import LEVELS

Outcome = Literal["read", "refused", "either"]
PHRASE = "Une phrase imprimée sur la page."


@dataclass(frozen=True, slots=True)
class Bad:
    """A file that should do no harm.

    `outcome`: it is "read", and then `holds` is among its texts; it is "refused" with a reason that
    has one of `reasons` in it (any reason where there are none); or it is "either", and then a
    document without `holds` comes with a finding. `damaged` says that it is the sound plan with
    something broken, so that whatever else is read of it comes with a finding, too.
    """

    name: str
    make: Callable[[], bytes]
    outcome: Outcome
    holds: str = ""
    reasons: tuple[str, ...] = ()
    damaged: bool = False


@cache
def whole() -> bytes:
    """A sound plan of some pages, to be damaged."""
    content = invent(Shape(seed=7, levels=LEVELS[0], per_section=6))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "plan.pdf"
        LOOKS["ruled-tick"](content, path)
        return path.read_bytes()


WHOLE_HOLDS = "Mise en contexte"

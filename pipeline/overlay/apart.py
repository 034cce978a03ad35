"""Work on the bytes of a PDF, done in a process of its own with a limit on time and memory.

A PDF can make what draws it abort, hang or fill the memory, just as it can what reads it. A
function and its arguments go in, its result comes out, or one `Refusal` for whatever went wrong.
"""

from __future__ import annotations

import pickle
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ParamSpec, TypeVar

from pipeline.read.options import MEMORY_MB, SECONDS
from pipeline.read.process import ask_process

_Given = ParamSpec("_Given")
_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class Task:
    """What a worker is asked to do; `work` is a function of a module, as only its name is sent."""

    work: Callable[..., Any]
    given: tuple[Any, ...]
    memory_mb: int = MEMORY_MB


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a worker could not do its task, and what would help."""

    reason: str
    hint: str


class DrawingError(RuntimeError):
    """A PDF that cannot be drawn: why, and what would help."""

    def __init__(self, refusal: Refusal) -> None:
        """Take what the worker said."""
        super().__init__(f"{refusal.reason}; {refusal.hint}")
        self.reason = refusal.reason
        self.hint = refusal.hint


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a worker may take, and how much memory."""

    seconds: float = SECONDS
    memory_mb: int = MEMORY_MB


def apart(
    limits: Limits,
    work: Callable[_Given, _Result],
    *given: _Given.args,
    **named: _Given.kwargs,
) -> _Result:
    """Return what a function of a module returns, called in a worker.

    Raises:
        DrawingError: the function failed, or went beyond the limits.
    """
    assert not named, "a task takes its arguments by position"
    answer = _ask(Task(work, given, limits.memory_mb), limits.seconds)
    if isinstance(answer, Refusal):
        raise DrawingError(answer)
    result: _Result = answer
    return result


def _ask(task: Task, seconds: float) -> Any:
    try:
        worker = ask_process("pipeline.overlay.worker", pickle.dumps(task), seconds)
    except subprocess.TimeoutExpired:
        return Refusal(
            f"took longer than {seconds:g} s to draw",
            "draw fewer pages (--pages), or raise --time-limit",
        )
    if worker.returncode:
        return Refusal(
            f"made what draws it stop (exit code {worker.returncode})",
            "open the document in a viewer and save it anew",
        )
    return pickle.loads(worker.stdout)

"""The process that draws on one PDF: a task on stdin, its result or a refusal on stdout."""

from __future__ import annotations

import os
import pickle
import resource
import sys

from pipeline.interrupted import end_without_a_word
from pipeline.overlay.apart import Refusal, Task
from pipeline.read.errors import SAVE_ANEW


def main() -> None:
    """Do one task."""
    end_without_a_word()
    task: Task = pickle.load(sys.stdin.buffer)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    limit = task.memory_mb * 1_000_000
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    with answers:
        pickle.dump(_answer(task), answers)


def _answer(task: Task) -> object:
    try:
        return task.work(*task.given)
    except ValueError as error:
        return Refusal(str(error), "check the page and the place")
    except MemoryError:
        return Refusal(
            f"needs more than {task.memory_mb} MB of memory to draw",
            "draw fewer pages (--pages), or raise --memory-limit",
        )
    except Exception as error:
        reason = " ".join(str(error).split())[:200]
        return Refusal(f"cannot be drawn ({type(error).__name__}: {reason})", SAVE_ANEW)


if __name__ == "__main__":
    main()

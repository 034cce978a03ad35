"""The process that draws on one PDF: a task on stdin, its result or a refusal on stdout."""

from __future__ import annotations

import pickle

from pipeline.overlay.apart import Refusal, Task
from pipeline.read.errors import SAVE_ANEW
from pipeline.read.process import open_answer, take_request


def main() -> None:
    """Do one task."""
    task: Task = take_request()
    with open_answer(task.memory_mb) as answer:
        pickle.dump(_answer(task), answer)


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

"""Work in a process of its own: how one is asked, and how it takes the request and answers.

The same as `subprocess.run`, but for Ctrl-C: the process ends with it and prints nothing.
"""

from __future__ import annotations

import os
import pickle
import resource
import subprocess
import sys
from typing import Any, BinaryIO

from pipeline.interrupted import end_without_a_word, held


def ask_process(
    module: str,
    request: bytes,
    seconds: float,
    *,
    shows: bool = False,
) -> subprocess.CompletedProcess[bytes]:
    """Run `python -m module`; with `shows`, what it says on stderr is seen.

    The module calls `take_request` first of all, then `open_answer`.

    Raises:
        subprocess.TimeoutExpired: it took longer than so many seconds, and was ended.
    """
    command = [sys.executable, "-m", module]
    path = {"PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    with held():
        process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=None if shows else subprocess.PIPE,
            env={**os.environ, **path},
        )
    with process:
        try:
            said, _ = process.communicate(request, timeout=seconds)
        except BaseException:
            process.kill()
            raise
    return subprocess.CompletedProcess(command, process.returncode, said)


def take_request() -> Any:
    """Return what this process is asked, as `ask_process` sent it: a pickled value."""
    end_without_a_word()
    return pickle.load(sys.stdin.buffer)


def open_answer(memory_mb: int) -> BinaryIO:
    """Limit the memory of this process; return where its answer goes, and nothing else does.

    What a library prints on stdout goes to stderr from here on.
    """
    answer = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    limit = memory_mb * 1_000_000
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    return answer

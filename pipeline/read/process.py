"""A module of the package, a request and a time limit → what its process wrote on stdout.

The same as `subprocess.run`, but for Ctrl-C: the process ends with it and prints nothing.
"""

from __future__ import annotations

import os
import subprocess
import sys

from pipeline.interrupted import held


def ask_process(
    module: str,
    request: bytes,
    seconds: float,
    *,
    shows: bool = False,
) -> subprocess.CompletedProcess[bytes]:
    """Run `python -m module`; with `shows`, what it says on stderr is seen.

    The module calls `pipeline.interrupted.end_without_a_word` first of all.

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

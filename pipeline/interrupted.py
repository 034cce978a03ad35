"""Ctrl-C reaches every process of a terminal: one of them says so, the others end without a word.

A process that is started while the signal is `held` does not see it before it has called
`end_without_a_word`; so it prints no traceback, however early it is interrupted.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def held() -> Iterator[None]:
    """Hold Ctrl-C back, from this thread and from what it starts, until that is started."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def end_without_a_word() -> None:
    """Let Ctrl-C end this process as any other signal does.

    Where it is ignored, as in the background of a script, it stays so: the run goes on.
    """
    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})

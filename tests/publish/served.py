"""A database as Datasette serves it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest


def serve(path: Path, metadata: Any) -> Callable[[str], str]:
    """Return what asks Datasette for a page; the test is skipped where it is not installed.

    Pages are asked for in a thread of their own: the browser of other tests keeps an event loop
    in this one. Datasette's own limit of a second for a query is not what is tested.
    """
    app = pytest.importorskip("datasette.app", reason="datasette is not installed")
    settings = {"sql_time_limit_ms": 60_000}
    served = app.Datasette([str(path)], metadata=metadata, settings=settings)

    def ask(question: str) -> str:
        with ThreadPoolExecutor(1) as thread:
            answer = thread.submit(asyncio.run, served.client.get(question)).result()
        assert answer.status_code == 200, answer.text[:300]
        return str(answer.text)

    return ask

"""Who does the work of linking: this process, worker processes, or a Dask cluster.

The blocks of work are the same everywhere and their results come back in order, so that what
comes out does not depend on who did it. The index is sent to each worker once. A worker that dies
has its blocks done again by the others.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from typing import Any

from pipeline.link.engine import Here, Result, Runner, Task

CONNECT_S = 5
"""How long a cluster may take to answer."""
MOST_LOSSES = 3
"""How often what all tasks share may be lost with a worker, and is sent again."""
MEMORY_PER_WORKER = 0
"""No limit of Dask's own: the blocks bound the memory."""


class ClusterError(Exception):
    """A cluster that cannot be used; the message is one line."""


class NoClusterError(ClusterError):
    """What was asked for cannot be had: no extra, or nobody at the address."""


class Cluster:
    """Runs tasks on a Dask cluster."""

    def __init__(self, client: Any) -> None:
        """Take the client of a cluster."""
        self._client = client
        self._shared: tuple[Any, Any] | None = None

    def run(
        self, function: Callable[[Any, Task], Result], shared: Any, tasks: Sequence[Task]
    ) -> Iterator[Result]:
        """Yield the results in the order of the tasks."""
        from distributed import CancelledError, KilledWorker

        futures: deque[Any] = deque()
        done = losses = 0
        try:
            while done < len(tasks):
                futures = futures or self._submitted(function, shared, tasks[done:])
                try:
                    result = futures[0].result()
                except CancelledError:
                    # What all tasks share was lost with its last holder, and they with it.
                    losses += 1
                    if losses > MOST_LOSSES:
                        raise
                    futures, self._shared = deque(), None
                    continue
                yield result
                futures.popleft().release()
                done += 1
        except (CancelledError, KilledWorker, OSError) as error:
            raise ClusterError(
                f"cluster: the workers were lost: {type(error).__name__}; start them again, or "
                "link without --cluster"
            ) from error

    def _submitted(
        self, function: Callable[[Any, Task], Result], shared: Any, tasks: Sequence[Task]
    ) -> deque[Any]:
        there = self._sent(shared)
        return deque(self._client.submit(function, there, task, pure=False) for task in tasks)

    def _sent(self, shared: Any) -> Any:
        if self._shared is None or self._shared[0] is not shared:
            self._shared = (shared, self._client.scatter(shared, broadcast=True, hash=False))
        return self._shared[1]


@contextmanager
def runner(workers: int | None = None, address: str | None = None) -> Iterator[Runner]:
    """Hold who does the work: `workers` processes of this machine, or the cluster at an address.

    Raises:
        NoClusterError: the extra is not installed, or nobody answers at the address.
    """
    if workers is None and address is None:
        yield Here()
        return
    with _client(workers, address) as client:
        yield Cluster(client)


@contextmanager
def _client(workers: int | None, address: str | None) -> Iterator[Any]:
    try:
        import distributed
    except ImportError as error:
        raise NoClusterError(
            "--workers and --cluster need the extra: pip install 'arrimage[cluster]'"
        ) from error
    # distributed has no types of its own.
    connect: Any = distributed.Client
    start: Any = distributed.LocalCluster
    if address is not None:
        _greet(address)
        with connect(address, timeout=CONNECT_S, set_as_default=False) as client:
            yield client
        return
    with (
        start(
            n_workers=workers,
            threads_per_worker=1,
            processes=True,
            dashboard_address=":0",
            memory_limit=MEMORY_PER_WORKER,
        ) as cluster,
        connect(cluster, set_as_default=False) as client,
    ):
        yield client


def _greet(address: str) -> None:
    """Raise an error where no scheduler answers; a client would try on for half a minute."""
    import asyncio

    reach = import_module("distributed.comm").connect

    async def answers() -> None:
        scheduler = await reach(address, timeout=CONNECT_S)
        await scheduler.close()

    try:
        asyncio.run(asyncio.wait_for(answers(), CONNECT_S))
    # Whoever else listens there may answer anything: a length that no memory holds, say.
    except (OSError, ValueError, MemoryError, RuntimeError) as error:
        raise NoClusterError(
            f"{address}: no cluster answers there; check the address, or link without --cluster"
        ) from error

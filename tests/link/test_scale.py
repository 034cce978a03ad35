"""Large collections in small: blocks, workers and clusters change nothing."""

from __future__ import annotations

import os
import signal
import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy import sparse

from pipeline.link import cluster, engine, link, search
from pipeline.link.cluster import Cluster, ClusterError, runner
from pipeline.link.engine import Here, candidates
from pipeline.link.index import build_index
from pipeline.link.items import gather
from pipeline.link.matrices import rarity
from pipeline.link.search import best_of
from pipeline.model import Links, Plan
from tests.link.samples import plan_of


@pytest.fixture
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "SEARCHED_ROWS", 7)
    monkeypatch.setattr(engine, "MEASURED_PAIRS", 50)


@pytest.mark.usefixtures("small_blocks")
def test_blocks_do_not_change_a_byte(plans: list[Plan], links: Links) -> None:
    assert link(plans).model_dump_json() == links.model_dump_json()


@pytest.mark.usefixtures("small_blocks")
def test_blocks_of_the_side_searched_find_the_same(
    plans: list[Plan], monkeypatch: pytest.MonkeyPatch
) -> None:
    items = gather(plans)
    whole = candidates(build_index(items), "action", "action", Here())
    monkeypatch.setattr(search, "BLOCK", 30)
    parts = candidates(build_index(items), "action", "action", Here())
    assert set(zip(whole.left.tolist(), whole.right.tolist(), strict=True)) == set(
        zip(parts.left.tolist(), parts.right.tolist(), strict=True)
    )


def test_candidates_are_few_in_a_large_collection() -> None:
    assert best_of(115, 2) == 30
    assert best_of(5_000, 50) * 5_000 <= search.PAIRS
    assert best_of(1_000_000, 20_000) == search.BEST_MIN


def test_no_item_is_a_candidate_of_its_own_plan(plans: list[Plan]) -> None:
    index = build_index(gather(plans))
    for left, right in (("action", "action"), ("action", "section"), ("section", "section")):
        found = candidates(index, left, right, Here())
        assert len(found.left)
        assert np.all(index.side(left).plan[found.left] != index.side(right).plan[found.right])


def test_a_frequent_term_is_left_out_of_the_search_and_copies_are_still_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(search, "FREQUENT_MAX", 5)
    texts = [f"Soutenir le projet numéro{n} du quartier secteur{n}" for n in range(20)]
    index = build_index(gather([plan_of("a", texts), plan_of("b", texts)]))
    found = candidates(index, "action", "action", Here())
    assert {(n, n + 20) for n in range(20)} <= set(
        zip(found.left.tolist(), found.right.tolist(), strict=True)
    )


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Return the address of a scheduler with two worker processes."""
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0", memory_limit=0
    ) as local:
        yield local.scheduler_address


@pytest.mark.usefixtures("small_blocks")
def test_a_cluster_of_two_processes_gives_the_same_bytes(
    address: str, plans: list[Plan], links: Links
) -> None:
    with runner(address=address) as work:
        assert link(plans, runner=work).model_dump_json() == links.model_dump_json()


def _die_once(mark: str, task: int) -> int:
    """Kill the process that runs this, the first time."""
    if task == 3 and not Path(mark).exists():
        Path(mark).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return task * task


def test_a_worker_killed_in_mid_run_loses_nothing(address: str, tmp_path: Path) -> None:
    with runner(address=address) as work:
        done = list(work.run(_die_once, str(tmp_path / "died"), range(8)))
    assert (tmp_path / "died").exists()
    assert done == [n * n for n in range(8)]


def _kill_holder(shared: tuple[str, int], task: int) -> int:
    """Kill a process, the first time."""
    mark, holder = shared
    if task == 3 and not Path(mark).exists():
        Path(mark).touch()
        os.kill(holder, signal.SIGKILL)
    return task * task


class _Forgetful(Cluster):
    """A cluster of which one worker alone has what all tasks share, the first time it is sent."""

    def __init__(self, client: Any, worker: str) -> None:
        super().__init__(client)
        self._worker = [worker]

    def _sent(self, shared: Any) -> Any:
        if self._worker:
            there = [self._worker.pop()]
            self._shared = (shared, self._client.scatter(shared, workers=there, hash=False))
        return super()._sent(shared)


def test_what_is_lost_with_the_worker_that_had_it_is_sent_again(
    address: str, tmp_path: Path
) -> None:
    distributed = pytest.importorskip("distributed")
    with distributed.Client(address, set_as_default=False) as client:
        client.wait_for_workers(2)
        worker, holder = min(client.run(os.getpid).items())
        forgetful = _Forgetful(client, worker)
        done = list(forgetful.run(_kill_holder, (str(tmp_path / "killed"), holder), range(8)))
    assert (tmp_path / "killed").exists()
    assert done == [n * n for n in range(8)]


class _Killing(Cluster):
    """A cluster that loses a worker to SIGKILL while it has blocks to do."""

    def __init__(self, client: Any) -> None:
        super().__init__(client)
        self.victims = sorted(client.run(os.getpid).values())[:1]

    def run(
        self, function: Callable[[Any, Any], Any], shared: Any, tasks: Sequence[Any]
    ) -> Iterator[Any]:
        for done, result in enumerate(super().run(function, shared, tasks)):
            if done == 1 and self.victims:
                os.kill(self.victims.pop(), signal.SIGKILL)
            yield result


@pytest.mark.usefixtures("small_blocks")
def test_a_worker_killed_while_plans_are_linked_changes_no_byte(
    address: str, plans: list[Plan], links: Links
) -> None:
    distributed = pytest.importorskip("distributed")
    with distributed.Client(address, set_as_default=False) as client:
        client.wait_for_workers(2)
        killing = _Killing(client)
        assert link(plans, runner=killing).model_dump_json() == links.model_dump_json()
        assert killing.victims == []


def test_workers_of_this_machine_give_the_same_bytes(plans: list[Plan], links: Links) -> None:
    pytest.importorskip("distributed")
    with runner(workers=1) as work:
        assert link(plans, runner=work).model_dump_json() == links.model_dump_json()


def test_a_cluster_that_does_not_answer_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr(cluster, "CONNECT_S", 1)
    said = r"^tcp://127.0.0.1:1: no cluster answers"
    with pytest.raises(ClusterError, match=said), runner(address="tcp://127.0.0.1:1"):
        pass


def test_who_answers_something_else_is_no_cluster() -> None:
    pytest.importorskip("distributed")
    with socket.create_server(("127.0.0.1", 0)) as server:
        place = f"tcp://127.0.0.1:{server.getsockname()[1]}"

        def answer() -> None:
            caller, _ = server.accept()
            with caller:
                caller.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n" * 4)

        other = threading.Thread(target=answer)
        other.start()
        said = f"^{place}: no cluster answers"
        with pytest.raises(ClusterError, match=said), runner(address=place):
            pass
        other.join()


def test_an_address_that_is_none_is_one_line() -> None:
    pytest.importorskip("distributed")
    with pytest.raises(ClusterError, match="no cluster answers"), runner(address="nonsense://x"):
        pass


@pytest.mark.parametrize("more", [1, 2, 7])
def test_a_few_rows_more_leave_the_weights_of_terms_alone(more: int) -> None:
    draw = np.random.default_rng(5)
    texts = sparse.random(5000, 300, 0.02, "csr", np.float32, rng=draw)
    texts.data[:] = 1
    empty = sparse.csr_matrix((more, 300), dtype=np.float32)
    grown = sparse.vstack([texts, empty]).tocsr()
    assert rarity(grown).tolist() == rarity(texts).tolist()


def test_a_term_of_one_item_weighs_1_in_a_collection_of_any_size() -> None:
    for size in range(2, 200):
        column = sparse.csr_matrix(([1.0], ([0], [0])), shape=(size, 1), dtype=np.float32)
        assert rarity(column).tolist() == [1.0]

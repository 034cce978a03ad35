"""raw/ → extracted/: every plan that can be produced, published together, and nothing by halves.

A workspace comes in, a `RunResult` goes out. Each plan stands alone: one that fails keeps its last
good result and the others go on. Results come from the cache where nothing that they depend on
has changed; where nothing has changed at all, nothing is loaded and nothing is written.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.hashes import sha256
from pipeline.paths import CACHE, DATAPACKAGE, EDITIONS, LEXICON, LINK_REPORT
from pipeline.workspace.cache import Cache, Manifest
from pipeline.workspace.collector import collector_off
from pipeline.workspace.editions import edition_files
from pipeline.workspace.errors import WorkspaceError
from pipeline.workspace.fingerprint import Fingerprint, Options, code_hash, fingerprint
from pipeline.workspace.folders import find_folders, unread, workspace_file
from pipeline.workspace.linking import judgements_hash, links_of
from pipeline.workspace.lock import lock
from pipeline.workspace.results import RunResult
from pipeline.workspace.state import RunState, Watcher, link_memo
from pipeline.workspace.store import Store
from pipeline.workspace.workers import WORTH_A_PROCESS, Outcome, Task, produce_all

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.workspace.link_memo import LinkMemo

SHARED = (EDITIONS, LINK_REPORT)
"""The reports that are of no single plan."""
Refused = Mapping[str, WorkspaceError]


def run(
    root: Path,
    *,
    jobs: int | None = None,
    enrich: bool = True,
    model: str | None = None,
    force: bool = False,
    watch: Watcher = lambda _: None,
) -> RunResult:
    """Bring extracted/ up to date with raw/.

    Args:
        root: The workspace.
        jobs: How many plans are produced at the same time; None spreads PDF over the cores.
        enrich: Whether mentions are looked for.
        model: The name or folder of a trained spaCy pipeline to look for them with too.
        force: Whether to produce every plan afresh.
        watch: Is told of every plan as soon as it is done.

    Raises:
        WorkspaceError: something is wrong with the workspace as a whole.
    """
    tasks, refused = find_tasks(root, Options(enrich, model))
    with lock(root), collector_off():
        cache = Cache(root)
        old = cache.manifest()
        store = Store(root, old.files)
        store.recover()
        state = RunState(store, watch, root)
        _produce(tasks, refused, state, None if force else cache, jobs)
        for task in tasks:
            plan_id = task.folder.plan_id
            if state.results[plan_id].state == "fresh":
                cache.put(task.fingerprint.key(), state.read(plan_id))
        files = _bring_up(state, _manifest(tasks, state, old), cache)
        foreign = store.foreign(cache.manifest().files)
        return RunResult(
            state.all(),
            files,
            foreign=foreign,
            problems=_problems(map(store.read, SHARED)),
            unread=unread(root),
        )


def compare(
    root: Path,
    *,
    jobs: int | None = None,
    enrich: bool = True,
    model: str | None = None,
    watch: Watcher = lambda _: None,
) -> RunResult:
    """Produce everything afresh and hold it against extracted/; write nothing there."""
    tasks, refused = find_tasks(root, Options(enrich, model))
    store = Store(root, Cache(root).manifest().files)
    state = RunState(store, watch, root)
    with collector_off():
        _produce(tasks, refused, state, None, jobs)
        files = _published(state, link_memo(state.root))
    return RunResult(
        state.all(),
        store.compare(files).differing,
        checked=True,
        foreign=store.foreign(files),
        problems=_problems(map(files.get, SHARED)),
        unread=unread(root),
    )


def find_tasks(root: Path, options: Options) -> tuple[tuple[Task, ...], Refused]:
    """List the plans of a workspace, and the errors of the folders that cannot be one."""
    found = find_folders(root)
    lexicon = workspace_file(root, LEXICON)
    tasks = tuple(
        Task(folder, fingerprint(folder, lexicon, options), lexicon, options, root / CACHE)
        for folder in found.folders
    )
    return tasks, found.refused


def _produce(
    tasks: Sequence[Task], refused: Refused, state: RunState, cache: Cache | None, jobs: int | None
) -> None:
    for plan_id, error in refused.items():
        state.fail(plan_id, error)
    known: list[Task] = []
    rest: list[Task] = []
    for task in tasks:
        (known if cache and cache.has(task.fingerprint.key()) else rest).append(task)
    # What a result in the cache was made with can be used.
    if rest and not known:
        _try_lexicon(rest[0].lexicon)
    lost: list[Task] = []

    def recall() -> None:
        for task in known:
            made = cache.get(task.fingerprint.key()) if cache else None
            if made is None:
                lost.append(task)
            else:
                state.take(task.folder.plan_id, made, cached=True)

    def ahead() -> None:
        recall()
        state.prepare()

    # Another process is at work on the rest before what is kept has been read.
    if rest and jobs is None and len(known) >= WORTH_A_PROCESS:
        _take(produce_all(rest, jobs, ahead), state)
    else:
        recall()
        _take(produce_all(rest, jobs), state)
    _take(produce_all(lost, jobs), state)


def _take(outcomes: Iterable[Outcome[Task]], state: RunState) -> None:
    for task, outcome in outcomes:
        if isinstance(outcome, WorkspaceError):
            state.fail(task.folder.plan_id, outcome)
        else:
            state.take(task.folder.plan_id, outcome, cached=False)


def _try_lexicon(path: Path | None) -> None:
    """A lexicon that cannot be used is one error, not one for each plan."""
    from pipeline.workspace.produce import lexicons_with

    lexicons_with(path, LEXICON)


def _manifest(tasks: Sequence[Task], state: RunState, old: Manifest) -> Manifest:
    """Say what the published files are made from: produced plans, and last good ones."""
    inputs = {name: old.inputs[name] for name in state.kept if name in old.inputs} | {
        task.folder.plan_id: task.fingerprint.parts()
        for task in tasks
        if task.folder.plan_id in state.products
    }
    kept = {name: [sha256(part) for part in parts] for name, parts in sorted(state.kept.items())}
    return Manifest(
        key=sha256(
            json.dumps(
                [code_hash(), inputs, kept, judgements_hash(state.root)], sort_keys=True
            ).encode()
        ),
        inputs=inputs,
        judgements=judgements_hash(state.root),
        failed={result.plan_id: str(result.error) for result in state.all() if result.error},
    )


def _bring_up(state: RunState, manifest: Manifest, cache: Cache) -> tuple[str, ...]:
    """Write what is not on disk yet, and return the names of the files that changed."""
    old = cache.manifest()
    if old.key == manifest.key and state.store.holds(old.files):
        if old.failed != manifest.failed:
            cache.remember(replace(manifest, files=old.files))
        return ()
    from pipeline.publish.datapackage import described

    there, memo = state.look()
    files = _published(state, memo)
    compared = state.store.compare(files, there, described(files[DATAPACKAGE]))
    if compared.differing:
        state.store.replace(files, compared)
    memo.keep(compared.wanted)
    cache.remember(replace(manifest, files=dict(sorted(compared.wanted.items()))))
    cache.prune({Fingerprint(**parts).key() for parts in manifest.inputs.values()})
    return compared.differing


def _published(state: RunState, memo: LinkMemo) -> dict[str, bytes]:
    """Return the files of extracted/: of all plans produced, and of the last good others."""
    from pipeline.model import Report
    from pipeline.publish import publish
    from pipeline.publish.plan_texts import PlanTexts, table_lines

    known = {
        name: PlanTexts(made.plan, made.report, made.lines) for name, made in state.products.items()
    }
    for name, (plan, report) in state.kept.items():
        lines = table_lines(state.plan(name, plan), Report.model_validate_json(report))
        known[name] = PlanTexts(plan, report, lines)
    plans = [state.plan(name, known[name].plan) for name in sorted(known)]
    store = state.store
    editions = edition_files(store.root, plans, store.read(EDITIONS))
    links = links_of(plans, state.root, memo, state.readings)
    return publish(plans, (), *links, more=editions, known=known)


def _problems(reports: Iterable[bytes | None]) -> tuple[dict[str, str], ...]:
    """Return the findings that are of no single plan."""
    found = (json.loads(report)["findings"] for report in reports if report)
    return tuple(finding for findings in found for finding in findings)

"""Documents → links → checks → findings → report: the whole way, in one place.

Rules kept here:
- The database is the queue: everything to ask is written before the first question, and every
  answer is committed within a second, so a killed run goes on where it stood.
- An unreadable file is a Problem beside the others, never the end of the run.
- Offline and interrupted are ends of a run, not verdicts: what was not asked stays unknown.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import signal
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import aclosing, contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from enum import StrEnum

from checker import crawl
from checker.model import CrawlSettings, Offline, Outcome
from citations import read
from citations.model import Document, ReadError
from results import RunPlan, Store, find
from results.model import Report, RunInfo

from . import __version__
from .ignores import IgnoreRule, inline_rules, sift
from .settings import Settings
from .sources import Problem, Source, expand, read_bytes
from .targets import archives_asked, targets_of, tasks_for

FLUSH_SECONDS = 0.5
"""How long an answer waits in memory at most before it is committed."""


class State(StrEnum):
    """How a run ended."""

    FINISHED = "finished"
    INTERRUPTED = "interrupted"
    OFFLINE = "offline"


@dataclass(frozen=True, slots=True)
class Progress:
    """What a progress display shows."""

    stage: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class CheckRun:
    """A run of `check`, told through `report` while the store is open."""

    run: RunInfo
    state: State
    report: Report
    problems: tuple[Problem, ...]
    ignored: int = 0
    """Findings that a rule or a comment left out."""


Watcher = Callable[[Progress], None]


def read_documents(paths: Sequence[str]) -> Iterator[Document | Problem]:
    """Every document that the paths name, and every file that is none."""
    for source in expand(paths):
        yield read_document(source) if isinstance(source, Source) else source


def read_document(source: Source) -> Document | Problem:
    """One file, read."""
    data = read_bytes(source)
    if isinstance(data, Problem):
        return data
    try:
        return read(data, source.path)
    except ReadError as error:
        return Problem(source.path, str(error))


def check(
    paths: Sequence[str], settings: Settings, store: Store, watch: Watcher | None = None
) -> CheckRun:
    """Read the letters, ask the web and the archives, judge, keep everything in `store`.

    Raises:
        StoreError: the database cannot be used. Nothing recorded before is lost.
    """
    asking = settings.asking()
    run = store.begin(_plan(paths, settings))
    problems: list[Problem] = []
    rules = list(settings.ignore)
    for found in read_documents(paths):
        if isinstance(found, Problem):
            problems.append(found)
        else:
            rules.extend(inline_rules(found.text, found.path))
            targets = targets_of(found)
            store.add_document(run.id, found, targets, tasks_for(targets.values(), asking))
    store.reuse(run.id, settings.max_age)
    state = asyncio.run(_ask(run, store, asking, watch))
    ignored = _judge(run, store, rules)
    store.finish(run.id, state)
    report = store.report(run.id)
    return CheckRun(report.run, state, report, tuple(problems), ignored)


def _judge(run: RunInfo, store: Store, rules: Sequence[IgnoreRule]) -> int:
    """Find what is to be told of every letter, and keep it; how many findings were ignored."""
    today = datetime.now(UTC).date()
    ignored = 0
    for document_id in store.document_ids(run.id):
        dossier = store.dossier(run.id, document_id)
        sifted = sift(find(dossier), dossier, rules, today)
        store.save_findings(run.id, document_id, sifted.kept)
        ignored += len(sifted.ignored)
    return ignored


def _plan(paths: Sequence[str], settings: Settings) -> RunPlan:
    """A run is the same run as long as the letters and what is asked of them are the same."""
    asking = settings.asking()
    asked = asdict(asking)
    for pace in ("concurrency", "per_host", "host_interval", "timeout", "retries"):
        asked.pop(pace)
    identity = hashlib.sha256(json.dumps(asked, sort_keys=True).encode())
    for source in expand(paths):
        data = read_bytes(source) if isinstance(source, Source) else b""
        digest = hashlib.sha256(data).hexdigest() if isinstance(data, bytes) else ""
        identity.update(f"{source.path}\0{digest}\0".encode("utf-8", "surrogateescape"))
    return RunPlan(
        command="check",
        fingerprint=identity.hexdigest(),
        version=__version__,
        settings_json=json.dumps(asked, sort_keys=True),
        kinds=(("live", None), *((name, lane) for name, lane, _ in archives_asked(asking))),
    )


async def _ask(run: RunInfo, store: Store, settings: CrawlSettings, watch: Watcher | None) -> State:
    """Work the queue until it is empty, the network is gone or someone stops us."""
    outcomes: list[Outcome] = []

    def flush() -> None:
        if outcomes:
            batch, outcomes[:] = list(outcomes), []
            store.record(run.id, batch)
        if watch:
            watch(Progress("asking", *store.progress(run.id)))

    async def flush_now_and_then() -> None:
        while True:
            await asyncio.sleep(FLUSH_SECONDS)
            flush()
            store.heartbeat(run.id)

    task = asyncio.current_task()
    assert task is not None
    flusher = asyncio.create_task(flush_now_and_then())
    flusher.add_done_callback(lambda done: None if done.cancelled() else task.cancel())
    try:
        with _stopped_by_signals(task):
            while True:
                async with aclosing(crawl(store.agenda(run.id), settings)) as answers:
                    await _collect(answers, outcomes, flush)
                flush()
                if not store.waiting(run.id):
                    return State.FINISHED
                # Another run is asking the rest just now; its answers will be ours, too.
                await asyncio.sleep(FLUSH_SECONDS)
    except Offline:
        return State.OFFLINE
    except asyncio.CancelledError:
        if flusher.done() and not flusher.cancelled():
            flusher.result()  # the database failed under us: that is the error to tell
        return State.INTERRUPTED
    finally:
        flusher.cancel()
        with suppress(asyncio.CancelledError):
            await flusher
        flush()


async def _collect(
    answers: AsyncIterator[Outcome], outcomes: list[Outcome], flush: Callable[[], None]
) -> None:
    async for outcome in answers:
        outcomes.append(outcome)
        if len(outcomes) >= 100:
            flush()


@contextmanager
def _stopped_by_signals(task: asyncio.Task[object]) -> Iterator[None]:
    """SIGINT and SIGTERM end the crawl as a cancellation; what is finished is kept."""
    loop = asyncio.get_running_loop()
    caught = []
    for number in (signal.SIGINT, signal.SIGTERM):
        # Not on Windows, and not outside the main thread: there asyncio.run's own handling serves.
        with suppress(NotImplementedError, ValueError, RuntimeError):
            loop.add_signal_handler(number, task.cancel)
            caught.append(number)
    try:
        yield
    finally:
        for number in caught:
            loop.remove_signal_handler(number)

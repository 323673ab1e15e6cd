"""Documents → links → checks → findings → report: the whole way, in one place.

Rules kept here:
- The database is the queue: everything to ask is written before the first question, and every
  answer is committed within a second, so a killed run goes on where it stood.
- An unreadable file is a Problem beside the others, never the end of the run.
- Offline and interrupted are ends of a run, not verdicts: what was not asked stays unknown.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import chain

from checker.model import CrawlSettings
from citations.model import Document
from results import RunPlan, Store, strikes_kept
from results.model import Report, RunInfo

from . import __version__
from .asking import Asking, Deadline, State, Watcher
from .changes import Scope
from .extracting import letter_of
from .ignores import IgnoreRule, inline_rules
from .judging import Judge, Measures, hurried_until
from .readers import Letter, read_letters
from .settings import Settings
from .sources import Problem, Source, Web, expand, read_bytes
from .targets import identifier_tasks, kinds_asked, targets_of, tasks_for


@dataclass(frozen=True, slots=True)
class CheckRun:
    """A run of `check`, told through `report` while the store is open."""

    run: RunInfo
    state: State
    report: Report
    problems: tuple[Problem, ...]
    ignored: int = 0
    """Findings that a rule or a comment left out."""
    out_of_time: bool = False
    """Interrupted by --max-time."""
    rules: tuple[IgnoreRule, ...] = ()
    """What findings were ignored by: the settings' rules and the letters' own."""
    untold: bool = False
    """Interrupted, with more letters than could be judged in HURRIED_SECONDS: `report` would tell
    some of them as if nothing had been found."""


def check(
    paths: Sequence[str], settings: Settings, store: Store, watch: Watcher | None = None
) -> CheckRun:
    """Read the letters, ask the web and the archives, judge, keep everything in `store`.

    Raises:
        StoreError: the database cannot be used. Nothing recorded before is lost.
    """
    deadline = deadline_of(settings)
    scope = Scope(settings.changed_since)
    asking = settings.asking()
    web = Web(asking)
    run = store.begin(replace(_plan(expand(paths, web), settings), paths=tuple(paths)))
    problems: list[Problem] = []
    rules = list(settings.ignore)
    for found in read_letters(_letters(expand(paths, web), settings, store)):
        if isinstance(found, Problem):
            problems.append(found)
        elif scope.includes(found):
            rules.extend(inline_rules(found.text, found.path))
            targets = targets_of(found)
            tasks = chain(
                tasks_for(scope.targets(found, targets), asking),
                identifier_tasks(found, asking, scope.notes(found)),
            )
            store.add_document(run.id, found, targets, tasks)
    store.reuse(run.id, settings.max_age)
    judge = Judge(store, run.id, Measures(settings, rules, scope))
    state = Asking(store, run.id, asking, watch, judge.ahead()).run(deadline)
    if state is State.FINISHED and store.tie(run.id, lambda each: tasks_for((each,), asking)):
        store.reuse(run.id, settings.max_age)
        state = Asking(store, run.id, asking, watch).run(deadline)
    late = state is State.INTERRUPTED and deadline.is_over
    ignored, whole = judge.rest(hurried_until(state, deadline))
    store.finish(run.id, state)
    report = store.report(run.id)
    told = tuple(problems)
    return CheckRun(report.run, state, report, told, ignored, late, tuple(rules), not whole)


def _letters(
    sources: Iterable[Source | Problem], settings: Settings, store: Store
) -> Iterator[Letter | Document | Problem]:
    """Every letter; to be read anew only where that can make a difference."""
    for source in sources:
        if isinstance(source, Problem):
            yield source
            continue
        data = read_bytes(source)
        if isinstance(data, Problem):
            yield data
            continue
        known = None
        # A stored letter has no text, in which comments and changed lines are looked for.
        if settings.changed_since is None and b"pincite:" not in data:
            digest = hashlib.sha256(data).hexdigest()
            known = store.known_letter(source.path, digest, __version__)
        yield known or letter_of(data, source)


def deadline_of(settings: Settings) -> Deadline:
    """When a run that begins now is to end by itself."""
    longest = settings.max_time
    return Deadline(None if longest is None else time.monotonic() + longest.total_seconds())


def asked_of(asking: CrawlSettings) -> dict[str, object]:
    """The settings that decide what is asked, not how fast."""
    asked = asdict(asking)
    for pace in ("concurrency", "per_host", "host_interval", "timeout", "retries"):
        asked.pop(pace)
    return asked


def kept_settings(settings: Settings) -> str:
    """What of the settings the database keeps with a run, as JSON."""
    kept = {
        **asked_of(settings.asking()),
        "findings": dict(settings.findings),
        "audit": strikes_kept(settings.audit),
    }
    return json.dumps(kept, sort_keys=True)


def _plan(sources: Iterable[Source | Problem], settings: Settings) -> RunPlan:
    """A run is the same run as long as the letters and what is asked of them are the same."""
    asking = settings.asking()
    asked = asked_of(asking)
    # A service that is asked only with a key is asked no more when the key is gone.
    scope = [asked, settings.changed_since, kinds_asked(asking)]
    identity = hashlib.sha256(json.dumps(scope, sort_keys=True).encode())
    for source in sources:
        data = read_bytes(source) if isinstance(source, Source) else b""
        digest = hashlib.sha256(data).hexdigest() if isinstance(data, bytes) else ""
        identity.update(f"{source.path}\0{digest}\0".encode("utf-8", "surrogateescape"))
    return RunPlan(
        command="check",
        fingerprint=identity.hexdigest(),
        version=__version__,
        settings_json=kept_settings(settings),
        kinds=kinds_asked(asking),
    )

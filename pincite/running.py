"""A run as `check` and `audit` share it: what makes it the same run, and its way to the end.

Rules kept here:
- Offline and interrupted are ends of a run, not verdicts: what was not asked stays unknown.
- What an answer raises (the original of a copy that only an archive's record names) is asked in the
  same run.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass

from checker.model import CrawlSettings
from results import RunPlan, Store, strikes_kept
from results.model import Report, RunInfo

from . import __version__
from .asking import Asking, Deadline, State, Watcher
from .ignores import IgnoreRule
from .judging import Judge, Measures, hurried_until
from .settings import Settings
from .sources import Problem
from .targets import kinds_asked, tasks_for


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


def plan_of(
    command: str, settings: Settings, scope: Sequence[object], letters: Iterable[tuple[str, str]]
) -> RunPlan:
    """A run is the same one while its scope and its letters (path and digest) are the same."""
    asking = settings.asking()
    kept = {
        **asked_of(asking),
        "findings": dict(settings.findings),
        "audit": strikes_kept(settings.audit),
    }
    identity = hashlib.sha256(json.dumps(scope, sort_keys=True).encode())
    for path, digest in letters:
        identity.update(f"{path}\0{digest}\0".encode("utf-8", "surrogateescape"))
    return RunPlan(
        command=command,
        fingerprint=identity.hexdigest(),
        version=__version__,
        settings_json=json.dumps(kept, sort_keys=True),
        kinds=kinds_asked(asking),
    )


@dataclass(frozen=True, slots=True)
class Ended:
    """How a run ended."""

    state: State
    ignored: int
    out_of_time: bool
    whole: bool
    """Whether there was time to judge all letters."""

    def told(
        self, report: Report, problems: Iterable[Problem], rules: Iterable[IgnoreRule]
    ) -> CheckRun:
        """The run with its report."""
        untold, late = not self.whole, self.out_of_time
        beside = (tuple(problems), self.ignored, late, tuple(rules), untold)
        return CheckRun(report.run, self.state, report, *beside)


@dataclass(frozen=True, slots=True)
class Run:
    """A run of which every question is written down."""

    store: Store
    id: int
    measures: Measures
    watch: Watcher | None
    deadline: Deadline

    def end(self, answer_known: Callable[[], object]) -> Ended:
        """Ask, judge and finish it; `answer_known` answers questions that were raised meanwhile,
        as far as the database can.

        Raises:
            StoreError: the database failed.
        """
        asking, store = self.measures.settings.asking(), self.store
        judge = Judge(store, self.id, self.measures)
        state = Asking(store, self.id, asking, self.watch, judge.ahead()).run(self.deadline)
        if state is State.FINISHED and store.tie(self.id, lambda each: tasks_for((each,), asking)):
            answer_known()
            state = Asking(store, self.id, asking, self.watch).run(self.deadline)
        late = state is State.INTERRUPTED and self.deadline.is_over
        ignored, whole = judge.rest(hurried_until(state, self.deadline))
        store.finish(self.id, state)
        return Ended(state, ignored, late, whole)

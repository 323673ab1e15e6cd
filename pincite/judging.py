"""Letters judged: what is to be told of each is found and kept.

Rules kept here:
- A letter is judged once nothing is left to ask for it: while others' links are still waited for,
  where there is time, or when all are asked.
- What was judged ahead is judged again where links of the run were judged side by side since.
- What is done ahead is done in short steps. One that is not short is broken off, and that letter
  waits for the end.
- After Ctrl-C there are HURRIED_SECONDS for all letters together.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import results
from citations.model import Link
from results import Store
from results.model import Dossier

from .alarm import OutOfTime, until
from .asking import Deadline, State
from .changes import Scope
from .ignores import IgnoreRule, Sifted, sift
from .settings import Settings

HURRIED_SECONDS = 0.7
"""For the judging of letters after Ctrl-C; telling them takes as long again."""
STEP_SECONDS = 0.25
"""Longer than this no step that is taken ahead may keep answers waiting."""
MOST_LEFT = 1_000
"""Tasks of a run that may be left when letters are judged ahead: with more of them there is
something better to do, and to look for the letters that wait for them takes longer."""


@dataclass(frozen=True, slots=True)
class Measures:
    """What findings are weighed with."""

    settings: Settings
    rules: Sequence[IgnoreRule]
    scope: Scope


def hurried_until(state: State, deadline: Deadline) -> float | None:
    """When whoever pressed Ctrl-C wants us to have judged; None for all the time that it takes."""
    hurried = state is State.INTERRUPTED and not deadline.is_over
    return time.monotonic() + HURRIED_SECONDS if hurried else None


class Judge:
    """The letters of one run. First `ahead`, as far as there is time for it, then `rest`."""

    def __init__(self, store: Store, run_id: int, measures: Measures) -> None:
        self._store = store
        self._run = run_id
        self._measures = measures
        self._today = datetime.now(UTC).date()
        self._ahead: dict[int, int] = {}
        """Letters that were judged ahead, with how many of their findings were ignored."""
        self._long: set[int] = set()
        """Letters that take longer than a step may."""

    def ahead(self) -> Iterator[None]:
        """Steps to be taken while nothing else is to be done: first the imports of what judges, a
        tenth of a second, then the letters of which every link is answered. It has no end.
        """
        for part in ("weigh", "adjusted", "find"):
            yield
            getattr(results, part)
        seen = -1
        while True:
            yield
            done, tasks = self._store.progress(self._run)
            if done != seen and tasks - done <= MOST_LEFT:
                seen = done
                yield from self._settled_ones()

    def rest(self, at: float | None) -> tuple[int, bool]:
        """Judge what is not judged yet; how many findings of the run were ignored, and whether
        there was time for all letters until `at` (on time.monotonic(), None for ever).
        """
        if self._store.judge_sinks(self._run):
            self._ahead.clear()
        ignored = sum(self._ahead.values())
        for document_id in self._store.document_ids(self._run):
            if document_id not in self._ahead:
                try:
                    with until(at):
                        judged = self._judged(document_id)
                except OutOfTime:
                    return ignored, False
                ignored += self._keep(document_id, judged)
        return ignored, True

    def _settled_ones(self) -> Iterator[None]:
        last = 0
        while settled := self._store.settled(self._run, last):
            for last in settled:
                if last not in self._ahead and last not in self._long:
                    yield from self._take(last)

    def _take(self, document_id: int) -> Iterator[None]:
        try:
            with until(time.monotonic() + STEP_SECONDS):
                judged = self._judged(document_id)
        except OutOfTime:
            self._long.add(document_id)
            return
        yield
        self._ahead[document_id] = self._keep(document_id, judged)
        yield

    def _judged(self, document_id: int) -> tuple[Dossier, Sifted]:
        """What is known of a letter, and what is to be told of that. Writes nothing."""
        settings = self._measures.settings
        light = self._store.dossier(self._run, document_id, whole=_points_inside)
        dossier = results.weigh(light, self._store.whole_page, settings.asking().max_text)
        found = results.adjusted(results.find(dossier), settings.findings)
        sifted = sift(
            self._measures.scope.findings(found), dossier, self._measures.rules, self._today
        )
        return dossier, sifted

    def _keep(self, document_id: int, judged: tuple[Dossier, Sifted]) -> int:
        """Write it down; how many findings are ignored."""
        dossier, sifted = judged
        ignored = [finding for finding, _ in sifted.ignored]
        self._store.judged(self._run, document_id, dossier, sifted.kept, ignored)
        return len(sifted.ignored)


def _points_inside(link: Link) -> bool:
    """Whether a finding looks for a place on the page (PC211); evidence reads pages one by one."""
    return "#" in link.url

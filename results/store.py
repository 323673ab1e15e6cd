"""The database, as the rest of the house sees it.

Rules kept here:
- The database is the queue: a run writes what it has to ask, then asks, and every batch of answers
  is one transaction. Killed at any point, it goes on where it stood.
- Several processes may work on one file; each waits for the others, at most `wait` seconds.
- Every error is a `StoreError` whose message is one line that names the file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from types import TracebackType
from typing import Self

from checker.model import Order, Outcome, Page, Target, Task
from citations.model import Document, Link

from . import (
    answers,
    decisions,
    documents,
    dossiers,
    queue,
    readings,
    registrations,
    runs,
    saves,
    sinks,
    stored_report,
    tied_copies,
)
from .connection import Connection, connect
from .damaged import aside
from .damaged.aside import soundly
from .damaged.damage import FAILURES, damage_in
from .judged import Judged
from .model import (
    Decision,
    Dossier,
    Evidence,
    Finding,
    RunInfo,
    RunPlan,
    StoreDamaged,
    StoreError,
    Timeline,
)
from .over_time import departures, due
from .over_time.audited import AuditReport
from .over_time.due import Carried, KnownLetter
from .over_time.history import ChangedReport, timeline
from .over_time.strikes import Rhythm
from .queue import StoredAgenda
from .saves import Save, SavesAgenda
from .stored_report import StoredReport
from .weighing import stored_evidence
from .workers import Worker


class Store:
    """One open database. Use as a context manager, from one thread at a time."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._worker = Worker()
        self._judged = Judged()

    @classmethod
    def open(
        cls, path: str | Path, *, read_only: bool = False, make: bool = True, wait: float = 30.0
    ) -> Self:
        """Opens a database, brings it up to date, makes it where there is none.

        Args:
            path: the file, or ":memory:".
            read_only: nothing is written; a missing or outdated file is an error.
            make: whether a missing one is made; where not, it is an error, too.
            wait: seconds to wait for other processes, now and in every write.

        Raises:
            StoreLocked: another process held it longer than that.
            StoreTooNew: a newer pincite wrote it.
            NotAStore: the file is no SQLite database, or another program's.
            StoreError: it cannot be opened or made.
        """
        return cls(connect(path, read_only=read_only, make=make, wait=wait))

    @property
    def path(self) -> str:
        """The file."""
        return self._connection.path

    def close(self) -> None:
        """Gives back what was taken and not answered, and closes. May be called twice."""
        with suppress(StoreError):  # the next run finds out by itself that we are gone
            self._worker.leave(self._connection)
        self._connection.close()

    def hurry(self) -> None:
        """Someone wants this process to end: from now on no lock of another one is waited for.

        May be called from a signal's handler.
        """
        self._connection.waiting.hurry()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if isinstance(error, FAILURES):
                self._explain(error)
        finally:
            self.close()

    def _explain(self, error: Exception) -> None:
        """Tell damage as damage; a mistake of ours passes through as it is."""
        if found := damage_in(self._connection):
            raise StoreDamaged(aside.told(self._connection, found)) from error

    @property
    def left_out(self) -> Sequence[str]:
        """What of a damaged database was not told, row by row; of one that is only read."""
        return aside.lines(self._connection)

    def begin(self, plan: RunPlan) -> RunInfo:
        """A new run, or the newest unfinished one of the same fingerprint whose owner is gone.

        What that one had taken and not answered, and what it could not ask, is pending again.
        """
        return runs.begin(self._connection, self._worker, plan)

    def add_document(
        self,
        run_id: int,
        document: Document,
        targets: Mapping[str, Target],
        tasks: Iterable[Task],
    ) -> int:
        """Puts a letter and what is to be asked for it into a run; gives the letter's id.

        Put in twice, it makes no difference. Links without a task are told as unknown.
        """
        self._judged.forget()
        return documents.add_document(self._connection, run_id, document, targets, tasks)

    def tie(self, run_id: int, tasks_of: Callable[[Target], Iterable[Task]]) -> int:
        """Asks for the originals of cited copies that only an archive's record names (perma.cc);
        gives how many tasks came to the run.
        """
        self._judged.forget()
        return tied_copies.tie(self._connection, run_id, tasks_of)

    def reuse(self, run_id: int, max_age: timedelta) -> int:
        """Answers pending tasks from what was found living (or found or absent in an archive or a
        registry) within `max_age`; gives how many. Failures are never reused.
        """
        self._judged.forget()
        reused = queue.reuse(self._connection, run_id, max_age)
        return reused + registrations.reuse(self._connection, run_id, max_age)

    def carry(self, run_id: int, rhythm: Rhythm) -> Carried:
        """Answers the tasks that are not due by `rhythm` with the last check, whatever it said."""
        self._judged.forget()
        registrations.reuse(self._connection, run_id, rhythm.archives)
        return due.carry(self._connection, run_id, rhythm)

    def letters(self) -> Sequence[KnownLetter]:
        """The newest reading of every letter that some run has read, by path."""
        return due.letters(self._connection)

    def roots(self) -> frozenset[str]:
        """All that letters were looked for with: files, folders, patterns, URLs."""
        return runs.roots(self._connection)

    def depart(self, paths: Iterable[str], why: str) -> frozenset[str]:
        """Notes that audits leave letters out, MISSING or FORGOTTEN, until one is read again; gives
        those of which nobody else had noted it.
        """
        return departures.depart(self._connection, paths, why)

    def known_letter(self, path: str, sha256: str, version: str) -> Document | None:
        """A letter as this version of pincite read these bytes before, without its text; None where
        it did not: then it is to be read.
        """
        return documents.known(self._connection, path, sha256, version)

    def letter(self, document_id: int) -> Document:
        """A letter as it was read, without its text.

        Raises:
            StoreError: there is no such letter.
        """
        return due.letter(self._connection, document_id)

    def agenda(self, run_id: int) -> StoredAgenda:
        """The run's queue, for the crawler."""
        return StoredAgenda(self._connection, self._worker, run_id)

    def waiting(self, run_id: int) -> int:
        """Pending tasks that are held back since another run is asking the same just now.

        Their answers come from there, or the tasks are to be had again when that run is gone. So a
        run is over when its agenda is empty and nothing is waiting.
        """
        return self.agenda(run_id).waiting()

    def record(self, run_id: int, outcomes: Iterable[Outcome]) -> None:
        """Writes down answers and marks their tasks done, in one transaction."""
        told = tuple(outcomes)
        self._judged.answered(each.key for each in told)
        answers.record(self._connection, self._worker, run_id, told)

    def judge_sinks(self, run_id: int) -> int:
        """Judges anew the links of a run that ended at one page with others (checker.sunk); gives
        how many were swept together. To be called when a run has asked, before its letters are
        judged.
        """
        self._judged.forget()
        return sinks.judge_sinks(self._connection, run_id)

    def heartbeat(self, run_id: int) -> None:
        """A sign of life, for processes on other machines. Once in some seconds is enough."""
        self._worker.sign(self._connection)

    def settled(self, run_id: int, after: int) -> Sequence[int]:
        """The next letters of a run, by id from `after` on, for which nothing is left to be asked;
        none when there are no more.
        """
        return documents.settled(self._connection, run_id, after)

    def document_ids(self, run_id: int) -> Iterator[int]:
        """The letters of a run, by path."""
        return documents.document_ids(self._connection, run_id)

    def plan_saves(self, run_id: int, orders: Iterable[tuple[Order, str]]) -> None:
        """Puts pages that are to be saved, each with its lane, into a run's second queue.

        What is confirmed stays as it is; what was submitted will be followed.
        """
        saves.plan(self._connection, run_id, orders)

    def saves_agenda(self, run_id: int) -> SavesAgenda:
        """That queue, for the crawler."""
        return SavesAgenda(self._connection, self._worker, run_id)

    def saves_progress(self, run_id: int) -> tuple[int, int]:
        """Orders of a run that are done, and all of them."""
        return saves.progress(self._connection, run_id)

    def saves(self, keys: Iterable[str]) -> Mapping[tuple[str, str], Save]:
        """How the saving of pages stands, by key and service."""
        return saves.of_keys(self._connection, keys)

    def dossier(
        self,
        run_id: int,
        document_id: int,
        *,
        whole: Callable[[Link], bool] = dossiers.every_page,
    ) -> Dossier:
        """All that a run knows of a letter: each link with its check of this run, or the one that
        was reused, and the archives' answers.

        `whole` says of which links the pages come with text and anchors; of the others
        `whole_page` gives them, one at a time.
        """
        return dossiers.dossier(self._connection, run_id, document_id, whole=whole)

    def whole_page(self, page: Page) -> Page:
        """A page of a dossier, with the text and anchors that were left out there."""
        return dossiers.whole_page(self._connection, page)

    def judged(
        self,
        run_id: int,
        document_id: int,
        dossier: Dossier,
        findings: Sequence[Finding],
        ignored: Sequence[Finding] = (),
    ) -> None:
        """What a run's pages say of a letter, what was found in it and what of that is not to be
        told, in the place of what it was before. Until more is asked, the letter is told without
        being read again.
        """
        with self._connection.writing():
            self.save_evidence(run_id, document_id, dossier.evidence)
            self.save_findings(run_id, document_id, findings)
            stored_report.save_ignored(self._connection, run_id, document_id, ignored)
        self._judged.keep(run_id, document_id, dossier)

    def save_evidence(self, run_id: int, document_id: int, evidence: Evidence) -> None:
        """What a run's pages say of a letter, in the place of what they said before."""
        stored_evidence.save_evidence(self._connection, run_id, document_id, evidence)

    def last_checked(self, path: str, sha256: str) -> Dossier | None:
        """What the newest finished run knows of a letter: of these bytes, else of the letter that
        stood at this path before it was changed; None where it was never checked.
        """
        found = soundly(self._connection, lambda: readings.newest(self._connection, path, sha256))
        if found is None:
            return None
        return soundly(self._connection, lambda: self.dossier(found.run, found.document))

    def save_findings(self, run_id: int, document_id: int, findings: Sequence[Finding]) -> None:
        """What a run found in a letter, in the place of what it found before."""
        stored_report.save_findings(self._connection, run_id, document_id, findings)

    def finish(self, run_id: int, state: str = "finished") -> None:
        """Ends a run: finished, interrupted or offline. The last two can be taken up again."""
        runs.finish(self._connection, run_id, state)

    def progress(self, run_id: int) -> tuple[int, int]:
        """Tasks that have their answer, and all tasks."""
        return runs.progress(self._connection, run_id)

    def report(self, run_id: int | None = None) -> StoredReport:
        """A run, told from the database; the newest for None.

        Raises:
            StoreError: there is no such run.
        """
        return soundly(
            self._connection, lambda: StoredReport(self._connection, run_id, self._judged)
        )

    def changes(self, run_id: int | None, since: str) -> ChangedReport:
        """What changed in a run (the newest for None) since an earlier run or a date.

        Raises:
            ValueError: `since` is neither a run's number nor a date.
            StoreError: there is no such run.
        """
        return soundly(self._connection, lambda: ChangedReport(self._connection, run_id, since))

    def decide(self, decision: Decision) -> bool:
        """Keeps a person's word on a link; False where no letter cites it."""
        return decisions.decide(self._connection, decision)

    def forget(self, url: str) -> bool:
        """Takes back what was judged of a link; False where nothing was."""
        return decisions.forget(self._connection, url)

    def decisions(self) -> Sequence[Decision]:
        """What people judged, the one that ends first in front."""
        return soundly(self._connection, lambda: decisions.decisions(self._connection))

    def audited(self, run_id: int) -> AuditReport:
        """What changed in an audit since the one before it.

        Raises:
            StoreError: there is no such run.
        """
        return AuditReport(self._connection, run_id)

    def timeline(self, url: str) -> Timeline:
        """Every check of a link.

        Raises:
            StoreError: it was never asked.
        """
        return soundly(self._connection, lambda: timeline(self._connection, url))

"""What the web and the archives answered, into the database.

Rules kept here:
- A batch of outcomes is one transaction: all of it stands, or none.
- An answer answers every run that is waiting for it, so that several runs at once do not ask the
  same twice. "Unknown" is no answer: other runs ask for themselves.
- A run has one check for each link and one answer for each link and archive; what comes later takes
  the place of what came before.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from checker.model import (
    ArchiveAnswer,
    Check,
    Outcome,
    Page,
    RegistryAnswer,
    Saved,
    Verdict,
)
from citations import host_of

from . import saves
from .connection import Connection
from .newest import ask_newest
from .over_time.due import stand
from .queue import LIVE
from .recent import Recent
from .registrations import keep, point
from .rows.answers import (
    ANSWERS,
    CHECKS,
    PAGES,
    SNAPSHOTS,
    answer_row,
    check_row,
    page_key,
    page_row,
    probe_cell,
    snapshot_row,
)
from .rows.values import Cells, insert_sql, sound, written
from .workers import Worker


def _upsert(table: str, columns: Sequence[str], key: Sequence[str]) -> str:
    news = ", ".join(f"{each} = excluded.{each}" for each in columns if each not in key)
    return insert_sql(table, columns, None, f"ON CONFLICT ({', '.join(key)}) DO UPDATE SET {news}")


_NEW_CHECK = insert_sql("checks", CHECKS, None, "ON CONFLICT DO NOTHING")
_SAME_CHECK = _upsert("checks", CHECKS, ("url_id", "run_id"))
_NEW_ANSWER = _upsert("archive_answers", ANSWERS, ("url_id", "archive", "run_id"))
_NEW_PAGE = insert_sql("pages", PAGES, None, "ON CONFLICT DO NOTHING")
_SAME_PAGE = "SELECT id FROM pages WHERE content = ?"
_NEW_SNAPSHOT = insert_sql("snapshots", SNAPSHOTS)
_HELD = "SELECT page_id, coalesce(read_id, id) FROM checks WHERE id = ? AND url_id = ?"
_ANSWERED = (
    "UPDATE queue SET state = 'done', answer = ?, check_id = ?, answer_id = ?"
    " WHERE run_id = ? AND kind = ? AND url_id = ? AND state = 'pending'"
)
_ANSWERED_ANYHOW = (
    "INSERT INTO queue (answer, check_id, answer_id, run_id, kind, url_id, lane, state, cited)"
    " VALUES (?, ?, ?, ?, ?, ?, '', 'done', 0)"
    " ON CONFLICT (run_id, kind, url_id) DO UPDATE SET state = 'done',"
    " answer = excluded.answer, check_id = excluded.check_id, answer_id = excluded.answer_id"
)
_RUNNING_ELSEWHERE = (
    "SELECT id FROM runs INDEXED BY runs_running WHERE state = 'running' AND id <> ?"
)


def record(connection: Connection, worker: Worker, run: int, outcomes: Iterable[Outcome]) -> None:
    """Writes down what was answered and marks the tasks done."""
    recent = worker.recent
    with connection.writing() as db:
        worker.beat(db)
        others = [row[0] for row in db.execute(_RUNNING_ELSEWHERE, (run,))]
        desk = _Desk(db, run, others, recent)
        for outcome in outcomes:
            if isinstance(outcome, Check):
                desk.check(outcome)
            elif isinstance(outcome, RegistryAnswer):
                desk.registration(outcome)
            elif isinstance(outcome, Saved):
                saves.record(connection, worker, outcome)
            else:
                desk.answer(outcome)
        for each, (tasks, done) in desk.counts.items():
            db.execute(
                "UPDATE runs SET tasks = tasks + ?, done = done + ? WHERE id = ?",
                (tasks, done, each),
            )
    for page, number in desk.pages:
        recent.keep(page, number)


class _Desk:
    """One transaction's worth of writing."""

    def __init__(
        self, db: sqlite3.Connection, run: int, others: Sequence[int], recent: Recent
    ) -> None:
        self._db = db
        self._run = run
        self._others = others
        self._recent = recent
        self._now = datetime.now(UTC)
        self.pages: list[tuple[Page, int]] = []
        """Met in this transaction, with the numbers of their rows."""
        self.counts: dict[int, tuple[int, int]] = {}
        """By run: tasks and answered tasks that came to it."""

    def check(self, check: Check) -> None:
        url = self._url(check.key, check.url)
        probed = check.probe.page if check.probe else None
        # What a page said that has not changed since is where it was.
        held = check.known and self._db.execute(_HELD, (check.known.number, url)).fetchone()
        number = self._checked(
            (
                *check_row(check, url, self._run),
                held[0] if held else self._page(check.exchange.page if check.exchange else None),
                probe_cell(check.probe),
                self._page(probed),
            ),
        )
        if held:
            self._db.execute("UPDATE checks SET read_id = ? WHERE id = ?", (held[1], number))
        verdict = check.judgement.verdict
        stand(self._db, url, verdict, self._run)
        shared = verdict is not Verdict.UNKNOWN
        given = self._answered((verdict.value, number, None), LIVE, url, shared=shared)
        if verdict is Verdict.BLOCKED:
            for run in (self._run, *given):
                self._count(run, ask_newest(self._db, run, url, self._now), 0)

    def _checked(self, row: Cells) -> int | None:
        """The number of a check that is written down: a new one, or this run's earlier one."""
        made = written(self._db, _NEW_CHECK, row)
        if made.rowcount == 1:
            return made.lastrowid
        written(self._db, _SAME_CHECK, row)
        here = "SELECT id FROM checks WHERE url_id = ? AND run_id = ?"
        return int(self._db.execute(here, row[:2]).fetchone()[0])

    def answer(self, answer: ArchiveAnswer) -> None:
        url = self._url(answer.key, answer.key)
        wanted = self._db.execute(
            "SELECT json_extract(target, '$.cited_at') FROM urls WHERE id = ?", (url,)
        ).fetchone()[0]
        row = answer_row(answer, url, self._run, self._now, wanted)
        self._db.execute(_NEW_ANSWER, row)
        archive = sound(answer.archive)
        (number,) = self._db.execute(
            "SELECT id FROM archive_answers WHERE url_id = ? AND archive = ? AND run_id = ?",
            (url, archive, self._run),
        ).fetchone()
        self._db.execute("DELETE FROM snapshots WHERE answer_id = ?", (number,))
        self._db.executemany(
            _NEW_SNAPSHOT,
            [(*snapshot_row(each, number), self._page(each.page)) for each in answer.snapshots],
        )
        self._answered((answer.outcome.value, None, number), archive, url, shared=True)

    def registration(self, answer: RegistryAnswer) -> None:
        url = self._url(answer.key, answer.key)
        number = keep(self._db, self._run, url, answer)
        kind = sound(answer.registry)
        self._answered((answer.outcome.value, None, None), kind, url, shared=True)
        point(self._db, (self._run, *self._others), (url, kind), number)

    def _url(self, key: str, url: str) -> int:
        if (known := self._recent.link(key)) is not None:
            return known
        find = "SELECT id FROM urls WHERE key = ?"
        row = self._db.execute(find, (sound(key),)).fetchone()
        if row is None:
            self._db.execute(
                "INSERT INTO urls (key, url, host) VALUES (?, ?, ?)",
                (sound(key), sound(url), host_of(sound(url))),
            )
            row = self._db.execute(find, (sound(key),)).fetchone()
        return int(row[0])

    def _page(self, page: Page | None) -> int | None:
        if page is None:
            return None
        if (known := self._recent.page(page)) is not None:
            return known
        key = page_key(page)
        made = written(self._db, _NEW_PAGE, page_row(key))
        number = made.lastrowid
        if made.rowcount != 1:
            (number,) = self._db.execute(_SAME_PAGE, (key.content,)).fetchone()
        assert number is not None
        self.pages.append((page, number))
        return int(number)

    def _answered(
        self, told: tuple[str, int | None, int | None], kind: str, url: int, *, shared: bool
    ) -> list[int]:
        """Marks the task done, here and, when shared, in every run that has it pending; gives the
        latter.
        """
        given: list[int] = []
        self._db.execute("DELETE FROM taken WHERE url_id = ? AND kind = ?", (url, kind))
        task = (*told, self._run, kind, url)
        if self._db.execute(_ANSWERED, task).rowcount:
            self._count(self._run, 0, 1)
        else:
            row = self._db.execute(
                "SELECT state FROM queue WHERE run_id = ? AND kind = ? AND url_id = ?", task[3:]
            ).fetchone()
            self._db.execute(_ANSWERED_ANYHOW, task)
            if row is None or row["state"] == "unasked":
                self._count(self._run, 1, 1)
        for other in self._others if shared else ():
            there = (*told, other, kind, url)
            if self._db.execute(_ANSWERED, there).rowcount:
                self._count(other, 0, 1)
                given.append(other)
        return given

    def _count(self, run: int, tasks: int, done: int) -> None:
        before = self.counts.get(run, (0, 0))
        self.counts[run] = (before[0] + tasks, before[1] + done)

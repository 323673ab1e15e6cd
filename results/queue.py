"""The queue in the database: what is still to be asked, and by whom it is being asked.

    unasked ──(a task comes)──▶ pending ──take──▶ taken ──record──▶ done
                                  ▲  └──reuse, another run's answer──▲
                                  └──the taker is gone──┘

Rules kept here:
- A task is handed out in the transaction that marks it taken, so no two processes get the same one.
- What a living process of another run is asking at this moment is not handed out: its answer will
  answer this run's task, too (results/answers.py). When it dies, the task is to be had again.
- What was found living, or what an archive was found to have or not to have, may be reused while it
  is fresh. A failure is asked again in every run.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from time import monotonic

from checker.model import Task

from .connection import Connection
from .rows.targets import target_from
from .rows.values import moment_text, sound
from .workers import Worker

REUSED_AT_ONCE = 20_000
"""Tasks that one transaction of `reuse` looks at; a second or less, so that others get a turn."""
_LIVENESS_KEPT = 1.0
"""Seconds for which another process, seen alive, is taken to be alive."""

_BUSY_ELSEWHERE = (
    " FROM queue AS theirs INDEXED BY queue_taken"
    " WHERE theirs.state = 'taken' AND theirs.url_id = ours.url_id AND theirs.kind = ours.kind"
    " AND theirs.run_id <> ours.run_id"
    " AND theirs.taken_by IN (SELECT value FROM json_each(?))"
)
_TAKE = (
    "SELECT ours.kind, ours.url_id, urls.key, urls.url, urls.target"
    " FROM queue AS ours INDEXED BY queue_pending CROSS JOIN urls ON urls.id = ours.url_id"
    " WHERE ours.run_id = ? AND ours.lane = ? AND ours.state = 'pending'"
)
_TAKE_SHARED = _TAKE + " AND NOT EXISTS (SELECT 1" + _BUSY_ELSEWHERE + ")"
_LANES = (
    "SELECT lane, count(*) FROM queue INDEXED BY queue_pending"
    " WHERE run_id = ? AND state = 'pending' GROUP BY lane"
)
_BUSY_LANES = (
    "SELECT ours.lane, count(*)"
    " FROM queue AS theirs INDEXED BY queue_taken CROSS JOIN queue AS ours"
    " ON ours.run_id = ? AND ours.kind = theirs.kind AND ours.url_id = theirs.url_id"
    " WHERE theirs.state = 'taken' AND theirs.run_id <> ours.run_id AND ours.state = 'pending'"
    " AND theirs.taken_by IN (SELECT value FROM json_each(?))"
    " GROUP BY ours.lane"
)
_TAKERS_ELSEWHERE = (
    "SELECT DISTINCT taken_by FROM queue INDEXED BY queue_taken WHERE state = 'taken'"
    " AND run_id <> ? AND taken_by IS NOT NULL"
)
_OTHERS_RUNNING = "SELECT 1 FROM runs INDEXED BY runs_running WHERE state = 'running' AND id <> ?"


class StoredAgenda:
    """`checker.model.Agenda` over the queue of one run."""

    def __init__(self, connection: Connection, worker: Worker, run: int) -> None:
        self._connection = connection
        self._worker = worker
        self._run = run
        self._seen_alive: dict[int, float] = {}

    def lanes(self) -> Mapping[str, int]:
        """Every lane that has tasks to hand out now, with how many."""
        lanes = {row[0]: row[1] for row in self._connection.rows(_LANES, (self._run,))}
        for lane, busy in self._busy_lanes().items():
            lanes[lane] -= busy
            if lanes[lane] <= 0:
                del lanes[lane]
        return lanes

    def waiting(self) -> int:
        """Tasks that are not handed out since another run is asking the same at this moment."""
        return sum(self._busy_lanes().values())

    def take(self, lane: str, count: int) -> list[Task]:
        """Up to `count` tasks of one lane, each handed out once."""
        worker = self._worker.enrolled(self._connection)
        with self._connection.writing() as db:
            self._worker.beat(db)
            others = self._others(db)
            sql, more = (_TAKE_SHARED, (json.dumps(others),)) if others else (_TAKE, ())
            rows = db.execute(sql + " LIMIT ?", (self._run, sound(lane), *more, count)).fetchall()
            db.executemany(
                "UPDATE queue SET state = 'taken', taken_by = ?"
                " WHERE run_id = ? AND kind = ? AND url_id = ?",
                ((worker, self._run, row["kind"], row["url_id"]) for row in rows),
            )
        return [
            Task(row["kind"], lane, target_from(row["key"], row["url"], row["target"]))
            for row in rows
        ]

    def _busy_lanes(self) -> dict[str, int]:
        """Pending tasks by lane that a living process of another run is asking just now."""
        if self._connection.one(_OTHERS_RUNNING, (self._run,)) is None:
            return {}
        takers = [row[0] for row in self._connection.rows(_TAKERS_ELSEWHERE, (self._run,))]
        living = json.dumps([taker for taker in takers if self._lives(taker)])
        return {row[0]: row[1] for row in self._connection.rows(_BUSY_LANES, (self._run, living))}

    def _others(self, db: sqlite3.Connection) -> list[int]:
        """Living workers that have taken tasks of other runs."""
        if db.execute(_OTHERS_RUNNING, (self._run,)).fetchone() is None:
            return []
        takers = db.execute(_TAKERS_ELSEWHERE, (self._run,)).fetchall()
        return [row[0] for row in takers if self._lives(row[0])]

    def _lives(self, taker: int) -> bool:
        now = monotonic()
        if now - self._seen_alive.get(taker, -_LIVENESS_KEPT) < _LIVENESS_KEPT:
            return True
        if self._worker.gone(self._connection, taker):
            return False
        self._seen_alive[taker] = now
        return True


_NEXT_WINDOW = (
    "SELECT url_id FROM queue WHERE run_id = ? AND url_id > ? ORDER BY url_id LIMIT 1 OFFSET ?"
)
_FRESH_CHECKS = (
    "SELECT checks.verdict AS answer, checks.id AS check_id, NULL AS answer_id,"
    " queue.kind, queue.url_id"
    " FROM queue JOIN checks ON checks.id = ("
    "  SELECT max(id) FROM checks AS asked"
    "  WHERE asked.url_id = queue.url_id AND asked.verdict <> 'unknown')"
    " WHERE queue.run_id = ? AND queue.url_id > ? AND queue.url_id <= ? AND queue.state = 'pending'"
    " AND queue.kind = 'live' AND checks.verdict IN ('ok', 'moved')"
    " AND checks.checked_at BETWEEN ? AND ?"
)
_FRESH_ANSWERS = (
    "SELECT archive_answers.outcome AS answer, NULL AS check_id, archive_answers.id AS answer_id,"
    " queue.kind, queue.url_id"
    " FROM queue JOIN urls ON urls.id = queue.url_id JOIN archive_answers"
    " ON archive_answers.id = ("
    "  SELECT max(id) FROM archive_answers AS asked"
    "  WHERE asked.url_id = queue.url_id AND asked.archive = queue.kind"
    "  AND asked.outcome IN ('found', 'absent')"
    "  AND asked.wanted IS json_extract(urls.target, '$.cited_at'))"
    " WHERE queue.run_id = ? AND queue.url_id > ? AND queue.url_id <= ? AND queue.state = 'pending'"
    " AND queue.kind <> 'live'"
    " AND coalesce(archive_answers.asked_at, archive_answers.recorded_at) BETWEEN ? AND ?"
)
_REUSED = (
    "UPDATE queue SET state = 'done', answer = ?, check_id = ?, answer_id = ?"
    " WHERE run_id = ? AND kind = ? AND url_id = ?"
)


def reuse(connection: Connection, run: int, max_age: timedelta) -> int:
    """Answers tasks from what is known and fresh; gives how many."""
    now = datetime.now(UTC)
    # Nothing of later than now: a clock that was wrong once must not keep an answer fresh for ever.
    fresh = (moment_text(_before(now, max_age)), moment_text(now))
    reused, low = 0, -1
    while True:
        end = connection.one(_NEXT_WINDOW, (run, low, REUSED_AT_ONCE))
        window = (run, low, end["url_id"] if end else 2**62, *fresh)
        with connection.writing() as db:
            found = [
                (row["answer"], row["check_id"], row["answer_id"], run, row["kind"], row["url_id"])
                for query in (_FRESH_CHECKS, _FRESH_ANSWERS)
                for row in db.execute(query, window)
            ]
            db.executemany(_REUSED, found)
            db.execute("UPDATE runs SET done = done + ? WHERE id = ?", (len(found), run))
        reused += len(found)
        if end is None:
            return reused
        low = end["url_id"]


def _before(now: datetime, age: timedelta) -> datetime:
    """`now - age`; the beginning of time for an age beyond it."""
    try:
        return now - age
    except OverflowError:
        return datetime.min.replace(tzinfo=UTC)

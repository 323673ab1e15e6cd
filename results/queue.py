"""The queue in the database: what is still to be asked, and what is being asked.

    unasked ──(a task comes)──▶ pending ──take──▶ pending, taken ──record──▶ done
                                  ▲ │                    │                    ▲
                                  │ └──reuse, another run's answer────────────┘
                                  └──the taker is gone───┘

Rules kept here:
- A task is handed out once: it is written down as taken before anyone gets to see it, and no two
  runs have the same link and kind taken.
- What a run cannot have since another run is asking it, it gets answered by that one
  (results/answers.py), or it can take it when that one is gone.
- What was found living, or what an archive was found to have or not to have, may be reused while it
  is fresh. A failure is asked again in every run.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from time import monotonic

from checker.model import Known, Task

from .connection import Connection
from .known import has_past, known_pages
from .rows.targets import target_from
from .rows.values import moment_text, sound
from .workers import Worker

LIVE = "live"
"""The kind of task that is answered by a Check; every other kind is an archive's name."""
REUSED_AT_ONCE = 20_000
"""Tasks that one transaction of `reuse` looks at; a second or less, so that others get a turn."""
LANES_AT_ONCE = 20_000
"""Lanes that are named at a time, the longest first: a million links may be on as many hosts, and
their names alone would take more memory than all else."""
LOOK_FOR_GONE = 1.0
"""Seconds between two looks at whether other takers still live."""

_TAKE = (
    "SELECT queue.kind, queue.url_id, urls.key, urls.url, urls.target"
    " FROM queue INDEXED BY queue_pending CROSS JOIN urls ON urls.id = queue.url_id"
    " WHERE queue.run_id = ? AND queue.lane = ? AND queue.state = 'pending'"
    " AND NOT EXISTS (SELECT 1 FROM taken"
    "  WHERE taken.url_id = queue.url_id AND taken.kind = queue.kind)"
    " LIMIT ?"
)
_LANES = (
    "SELECT lane, count(*) FROM queue INDEXED BY queue_pending"
    " WHERE run_id = ? AND state = 'pending' GROUP BY lane"
    " ORDER BY count(*) DESC LIMIT ?"
)
_TAKEN_LANES = (
    "SELECT queue.lane, count(*), sum(taken.run_id <> queue.run_id) FROM taken CROSS JOIN queue"
    " ON queue.run_id = ? AND queue.url_id = taken.url_id AND queue.kind = taken.kind"
    " WHERE queue.state = 'pending' GROUP BY queue.lane"
)


class StoredAgenda:
    """`checker.model.Agenda` over the queue of one run."""

    def __init__(self, connection: Connection, worker: Worker, run: int) -> None:
        self._connection = connection
        self._worker = worker
        self._run = run
        self._looked = 0.0
        self._has_past = has_past(connection, run)

    def lanes(self) -> Mapping[str, int]:
        """The longest lanes that have tasks to hand out now, with how many."""
        self._worker.release_gone(self._connection)
        lanes: dict[str, int] = self._connection.mapping(_LANES, (self._run, LANES_AT_ONCE))
        for lane, taken, _ in self._connection.rows(_TAKEN_LANES, (self._run,)):
            left = lanes.get(lane, 0) - taken  # another process may have written in between
            if left > 0:
                lanes[lane] = left
            else:
                lanes.pop(lane, None)
        return lanes

    def waiting(self) -> int:
        """Tasks that are not handed out since another run is asking the same at this moment."""
        self._worker.release_gone(self._connection)
        return sum(row[2] for row in self._connection.rows(_TAKEN_LANES, (self._run,)))

    def take(self, lane: str, count: int) -> list[Task]:
        """Up to `count` tasks of one lane, each handed out once."""
        worker = self._worker.enrolled(self._connection)
        self._look_for_gone()
        with self._connection.writing() as db:
            self._worker.beat(db)
            rows = db.execute(_TAKE, (self._run, sound(lane), count)).fetchall()
            db.executemany(
                "INSERT INTO taken (url_id, kind, run_id, worker_id) VALUES (?, ?, ?, ?)",
                [(row["url_id"], row["kind"], self._run, worker) for row in rows],
            )
        for row in rows:
            self._worker.recent.taken(row["key"], row["url_id"])
        known: Mapping[int, Known] = {}
        if self._has_past and (live := [row["url_id"] for row in rows if row["kind"] == LIVE]):
            known = known_pages(self._connection, self._run, live)
        return [
            Task(
                row["kind"],
                lane,
                target_from(row["key"], row["url"], row["target"]),
                known.get(row["url_id"]) if row["kind"] == LIVE else None,
            )
            for row in rows
        ]

    def _look_for_gone(self) -> None:
        if monotonic() - self._looked > LOOK_FOR_GONE:
            self._worker.release_gone(self._connection)
            self._looked = monotonic()


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
FRESH_ANSWERS = (
    "SELECT archive_answers.outcome AS answer, NULL AS check_id, archive_answers.id AS answer_id,"
    " queue.kind, queue.url_id"
    " FROM queue JOIN urls ON urls.id = queue.url_id JOIN archive_answers"
    " ON archive_answers.id = ("
    "  SELECT max(id) FROM archive_answers AS asked"
    "  WHERE asked.url_id = queue.url_id AND asked.archive = queue.kind"
    "  AND asked.outcome IN ('found', 'absent')"
    "  AND asked.wanted IS json_extract(urls.target, '$.cited_at'))"
    # A copy that the archive did not show is asked for again, unless another one was verified.
    " AND NOT (EXISTS (SELECT 1 FROM snapshots AS shut WHERE shut.answer_id = archive_answers.id"
    "   AND shut.evidence LIKE 'could not be opened%')"
    "  AND NOT EXISTS (SELECT 1 FROM snapshots AS shown"
    "   WHERE shown.answer_id = archive_answers.id AND shown.verdict = 'verified'))"
    " WHERE queue.run_id = ? AND queue.url_id > ? AND queue.url_id <= ? AND queue.state = 'pending'"
    " AND queue.kind <> 'live'"
    " AND coalesce(archive_answers.asked_at, archive_answers.recorded_at) BETWEEN ? AND ?"
)
REUSED = (
    "UPDATE queue SET state = 'done', answer = ?, check_id = ?, answer_id = ?"
    " WHERE run_id = ? AND kind = ? AND url_id = ?"
)


def reuse(connection: Connection, run: int, max_age: timedelta) -> int:
    """Answers tasks from what is known and fresh; gives how many."""
    return settle_fresh(connection, run, max_age, (_FRESH_CHECKS, FRESH_ANSWERS), REUSED)


def settle_fresh(
    connection: Connection, run: int, max_age: timedelta, queries: Sequence[str], update: str
) -> int:
    """Marks a run's tasks done with what is known and fresh, window by window; gives how many.

    Args:
        connection: the database.
        run: its id.
        max_age: what is older is not fresh.
        queries: of (run, above this URL's id, up to this one, not before, not after); their columns
            are the values of `update` but for the last three.
        update: of a task; its last values are the run, the task's kind and its URL's id. The
            queries give the kind and the id as their last columns.
    """
    fresh = fresh_between(max_age)
    reused = 0
    for low, high in windows(connection, run):
        with connection.writing() as db:
            found = [
                (*row[:-2], run, *row[-2:])
                for query in queries
                for row in db.execute(query, (run, low, high, *fresh))
            ]
            settle(db, run, found, update)
        reused += len(found)
    return reused


def settle(
    db: sqlite3.Connection, run: int, found: Sequence[tuple[object, ...]], update: str = REUSED
) -> None:
    """Marks tasks done with an answer that is known; `found` in the order of `update`."""
    db.executemany(update, found)
    db.execute("UPDATE runs SET done = done + ? WHERE id = ?", (len(found), run))


def windows(connection: Connection, run: int) -> Iterator[tuple[int, int]]:
    """Ranges of URL ids (above the first, up to the second) that together hold a run's queue."""
    low = -1
    while (end := connection.one(_NEXT_WINDOW, (run, low, REUSED_AT_ONCE))) is not None:
        yield low, end["url_id"]
        low = end["url_id"]
    yield low, 2**62


def fresh_between(max_age: timedelta) -> tuple[str, str]:
    """The moments between which an answer was given that is fresh today.

    None of later than now: a clock that was wrong once must not keep an answer fresh for ever.
    """
    now = datetime.now(UTC)
    return moment_text(before(now, max_age)), moment_text(now)


def before(now: datetime, age: timedelta) -> datetime:
    """`now - age`; the beginning of time for an age beyond it."""
    try:
        return now - age
    except OverflowError:
        return datetime.min.replace(tzinfo=UTC)

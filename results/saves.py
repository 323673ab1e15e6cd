"""What was saved, and what is to be: the queue and the memory of `pincite archive`.

    (nothing) ──plan──▶ planned ──▶ submitting ──▶ submitted ──▶ confirmed
                           ▲            │              ├──▶ failed
                           └────────────┴── put_off ◀──┘

Rules kept here:
- A page is saved once at each service. What is confirmed, or failed for good, is not planned again;
  what was submitted is followed, not submitted anew.
- "Submitting" is written before the request leaves, and the job's name as soon as it is known: a
  process that is killed has lost neither.
- Two processes never have the same order in hand (the table `taken`, under "save SERVICE").
- A confirmed copy counts as an archive's answer in every later run: its index may not have it yet,
  and perma.cc has none that could be asked.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from checker.model import (
    ArchiveAnswer,
    ArchiveOutcome,
    Order,
    Saved,
    SaveState,
    Snapshot,
    SnapshotVerdict,
    Target,
    Task,
)
from citations import host_of
from citations.model import Document

from .connection import Connection, Row
from .rows.targets import target_from
from .rows.values import Stored, moment, moment_from, moment_of, moment_text, sound
from .workers import Worker


@dataclass(frozen=True, slots=True)
class Save:
    """One row: how the saving of a page at a service stands."""

    key: str
    url: str
    service: str
    state: SaveState
    reason: str = ""
    job: str | None = None
    submitted_at: datetime | None = None
    copy: Snapshot | None = None
    run: int | None = None
    """The run that it was last done for."""


_FOUND = "SELECT id FROM urls WHERE key = ?"
_PLANNED = (
    "INSERT INTO saves (url_id, service, state, run_id, lane, open, changed_at, reason)"
    " VALUES (?, ?, 'planned', ?, ?, 1, ?, '')"
    " ON CONFLICT (url_id, service) DO UPDATE SET run_id = excluded.run_id, open = 1,"
    " lane = excluded.lane,"
    " state = CASE saves.state WHEN 'failed' THEN 'planned' ELSE saves.state END,"
    " job = CASE saves.state WHEN 'failed' THEN NULL ELSE saves.job END"
)


def plan(connection: Connection, run: int, orders: Iterable[tuple[Order, str]]) -> None:
    """Puts orders, each with its lane, into a run's queue. What is confirmed stays as it is."""
    now = moment_text(datetime.now(UTC))
    with connection.writing() as db:
        for order, lane in orders:
            row = db.execute(_FOUND, (sound(order.key),)).fetchone()
            if row is None:
                db.execute(
                    "INSERT INTO urls (key, url, host) VALUES (?, ?, ?)",
                    (sound(order.key), sound(order.url), host_of(sound(order.url))),
                )
                row = db.execute(_FOUND, (sound(order.key),)).fetchone()
            db.execute(_PLANNED, (row[0], sound(order.service), run, sound(lane), now))
        db.execute("UPDATE saves SET open = 0 WHERE run_id = ? AND state = 'confirmed'", (run,))


_TAKE = (
    "SELECT saves.*, urls.key, urls.url, urls.target FROM saves INDEXED BY saves_open"
    " JOIN urls ON urls.id = saves.url_id"
    " WHERE saves.run_id = ? AND saves.lane = ? AND saves.open = 1"
    " AND NOT EXISTS (SELECT 1 FROM taken WHERE taken.url_id = saves.url_id"
    "  AND taken.kind = 'save ' || saves.service) LIMIT ?"
)
_LANES = (
    "SELECT lane, count(*) FROM saves INDEXED BY saves_open WHERE run_id = ? AND open = 1"
    " AND NOT EXISTS (SELECT 1 FROM taken WHERE taken.url_id = saves.url_id"
    "  AND taken.kind = 'save ' || saves.service) GROUP BY lane"
)


class SavesAgenda:
    """`checker.model.Agenda` over a run's orders, and the Watch that keeps what must not be lost.

    The kind of a task is the name of its service.
    """

    def __init__(self, connection: Connection, worker: Worker, run: int) -> None:
        self._connection = connection
        self._worker = worker
        self._run = run
        self._orders: dict[tuple[str, str], Order] = {}

    def lanes(self) -> Mapping[str, int]:
        """Every lane that has orders to hand out now, with how many."""
        self._worker.release_gone(self._connection)
        return self._connection.mapping(_LANES, (self._run,))

    def take(self, lane: str, count: int) -> list[Task]:
        """Up to `count` orders of one lane, each handed out once."""
        worker = self._worker.enrolled(self._connection)
        with self._connection.writing() as db:
            self._worker.beat(db)
            rows = db.execute(_TAKE, (self._run, sound(lane), count)).fetchall()
            db.executemany(
                "INSERT INTO taken (url_id, kind, run_id, worker_id)"
                " VALUES (?, 'save ' || ?, ?, ?)",
                [(row["url_id"], row["service"], self._run, worker) for row in rows],
            )
        return [self._task(row, lane) for row in rows]

    def _task(self, row: Row, lane: str) -> Task:
        target: Target = target_from(row["key"], row["url"], row["target"])
        state = SaveState(row["state"])
        self._orders[row["service"], target.key] = Order(
            target.key,
            target.url,
            row["service"],
            target.titles,
            state,
            row["job"] if state is SaveState.SUBMITTED else None,
            moment_from(row["submitted_at"]),
        )
        return Task(row["service"], lane, target)

    def order(self, task: Task) -> Order:
        """What a task that was handed out is about."""
        return self._orders.pop((task.kind, task.target.key))

    def submitting(self, order: Order) -> None:
        """Written down before the request leaves."""
        now = moment_text(datetime.now(UTC))
        self._write(order, "state = 'submitting', submitted_at = ?, changed_at = ?", now, now)

    def submitted(self, order: Order, job: str) -> None:
        """Written down as soon as the service has said it."""
        now = moment_text(datetime.now(UTC))
        self._write(order, "state = 'submitted', job = ?, changed_at = ?", sound(job), now)

    def _write(self, order: Order, columns: str, *values: str) -> None:
        with self._connection.writing() as db:
            db.execute(
                # The columns are constants of this class.
                f"UPDATE saves SET {columns} WHERE service = ?"  # noqa: S608
                " AND url_id = (SELECT id FROM urls WHERE key = ?)",
                (*values, sound(order.service), sound(order.key)),
            )


_DONE = (
    "UPDATE saves SET state = ?, reason = ?, job = coalesce(?, job), changed_at = ?, open = ?,"
    " archive = ?, copy_url = ?, captured_at = ?, verdict = ?, evidence = ?"
    " WHERE service = ? AND url_id = (SELECT id FROM urls WHERE key = ?)"
)


def record(connection: Connection, worker: Worker, saved: Saved) -> None:
    """Writes down what became of an order; it is in nobody's hand any more."""
    now = moment_text(datetime.now(UTC))
    here = (sound(saved.service), sound(saved.key))
    with connection.writing() as db:
        worker.beat(db)
        db.execute(_DONE, (*_cells(saved, now), *here))
        db.execute(
            "DELETE FROM taken WHERE kind = 'save ' || ?"
            " AND url_id = (SELECT id FROM urls WHERE key = ?)",
            here,
        )


def _cells(saved: Saved, now: str) -> tuple[str | int | None, ...]:
    told = (saved.state.value, sound(saved.reason), saved.job and sound(saved.job), now, 0)
    copy = saved.copy
    if copy is None:
        return (*told, None, None, None, None, None)
    return (
        *told,
        *(sound(copy.archive), sound(copy.url), moment(copy.captured_at)),
        *(copy.verdict.value, sound(copy.evidence)),
    )


def of_keys(connection: Connection, keys: Iterable[str]) -> dict[tuple[str, str], Save]:
    """How the saving of pages stands, by key and service."""
    wanted = json.dumps(sorted({sound(key) for key in keys}))
    rows = connection.rows(
        "SELECT saves.*, urls.key, urls.url FROM json_each(?) AS wanted"
        " JOIN urls ON urls.key = wanted.value JOIN saves ON saves.url_id = urls.id"
        " ORDER BY saves.id",
        (wanted,),
    )
    return {(row["key"], row["service"]): save_from(row) for row in rows}


def progress(connection: Connection, run: int) -> tuple[int, int]:
    """Orders of a run that are done, and all of them."""
    row = connection.one(
        "SELECT total(open = 0) AS done, count(*) AS orders FROM saves WHERE run_id = ?", (run,)
    )
    return (int(row["done"]), int(row["orders"])) if row else (0, 0)


def save_from(row: Stored) -> Save:
    """The saving of a row that has `key` and `url` of its page."""
    return Save(
        row["key"],
        row["url"],
        row["service"],
        SaveState(row["state"]),
        row["reason"],
        row["job"],
        moment_from(row["submitted_at"]),
        _copy(row),
        row["run_id"],
    )


def _copy(row: Stored) -> Snapshot | None:
    if row["copy_url"] is None:
        return None
    return Snapshot(
        archive=row["archive"],
        url=row["copy_url"],
        captured_at=moment_of(row["captured_at"]),
        verdict=SnapshotVerdict(row["verdict"]),
        original=row["url"],
        evidence=row["evidence"],
    )


def with_saved(
    connection: Connection, document: Document, answers: Mapping[str, tuple[ArchiveAnswer, ...]]
) -> dict[str, tuple[ArchiveAnswer, ...]]:
    """Archives' answers by key, with the copies that were saved and that they do not name."""
    found = dict(answers)
    if connection.one("SELECT 1 FROM saves WHERE state = 'confirmed' LIMIT 1") is None:
        return found
    keys = (link.key for _, link in document.all_links())
    for (key, _), save in of_keys(connection, keys).items():
        if save.state is SaveState.CONFIRMED and save.copy is not None:
            found[key] = _added(found.get(key, ()), key, save.copy)
    return found


def _added(
    answers: tuple[ArchiveAnswer, ...], key: str, copy: Snapshot
) -> tuple[ArchiveAnswer, ...]:
    others = tuple(each for each in answers if each.archive != copy.archive)
    own = next((each for each in answers if each.archive == copy.archive), None)
    if own is None or own.outcome is not ArchiveOutcome.FOUND:
        at = own.asked_at if own else copy.captured_at
        told = ArchiveAnswer(key, copy.archive, ArchiveOutcome.FOUND, (copy,), asked_at=at)
        return (*others, told)
    if any(each.url == copy.url for each in own.snapshots):
        return answers
    return (*others, replace(own, snapshots=(*own.snapshots, copy)))

"""The life of a run: begun or taken up, ended, summed up.

    (nothing) ──begin──▶ running ──finish──▶ finished
                           ▲ │ └──finish──▶ interrupted, offline ─┐
                           │ └──the process dies──────────────────┤
                           └──────────────begin, same fingerprint─┘

Rules kept here:
- A run is taken up only when its owner is gone and no later run has done the same work.
- The counts in `runs` change in the transaction that changes what they count.
- What a run could not ask is asked again when it is taken up.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import chain

from .connection import Connection
from .damaged.cells import typed
from .model import RunInfo, RunPlan, StoreError
from .rows.values import Stored, moment_from, moment_of, moment_text, packed, packed_all, sound
from .workers import Worker

STATES = ("finished", "interrupted", "offline")
"""How a run may end."""

_INFO = (
    "SELECT id, command, version, started_at, finished_at, state, documents, links, resumed"
    " FROM runs "
)


def begin(connection: Connection, worker: Worker, plan: RunPlan) -> RunInfo:
    """A new run, or the newest unfinished one of the same fingerprint whose owner is gone."""
    owner = worker.enrolled(connection)
    now = moment_text(datetime.now(UTC))
    with connection.writing() as db:
        run = _unfinished(connection, worker, plan)
        if run is None:
            run = db.execute(
                "INSERT INTO runs"
                " (command, fingerprint, version, settings, kinds, paths, state, started_at,"
                " worker_id) VALUES (?, ?, ?, ?, ?, ?, 'running', ?, ?)",
                (
                    *(plan.command, sound(plan.fingerprint), plan.version),
                    *(sound(plan.settings_json), packed_all(plan.kinds), _paths(plan), now, owner),
                ),
            ).lastrowid
            assert run is not None
        else:
            _take_up(connection, worker, run)
            db.execute(
                "UPDATE runs SET state = 'running', finished_at = NULL, resumed = resumed + 1,"
                " version = ?, settings = ?, paths = ?, worker_id = ? WHERE id = ?",
                (plan.version, sound(plan.settings_json), _paths(plan), owner, run),
            )
    return info(connection, run)


def _paths(plan: RunPlan) -> str | None:
    return packed([sound(path) for path in plan.paths])


def roots(connection: Connection) -> frozenset[str]:
    """All that letters were looked for with: files, folders, patterns, URLs."""
    rows = connection.rows(
        "SELECT DISTINCT paths FROM runs WHERE paths IS NOT NULL AND command <> 'audit'"
    )
    return frozenset(chain.from_iterable(json.loads(row["paths"]) for row in rows))


def earlier(connection: Connection, run: int, document: int) -> Iterator[tuple[int, int]]:
    """Yield the finished runs before one that read the same letter, and their readings, the newest
    first. Nothing is asked before the first is wanted.
    """
    rows = connection.rows(
        "SELECT run_documents.run_id, run_documents.document_id"
        " FROM documents JOIN documents AS reading ON reading.path = documents.path"
        " JOIN run_documents ON run_documents.document_id = reading.id"
        " JOIN runs ON runs.id = run_documents.run_id"
        " WHERE documents.id = ? AND runs.id < ? AND runs.state = 'finished'"
        " ORDER BY runs.id DESC",
        (document, run),
    )
    yield from ((row["run_id"], row["document_id"]) for row in rows)


def _unfinished(connection: Connection, worker: Worker, plan: RunPlan) -> int | None:
    oldest = datetime.now(UTC) - plan.resume_within
    runs = connection.rows(
        "SELECT runs.id, runs.state, runs.worker_id,"
        " coalesce(runs.finished_at, workers.heartbeat_at, runs.started_at) AS stopped_at"
        " FROM runs LEFT JOIN workers ON workers.id = runs.worker_id"
        " WHERE runs.fingerprint = ? ORDER BY runs.id DESC",
        (sound(plan.fingerprint),),
    )
    for run in runs:
        if run["state"] == "finished":
            return None
        mine_to_take = run["state"] != "running" or worker.gone(connection, run["worker_id"])
        if mine_to_take and moment_of(run["stopped_at"]) >= oldest:
            return int(run["id"])
    return None


def _take_up(connection: Connection, worker: Worker, run: int) -> None:
    """Tasks that nobody is at any more, and those that could not be asked, are to be had again."""
    worker.release_gone(connection)
    with connection.writing() as db:
        unknown = db.execute(
            "UPDATE queue SET state = 'pending', answer = NULL, check_id = NULL"
            " WHERE run_id = ? AND kind = 'live' AND state = 'done' AND answer = 'unknown'",
            (run,),
        ).rowcount
        db.execute("UPDATE runs SET done = done - ? WHERE id = ?", (unknown, run))


def finish(connection: Connection, run: int, state: str) -> None:
    """Ends a run; tasks that are still taken are to be had again.

    Raises:
        ValueError: `state` is none of STATES.
    """
    if state not in STATES:
        raise ValueError(f"a run ends {', '.join(STATES)}, not {state}")
    with connection.writing() as db:
        db.execute("DELETE FROM taken WHERE run_id = ?", (run,))
        db.execute(
            "UPDATE runs SET state = ?, finished_at = ? WHERE id = ?",
            (str(state), moment_text(datetime.now(UTC)), run),
        )


def info(connection: Connection, run: int | None = None) -> RunInfo:
    """One run, or the newest.

    Raises:
        StoreError: there is no such run.
    """
    if run is None:
        rows = connection.rows(_INFO + "ORDER BY id DESC LIMIT 1")
    else:
        rows = connection.rows(_INFO + "WHERE id = ?", (run,))
    if not rows:
        told = "no run has been made yet" if run is None else f"there is no run {run}"
        raise StoreError(f"{connection.path}: {told}")
    return info_from(typed(connection, "runs", rows)[0])


def info_from(row: Stored) -> RunInfo:
    """What is told of the run of a row."""
    return RunInfo(
        id=row["id"],
        command=row["command"],
        version=row["version"],
        started_at=moment_of(row["started_at"]),
        finished_at=moment_from(row["finished_at"]),
        state=row["state"],
        documents=row["documents"],
        links=row["links"],
        resumed=row["resumed"],
    )


def progress(connection: Connection, run: int) -> tuple[int, int]:
    """Tasks that have their answer, and all tasks of a run."""
    row = connection.one("SELECT done, tasks FROM runs WHERE id = ?", (run,))
    return (row["done"], row["tasks"]) if row else (0, 0)

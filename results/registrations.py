"""What registries said of identifiers: into the database, and to a dossier.

Rules kept here:
- The identifiers of a letter are asked like links but counted as none: their rows in `urls` and
  `queue` are never `cited`, and no row of `links` points at them.
- "Registered" and "absent" may be reused while they are fresh; "unanswered" is asked again.
- A run has one answer for each identifier and registry.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime, timedelta

from checker import names_in
from checker.model import Record, RegistryAnswer, RegistryOutcome, Update, UpdateKind
from citations.model import Document

from .connection import Connection
from .damaged.cells import typed
from .queue import settle_fresh
from .rows.values import (
    Stored,
    insert_sql,
    moment,
    moment_from,
    moment_text,
    packed_all,
    sound,
    sound_row,
)

_COLUMNS = (
    *("url_id", "run_id", "registry", "outcome", "detail", "record"),
    *("asked_at", "recorded_at"),
)
_NEW = insert_sql(
    "registry_answers",
    _COLUMNS,
    None,
    "ON CONFLICT (url_id, registry, run_id) DO UPDATE SET outcome = excluded.outcome,"
    " detail = excluded.detail, record = excluded.record, asked_at = excluded.asked_at,"
    " recorded_at = excluded.recorded_at",
)


def keep(db: sqlite3.Connection, run: int, url: int, answer: RegistryAnswer) -> int:
    """Writes one answer down, inside the transaction of the caller; gives its id."""
    record = packed_all(asdict(answer.record)) if answer.record is not None else None
    told = (url, run, answer.registry, answer.outcome.value, answer.detail, record)
    db.execute(_NEW, sound_row((*told, moment(answer.asked_at), moment_text(datetime.now(UTC)))))
    row = db.execute(
        "SELECT id FROM registry_answers WHERE url_id = ? AND registry = ? AND run_id = ?",
        (url, sound(answer.registry), run),
    ).fetchone()
    return int(row[0])


def point(db: sqlite3.Connection, runs: Sequence[int], task: tuple[int, str], number: int) -> None:
    """Lets the tasks of the first run, and those of the others that have no answer of their own,
    point at an answer. `task` is the identifier's row and the kind.
    """
    db.execute(
        "UPDATE queue SET registry_id = ? WHERE url_id = ? AND kind = ? AND state = 'done'"
        " AND (run_id = ? OR registry_id IS NULL AND run_id IN (SELECT value FROM json_each(?)))",
        (number, *task, runs[0], json.dumps(list(runs))),
    )


_FRESH = (
    "SELECT registry_answers.outcome, registry_answers.id, queue.kind, queue.url_id"
    " FROM queue JOIN registry_answers ON registry_answers.id = ("
    "  SELECT max(id) FROM registry_answers AS asked"
    "  WHERE asked.url_id = queue.url_id AND asked.registry = queue.kind"
    "  AND asked.outcome IN ('registered', 'absent'))"
    " WHERE queue.run_id = ? AND queue.url_id > ? AND queue.url_id <= ?"
    " AND queue.state = 'pending' AND queue.kind <> 'live'"
    " AND coalesce(registry_answers.asked_at, registry_answers.recorded_at) BETWEEN ? AND ?"
)
_REUSED = (
    "UPDATE queue SET state = 'done', answer = ?, registry_id = ?"
    " WHERE run_id = ? AND kind = ? AND url_id = ?"
)


def reuse(connection: Connection, run: int, max_age: timedelta) -> int:
    """Answers a run's questions to registries from what is known and fresh; gives how many."""
    return settle_fresh(connection, run, max_age, (_FRESH,), _REUSED)


_TOLD = (
    "SELECT registry_answers.*, urls.key"
    " FROM json_each(?) AS named JOIN urls ON urls.key = named.value"
    " JOIN queue ON queue.run_id = ? AND queue.url_id = urls.id"
    " JOIN registry_answers ON registry_answers.id = queue.registry_id"
    " ORDER BY registry_answers.url_id, registry_answers.id"
)


def registrations(
    connection: Connection, run: int, document: Document
) -> Mapping[str, tuple[RegistryAnswer, ...]]:
    """By key, what a run knows of the identifiers that a letter's citations give."""
    keys = {sound(each.target.key) for each in names_in(document)}
    found: dict[str, tuple[RegistryAnswer, ...]] = {}
    rows = connection.rows(_TOLD, (json.dumps(sorted(keys)), run)) if keys else []
    for row in typed(connection, "registry_answers", rows):
        answer = answer_from(row)
        found[answer.key] = (*found.get(answer.key, ()), answer)
    return found


def answer_from(row: Stored) -> RegistryAnswer:
    """The answer of a row that has the `key` of its identifier."""
    return RegistryAnswer(
        row["key"],
        row["registry"],
        RegistryOutcome(row["outcome"]),
        _record(row["record"]),
        row["detail"],
        moment_from(row["asked_at"]),
    )


def _record(cell: str | None) -> Record | None:
    if cell is None:
        return None
    told = json.loads(cell)
    updates = tuple(
        Update(UpdateKind(each["kind"]), each["url"], each["date"]) for each in told["updates"]
    )
    return Record(**{**told, "authors": tuple(told["authors"]), "updates": updates})

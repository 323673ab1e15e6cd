"""What an audit asks of the database: which letters there are, what is due, where links stand.

Rules kept here:
- A letter is known by its path; its newest reading counts.
- What is not due is carried with its last check, whatever that said; only "unknown" never is.
- An audit is compared with the audit before it, and the first one with the newest finished run.
- When a link is due is judged by results.over_time.strikes, over its whole history.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from itertools import groupby

from checker.model import ALIVE, Verdict
from citations.model import Document

from .. import runs
from ..connection import Connection, Row
from ..documents import load_document
from ..queue import FRESH_ANSWERS, fresh_between, settle, windows
from ..rows.values import moment, moment_of, moment_text
from .strikes import FAILING, Rhythm, Seen, Standing, is_due, rhythm_from, standing


@dataclass(frozen=True, slots=True)
class KnownLetter:
    """The newest reading of a letter."""

    document_id: int
    path: str
    sha256: str
    version: str
    """Of the pincite that read it."""
    departed: str | None = None
    """Why audits leave it out (results.over_time.departures); None where they do not."""


@dataclass(frozen=True, slots=True)
class Carried:
    """What became of a run's links before it began to ask."""

    due: int
    carried: int


@dataclass(frozen=True, slots=True)
class VerdictChange:
    """A link that is judged otherwise than in an earlier run."""

    key: str
    url: str
    before: Verdict
    now: Verdict


_LETTERS = (
    "SELECT documents.id, documents.path, documents.sha256, documents.version, departures.why"
    " FROM documents JOIN run_documents ON run_documents.document_id = documents.id"
    " JOIN ("
    "  SELECT path, max(run_id) AS newest FROM run_documents"
    "  JOIN documents ON documents.id = document_id GROUP BY path"
    " ) AS last ON last.path = documents.path AND last.newest = run_documents.run_id"
    " LEFT JOIN departures ON departures.path = last.path AND departures.after_run >= last.newest"
    " ORDER BY documents.path"
)


def letters(connection: Connection) -> Sequence[KnownLetter]:
    """Every letter that some run has read, by path."""
    return [KnownLetter(*row) for row in connection.rows(_LETTERS)]


def letter(connection: Connection, document_id: int) -> Document:
    """A letter as it was read, without its text."""
    return load_document(connection, document_id)


_HISTORIES = (
    "SELECT queue.url_id, urls.key, checks.id, checks.verdict, checks.reason, checks.checked_at"
    " FROM queue JOIN urls ON urls.id = queue.url_id"
    " JOIN checks ON checks.url_id = queue.url_id AND checks.verdict <> 'unknown'"
    " WHERE queue.run_id = ? AND queue.url_id > ? AND queue.url_id <= ?"
    " AND queue.state = 'pending' AND queue.kind = 'live'"
    " ORDER BY queue.url_id, checks.id"
)


def carry(connection: Connection, run: int, rhythm: Rhythm) -> Carried:
    """Answers the tasks of a run that are not due from what is known."""
    now = datetime.now(UTC)
    fresh = fresh_between(rhythm.archives)
    carried = 0
    for low, high in windows(connection, run):
        with connection.writing() as db:
            rows = db.execute(_HISTORIES, (run, low, high))
            found: list[tuple[object, ...]] = [
                (checks[-1]["verdict"], checks[-1]["id"], None, run, "live", url)
                for url, checks in _by_url(rows)
                if not is_due(checks[0]["key"], map(_seen, checks), rhythm, now)
            ]
            carried += len(found)
            for row in db.execute(FRESH_ANSWERS, (run, low, high, *fresh)):
                told = (row["answer"], None, row["answer_id"])
                found.append((*told, run, row["kind"], row["url_id"]))
            settle(db, run, found)
    left = connection.one(
        "SELECT count(*) FROM queue WHERE run_id = ? AND kind = 'live' AND state = 'pending'",
        (run,),
    )
    return Carried(left[0] if left else 0, carried)


def _by_url(rows: Iterator[Row]) -> Iterator[tuple[int, list[Row]]]:
    for url, checks in groupby(rows, key=lambda row: int(row["url_id"])):
        yield url, list(checks)


def _seen(row: Row) -> Seen:
    return Seen(Verdict(row["verdict"]), row["reason"], moment_of(row["checked_at"]))


_FAILING = ", ".join(f"'{each}'" for each in sorted(FAILING))
_FAILED = (
    # The rest are constants. A run tells where links stood when it asked, not what came later.
    "SELECT past.url_id, urls.key, urls.url,"  # noqa: S608
    " past.verdict, past.reason, past.checked_at FROM ("
    " SELECT url_id FROM links WHERE document_id = ? AND url_id IS NOT NULL UNION"
    " SELECT original_id FROM links WHERE document_id = ? AND original_id IS NOT NULL"
    ") AS linked CROSS JOIN queue ON queue.run_id = ? AND queue.url_id = linked.url_id"
    f" AND queue.kind = 'live' AND queue.answer IN ({_FAILING})"
    " JOIN urls ON urls.id = queue.url_id"
    " JOIN checks AS past ON past.url_id = queue.url_id AND past.verdict <> 'unknown'"
    " AND past.id <= queue.check_id ORDER BY past.url_id, past.id"
)


def standings(connection: Connection, run: int, document_id: int) -> Mapping[str, Standing]:
    """By key, where the failing links of a letter stand in a run."""
    found: dict[str, Standing] = {}
    rows = connection.rows(_FAILED, (document_id, document_id, run))
    rhythm = rhythm_of(connection, run) if rows else Rhythm()
    for _, checks in _by_url(iter(rows)):
        stands = standing(map(_seen, checks), rhythm)
        if stands is not None:
            found[checks[0]["key"]] = stands
    return found


def rhythm_of(connection: Connection, run: int) -> Rhythm:
    """How many strikes a run was told to ask for."""
    row = connection.one("SELECT settings FROM runs WHERE id = ?", (run,))
    return _rhythm_in(row["settings"]) if row else rhythm_from(None)


@lru_cache(maxsize=4)
def _rhythm_in(settings: str) -> Rhythm:
    """Asked for with every batch of answers, and never another within a run."""
    return rhythm_from(json.loads(settings).get("audit"))


_HISTORY = (
    "SELECT verdict, reason, checked_at FROM checks WHERE url_id = ? AND verdict <> 'unknown'"
    " ORDER BY id"
)
_STANDS = (
    "INSERT INTO standings (url_id, failing_since, strikes, struck_at, confirmed_dead_at)"
    " VALUES (?, ?, ?, ?, ?) ON CONFLICT (url_id) DO UPDATE SET"
    " failing_since = excluded.failing_since, strikes = excluded.strikes,"
    " struck_at = excluded.struck_at, confirmed_dead_at = excluded.confirmed_dead_at"
)


def stand(db: sqlite3.Connection, url: int, verdict: Verdict, run: int) -> None:
    """Brings the `standings` of a link up to date after a check of it was written in a run."""
    if verdict in ALIVE:
        db.execute("DELETE FROM standings WHERE url_id = ?", (url,))
    elif verdict in FAILING:
        (settings,) = db.execute("SELECT settings FROM runs WHERE id = ?", (run,)).fetchone()
        stands = standing(map(_seen, db.execute(_HISTORY, (url,))), _rhythm_in(settings))
        if stands is not None:
            told = (stands.failing_since, stands.strikes, stands.struck_at, stands.confirmed_at)
            since, strikes, struck, confirmed = told
            cells = (moment_text(since), strikes, moment_text(struck), moment(confirmed))
            db.execute(_STANDS, (url, *cells))


def newly_confirmed(
    connection: Connection, run: int, document_id: int
) -> tuple[tuple[str, Standing], ...]:
    """URL and standing of the letter's links whose last strike fell within this run."""
    rows = connection.rows(_FAILED, (document_id, document_id, run))
    found = []
    began = runs.info(connection, run).started_at
    rhythm = rhythm_of(connection, run) if rows else Rhythm()
    for _, checks in _by_url(iter(rows)):
        stands = standing(map(_seen, checks), rhythm)
        if stands and stands.confirmed_at and stands.confirmed_at >= began:
            found.append((str(checks[-1]["url"]), stands))
    return tuple(found)


def earlier(connection: Connection, run: int, path: str) -> tuple[int, int] | None:
    """Run and reading of a letter that an audit is compared with; None for a letter's first."""
    row = connection.one(
        "SELECT run_documents.run_id, run_documents.document_id FROM run_documents"
        " JOIN documents ON documents.id = run_documents.document_id"
        " JOIN runs ON runs.id = run_documents.run_id"
        " WHERE documents.path = ? AND runs.id < ? AND runs.state = 'finished'"
        " ORDER BY runs.command = 'audit' DESC, runs.id DESC LIMIT 1",
        (path, run),
    )
    return (row[0], row[1]) if row else None


_CHANGED = (
    "SELECT DISTINCT urls.key, urls.url, past.answer, present.answer"
    " FROM links JOIN urls ON urls.id = links.url_id"
    " JOIN queue AS present ON present.run_id = ? AND present.url_id = links.url_id"
    "  AND present.kind = 'live' AND present.answer IS NOT NULL"
    " JOIN queue AS past ON past.run_id = ? AND past.url_id = links.url_id"
    "  AND past.kind = 'live' AND past.answer IS NOT NULL"
    " WHERE links.document_id = ? AND past.answer <> present.answer"
    " AND 'unknown' NOT IN (past.answer, present.answer) ORDER BY links.id"
)


def verdict_changes(
    connection: Connection, run: int, past: int, document_id: int
) -> tuple[VerdictChange, ...]:
    """Links of a letter that two runs judged otherwise."""
    rows = connection.rows(_CHANGED, (run, past, document_id))
    return tuple(VerdictChange(row[0], row[1], Verdict(row[2]), Verdict(row[3])) for row in rows)

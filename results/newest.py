"""Second witnesses of blocked pages: the newest copy in each archive that the run asks.

Rules kept here:
- Only a page that turned us away needs one. The question is put into the queue together with the
  check, so a killed run goes on to it, and the check does not wait for an archive.
- A link cited without a date was asked for its newest copy to begin with. What an archive told
  within FRESH is not asked again.
- A witness joins the copies that its archive named anyway. Only where one of those was not opened
  and the witness is the same copy, opened, it takes its place.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from checker.model import NEWEST, ArchiveAnswer, ArchiveOutcome, Check, Snapshot, Verdict

from .connection import Connection
from .rows.answers import answer_from, snapshot_from
from .rows.values import moment_text

FRESH = timedelta(days=7)

OF_ARCHIVES = f"kind NOT LIKE '%{NEWEST}'"
"""A condition on `queue`: an archive's own answer, not a witness."""

_ASK = (
    # Constants.
    "INSERT INTO queue (run_id, url_id, kind, lane, state, cited)"  # noqa: S608
    f" SELECT asked.run_id, asked.url_id, asked.kind || '{NEWEST}', asked.lane, 'pending', 0"
    " FROM queue AS asked JOIN urls ON urls.id = asked.url_id"
    f" WHERE asked.run_id = ? AND asked.url_id = ? AND asked.kind <> 'live' AND asked.{OF_ARCHIVES}"
    " AND json_extract(urls.target, '$.cited_at') IS NOT NULL"
    " AND NOT EXISTS (SELECT 1 FROM archive_answers AS told WHERE told.url_id = asked.url_id"
    f"  AND told.archive = asked.kind || '{NEWEST}' AND told.outcome IN ('found', 'absent')"
    "  AND told.recorded_at >= ?)"
    " ON CONFLICT (run_id, url_id, kind) DO NOTHING"
)
_TOLD = (
    "SELECT archive_answers.*, urls.key FROM urls"  # noqa: S608 (constants)
    " JOIN archive_answers ON archive_answers.url_id = urls.id"
    " WHERE urls.key IN (SELECT value FROM json_each(?)) AND archive_answers.run_id <= ?"
    f" AND archive_answers.archive LIKE '%{NEWEST}' AND archive_answers.outcome = 'found'"
    " ORDER BY archive_answers.id"
)


def ask_newest(db: sqlite3.Connection, run: int, url: int, now: datetime) -> int:
    """Puts the question for a blocked link's newest copies into a run; gives how many it became."""
    return db.execute(_ASK, (run, url, moment_text(now - FRESH))).rowcount


def with_newest(
    connection: Connection,
    run: int,
    checks: Mapping[str, Check],
    answers: Mapping[str, tuple[ArchiveAnswer, ...]],
) -> dict[str, tuple[ArchiveAnswer, ...]]:
    """The archives' answers, those about blocked links completed by the newest copies."""
    completed = dict(answers)
    blocked = [key for key, check in checks.items() if check.judgement.verdict is Verdict.BLOCKED]
    if not blocked:
        return completed
    newest: dict[tuple[str, str], ArchiveAnswer] = {}
    for row in connection.rows(_TOLD, (json.dumps(blocked), run)):
        copies = connection.rows(
            "SELECT * FROM snapshots WHERE answer_id = ? ORDER BY id", (row["id"],)
        )
        told = answer_from(row, tuple(snapshot_from(each, {}) for each in copies))
        name = told.archive.removesuffix(NEWEST)
        newest[told.key, name] = replace(told, archive=name)
    for (key, _), told in newest.items():
        completed[key] = _joined(completed.get(key, ()), told)
    return completed


def _joined(answers: tuple[ArchiveAnswer, ...], newest: ArchiveAnswer) -> tuple[ArchiveAnswer, ...]:
    """The answers with the newest copies in that of their archive."""
    if newest.archive not in {each.archive for each in answers}:
        return (*answers, newest)
    return tuple(
        _told_both(each, newest.snapshots) if each.archive == newest.archive else each
        for each in answers
    )


def _told_both(answer: ArchiveAnswer, newest: tuple[Snapshot, ...]) -> ArchiveAnswer:
    looked_at = {each.url: each for each in newest if each.evidence}
    known = {each.url for each in answer.snapshots}
    kept = tuple(
        looked_at.get(each.url, each) if not each.evidence else each for each in answer.snapshots
    )
    more = tuple(each for each in newest if each.url not in known)
    outcome = ArchiveOutcome.FOUND if more else answer.outcome
    return replace(answer, outcome=outcome, snapshots=kept + more)

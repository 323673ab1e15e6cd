"""What people judged of links: kept in the database, and laid over what the web answered.

Rules kept here:
- A decision counts in runs that began on or before its last day. It changes what is found, never
  what was recorded: the check of the link stays as it is.
- Judged alive, a link gives no finding of a page that is not there; judged dead, it gives one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from checker.model import ALIVE, DEAD, Check, Judgement, Verdict
from citations import canonical_key

from .connection import Connection
from .model import Decision, Dossier
from .rows.values import Stored, moment_of, moment_text, sound

_ALL = (
    "SELECT urls.key, urls.url, decisions.* FROM decisions JOIN urls ON urls.id = decisions.url_id"
)
_KEEP = (
    "INSERT INTO decisions (url_id, word, until, why, made_at) VALUES (?, ?, ?, ?, ?)"
    " ON CONFLICT (url_id) DO UPDATE SET word = excluded.word, until = excluded.until,"
    " why = excluded.why, made_at = excluded.made_at"
)
_OF_LETTER = (
    # Constants.
    _ALL + " JOIN (SELECT url_id FROM links WHERE document_id = ? AND url_id IS NOT NULL UNION"  # noqa: S608
    " SELECT original_id FROM links WHERE document_id = ? AND original_id IS NOT NULL) AS linked"
    " ON linked.url_id = decisions.url_id"
    " WHERE decisions.until >= (SELECT substr(started_at, 1, 10) FROM runs WHERE id = ?)"
)


def decide(connection: Connection, decision: Decision) -> bool:
    """Keeps a decision in the place of an earlier one; False where no letter cites the link."""
    with connection.writing() as db:
        url = _url_id(connection, decision.url)
        if url is None:
            return False
        made = moment_text(decision.made_at or datetime.now(UTC))
        until = decision.until.isoformat()
        db.execute(_KEEP, (url, decision.word, until, sound(decision.why), made))
    return True


def forget(connection: Connection, url: str) -> bool:
    """Takes a decision back; False where there was none."""
    with connection.writing() as db:
        known = _url_id(connection, url)
        gone = db.execute("DELETE FROM decisions WHERE url_id = ?", (known,)).rowcount
    return gone > 0


def decisions(connection: Connection) -> Sequence[Decision]:
    """All of them, the one that ends first in front."""
    return [decision_from(row) for row in connection.rows(_ALL + " ORDER BY until, urls.url")]


def decided(connection: Connection, run: int, document_id: int) -> Mapping[str, Decision]:
    """By key, what people judged of a letter's links and still counted when the run began."""
    rows = connection.rows(_OF_LETTER, (document_id, document_id, run))
    return {row["key"]: decision_from(row) for row in rows}


def _url_id(connection: Connection, url: str) -> int | None:
    row = connection.one(
        "SELECT id FROM urls WHERE key IN (?, ?) OR url = ? LIMIT 1",
        (sound(canonical_key(url)), sound(url), sound(url)),
    )
    return row["id"] if row else None


def decision_from(row: Stored) -> Decision:
    """The decision of a row that has the `url` of its link."""
    return Decision(
        row["url"],
        row["word"],
        date.fromisoformat(row["until"]),
        row["why"],
        moment_of(row["made_at"]),
    )


def overruled(dossier: Dossier) -> Dossier:
    """The dossier as people judged it."""
    if not dossier.decisions:
        return dossier
    checks = dict(dossier.checks)
    for key, decision in dossier.decisions.items():
        known = checks.get(key)
        agrees = ALIVE if decision.word == "alive" else DEAD
        if known is not None and known.judgement.verdict in agrees:
            continue
        verdict = Verdict.OK if decision.word == "alive" else Verdict.GONE
        judgement = Judgement(verdict, f"judged-{decision.word}", decision.why)
        if known is not None:
            checks[key] = replace(known, judgement=judgement)
        elif decision.made_at is not None:
            checks[key] = Check(key, decision.url, judgement, None, decision.made_at)
    return replace(dossier, checks=checks)

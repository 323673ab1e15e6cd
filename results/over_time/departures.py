"""Letters that audits leave out: their files are gone (missing), or someone said so (forgotten).

Rules kept here:
- Nothing is deleted: what was recorded of a letter stays, and its links keep their history.
- A departure counts until a later run reads the letter again.
- Whoever notes it first tells it: of two audits at once, one. What someone said stands.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from ..connection import Connection
from ..rows.values import moment_text, sound

MISSING = "missing"
FORGOTTEN = "forgotten"

_DEPART = (
    "INSERT INTO departures (path, why, noticed_at, after_run)"
    " SELECT documents.path, ?, ?, max(run_id) FROM run_documents"
    " JOIN documents ON documents.id = document_id WHERE documents.path = ?"
    " GROUP BY documents.path ON CONFLICT (path) DO UPDATE SET"
    " why = excluded.why, noticed_at = excluded.noticed_at, after_run = excluded.after_run"
    " WHERE departures.after_run < excluded.after_run"
    "  OR (departures.why <> excluded.why AND excluded.why = 'forgotten')"
)


def depart(connection: Connection, paths: Iterable[str], why: str) -> frozenset[str]:
    """Notes that letters are gone, by their paths in the database; gives those that were news."""
    now = moment_text(datetime.now(UTC))
    with connection.writing() as db:
        return frozenset(
            path for path in paths if db.execute(_DEPART, (why, now, sound(path))).rowcount
        )

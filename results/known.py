"""What earlier runs read of the pages that a run is about to ask.

Rules kept here:
- Only the newest check of a link counts, and only if it found the page living, on the plain way,
  and its page is kept. What is handed out is light: text and anchors stay where they are.
- A page is read anew at least every MOST_TRUSTED, whatever its server says of changes, and when
  another version of pincite has read it: that one may have read less.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

from checker.model import Known

from .connection import Connection
from .rows.answers import LIGHT_PAGES, exchange_from, judgement_from, page_from
from .rows.values import moment_text

MOST_TRUSTED = timedelta(days=30)

_KNOWN = (
    "SELECT checks.*, urls.key FROM checks JOIN urls ON urls.id = checks.url_id"
    " JOIN checks AS first ON first.id = coalesce(checks.read_id, checks.id)"
    " JOIN runs AS read_by ON read_by.id = first.run_id"
    " JOIN runs AS asks ON asks.id = ? AND asks.version = read_by.version"
    " WHERE checks.id IN (SELECT (SELECT max(id) FROM checks AS asked"
    "   WHERE asked.url_id = wanted.value AND asked.verdict <> 'unknown')"
    "  FROM json_each(?) AS wanted)"
    " AND checks.verdict = 'ok' AND checks.reason = 'ok' AND checks.status = 200"
    " AND checks.final_url = checks.url AND checks.truncated = 0 AND checks.probe IS NULL"
    " AND checks.page_id IS NOT NULL AND first.answered_at BETWEEN ? AND ?"
)
_PAGES = (
    # A list of constants.
    f"SELECT {LIGHT_PAGES} FROM pages WHERE id IN (SELECT value FROM json_each(?))"  # noqa: S608
)


def has_past(connection: Connection, run: int) -> bool:
    """Whether there was any run before this one: a new database need not be looked through."""
    return connection.one("SELECT 1 FROM runs WHERE id < ? LIMIT 1", (run,)) is not None


def known_pages(connection: Connection, run: int, urls: Sequence[int]) -> Mapping[int, Known]:
    """By number of the URL, what is known of some pages."""
    now = datetime.now(UTC)
    span = (moment_text(now - MOST_TRUSTED), moment_text(now))
    rows = connection.rows(_KNOWN, (run, json.dumps(urls), *span))
    if not rows:
        return {}
    wanted = json.dumps([row["page_id"] for row in rows])
    pages = {row["id"]: page_from(row) for row in connection.rows(_PAGES, (wanted,))}
    found: dict[int, Known] = {}
    for row in rows:
        exchange = exchange_from(row, pages.get(row["page_id"]))
        if exchange is not None:
            found[row["url_id"]] = Known(row["id"], judgement_from(row), exchange)
    return found

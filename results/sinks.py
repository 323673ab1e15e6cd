"""The checks of a run, judged once more side by side: several links that ended at one page.

Rules kept here:
- What was recorded stays: the judgement is made again (checker.sunk) from the stored exchanges and
  written in the place of the first one, in the check, the queue and the link's standing.
- Only checks of this run are judged anew. Those that it took over from earlier runs are witnesses:
  they keep what was said of them.
- To look costs next to nothing where no two links end at one page: an index holds redirects alone.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping

from checker import Landed, sunk
from checker.model import ALIVE, Check, Judgement

from .connection import Connection, Row
from .over_time.due import stand
from .rows.answers import check_from, page_from
from .rows.targets import target_from

_MOST_ENDS = 100_000
"""Pages that are looked at in one run."""
_MOST_LINKS = 200
"""Links to one of them."""

_ENDS = (
    "SELECT final_url FROM checks INDEXED BY checks_landing WHERE final_url <> url"
    " GROUP BY final_url HAVING count(DISTINCT url_id) > 1 AND max(run_id) = ? LIMIT ?"
)
_LANDED = (
    "SELECT checks.*, urls.key, urls.target FROM checks INDEXED BY checks_landing"
    " JOIN queue ON queue.run_id = ? AND queue.kind = 'live' AND queue.url_id = checks.url_id"
    "  AND queue.check_id = checks.id"
    " JOIN urls ON urls.id = checks.url_id"
    " WHERE checks.final_url = ? AND checks.final_url <> checks.url"
    " AND (checks.verdict IN ('ok', 'moved') OR checks.reason = 'generic-sink')"
    " ORDER BY checks.id LIMIT ?"
)
_PAGES = "SELECT * FROM pages WHERE id IN (SELECT value FROM json_each(?))"


def judge_sinks(connection: Connection, run: int) -> int:
    """Judges the links of a run that several others share their end with; gives how many were
    found to have been swept together."""
    ends = [row[0] for row in connection.rows(_ENDS, (run, _MOST_ENDS))]
    found = 0
    for end in ends:
        rows = connection.rows(_LANDED, (run, end, _MOST_LINKS))
        anew = dict(_anew(connection, run, rows))
        if anew:
            with connection.writing() as db:
                _rewrite(db, run, anew)
                for row, judgement in anew.values():
                    stand(db, row["url_id"], judgement.verdict, run)
        found += len(anew)
    return found


def _anew(
    connection: Connection, run: int, rows: list[Row]
) -> Iterator[tuple[int, tuple[Row, Judgement]]]:
    """By id, the checks of this run whose judgement changes."""
    if len(rows) < 2:
        return
    wanted = {row["page_id"] for row in rows} - {None}
    pages = {
        row["id"]: page_from(row) for row in connection.rows(_PAGES, (json.dumps(sorted(wanted)),))
    }
    checks = [check_from(row, pages) for row in rows]
    judged = sunk(_landed(rows, checks))
    for row, check in zip(rows, checks, strict=True):
        judgement = judged.get(check.key)
        if judgement and row["run_id"] == run and check.judgement.verdict in ALIVE:
            yield row["id"], (row, judgement)


def _landed(rows: list[Row], checks: list[Check]) -> Iterator[Landed]:
    for row, check in zip(rows, checks, strict=True):
        if check.exchange is not None:
            yield Landed(check.exchange, target_from(row["key"], row["url"], row["target"]))


def _rewrite(db: sqlite3.Connection, run: int, anew: Mapping[int, tuple[Row, Judgement]]) -> None:
    for number, (row, judgement) in anew.items():
        told = (judgement.verdict.value, judgement.reason, judgement.evidence)
        db.execute(
            "UPDATE checks SET verdict = ?, reason = ?, evidence = ? WHERE id = ?", (*told, number)
        )
        db.execute(
            "UPDATE queue SET answer = ? WHERE run_id = ? AND kind = 'live' AND url_id = ?",
            (told[0], run, row["url_id"]),
        )

"""Metadata for Datasette: what tables and columns mean, and queries that editors ask.

`pincite report --format datasette --output metadata.json`, then
`datasette pincite.db --metadata metadata.json`.

Rules kept here:
- Meanings come from the schema itself (results/dictionary.py); every query is run by a test.
- It tells the database and not one run: two runs give the same file.

Reference: https://docs.datasette.io/en/stable/metadata.html
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TextIO

from ..model import Report
from .format import ReportFormat, ReportOptions
from .json import Encoder


@dataclass(frozen=True, slots=True)
class Query:
    """One canned query."""

    name: str
    title: str
    description: str
    sql: str


QUERIES = (
    Query(
        "dead_sources",
        "Dead sources",
        "Links under which a reader no longer finds the page, the longest dead first.",
        "SELECT path, note, line, url, verdict, reason, dead_since, days_dead, archive_url\n"
        "FROM dead_links",
    ),
    Query(
        "findings_of_the_newest_run",
        "Findings of the newest run",
        "What an editor should know, the gravest first.",
        "SELECT severity, code, slug, path, note, line, page, message, url, suggestion\n"
        "FROM findings WHERE run_id = (SELECT max(id) FROM runs)\n"
        "ORDER BY CASE severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END, id",
    ),
    Query(
        "history_of_a_link",
        "History of a link",
        "Every check of one address; also `pincite history URL`.",
        "SELECT checks.checked_at, checks.verdict, checks.reason, checks.status,\n"
        "  checks.final_url, checks.evidence, checks.run_id\n"
        "FROM checks JOIN urls ON urls.id = checks.url_id\n"
        "WHERE urls.url = :url OR urls.key = :url ORDER BY checks.id",
    ),
    Query(
        "rot_by_host",
        "Rot by host",
        "Hosts by the number of their links that are dead now.",
        "SELECT urls.host, count(DISTINCT status.url_id) AS links,\n"
        "  count(DISTINCT CASE WHEN status.verdict IN ('gone', 'soft_404', 'parked', 'invalid')\n"
        "    THEN status.url_id END) AS dead\n"
        "FROM status JOIN urls ON urls.id = status.url_id\n"
        "WHERE status.verdict IS NOT NULL GROUP BY urls.host ORDER BY dead DESC, links DESC",
    ),
    Query(
        "letters_that_cite",
        "Letters that cite a host",
        "Where a host is cited, for when it goes away.",
        "SELECT status.path, status.note, status.line, status.url, status.verdict\n"
        "FROM status JOIN urls ON urls.id = status.url_id\n"
        "WHERE urls.host = :host ORDER BY status.path, status.line",
    ),
)


def write(report: Report, out: TextIO, options: ReportOptions) -> None:
    """Write the metadata file."""
    from ..dictionary import relations

    tables = {
        each.name: {
            "description": each.meaning,
            "columns": {column.name: column.meaning for column in each.columns if column.meaning},
        }
        for each in relations()
    }
    queries = {
        each.name: {"title": each.title, "description": each.description, "sql": each.sql}
        for each in QUERIES
    }
    metadata = {
        "title": options.title or "pincite",
        "description": "Every source that our letters cite, and what became of it.",
        "databases": {"pincite": {"tables": tables, "queries": queries}},
    }
    out.write(Encoder(out)(metadata) + "\n")


DATASETTE = ReportFormat("datasette", ".metadata.json", write)

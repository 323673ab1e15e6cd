"""How links fare: over time, by the age of their citations, by host.

Rules kept here:
- Numbers only, counted by SQL; how they are drawn is a report's business.
- Earlier runs count when they read some of the same letters; as many are counted as hold
  MOST_LINKS links together, so that a long history costs no more than one large run.
- What was not asked is left out of every share: not knowing is no rot.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from checker.model import ALIVE, DEAD, Verdict

from .. import runs
from ..connection import Connection, Row
from ..rows.values import moment_of

MOST_RUNS = 60
MOST_LINKS = 1_000_000
MOST_HOSTS = 10

AGES: tuple[tuple[str, int], ...] = (
    ("under 1 year", 1),
    ("1 to 2 years", 3),
    ("3 to 5 years", 6),
    ("6 to 10 years", 11),
    ("over 10 years", 1_000),
)
"""Names, and the first age in years that is too old for each."""


@dataclass(frozen=True, slots=True)
class Share:
    """Links of one kind: how many were judged, how many live, how many are dead for good."""

    name: str
    judged: int
    alive: int
    dead: int


@dataclass(frozen=True, slots=True)
class Moment:
    """One run."""

    run: int
    at: datetime
    judged: int
    alive: int

    @property
    def share(self) -> float:
        """Of the links that live, 0 to 1."""
        return self.alive / self.judged


@dataclass(frozen=True, slots=True)
class Trends:
    """What there is to draw; empty tuples where there is nothing."""

    over_time: tuple[Moment, ...]
    """The oldest first."""
    by_age: tuple[Share, ...]
    """Of citations with a date, the youngest first."""
    by_host: tuple[Share, ...]
    """Hosts with dead links, the most dead first."""


def trends(connection: Connection, run: int) -> Trends:
    """The trends as they stood at the end of a run."""
    return Trends(
        tuple(reversed(list(_over_time(connection, run)))),
        _by_age(connection, run),
        _by_host(connection, run),
    )


def _over_time(connection: Connection, run: int) -> Iterable[Moment]:
    """The newest first."""
    earlier = connection.rows(
        "SELECT runs.id, runs.started_at, runs.links FROM runs"
        " WHERE runs.id = ? OR (runs.id < ? AND runs.state = 'finished' AND EXISTS ("
        "  SELECT 1 FROM run_documents AS then_read"
        "  JOIN documents AS older ON older.id = then_read.document_id"
        "  JOIN documents AS newer ON newer.path = older.path"
        "  JOIN run_documents AS now_read"
        "   ON now_read.document_id = newer.id AND now_read.run_id = ?"
        "  WHERE then_read.run_id = runs.id))"
        " ORDER BY runs.id DESC LIMIT ?",
        (run, run, run, MOST_RUNS),
    )
    budget = MOST_LINKS
    for row in earlier:
        budget -= row["links"]
        if budget < 0 and row["id"] != run:
            return
        counts = connection.rows(
            "SELECT answer, count(*) AS links FROM queue INDEXED BY queue_answers"
            " WHERE run_id = ? AND kind = 'live' AND cited = 1 GROUP BY answer",
            (row["id"],),
        )
        told = _share("", counts)
        if told.judged:
            yield Moment(row["id"], moment_of(row["started_at"]), told.judged, told.alive)


def _by_age(connection: Connection, run: int) -> tuple[Share, ...]:
    year = runs.info(connection, run).started_at.year
    rows = connection.rows(
        "SELECT substr(json_extract(urls.target, '$.cited_at'), 1, 4) AS year, queue.answer,"
        " count(*) AS links FROM queue JOIN urls ON urls.id = queue.url_id"
        " WHERE queue.run_id = ? AND queue.kind = 'live' AND queue.cited = 1"
        " GROUP BY 1, 2",
        (run,),
    )
    found: dict[str, list[Row]] = {}
    for row in rows:
        if (told := row["year"]) and len(told) == 4 and told.isascii() and told.isdecimal():
            age = max(year - int(told), 0)
            found.setdefault(next(name for name, end in AGES if age < end), []).append(row)
    shares = (_share(name, found[name]) for name, _ in AGES if name in found)
    return tuple(share for share in shares if share.judged)


def _by_host(connection: Connection, run: int) -> tuple[Share, ...]:
    dead = ", ".join(f"'{verdict.value}'" for verdict in sorted(DEAD))
    rows = connection.rows(
        # Our own enumeration, quoted.
        "SELECT urls.host, queue.answer, count(*) AS links FROM queue"  # noqa: S608
        " JOIN urls ON urls.id = queue.url_id JOIN ("
        "  SELECT rotten.host, count(*) AS dead FROM queue AS asked"
        "  JOIN urls AS rotten ON rotten.id = asked.url_id"
        "  WHERE asked.run_id = ? AND asked.kind = 'live' AND asked.cited = 1"
        f"  AND asked.answer IN ({dead}) AND rotten.host <> ''"
        "  GROUP BY rotten.host ORDER BY dead DESC, rotten.host LIMIT ?"
        " ) AS worst ON worst.host = urls.host"
        " WHERE queue.run_id = ? AND queue.kind = 'live' AND queue.cited = 1"
        " GROUP BY urls.host, queue.answer ORDER BY worst.dead DESC, urls.host",
        (run, MOST_HOSTS, run),
    )
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["host"], []).append(row)
    return tuple(_share(host, counts) for host, counts in found.items())


def _share(name: str, counts: Iterable[Row]) -> Share:
    judged = alive = dead = 0
    for row in counts:
        verdict = Verdict(row["answer"] or Verdict.UNKNOWN)
        if verdict in (Verdict.UNKNOWN, Verdict.SKIPPED):
            continue
        judged += row["links"]
        alive += row["links"] * (verdict in ALIVE)
        dead += row["links"] * (verdict in DEAD)
    return Share(name, judged, alive, dead)

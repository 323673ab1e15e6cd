"""What became of links and findings from run to run: timelines, and a run against an earlier one.

Rules kept here:
- Read-only queries; nothing is judged anew, and no more than one letter stands in memory.
- A letter is compared with itself: with its findings in the run that is named, or in the newest run
  before the date that is named. A letter that was not read then is all new.
- A run that is still under way is no measure for another.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import partial

from checker.model import Verdict
from citations import canonical_key, host_of

from .. import documents, dossiers, runs, stored_report
from ..connection import Connection
from ..damaged.aside import each_sound, soundly
from ..model import (
    Brief,
    Change,
    ChangeKind,
    CitedPlace,
    DocumentReport,
    Dossier,
    Finding,
    PastCheck,
    RunInfo,
    Severity,
    StoreError,
    Timeline,
)
from ..rows.values import moment_of, moment_text, sound
from . import trends
from .asked import Asked, told_before, turned_off
from .changes import compare

_MOST_NEAR = 3


def timeline(connection: Connection, url: str) -> Timeline:
    """Every check of a link.

    Raises:
        StoreError: nothing with this address was ever asked; the message names near ones.
    """
    row = connection.one(
        "SELECT id, url FROM urls WHERE key IN (?, ?) OR url = ? LIMIT 1",
        (sound(canonical_key(url)), sound(url), sound(url)),
    )
    if row is None:
        raise StoreError(f"{connection.path}: {_unknown(connection, url)}")
    return Timeline(
        row["url"], tuple(_checks(connection, row["id"])), _cited(connection, row["id"])
    )


def _unknown(connection: Connection, url: str) -> str:
    rows = connection.rows(
        "SELECT url FROM urls WHERE host = ? AND host <> '' ORDER BY abs(length(url) - ?) LIMIT ?",
        (host_of(sound(canonical_key(url))), len(url), _MOST_NEAR),
    )
    near = f"; of this host there are {', '.join(row['url'] for row in rows)}" if rows else ""
    return f"no letter cites {url:.300}{near}"


def _checks(connection: Connection, url_id: int) -> Iterator[PastCheck]:
    before: str | None = None
    for row in connection.rows(
        "SELECT run_id, checked_at, verdict, reason, status, final_url, evidence"
        " FROM checks WHERE url_id = ? ORDER BY checked_at, id",
        (url_id,),
    ):
        yield PastCheck(
            row["run_id"],
            moment_of(row["checked_at"]),
            Verdict(row["verdict"]),
            row["reason"],
            row["status"],
            row["final_url"],
            row["evidence"],
            before is not None and before != row["verdict"],
        )
        before = row["verdict"]


def _cited(connection: Connection, url_id: int) -> tuple[CitedPlace, ...]:
    rows = connection.rows(
        "SELECT documents.path, notes.label, links.line, links.page, departures.why FROM links"
        " JOIN documents ON documents.id = links.document_id"
        " JOIN run_documents AS newest ON newest.document_id = documents.id"
        " LEFT JOIN notes ON notes.id = links.note_id"
        " LEFT JOIN departures ON departures.path = documents.path"
        "  AND departures.after_run >= newest.run_id"
        " WHERE links.url_id = ? AND newest.run_id ="
        "  (SELECT max(later.run_id) FROM run_documents AS later"
        "   JOIN documents AS reading ON reading.id = later.document_id"
        "   WHERE reading.path = documents.path)"
        " ORDER BY documents.path, links.id",
        (url_id,),
    )
    return tuple(CitedPlace(*row) for row in rows)


def measure(connection: Connection, run: RunInfo, since: str) -> Measure:
    """What `--since` means for a run.

    Args:
        since: the number of an earlier run, or a date or moment in ISO 8601 (UTC where it has no
            zone).

    Raises:
        ValueError: it is neither; one line.
        StoreError: there is no such run, or it is not an earlier one.
    """
    if since.isascii() and since.isdecimal() and len(since) < 8:
        earlier = runs.info(connection, int(since))
        if earlier.id >= run.id:
            raise StoreError(
                f"{connection.path}: run {earlier.id} is not earlier than run {run.id}"
            )
        return Measure(earlier.id, None, f"run {earlier.id} of {_day(earlier.started_at)}")
    try:
        moment = datetime.fromisoformat(since)
    except ValueError:
        raise ValueError(
            f"{since!r} is no run and no date (write 12, 2026-01-31 or 2026-01-31T08:00Z)"
        ) from None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return Measure(None, moment_text(moment.astimezone(UTC)), _day(moment))


def _day(at: datetime | date) -> str:
    return f"{at.day} {at:%b %Y}"


@dataclass(frozen=True, slots=True)
class Measure:
    """With what each letter is compared."""

    run: int | None
    before: str | None
    """Of the runs that began before this moment, the newest that read the letter."""
    words: str
    """`run 3 of 31 Jan 2026`, `31 Jan 2026`."""


class ChangedReport:
    """A `Report` of what changed: letters, notes and findings without news are left out.

    The verdicts are those of the whole run; the severities count what is new or changed.
    """

    def __init__(self, connection: Connection, run: int | None, since: str) -> None:
        self._connection = connection
        self._told = stored_report.StoredReport(connection, run)
        self._off = turned_off(connection, self.run.id)
        self.measure = measure(connection, self.run, since)

    @property
    def run(self) -> RunInfo:
        """The later run."""
        return self._told.run

    def documents(self) -> Iterator[DocumentReport]:
        """Letters with news, ordered by path."""
        for number, brief in self._news():
            here = (self._connection, self.run.id, number)
            told = soundly(here[0], partial(dossiers.dossier, *here, whole=dossiers.no_page))
            yield DocumentReport(_trimmed(told, brief.findings), brief.findings, brief.changes)

    def briefs(self) -> Iterator[Brief]:
        """Letters with news, without the letters."""
        for _, brief in self._news():
            yield brief

    def _news(self) -> Iterator[tuple[int, Brief]]:
        for number, changes in self.changes():
            news = tuple(each for each in changes if each.kind is not ChangeKind.STILL)
            if any(each.kind is not ChangeKind.UNASKED for each in news):
                path = documents.path_of(self._connection, number)
                yield number, Brief(path, tuple(_findings(news)), news)

    def changes(self) -> Iterator[tuple[int, tuple[Change, ...]]]:
        """Every letter of the run by its id, with what became of every finding."""
        letters = documents.document_ids(self._connection, self.run.id)
        return each_sound(self._connection, letters, self._compared)

    def _compared(self, number: int) -> tuple[Change, ...]:
        asked = Asked(self._connection, self.run.id, number, self._off)
        measure = self._measured_by(number)
        past = Asked(self._connection, *measure) if measure else None
        changes = compare(past.findings if past else (), asked.findings, asked.tells)
        if past is None or measure is None:
            return changes
        older = runs.earlier(self._connection, measure[0], number)
        return told_before(changes, past, (Asked(self._connection, *each) for each in older))

    def verdicts(self) -> Mapping[Verdict, int]:
        """Of the whole run."""
        return self._told.verdicts()

    def severities(self) -> Mapping[Severity, int]:
        """Of what is new or changed."""
        counts: Counter[Severity] = Counter()
        for _, changes in self.changes():
            counts.update(each.severity for each in _findings(changes))
        return counts

    def kinds(self) -> Mapping[ChangeKind, int]:
        """How many findings are new, changed, still there, mended, not asked about."""
        counts: Counter[ChangeKind] = Counter()
        for _, changes in self.changes():
            counts.update(each.kind for each in changes)
        return counts

    def trends(self) -> trends.Trends:
        """Of the whole run."""
        return self._told.trends()

    def _measured_by(self, number: int) -> tuple[int, int] | None:
        """The earlier run, and its reading of the same letter, which may be another version."""
        row = self._connection.one(_EARLIER, (number, self.run.id, *[self.measure.run] * 2,
                                              *[self.measure.before] * 2))  # fmt: skip
        return (row["run_id"], row["document_id"]) if row else None


_EARLIER = (
    "SELECT run_documents.run_id, run_documents.document_id"
    " FROM documents JOIN documents AS reading ON reading.path = documents.path"
    " JOIN run_documents ON run_documents.document_id = reading.id"
    " JOIN runs ON runs.id = run_documents.run_id"
    " WHERE documents.id = ? AND runs.id < ? AND runs.state <> 'running'"
    " AND (? IS NULL OR runs.id = ?) AND (? IS NULL OR runs.started_at < ?)"
    " ORDER BY runs.id DESC, reading.id DESC LIMIT 1"
)


def _findings(changes: Iterable[Change]) -> Iterator[Finding]:
    for each in changes:
        if each.kind in (ChangeKind.NEW, ChangeKind.CHANGED):
            yield each.finding


def _trimmed(dossier: Dossier, findings: tuple[Finding, ...]) -> Dossier:
    """The letter with those notes and links only that have news, and what is known of their words.

    The quotations of the running text stay where one of its links does: evidence counts them.
    """
    labels = {each.note for each in findings if each.note is not None}
    urls = {each.url for each in findings if each.note is None}
    document = dossier.document
    notes = tuple(note for note in document.notes if note.label in labels)
    links = tuple(link for link in document.links if link.url in urls)
    told: set[int | None] = {note.ordinal for note in notes}
    if links:
        told.add(None)
    known = dossier.evidence
    evidence = replace(
        known,
        fields=tuple(each for each in known.fields if each.note in told - {None}),
        words=tuple(each for each in known.words if each.note in told),
    )
    quotations = document.quotations if links else ()
    trimmed = replace(document, notes=notes, links=links, citations=(), quotations=quotations)
    return replace(dossier, document=trimmed, evidence=evidence)

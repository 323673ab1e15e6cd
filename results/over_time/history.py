"""What became of links and findings from run to run: timelines, and a run against an earlier one.

Rules kept here:
- Read-only queries; nothing is judged anew, and no more than one letter stands in memory.
- A letter is compared with itself: with its findings in the run that is named, or in the newest run
  before the date that is named. A letter that was not read then is all new.
- A run that is still under way is no measure for another.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import partial

from checker.model import Verdict
from citations import canonical_key, host_of

from .. import decisions, documents, dossiers, runs, stored_report
from ..connection import Connection, Row
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
from .changes import compare

_MOST_NEAR = 3
_ANSWERED = ("found", "absent", "blocked")
_ALIVE = (Verdict.OK.value, Verdict.MOVED.value)
_FROM_ARCHIVES = frozenset({"PC211", "PC301", "PC302", "PC303", "PC304", "PC306"})
"""Findings that rest on what archives answered; the rest of PC2xx to PC5xx rest on the page."""


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
        self._off = _turned_off(connection, self.run.id)
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
        now = stored_report.findings(self._connection, self.run.id, number)
        return compare(self._before(number), now, self._was_asked(number))

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

    def _before(self, number: int) -> tuple[Finding, ...]:
        """What the earlier run found in the same letter; it may have read another version."""
        row = self._connection.one(_EARLIER, (number, self.run.id, *[self.measure.run] * 2,
                                              *[self.measure.before] * 2))  # fmt: skip
        if row is None:
            return ()
        return stored_report.findings(self._connection, row["run_id"], row["document_id"])

    def _was_asked(self, number: int) -> Callable[[Finding], bool]:
        answered: dict[str, Row] = {}
        is_ignored = stored_report.ignored_in(self._connection, self.run.id, number)
        judged = decisions.decided(self._connection, self.run.id, number)

        def was_asked(finding: Finding) -> bool:
            if finding.code in self._off or is_ignored(finding):
                return False
            if finding.url is None or finding.code < "PC2":
                return True
            if not answered:
                answered.update(_answered(self._connection, self.run.id, number))
            row = answered.get(finding.url)
            if row is None:
                return True  # no longer cited
            if finding.code in _FROM_ARCHIVES:
                return bool(row["archived"])
            if judged and canonical_key(finding.url) in judged and row["answer"] not in _ALIVE:
                return False  # it is a person's word that it is not told
            return row["answer"] not in (None, Verdict.UNKNOWN.value)

        return was_asked


_EARLIER = (
    "SELECT run_documents.run_id, run_documents.document_id"
    " FROM documents JOIN documents AS reading ON reading.path = documents.path"
    " JOIN run_documents ON run_documents.document_id = reading.id"
    " JOIN runs ON runs.id = run_documents.run_id"
    " WHERE documents.id = ? AND runs.id < ? AND runs.state <> 'running'"
    " AND (? IS NULL OR runs.id = ?) AND (? IS NULL OR runs.started_at < ?)"
    " ORDER BY runs.id DESC, reading.id DESC LIMIT 1"
)


def _answered(connection: Connection, run: int, number: int) -> dict[str, Row]:
    """By URL of a letter: the live link's answer, and whether any archive gave one."""
    rows = connection.rows(
        "SELECT links.url, live.answer,"
        " (SELECT max(asked.answer IN (?, ?, ?)) FROM queue AS asked WHERE asked.run_id = ?"
        "   AND asked.url_id IN (links.url_id, links.original_id) AND asked.kind <> 'live')"
        "  AS archived"
        " FROM links LEFT JOIN queue AS live"
        "  ON live.run_id = ? AND live.url_id = links.url_id AND live.kind = 'live'"
        " WHERE links.document_id = ?",
        (*_ANSWERED, run, run, number),
    )
    return {row["url"]: row for row in rows}


def _turned_off(connection: Connection, run: int) -> frozenset[str]:
    """Codes that the run was told to leave out: their silence says nothing."""
    row = connection.one("SELECT settings FROM runs WHERE id = ?", (run,))
    decided = json.loads(row["settings"]).get("findings") or {} if row else {}
    return frozenset(code for code, word in decided.items() if word == "off")


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

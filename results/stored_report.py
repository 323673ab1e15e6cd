"""A run, told from the database: counts by SQL, documents one at a time.

Rules kept here:
- No more than one letter stands in memory.
- A report reads what is there when it is asked; it keeps nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from checker.model import DEAD, Verdict

from . import documents, dossiers, runs
from .connection import Connection
from .damaged.aside import each_sound, soundly
from .damaged.cells import typed
from .judged import Judged
from .model import Brief, DocumentReport, Finding, RunInfo, Severity
from .over_time.trends import Trends, trends
from .rows.targets import FINDINGS, finding_from, finding_row
from .rows.values import insert_sql, sound
from .summing import MOST, CodeCount, Summary, in_order

_NEW_FINDING = insert_sql("findings", FINDINGS)


class StoredReport:
    """`results.model.Report` over one run.

    The pages of its dossiers carry neither text nor anchors; `Store.dossier` gives both.
    """

    def __init__(
        self, connection: Connection, run: int | None, judged: Judged | None = None
    ) -> None:
        """Of a run, the newest for None. Letters that are held in `judged` are not read again."""
        self._connection = connection
        self._run = runs.info(connection, run).id
        self._judged = judged or Judged()

    @property
    def run(self) -> RunInfo:
        """The run that is told."""
        return soundly(self._connection, lambda: runs.info(self._connection, self._run))

    def documents(self) -> Iterator[DocumentReport]:
        """Document by document, ordered by path."""
        return (told for _, told in each_sound(self._connection, self._letters(), self._document))

    def _document(self, number: int) -> DocumentReport:
        connection, run = self._connection, self._run
        held = None if connection.left_out else self._judged.get(run, number)
        if held is not None:
            told = dossiers.anew(connection, run, number, held)
        else:
            told = dossiers.dossier(connection, run, number, whole=dossiers.no_page)
        return DocumentReport(told, findings(self._connection, self._run, number))

    def briefs(self) -> Iterator[Brief]:
        """What was found, document by document, without the documents."""
        return (told for _, told in each_sound(self._connection, self._letters(), self._brief))

    def _letters(self) -> Iterator[int]:
        connection = self._connection
        return soundly(connection, lambda: documents.document_ids(connection, self._run))

    def _brief(self, number: int) -> Brief:
        path = documents.path_of(self._connection, number)
        return Brief(path, findings(self._connection, self._run, number))

    def verdicts(self) -> Mapping[Verdict, int]:
        """Distinct links by verdict; those without a check count as unknown."""
        return soundly(self._connection, self._verdicts)

    def _verdicts(self) -> Mapping[Verdict, int]:
        counts = dict.fromkeys(Verdict, 0)
        for row in self._connection.rows(
            "SELECT answer, count(*) FROM queue INDEXED BY queue_answers"
            " WHERE run_id = ? AND kind = 'live' AND cited = 1 GROUP BY answer",
            (self._run,),
        ):
            counts[Verdict(row[0] or Verdict.UNKNOWN)] += row[1]
        return {verdict: count for verdict, count in counts.items() if count}

    def severities(self) -> Mapping[Severity, int]:
        """Findings by severity."""
        return soundly(self._connection, self._severities)

    def _severities(self) -> Mapping[Severity, int]:
        counts = self._connection.rows(
            "SELECT severity, count(*) FROM findings INDEXED BY findings_severity"
            " WHERE run_id = ? GROUP BY severity",
            (self._run,),
        )
        return {Severity(severity): count for severity, count in counts}

    def trends(self) -> Trends:
        """How the links fared until this run."""
        return soundly(self._connection, lambda: trends(self._connection, self._run))

    def summary(self) -> Summary:
        """Which findings there are, and where most of them stand."""
        return soundly(self._connection, self._summary)

    def _summary(self) -> Summary:
        codes = self._connection.rows(
            "SELECT severity, code, slug, count(*) FROM findings WHERE run_id = ?"
            " GROUP BY severity, code, slug",
            (self._run,),
        )
        letters = self._connection.rows(
            "SELECT documents.path, worst.errors FROM ("
            " SELECT document_id, count(*) AS errors FROM findings INDEXED BY findings_severity"
            " WHERE run_id = ? AND severity = 'error' GROUP BY document_id"
            ") AS worst JOIN documents ON documents.id = worst.document_id"
            " ORDER BY worst.errors DESC, documents.path LIMIT ?",
            (self._run, MOST),
        )
        return Summary(
            in_order(CodeCount(Severity(kind), *rest) for kind, *rest in codes),
            tuple((path, errors) for path, errors in letters),
            tuple(self._worst_hosts()),
        )

    def _worst_hosts(self) -> Iterator[tuple[str, int]]:
        dead = sorted(verdict.value for verdict in DEAD)
        marks = ", ".join("?" * len(dead))
        # A live page's lane is its host: no need to look at a million URLs.
        rows = self._connection.rows(
            "SELECT lane, count(*) AS dead FROM queue INDEXED BY queue_answers"  # noqa: S608
            f" WHERE run_id = ? AND kind = 'live' AND cited = 1 AND answer IN ({marks})"
            " AND lane <> '' GROUP BY lane ORDER BY dead DESC, lane LIMIT ?",
            (self._run, *dead, MOST),
        )
        yield from ((host, count) for host, count in rows)


def findings(connection: Connection, run: int, document_id: int) -> tuple[Finding, ...]:
    """What a run found in a letter, in the order in which it was saved."""
    rows = connection.rows(
        "SELECT * FROM findings WHERE run_id = ? AND document_id = ? ORDER BY id",
        (run, document_id),
    )
    return tuple(finding_from(row) for row in typed(connection, "findings", rows))


def save_findings(
    connection: Connection, run: int, document_id: int, found: Sequence[Finding]
) -> None:
    """What a run found in a letter, in the place of what it found before."""
    with connection.writing() as db:
        db.execute("DELETE FROM findings WHERE run_id = ? AND document_id = ?", (run, document_id))
        db.executemany(_NEW_FINDING, [finding_row(each, run, document_id) for each in found])


def save_ignored(
    connection: Connection, run: int, document_id: int, ignored: Sequence[Finding]
) -> None:
    """What a run was told to leave out of a letter, in the place of what it left out before."""
    here = (run, document_id)
    with connection.writing() as db:
        db.execute("DELETE FROM ignored_findings WHERE run_id = ? AND document_id = ?", here)
        db.executemany(
            "INSERT INTO ignored_findings (run_id, document_id, code, note, url)"
            " VALUES (?, ?, ?, ?, ?)",
            [(*here, *_place(each)) for each in ignored],
        )


def ignored_in(connection: Connection, run: int, document_id: int) -> Callable[[Finding], bool]:
    """Tells of a finding whether a run left it out of a letter."""
    rows = connection.rows(
        "SELECT code, note, url FROM ignored_findings WHERE run_id = ? AND document_id = ?",
        (run, document_id),
    )
    places = {
        (row["code"], row["note"], row["url"])
        for row in typed(connection, "ignored_findings", rows)
    }
    return lambda finding: _place(finding) in places


def _place(finding: Finding) -> tuple[str | None, ...]:
    note, url = finding.note, finding.url
    return finding.code, note and sound(note), url and sound(url)
